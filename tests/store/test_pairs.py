"""Hard pairs of names in two articles: one thing or two, through the whole way from words to a store's rules."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.coreference import link
from kg.discourse import Linked
from kg.entities import THINGS
from kg.gazetteer import entries
from kg.language import annotate
from kg.language.morphology import match_case, readings
from kg.mentions import find_mentions
from kg.model import Document, Entity, Span
from kg.store.merging import groups
from kg.store.rules import proposals
from kg.store.things import Thing

FILE = Path(__file__).with_name("pairs.txt")
CLOSED = {"Country", "Region", "City", "District", "Industry"}
PRECISION, RECALL = 0.98, 0.95
CASES = {
    "nomn": "Это {}.",
    "gent": "Гости прибыли из {}.",
    "datv": "Гости проехали по {}.",
    "accs": "Гости увидели {}.",
    "ablt": "Гости гордятся {}.",
    "loct": "Гости говорили о {}.",
}


@dataclass(frozen=True)
class Pair:
    """Two sentences of two articles, a name in brackets in each, and whether they name one thing."""

    same: bool
    type: str
    sides: tuple[str, str]

    def __str__(self) -> str:
        return f"{'same' if self.same else 'different'}: {' | '.join(self.sides)}"


def read_pairs() -> list[Pair]:
    rows = [line.split(" | ") for line in FILE.read_text("utf-8").splitlines() if line and line[0] != "#"]
    return [Pair(wanted == "same", type_, (one, other)) for wanted, type_, one, other in rows]


def named(text: str, article: str) -> Entity | None:
    """The entity of the words in brackets: of the widest name over them, else inside them."""
    first, last = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    document = Document(article, plain, (Span(0, len(plain)),))
    sentences = annotate(document)
    discourse = link(document, sentences, [find_mentions(sentence) for sentence in sentences])
    items = [item for item in discourse.all() if item.span.start < last and first < item.span.stop]
    found = max(items, key=lambda item: (_covers(item, first, last), item.span.stop - item.span.start), default=None)
    return found.entity if found is not None else None


def _covers(item: Linked, first: int, last: int) -> int:
    """How many letters of the words in brackets a name holds, less what it holds besides."""
    inside = min(item.span.stop, last) - max(item.span.start, first)
    return 3 * inside - (item.span.stop - item.span.start)


def thing_of(entity: Entity) -> Thing:
    return Thing(entity.iri, {entity.type}, {entity.name}, set(entity.aliases), entity.collective)


@cache
def judged() -> tuple[tuple[Pair, bool | None], ...]:
    """Each pair with the answer; None where a name was not found at all."""
    return tuple((pair, answer(pair)) for pair in read_pairs())


def answer(pair: Pair) -> bool | None:
    one, other = (named(text, article) for text, article in zip(pair.sides, ("one", "other"), strict=True))
    if one is None or other is None:
        return None
    things = {entity.iri: thing_of(entity) for entity in (one, other)}
    return len(things) == 1 or len(groups(proposals(things))) == 1


def test_there_are_enough() -> None:
    pairs = read_pairs()
    assert len(pairs) >= 200
    assert min(Counter(pair.same for pair in pairs).values()) >= 70
    assert len({(pair.same, pair.sides) for pair in pairs}) == len(pairs)


def test_precision_and_recall() -> None:
    rows = judged()
    merged = [pair for pair, same in rows if same]
    right = [pair for pair in merged if pair.same]
    wanted = [pair for pair in read_pairs() if pair.same]
    precision, recall = len(right) / len(merged), len(right) / len(wanted)
    print(f"{len(rows)} pairs: precision {precision:.3f} ({len(right)}/{len(merged)}), recall {recall:.3f}")
    missed = [str(pair) for pair, same in rows if pair.same and not same]
    false = [str(pair) for pair in merged if not pair.same]
    assert precision >= PRECISION, "\n".join(false)
    assert recall >= RECALL, "\n".join(missed)


def test_closed_classes_are_never_merged_falsely() -> None:
    assert [str(pair) for pair, same in judged() if same and not pair.same and pair.type in CLOSED] == []


def test_a_name_is_found_in_almost_every_sentence() -> None:
    lost = [str(pair) for pair, same in judged() if same is None]
    assert len(lost) <= 0.03 * len(judged()), "\n".join(lost)


@cache
def regions_in_all_cases() -> tuple[tuple[str, str, str | None], ...]:
    """(reference, form, reference found) of the regions of Russia and Belarus in six cases, in whole sentences."""
    found = []
    for region in entries("region"):
        if region.reference.startswith(("region/RU-", "region/BY-")):
            for case, frame in CASES.items():
                form = inflected(region.name, case)
                if form is not None:
                    entity = named(frame.format(f"[{form}]"), "article")
                    found.append((region.reference, form, entity.iri.removeprefix(THINGS) if entity else None))
    return tuple(found)


def inflected(name: str, case: str) -> str | None:
    """A region's name in a case, by the dictionary; None where it does not know a word."""
    words = []
    for word in name.split():
        reading = next((one for one in readings(word) if one.tag.case == "nomn"), None)
        form = reading.inflect({case}) if reading is not None else None
        if form is None:
            return None
        words.append(match_case(form.word, word))
    return " ".join(words)


def same_place(reference: str, found: str | None) -> bool:
    """A federal city may be read as the city: «Москва»."""
    if found == reference:
        return True
    names = {one.reference: one.name for table in ("region", "city") for one in entries(table)}
    return found is not None and found.startswith("city/") and names[reference] == names[found]


def test_no_region_is_another_in_any_case() -> None:
    """All pairs of forms at once: a form that gives another region's IRI would join the two."""
    rows = regions_in_all_cases()
    assert len({reference for reference, _, _ in rows}) >= 85
    assert len(rows) >= 500
    wrong = [row for row in rows if row[2] is not None and not same_place(row[0], row[2])]
    assert wrong == []
    lost = [row for row in rows if row[2] is None]
    assert len(lost) <= 0.02 * len(rows), lost


def test_a_planted_error_would_be_seen() -> None:
    """The check above can fail: a region under another's form is wrong."""
    rows = regions_in_all_cases()
    assert not same_place(rows[0][0], rows[-1][2])
    assert same_place(rows[0][0], rows[0][2])
