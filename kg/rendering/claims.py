"""What one fact says: its sides, and by its form a plain triple, a number, a post or a date."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import ORG, RDF, SDO, TIME, Literal, URIRef

from kg.model import ArticleFacts, Document, Fact, Period, Quantity
from kg.rendering.nodes import Triple, date, fact_iri, number, subject_iri
from kg.vocabulary import KG, QUDT, RelationTerm, article_iri, codes, relations, units

_STANDARD = {KG.Statement: RDF.Statement, KG.ReportedQuantity: SDO.QuantitativeValue, KG.Membership: ORG.Membership}
_BOUNDS = {">": SDO.minValue, ">=": SDO.minValue, "<": SDO.maxValue, "<=": SDO.maxValue, "=": SDO.value, "~": SDO.value}
_INSTANTS = {4: TIME.inXSDgYear, 7: TIME.inXSDgYearMonth, 10: TIME.inXSDDate}
_CURRENCY_CODE = 3


def claim_triples(article: ArticleFacts, fact: Fact) -> Iterator[Triple]:
    """The fact's node, and the triples that are true without it."""
    document, term = article.document, relations()[fact.relation]
    this, subject = fact_iri(document, fact), subject_iri(document, fact)
    yield from _types(this, term.form)
    yield this, RDF.subject, subject
    yield this, RDF.predicate, term.iri
    if fact.object is not None:
        yield this, RDF.object, URIRef(fact.object.iri)
        yield from _plain(subject, term, URIRef(fact.object.iri))
    if fact.quantity is not None:
        yield from _quantity(this, subject, fact)
        yield from _whole(article, fact, this)
    if fact.period is not None:
        yield from _period(this, fact.period)
    if term.form == KG.Membership:
        yield from _membership(document, fact, this)
    if term.form == KG.EventDate and fact.period is not None:
        yield from _period(subject, fact.period)


def _types(this: URIRef, form: URIRef) -> Iterator[Triple]:
    for kind in (KG.Fact, form, _STANDARD.get(form)):
        if kind is not None:
            yield this, RDF.type, kind


def _plain(subject: URIRef, term: RelationTerm, target: URIRef) -> Iterator[Triple]:
    if term.plain:
        for relation in (term.iri, *term.standard):
            yield subject, relation, target


def _quantity(this: URIRef, subject: URIRef, fact: Fact) -> Iterator[Triple]:
    quantity = fact.quantity
    if quantity is None:
        return
    yield from _types(this, KG.ReportedQuantity)
    yield this, KG.quantityOf, subject
    if fact.object is not None:
        yield this, KG.countOf, URIRef(fact.object.iri)
    yield this, KG.comparator, codes(KG.Comparators)[quantity.comparator].iri
    yield this, _BOUNDS[quantity.comparator], number(quantity.value)
    yield from _unit(this, quantity)
    for level in fact.levels:
        yield this, KG.administrativeLevel, codes(KG.AdministrativeLevels)[level].iri


def _unit(this: URIRef, quantity: Quantity) -> Iterator[Triple]:
    if quantity.unit is None:
        return
    yield this, SDO.unitText, Literal(quantity.unit)
    if len(quantity.unit) == _CURRENCY_CODE and quantity.unit.isascii() and quantity.unit.isupper():
        yield this, SDO.currency, Literal(quantity.unit)
    known = units().get(quantity.unit)
    if known is not None and known.standard is not None:
        yield this, QUDT.hasUnit, known.standard


def _whole(article: ArticleFacts, part: Fact, this: URIRef) -> Iterator[Triple]:
    """The quantity that this one is a part of: the one at those words, or else the narrowest around them."""
    words = part.part_of
    if words is None:
        return
    around = [fact for fact in article.facts if fact.quantity and words in fact.evidence.span and fact.part_of != words]
    alike = [fact for fact in around if (fact.relation, fact.subject.iri) == (part.relation, part.subject.iri)]
    whole = min(alike or around, key=lambda fact: len(fact.evidence.span), default=None)
    if whole is not None:
        yield this, KG.partOfQuantity, fact_iri(article.document, whole)


def _period(this: URIRef, period: Period) -> Iterator[Triple]:
    yield this, SDO.startDate, date(period.start)
    if period.end is not None:
        yield this, SDO.endDate, date(period.end)


def _membership(document: Document, fact: Fact, this: URIRef) -> Iterator[Triple]:
    yield this, ORG.member, subject_iri(document, fact)
    if fact.object is not None:
        yield this, ORG.role, URIRef(fact.object.iri)
    if fact.post is not None:
        yield this, KG.postTitle, Literal(fact.post, lang="ru")
    if fact.body is not None:
        yield this, ORG.organization, URIRef(fact.body.iri)
    if fact.body is not None and fact.object is not None:
        yield URIRef(fact.object.iri), ORG.postIn, URIRef(fact.body.iri)
    held = fact.period or document.metadata.published
    if held is not None:
        yield from _during(document, held, this)


def _during(document: Document, held: Period, this: URIRef) -> Iterator[Triple]:
    """Held at that date: an interval around it, of which nobody said where it starts or ends."""
    interval = URIRef(f"{this}_during")
    yield this, ORG.memberDuring, interval
    yield interval, RDF.type, TIME.Interval
    for iso in (held.start, held.end):
        if iso is not None:
            instant = URIRef(f"{article_iri(document.id)}#date_{iso}")
            yield interval, TIME.inside, instant
            yield instant, RDF.type, TIME.Instant
            yield instant, _INSTANTS[len(iso)], date(iso)
