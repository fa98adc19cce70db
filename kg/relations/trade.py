"""Trade: what goes where, turnover, growth."""

from __future__ import annotations

from collections.abc import Iterator

from kg.coreference import focus_region, person_region
from kg.discourse import Linked
from kg.entities import describe
from kg.language.clauses import is_verb
from kg.language.phrases import genitive_end, nominative, phrase_from
from kg.model import Entity, Mention, Period, Status
from kg.relations.fields import fields_from, goods_from
from kg.relations.pattern import Match, Relation, cover
from kg.relations.scene import PARTNERS, PLACES, Scene
from kg.wordlists import words

_DESTINATIONS = frozenset({"Country", "Region", "City"})
_INTO = {"в", "во", "на"}
_PIECES = {"наименование", "вид", "тонна", "т", "шт.", "единица", "тип", "марка"}


# ---- what is shipped, and where


def ships_goods(scene: Scene) -> Iterator[Match]:
    """«предприятия осуществляют отгрузки до 400 наименований товаров», «экспорт мясной продукции», «поставляет мебель»."""
    for trigger, suppliers in _shipments(scene):
        goods, figure = _goods(scene, trigger)
        for supplier in suppliers:
            for item in goods:
                words_of = (figure.first, figure.last) if figure else None
                quantity = figure.quantity if figure else None
                yield Match(
                    supplier,
                    item.entity,
                    *cover(trigger, (item.first, item.last), words_of),
                    quantity=quantity,
                    period=_period(scene, trigger),
                )


def ships_to(scene: Scene) -> Iterator[Match]:
    """«отгрузки … в регионы Российской Федерации», «экспорт в Китай», «отправил в Узбекистан»."""
    for trigger, suppliers in _shipments(scene):
        targets = _targets(scene, trigger)
        for supplier in suppliers:
            for target in targets:
                yield Match(supplier, target, *cover(trigger, target), period=_period(scene, trigger))


def _shipments(scene: Scene) -> Iterator[tuple[int, list[Linked | Entity]]]:
    """(trigger, suppliers) of each shipment that the sentence states."""
    for token in scene.triggers("shipping", "ship"):
        verbal = token.lemma in words("lexicon", "ship")
        if (verbal and not is_verb(token)) or _negated(scene, token.index):
            continue
        suppliers = _suppliers(scene, token.index, verbal=verbal)
        if suppliers:
            yield token.index, suppliers


def _suppliers(scene: Scene, trigger: int, *, verbal: bool) -> list[Linked | Entity]:
    types = PARTNERS | {"Person"}
    found = (
        scene.subjects(trigger, types)
        if verbal
        else scene.genitive_of(trigger, PARTNERS) or scene.actors(trigger, types)
    )
    result: list[Linked | Entity] = []
    for item in found[:1]:
        if item.type == "Person":
            region = person_region(scene.discourse, item.entity)
            result += [region] if region else []
        elif not (item.entity.collective and item.type in PLACES):
            result.append(item)
    return result


def _goods(scene: Scene, trigger: int):  # type: ignore[no-untyped-def]
    """The goods after a shipping word, and the figure that counts them: «до 400 наименований товаров»."""
    figure = next(
        (m for m in scene.quantities if 0 < m.first - trigger <= 2 and m.type == "Quantity" and m.normal), None
    )
    if figure is not None and figure.quantity is not None and figure.quantity.unit in _PIECES:
        return goods_from(scene, figure.last), figure
    if figure is not None:
        return (), None
    cases = ("Acc", "Nom", "Gen") if is_verb(scene.tokens[trigger]) else ("Gen",)
    return goods_from(scene, trigger + 1, cases), None


def _targets(scene: Scene, trigger: int) -> tuple[Linked, ...]:
    found = scene.after(trigger, _DESTINATIONS, _INTO)
    return tuple(item for item in found if item.case == "Acc")


def _period(scene: Scene, index: int) -> Period | None:
    low, high = scene.clause(index)
    return next((mention.period for mention in scene.dates if low <= mention.head < high), None)


def _negated(scene: Scene, index: int) -> bool:
    return index > 0 and scene.tokens[index - 1].text.lower() == "не"


# ---- turnover


