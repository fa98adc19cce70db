"""Who buys from where: «закупает сырьё из Казахстана», «импорт области из Китая»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from kg.discourse import Linked
from kg.language.clauses import is_verb
from kg.language.phrases import genitive_end
from kg.model import Quantity
from kg.relations.cargo import MEASURED, figures_of, money_of
from kg.relations.pattern import Match, cover
from kg.relations.routes import DESTINATIONS, last_goal, owners_in, reach, trading_region, within
from kg.relations.scene import PARTNERS, PLACES, Scene
from kg.relations.sides import Side, distinct, entity_of_side, named_in, ours, side_of
from kg.wordlists import words


def buys_from(scene: Scene) -> Iterator[Match]:
    """«закупает сырьё из Казахстана», «покупает в Беларуси технику», «закупает белорусские тракторы»."""
    for token in scene.triggers("import", "buy"):
        if not is_verb(token) or scene.negated(token.index) or _is_open(scene, token.index):
            continue
        if _is_fronted(scene, token.index):
            continue
        doers = [i for i in scene.doers(token.index, PARTNERS) if not (i.entity.collective and i.type in PLACES)]
        buyers = distinct([side_of(scene, item) for item in doers]) or tuple(ours(scene, token.index))
        yield from _purchases(scene, token.index, buyers)


def import_of(scene: Scene) -> Iterator[Match]:
    """«импорт области из Китая», «закупки предприятий Беларуси в Узбекистане», «импорт из республики составил …»."""
    for token in scene.triggers("importing"):
        phrase = scene.phrase(token.index)
        if phrase is None or _is_open(scene, token.index):
            continue
        chain = owners_in(scene, phrase.last, genitive_end(scene.sentence, phrase))
        own = tuple(i for i in chain if not i.adjectival)
        before = owners_in(scene, phrase.first, phrase.head)
        buyers: tuple[Side, ...] = own[:1] or before[:1] or scene.actors(token.index, PARTNERS)[:1]
        yield from _purchases(scene, token.index, buyers or _understood(scene, token.index))


def _understood(scene: Scene, noun: int) -> tuple[Side, ...]:
    """The region that the text is about, where the import has a figure."""
    low, high = reach(scene, noun)
    focus = trading_region(scene, noun)
    return (focus,) if focus is not None and any(low <= m.first < high for m in scene.quantities) else ()


def _purchases(scene: Scene, trigger: int, buyers: tuple[Side, ...]) -> Iterator[Match]:
    figure = next(iter(figures_of(scene, trigger)), None) or money_of(scene, trigger)
    for buyer, origin in product(buyers[:1], _origins(scene, trigger)):
        if entity_of_side(buyer).iri != origin.entity.iri:
            yield Match(
                buyer,
                origin.entity if origin.adjectival else origin,
                *cover(trigger, origin, (figure.first, figure.last) if figure else None, *named_in(buyer)),
                quantity=_in_pieces(figure.quantity) if figure else None,
                period=scene.period(trigger),
            )


def _in_pieces(quantity: Quantity | None) -> Quantity | None:
    """Countable goods are counted in pieces."""
    unit = quantity.unit if quantity is not None else None
    if quantity is None or unit is None or unit in MEASURED | {"%"} or unit.isupper():
        return quantity
    return replace(quantity, unit="шт.")


def _origins(scene: Scene, trigger: int) -> tuple[Linked, ...]:
    """«из Китая», «у Беларуси»; of buying also «в Узбекистане»; the goods' own adjective, «белорусские тракторы»."""
    places = [i for i in within(scene, trigger) if i.type in DESTINATIONS and not i.adjectival]
    named = [i for i in places if i.prep in {"из", "у"} and i.case == "Gen"]
    bought = scene.tokens[trigger].lemma in words("lexicon", "buy") | words("lexicon", "buying")
    if not named and bought:
        named = [i for i in places if i.prep in {"в", "во"} and i.case == "Loc"]
    if named:
        return scene.conjoined(named[0])
    return _of_goods(scene, trigger) or _from_there(scene, trigger)


def _from_there(scene: Scene, trigger: int) -> tuple[Linked, ...]:
    """«а оттуда получают фрукты» → the place that the words before have sent things to."""
    low, high = reach(scene, trigger)
    there = next((t.index for t in scene.tokens[low:high] if t.text.lower() in {"оттуда", "там"}), None)
    goal = last_goal(scene, there) if there is not None else None
    return (goal,) if goal is not None else ()


def _of_goods(scene: Scene, trigger: int) -> tuple[Linked, ...]:
    _, high = reach(scene, trigger)
    verbal = is_verb(scene.tokens[trigger])
    goods = next(
        (p for p in scene.phrases if trigger < p.first < high and p.prep is None
         and p.case in ({"Acc", "Gen"} if verbal else {"Gen"})), None,
    )  # fmt: skip
    if goods is None or (not verbal and goods.first != trigger + 1):
        return ()
    return tuple(
        i for i in scene.linked if i.adjectival and goods.first <= i.head < goods.head and i.type in DESTINATIONS
    )


def _is_fronted(scene: Scene, verb: int) -> bool:
    """«зерно из области покупает Казахстан» is told from the seller's side."""
    low, _ = reach(scene, verb)
    origin = next((i for i in scene.outer if low <= i.first < verb and i.prep == "из" and i.type in DESTINATIONS), None)
    before = scene.phrase(origin.first - 2) if origin is not None and origin.first - 2 >= low else None
    return before is not None and before.prep is None and scene.named(before.head, PARTNERS) is None


def _is_open(scene: Scene, index: int) -> bool:
    low, _ = scene.clause(index)
    before = {other.lemma for other in scene.tokens[max(low, index - 3) : index]}
    return bool(before & (words("lexicon", "offer") | words("lexicon", "trade_hedge")))


BUYING = (buys_from, import_of)
