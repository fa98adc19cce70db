"""Facts → flat rows: one dictionary a fact, with the keys of the JSON Lines that `kg facts` prints."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from kg.model import ArticleFacts, Entity, Fact
from kg.vocabulary import article_iri

KEYS = (
    *("article", "relation", "subject", "subject_type", "subject_iri", "object", "object_type", "object_iri"),
    *("value", "comparator", "unit", "date", "post", "body", "status", "speaker"),
    *("sentence", "start", "end", "text", "mode", "pattern", "confidence"),
)


def flat(article: ArticleFacts) -> Iterator[dict[str, Any]]:
    """A row per fact, in the order of the text; every key is there, null where there is nothing to say."""
    for fact in article.facts:
        yield {
            "article": article.document.id,
            "relation": fact.relation,
            **_subject(article, fact),
            **_side("object", fact.object),
            **_figure(fact),
            "date": fact.period.iso if fact.period else None,
            "post": fact.post,
            "body": fact.body.name if fact.body else None,
            "status": fact.status.value,
            "speaker": fact.speaker.name if fact.speaker else None,
            **_words(article, fact),
            "mode": fact.mode.value,
            "pattern": fact.evidence.pattern,
            "confidence": fact.confidence,
        }


def to_lines(rows: Iterable[Mapping[str, Any]]) -> str:
    r"""JSON Lines.

    >>> to_lines([{"relation": "holdsPost", "value": None}])
    '{"relation": "holdsPost", "value": null}\n'
    """
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def plain_number(value: Decimal) -> int | float:
    """An int where the number is whole, else a float."""
    return int(value) if value == value.to_integral_value() else float(value)


def _subject(article: ArticleFacts, fact: Fact) -> dict[str, Any]:
    if fact.relation == "publishedBy":
        iri = str(article_iri(article.document.id))
        return {"subject": "статья", "subject_type": "Document", "subject_iri": iri}
    return _side("subject", fact.subject)


def _side(role: str, entity: Entity | None) -> dict[str, Any]:
    name, kind, iri = (entity.name, entity.type, entity.iri) if entity else (None, None, None)
    return {role: name, f"{role}_type": kind, f"{role}_iri": iri}


def _figure(fact: Fact) -> dict[str, Any]:
    if fact.quantity is None:
        return {"value": None, "comparator": None, "unit": None}
    quantity = fact.quantity
    return {"value": plain_number(quantity.value), "comparator": quantity.comparator, "unit": quantity.unit}


def _words(article: ArticleFacts, fact: Fact) -> dict[str, Any]:
    text, words = article.document.text, fact.evidence
    sentence = article.sentence_of(fact).of(text)
    return {"sentence": sentence, "start": words.span.start, "end": words.span.stop, "text": words.span.of(text)}
