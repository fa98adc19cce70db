"""How much a store holds."""

from __future__ import annotations

from kg.store.engine import Term, text
from kg.store.store import Store
from kg.vocabulary import ENTITY_GRAPH, KG

_COUNTS = {
    "facts": f"SELECT (COUNT(DISTINCT ?fact) AS ?n) WHERE {{ ?fact a <{KG.Fact}> }}",
    "entities": f"SELECT (COUNT(DISTINCT ?one) AS ?n) WHERE {{ GRAPH <{ENTITY_GRAPH}> {{ ?one a ?type }} }}",
    "quads": "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?graph { ?s ?p ?o } }",
}


def count(store: Store) -> dict[str, int]:
    """Articles, facts, entities and quads."""
    return {"articles": len(store), **{name: _number(store, query) for name, query in _COUNTS.items()}}


def _number(store: Store, query: str) -> int:
    answer: Term = store.quads.query(query, use_default_graph_as_union=True)
    return int(text(next(answer)[0]))
