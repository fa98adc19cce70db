"""Facts → RDF dataset: one named graph an article, one of entities, one of code lists. And a graph from a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
from rdflib import RDF, RDFS, SKOS, Dataset
from rdflib.term import Node

from kg.errors import GraphError
from kg.identities import links_of, merged_quads
from kg.model import ArticleFacts, Entity
from kg.reading import Reprint
from kg.rendering.articles import article_triples, reprint_triples
from kg.rendering.homes import partition
from kg.rendering.quads import Quad, from_oxigraph, quads_of
from kg.rendering.things import entities_of, thing_triples
from kg.rendering.turtle import PREFIXES, write_turtle
from kg.storage import is_store, open_readable
from kg.vocabulary import (
    CODE_GRAPH,
    ENTITY_GRAPH,
    RECORD_GRAPH,
    SOURCE_GRAPH,
    article_iri,
    ontology_graph,
    relations,
    types,
)

_KINDS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
}


def to_graph(*articles: ArticleFacts, reprints: Iterable[Reprint] = ()) -> Dataset:
    """The dataset of these articles, whatever their order; an article given twice counts once.

    A reprint of one of them, elsewhere published, is named with `schema:isBasedOn`; its facts are those of the first.

    Raises GraphError where two articles with different texts share an id.
    """
    dataset = new_dataset()
    entities: list[Entity] = []
    for article in _distinct(articles):
        graph = dataset.graph(article_iri(article.document.id))
        for triple in article_triples(article):
            graph.add(triple)
        entities.extend(entities_of(article))
    for reprint in _elsewhere(articles, reprints):
        graph = dataset.graph(article_iri(reprint.document.id))
        for triple in reprint_triples(reprint):
            graph.add(triple)
    things = dataset.graph(ENTITY_GRAPH)
    for triple in thing_triples(entities):
        things.add(triple)
    codes = dataset.graph(CODE_GRAPH)
    for code in code_triples():
        codes.add(code)
    return dataset


def new_dataset() -> Dataset:
    """An empty dataset with the prefixes bound; its default graph is the union of all."""
    dataset = Dataset(default_union=True)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, replace=True)
    return dataset


def serialize_turtle(dataset: Dataset) -> bytes:
    """All graphs merged into one readable Turtle file, UTF-8: the same bytes for the same triples."""
    return write_turtle(quad[:3] for quad in quads_of(dataset)).encode()


def read_graph(path: str | Path) -> Dataset:
    """A graph from a store, or from a file: Turtle, TriG, N-Quads or N-Triples, by the ending of its name.

    Turtle has no named graphs; those of kg's own are told by what the triples say. Raises GraphError for a file that is
    missing, of another kind, or broken.
    """
    path = Path(path)
    quads = _stored(path) if is_store(path) else _quads(path)
    if all(home is None for *_, home in quads):
        quads = list(partition(quads))
    dataset = new_dataset()
    for subject, predicate, value, home in quads:
        dataset.graph(home).add((subject, predicate, value))
    return dataset


def _stored(path: Path) -> list[Quad]:
    """What a store holds, without its own records: one node a thing, whatever articles call it."""
    hidden, store = {str(RECORD_GRAPH), str(SOURCE_GRAPH)}, open_readable(path)
    quads = from_oxigraph(merged_quads(store, links_of(store)))
    return [quad for quad in quads if str(quad[3]) not in hidden]


def _quads(path: Path) -> list[Quad]:
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise GraphError("not a graph file", where=str(path), remedy=f"Its name must end in {', '.join(_KINDS)}")
    try:
        return list(from_oxigraph(ox.parse(path.read_bytes(), kind)))
    except OSError as error:
        raise GraphError(f"cannot be read: {error.strerror}", where=str(path), remedy="Check the path") from error
    except SyntaxError as error:
        raise GraphError(f"is broken: {error.msg}", where=str(path), remedy="Build it again") from error


def _distinct(articles: tuple[ArticleFacts, ...]) -> list[ArticleFacts]:
    seen: dict[str, ArticleFacts] = {}
    for article in articles:
        known = seen.setdefault(article.document.id, article)
        if known.document.text != article.document.text:
            raise GraphError("two articles share this id", where=article.document.id, remedy="Rename one of the files")
    return [seen[key] for key in sorted(seen)]


def _elsewhere(articles: tuple[ArticleFacts, ...], reprints: Iterable[Reprint]) -> Iterator[Reprint]:
    """The reprints with an id, and with an address or publisher, of their own."""
    originals = {article.document.id: article.document.metadata for article in articles}
    for reprint in reprints:
        first, own = originals.get(reprint.of), reprint.document.metadata
        if first is None or reprint.document.id in originals:
            continue
        if (own.url and own.url != first.url) or (own.publisher and own.publisher != first.publisher):
            yield reprint


def code_triples() -> Iterator[tuple[Node, Node, Node]]:
    """Code lists, and what types and relations are called, so that a query needs no other file."""
    ontology = ontology_graph()
    schemes = set(ontology.subjects(RDF.type, SKOS.ConceptScheme))
    concepts = set(ontology.subjects(RDF.type, SKOS.Concept))
    for term in schemes | concepts:
        for predicate in (RDF.type, RDFS.label, SKOS.notation, SKOS.inScheme):
            yield from ((term, predicate, value) for value in ontology.objects(term, predicate))
    named = [term.iri for term in types().values()] + [term.iri for term in relations().values()]
    for iri in named:
        for predicate in (RDF.type, RDFS.label):
            yield from ((iri, predicate, value) for value in ontology.objects(iri, predicate))
