"""«стороны», «страны», «два региона»: the pair that the text has just named, where it named exactly two."""

from __future__ import annotations

from collections.abc import Collection

from kg.coreference.posts import person_body, person_region
from kg.discourse import Discourse, Linked
from kg.model import Entity, Sentence

_BACK = 3  # sentences
_PLACES = frozenset({"Region", "Country", "City"})
_BODIES = frozenset({"Company", "Organization"})
_NAMES = frozenset({"Publisher", "Event", "EventSection"})  # a place inside their names is no side
_WHERE = frozenset({"в", "во", "на", "из", "под", "по"})


def two_sides(discourse: Discourse, sentence: Sentence, token: int, types: Collection[str]) -> tuple[Entity, ...]:
    """The two sides named last before a token, places of the given types (any side where empty); () where unclear."""
    for index in range(sentence.index, max(-1, sentence.index - 1 - _BACK), -1):
        items = [i for i in discourse.linked[index] if index < sentence.index or i.head < token]
        found = _sides(discourse, items, types)
        if len(found) == 2:
            return found
        if len(found) > 2:
            return ()
    return ()


def _sides(discourse: Discourse, items: list[Linked], types: Collection[str]) -> tuple[Entity, ...]:
    people = _distinct([_stands_for(discourse, item, types) for item in items if item.type == "Person"])
    if len(people) == 2:
        return people
    bodies = [] if types else [item for item in items if item.type in _BODIES and _is_side(item)]
    pair = _distinct([item.entity for item in bodies])
    if len(pair) == 2:
        return pair
    wanted = types or _PLACES
    holders = [i for i in items if i.type in (_NAMES if types else _NAMES | _BODIES)]
    free = [i for i in items if not any(o is not i and i.span in o.span and i.span != o.span for o in holders)]
    places = [item.entity for item in free if item.type in wanted and _is_side(item)]
    return _distinct([*people, *places])


def _stands_for(discourse: Discourse, item: Linked, types: Collection[str]) -> Entity | None:
    if item.plural:
        return None
    side = (None if types else person_body(discourse, item.entity)) or person_region(discourse, item.entity)
    return side if side is not None and (not types or side.type in types) else None


def _is_side(item: Linked) -> bool:
    return not item.entity.collective and not item.adjectival and item.prep not in _WHERE


def _distinct(entities: Collection[Entity | None]) -> tuple[Entity, ...]:
    return tuple({entity.iri: entity for entity in entities if entity is not None}.values())
