"""Which named graph each triple of a merged file belongs to: told by what the triples say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import ORG, PROV, RDF, SDO, URIRef
from rdflib.term import Node

from kg.rendering.quads import Quad
from kg.vocabulary import ARTICLE, CODE_GRAPH, ENTITY_GRAPH, KG, UNIT, local_name, relations

_Triple = tuple[Node, Node, Node]
_READ = {RDF.subject, RDF.predicate, RDF.object, PROV.hadPrimarySource, SDO.startDate, SDO.endDate, ORG.role}
_READ |= {ORG.organization}


def partition(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads in their named graphs: of the articles that say them, of entities, of code lists."""
    quads = list(quads)
    said = _said(quads)
    for subject, predicate, value, _ in quads:
        homes = said.get((subject, predicate, value)) or [_home(subject)]
        for home in homes:
            yield subject, predicate, value, home


def _home(subject: Node) -> URIRef:
    iri = str(subject)
    if iri.startswith(ARTICLE):
        return URIRef(iri.partition("#")[0])
    return CODE_GRAPH if iri.startswith((str(KG), str(UNIT))) else ENTITY_GRAPH


def _said(quads: Iterable[Quad]) -> dict[_Triple, list[URIRef]]:
    """The articles whose facts say a triple about a thing."""
    said: dict[_Triple, list[URIRef]] = {}
    for fact, description in _facts(quads).items():
        home = _home(fact)
        for triple in _outside(description):
            if home not in said.setdefault(triple, []):
                said[triple].append(home)
    return said


def _facts(quads: Iterable[Quad]) -> dict[Node, dict[Node, Node]]:
    facts: dict[Node, dict[Node, Node]] = {}
    for subject, predicate, value, _ in quads:
        if predicate in _READ and str(subject).startswith(ARTICLE):
            facts.setdefault(subject, {})[predicate] = value
    return facts


def _outside(fact: dict[Node, Node]) -> Iterator[_Triple]:
    """What a fact says beside its own node."""
    term = relations().get(local_name(str(fact.get(RDF.predicate))))
    subject, value = fact.get(RDF.subject), fact.get(RDF.object)
    if term is None or subject is None:
        return
    if term.plain and value is not None:
        yield from ((subject, relation, value) for relation in (term.iri, *term.standard))
    if term.form == KG.EventDate:
        yield from ((subject, edge, fact[edge]) for edge in (SDO.startDate, SDO.endDate) if edge in fact)
    if ORG.role in fact and ORG.organization in fact:
        yield fact[ORG.role], ORG.postIn, fact[ORG.organization]
