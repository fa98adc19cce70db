"""People under longer and shorter names: «Александр Дрозденко», «А. Ю. Дрозденко», «губернатор … Дрозденко».

A name alone is never enough: many are called Иванов. Two are one where their names agree in all that both have, and
articles say of both that they hold the same post of the same body or place. Initials and a surname alone ask for a post
that one person holds at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations

from kg import gazetteer
from kg.entities import key
from kg.mentions.people import PersonName, parse_name
from kg.store.bodies import full_name
from kg.store.things import Thing

Found = tuple[str, str, str]  # one, other, why


def same_people(things: dict[str, Thing]) -> Iterator[Found]:
    """Pairs of people with one post and names that agree; none of a group where two names do not."""
    found: dict[tuple[str, str], str] = {}
    for post, holders in sorted(_holders(things).items()):
        for one, other in combinations(sorted(holders, key=lambda thing: thing.iri), 2):
            if agree(name_of(one), name_of(other)) and (_are_full(one, other) or _is_of_one(post)):
                found.setdefault((one.iri, other.iri), post)
    doubtful = {iri for group in _joined(found) if not _all_agree(things[iri] for iri in group) for iri in group}
    for (one_iri, other_iri), post in sorted(found.items()):
        if one_iri not in doubtful:
            yield one_iri, other_iri, f"the names agree, and both are «{post}»"


def agree(one: PersonName, other: PersonName) -> bool:
    """Whether two names can be one person's: the same surname, and nothing in one against the other.

    >>> agree(parse_name("А. Ю. Дрозденко"), parse_name("Александр Дрозденко"))
    True
    >>> agree(parse_name("А. Б. Смирнов"), parse_name("Андрей Викторович Смирнов"))
    False
    """
    if not one.surname or key(one.surname) != key(other.surname):
        return False
    words = ((one.given, other.given), (one.patronymic, other.patronymic))
    letters = zip(_letters(one), _letters(other), strict=True)
    return not any(a and b and key(a) != key(b) for a, b in (*words, *letters))


def _all_agree(people: Iterable[Thing]) -> bool:
    return all(agree(name_of(one), name_of(other)) for one, other in combinations(people, 2))


def name_of(thing: Thing) -> PersonName:
    """The parts of its name."""
    return _parsed(min(thing.names, default=""))


@cache
def _parsed(name: str) -> PersonName:
    return parse_name(name)


def _letters(name: PersonName) -> tuple[str, str]:
    """The first letters of the given name and the patronymic."""
    return name.given[:1] or name.initials[:1], name.patronymic[:1] or name.initials[1:2]


def _joined(pairs: Iterable[tuple[str, str]]) -> list[set[str]]:
    """Groups of those that pairs join, by steps if need be."""
    home: dict[str, set[str]] = {}
    for one, other in pairs:
        left, right = home.setdefault(one, {one}), home.setdefault(other, {other})
        if left is not right:
            left |= right
            home.update(dict.fromkeys(right, left))
    return list({id(group): group for group in home.values()}.values())


def _holders(things: dict[str, Thing]) -> dict[str, list[Thing]]:
    """The people that articles say hold a post; a post tells nothing where it names neither body nor place."""
    found: dict[str, list[Thing]] = {}
    for thing in things.values():
        if thing.types == {"Person"} and not thing.collective:
            for post in {full_name(one) or key(one) for one in thing.posts if one != one.lower()}:
                found.setdefault(post, []).append(thing)
    return found


def _are_full(*people: Thing) -> bool:
    return all(name_of(thing).given for thing in people)


def _is_of_one(post: str) -> bool:
    """Whether one person holds it at a time: «губернатор …», but not «заместитель губернатора …», «депутат …»."""
    first = next((word for word in post.split() if word in _heads("posts")), "")
    return first in _heads("sole_posts")


@cache
def _heads(table: str) -> frozenset[str]:
    return frozenset(key(row["head"]) for row in gazetteer.read_rows(table))
