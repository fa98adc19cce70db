"""Who trades with whom: the words that a trade word reaches, who supplies, and where the goods go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.coreference import focus_region
from kg.discourse import Linked
from kg.entities import describe
from kg.language.clauses import is_verb
from kg.language.phrases import genitive_end
from kg.model import Entity, Mention, Quantity, Token
from kg.relations.scene import PARTNERS, PLACES, Scene
from kg.relations.sides import Side, distinct, entity_of_side, ours, side_of
from kg.wordlists import words

DESTINATIONS = frozenset({"Country", "Region", "City"})
INTO = frozenset({"в", "во", "на"})
_TRADERS = DESTINATIONS | {"Company", "Organization"}
_TOWARDS = INTO | {"с", "со", "к"}
_LINKS = frozenset({"и", "а", "но", ","})


@dataclass(frozen=True, slots=True)
class Target:
    """Where goods go, and the words that say so; a group of countries is counted («в 40 стран»)."""

    side: Side
    first: int
    last: int
    quantity: Quantity | None = None


# ---- the words that belong to a trade word


def reach(scene: Scene, index: int) -> tuple[int, int]:
    """The clause around a word without what belongs to other verbs: «…, сообщили в посольстве»."""
    low, high = scene.clause(index)
    own = index if is_verb(scene.tokens[index]) else _ruler(scene, index)
    first, last = min(index, own), max(index, own)
    for token in scene.tokens[low:high]:
        if token.feats.get("VerbForm") != "Fin" or token.index in {index, own} or _goes_on(scene, token.index, index):
            continue
        if token.index < first:
            low = max(low, next((i + 1 for i in range(token.index, first) if scene.tokens[i].text in _LINKS), low))
        elif token.index > last:
            cut = next((i for i in range(token.index, last, -1) if scene.tokens[i].text in _LINKS), high)
            high = min(high, cut)
    return low, high


def _ruler(scene: Scene, index: int) -> int:
    verb = scene.verb_above(index)
    return index if verb is None else verb


def _goes_on(scene: Scene, verb: int, index: int) -> bool:
    """A verb that says more of the same noun: «экспорт вырос на 18 % и достиг 410 млн»."""
    if is_verb(scene.tokens[index]) or scene.tokens[verb].rel != "conj":
        return False
    return not any(scene.tokens[child].rel.startswith("nsubj") for child in scene.sentence.children[verb])


def within(scene: Scene, index: int) -> Iterator[Linked]:
    """The names within the reach of a word."""
    low, high = reach(scene, index)
    return (item for item in scene.outer if low <= item.head < high)


# ---- where to


def targets_of(scene: Scene, trigger: int) -> tuple[Target, ...]:
    """Where to: named, a market, «туда», «в эту страну», «в 40 стран»."""
    named = tuple(Target(item, item.first, item.last) for item in _named_targets(scene, trigger))
    return named or tuple(_markets(scene, trigger)) or tuple(_there(scene, trigger)) or tuple(_counted(scene, trigger))


def _named_targets(scene: Scene, trigger: int) -> tuple[Linked, ...]:
    """Behind the word, or before a verb that its goal opens («в Китай область отправляет …»)."""
    goals = [
        i for i in within(scene, trigger)
        if i.type in DESTINATIONS and i.prep in INTO and i.case == "Acc" and not i.adjectival
    ]  # fmt: skip
    behind = [i for i in goals if i.first > trigger]
    before = [i for i in goals if i.last <= trigger and is_verb(scene.tokens[trigger])]
    chosen = behind[:1] or before[-1:]
    return tuple(i for i in scene.conjoined(chosen[0]) if i.type in DESTINATIONS) if chosen else ()


def _markets(scene: Scene, trigger: int) -> Iterator[Target]:
    """«на российский рынок», «на рынки Казахстана и Киргизии»."""
    low, high = reach(scene, trigger)
    for token in scene.triggers("market"):
        phrase = scene.phrase(token.index)
        if phrase is None or phrase.prep not in INTO or not low <= token.index < high:
            continue
        for item in scene.linked:
            if item.adjectival and phrase.first <= item.head < phrase.head and item.type in DESTINATIONS:
                yield Target(item.entity, phrase.start, phrase.last)
        for item in scene.genitive_of(token.index, DESTINATIONS):
            yield Target(item, phrase.start, item.last)


def _there(scene: Scene, trigger: int) -> Iterator[Target]:
    """«туда», «в эту страну» → the place that the text has just sent things to."""
    low, high = reach(scene, trigger)
    for token in scene.tokens[low:high]:
        before = [other.lemma for other in scene.tokens[max(0, token.index - 2) : token.index]]
        country = token.lemma in words("lexicon", "pair_country") and before in [["в", "этот"], ["во", "этот"]]
        if token.text.lower() == "туда" or country:
            place = last_goal(scene, token.index, frozenset({"Country"}) if country else DESTINATIONS)
            if place is not None:
                yield Target(place.entity, token.index - 2 * country, token.index + 1)


def last_goal(scene: Scene, index: int, types: frozenset[str] = DESTINATIONS) -> Linked | None:
    """The place that things go to, or that one trades with, named last before a word."""
    for item in scene.discourse.before(scene.sentence.index, index):
        if item.sentence < scene.sentence.index - 1:
            return None
        if item.type in types and item.prep in _TOWARDS and not item.adjectival and not item.entity.collective:
            return item
    return None


def _counted(scene: Scene, trigger: int) -> Iterator[Target]:
    """«в 40 стран», «более чем в 20 регионов России», «в 15 странах»."""
    low, high = reach(scene, trigger)
    for figure in scene.quantities:
        unit = figure.quantity.unit if figure.quantity else None
        if not low <= figure.head < high or unit not in words("lexicon", "count_country") | words(
            "lexicon", "count_region"
        ):
            continue
        before = {token.text.lower() for token in scene.tokens[max(0, figure.first - 1) : figure.head]}
        if before & (INTO | {"по"}) and figure.normal:
            type_ = "Country" if unit in words("lexicon", "count_country") else "Region"
            group = describe(type_, figure.normal, collective=True)
            yield Target(group, figure.first, figure.last, figure.quantity)


# ---- who supplies


def suppliers_of(scene: Scene, trigger: int) -> tuple[Side, ...]:
    """Who ships, sells or exports: named by the verb or the noun, else the owner of the goods, «мы», the focus."""
    token = scene.tokens[trigger]
    found = _by_verb(scene, trigger) if is_verb(token) else _by_noun(scene, trigger)
    sides = [side_of(scene, item) for item in found if not (item.entity.collective and item.type in PLACES)]
    own = distinct(sides) or tuple(ours(scene, trigger))
    return own or _understood(scene, trigger)


def _by_verb(scene: Scene, verb: int) -> tuple[Linked, ...]:
    origins = origins_of(scene, verb)
    goes = scene.tokens[verb].lemma in words("lexicon", "move")
    if origins:
        return origins[:1]
    doers = () if goes else scene.doers(verb, PARTNERS | {"Person"})
    return doers[:1] or _owner_of_goods(scene, verb)[:1] or _continued(scene, verb)


def origins_of(scene: Scene, trigger: int) -> tuple[Linked, ...]:
    """«из Омской области», «с завода «Х»»."""
    return tuple(
        i for i in within(scene, trigger)
        if i.type in _TRADERS and i.prep == "из" and i.case == "Gen" and not i.adjectival and not i.entity.collective
    )  # fmt: skip


def _owner_of_goods(scene: Scene, verb: int) -> tuple[Linked, ...]:
    """Whose goods move: «продукция компании «Х» идёт в …», «белорусские тракторы поставляются в …»."""
    token = scene.tokens[verb]
    if not moves_by_itself(token) and not _is_impersonal(scene, verb):
        return ()
    low, high = reach(scene, verb)
    goods = [
        p for p in scene.phrases
        if low <= p.head < high and p.case in {"Nom", "Acc"} and p.prep is None and not scene.named(p.head, PARTNERS)
        and not any(m.first <= p.head < m.last for m in scene.dates)
    ]  # fmt: skip
    near = min(goods, key=lambda p: abs(p.head - verb), default=None)
    return owners_in(scene, near.first, genitive_end(scene.sentence, near)) if near else ()


def moves_by_itself(token: Token) -> bool:
    """Whether the goods are the subject: «идёт», «поставляется», «вывезено»."""
    return token.lemma in words("lexicon", "move") or token.feats.get("Voice") in {"Pass", "Mid"}


def _is_impersonal(scene: Scene, verb: int) -> bool:
    """«шоколад продают в 15 странах»: they, whoever they are."""
    token = scene.tokens[verb]
    told = any(scene.tokens[child].rel.startswith("nsubj") for child in scene.sentence.children[verb])
    return token.number == "Plur" and token.feats.get("VerbForm") == "Fin" and not told


def _continued(scene: Scene, verb: int) -> tuple[Linked, ...]:
    """Who shipped in the sentence before, where this one has no subject: «До конца года туда поставят ещё 35 машин»."""
    goes_on = any(token.text.lower() in {"туда", "еще", "ещё", "также"} for token in scene.tokens)
    if scene.sentence.index == 0 or not goes_on or not _is_impersonal(scene, verb):
        return ()
    earlier = Scene(scene.discourse, scene.discourse.sentences[scene.sentence.index - 1])
    for token in earlier.triggers("ship"):
        doers = earlier.doers(token.index, PARTNERS) if is_verb(token) else ()
        if doers:
            return doers[:1]
    return ()


def owners_in(scene: Scene, first: int, last: int) -> tuple[Linked, ...]:
    """The place or company that a phrase belongs to, by a genitive or an adjective."""
    inside = [
        i for i in (*scene.outer, *(one for one in scene.linked if one.adjectival))
        if i.type in _TRADERS and first <= i.head < last and not i.entity.collective
    ]  # fmt: skip
    genitive = [i for i in inside if i.case == "Gen" and i.prep is None and not i.adjectival]
    return tuple(genitive or [i for i in inside if i.adjectival])


def _by_noun(scene: Scene, noun: int) -> tuple[Linked, ...]:
    phrase = scene.phrase(noun)
    if phrase is None:
        return ()
    own = owners_in(scene, phrase.first, genitive_end(scene.sentence, phrase))
    if own or (origins := origins_of(scene, noun)):
        return own[:1] or origins[:1]
    return scene.actors(noun, PARTNERS | {"Person"})[:1] or _owner_behind(scene, phrase.last)


def _owner_behind(scene: Scene, index: int) -> tuple[Linked, ...]:
    """The adjective of goods that stand behind the goal: «поставки в Минск калининградской рыбы»."""
    goal = next((i for i in scene.outer if i.first == index + 1 and i.prep in INTO), None)
    phrase = next((p for p in scene.phrases if goal and p.first == goal.last and p.case == "Gen"), None)
    return owners_in(scene, phrase.first, phrase.last) if phrase is not None and phrase.prep is None else ()


def _understood(scene: Scene, trigger: int) -> tuple[Entity, ...]:
    """The region that the text is about, where a figure shows that its trade is meant."""
    token = scene.tokens[trigger]
    if is_verb(token) and token.feats.get("Voice") not in {"Pass", "Mid"}:
        return ()
    low, high = reach(scene, trigger)
    focus = trading_region(scene, trigger)
    goals = {entity_of_side(target.side).iri for target in targets_of(scene, trigger)}
    figures = [m for m in scene.quantities if low <= m.head < high and _tells_trade(m)]
    return (focus,) if focus is not None and figures and focus.iri not in goals else ()


def trading_region(scene: Scene, index: int) -> Entity | None:
    """The region that the text is about; of two, the one whose trade the sentences before tell."""
    focus = focus_region(scene.discourse, scene.sentence, index)
    for number in range(scene.sentence.index - 1, max(-1, scene.sentence.index - 3), -1) if focus is None else ():
        earlier = Scene(scene.discourse, scene.discourse.sentences[number])
        for token in earlier.triggers("turnover", "shipping"):
            owners = earlier.genitive_of(token.index, DESTINATIONS)
            if owners:
                return owners[0].entity
    return focus


def _tells_trade(figure: Mention) -> bool:
    return figure.type == "Money" or (
        figure.quantity is not None and figure.quantity.unit in {"%", "раз", "т", "тонна"}
    )
