"""Whose goods sell where, told without a verb of shipping: shares, buyers, geography, articles of export, demand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from kg.discourse import Linked
from kg.entities import describe
from kg.language.clauses import is_participle, is_verb
from kg.language.phrases import Phrase, conjuncts, genitive_end
from kg.model import Mention, Token
from kg.relations.cargo import MEASURED, is_vague, is_ware
from kg.relations.fields import Item, goods_from
from kg.relations.pattern import Match, cover
from kg.relations.routes import DESTINATIONS, owners_in, reach, suppliers_of, trading_region
from kg.relations.scene import PARTNERS, Scene
from kg.relations.sides import Side, entity_of_side
from kg.wordlists import words

# ---- where to


def share_of_export(scene: Scene) -> Iterator[Match]:
    """«На Китай пришлось 35 % экспорта области, на Казахстан — 4 %», «на долю Беларуси приходится 9 % поставок»."""
    verb = next((t for t in scene.triggers("fall_to") if is_verb(t) and not scene.negated(t.index)), None)
    measure = next(iter(scene.triggers("shipping")), None) if verb else None
    if verb is None or measure is None:
        return
    for exporter in _exporters(scene, measure.index)[:1]:
        for item in scene.outer:
            figure = _share_behind(scene, item)
            if figure is not None and _falls_on(scene, item) and item.entity.iri != entity_of_side(exporter).iri:
                words_of = cover(item, (figure.first, figure.last))
                yield Match(exporter, item, *words_of, quantity=figure.quantity, period=scene.period(verb.index))


def share_in_export(scene: Scene) -> Iterator[Match]:
    """«Доля России в экспорте области превышает 70 %»."""
    for token in scene.triggers("share"):
        low, high = scene.clause(token.index)
        measure = next((t for t in scene.triggers("shipping") if token.index < t.index < high), None)
        rates = [m for m in scene.quantities if m.quantity and m.quantity.unit == "%" and low <= m.first < high]
        figure = next(iter(rates), None)
        if measure is None or figure is None or scene.tokens[token.index - 1].text.lower() == "на":
            continue
        partners = [i for i in scene.genitive_of(token.index, DESTINATIONS) if i.first < measure.index]
        for exporter, partner in product(_exporters(scene, measure.index)[:1], partners):
            if entity_of_side(exporter).iri != partner.entity.iri:
                words_of = cover(token.index, partner, (figure.first, figure.last))
                yield Match(exporter, partner, *words_of, quantity=figure.quantity, period=scene.period(token.index))


def _falls_on(scene: Scene, item: Linked) -> bool:
    """«на Китай», «на долю Китая», «Казахстану досталось»."""
    if item.type not in DESTINATIONS | {"InternationalOrganization"} or item.adjectival:
        return False
    share = [token.lemma for token in scene.tokens[max(0, item.first - 2) : item.first]] == ["на", "доля"]
    given = item.case == "Dat" and item.prep is None
    return (item.prep == "на" and item.case == "Acc") or share or given


def _share_behind(scene: Scene, item: Linked) -> Mention | None:
    """The per cent or the sum that stands next to a name, before the next name."""
    after = [i.first for i in scene.outer if i.first >= item.last and i.prep == "на" and i.type in DESTINATIONS]
    stop = min(after, default=len(scene.tokens))
    return next(
        (m for m in scene.quantities if item.last <= m.first < stop and m.quantity
         and (m.type == "Money" or m.quantity.unit in MEASURED | {"%"})), None,
    )  # fmt: skip


def buyers_named(scene: Scene) -> Iterator[Match]:
    """«крупнейшими покупателями области стали Китай и Иран», «Казахстан — главный рынок сбыта»."""
    for token in scene.triggers("buyer"):
        phrase = scene.phrase(token.index)
        if phrase is None or phrase.head != token.index or _is_open(scene, token):
            continue
        counted = scene.tokens[phrase.first - 1].pos == "NUM" and phrase.case == "Gen"  # «три крупнейших покупателя»
        if phrase.case not in {"Nom", "Ins"} and not counted:
            continue
        owners = owners_in(scene, phrase.first, genitive_end(scene.sentence, phrase)) or _focus(scene, token.index)
        buyers = _nominatives(scene, token.index)
        for owner, buyer in product(owners[:1], buyers):
            if entity_of_side(owner).iri != buyer.entity.iri:
                yield Match(owner, buyer, *cover(token.index, buyer), period=scene.period(token.index))


def _nominatives(scene: Scene, index: int) -> tuple[Linked, ...]:
    """The countries and regions in the nominative of a clause, with those listed."""
    low, high = reach(scene, index)
    first = next(
        (i for i in scene.outer if i.type in DESTINATIONS and i.case in {"Nom", "Acc"} and i.prep is None
         and not i.adjectival and low <= i.head < high), None,
    )  # fmt: skip
    return tuple(i for i in scene.conjoined(first) if i.type in DESTINATIONS) if first else ()


def geography_covers(scene: Scene) -> Iterator[Match]:
    """«География экспорта предприятия включает Китай и Вьетнам», «география поставок охватывает 40 стран»."""
    for token in scene.triggers("geography"):
        measure = next((t for t in scene.triggers("shipping") if 0 < t.index - token.index <= 2), None)
        if measure is None:
            continue
        owners = _exporters(scene, measure.index)
        _, high = reach(scene, measure.index)
        named = [i for i in scene.outer if i.type in DESTINATIONS and measure.index < i.first < high
                 and i.case in {"Nom", "Acc"} and i.prep is None and not i.adjectival]  # fmt: skip
        for owner, item in product(owners[:1], scene.conjoined(named[0]) if named else ()):
            yield Match(owner, item, *cover(token.index, item))
        counted = [m for m in scene.quantities if m.quantity and m.quantity.unit in words("lexicon", "count_country")
                   and measure.index < m.first < high and m.normal]  # fmt: skip
        for owner, figure in product(owners[:1], counted if not named else ()):
            group = describe("Country", figure.normal, collective=True)
            yield Match(owner, group, *cover(token.index, (figure.first, figure.last)), quantity=figure.quantity)


# ---- what


def articles_of_export(scene: Scene) -> Iterator[Match]:
    """«Основными статьями экспорта стали мука и асбест», «в структуре экспорта преобладает текстиль»."""
    for token in scene.triggers("ware_noun"):
        phrase = scene.phrase(token.index)
        if phrase is None:
            continue
        last = genitive_end(scene.sentence, phrase)
        measure = next((t for t in scene.triggers("shipping") if phrase.last <= t.index < last), None)
        adjective = any(
            scene.tokens[i].lemma in words("lexicon", "ware_adjective") for i in range(phrase.first, phrase.head)
        )
        if measure is None and not adjective:
            continue
        anchor = measure.index if measure is not None else token.index
        for supplier, item in product(_exporters(scene, anchor)[:1], _listed_goods(scene, anchor)):
            figure = next((m for m in scene.quantities if m.first == item.last + 1 and _weighs(m)), None)
            words_of = cover(token.index, (item.first, item.last), (figure.first, figure.last) if figure else None)
            yield Match(supplier, item.entity, *words_of, quantity=figure.quantity if figure else None)


def _weighs(figure: Mention) -> bool:
    return figure.type == "Quantity" and figure.quantity is not None and figure.quantity.unit in MEASURED


def export_includes(scene: Scene) -> Iterator[Match]:
    """«Ростовский экспорт включает масло и посуду»: an export and a verb of holding."""
    for token in scene.triggers("shipping"):
        verb = scene.verb_above(token.index)
        if verb is None or scene.tokens[verb].lemma not in words("lexicon", "include") or verb < token.index:
            continue
        if any(t.lemma in words("lexicon", "geography") for t in scene.tokens[max(0, token.index - 2) : token.index]):
            continue
        for supplier, item in product(_exporters(scene, token.index)[:1], _listed_goods(scene, verb)):
            yield Match(supplier, item.entity, *cover(token.index, (item.first, item.last)))


def _listed_goods(scene: Scene, index: int) -> tuple[Item, ...]:
    """The goods in the nominative behind a verb or a dash, with those listed."""
    _, high = scene.clause(index)
    start = next(
        (t.index for t in scene.tokens[index + 1 :] if (is_verb(t) and t.index < high) or t.text in {"—", "–", ":"}),
        index,
    )
    for phrase in scene.phrases:
        if phrase.first > start and phrase.prep is None and phrase.case in {"Nom", "Acc"} and phrase.first - start <= 3:
            rows = [goods_from(scene, phrase.first, (case,)) for case in ("Nom", "Acc")]
            return tuple(i for i in max(rows, key=len) if is_ware(scene, i) and not is_vague(scene, i))
    return ()


def goods_in_demand(scene: Scene) -> Iterator[Match]:
    """«начала применять белорусские металлокорд и проволоку», «архангельская целлюлоза пользуется спросом»."""
    for token in scene.triggers("use", "demanded"):
        if (not is_verb(token) and not is_participle(token)) or scene.negated(token.index):
            continue
        users = {i.entity.iri for i in scene.doers(token.index, PARTNERS)}
        used = token.lemma in words("lexicon", "use")
        for phrase in _owned_phrases(scene, token, {"Acc"} if used else {"Nom"}):
            places = [i for i in scene.linked if i.adjectival and phrase.first <= i.head < phrase.head]
            if (
                len(places) == 1
                and places[0].type in DESTINATIONS
                and places[0].entity.iri not in users
                and (users or not used)
            ):
                yield from _each(scene, places[0], phrase, token)


def _owned_phrases(scene: Scene, verb: Token, cases: set[str]) -> list[Phrase]:
    low, high = reach(scene, verb.index)
    return [
        p for p in scene.phrases if low <= p.head < high and p.prep is None and p.case in cases and p.first != p.head
    ][:1]


def _each(scene: Scene, place: Linked, phrase: Phrase, verb: Token) -> Iterator[Match]:
    for one in conjuncts(scene.sentence, phrase):
        first = place.last if one is phrase else one.first
        if not scene.named(one.head, PARTNERS):
            name = scene.name(Phrase(first, one.last, one.head, one.case, one.plural))
            yield Match(place.entity, describe("Product", name), *cover(place, verb.index, (one.first, one.last)))


def goods_weighed(scene: Scene) -> Iterator[Match]:
    """A list of goods and their weights, after a sentence on shipping: «Крупы — 1 тыс. т, хлопьев — 708 т»."""
    if not _told_before(scene):
        return
    for figure in scene.quantities:
        if figure.quantity is None or figure.quantity.unit not in MEASURED or figure.first < 2:
            continue
        if scene.tokens[figure.first - 1].text not in {"—", "–", ":"}:
            continue
        phrase = next((p for p in scene.phrases if p.last == figure.first - 1 and p.prep is None), None)
        goods = goods_from(scene, phrase.first, (phrase.case,)) if phrase and phrase.case in {"Nom", "Gen"} else ()
        for owner, item in product(_focus(scene, figure.first), [i for i in goods[:1] if is_ware(scene, i)]):
            yield Match(
                owner,
                item.entity,
                *cover((item.first, item.last), (figure.first, figure.last)),
                quantity=figure.quantity,
            )


def _told_before(scene: Scene) -> bool:
    """Whether this sentence or the one before speaks of shipping."""
    for index in range(max(0, scene.sentence.index - 1), scene.sentence.index + 1):
        earlier = Scene(scene.discourse, scene.discourse.sentences[index])
        if any(earlier.triggers("shipping", "ship")):
            return True
    return False


# ---- whose


def _exporters(scene: Scene, noun: int) -> tuple[Side, ...]:
    return suppliers_of(scene, noun) or _focus(scene, noun)


def _focus(scene: Scene, index: int) -> tuple[Side, ...]:
    focus = trading_region(scene, index)
    return (focus,) if focus is not None else ()


def _is_open(scene: Scene, token: Token) -> bool:
    low, high = scene.clause(token.index)
    near = {other.lemma for other in scene.tokens[low:high]}
    return bool(near & words("lexicon", "offer")) or any(
        scene.negated(t.index) for t in scene.tokens[low:high] if is_verb(t)
    )


MARKETS = (share_of_export, share_in_export, buyers_named, geography_covers)
WARES = (articles_of_export, export_includes, goods_in_demand, goods_weighed)
