"""What entities are called, whichever articles name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import DCTERMS, OWL, RDF, RDFS, SDO, SKOS, Literal, URIRef

from kg.model import ArticleFacts, Entity
from kg.rendering.nodes import Triple, decimal
from kg.vocabulary import KG, types


def entities_of(article: ArticleFacts) -> Iterator[Entity]:
    """Every entity that the article's facts and quotations name; the article itself is none."""
    for fact in article.facts:
        subject = None if fact.relation == "publishedBy" else fact.subject
        yield from (side for side in (subject, fact.object, fact.body, fact.speaker) if side is not None)
    yield from (quotation.speaker for quotation in article.quotations if quotation.speaker is not None)


def thing_triples(entities: Iterable[Entity]) -> Iterator[Triple]:
    """One description an entity: the same whatever the order in which articles name it."""
    variants: dict[str, dict[Entity, None]] = {}
    for entity in entities:
        variants.setdefault(entity.iri, {})[entity] = None
    for iri in sorted(variants):
        yield from _names(list(variants[iri]))
        for entity in variants[iri]:
            yield from _description(entity)


def _names(variants: list[Entity]) -> Iterator[Triple]:
    """One Russian label; what other articles call the thing becomes an alternative."""
    this, name = URIRef(variants[0].iri), min(entity.name for entity in variants)
    pairs = {pair for entity in variants for pair in entity.labels}
    others = {alias for entity in variants for alias in (entity.name, *entity.aliases)}
    others |= {text for language, text in pairs if language == "ru"}
    yield this, RDFS.label, Literal(name, lang="ru")
    for language, text in pairs:
        if language != "ru":
            yield this, RDFS.label, Literal(text, lang=language)
    for alias in others - {name}:
        yield this, SKOS.altLabel, Literal(alias, lang="ru")


def _description(entity: Entity) -> Iterator[Triple]:
    this, term = URIRef(entity.iri), types()[entity.type]
    for kind in (term.iri, *term.standard):
        yield this, RDF.type, kind
    for same in entity.same_as:
        yield this, OWL.sameAs, URIRef(same)
    if entity.within is not None:
        yield this, SDO.containedInPlace if "Place" in term.lineage else DCTERMS.spatial, URIRef(entity.within)
    if entity.coordinates is not None:
        yield this, SDO.latitude, decimal(entity.coordinates[0])
        yield this, SDO.longitude, decimal(entity.coordinates[1])
    if entity.exhibition:
        yield this, RDF.type, SDO.ExhibitionEvent
    if entity.edition is not None:
        yield this, KG.editionNumber, Literal(entity.edition)
    if entity.collective:
        yield this, KG.collective, Literal(True)
