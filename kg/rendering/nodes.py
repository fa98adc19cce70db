"""The IRIs and literals of an article's graph."""

from __future__ import annotations

import hashlib
from decimal import Decimal

from rdflib import XSD, Literal, URIRef
from rdflib.term import Node

from kg.model import Document, Entity, Fact, Span
from kg.vocabulary import article_iri

Triple = tuple[URIRef, URIRef, Node]

_DATE_TYPES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}


def fact_iri(document: Document, fact: Fact) -> URIRef:
    """The node of a fact: the article, and a hash of all that the fact says and where."""
    sides = [_iri(fact.subject), _iri(fact.object), _iri(fact.body), _iri(fact.speaker)]
    words = [fact.evidence.span, fact.evidence.subject, fact.evidence.object, fact.evidence.pattern, fact.part_of]
    figure = fact.quantity and (str(number(fact.quantity.value)), fact.quantity.comparator, fact.quantity.unit)
    rest = [figure, fact.period, fact.post, fact.status.value, fact.mode.value, fact.levels]
    return URIRef(f"{article_iri(document.id)}#fact_{digest(fact.relation, *sides, *words, *rest)}")


def offset_iri(document: Document, span: Span) -> URIRef:
    """The NIF node of a stretch of the text: `#offset_12_40`."""
    return URIRef(f"{article_iri(document.id)}#offset_{span.start}_{span.stop}")


def text_iri(document: Document) -> URIRef:
    """The NIF context: the whole text, which every offset refers to."""
    return URIRef(f"{article_iri(document.id)}#text")


def subject_iri(document: Document, fact: Fact) -> URIRef:
    """The IRI of a fact's subject; what is published is the article itself."""
    return article_iri(document.id) if fact.relation == "publishedBy" else URIRef(fact.subject.iri)


def number(value: Decimal) -> Literal:
    """An xsd:integer where the number is whole, else an exact xsd:decimal."""
    return Literal(int(value)) if value == value.to_integral_value() else decimal(value)


def decimal(value: Decimal) -> Literal:
    """An xsd:decimal with a point, without an exponent."""
    text = format(value.normalize(), "f")
    return Literal(text if "." in text else f"{text}.0", datatype=XSD.decimal, normalize=False)


def date(iso: str) -> Literal:
    """An xsd:date, xsd:gYearMonth or xsd:gYear, as precise as the text."""
    return Literal(iso, datatype=_DATE_TYPES[len(iso)], normalize=False)


def digest(*content: object) -> str:
    """Sixteen hexadecimal digits of what the content prints."""
    return hashlib.blake2b("\x1f".join(map(repr, content)).encode(), digest_size=8).hexdigest()


def _iri(entity: Entity | None) -> str | None:
    return None if entity is None else entity.iri
