"""Companies counted: how many there are in a region, how many have foreign capital."""

from __future__ import annotations

from collections.abc import Iterator

from kg.coreference import focus_region
from kg.discourse import Linked
from kg.entities import describe
from kg.language.phrases import phrase_from
from kg.model import Entity, Mention
from kg.relations.fields import text
from kg.relations.pattern import Match, Relation
from kg.relations.scene import PLACES, Scene
from kg.wordlists import words


def counts_enterprises(scene: Scene) -> Iterator[Match]:
    """«работает 64 предприятия с российским капиталом», «Резидентами числятся 44 предприятия»."""
    for figure in scene.quantities:
        if figure.quantity is None or figure.quantity.unit not in words("lexicon", "exhibitor") or not figure.normal:
            continue
        low, high = scene.clause(figure.head)
        if not any(low <= t.index < high and not scene.negated(t.index) for t in scene.triggers("exist")):
            continue
        within = [
            i
            for i in scene.outer
            if i.type in PLACES and i.prep in {"в", "во"} and low <= i.head < high and not i.entity.collective
        ]
        focus = focus_region(scene.discourse, scene.sentence, figure.head)
        subject: Linked | Entity | None = within[0] if within else focus
        if subject is not None:
            name, last = _with_capital(scene, figure)
            counted = describe("Company", name, collective=True)
            yield Match(subject, counted, figure.first, last, quantity=figure.quantity)


def _with_capital(scene: Scene, figure: Mention) -> tuple[str, int]:
    """The counted firms and whose money they have, «предприятия с российским капиталом»; where the words end."""
    phrase = phrase_from(scene.sentence, figure.last)
    if phrase is None or phrase.prep != "с" or scene.tokens[phrase.head].lemma not in words("lexicon", "capital"):
        return figure.normal, figure.last
    return f"{figure.normal} {text(scene, phrase.start, phrase.last)}", phrase.last


RELATIONS = (Relation("enterpriseCount", (counts_enterprises,)),)
