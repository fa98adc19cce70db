"""What a store knows of its entities, as far as it tells whether two are one thing."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.entities import key
from kg.errors import StoreError
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


def named(store: Store, name: str) -> str:
    """The IRI of the one entity that is called so, or the IRI itself. Raises StoreError where several are, or none."""
    if "://" in name:
        return name
    things = things_of(store).values()
    first = [thing for thing in things if key(name) in map(key, thing.names)]
    found = first or [thing for thing in things if key(name) in map(key, thing.aliases)]
    if len(found) == 1:
        return found[0].iri
    if not found:
        what, remedy = "no entity of the store is called so", "See the names with `kg export --format csv`"
        raise StoreError(what, where=f"«{name}»", remedy=remedy)
    which = ", ".join(f"{thing.iri} ({thing.type})" for thing in found[:5])
    raise StoreError(f"{len(found)} entities are called so", where=f"«{name}»", remedy=f"Give the IRI of one: {which}")
