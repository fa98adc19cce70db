"""Companies: where they are, in which branch, whose they are, how many there are."""

from __future__ import annotations

from collections.abc import Iterator

from kg.coreference import focus_region
from kg.discourse import Linked
from kg.entities import describe
from kg.model import Entity
from kg.relations.pattern import Match, Relation, cover
from kg.relations.scene import PLACES, Scene
from kg.wordlists import words


def company_in_place(scene: Scene) -> Iterator[Match]:
    """The place right behind a name: «парк «Большой Камень» в Приморском крае»."""
    for item in scene.outer:
        if item.type not in {"Company", "Organization"} or not item.by_name or item.plural:
            continue
        place = next(
            (
                p
                for p in scene.outer
                if p.first == item.last + 1 and p.prep in {"в", "во"} and p.type in PLACES and p.case == "Loc"
            ),
            None,
        )
        if place is not None and item.type == "Company":
            yield Match(item, place, *cover(item, place))


def company_of_place(scene: Scene) -> Iterator[Match]:
    """An adjective of place before a company: «российский завод «Х»» → Россия."""
    for item in scene.outer:
        if item.type != "Company" or not item.by_name or item.plural:
            continue
        for place in scene.linked:
            if place.adjectival and _modifies(scene, place.head, item):
                yield Match(item, place.entity, *cover(place.head, item))


def _modifies(scene: Scene, adjective: int, item: Linked) -> bool:
    """Within the company's words, or on the common noun right before its name."""
    if "-" in scene.tokens[adjective].text:
        return False
    if item.first <= adjective < item.head:
        return True
    phrase = scene.phrase(adjective)
    if phrase is None or phrase.last != item.first:
        return False
    return scene.tokens[phrase.head].lemma in words("lexicon", "company_noun") | words("lexicon", "enterprises")


def counts_enterprises(scene: Scene) -> Iterator[Match]:
    """«работает 64 предприятия с российским капиталом», «зарегистрировано 120 компаний»."""
    if any(True for _ in scene.triggers("taking_part", "participate", "attend")):
        return
    for figure in scene.quantities:
        if figure.quantity is None or figure.quantity.unit not in words("lexicon", "exhibitor") or not figure.normal:
            continue
        verb = scene.verb_above(figure.head)
        if verb is None or scene.tokens[verb].lemma not in words("lexicon", "exist"):
            continue
        low, high = scene.clause(figure.head)
        places = [
            i
            for i in scene.outer
            if i.type in {"Region", "Country"}
            and i.prep in {"в", "во"}
            and low <= i.head < high
            and not i.entity.collective
        ]
        focus = focus_region(scene.discourse, scene.sentence, figure.head)
        subject: Linked | Entity | None = places[0] if places else focus
        if subject is not None:
            yield Match(
                subject,
                describe("Company", figure.normal, collective=True),
                figure.first,
                figure.last,
                quantity=figure.quantity,
            )


RELATIONS = (
    Relation("locatedIn", (company_in_place, company_of_place)),
    Relation("enterpriseCount", (counts_enterprises,)),
)
