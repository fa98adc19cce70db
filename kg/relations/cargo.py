"""What is shipped and how much of it: «до 400 наименований товаров», «40 тыс. т цемента и 3 тыс. т муки»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.entities import describe
from kg.language.clauses import is_verb
from kg.language.phrases import Phrase, cases_of
from kg.model import Mention, Quantity
from kg.relations.fields import Item, goods_from
from kg.relations.routes import reach
from kg.relations.scene import Scene
from kg.wordlists import words

KINDS = frozenset({"наименование", "вид", "тип", "марка", "модель", "позиция"})
MEASURED = KINDS | {"т", "тонна", "шт.", "единица", "кг", "л", "куб. м", "км", "партия"}
_RATES = frozenset({"%", "раз", "год", "месяц", "день"})
_FAR = 8  # tokens


@dataclass(frozen=True, slots=True)
class Load:
    """Goods, the figure that counts or weighs them, and the words of both."""

    goods: Item
    quantity: Quantity | None = None
    words: tuple[int, int] | None = None


def loads_of(scene: Scene, trigger: int) -> tuple[Load, ...]:
    """The goods of a trade word, each with its own figure."""
    figures = figures_of(scene, trigger)
    counted = tuple(load for figure in figures for load in _counted(scene, trigger, figure))
    if counted:
        return counted
    money = money_of(scene, trigger)
    goods = [item for item in _goods(scene, trigger) if is_ware(scene, item)]
    goods = [item for item in goods if money is not None or not is_vague(scene, item)]
    if money is not None and len(goods) == 1:
        return (Load(goods[0], money.quantity, (money.first, money.last)),)
    return tuple(Load(item) for item in goods)


def is_vague(scene: Scene, item: Item) -> bool:
    """«товары», «продукция» without a word that says which."""
    content = [token for token in scene.tokens[item.first : item.last] if token.pos in {"NOUN", "ADJ", "PROPN", "VERB"}]
    return len(content) == 1 and content[0].lemma in words("lexicon", "vague_goods")


def is_ware(scene: Scene, item: Item) -> bool:
    """Whether the words name goods: no people, letters, tasks, and no measure such as «экспорт», «показатель»."""
    others = words("lexicon", "not_cargo") | words("lexicon", "measure") | words("lexicon", "indicator")
    return not any(
        token.lemma in others for token in scene.tokens[item.first : item.last] if token.pos in {"NOUN", "PROPN"}
    )


def figures_of(scene: Scene, trigger: int) -> tuple[Mention, ...]:
    """The figures that count or weigh the goods: behind the word, before a passive; with those listed after."""
    low, high = reach(scene, trigger)
    counts = [m for m in scene.quantities if low <= m.first < high and _counts_goods(scene, m)]
    behind = [m for m in counts if 0 < m.first - trigger <= _FAR]
    passive = scene.tokens[trigger].feats.get("Voice") in {"Pass", "Mid"}
    before = [m for m in counts if m.last <= trigger] if passive else []
    chosen = next(iter(behind or before), None)
    if chosen is None:
        return ()
    return (chosen, *(m for m in counts if m.first > chosen.first and scene.tokens[m.first - 1].text in {",", "и"}))


def _counts_goods(scene: Scene, figure: Mention) -> bool:
    unit = figure.quantity.unit if figure.quantity else None
    if figure.type != "Quantity" or unit in words("lexicon", "participants") | words("lexicon", "count_country"):
        return False
    if unit == "%":  # «до 70 % продукции», not «на 70 %»
        before = scene.tokens[figure.first - 1].text.lower() if figure.first else ""
        return before != "на" and any(is_ware(scene, item) for item in goods_from(scene, figure.last))
    countable = bool(figure.normal) and unit not in words("lexicon", "count_region")
    return unit not in _RATES and (countable or unit in MEASURED) and (
        scene.tokens[figure.head].lemma not in words("lexicon", "agreement")
    )  # fmt: skip


def _counted(scene: Scene, trigger: int, figure: Mention) -> Iterator[Load]:
    """The goods under a figure; countable goods are counted in pieces."""
    if figure.quantity is None:
        return
    words_of, unit = (figure.first, figure.last), figure.quantity.unit
    if unit in MEASURED | {"%"}:
        behind = _together(goods_from(scene, figure.last))
        for item in behind or _before_verb(scene, trigger) or _goods(scene, trigger)[:1]:
            if is_ware(scene, item):
                yield Load(item, figure.quantity, words_of)
        return
    item = Item(describe("Product", figure.normal), figure.first, figure.last)
    yield Load(item, replace(figure.quantity, unit="шт."), words_of)


def _before_verb(scene: Scene, verb: int) -> tuple[Item, ...]:
    """«Муки отправлено 3,1 тыс. т»: the goods right before a passive."""
    phrase = next((p for p in scene.phrases if p.last == verb and p.prep is None and p.case in {"Gen", "Nom"}), None)
    return goods_from(scene, phrase.first, (phrase.case,))[:1] if phrase is not None else ()


def _together(goods: tuple[Item, ...]) -> tuple[Item, ...]:
    """Goods under one figure are one supply: «77 тыс. т зерна и муки»."""
    if len(goods) < 2:
        return goods
    name = ", ".join(item.entity.name for item in goods[:-1]) + f" и {goods[-1].entity.name}"
    return (Item(describe("Product", name), goods[0].first, goods[-1].last),)


def money_of(scene: Scene, trigger: int) -> Mention | None:
    """The worth of the goods: «товаров на $2,6 млрд», «экспорт составил 96 млн долларов», not a contract's sum."""
    low, high = reach(scene, trigger)
    if any(token.lemma in words("lexicon", "agreement") for token in scene.tokens[low:high]):
        return None
    sums = [m for m in scene.quantities if m.type == "Money" and low <= m.first < high and m.first > trigger]
    return next((m for m in sums if _is_worth(scene, m, trigger)), None)


