"""Cooperation of regions, countries and bodies: with whom, and with how many."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from kg.coreference import focus_region, person_region
from kg.discourse import Linked
from kg.entities import describe
from kg.language.clauses import is_verb
from kg.language.phrases import phrase_from
from kg.model import Entity, Mention, Quantity, Token
from kg.relations.agreements import agreement_between, parties_sign
from kg.relations.pattern import Match, Relation, cover
from kg.relations.scene import PARTNERS, Scene
from kg.wordlists import words

_WITH = {"с", "со"}
_ACTORS = PARTNERS | {"Person"}


# ---- with whom


def cooperation_words(scene: Scene) -> Iterator[Token]:
    """Nouns of cooperation: «сотрудничество», «партнерские отношения», «совместная работа»."""
    yield from scene.triggers("cooperation")
    for token in scene.triggers("cooperation_if"):
        phrase = scene.phrase(token.index)
        modifiers = {scene.tokens[i].lemma for i in range(phrase.first, phrase.head)} if phrase else set()
        if modifiers & words("lexicon", "joint_adjective"):
            yield token


def cooperation_with(scene: Scene) -> Iterator[Match]:
    """A noun of cooperation and its partner: «Витебская область развивает сотрудничество с регионами России»."""
    for token in cooperation_words(scene):
        for partner in _partners(scene, token.index):
            for actor, words_of in actors_of(scene, token.index):
                yield Match(actor, partner, *cover(token.index, partner, words_of))


def _partners(scene: Scene, index: int) -> tuple[Linked, ...]:
    """Those under «с» behind a noun of cooperation, and those named behind «в том числе с»."""
    _, high = scene.clause(index)
    first = scene.after(index, PARTNERS, _WITH, within=6)
    if not first:
        return ()
    text = [token.text.lower() for token in scene.tokens]
    including = next((i for i in range(first[-1].last, high - 2) if text[i : i + 3] == ["в", "том", "числе"]), None)
    return (*first, *(scene.after(including, PARTNERS, _WITH) if including is not None else ()))


def pair_bound_by_cooperation(scene: Scene) -> Iterator[Match]:
    """«Ферганскую и Свердловскую области связывает многолетнее сотрудничество»."""
    for token in scene.triggers("bind"):
        low, high = scene.clause(token.index)
        if any(low <= other.index < high for other in cooperation_words(scene)):
            pair = [
                i
                for i in scene.outer
                if i.type in PARTNERS and i.case == "Acc" and i.prep is None and low <= i.head < high
            ]
            for left, right in combinations(pair[:2], 2):
                yield Match(left, right, *cover(left, right, token.index))


def cooperation_between(scene: Scene) -> Iterator[Match]:
    """«партнерство между регионами России и Беларуси», «сотрудничество Псковской области и Республики Беларусь»."""
    for token in cooperation_words(scene):
        row = sides_between(scene, token.index) or _genitives(scene, token.index)
        for left, right in combinations(row, 2):
            yield Match(left, right, *cover(token.index, left, right))


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


def partners_share(scene: Scene) -> Iterator[Match]:
    """Two subjects of one cooperation: «Костанайская и Гродненская области расписали сотрудничество»."""
    for token in scene.triggers("cooperation"):
        verb = scene.verb_above(token.index)
        if verb is None or scene.after(token.index, PARTNERS, _WITH, within=4):
            continue
        row = [item for item in scene.subjects(verb, PARTNERS) if item.case == "Nom" and not item.entity.collective]
        for left, right in combinations(row, 2):
            yield Match(left, right, *cover(left, right, token.index))


def partners_together(scene: Scene) -> Iterator[Match]:
    """«Беларусь и Узбекистан вместе начнут собирать тракторы»."""
    for token in scene.triggers("together"):
        verb = scene.verb_above(token.index)
        row = [item for item in scene.subjects(verb, PARTNERS) if item.case == "Nom"] if verb is not None else []
        for left, right in combinations(row, 2):
            yield Match(left, right, *cover(left, right, token.index))


def agreement_to_cooperate(scene: Scene) -> Iterator[Match]:
    """An agreement on cooperation that both sides sign: «области подписали соглашение о сотрудничестве»."""
    if not any(True for _ in scene.triggers("cooperation")):
        return
    for match in (*parties_sign(scene), *agreement_between(scene)):
        yield Match(match.subject, match.object, match.first, match.last, status=match.status)


def partner_of(scene: Scene) -> Iterator[Match]:
    """«Россия — главный партнёр нашего региона», «область и край — давние партнёры»."""
    for token in scene.triggers("partner"):
        owners = scene.genitive_of(token.index, PARTNERS) or tuple(
            item
            for item in scene.outer
            if item.type in PARTNERS and item.case == "Gen" and item.first == token.index + 1
        )
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


def partners_cooperate(scene: Scene) -> Iterator[Match]:
    """A verb of cooperation: «область сотрудничает с Татарстаном», «Могилев и Ярославль взаимодействуют»."""
    for token in scene.triggers("cooperate"):
        subjects = scene.subjects(token.index, PARTNERS)
        others = scene.after(token.index, PARTNERS, _WITH, within=6)
        pairs = [(left, right) for left in subjects for right in others] or list(combinations(subjects, 2))
        for left, right in pairs:
            yield Match(left, right, *cover(token.index, left, right))


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


def actors_of(scene: Scene, index: int) -> Iterator[tuple[Linked | Entity, Linked | None]]:
    """Who cooperates: the noun's genitive, the verb's subject, or the region that the person speaks for."""
    verbal = is_verb(scene.tokens[index])
    for actor in scene.doers(index, _ACTORS) if verbal else scene.actors(index, _ACTORS):
        if actor.type != "Person":
            yield actor, actor
            continue
        region = person_region(scene.discourse, actor.entity)
        if region is not None:
            yield region, None


# ---- with how many


def counts_partner_regions(scene: Scene) -> Iterator[Match]:
    """«развивая сотрудничество с 78 из них», «партнёрские связи с 64 регионами», «партнёрами края являются …»."""
    for subject, figure, counted, trigger in _partner_counts(scene):
        if figure.quantity is not None:
            quantity = Quantity(figure.quantity.value, figure.quantity.comparator, "регион")
            last = figure.last + 2 if _of_them(scene, figure.last) else figure.last
            yield Match(subject, counted, *cover(trigger, (figure.first, last)), quantity=quantity)


def partner_regions(scene: Scene) -> Iterator[Match]:
    """The counted regions are partners: «партнёрами края являются девять регионов Монголии»."""
    for subject, figure, counted, trigger in _partner_counts(scene):
        if isinstance(counted, Linked) and counted.sentence == scene.sentence.index:
            yield Match(subject, counted, *cover(trigger, (figure.first, figure.last), counted))


def _partner_counts(scene: Scene) -> Iterator[tuple[Linked | Entity, Mention, Linked | Entity, int]]:
    """(region, figure, the regions it counts, trigger) of each count of partners."""
    for token in (*cooperation_words(scene), *scene.triggers("cooperate", "partner")):
        _, high = scene.clause(token.index)
        partner = token.lemma in words("lexicon", "partner")
        figure = next(
            (m for m in scene.quantities if token.index < m.first < high and (partner or _is_with(scene, m))), None
        )
        counted = _counted_regions(scene, figure) if figure is not None else None
        if figure is None or counted is None or (figure.first - token.index > 3 and not figure.normal):
            continue
        actors = [actor for actor, _ in actors_of(scene, token.index) if not is_collective(actor)]
        for subject in (actors or focus_of(scene, token.index))[:1]:
            yield subject, figure, counted, token.index


def _is_with(scene: Scene, figure: Mention) -> bool:
    """Under «с», before the figure or inside its bound: «с 78», «более чем с 20»."""
    return any(token.text.lower() in _WITH for token in scene.tokens[max(0, figure.first - 2) : figure.last])


def _of_them(scene: Scene, index: int) -> bool:
    return [token.text.lower() for token in scene.tokens[index : index + 2]] == ["из", "них"]


def _counted_regions(scene: Scene, figure: Mention) -> Linked | Entity | None:
    """«78 из них» → the collective named before; «64 регионами России» → that one."""
    if _of_them(scene, figure.last):
        earlier = (
            item for item in scene.discourse.before(scene.sentence.index, figure.first) if item.entity.collective
        )
        found = next(earlier, None)
        return found if found is not None and found.type == "Region" else None
    if figure.quantity is None or figure.quantity.unit not in words("lexicon", "count_region"):
        return None
    item = next((i for i in scene.linked if is_collective(i) and i.first <= figure.head < i.last), None)
    return item or describe("Region", figure.normal, collective=True)


def focus_of(scene: Scene, index: int) -> list[Linked | Entity]:
    region = focus_region(scene.discourse, scene.sentence, index)
    return [region] if region is not None else []


def is_collective(item: Linked | Entity) -> bool:
    return item.entity.collective if isinstance(item, Linked) else item.collective


RELATIONS = (
    Relation(
        "cooperatesWith",
        (
            cooperation_with,
            cooperation_between,
            pair_bound_by_cooperation,
            partner_regions,
            partners_share,
            partners_together,
            partners_cooperate,
            partner_of,
            agreement_to_cooperate,
            two_adjectives,
        ),
    ),
    Relation("partnerRegionCount", (counts_partner_regions,)),
)
