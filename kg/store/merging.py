"""Decisions → groups of entities that are one thing. The same decisions give the same groups, whatever their order."""

from __future__ import annotations

from collections.abc import Iterable

from kg import gazetteer
from kg.entities import THINGS
from kg.store.decisions import DIFFERENT, PERSON, SAME, Decision


def in_gazetteer(iri: str) -> bool:
    """Whether a gazetteer holds the thing.

    >>> in_gazetteer("https://w3id.org/kg-econ/id/region/BY-VI")
    True
    """
    return iri.startswith(THINGS) and gazetteer.is_known(iri.removeprefix(THINGS))


def groups(decisions: Iterable[Decision]) -> list[tuple[str, ...]]:
    """Groups of two and more, each sorted: people's decisions first, then rules'.

    A decision gives way where it would put together two that are said to be different, or two of the gazetteer.
    """
    decisions = sorted(decisions, key=lambda one: (one.by != PERSON, one))
    apart = {one.pair for one in decisions if one.decision == DIFFERENT}
    home: dict[str, set[str]] = {}
    for one in decisions:
        if one.decision == SAME:
            left, right = (home.setdefault(iri, {iri}) for iri in one.pair)
            if left is not right and _may_join(left, right, apart):
                left |= right
                home.update(dict.fromkeys(right, left))
    return sorted({tuple(sorted(group)) for group in home.values() if len(group) > 1})


def representative(group: Iterable[str]) -> str:
    """Whose IRI stands for all: the gazetteer's, or the first in the order of letters."""
    return min(group, key=lambda iri: (not in_gazetteer(iri), iri))


def links(decisions: Iterable[Decision], there: set[str]) -> dict[str, str]:
    """Member → representative, of the entities that are there; one that has gone still ties those it tied."""
    found: dict[str, str] = {}
    for group in groups(decisions):
        left = [iri for iri in group if iri in there]
        if left:
            head = representative(left)
            found |= {iri: head for iri in left if iri != head}
    return found


def _may_join(left: set[str], right: set[str], apart: set[tuple[str, str]]) -> bool:
    if sum(map(in_gazetteer, left | right)) > 1:
        return False
    return not any((min(a, b), max(a, b)) in apart for a in left for b in right)
