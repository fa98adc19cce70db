from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.reading.dateline import find_dateline

CASES = Path(__file__).parent / "cases" / "datelines.txt"


def cases() -> Iterator[tuple[str, str | None]]:
    lines = [line for line in CASES.read_text("utf-8").split("\n") if line.strip() and not line.startswith("# ")]
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if not line.startswith("    "):
            yield line, following.strip() if following.startswith("    ") else None


@pytest.mark.parametrize(("text", "expected"), list(cases()))
def test_the_dateline_of(text: str, expected: str | None) -> None:
    found = find_dateline(text)
    if expected is None:
        assert found is None
        return
    assert found is not None
    place, day, agency, words, body = (None if part == "-" else part for part in expected.split(" | "))
    metadata = found.metadata
    assert (metadata.place, metadata.publisher) == (place, agency)
    assert (metadata.published.iso if metadata.published else None) == day
    assert (metadata.publisher_span.of(text) if metadata.publisher_span else None) == words
    assert text[found.stop :].lstrip().startswith(str(body))


def test_a_line_that_is_a_date_alone() -> None:
    found = find_dateline("18 июля 2023, 14:05")
    assert found is not None
    assert found.metadata.published is not None
    assert found.metadata.published.iso == "2023-07-18"
    assert found.stop == 19


def test_offsets_count_from_the_text() -> None:
    text = "Заголовок\nМинск, 5 мая 2024 года. /БЕЛТА/. Делегация прибыла."
    found = find_dateline(text, 10, len(text))
    assert found is not None
    metadata = found.metadata
    assert metadata.place_span is not None
    assert metadata.published_span is not None
    assert metadata.place_span.of(text) == "Минск"
    assert metadata.published_span.of(text) == "5 мая 2024 года"
    assert text[found.stop :] == " Делегация прибыла."
