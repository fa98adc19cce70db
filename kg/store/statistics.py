"""How much a store holds."""

from __future__ import annotations

import pyoxigraph as ox
from rdflib import RDF

from kg.identities import ENTITIES
from kg.store.store import SOURCES, Store
from kg.vocabulary import KG

RDF_TYPE = ox.NamedNode(str(RDF.type))
FACT = ox.NamedNode(str(KG.Fact))


def count(store: Store) -> dict[str, int]:
    """Articles, facts, entities and quads."""
    engine = store.engine
    graphs = {name: list(engine.triples(name, RDF_TYPE)) for name in engine.graphs() if name != SOURCES}
    facts = {t.subject for rows in graphs.values() for t in rows if t.object == FACT}
    quads = sum(1 for name in graphs for _ in engine.triples(name))
    entities = {t.subject for t in graphs.get(ENTITIES, ())}
    return {"articles": len(store), "facts": len(facts), "entities": len(entities), "quads": quads}
