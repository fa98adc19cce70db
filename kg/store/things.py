"""What a store knows of its entities, as far as it tells whether two are one thing."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.identities import ENTITIES, LABEL, OTHER
from kg.store.engine import text
from kg.store.store import Store
from kg.vocabulary import KG, types

_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_HOLDS = ox.NamedNode(str(KG.holdsPost))
_COLLECTIVE = ox.NamedNode(str(KG.collective))
CLOSED = frozenset({"Place", "Country", "Region", "District", "City", "Industry", "Quantity", "Money", "Area"})


@dataclass(slots=True)
class Thing:
    """An entity: its types, what it is called first and otherwise, and of a person the posts that articles give it."""

    iri: str
    types: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)
    collective: bool = False
    posts: set[str] = field(default_factory=set)

    @property
    def closed(self) -> bool:
        return not self.types or bool(self.types & CLOSED)

    @property
    def type(self) -> str:
        return min(self.types, default="")


def things_of(store: Store) -> dict[str, Thing]:
    """Every entity of a store by its IRI."""
    found: dict[str, Thing] = {}
    names = {f"{KG._NS}{name}": name for name in types()}
    for triple in store.engine.triples(ENTITIES):
        iri, value = text(triple.subject), text(triple.object)
        thing = found.setdefault(iri, Thing(iri))
        if triple.predicate == _TYPE and value in names:
            thing.types.add(names[value])
        elif triple.predicate in {LABEL, OTHER} and getattr(triple.object, "language", None) == "ru":
            (thing.names if triple.predicate == LABEL else thing.aliases).add(value)
        elif triple.predicate == _COLLECTIVE:
            thing.collective = True
    for triple in store.engine.everywhere(_HOLDS):
        holder, post = found.get(text(triple.subject)), found.get(text(triple.object))
        if holder is not None and post is not None:
            holder.posts |= post.names
    return {iri: thing for iri, thing in sorted(found.items()) if thing.types}
