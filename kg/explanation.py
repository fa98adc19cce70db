"""Why each fact of a sentence was found, and which patterns held back."""

from __future__ import annotations

from collections.abc import Iterator

from kg.flat import plain_number
from kg.model import ArticleFacts, Fact


def explain(article: ArticleFacts, sentence: int | None = None) -> Iterator[str]:
    """Lines on every sentence of the article, or on one; sentences count from 0 here and from 1 in the lines."""
    chosen = range(len(article.sentences)) if sentence is None else [sentence]
    for index in chosen:
        text = article.sentences[index].of(article.document.text)
        yield f"[{index + 1}] {' '.join(text.split())}"
        yield from _facts(article, index)
        for at, pattern, reason in article.abstentions:
            if at == index:
                yield f"    – {pattern} held back: {reason}"
        yield ""


def _facts(article: ArticleFacts, sentence: int) -> Iterator[str]:
    facts = [fact for fact in article if fact.evidence.sentence == sentence]
    for fact in facts:
        yield f"    + {_statement(fact)}"
        yield f"        words: «{' '.join(fact.evidence.span.of(article.document.text).split())}»"
        yield f"        {_reasons(fact)}"
    if not facts:
        yield "    no fact"


def _statement(fact: Fact) -> str:
    parts = [fact.subject.name, fact.relation, fact.object.name if fact.object else ""]
    if fact.quantity:
        unit = fact.quantity.unit or ""
        parts.append(f"{fact.quantity.comparator} {plain_number(fact.quantity.value)} {unit}".strip())
    if fact.period:
        parts.append(fact.period.iso)
    return " | ".join(part for part in parts if part)


def _reasons(fact: Fact) -> str:
    parts = [f"pattern: {fact.evidence.pattern}", f"confidence: {fact.confidence:.2f}", f"status: {fact.status.value}"]
    if fact.speaker:
        parts.append(f"said by: {fact.speaker.name} ({fact.mode.value})")
    return ", ".join(parts)
