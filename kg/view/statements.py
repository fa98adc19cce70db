"""Facts as the map and the timeline list them: who, what, whom, and the sentence in three pieces, plain values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.vocabulary import relations

if TYPE_CHECKING:
    import networkx

Record = dict[str, Any]

_KEPT = ("figure", "date", "status", "speaker")
_MOST_AROUND = 600  # characters of a sentence that are kept on either side of its words


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact with the IRIs of both ends; `record` is what the page is told of it."""

    iri: str
    start: str
    end: str
    relation: str
    record: Record


@dataclass(frozen=True, slots=True)
class Statements:
    """The facts in the order of their articles' dates and of the text, and the articles."""

    facts: list[Statement]
    articles: list[Record]


def to_statements(network: networkx.MultiDiGraph[str], language: str) -> Statements:
    """The network's facts; equal networks give equal statements, whatever the order in which they were filled."""
    known = sorted(network.graph.get("articles", {}).items(), key=lambda pair: (_text(pair[1].get("date")), pair[0]))
    numbers = {iri: number for number, (iri, _) in enumerate(known)}
    edges = sorted(
        network.edges(keys=True, data=True),
        key=lambda edge: (numbers.get(edge[3].get("article"), -1), _number(edge[3].get("start")), str(edge[2])),
    )
    facts = []
    for start, end, iri, attributes in edges:
        article = network.graph.get("articles", {}).get(attributes.get("article"), {})
        record = {
            "subject": name_of(network.nodes[start], language, start),
            "name": name_of(attributes, language, _text(attributes.get("relation"))),
            "object": name_of(network.nodes[end], language, end),
            "types": [_text(network.nodes[side].get("type")) or "Entity" for side in (start, end)],
            **{key: text for key in _KEPT if (text := _text(attributes.get(key)))},
            "article": numbers.get(attributes.get("article"), -1),
            "quote": quote(_text(article.get("text")), attributes),
        }
        facts.append(Statement(str(iri), start, end, _text(attributes.get("relation")), record))
    fields = ("id", "title", "date", "publisher", "url")
    articles = [{field: _text(article.get(field)) for field in fields} for _, article in known]
    return Statements(facts, articles)


def name_of(attributes: Mapping[str, Any], language: str, fallback: str) -> str:
    """The name of a node or a relation in the language of the page, else in Russian, else the fallback."""
    own = attributes.get(f"label_{language}") if language != "ru" else None
    return _text(own or attributes.get("label")) or fallback


def relation_name(relation: str, language: str, fallback: str) -> str:
    """What the ontology calls a relation, where a fact may bear the name of a post; else the fallback.

    >>> relation_name("holdsPost", "en", "minister")
    'holds post'
    """
    known = relations().get(relation)
    if known is None:
        return fallback
    return known.labels.en if language == "en" else known.labels.ru


def is_symmetric(relation: str) -> bool:
    """Whether a relation says the same in either direction: cooperation, a meeting.

    >>> is_symmetric("cooperatesWith"), is_symmetric("exportsTo")
    (True, False)
    """
    known = relations().get(relation)
    return known is not None and known.symmetric


def quote(text: str, attributes: Mapping[str, Any]) -> list[str]:
    """The sentence before the stating words, these words, and the sentence after them; empty without offsets.

    >>> quote("Да. Экспорт вырос.", {"start": 12, "end": 17, "sentence_start": 4, "sentence_end": 18})
    ['Экспорт ', 'вырос', '.']
    """
    first, last = _number(attributes.get("start")), _number(attributes.get("end"))
    if not 0 <= first < last <= len(text):
        return []
    low, high = _number(attributes.get("sentence_start")), _number(attributes.get("sentence_end"))
    if not (0 <= low <= first and last <= high <= len(text)):
        low, high = first, last
    before, after = text[low:first], text[last:high]
    if len(before) > _MOST_AROUND:
        before = "…" + before[-_MOST_AROUND:]
    return [before, text[first:last], after if len(after) <= _MOST_AROUND else after[:_MOST_AROUND] + "…"]


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _number(value: object) -> int:
    return value if isinstance(value, int) else -1
