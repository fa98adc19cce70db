"""Trade: what goes where, what is bought, turnover."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from kg.coreference import focus_region, person_region
from kg.discourse import Linked
from kg.entities import describe
from kg.language.clauses import is_verb
from kg.language.phrases import cases_of
from kg.model import Entity, Mention, Quantity
from kg.relations.fields import Item, goods_from
from kg.relations.pattern import Match, Relation, cover
from kg.relations.scene import PARTNERS, PLACES, Scene
from kg.wordlists import words

_DESTINATIONS = frozenset({"Country", "Region", "City"})
_INTO = {"в", "во", "на"}
_KINDS = {"наименование", "вид", "тип", "марка", "модель", "позиция"}
_MEASURED = _KINDS | {"т", "тонна", "шт.", "единица", "кг", "л", "куб. м", "км", "партия"}
_RATES = {"%", "раз", "год", "месяц", "день"}


# ---- what is shipped, and where


@dataclass(frozen=True, slots=True)
class Shipment:
    """Who ships what: the word that says so, the suppliers, the goods, and the figure that counts them."""

    trigger: int
    suppliers: tuple[Linked | Entity, ...]
    goods: tuple[Item, ...]
    figure: Mention | None

    @property
    def quantity(self) -> Quantity | None:
        """The figure of the goods; countable goods are counted in pieces."""
        if self.figure is None or self.figure.quantity is None:
            return None
        quantity = self.figure.quantity
        unit = quantity.unit if quantity.unit in _MEASURED else "шт."
        return Quantity(quantity.value, quantity.comparator, unit)


def ships_goods(scene: Scene) -> Iterator[Match]:
    """«предприятия осуществляют отгрузки до 400 наименований товаров», «поставляет мебель»."""
    for shipment in _shipments(scene):
        words_of = (shipment.figure.first, shipment.figure.last) if shipment.figure else None
        for supplier, item in product(shipment.suppliers, shipment.goods):
            yield Match(
                supplier,
                item.entity,
                *cover(shipment.trigger, (item.first, item.last), words_of),
                quantity=shipment.quantity,
                period=scene.period(shipment.trigger),
            )


def ships_to(scene: Scene) -> Iterator[Match]:
    """«отгрузки … в регионы Российской Федерации», «экспорт в Китай», «отправил в Узбекистан 4 тыс. тракторов»."""
    for shipment in _shipments(scene):
        figure = shipment.figure
        quantity = shipment.quantity if shipment.quantity and shipment.quantity.unit not in _KINDS else None
        words_of = (figure.first, figure.last) if figure and quantity else None
        for supplier, target in product(shipment.suppliers, _targets(scene, shipment.trigger)):
            yield Match(
                supplier,
                target,
                *cover(shipment.trigger, target, words_of),
                quantity=quantity,
                period=scene.period(shipment.trigger),
            )


def goes_from_to(scene: Scene) -> Iterator[Match]:
    """«из Алтайского края в Киргизию ушло 77 тыс. т зерна», «вывезено из области в Китай»."""
    for origin, target, verb, figure in _routes(scene):
        quantity = Shipment(verb, (origin,), (), figure).quantity
        words_of = (figure.first, figure.last) if figure else None
        yield Match(
            origin, target, *cover(origin, target, verb, words_of), quantity=quantity, period=scene.period(verb)
        )


def goods_from_place(scene: Scene) -> Iterator[Match]:
    """The goods of such a route: «из края в Киргизию ушло 77 тыс. т зерна» → зерно."""
    for origin, _, verb, figure in _routes(scene):
        shipment = Shipment(verb, (origin,), _goods(scene, verb, figure), figure)
        for item in shipment.goods:
            yield Match(
                origin,
                item.entity,
                *cover(verb, (item.first, item.last)),
                quantity=shipment.quantity,
                period=scene.period(verb),
            )


def _routes(scene: Scene) -> Iterator[tuple[Linked, Linked, int, Mention | None]]:
    """(origin, goal, verb, figure) of goods that go from a place to another."""
    for token in scene.triggers("move", "ship"):
        low, high = scene.clause(token.index)
        near = [i for i in scene.outer if i.type in _DESTINATIONS and low <= i.head < high and not i.adjectival]
        origins = [i for i in near if i.prep == "из" and i.case == "Gen"]
        goals = [i for i in near if i.prep in _INTO and i.case == "Acc"]
        if is_verb(token) and origins and goals and not scene.negated(token.index):
            figure = _figure(scene, token.index)
            if figure is None and token.lemma in words("lexicon", "move"):
                continue  # a delegation goes too
            for goal in scene.conjoined(goals[0]):
                yield origins[0], goal, token.index, figure


def _shipments(scene: Scene) -> Iterator[Shipment]:
    """Each shipment that the sentence states and whose supplier it names."""
    for token in scene.triggers("shipping", "ship"):
        verbal = token.pos == "VERB"
        if (verbal and not is_verb(token)) or scene.negated(token.index) or _sends_people(scene, token.index):
            continue
        suppliers = _suppliers(scene, token.index, verbal=verbal)
        if suppliers:
            figure = _figure(scene, token.index)
            yield Shipment(token.index, tuple(suppliers), _goods(scene, token.index, figure), figure)


def _sends_people(scene: Scene, verb: int) -> bool:
    """«отправила делегацию», «направил приглашение»: no goods."""
    objects = [token for token in scene.tokens if token.head == verb and token.rel == "obj"]
    return any(token.lemma in words("lexicon", "not_cargo") for token in objects)


def _suppliers(scene: Scene, trigger: int, *, verbal: bool) -> list[Linked | Entity]:
    types = PARTNERS | {"Person"}
    own = () if verbal else scene.genitive_of(trigger, PARTNERS)
    found = own or (scene.doers(trigger, types) if verbal else scene.actors(trigger, types))
    result: list[Linked | Entity] = []
    for item in found[:1]:
        if item.type == "Person":
            region = person_region(scene.discourse, item.entity)
            result += [region] if region else []
        elif not (item.entity.collective and item.type in PLACES):
            result.append(item)
    return result


def _figure(scene: Scene, trigger: int) -> Mention | None:
    """The figure that counts or weighs the goods: behind the word, before a passive."""
    low, high = scene.clause(trigger)
    counts = [
        m
        for m in scene.quantities
        if low <= m.first < high
        and m.type == "Quantity"
        and m.quantity is not None
        and m.quantity.unit not in words("lexicon", "participants") | _RATES
        and _is_goods_count(scene, m)
    ]
    behind = [m for m in counts if 0 < m.first - trigger <= 8]
    passive = scene.tokens[trigger].feats.get("Voice") in {"Pass", "Mid"}
    before = [m for m in counts if m.last <= trigger] if passive else []
    return next(iter(behind or before), None)


def _is_goods_count(scene: Scene, figure: Mention) -> bool:
    return bool(figure.normal or figure.quantity and figure.quantity.unit in _MEASURED) and (
        scene.tokens[figure.head].lemma not in words("lexicon", "agreement")
    )


def _goods(scene: Scene, trigger: int, figure: Mention | None) -> tuple[Item, ...]:
    """The goods: those that the figure counts («до 400 наименований товаров», «500 тракторов»), else the object."""
    if figure is not None and figure.quantity is not None:
        if figure.quantity.unit in _MEASURED:
            return _together(goods_from(scene, figure.last))
        return (Item(describe("Product", figure.normal), figure.first, figure.last),)
    token = scene.tokens[trigger]
    if not is_verb(token):
        return goods_from(scene, trigger + 1, ("Gen",))
    passive = token.feats.get("Voice") in {"Pass", "Mid"}
    start = _object_start(scene, trigger, {"Nom"} if passive else {"Acc"})
    return goods_from(scene, start, ("Nom", "Gen") if passive else ("Acc", "Gen")) if start is not None else ()


def _together(goods: tuple[Item, ...]) -> tuple[Item, ...]:
    """Goods under one figure are one supply: «77 тыс. т зерна и муки»."""
    if len(goods) < 2:
        return goods
    name = ", ".join(item.entity.name for item in goods[:-1]) + f" и {goods[-1].entity.name}"
    return (Item(describe("Product", name), goods[0].first, goods[-1].last),)


def _object_start(scene: Scene, verb: int, cases: set[str]) -> int | None:
    """Where the object of a verb begins: the first phrase in its case behind the verb, past a place."""
    _, high = scene.clause(verb)
    for phrase in scene.phrases:
        if verb < phrase.first < high and phrase.prep is None and cases & cases_of(scene.tokens[phrase.head]):
            named = any(i.first <= phrase.head < i.last and i.type != "Industry" for i in scene.outer)
            if not named and phrase.case in cases | {"Gen"}:
                return phrase.first
    return None


def _targets(scene: Scene, trigger: int) -> tuple[Linked, ...]:
    """Where to: behind the word, or before a verb that its goal opens («в Китай область отправляет …»)."""
    behind = tuple(item for item in scene.after(trigger, _DESTINATIONS, _INTO) if item.case == "Acc")
    if behind or not is_verb(scene.tokens[trigger]):
        return behind
    low, _ = scene.clause(trigger)
    before = [
        i
        for i in scene.outer
        if i.type in _DESTINATIONS
        and i.prep in _INTO
        and i.case == "Acc"
        and low <= i.first < trigger
        and not i.adjectival
    ]
    return scene.conjoined(before[-1]) if before else ()


def buys_from(scene: Scene) -> Iterator[Match]:
    """«закупает сырьё из Казахстана», «импортирует станки из Китая»."""
    for token in scene.triggers("import"):
        if not is_verb(token) or scene.negated(token.index):
            continue
        origins = [i for i in scene.after(token.index, _DESTINATIONS, {"из"}) if i.case == "Gen"]
        buyers = [i for i in scene.doers(token.index, PARTNERS) if not (i.entity.collective and i.type in PLACES)]
        for buyer, origin in product(buyers[:1], origins):
            yield Match(buyer, origin, *cover(buyer, token.index, origin), period=scene.period(token.index))


def import_of(scene: Scene) -> Iterator[Match]:
    """«импорт области из Китая», «закупки предприятий Беларуси в Узбекистане»."""
    for token in scene.triggers("importing"):
        buyers = scene.genitive_of(token.index, PARTNERS)
        origins = [i for i in scene.after(token.index, _DESTINATIONS, {"из"}) if i.case == "Gen"]
        if token.lemma == "закупка":
            origins = origins or [i for i in scene.after(token.index, _DESTINATIONS, {"в", "во"}) if i.case == "Loc"]
        for buyer, origin in product(buyers[:1], origins):
            yield Match(buyer, origin, *cover(token.index, buyer, origin), period=scene.period(token.index))


# ---- turnover


def turnover_between(scene: Scene) -> Iterator[Match]:
    """«товарооборот области с Беларусью составил около 10 млрд рублей»."""
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
                subjects[0],
                objects[0],
                *cover(token.index, words_of, *ends),
                quantity=figure.quantity if figure else None,
                period=scene.period(token.index),
            )


RELATIONS = (
    Relation("supplies", (ships_goods, goods_from_place)),
    Relation("exportsTo", (ships_to, goes_from_to)),
    Relation("importsFrom", (buys_from, import_of)),
    Relation("tradeTurnover", (turnover_between,)),
)
