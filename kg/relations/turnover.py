"""Trade turnover: between whom, and how much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.coreference import focus_region, two_sides
from kg.discourse import Linked
from kg.language.clauses import is_verb
from kg.model import Mention, Quantity, Token
from kg.relations.pattern import Match, cover
from kg.relations.routes import reach
from kg.relations.scene import PARTNERS, PLACES, Scene
from kg.relations.sides import Side, named_in, sides_named_by
from kg.wordlists import words

_BACK = 2  # sentences


def turnover_between(scene: Scene) -> Iterator[Match]:
    """«товарооборот области с Беларусью составил около 10 млрд рублей», «торговля между А и Б», «двух регионов»."""
    for token in scene.triggers("turnover"):
        sides, figure = sides_of(scene, token), _sum(scene, token.index)
        if len(sides) < 2 and figure is not None and _is_foreign(scene, token):
            sides = sides_before(scene)
        if len(sides) == 2 and not _is_open(scene, token.index):
            yield _match(scene, token.index, sides, figure)


def turnover_goes_on(scene: Scene) -> Iterator[Match]:
    """«Сейчас он составляет около 1,4 млрд долларов»: the turnover of the words before."""
    for token in scene.tokens:
        goes_on = token.lemma in {"он", "она"} and token.pos == "PRON" and token.case == "Nom"
        if not goes_on and not (token.lemma in words("lexicon", "indicator") and token.case == "Nom"):
            continue
        verb = scene.verb_above(token.index)
        figure = _sum(scene, token.index)
        if verb is None or figure is None or scene.tokens[verb].lemma not in words("lexicon", "sum_verb"):
            continue
        earlier = [t for t in scene.triggers("turnover") if t.index < token.index]
        sides = sides_of(scene, earlier[-1]) if earlier else sides_before(scene, back=1)
        if len(sides) == 2:
            yield _match(scene, verb, sides, figure)


def share_of_turnover(scene: Scene) -> Iterator[Match]:
    """«На долю Беларуси приходится 9 % внешнеторгового оборота региона», «89,5 млн — доля Оренбуржья»."""
    for token in scene.triggers("share"):
        partner = next((i for i in scene.genitive_of(token.index, PLACES) if not i.entity.collective), None)
        low, high = scene.clause(token.index)
        measure = next((t for t in scene.triggers("turnover") if low - 12 <= t.index < high), None)
        figures = [m for m in scene.quantities if low <= m.first < high and m.quantity
                   and (m.type == "Money" or m.quantity.unit in {"%", None})]  # fmt: skip
        near = min(figures, key=lambda m: abs(m.first - token.index), default=None)
        if partner is None or measure is None or near is None:
            continue
        own = [i for i in scene.genitive_of(measure.index, PLACES) if i.entity.iri != partner.entity.iri]
        side: Side | None = own[0] if own else focus_region(scene.discourse, scene.sentence, token.index)
        if side is not None:
            yield replace(_match(scene, token.index, (side, partner), near), quantity=with_unit(scene, near))


def with_unit(scene: Scene, figure: Mention) -> Quantity | None:
    """A sum whose currency the sentence names elsewhere: «1124,8 млн долларов, из которых 89,5 млн»."""
    quantity = figure.quantity
    sums = [m.quantity for m in scene.quantities if m.type == "Money" and m.quantity]
    if quantity is None or quantity.unit is not None or not sums:
        return quantity
    return Quantity(quantity.value, quantity.comparator, sums[0].unit)


def _match(scene: Scene, index: int, sides: tuple[Side, ...], figure: Mention | None) -> Match:
    here = [side for side in named_in(*sides) if side.sentence == scene.sentence.index]
    left, right = (side.entity if isinstance(side, Linked) and side not in here else side for side in sides)
    return Match(
        left,
        right,
        *cover(index, (figure.first, figure.last) if figure else None, *here),
        quantity=figure.quantity if figure else None,
        period=scene.period(index),
    )


def sides_of(scene: Scene, token: Token) -> tuple[Side, ...]:
    """The two that trade: «А и Б», «А с Б», «между А и Б», «с Б» of the region in focus, «двух стран»."""
    low, high = scene.clause(token.index)
    own = scene.genitive_of(token.index, PARTNERS) or scene.after(token.index, PARTNERS, {"между"}, within=4)
    others = scene.after(token.index, PARTNERS, {"с", "со"}, within=8)
    pair: list[Side] = [*own[:1], *(others[:1] or own[1:2])]
    if others and not own:
        subject = [
            i for i in scene.outer if i.type in PLACES and i.case == "Nom" and i.prep is None and low <= i.head < high
        ]
        adjectival = [i for i in scene.linked if i.adjectival and i.last == token.index]
        focus = focus_region(scene.discourse, scene.sentence, token.index)
        left = adjectival[0].entity if adjectival else subject[0] if subject else focus
        pair = [left, others[0]] if left is not None else []
    if not pair:
        pair = list(_pair_noun(scene, token))
    return tuple(pair)


def _pair_noun(scene: Scene, token: Token) -> tuple[Side, ...]:
    """«товарооборот двух регионов», «торговля между странами»."""
    for index in range(token.index + 1, min(len(scene.tokens), token.index + 4)):
        found = sides_named_by(scene, scene.tokens[index])
        if found:
            return found
    return ()


def _is_foreign(scene: Scene, token: Token) -> bool:
    """No retail turnover: the bare word, or one that says «взаимный», «внешнеторговый»."""
    phrase = scene.phrase(token.index)
    modifiers = {scene.tokens[i].lemma for i in range(phrase.first, phrase.head)} if phrase else set()
    owned = (
        bool(scene.genitive_of(token.index, PARTNERS))
        or scene.tokens[token.index].lemma == "торговля"
        and not modifiers
    )
    return not owned and modifiers <= words("lexicon", "mutual")


def sides_before(scene: Scene, back: int = _BACK) -> tuple[Side, ...]:
    """The sides of the turnover spoken of last, else the one pair that the text has just named."""
    for index in range(scene.sentence.index - 1, max(-1, scene.sentence.index - 1 - back), -1):
        earlier = Scene(scene.discourse, scene.discourse.sentences[index])
        for token in earlier.triggers("turnover"):
            sides = sides_of(earlier, token)
            if len(sides) == 2:
                return sides
    return two_sides(scene.discourse, scene.sentence, 0, frozenset({"Region", "Country"})) if back > 1 else ()


def _sum(scene: Scene, index: int) -> Mention | None:
    """The sum of a clause: the one it has come to («с 800 млн до 1,8 млрд»), else the first behind the word."""
    low, high = reach(scene, index)
    sums = [m for m in scene.quantities if m.type == "Money" and low <= m.first < high]
    reached = [
        m for m in sums if scene.tokens[m.first].text.lower() == "до" or scene.tokens[m.first - 1].text.lower() == "до"
    ]
    behind = [m for m in sums if m.first > index]
    return next(iter(reached[:1] or behind[:1] or sums[-1:]), None)


def _is_open(scene: Scene, index: int) -> bool:
    verb = scene.verb_above(index)
    return verb is not None and is_verb(scene.tokens[verb]) and scene.negated(verb)
