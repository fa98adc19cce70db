"""Reprints are recognised whatever their header and spacing; two articles of one template stay two."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.graph import to_graph
from kg.model import ArticleFacts, Coverage, Document
from kg.reading import Reprint, read_articles, read_text
from kg.reading.reprints import Reprints
from kg.rendering.quads import quads_of
from kg.vocabulary import article_iri

TEXT = (
    "Витебская область расширяет сотрудничество с регионами России, сообщили в облисполкоме. Подписаны соглашения о "
    "поставках молочной продукции в Псковскую область на 12 млн рублей. Товарооборот вырос на 7 процентов.\n"
    "Заместитель председателя облисполкома отметил, что в планах совместное производство техники для села. Стороны "
    "договорились встретиться осенью в Пскове и обсудить работу предприятий."
)
SAME = {
    "an agency's header": f"29 сентября, Минск /Корр. БЕЛТА/. {TEXT}",
    "another title": f"Область и регионы\n\n{TEXT}",
    "other spaces": TEXT.replace(" ", "  ").replace("\n", "\r\n\r\n\t"),
    "another layout": TEXT.replace("\n", " "),
    "no ё, other quotes": TEXT.replace(",", ", ").replace("е", "ё", 1),
    "an unknown header": f"Витебск. Служба новостей портала сообщает. {TEXT}",
    "a closing line": f"{TEXT}\nЧитайте также о работе выставки в Могилеве.",
    "a line within": TEXT.replace("\n", "\nНа снимке: участники встречи в Витебске.\n"),
}
OTHER = {
    "a number": TEXT.replace("12 млн", "14 млн"),
    "a place": TEXT.replace("Псковскую", "Смоленскую"),
    "the first word": TEXT.replace("Витебская", "Гомельская"),
    "the last word": TEXT.replace("предприятий.", "музеев."),
    "a denial": TEXT.replace("Подписаны", "Не подписаны"),
    "a half": TEXT.partition("\n")[0],
}


def reprint_of(text: str) -> str | None:
    seen = Reprints()
    seen.add(read_text(TEXT, "первая"))
    return seen.find(read_text(text, "вторая"))


@pytest.mark.parametrize("change", SAME)
def test_a_reprint_is_recognised(change: str) -> None:
    assert reprint_of(SAME[change]) == "первая"


@pytest.mark.parametrize("change", OTHER)
def test_another_article_stays_another(change: str) -> None:
    assert reprint_of(OTHER[change]) is None


@given(st.lists(st.sampled_from(" \n\t\u00a0"), min_size=1, max_size=4).map("".join), st.integers(0, 60))
@settings(max_examples=40)
def test_spacing_tells_no_articles_apart(space: str, at: int) -> None:
    words = TEXT.split()
    assert reprint_of(" ".join(words[:at]) + space + " ".join(words[at:])) == "первая"


def test_repeated_words_take_no_time() -> None:
    seen = Reprints()
    seen.add(read_text("слово " * 50_000 + "конец", "первая"))
    assert seen.find(read_text("слово " * 49_000 + "другое", "вторая")) is None


def test_the_oldest_is_forgotten() -> None:
    seen = Reprints(kept=1)
    first, other = read_text(TEXT, "1"), read_text(OTHER["a half"] + " В области ждут гостей из Карелии и Коми.", "2")
    seen.add(first)
    seen.add(other)
    assert seen.find(first) is None
    assert seen.find(other) == "2"


def rows(folder: Path) -> Path:
    path = folder / "a.jsonl"
    first = {"text": TEXT, "url": "https://a.example/1", "publisher": "А"}
    second = {"text": SAME["an agency's header"], "url": "https://b.example/2"}
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in (first, second, first)), "utf-8")
    return path


def test_reprints_are_named_after_the_first(tmp_path: Path) -> None:
    first, second, third = read_articles([rows(tmp_path)])
    assert isinstance(first, Document)
    assert isinstance(second, Reprint)
    assert isinstance(third, Reprint)
    assert (second.of, second.record, third.of, third.document.id) == (first.id, 2, first.id, first.id)
    assert all(isinstance(item, Document) for item in list(read_articles([rows(tmp_path)], find_reprints=False))[:2])


def test_the_graph_says_what_a_reprint_is_based_on(tmp_path: Path) -> None:
    first, *reprints = read_articles([rows(tmp_path)])
    assert isinstance(first, Document)
    facts = ArticleFacts(first, (), (), (), Coverage((), (), ()), ())
    graph = to_graph(facts, reprints=[item for item in reprints if isinstance(item, Reprint)])
    found = [(s, o) for s, p, o, _ in quads_of(graph) if str(p) == "https://schema.org/isBasedOn"]
    assert isinstance(reprints[0], Reprint)
    assert found == [(article_iri(reprints[0].document.id), article_iri(first.id))]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(list(range(4))))
def test_whatever_the_order_one_of_each_is_kept(tmp_path: Path, order: list[int]) -> None:
    texts = [TEXT, SAME["other spaces"], OTHER["a number"], SAME["another layout"]]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps({"text": texts[index]}) for index in order), "utf-8")
    assert [type(item) for item in read_articles([path])].count(Document) == 2
