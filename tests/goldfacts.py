"""The seed's gold facts as ArticleFacts: a fixture for what comes after the extractor.

Evidence is found by a search in the text, which only a fixture may do.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from kg.model import (
    ArticleFacts,
    Coverage,
    Document,
    Entity,
    Evidence,
    Fact,
    Metadata,
    Period,
    Quantity,
    Quotation,
    Span,
    SpeechMode,
    Status,
)
from kg.rendering.nodes import digest

ROOT = Path(__file__).resolve().parent.parent
SEED = "000_7fd722bde6adce99"
THING = "https://w3id.org/kg-econ/id/"
_GROUPS = ("регионы", "компании", "иностранные", "предприятия", "губернаторы")


@cache
def gold_facts() -> ArticleFacts:
    """The gold facts of the seed, with a quotation, speakers, levels and gaps in the coverage."""
    text = (ROOT / "seeds" / f"{SEED}.txt").read_text(encoding="utf-8").strip()
    rows = json.loads((ROOT / "tests" / "data" / "seed-facts.json").read_text(encoding="utf-8"))["facts"]
    document = _document(text)
    sentences = _sentences(text)
    facts = tuple(_fact(row, text, sentences) for row in rows)
    speaker = next(fact.object for fact in facts if fact.relation == "saidBy")
    quoted = re.search("«([^»]*отгрузки[^»]*)»", text)
    assert quoted is not None
    quotation = Quotation(Span(*quoted.span(1)), speaker, _sentence(sentences, quoted.start()))
    coverage = Coverage((sentences[2],), (_find(text, "32"),), (_find(text, "Кыргызстана"),))
    spoken = tuple(_attributed(fact, quotation) for fact in facts)
    return ArticleFacts(document, sentences, spoken, (quotation,), coverage)


def thing(type_: str, name: str) -> Entity:
    """An entity of the fixture: the same type and name give the same IRI."""
    entity = Entity(f"{THING}{type_.lower()}/{digest(type_, name)}", type_, name)
    if name == "Витебская область":
        return replace(
            entity,
            labels=(("ru", name), ("en", "Vitebsk Region"), ("be", "Віцебская вобласць")),
            aliases=("Витебщина",),
            same_as=("http://www.wikidata.org/entity/Q192350",),
            within=f"{THING}country/{digest('Country', 'Беларусь')}",
            coordinates=(Decimal("55.0"), Decimal("29.25")),
        )
    if name == "Витебский облисполком":
        return replace(entity, within=thing("Region", "Витебская область").iri)
    return replace(entity, collective=name.startswith(_GROUPS))


def renamed(article: ArticleFacts, new: str) -> ArticleFacts:
    """The same article under another id."""
    return replace(article, document=replace(article.document, id=new))


def _document(text: str) -> Document:
    metadata = Metadata(Period("2025-09-29"), Span(0, 15), "БЕЛТА", _find(text, "БЕЛТА"), "Минск", _find(text, "Минск"))
    return Document(SEED, text, (Span(16, len(text)),), metadata)


def _sentences(text: str) -> tuple[Span, ...]:
    ends = [match.end() for match in re.finditer(r"(?<=[а-яё»)])\.(?=\s+[А-Я«−])", text)]
    ends = [end for end in ends if not text[:end].endswith("/Корр.")]
    bounds = [0, *ends, len(text)]
    spans = []
    for start, stop in zip(bounds, bounds[1:], strict=False):
        body = text[start:stop]
        if body.strip():
            spans.append(Span(start + len(body) - len(body.lstrip()), start + len(body.rstrip())))
    return tuple(spans)


def _sentence(sentences: tuple[Span, ...], offset: int) -> int:
    return next(index for index, span in enumerate(sentences) if offset < span.stop)


def _find(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _fact(row: dict[str, Any], text: str, sentences: tuple[Span, ...]) -> Fact:
    span = _find(text, row["evidence"])
    side = None if row["object"] is None else thing(row["object_type"], row["object"])
    subject = thing(row["subject_type"], row["subject"])
    quantity = None if row["value"] is None else Quantity(Decimal(str(row["value"])), row["comparator"], row["unit"])
    period = Period(*row["date"].split("/")) if row["date"] else None
    pattern, named = f"{row['relation']}.gold", _named(text, row["object"])
    evidence = Evidence(span, _sentence(sentences, span.start), pattern, object=named)
    fact = Fact(row["relation"], subject, side, evidence, quantity, period, confidence=0.95)
    if fact.relation == "plansProject":
        fact = replace(fact, status=Status.PLANNED)
    if fact.relation == "agreementCount":
        fact = replace(fact, levels=("regional",) if row["value"] == 32 else ("municipal", "district"))
    if fact.relation == "participantCount" and row["value"] == 290:
        fact = replace(fact, part_of=_find(text, "свыше 510 компаний"))
    if fact.relation == "holdsPost":
        fact = replace(fact, post="председатель", body=thing("Organization", "Витебский облисполком"))
    return fact


def _named(text: str, name: str | None) -> Span | None:
    return _find(text, name) if name and name in text else None


def _attributed(fact: Fact, quotation: Quotation) -> Fact:
    if fact.evidence.sentence != quotation.sentence or quotation.speaker is None:
        return fact
    return replace(fact, speaker=quotation.speaker, mode=SpeechMode.DIRECT)
