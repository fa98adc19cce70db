"""Hostile texts: read or refused in one line, never a crash; every offset is exact; disguises change no fact."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.extraction import find_facts
from kg.language import annotate
from kg.mentions import find_mentions
from kg.model import ArticleFacts, Document, Fact, Span
from kg.reading import read_text
from kg.reading.normalization import clean
from tests.conftest import Ran

Disguise = Callable[[str], str]
NAMES = [
    f"{given} {root}{ending}"
    for ending in ("ов", "ин", "енко", "евский")
    for root in ("Сидор", "Кузнец", "Волк", "Зайц", "Медвед", "Орл", "Глеб", "Макар", "Никит", "Степан")
    for given in ("Иван", "Олег", "Антон", "Борис", "Виктор")
]


def mixed(text: str) -> str:
    """The text with Latin letters inside its Cyrillic words."""
    return re.sub("(?<=[а-яё])[аеор](?=[а-яё])", lambda letter: "aeop"["аеор".index(letter[0])], text)


# Spelt otherwise, and the same to a reader: the same facts, on the same words.
DISGUISES: dict[str, Disguise] = {
    "soft hyphens": lambda text: re.sub(r"(?<=[а-яё])(?=[а-яё])", "\u00ad", text),
    "zero-width joiners": lambda text: re.sub(r"(?<=[а-яё])(?=[а-яё])", "\u200d", text),
    "non-breaking spaces": lambda text: text.replace(" ", "\u00a0"),
    "thin spaces": lambda text: text.replace(" ", "\u2009"),
    "narrow non-breaking spaces": lambda text: text.replace(" ", "\u202f"),
    "tabs": lambda text: text.replace(" ", "\t"),
    "marks of direction": lambda text: text.replace(" ", " \u200f").replace(",", ",\u202e"),
    "stress marks": lambda text: re.sub(r"(?<=[аеиоуыэюя])", "\u0301", text),
    "decomposed letters": lambda text: unicodedata.normalize("NFD", text),
    "emoji before": lambda text: text.replace("\n", "\n😀👨‍👩‍👧 𝔘𐍈 🇧🇾\n"),
    "look-alikes in the dateline": lambda text: mixed(text.partition("\n")[0]) + "".join(text.partition("\n")[1:]),
    "Latin look-alikes": lambda text: re.sub("(?<=\n)[^\n]+", lambda line: mixed(line[0]), text),
}

# Whatever is found, its offsets are exact.
TEXTS: dict[str, Disguise] = {
    "a sentence of 5,000 words": lambda seed: " ".join((re.findall(r"\w+", seed) * 20)[:5000]),
    "capitals only": str.upper,
    "no punctuation": lambda seed: re.sub(r"[^\w\s]", "", seed),
    "no spaces": lambda seed: re.sub(r"\s", "", seed),
    "unmatched opening quotes": lambda seed: seed.replace("»", ""),
    "unmatched closing quotes": lambda seed: seed.replace("«", ""),
    "straight quotes": lambda seed: re.sub("[«»]", '"', seed),
    "few control characters": lambda seed: seed.replace("область", "обл\x01асть\x0b"),
    "tags inside": lambda seed: re.sub(r"(\w{7,})", r'<b class="x">\1</b>', seed),
    "other alphabets": lambda seed: seed.replace("Витебская", "ვიტებსკის Ⅷ 維捷布斯克"),
    "deeply nested quotes": lambda _: "ООО «Завод " * 300 + "»" * 300 + " из Минска.",
    "quotation marks around a word": lambda _: "«" * 1000 + "Минск" + "»" * 1000,
    "straight quotes alone": lambda _: 'Минск "' + '" "' * 1500,
    "brackets": lambda _: "(" * 1000 + "Минск" + ")" * 1000,
    "1,000 short sentences": lambda _: "Минск и Витебск сотрудничают. " * 1000,
    "200 names": lambda _: " ".join(f"{name} посетил Минск." for name in NAMES),
    "200 names in a list": lambda _: f"В Минске встретились {', '.join(NAMES)}.",
    "a line of 1 MB without spaces": lambda _: "абв" * 175_000,
    "a gap of 200,000 spaces": lambda _: "Минск" + " " * 200_000 + "Витебск",
    "dashes between letters": lambda _: "а-" * 3000,
    "ones": lambda _: "Минск: " + "1 " * 2000,
    "number signs": lambda _: "Минск " + "№" * 3000,
    "huge numbers": lambda _: f"Минск подписал {10**400} соглашений на {'9' * 400},{'9' * 400} рублей, рост {10**40}%.",
    "impossible dates": lambda _: (
        "date 9999-99-99 Форум пройдет в Минске 99.99.9999, 31 февраля 2025 года, 0 мая 0000 года, с 45 сентября по 99"
        " октября 99999 года, 29 февраля 2023 года, 00.00.0000, в 25:61, в 0 году."
    ),
    "impossible quantities": lambda _: "В Минске 0 компаний, -5 регионов, 1/0 стран, 5-3 тонны, млн тыс. долларов.",
    "abbreviations": lambda _: "тыс. млн. обл. г. ул. им. А. С. " * 300,
    "posts in a chain": lambda _: "заместитель " * 500 + "председателя",
    "a list of regions": lambda _: "Минск сотрудничает с " + ", ".join(["Псковской областью", "Татарстаном"] * 300),
    "empty lines": lambda _: "\n" * 10_000 + "Минск\n\t\n\u2028" * 300,
    "datelines": lambda _: "29 сентября, Минск /Корр. БЕЛТА/. " * 200,
}

REFUSED: dict[str, tuple[str, str]] = {
    "a lone surrogate": ("Минск \ud800 и Витебск", "surrogate"),
    "many control characters": ("Минск\x01\x02\x03\x04" * 10, "binary"),
    "zeros": ("Минск\x00Витебск", "binary"),
    "digits": ("1234567890 " * 100, "no words"),
    "quotation marks": ("«" * 1000 + "…" + "»" * 1000, "no words"),
    "invisible characters": ("\u200b\u200d\ufeff\u00ad" * 100, "no words"),
    "spaces": (" \n\t\u00a0" * 100, "empty"),
    "a page": ("<!DOCTYPE html><p>Минск", "HTML"),
    "English": ("Minsk and Vitebsk cooperate. " * 100, "not in Russian"),
}


def said(fact: Fact) -> tuple[object, ...]:
    """What a fact states, its place in the text aside."""
    object_ = fact.object.iri if fact.object else None
    return fact.relation, fact.subject.iri, object_, fact.quantity, fact.period, fact.status, fact.post


def spans(fact: Fact) -> list[Span]:
    evidence = fact.evidence
    return [span for span in (evidence.span, evidence.subject, evidence.object) if span is not None]


def plainly(text: str, span: Span) -> str:
    """The characters of a span without disguise."""
    return re.sub(r"\s+", " ", clean(text, span.start, span.stop).text)


def check_offsets(document: Document) -> ArticleFacts:
    """The facts of a document, each of whose tokens, mentions and facts is at its offsets."""
    text = document.text
    sentences = annotate(document)
    for sentence in sentences:
        assert sentence.span.of(text) == sentence.text
        for token in sentence.tokens:
            assert plainly(text, token.span) == plainly(token.text, Span(0, len(token.text)))
        assert all(left.span.stop <= right.span.start for left, right in pairwise(sentence.tokens))
        for mention in find_mentions(sentence, document.metadata.published):
            assert mention.span.of(text) == mention.text.strip() != ""
            assert mention.span in sentence.span
    article = find_facts(document)
    for fact in article:
        whole = Span(0, len(text)) if fact.relation == "publishedBy" else sentences[fact.evidence.sentence].span
        assert all(span in whole and span.of(text).strip() for span in spans(fact))
    return article


@pytest.mark.parametrize("name", DISGUISES)
def test_a_disguise_changes_no_fact(name: str, seed_document: Document, seed_facts: ArticleFacts) -> None:
    header, day, body = seed_document.text.partition("2025-09-29 ")
    document = read_text(header + day + DISGUISES[name](body), seed_document.id)
    article = check_offsets(document)
    assert [said(fact) for fact in article] == [said(fact) for fact in seed_facts]
    words = [plainly(document.text, span) for fact in article for span in spans(fact)]
    assert words == [plainly(seed_document.text, span) for fact in seed_facts for span in spans(fact)]


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_keeps_offsets(name: str, seed_document: Document) -> None:
    check_offsets(read_text(TEXTS[name](seed_document.text), "hostile"))


@pytest.mark.parametrize("name", REFUSED)
def test_unreadable_text_is_refused(name: str) -> None:
    text, reason = REFUSED[name]
    with pytest.raises(ReadError, match=reason):
        read_text(text, "refused")


def test_a_line_of_300_kb_is_read(seed_document: Document) -> None:
    words = re.findall(r"\w+", seed_document.text)
    article = find_facts(read_text(" ".join((words * 100)[:22_000]), "long"))
    length = len(article.document.text.encode())
    assert length > 300_000
    assert all(span.of(article.document.text).strip() for fact in article for span in spans(fact))


def test_nothing_hostile_stops_a_build(kg: Callable[..., Ran], seed_document: Document, tmp_path: Path) -> None:
    """Every hostile text is built into one graph; those refused are named, a line each."""
    folder = tmp_path / "articles"
    folder.mkdir()
    texts = {name: change(seed_document.text) for name, change in (DISGUISES | TEXTS).items()}
    refused = {name: text for name, (text, _) in REFUSED.items() if "surrogate" not in name}
    for name, text in (texts | refused).items():
        (folder / f"{name}.txt").write_bytes(text.encode())
    ran = kg("build", folder, "--out", tmp_path / "out", "--strict")
    assert ran.code == 1
    told = ran.err.splitlines()[:-1]
    named = [Path(line.removeprefix("kg: ").split(".txt")[0].split("»")[0]).name.lstrip("«") for line in told]
    assert set(refused) <= set(named) <= set(texts | refused)
    for line in (tmp_path / "out/facts.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        text = texts[row["article"]].removeprefix("\ufeff")
        assert text[row["start"] : row["end"]].strip()


def test_a_hostile_article_is_explained(kg: Callable[..., Ran], tmp_path: Path) -> None:
    path = tmp_path / "quotes.txt"
    path.write_text(TEXTS["deeply nested quotes"](""), "utf-8")
    ran = kg("explain", path)
    assert ran.code == 0
    assert "Traceback" not in ran.err
