"""A store's links between names of one thing, applied to what is read: each member gives way to its representative."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.vocabulary import ENTITY_GRAPH, IDENTITY_GRAPH, RECORD_GRAPH, SOURCE_GRAPH

IDENTITIES = ox.NamedNode(str(IDENTITY_GRAPH))
ENTITIES = ox.NamedNode(str(ENTITY_GRAPH))
SAME = ox.NamedNode("http://www.w3.org/2002/07/owl#sameAs")
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
OTHER = ox.NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
_KEPT = {IDENTITIES, ox.NamedNode(str(RECORD_GRAPH)), ox.NamedNode(str(SOURCE_GRAPH))}

Links = Mapping[object, ox.NamedNode]


def links_of(store: ox.Store) -> Links:
    """Each member that is not the representative of its thing → the one that is."""
    found = store.quads_for_pattern(None, SAME, None, IDENTITIES)
    return {quad.subject: quad.object for quad in found if isinstance(quad.object, ox.NamedNode)}


def merged_quads(quads: Iterable[ox.Quad], links: Links) -> Iterator[ox.Quad]:
    """The quads with one node a thing; links start at the representative; the store's records stay as they are.

    A thing keeps its representative's label in each language; what the other members are called becomes an alternative.
    """
    if not links:
        yield from quads
        return
    heads = set(links.values())
    names: dict[ox.NamedNode, list[ox.Quad]] = {}
    for quad in quads:
        if quad.graph_name in _KEPT:
            # a member is no longer said to be anything: only its representative can say that they are one
            linked = quad.graph_name == IDENTITIES and quad.subject in links
            yield ox.Quad(links[quad.subject], SAME, quad.subject, IDENTITIES) if linked else quad
            continue
        head = links.get(quad.subject, quad.subject)
        if head in heads and quad.graph_name == ENTITIES and quad.predicate in {LABEL, OTHER}:
            names.setdefault(head, []).append(quad)  # type: ignore[arg-type]
        else:
            value = links.get(quad.object, quad.object)
            yield ox.Quad(head, quad.predicate, value, quad.graph_name)
    for head in sorted(names, key=str):
        yield from _named(head, names[head])


def _named(head: ox.NamedNode, quads: list[ox.Quad]) -> Iterator[ox.Quad]:
    """One label a language, the representative's own before the others'; all else is an alternative."""
    labels: dict[str, ox.Literal] = {}
    for quad in sorted(quads, key=lambda quad: (quad.subject != head, str(quad.subject), str(quad.object))):
        if quad.predicate == LABEL and isinstance(quad.object, ox.Literal):
            labels.setdefault(quad.object.language or "", quad.object)
    chosen = set(labels.values())
    for label in sorted(chosen, key=str):
        yield ox.Quad(head, LABEL, label, ENTITIES)
    for other in sorted({quad.object for quad in quads} - chosen, key=str):
        yield ox.Quad(head, OTHER, other, ENTITIES)
