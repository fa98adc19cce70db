"""Cooperation of regions, countries and bodies: with whom."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from kg.discourse import Linked
from kg.language.clauses import is_verb
from kg.language.phrases import cases_of, phrase_from
from kg.model import Entity
from kg.relations.agreements import agreement_between, parties_sign
from kg.relations.cooperation_nouns import actors_of, cooperation_words, focus_of
from kg.relations.partner_counts import partner_regions
from kg.relations.pattern import Match, Relation, cover
from kg.relations.scene import PARTNERS, Scene
from kg.relations.sides import (
    ACTORS,
    WITH,
    Side,
    distinct,
    left_sides,
    named_in,
    ours,
    right_sides,
    side_of,
    sides_named_by,
)
from kg.wordlists import words


def cooperation_with(scene: Scene) -> Iterator[Match]:
    """A noun of cooperation and its partner: «Витебская область развивает сотрудничество с регионами России»."""
    for token in cooperation_words(scene):
        partners = _partners(scene, token.index)
        if not partners:
            continue
        for actor, words_of in list(actors_of(scene, token.index)) or _unnamed(scene, token.index):
            for partner in partners:
                yield Match(actor, partner, *cover(token.index, words_of, *named_in(partner)))


def _unnamed(scene: Scene, index: int) -> list[tuple[Linked | Entity, None]]:
    """The region that «мы» are, where a sentence names nobody else: «у нас тесные контакты с Брянском»."""
    return [(region, None) for region in ours(scene, index)]


def _partners(scene: Scene, index: int) -> tuple[Side, ...]:
    """Those under «с» behind a noun of cooperation, and those named behind «в том числе с»."""
    _, high = scene.clause(index)
    first = scene.after(index, ACTORS, WITH, within=6)
    if not first or _another_noun(scene, index, first[0].first):
        return ()
    text = [token.text.lower() for token in scene.tokens]
    including = next((i for i in range(first[-1].last, high - 2) if text[i : i + 3] == ["в", "том", "числе"]), None)
    more = scene.after(including, PARTNERS, WITH) if including is not None else ()
    return distinct([side_of(scene, item) for item in (*first, *more)])


def _another_noun(scene: Scene, index: int, stop: int) -> bool:
    """Whether the «с» belongs to a verb in between: «сотрудничество, губернатор встретился с послом»."""
    return any(is_verb(token) and token.feats.get("VerbForm") == "Fin" for token in scene.tokens[index + 1 : stop])


def pair_bound_by_cooperation(scene: Scene) -> Iterator[Match]:
    """«Ферганскую и Свердловскую области связывает многолетнее сотрудничество»."""
    for token in scene.triggers("bind"):
        low, high = scene.clause(token.index)
        if any(low <= other.index < high for other in cooperation_words(scene)):
            pair = [
                i
                for i in scene.outer
                if i.type in PARTNERS and i.prep is None and low <= i.head < high and _may_be_object(scene, i)
            ]
            for left, right in combinations(pair[:2], 2):
                yield Match(left, right, *cover(left, right, token.index))


def _may_be_object(scene: Scene, item: Linked) -> bool:
    return not item.adjectival and item.case in {"Acc", "Nom"} and "Acc" in cases_of(scene.tokens[item.head])


def cooperation_between(scene: Scene) -> Iterator[Match]:
    """«партнерство между регионами России и Беларуси», «сотрудничество Псковской области и Республики Беларусь»."""
    for token in cooperation_words(scene):
        row: tuple[Side, ...] = sides_between(scene, token.index) or _genitives(scene, token.index)
        for left, right in combinations(row or pair_behind(scene, token.index), 2):
            yield Match(left, right, *cover(token.index, *named_in(left, right)))


def pair_behind(scene: Scene, index: int) -> tuple[Entity, ...]:
    """«сотрудничество двух регионов», «связи между странами»: the pair named before."""
    phrase = phrase_from(scene.sentence, index + 1)
    if phrase is None or phrase.prep not in {None, "между"} or (phrase.prep is None and phrase.case != "Gen"):
        return ()
    return sides_named_by(scene, scene.tokens[phrase.head])


def _genitives(scene: Scene, index: int) -> tuple[Linked, ...]:
    """The sides in the genitive behind a noun, inside an event's name too."""
    return _listed_from(scene, index + 1)


