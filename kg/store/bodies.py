"""Bodies of power and the like under their short and full names: «Минпромторг Татарстана».

A name is taken apart: what the body is, its short words spelt out («министерство промышленности и торговли»), and the
place that it belongs to, as the gazetteer knows it. Two bodies are one where both parts agree. A name without a place
is a name of many.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from kg import gazetteer
from kg.entities import key, mint
from kg.language.genitive import genitive
from kg.store.merging import in_gazetteer
from kg.store.things import Thing

_LONGEST = 5  # words of a place's name
_PLACES = ("country", "region", "city", "district")

Found = tuple[str, str, str]  # one, other, why


def same_bodies(things: dict[str, Thing]) -> Iterator[Found]:
    """Pairs of bodies whose names say the same of the same place."""
    known: dict[str, list[str]] = {}
    for thing in things.values():
        if thing.types == {"Organization"} and not thing.collective and _is_told(thing):
            for full in {full for name in thing.names | thing.aliases if (full := full_name(name))}:
                known.setdefault(full, []).append(thing.iri)
    for full, iris in sorted(known.items()):
        yield from ((one, other, f"both are «{full}»") for one, other in pairwise(sorted(iris)))


def full_name(name: str) -> str | None:
    """The name spelt out, with its place's reference; None where it may be that of many.

    >>> full_name("Минпромторг Республики Татарстан")
    'министерство промышленности и торговли region/RU-TA'
    >>> full_name("Минпромторг") is None
    True
    """
    words = key(name).split()
    place = next((n for n in range(min(_LONGEST, len(words) - 1), 0, -1) if " ".join(words[-n:]) in _places()), 0)
    head, tail = (words[:-place], " ".join(words[-place:])) if place else (words, "")
    what = " ".join(_spelt_out().get(word, word) for word in head)
    if place:
        return f"{what} {_places()[tail]}"
    return what if what in _alone() or (len(head) > 1 and head[0] in _adjectives()) else None


def _is_told(thing: Thing) -> bool:
    """Whether the name alone made its IRI, without the article as context."""
    return in_gazetteer(thing.iri) or any(mint("Organization", one) == thing.iri for one in thing.names | thing.aliases)


@cache
def _spelt_out() -> dict[str, str]:
    return {row["short"]: row["full"] for row in gazetteer.read_rows("body_names")}


@cache
def _alone() -> frozenset[str]:
    """Full names of bodies that there is one of."""
    return frozenset(row["full"] for row in gazetteer.read_rows("body_names") if row["alone"])


@cache
def _places() -> dict[str, str]:
    """A place's name in the genitive → its reference; those of all places where several bear the name."""
    found: dict[str, set[str]] = {}
    for entry in (entry for table in _PLACES for entry in gazetteer.entries(table)):
        for name in (entry.name, *entry.aliases):
            found.setdefault(key(genitive(name)), set()).add(entry.reference)
    return {name: "|".join(sorted(references)) for name, references in found.items()}


@cache
def _adjectives() -> frozenset[str]:
    """«гомельский», and its other genders."""
    stems = {
        key(one).removesuffix("ий")
        for table in _PLACES
        for entry in gazetteer.entries(table)
        for one in entry.adjectives
    }
    return frozenset(stem + ending for stem in stems for ending in ("ий", "ая", "ое"))