def _is_worth(scene: Scene, figure: Mention, trigger: int) -> bool:
    before = [token.lemma for token in scene.tokens[max(trigger + 1, figure.first - 3) : figure.first]]
    if "с" in before[-1:]:  # «с 800 млн до …»
        return False
    valued = words("lexicon", "sum_verb") | words("lexicon", "grow") | {"на", "сумма", "до"}
    return bool(set(before) & valued) or scene.tokens[figure.first].lemma in {"на", "до", *words("lexicon", "sum_verb")}


def _goods(scene: Scene, trigger: int) -> tuple[Item, ...]:
    token = scene.tokens[trigger]
    if not is_verb(token):
        return goods_from(scene, trigger + 1, ("Gen",)) or _behind_goal(scene, trigger)
    moved = token.feats.get("Voice") in {"Pass", "Mid"} or token.lemma in words("lexicon", "move")
    phrase = _object(scene, trigger, {"Nom"} if moved else {"Acc"})
    if phrase is None:
        return ()
    return goods_from(scene, phrase.first, ("Nom", "Gen") if moved else ("Acc", "Gen"))


def _behind_goal(scene: Scene, noun: int) -> tuple[Item, ...]:
    """«экспорт в Китай мяса птицы»: the goods behind the goal."""
    goal = next((i for i in scene.outer if i.first == noun + 2 and i.prep in {"в", "во", "на"}), None)
    return goods_from(scene, goal.last, ("Gen",)) if goal is not None else ()


def _object(scene: Scene, verb: int, cases: set[str]) -> Phrase | None:
    """The object of a verb: the nearest phrase in its case, behind it, else (of goods that move) before it."""
    low, high = reach(scene, verb)
    fits = [p for p in scene.phrases if low <= p.head < high and _is_cargo(scene, p, cases)]
    behind = [p for p in fits if p.first > verb]
    before = [p for p in fits if p.last <= verb]
    return next(iter(behind or before), None)


def _is_cargo(scene: Scene, phrase: Phrase, cases: set[str]) -> bool:
    if phrase.prep is not None or not (cases | {"Gen"}) & cases_of(scene.tokens[phrase.head]):
        return False
    taken = any(m.first <= phrase.head < m.last for m in (*scene.quantities, *scene.dates))
    named = any(i.first <= phrase.head < i.last and i.type != "Industry" for i in scene.outer)
    if phrase.case == "Gen" and any(p.last == phrase.first and not _in_name(scene, p.head) for p in scene.phrases):
        return False  # the genitive of another noun
    return not taken and not named and (phrase.case in cases | {"Gen"})


def _in_name(scene: Scene, index: int) -> bool:
    return any(i.first <= index < i.last for i in scene.outer)
