"""Decisions on who is who, kept beside a store, and the graph of links that follows from them."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.identities import IDENTITIES, SAME
from kg.store.decisions import DIFFERENT, FILE, PERSON, Decision, decide, read_decisions, write_decisions
from kg.store.decisions import SAME as ONE
from kg.store.engine import Embedded
from kg.store.merging import groups, in_gazetteer, links
from kg.store.rules import proposals
from kg.store.store import Store
from kg.store.things import Thing, things_of
from kg.vocabulary import types


def decisions_file(store: Store) -> Path:
    """Where its decisions stand. Raises StoreError for a store that is no folder."""
    if isinstance(store.engine, Embedded) and store.engine.path is not None:
        return store.engine.path / FILE
    remedy = "Merge in a folder of `kg store`"
    raise StoreError("keeps no decisions: it is no folder", where=store.engine.name, remedy=remedy)


def link(store: Store) -> int:
    """Makes rules' decisions and links anew, and returns how many entities give way to another; 0 on a server."""
    if not isinstance(store.engine, Embedded) or store.engine.path is None:
        return 0
    return _write(store, [one for one in read_decisions(decisions_file(store)) if one.by == PERSON], things_of(store))


def merge(store: Store, one: str, other: str, reason: str = "") -> bool:
    """Says that two entities are one thing; returns whether that changes anything. Raises StoreError."""
    things = things_of(store)
    _check(store, things, one, other)
    kept = [d for d in read_decisions(decisions_file(store)) if d.by == PERSON and d.pair != _pair(one, other)]
    before = one_thing(read_decisions(decisions_file(store)), one, other)
    if not before:
        tried = kept if one_thing([*kept, *proposed(things, kept)], one, other) else [
            *kept, decide(one, other, ONE, PERSON, reason)
        ]  # fmt: skip
        if not one_thing([*tried, *proposed(things, tried)], one, other):
            what, remedy = "other decisions keep them apart", f"See {decisions_file(store)}, and split or merge those"
            raise StoreError(what, where=f"{one} and {other}", remedy=remedy)
        _write(store, tried, things)
    return not before


def split(store: Store, one: str, other: str, reason: str = "") -> bool:
    """Takes back that two entities are one thing, or says that they are two; returns whether they were one."""
    things, known = things_of(store), read_decisions(decisions_file(store))
    for iri in (one, other):
        there(store, things, iri)
    if one == other:
        what = "is one entity: what articles call alike shares an IRI, and cannot be parted"
        raise StoreError(what, where=one, remedy="Keep their articles in two stores")
    before = one_thing(known, one, other)
    kept = [d for d in known if d.by == PERSON and (d.pair != _pair(one, other) or d.decision == DIFFERENT)]
    if one_thing([*kept, *proposed(things, kept)], one, other):
        kept.append(decide(one, other, DIFFERENT, PERSON, reason))
    _write(store, kept, things)
    return before


def one_thing(decisions: list[Decision], one: str, other: str) -> bool:
    """Whether decisions put two entities into one group."""
    return any({one, other} <= set(group) for group in groups(decisions))


def proposed(things: dict[str, Thing], decided: list[Decision]) -> list[Decision]:
    """What rules say of pairs that nobody has decided on."""
    pairs = {one.pair for one in decided}
    return [one for one in proposals(things) if one.pair not in pairs]


def _write(store: Store, decided: list[Decision], things: dict[str, Thing]) -> int:
    """The file first: what was broken off before the links followed is mended by the next change."""
    decisions = [*decided, *proposed(things, decided)]
    write_decisions(decisions_file(store), decisions)
    found = links(decisions, set(things))
    triples = {ox.Triple(ox.NamedNode(iri), SAME, ox.NamedNode(head)) for iri, head in found.items()}
    if triples != set(store.engine.triples(IDENTITIES)):
        store.engine.replace(IDENTITIES, triples, ())
    return len(found)


def _check(store: Store, things: dict[str, Thing], one: str, other: str) -> None:
    left, right = (there(store, things, iri) for iri in (one, other))
    if one == other:
        raise StoreError("is one entity already", where=one, remedy="Give two")
    known = [iri for iri in (one, other) if in_gazetteer(iri)]
    where = f"{one} and {other}"
    if len(known) == 2:
        raise StoreError("the gazetteer tells them apart", where=where, remedy="They cannot be merged")
    if known and (left.closed or right.closed):
        what = f"the gazetteer knows every {left.type} that it names, and {known[0]} is another"
        raise StoreError(what, where=where, remedy="They cannot be merged")
    if not _fit(left, right):
        raise StoreError(f"one is {left.type}, the other {right.type}", where=where, remedy="Merge things of one type")


def _fit(left: Thing, right: Thing) -> bool:
    """Whether the type of one is that of the other or lies above it."""
    table = types()
    return any(a in table[b].lineage or b in table[a].lineage for a in left.types for b in right.types)


def there(store: Store, things: dict[str, Thing], iri: str) -> Thing:
    """The entity with this IRI. Raises StoreError where the store holds none."""
    if iri not in things:
        remedy = "Ask for IRIs with `kg query`, or `kg export --format csv`"
        raise StoreError("no entity of the store", where=iri or store.engine.name, remedy=remedy)
    return things[iri]


def _pair(one: str, other: str) -> tuple[str, str]:
    return min(one, other), max(one, other)


__all__ = ["decisions_file", "link", "merge", "one_thing", "proposed", "split", "there"]
