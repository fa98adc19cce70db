"""rdflib's terms ↔ pyoxigraph's, which reads and writes files some ten times quicker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from rdflib import BNode, Dataset, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import Node

Quad = tuple[Node, Node, Node, URIRef | None]


def quads_of(dataset: Dataset) -> Iterator[Quad]:
    """Every quad; the graph is None for the default one."""
    for subject, predicate, value, home in dataset.quads():
        default = home is None or home == DATASET_DEFAULT_GRAPH_ID
        yield subject, predicate, value, None if default else URIRef(str(home))


def to_oxigraph(quads: Iterable[Quad]) -> Iterator[ox.Quad]:
    """The same quads as pyoxigraph holds them."""
    known: dict[Node, ox.NamedNode | ox.BlankNode | ox.Literal] = {}

    def convert(term: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
        if term not in known:
            known[term] = _outward(term)
        return known[term]

    for subject, predicate, value, home in quads:
        graph = ox.DefaultGraph() if home is None else convert(home)
        yield ox.Quad(convert(subject), convert(predicate), convert(value), graph)  # type: ignore[arg-type]


def from_oxigraph(quads: Iterable[ox.Quad]) -> Iterator[Quad]:
    """The same quads as rdflib holds them; a number keeps its spelling."""
    for quad in quads:
        graph = quad.graph_name
        home = URIRef(graph.value) if isinstance(graph, ox.NamedNode) else None
        yield (
            from_oxigraph_term(quad.subject),
            from_oxigraph_term(quad.predicate),
            from_oxigraph_term(quad.object),
            home,
        )


def _outward(term: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if isinstance(term, URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, Literal):
        datatype = None if term.language or term.datatype is None else ox.NamedNode(str(term.datatype))
        return ox.Literal(str(term), language=term.language, datatype=datatype)
    return ox.BlankNode(str(term))


def from_oxigraph_term(term: object) -> URIRef | BNode | Literal:
    """The same term as rdflib holds it."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.Literal):
        plain = term.language or term.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
        datatype = None if plain else URIRef(term.datatype.value)
        return Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    raise TypeError(f"not an RDF 1.1 term: {term}")
