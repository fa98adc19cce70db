"""Projects with a name of their own, however called: «проект «Янтарная тара»», «завод «Янтарная тара»» are two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.entities import key
from kg.store.things import Thing

_QUOTED = re.compile(r"[«\"„]([^»\"“]+)[»\"“]")
_GENERIC = frozenset({"проект", "инвестпроект", "инвестиционный проект", ""})


def same_projects(things: dict[str, Thing]) -> Iterator[tuple[str, str, str]]:
    """Pairs of projects with the same name in quotation marks, where none but the word «проект» stands before it."""
    known: dict[str, list[str]] = {}
    for thing in things.values():
        if thing.types == {"Project"} and not thing.collective:
            for name in {name for one in thing.names | thing.aliases if (name := own_name(one))}:
                known.setdefault(name, []).append(thing.iri)
    for name, iris in sorted(known.items()):
        yield from ((one, other, f"both are the project «{name}»") for one, other in pairwise(sorted(iris)))


def own_name(name: str) -> str | None:
    """What a project is called; None where its name says what is built.

    >>> own_name("проект «Янтарная тара»"), own_name("завод «Янтарная тара»")
    ('янтарная тара', None)
    """
    found = _QUOTED.search(name)
    if found is None:
        return None
    before = key(name[: found.start()])
    return key(found[1]) if before in _GENERIC and not name[found.end() :].strip() else None