def _listed_from(scene: Scene, start: int) -> tuple[Linked, ...]:
    """Partners listed from a token on, whatever name holds the list."""
    plain = [i for i in scene.linked if i.type in PARTNERS and not i.adjectival and not i.entity.collective]
    plain.sort(key=lambda item: (item.first, -item.last))
    first = next((item for item in plain if item.first == start), None)
    row = [first] if first is not None else []
    for item in plain:
        between = [token.text for token in scene.tokens[row[-1].last : item.first]] if row else []
        if between in (["и"], [","], [",", "а", "также"], ["и", "с"]) and item.first > row[-1].first:
            row.append(item)
    return tuple(row)


def sides_cooperate(scene: Scene) -> Iterator[Match]:
    """Both sides of a verb: «области расписали сотрудничество», «губернатор обсудил с послом партнёрство»."""
    for token in (*cooperation_words(scene), *scene.triggers("together")):
        verb = scene.verb_above(token.index)
        if verb is None or scene.after(token.index, ACTORS, WITH, within=4) or pair_behind(scene, token.index):
            continue
        if sides_between(scene, token.index) or _genitives(scene, token.index):
            continue
        yield from pairs_of(scene, verb, token.index)


def partners_cooperate(scene: Scene) -> Iterator[Match]:
    """A verb of cooperation: «область сотрудничает с Татарстаном», «Могилев и Ярославль взаимодействуют»."""
    for token in scene.triggers("cooperate"):
        yield from pairs_of(scene, token.index, token.index)


def pairs_of(scene: Scene, verb: int, trigger: int) -> Iterator[Match]:
    """The pairs of a verb's sides: each of the left with each of the right, else the left with one another."""
    right = right_sides(scene, verb)
    left = left_sides(scene, verb) or (tuple(focus_of(scene, verb)) if right else ())
    for one, other in list(product(left, right)) or list(combinations(left, 2)):
        yield Match(one, other, *cover(trigger, *named_in(one, other)))


def agreement_to_cooperate(scene: Scene) -> Iterator[Match]:
    """An agreement on cooperation that both sides sign: «области подписали соглашение о сотрудничестве»."""
    if not any(True for _ in cooperation_words(scene)):
        return
    for match in (*parties_sign(scene), *agreement_between(scene)):
        yield Match(match.subject, match.object, match.first, match.last, status=match.status)


def partner_of(scene: Scene) -> Iterator[Match]:
    """«Россия — главный партнёр нашего региона», «область и край — давние партнёры»."""
    for token in scene.triggers("partner"):
        owners = _right_behind(scene, token.index + 1)
        low, high = scene.clause(token.index)
        others = [
            item
            for item in scene.outer
            if item.type in PARTNERS
            and item.case == "Nom"
            and item.prep is None
            and low <= item.head < high
            and not item.adjectival
        ]
        alike = not owners and token.number == "Plur" and token.case == "Nom"
        row = scene.conjoined(others[0]) if others and alike else ()
        pairs = list(product(owners[:1], others[:1])) or list(combinations(row, 2))
        for left, right in pairs:
            yield Match(left, right, *cover(left, token.index, right))


def _right_behind(scene: Scene, start: int) -> tuple[Linked, ...]:
    genitives = [i for i in scene.outer if i.type in PARTNERS and i.case == "Gen" and i.first == start]
    return tuple(item for item in genitives if scene.tokens[item.head].pos != "ADJ")


def two_adjectives(scene: Scene) -> Iterator[Match]:
    """«белорусско-узбекское сотрудничество», «российско-белорусский форум регионов»."""
    for token in scene.triggers("cooperation", "joint"):
        phrase = scene.phrase(token.index)
        if phrase is None:
            continue
        pair = [item for item in scene.linked if item.adjectival and phrase.first <= item.head < phrase.head]
        compound = [item for item in pair if "-" in scene.tokens[item.head].text]
        if len(compound) == 2 and compound[0].entity.iri != compound[1].entity.iri:
            yield Match(compound[0], compound[1], phrase.first, phrase.last)


def sides_between(scene: Scene, index: int) -> tuple[Linked, ...]:
    """The two sides after «между»: countries where their regions are meant («между регионами России и Беларуси»)."""
    if index + 1 >= len(scene.tokens) or scene.tokens[index + 1].lemma != "между":
        return ()
    phrase = phrase_from(scene.sentence, index + 1)
    if phrase is None:
        return ()
    start = (
        phrase.last
        if scene.tokens[phrase.head].lemma in words("lexicon", "count_region") and phrase.plural
        else phrase.first
    )
    return _listed_from(scene, start)


RELATIONS = (
    Relation(
        "cooperatesWith",
        (
            cooperation_with,
            cooperation_between,
            pair_bound_by_cooperation,
            partner_regions,
            agreement_to_cooperate,
            sides_cooperate,
            partners_cooperate,
            partner_of,
            two_adjectives,
        ),
    ),
)
