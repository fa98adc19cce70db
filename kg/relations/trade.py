"""Trade: what goes where."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from kg.language.clauses import is_participle, is_verb
from kg.model import Quantity, Token
from kg.relations.balance import BALANCE, BALANCE_IN
from kg.relations.buying import BUYING
from kg.relations.cargo import KINDS, figures_of, loads_of, money_of
from kg.relations.markets import MARKETS, WARES
from kg.relations.pattern import Match, Relation, cover
from kg.relations.routes import origins_of, suppliers_of, targets_of
from kg.relations.sales import SOLD, SOLD_TO
from kg.relations.scene import Scene
from kg.relations.turnover import share_of_turnover, turnover_between, turnover_goes_on
from kg.wordlists import words


def ships_goods(scene: Scene) -> Iterator[Match]:
    """«предприятия осуществляют отгрузки до 400 наименований товаров», «поставляет мебель», «экспорт мяса»."""
    for token in _shipments(scene):
        for supplier, load in product(suppliers_of(scene, token.index), loads_of(scene, token.index)):
            yield Match(
                supplier,
                load.goods.entity,
                *cover(token.index, (load.goods.first, load.goods.last), load.words),
                quantity=load.quantity,
                period=scene.period(token.index),
            )


def ships_to(scene: Scene) -> Iterator[Match]:
    """«отгрузки … в регионы России», «экспорт в Китай», «из края в Киргизию ушло 77 тыс. т зерна»."""
    for token in _shipments(scene):
        quantity, words_of = _amount(scene, token.index)
        for supplier, target in product(suppliers_of(scene, token.index), targets_of(scene, token.index)):
            yield Match(
                supplier,
                target.side,
                *cover(token.index, (target.first, target.last), words_of),
                quantity=target.quantity or quantity,
                period=scene.period(token.index),
            )


def _amount(scene: Scene, trigger: int) -> tuple[Quantity | None, tuple[int, int] | None]:
    """How much goes there: the goods' one figure, else their worth."""
    loads = [load for load in loads_of(scene, trigger) if load.quantity is not None]
    if len(loads) == 1 and loads[0].quantity and loads[0].quantity.unit not in KINDS:
        return loads[0].quantity, loads[0].words
    worth = money_of(scene, trigger) if not loads else None
    return (worth.quantity, (worth.first, worth.last)) if worth is not None else (None, None)


def _shipments(scene: Scene) -> Iterator[Token]:
    """The words that state a shipment: no denial, no offer, no people that travel."""
    for token in scene.triggers("shipping", "ship", "move"):
        verbal = token.pos == "VERB"
        if is_participle(token) or (verbal and not is_verb(token)) or scene.negated(token.index):
            continue
        if _sends_people(scene, token.index) or _is_open(scene, token.index):
            continue
        if token.lemma in words("lexicon", "move") and not _moves_goods(scene, token):
            continue
        if not verbal and _is_shared_out(scene, token.index):
            continue
        yield token


def _is_shared_out(scene: Scene, noun: int) -> bool:
    """«на Китай пришлось 35 % экспорта»: the shares are read by themselves."""
    low, high = scene.clause(noun)
    return any(low <= token.index < high for token in scene.triggers("fall_to"))


def _moves_goods(scene: Scene, verb: Token) -> bool:
    """A delegation goes too: a figure of goods, or goods by their name, must be there."""
    if verb.lemma not in words("lexicon", "move"):
        return True
    return bool(figures_of(scene, verb.index)) or _is_ware(scene, verb.index)


def _is_ware(scene: Scene, verb: int) -> bool:
    return any(
        scene.tokens[child].lemma in words("lexicon", "vague_goods") and scene.tokens[child].rel.startswith("nsubj")
        for child in scene.sentence.children[verb]
    ) or bool(origins_of(scene, verb) and targets_of(scene, verb) and _goods_subject(scene, verb))


def _goods_subject(scene: Scene, verb: int) -> bool:
    """«поступают тракторы», «поступает зерно», not «пошёл автобус»: an inanimate subject that is no name."""
    loads = loads_of(scene, verb)
    token = scene.tokens[verb]
    lasting = token.number == "Plur" or token.feats.get("Tense") == "Pres"
    alive = any(scene.tokens[load.goods.first].feats.get("Animacy") == "Anim" for load in loads)
    return lasting and bool(loads) and not alive


def _sends_people(scene: Scene, verb: int) -> bool:
    """«отправила делегацию», «направил приглашение»: no goods."""
    objects = [token for token in scene.tokens if token.head == verb and token.rel in {"obj", "nsubj", "nsubj:pass"}]
    return is_verb(scene.tokens[verb]) and any(token.lemma in words("lexicon", "not_cargo") for token in objects)


def _is_open(scene: Scene, index: int) -> bool:
    """An offer or a talk is no shipment: «готова поставлять», «обсудили поставки», «возможность экспорта»."""
    low, _ = scene.clause(index)
    before = {other.lemma for other in scene.tokens[max(low, index - 3) : index]}
    return bool(before & (words("lexicon", "offer") | words("lexicon", "trade_hedge")))


RELATIONS = (
    Relation("supplies", (ships_goods, *WARES, *SOLD)),
    Relation("exportsTo", (ships_to, *MARKETS, *SOLD_TO, *BALANCE)),
    Relation("importsFrom", (*BUYING, *BALANCE_IN)),
    Relation("tradeTurnover", (turnover_between, turnover_goes_on, share_of_turnover)),
)
