"""Pairs of mentions that are one thing or two, each in a sentence, and what kg makes of them.

Each sentence is an article of its own. A mention stands in brackets, which are taken out before it is read.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.coreference import link
from kg.discourse import Discourse
from kg.extraction import find_facts
from kg.language import annotate_all
from kg.mentions import find_mentions
from kg.model import ArticleFacts, Quotation, Sentence, Span
from kg.reading import read_text
from kg.store import Store
from kg.store.linking import one_thing, proposed
from kg.store.things import things_of

FILE = Path(__file__).with_name("pairs.csv")
KINDS = {
    "region": {"Region", "City", "Country", "Group"},
    "place": {"Place", "Company", "City"},
    "publisher": {"Publisher", "Organization", "Company"},
    "country": {"Country"},
    "city": {"City"},
    "district": {"District", "City", "Region"},
    "industry": {"Industry"},
    "person": {"Person"},
    "body": {"Organization", "InternationalOrganization", "Company"},
    "company": {"Company", "Organization", "Event", "Person", "Country", "City"},
    "event": {"Event", "Company"},
    "project": {"Project"},
}
CLOSED = ("region", "country", "city", "district", "industry")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences with a mention each, and whether the mentions name one thing."""

    kind: str
    same: bool
    sentences: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Side:
    """A sentence as read, and the IRI of what its mention names; None where no mention was found there."""

    article: ArticleFacts
    iri: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was made of a pair."""

    pair: Pair
    sides: tuple[Side, Side]
    together: bool

    def __str__(self) -> str:
        """The pair, and what its mentions became."""
        found = [str(side.iri).rpartition("/id/")[2] for side in self.sides]
        wanted = "same" if self.pair.same else "different"
        return f"{self.pair.kind}, {wanted}: {' | '.join(self.pair.sentences)} → {' | '.join(found)}"


def read_pairs() -> list[Pair]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["wanted"] for row in rows} == {"same", "different"}
    return [Pair(row["kind"], row["wanted"] == "same", (row["one"], row["other"])) for row in rows]


def judge(pairs: Sequence[Pair]) -> list[Outcome]:
    """Each pair in a store of its own."""
    sides = _read_all([(sentence, KINDS[pair.kind]) for pair in pairs for sentence in pair.sentences])
    return [
        Outcome(pair, (one, other), _together(one, other))
        for pair, one, other in zip(pairs, sides[::2], sides[1::2], strict=True)
    ]


def store_of(articles: Iterable[ArticleFacts]) -> Store:
    """A store in memory."""
    store = Store()
    for article in articles:
        store.add(article)
    return store


def _together(one: Side, other: Side) -> bool:
    if one.iri is None or other.iri is None:
        return False
    if one.iri == other.iri:
        return True
    store = store_of((one.article, other.article))
    return one_thing(proposed(things_of(store), []), one.iri, other.iri)


def _read_all(asked: Sequence[tuple[str, set[str]]]) -> list[Side]:
    marked = [(sentence, *_unmarked(sentence), types) for sentence, types in asked]
    documents = [read_text(text, f"s{number:04}") for number, (_, text, _, _) in enumerate(marked)]
    read = zip(documents, annotate_all(documents), marked, strict=True)
    sides = []
    for document, sentences, (_, _, span, types) in read:
        discourse = link(document, sentences, [find_mentions(sentence) for sentence in sentences])
        article = find_facts(document, sentences=sentences)
        sides.append(Side(_with_all_things(article, discourse), _named(discourse, span, types)))
    return sides


def _unmarked(sentence: str) -> tuple[str, Span]:
    start, stop = sentence.index("["), sentence.index("]")
    return sentence[:start] + sentence[start + 1 : stop] + sentence[stop + 1 :], Span(start, stop - 1)


def _named(discourse: Discourse, wanted: Span, types: set[str]) -> str | None:
    """The IRI of the longest mention within the words, in brackets or quotation marks alone aside."""
    inside = [item for item in discourse.all() if item.type in types and item.span in wanted]
    inside = inside or [item for item in discourse.all() if item.type in types and item.span.overlaps(wanted)]
    best = max(inside, key=lambda item: (item.span.stop - item.span.start, -item.first), default=None)
    return best.entity.iri if best else None


def _with_all_things(article: ArticleFacts, discourse: Discourse) -> ArticleFacts:
    """The article as if something were quoted from each thing that it names: a store keeps what facts name."""
    sentences: Sequence[Sentence] = discourse.sentences
    carriers = tuple(Quotation(item.span, item.entity, sentences[item.sentence].index) for item in discourse.all())
    return replace(article, quotations=(*article.quotations, *carriers))
