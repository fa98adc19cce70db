"""Goods told from the seller's side: «зерно из области покупают Казахстан и Монголия», «поставщик угля в Сибирь»."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from kg.discourse import Linked
from kg.language.clauses import is_verb
from kg.language.phrases import Phrase
from kg.relations.cargo import is_vague, is_ware
from kg.relations.fields import Item, goods_from
from kg.relations.pattern import Match, cover
from kg.relations.routes import DESTINATIONS, owners_in, reach, targets_of
from kg.relations.scene import PARTNERS, Scene
from kg.wordlists import words

Sale = tuple[int, Linked, tuple[Item, ...], tuple[Linked, ...]]


def bought_goods(scene: Scene) -> Iterator[Match]:
    """«зерно из Новосибирской области покупают …», «белорусскую технику закупает Казахстан» → the goods."""
    for verb, seller, goods, _ in _sales(scene):
        for item in goods:
            yield Match(seller.entity, item.entity, *cover(verb, seller, (item.first, item.last)))


def bought_by(scene: Scene) -> Iterator[Match]:
    """The buyers of such goods: «… покупают Казахстан, Киргизия и Монголия»."""
    for verb, seller, _, buyers in _sales(scene):
        for buyer in buyers:
            yield Match(seller.entity, buyer, *cover(verb, seller, buyer), period=scene.period(verb))


def _sales(scene: Scene) -> Iterator[Sale]:
    """(verb, seller, goods, buyers) where the goods and their origin stand before the verb of buying."""
    for token in scene.triggers("buy"):
        if not is_verb(token) or scene.negated(token.index):
            continue
        low, high = reach(scene, token.index)
        fronted = [p for p in scene.phrases if low <= p.first and p.last <= token.index and p.case in {"Nom", "Acc"}
                   and p.prep is None and not scene.named(p.head, PARTNERS)]  # fmt: skip
        for phrase in fronted[:1]:
            seller = _seller(scene, phrase)
            rows = [goods_from(scene, phrase.first, (case,)) for case in ("Acc", "Nom")]
            goods = tuple(i for i in max(rows, key=len) if is_ware(scene, i) and not is_vague(scene, i))
            first = next((i for i in scene.outer if token.index < i.first < high and i.type in DESTINATIONS
                          and i.prep is None and i.case in {"Nom", "Acc"} and not i.adjectival), None)  # fmt: skip
            if seller is not None:
                yield token.index, seller, goods, scene.conjoined(first) if first is not None else ()


def _seller(scene: Scene, phrase: Phrase) -> Linked | None:
    """Whose goods: «зерно из области», «белорусские тракторы»."""
    origin = [i for i in scene.outer if i.first == phrase.last + 1 and i.prep == "из" and i.type in DESTINATIONS]
    adjectival = [i for i in owners_in(scene, phrase.first, phrase.head) if i.adjectival]
    return next(iter(origin or adjectival), None)


def supplier_of(scene: Scene) -> Iterator[Match]:
    """«область остаётся крупным поставщиком угля» → уголь."""
    for noun, supplier in _supplying(scene):
        for item in goods_from(scene, noun + 1):
            if is_ware(scene, item) and not is_vague(scene, item):
                yield Match(supplier, item.entity, *cover(supplier, noun, (item.first, item.last)))


def supplier_to(scene: Scene) -> Iterator[Match]:
    """«… поставщиком угля в Челябинскую и Курганскую области» → the regions."""
    for noun, supplier in _supplying(scene):
        for target in targets_of(scene, noun):
            if target.first > noun:
                yield Match(supplier, target.side, *cover(supplier, noun, (target.first, target.last)))


def _supplying(scene: Scene) -> Iterator[tuple[int, Linked]]:
    """(noun, supplier): a copula («является поставщиком»), a dash, or an apposition."""
    for token in scene.triggers("supplier"):
        verb = scene.verb_above(token.index)
        low, high = scene.clause(token.index)
        named = [i for i in scene.outer if i.type in PARTNERS and i.case == "Nom" and i.prep is None
                 and not i.adjectival and not i.entity.collective and low <= i.head < high]  # fmt: skip
        linking = verb is not None and scene.tokens[verb].lemma in words("lexicon", "copula") and token.case == "Ins"
        dashed = any(scene.tokens[i].text in {"—", "–"} for i in range(low, token.index)) and token.case == "Nom"
        if named and token.number == "Sing" and (linking or dashed):
            yield from product([token.index], named[:1])


SOLD = (bought_goods, supplier_of)
SOLD_TO = (bought_by, supplier_to)
