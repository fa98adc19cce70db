"""With how many regions a region cooperates: «развивая сотрудничество с 78 из них»."""

from __future__ import annotations

from collections.abc import Iterator

from kg.discourse import Linked
from kg.entities import describe, from_gazetteer
from kg.gazetteer import entries
from kg.language.genitive import genitive
from kg.model import Entity, Mention, Quantity
from kg.relations.cooperation_nouns import actors_of, cooperation_words, focus_of, is_collective
from kg.relations.pattern import Match, Relation, cover
from kg.relations.scene import PLACES, Scene
from kg.relations.sides import WITH, Side, left_sides
from kg.wordlists import words


def counts_partner_regions(scene: Scene) -> Iterator[Match]:
    """«развивая сотрудничество с 78 из них», «партнёрские связи с 64 регионами», «партнёрами края являются …»."""
    for subject, figure, counted, trigger in _partner_counts(scene):
        if figure.quantity is not None:
            quantity = Quantity(figure.quantity.value, figure.quantity.comparator, "регион")
            last = figure.last + 2 if _of_them(scene, figure.last) else figure.last
            yield Match(subject, counted, *cover(trigger, (figure.first, last)), quantity=quantity)


def partner_regions(scene: Scene) -> Iterator[Match]:
    """The counted regions are partners: «партнёрами края являются девять регионов Монголии»."""
    for subject, figure, counted, trigger in _partner_counts(scene):
        if isinstance(counted, Linked) and counted.sentence == scene.sentence.index:
            yield Match(subject, counted, *cover(trigger, (figure.first, figure.last), counted))


_Count = tuple[Side, Mention, Side, int]


def _partner_counts(scene: Scene) -> Iterator[_Count]:
    """(region, figure, the regions it counts, trigger) of each count of partners."""
    yield from _counted_under_with(scene)
    yield from _counted_actors(scene)
    yield from _counted_by_agreements(scene)


def _counted_actors(scene: Scene) -> Iterator[_Count]:
    """«24 региона России сотрудничают с областью», «связи с областью поддерживают 24 региона»."""
    for token in (*cooperation_words(scene), *scene.triggers("cooperate")):
        low, high = scene.clause(token.index)
        partner = next(iter(scene.after(token.index, PLACES, WITH, within=6)), None)
        figures = [m for m in scene.quantities if low <= m.head < high and not _is_with(scene, m)]
        counted = [(m, c) for m in figures if (c := _counted_regions(scene, m)) is not None]
        if partner is not None and not partner.entity.collective and counted:
            yield partner, *counted[0], token.index


def _counted_by_agreements(scene: Scene) -> Iterator[_Count]:
    """«у области соглашения с 31 субъектом РФ», «соглашения подписаны с 12 регионами»."""
    for token in scene.triggers("agreement"):
        low, high = scene.clause(token.index)
        figure = next((m for m in scene.quantities if token.index < m.first < high and _is_with(scene, m)), None)
        counted = _counted_regions(scene, figure) if figure is not None else None
        if figure is None or counted is None:
            continue
        having = [i for i in scene.outer if i.type in PLACES and i.prep == "у" and low <= i.head < high]
        verb = scene.verb_above(token.index)
        left: list[Side] = list(left_sides(scene, verb)) if verb is not None else []
        for subject in (having or left or focus_of(scene, token.index))[:1]:
            yield subject, figure, counted, token.index


def _counted_under_with(scene: Scene) -> Iterator[_Count]:
    """«развивая сотрудничество с 78 из них», «партнёрами края являются девять регионов»."""
    for token in (*cooperation_words(scene), *scene.triggers("cooperate", "partner")):
        _, high = scene.clause(token.index)
        partner = token.lemma in words("lexicon", "partner")
        figure = next(
            (m for m in scene.quantities if token.index < m.first < high and (partner or _is_with(scene, m))), None
        )
        counted = _counted_regions(scene, figure) if figure is not None else None
        if figure is None or counted is None or (figure.first - token.index > 3 and not figure.normal):
            continue
        actors = [actor for actor, _ in actors_of(scene, token.index) if not is_collective(actor)]
        for subject in (actors or focus_of(scene, token.index))[:1]:
            yield subject, figure, counted, token.index


def _is_with(scene: Scene, figure: Mention) -> bool:
    """Under «с», before the figure or inside its bound: «с 78», «более чем с 20»."""
    return any(token.text.lower() in WITH for token in scene.tokens[max(0, figure.first - 2) : figure.last])


def _of_them(scene: Scene, index: int) -> bool:
    return [token.text.lower() for token in scene.tokens[index : index + 2]] == ["из", "них"]


def _counted_regions(scene: Scene, figure: Mention) -> Linked | Entity | None:
    """«78 из них» → the collective named before; «64 регионами России» → that one."""
    if _of_them(scene, figure.last):
        earlier = (
            item for item in scene.discourse.before(scene.sentence.index, figure.first) if item.entity.collective
        )
        found = next(earlier, None)
        return found if found is not None and found.type == "Region" else None
    if figure.quantity is None or figure.quantity.unit not in words("lexicon", "count_region"):
        return None
    item = next((i for i in scene.linked if is_collective(i) and i.first <= figure.head < i.last), None)
    return item or _regions_of(scene, figure)


def _regions_of(scene: Scene, figure: Mention) -> Entity:
    """«24 региона России» → «регионы России», the gazetteer's group where it has one."""
    country = next((i for i in scene.outer if i.first == figure.last and i.type == "Country" and i.case == "Gen"), None)
    name = f"регионы {genitive(country.entity.name)}" if country is not None else figure.normal
    known = next((entry for entry in entries("group") if entry.name == name), None)
    return from_gazetteer(known.reference) if known is not None else describe("Region", name, collective=True)


RELATIONS = (Relation("partnerRegionCount", (counts_partner_regions,)),)
