"""Blocks and metadata: what a text says of itself never stands in its running text."""

from dataclasses import fields
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document, Span
from kg.reading import read_text
from kg.reading.layout import lay_out

ARTICLE = (
    " date 2025-09-29 29 сентября, Минск /Корр. БЕЛТА/. Планами поделился председатель.\n"
    "Говоря о сотрудничестве, он отметил новые проекты. −0-"
)


def blocks_of(document: Document) -> list[str]:
    return [block.of(document.text) for block in document.blocks]


def test_header_dateline_and_end_mark_are_no_running_text() -> None:
    document = read_text(ARTICLE, "a")
    assert blocks_of(document) == [
        "Планами поделился председатель.",
        "Говоря о сотрудничестве, он отметил новые проекты.",
    ]


def test_metadata_point_at_their_words() -> None:
    document = read_text(ARTICLE, "a")
    metadata = document.metadata
    assert metadata.published is not None
    assert metadata.published_span is not None
    assert metadata.publisher_span is not None
    assert metadata.place_span is not None
    assert (metadata.published.iso, metadata.published_span.of(document.text)) == ("2025-09-29", "2025-09-29")
    assert (metadata.publisher, metadata.publisher_span.of(document.text)) == ("БЕЛТА", "Минск /Корр. БЕЛТА/")
    assert (metadata.place, metadata.place_span.of(document.text)) == ("Минск", "Минск")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Побратимов прибыло\n\nФорум принял Брест.", "Побратимов прибыло"),
        ("date 2020-03-06 Десять новых рынков\nАфганистан впервые купил товары.", "Десять новых рынков"),
        ("Так кто кому должен?\n\nМинск считает, что Москва.", "Так кто кому должен?"),
        ("Рынки: Азия, Африка\nМИНСК, 27 июн — Sputnik. Товары ушли.", "Рынки: Азия, Африка"),
        ("Форум принял Брест.\n\nГости прибыли.", None),
        ("Дорогие друзья,\n\nсегодня праздник.", None),
        ("Форум принял Брест", None),
    ],
)
def test_title(text: str, title: str | None) -> None:
    document = read_text(text, "a")
    assert document.metadata.title == title
    if title:
        assert blocks_of(document)[0] == title


def test_dateline_after_a_title() -> None:
    document = read_text("Рынки: Азия, Африка\nМИНСК, 27 июн — Sputnik. Товары ушли.", "a")
    assert document.metadata.publisher == "Sputnik"
    assert blocks_of(document) == ["Рынки: Азия, Африка", "Товары ушли."]


def test_dateline_on_a_line_of_its_own() -> None:
    document = read_text("МИНСК, 27 июн 2016 — Sputnik.\n\nТовары ушли.\n***\nПроекты начаты.", "a")
    assert blocks_of(document) == ["Товары ушли.", "Проекты начаты."]
    assert document.metadata.published is not None
    assert document.metadata.published.iso == "2016-06-27"


@pytest.mark.parametrize("mark", ["−0-", "-0-", "—0—", "−0−", "\n-0-", "- 0 -"])
def test_end_marks(mark: str) -> None:
    assert blocks_of(read_text(f"Товары ушли в Уфу. {mark}\n", "a")) == ["Товары ушли в Уфу."]


def test_numbers_are_no_end_mark() -> None:
    assert blocks_of(read_text("Счёт матча 3-0-", "a")) == ["Счёт матча 3-0-"]
    assert blocks_of(read_text("Выросло с 0 до 10", "a")) == ["Выросло с 0 до 10"]


def test_a_header_with_no_such_day_is_no_date() -> None:
    document = read_text("date 2025-02-31 Товары ушли в Уфу.", "a")
    assert document.metadata.published is None
    assert document.metadata.published_span is None
    assert blocks_of(document) == ["Товары ушли в Уфу."]


def test_oddities_of_typography_stay_as_they_are() -> None:
    text = "\u200bТова\u00adры\u00a0ушли в\u202fУ\u0301фу 🚜.\r\n\u2028\u00a0Проекты начаты.\u2060"
    document = read_text(text, "a")
    assert document.text == text.replace("\r\n", "\n")
    assert blocks_of(document) == ["Това\u00adры\u00a0ушли в\u202fУ\u0301фу 🚜.", "Проекты начаты."]


PIECES = st.sampled_from(
    ["date 2025-09-29 ", "29 сентября, ", "Минск", " /Корр. БЕЛТА/.", "(ТАСС)", "\n", "\n\n", " ", "\u00a0", "\u00ad"]
    + ["Товары ушли.", "—", "-0-", "−0-", "***", "5 мая 2024", ", ", ". ", "\u200b", "🚜", "«Форум»", "\r\n", "ТАСС"]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=14).map("".join)))
def test_blocks_are_trimmed_ordered_disjoint_and_apart_from_the_metadata(text: str) -> None:
    blocks, metadata = lay_out(text)
    spans = (getattr(metadata, field.name) for field in fields(metadata))
    marked = [span for span in spans if isinstance(span, Span)]
    for block, following in pairwise(blocks):
        assert block.stop < following.start
    for block in blocks:
        words = block.of(text)
        assert words
        assert words == words.strip()
        assert "\n" not in words
        assert not any(span.overlaps(block) for span in marked)
    assert all(span.stop <= len(text) and len(span) for span in marked)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_no_word_is_lost(text: str) -> None:
    """What stands in no block is header, dateline, end mark or ornament: never the words of a paragraph."""
    blocks, _ = lay_out(text)
    kept = "".join(block.of(text) for block in blocks)
    assert kept.count("Товары ушли") == text.count("Товары ушли")
