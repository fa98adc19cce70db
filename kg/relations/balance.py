"""Export and import within a turnover: «оборот составил 3,1 млрд долларов: экспорт — 1,9 млрд, импорт — 1,2 млрд»."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Mention, Token
from kg.relations.pattern import Match, cover
from kg.relations.routes import targets_of
from kg.relations.scene import Scene
from kg.relations.sides import Side, entity_of_side
from kg.relations.turnover import sides_before, sides_of, with_unit

_FAR = 5  # tokens


def export_within_turnover(scene: Scene) -> Iterator[Match]:
    """«экспорт — 1,9 млрд», «причём экспорт достиг 212 млн», of the two whose turnover was just told."""
    yield from _parts(scene, "экспорт")


def import_within_turnover(scene: Scene) -> Iterator[Match]:
    """«импорт — 1,2 млрд», «при этом импорт составил 0,4 млрд долларов»."""
    yield from _parts(scene, "импорт")


def _parts(scene: Scene, lemma: str) -> Iterator[Match]:
    for token in scene.tokens:
        if token.lemma != lemma or token.case not in {"Nom", "Acc"} or targets_of(scene, token.index):
            continue
        figure = _figure(scene, token)
        sides = _sides(scene, token) if figure is not None else ()
        if len(sides) == 2 and figure is not None:
            left, right = (entity_of_side(side) for side in sides)
            words_of = cover(token.index, (figure.first, figure.last))
            yield Match(left, right, *words_of, quantity=with_unit(scene, figure), period=scene.period(token.index))


def _figure(scene: Scene, token: Token) -> Mention | None:
    """The sum right behind: after a dash, or after one verb."""
    for figure in scene.quantities:
        between = scene.tokens[token.index + 1 : figure.first]
        if figure.first <= token.index or len(between) > _FAR or any(one.text == "," for one in between):
            continue
        summed = figure.type == "Money" or (figure.quantity is not None and figure.quantity.unit is None)
        return figure if summed and not any(one.pos in {"NOUN", "PROPN"} for one in between) else None
    return None


def _sides(scene: Scene, token: Token) -> tuple[Side, ...]:
    earlier = [t for t in scene.triggers("turnover") if t.index < token.index]
    return sides_of(scene, earlier[-1]) if earlier else sides_before(scene, back=1)


BALANCE = (export_within_turnover,)
BALANCE_IN = (import_within_turnover,)