def turnover_between(scene: Scene) -> Iterator[Match]:
    """«товарооборот области с Беларусью составил около 10 млрд рублей», «товарооборот между Беларусью и Татарстаном»."""
    for token in scene.triggers("turnover"):
        low, high = scene.clause(token.index)
        sides = list(scene.genitive_of(token.index, PARTNERS)) or list(
            scene.after(token.index, PARTNERS, {"между"}, within=4)
        )
        others = list(scene.after(token.index, PARTNERS, {"с", "со"}, within=8))
        subjects: list[Linked | Entity] = list(sides[:1])
        objects: list[Linked | Entity] = list(others[:1]) or list(sides[1:2])
        if objects and not subjects:
            focus = focus_region(scene.discourse, scene.sentence, token.index)
            subjects = [focus] if focus else []
        figure = next((m for m in scene.quantities if m.type == "Money" and low <= m.first < high), None)
        if subjects and objects:
            words_of = (figure.first, figure.last) if figure else None
            ends = [item for item in (*subjects, *objects) if isinstance(item, Linked)]
            yield Match(
                subjects[0], objects[0], *cover(token.index, words_of, *ends),
                quantity=figure.quantity if figure else None, period=_period(scene, token.index),
            )  # fmt: skip


# ---- growth


def growth_of(scene: Scene) -> Iterator[Match]:
    """A noun of growth: «увеличение доли экспорта …», «рост в сфере машиностроения», «рост экспорта на 10 %»."""
    for token in scene.triggers("growth"):
        phrase = phrase_from(scene.sentence, token.index + 1)
        if phrase is None or _planned(scene, token.index):
            continue
        if phrase.prep in {"в", "во"} and scene.tokens[phrase.head].lemma in words("lexicon", "field_head"):
            items = list(fields_from(scene, phrase.last))[:1]
            name, last = (items[0].entity.name, items[0].last) if items else ("", 0)
        elif phrase.prep is None and phrase.case == "Gen":
            last = genitive_end(scene.sentence, phrase)
            name = nominative(scene.sentence, phrase.first, last, phrase.head)
        else:
            continue
        subject = _grower(scene, token.index, last)
        if name and subject is not None:
            figure = _rate(scene, token.index)
            words_of = (figure.first, figure.last) if figure else None
            yield Match(
                subject, describe("Quantity", name), *cover(token.index, last - 1, words_of),
                quantity=figure.quantity if figure else None, period=_period(scene, token.index),
            )  # fmt: skip


def grows_by(scene: Scene) -> Iterator[Match]:
    """A verb of growth: «экспорт региона увеличился в полтора раза», «поставки выросли более чем на 40 %»."""
    for token in scene.triggers("grow"):
        if not is_verb(token) or _negated(scene, token.index):
            continue
        low, high = scene.clause(token.index)
        heads = [
            p
            for p in scene.phrases
            if low <= p.head < high and p.case == "Nom" and p.prep is None and scene.tokens[p.head].pos == "NOUN"
        ]
        near = min(heads, key=lambda p: abs(p.head - token.index), default=None)
        figure = _rate(scene, token.index)
        if near is None or scene.tokens[near.head].lemma not in words("lexicon", "measure") or figure is None:
            continue
        last = genitive_end(scene.sentence, near)
        subject = _grower(scene, near.head, last)
        if subject is not None:
            name = nominative(scene.sentence, near.first, last, near.head)
            status = Status.PLANNED if token.feats.get("Tense") == "Fut" else Status.DONE
            yield Match(
                subject, describe("Quantity", name), *cover((near.first, last), token.index, (figure.first, figure.last)),
                quantity=figure.quantity, period=_period(scene, token.index), status=status,
            )  # fmt: skip


def _planned(scene: Scene, index: int) -> bool:
    return any(token.lemma in {"за", "для"} for token in scene.tokens[max(0, index - 1) : index])


def _rate(scene: Scene, index: int) -> Mention | None:
    low, high = scene.clause(index)
    rates = [m for m in scene.quantities if m.quantity and m.quantity.unit in {"%", "раз"} and low <= m.first < high]
    return min(rates, key=lambda m: abs(m.first - index), default=None)


def _grower(scene: Scene, index: int, last: int) -> Linked | Entity | None:
    """Whose growth: a place or company within the phrase, the verb's subject, the region that the text is about."""
    inside = [
        i
        for i in scene.outer
        if i.type in {"Region", "Country", "Company", "City"} and index <= i.first and i.last <= last and i.prep is None
    ]
    if inside:
        return inside[0]
    adjectival = [i for i in scene.linked if i.adjectival and index <= i.head < last]
    if adjectival:
        return adjectival[0].entity
    verb = scene.verb_above(index)
    if verb is not None:
        subjects = [
            i for i in scene.subjects(verb, PLACES | {"Company"}) if not i.entity.collective or i.type == "Company"
        ]
        if subjects and subjects[0].head != index:
            return subjects[0]
    return focus_region(scene.discourse, scene.sentence, index)


RELATIONS = (
    Relation("supplies", (ships_goods,)),
    Relation("exportsTo", (ships_to,)),
    Relation("tradeTurnover", (turnover_between,)),
    Relation("growth", (growth_of, grows_by)),
)
