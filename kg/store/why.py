"""Why two entities of a store are one thing, or two."""

from __future__ import annotations

from collections.abc import Iterator

from kg.entities import key
from kg.store.decisions import Decision, read_decisions
from kg.store.linking import decisions_file, one_thing, there
from kg.store.merging import groups, in_gazetteer
from kg.store.store import Store
from kg.store.things import Thing, things_of


def why(store: Store, one: str, other: str) -> Iterator[str]:
    """Lines: whether they are one, what each is, what their names share, which decisions speak. Raises StoreError."""
    things, decisions = things_of(store), read_decisions(decisions_file(store))
    pair = [there(store, things, iri) for iri in (one, other)]
    together = one == other or one_thing(decisions, one, other)
    yield "one thing" if together else "two things"
    for thing in pair:
        yield from _described(thing)
    shared = sorted(_keys(pair[0]) & _keys(pair[1]))
    yield "shared normal forms: " + ("; ".join(shared) or "none")
    spoken = [decision for decision in decisions if _speaks(decision, decisions, one, other)]
    yield from (f"decision: {d.decision}, by {d.by}: {d.one} {d.other} {d.reason}".rstrip() for d in spoken)
    if not together and all(in_gazetteer(thing.iri) for thing in pair):
        yield "rule: the gazetteer tells them apart"
    elif not together and any(thing.closed for thing in pair):
        yield "rule: things of a closed class are never merged by their names"
    elif not spoken:
        yield "rule: no decision puts them together" if one != other else "rule: the same IRI"


def _described(thing: Thing) -> Iterator[str]:
    source = "gazetteer id" if in_gazetteer(thing.iri) else "id from type and name"
    yield f"{thing.iri}: {', '.join(sorted(thing.types))}, {source}"
    for what, names in (("name", thing.names), ("alias", thing.aliases)):
        yield from (f"  {what}: {name} (normal form: {key(name)})" for name in sorted(names))
    yield from (f"  post: {post}" for post in sorted(thing.posts))


def _keys(thing: Thing) -> set[str]:
    return {key(name) for name in thing.names | thing.aliases}


def _speaks(decision: Decision, decisions: list[Decision], one: str, other: str) -> bool:
    """Whether it is about the pair, or one of those that tie them."""
    if set(decision.pair) == {one, other}:
        return True
    tied = next((group for group in groups(decisions) if {one, other} <= set(group)), ())
    return set(decision.pair) <= set(tied)
