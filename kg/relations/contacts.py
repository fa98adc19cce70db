"""Visits and meetings: who travelled where, who met whom."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from kg.discourse import Linked
from kg.language.clauses import is_participle, is_verb
from kg.relations.pattern import Match, Relation, cover
from kg.relations.scene import PLACES, Scene

_VISITORS = frozenset({"Person", "Organization"})
_GOALS = PLACES | {"Company", "Organization"}


def travels_to(scene: Scene) -> Iterator[Match]:
    """«прибыл в Узбекистан с визитом», «посетил Минск», «побывавший в Чувашии посол»."""
    for token in scene.triggers("travel"):
        if not (is_verb(token) or is_participle(token)) or scene.negated(token.index):
            continue
        place = _goal(scene, token.index)
        for who in _travellers(scene, token.index):
            if place is not None:
                yield Match(
                    who,
                    place,
                    *cover(who, token.index, place),
                    period=scene.period(token.index),
                    status=scene.tense(token.index),
                )


def _goal(scene: Scene, verb: int) -> Linked | None:
    """Where to: behind the verb, else before it in its clause."""
    behind = scene.after(verb, _GOALS, {"в", "во", "на"}) or [
        item for item in scene.after(verb, _GOALS, {None}, within=3) if item.case == "Acc"
    ]
    if behind:
        return behind[0] if behind[0].case in {"Acc", "Loc"} else None
    low, _ = scene.clause(verb)
    before = [
        item
        for item in scene.outer
        if item.type in _GOALS and low <= item.first < verb and item.prep in {"в", "во"} and not item.adjectival
    ]
    return before[-1] if before and before[-1].case in {"Acc", "Loc"} else None


def _travellers(scene: Scene, verb: int) -> list[Linked]:
    """The verb's subjects; the head of a delegation where the delegation travels."""
    if is_participle(scene.tokens[verb]):
        described = [
            i for i in scene.outer if i.type == "Person" and i.by_name and verb < i.first <= verb + 14 and not i.plural
        ]
        return [who for who in scene.subjects(verb, {"Person"}) if who.prep is None] or described[:1]
    found = [who for who in scene.subjects(verb, _VISITORS) if not who.plural and who.prep is None]
    found = [who for who in found if who.case == "Nom"]
    return found or _heads_of_delegation(scene, verb)


def _heads_of_delegation(scene: Scene, verb: int) -> list[Linked]:
    """«делегация во главе с вице-премьером Юрием Шалимовым», «делегация, которой руководит …»."""
    low, high = scene.clause(verb)
    if not any(token.lemma == "делегация" for token in scene.tokens[low:high]):
        return []
    for index in range(low, high):
        if (
            scene.tokens[index].lemma == "глава"
            and index + 1 < high
            and scene.tokens[index + 1].text.lower() in {"с", "со"}
        ):
            people = [i for i in scene.outer if i.type == "Person" and i.first > index and i.case == "Ins"]
            return people[:1]
    return []


def visit_of(scene: Scene) -> Iterator[Match]:
    """«визит губернатора … в Минск», «поездка главы Татарстана Рустама Минниханова в Минск»."""
    for token in scene.triggers("visit"):
        places = [item for item in scene.after(token.index, PLACES, {"в", "во"}) if item.case == "Acc"]
        visitors = [
            item
            for item in scene.outer
            if item.type == "Person"
            and token.index < item.first <= token.index + 8
            and item.case == "Gen"
            and not item.plural
        ]
        if places and visitors and visitors[0].head < places[0].first:
            yield Match(
                visitors[0], places[0], *cover(token.index, visitors[0], places[0]), period=scene.period(token.index)
            )


def meets_with(scene: Scene) -> Iterator[Match]:
    """«встретился с губернатором … Денисом Паслером», «провёл переговоры с хокимом …», «обсудил с послом …»."""
    for token in scene.triggers("meet", "talk"):
        if scene.negated(token.index):
            continue
        verb = token.index if is_verb(token) else scene.verb_above(token.index)
        low, high = scene.clause(token.index)
        others = [
            i
            for i in scene.outer
            if i.type == "Person"
            and low <= i.head < high
            and i.case == "Ins"
            and _with(scene, i.first)
            and not i.plural
        ]
        subjects = scene.subjects(verb, {"Person"}) if verb is not None else ()
        firsts = [i for i in subjects if i.case == "Nom" and not i.plural]
        firsts = firsts or [i for i in scene.linked if _whose(i, token.index)]
        for left, right in product(firsts[:1], others):
            yield Match(left, right, *cover(left, token.index, right), period=scene.period(token.index))


def _whose(item: Linked, noun: int) -> bool:
    """The person in the genitive behind a noun, inside the name of an event too: «встреча Сергея Левкова с …»."""
    return item.type == "Person" and item.case == "Gen" and item.first == noun + 1 and not item.plural


def receives(scene: Scene) -> Iterator[Match]:
    """«губернатор … принял посла …», «его принял и. о. губернатора Илья Середюк»."""
    for token in scene.triggers("receive"):
        if not is_verb(token) or scene.negated(token.index):
            continue
        low, high = scene.clause(token.index)
        hosts = [i for i in scene.subjects(token.index, {"Person"}) if i.case == "Nom" and not i.plural]
        guests = [
            i
            for i in scene.outer
            if i.type == "Person" and low <= i.head < high and i.prep is None and _is_object(scene, i)
        ]
        for host, guest in product(hosts[:1], guests):
            yield Match(host, guest, *cover(host, token.index, guest), period=scene.period(token.index))


def _is_object(scene: Scene, person: Linked) -> bool:
    """In the accusative, which «посла Сергея Левкова» shares with the genitive: then the post is the verb's object."""
    posts = [m for m in scene.mentions if m.type == "Post" and m.last == person.first]
    return person.case == "Acc" or any(scene.tokens[post.head].rel == "obj" for post in posts)


def _with(scene: Scene, first: int) -> bool:
    """Under «с», directly or behind the person's post."""
    window = [token.text.lower() for token in scene.tokens[max(0, first - 14) : first]]
    return "с" in window or "со" in window


RELATIONS = (Relation("visits", (travels_to, visit_of)), Relation("meets", (meets_with, receives)))
