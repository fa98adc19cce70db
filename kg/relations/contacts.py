"""Visits and meetings: who travelled where, who met whom."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from kg.language.clauses import is_verb
from kg.model import Period, Status
from kg.relations.pattern import Match, Relation, cover
from kg.relations.scene import PLACES, Scene

_VISITORS = frozenset({"Person", "Organization", "Company"})


def travels_to(scene: Scene) -> Iterator[Match]:
    """«прибыл в Узбекистан с визитом», «посетил Минск», «побывал в Костанае»."""
    for token in scene.triggers("travel"):
        if not is_verb(token) or _negated(scene, token.index):
            continue
        places = scene.after(token.index, PLACES, {"в", "во", "на"}) or scene.after(
            token.index, PLACES, {None}, within=3
        )
        low, high = scene.clause(token.index)
        places = (
            places
            or tuple(
                i
                for i in scene.outer
                if i.type in PLACES and low <= i.first < token.index and i.prep in {"в", "во"} and not i.adjectival
            )[:1]
        )
        for who in scene.subjects(token.index, _VISITORS):
            if who.case == "Nom" and not who.plural:
                for place in places[:1]:
                    if place.case in {"Acc", "Loc"}:
                        yield Match(
                            who,
                            place,
                            *cover(who, token.index, place),
                            period=_period(scene, token.index),
                            status=_status(scene, token.index),
                        )


def visit_of(scene: Scene) -> Iterator[Match]:
    """«визит губернатора … в Минск», «поездка главы Татарстана Рустама Минниханова в Минск»."""
    for token in scene.triggers("visit"):
        places = [item for item in scene.after(token.index, PLACES, {"в", "во"}) if item.case == "Acc"]
        visitors = [
            i
            for i in scene.outer
            if i.type == "Person" and token.index < i.first <= token.index + 8 and i.case == "Gen" and not i.plural
        ]
        if places and visitors and visitors[0].head < places[0].first:
            yield Match(
                visitors[0], places[0], *cover(token.index, visitors[0], places[0]), period=_period(scene, token.index)
            )


def meets_with(scene: Scene) -> Iterator[Match]:
    """«встретился с губернатором … Денисом Паслером», «провёл переговоры с хокимом …», «его принял …»."""
    for token in scene.triggers("meet"):
        if _negated(scene, token.index):
            continue
        verb = token.index if is_verb(token) else scene.verb_above(token.index)
        low, high = scene.clause(token.index)
        others = [
            i for i in scene.outer
            if i.type == "Person" and low <= i.head < high and i.case == "Ins" and _with(scene, i.first) and not i.plural
        ]  # fmt: skip
        firsts = [
            i
            for i in (scene.subjects(verb, {"Person"}) if verb is not None else ())
            if i.case == "Nom" and not i.plural
        ]
        firsts = firsts or [i for i in scene.genitive_of(token.index, {"Person"}) if not i.plural]
        for left, right in product(firsts[:1], others):
            yield Match(left, right, *cover(left, token.index, right), period=_period(scene, token.index))


def _with(scene: Scene, first: int) -> bool:
    """Under «с», directly or behind the person's post."""
    window = [token.text.lower() for token in scene.tokens[max(0, first - 14) : first]]
    return "с" in window or "со" in window


def _negated(scene: Scene, index: int) -> bool:
    return index > 0 and scene.tokens[index - 1].text.lower() == "не"


def _period(scene: Scene, index: int) -> Period | None:
    low, high = scene.clause(index)
    return next((mention.period for mention in scene.dates if low <= mention.head < high), None)


def _status(scene: Scene, verb: int) -> Status:
    feats = scene.tokens[verb].feats
    return (
        Status.DONE
        if feats.get("Tense") == "Past"
        else Status.PLANNED
        if feats.get("Aspect") == "Perf"
        else Status.UNDERWAY
    )


RELATIONS = (Relation("visits", (travels_to, visit_of)), Relation("meets", (meets_with,)))
