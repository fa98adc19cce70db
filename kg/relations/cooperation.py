"""Cooperation of regions, countries and bodies: with whom, in which fields, with how many."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kg.coreference import focus_region, person_region
from kg.discourse import Linked
from kg.entities import describe, from_gazetteer
from kg.language.phrases import Phrase, phrase_from
from kg.mentions.industries import industries_of_adjective
from kg.model import Entity, Mention, Quantity, Token
from kg.relations.agreements import agreement_between, parties_sign
from kg.relations.fields import fields_from
from kg.relations.pattern import Match, Relation, cover
from kg.relations.scene import PARTNERS, PLACES, Scene
from kg.wordlists import words

_WITH = {"с", "со"}
_ACTORS = PARTNERS | {"Person"}


# ---- with whom


def _cooperation_words(scene: Scene) -> Iterator[Token]:
    """Nouns of cooperation: «сотрудничество», «партнерские отношения», «совместная работа»."""
    yield from scene.triggers("cooperation")
    for token in scene.triggers("cooperation_if"):
        phrase = scene.phrase(token.index)
        modifiers = {scene.tokens[i].lemma for i in range(phrase.first, phrase.head)} if phrase else set()
        if modifiers & words("lexicon", "joint_adjective"):
            yield token


def cooperation_with(scene: Scene) -> Iterator[Match]:
    """A noun of cooperation and its partner: «Витебская область развивает сотрудничество с регионами России»."""
    for token in _cooperation_words(scene):
        for partner in _partners(scene, token.index):
            for actor, words_of in _actors(scene, token.index):
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
        if any(low <= other.index < high for other in _cooperation_words(scene)):
            pair = [
                i
                for i in scene.outer
                if i.type in PARTNERS and i.case == "Acc" and i.prep is None and low <= i.head < high
            ]
            for left, right in combinations(pair[:2], 2):
                yield Match(left, right, *cover(left, right, token.index))


def cooperation_between(scene: Scene) -> Iterator[Match]:
    """«партнерство между регионами России и Беларуси», «сотрудничество Псковской области и Республики Беларусь»."""
    for token in _cooperation_words(scene):
        row = _between(scene, token.index) or _genitives(scene, token.index)
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
    """«Россия — главный партнёр нашего региона», «партнёрами области выступают …»."""
    for token in scene.triggers("partner"):
        owners = scene.genitive_of(token.index, PARTNERS) or tuple(
            item
            for item in scene.outer
            if item.type in PARTNERS and item.case == "Gen" and item.first == token.index + 1
        )
        low, high = scene.clause(token.index)
        others = [
            item for item in scene.outer
            if item.type in PARTNERS and item.case == "Nom" and item.prep is None and low <= item.head < high and not item.adjectival
        ]  # fmt: skip
        for owner in owners[:1]:
            for other in others[:1]:
                yield Match(owner, other, *cover(owner, token.index, other))


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


def _between(scene: Scene, index: int) -> tuple[Linked, ...]:
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


def _actors(scene: Scene, index: int) -> Iterator[tuple[Linked | Entity, Linked | None]]:
    """Who cooperates: the noun's genitive, the verb's subject, or the region that the person speaks for."""
    for actor in scene.actors(index, _ACTORS):
        if actor.type != "Person":
            yield actor, actor
            continue
        region = person_region(scene.discourse, actor.entity)
        if region is not None:
            yield region, None


# ---- with how many


def counts_partner_regions(scene: Scene) -> Iterator[Match]:
    """«развивая сотрудничество с 78 из них», «партнёрские связи с 64 регионами», «партнёрами края являются девять …»."""
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
    for token in (*_cooperation_words(scene), *scene.triggers("cooperate", "partner")):
        _, high = scene.clause(token.index)
        partner = token.lemma in words("lexicon", "partner")
        figure = next(
            (m for m in scene.quantities if token.index < m.first < high and (partner or _is_with(scene, m))), None
        )
        counted = _counted_regions(scene, figure) if figure is not None else None
        if figure is None or counted is None or (figure.first - token.index > 3 and not figure.normal):
            continue
        actors = [actor for actor, _ in _actors(scene, token.index) if not _is_collective(actor)]
        for subject in (actors or _focus(scene, token.index))[:1]:
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
    item = next((i for i in scene.linked if _is_collective(i) and i.first <= figure.head < i.last), None)
    return item or describe("Region", figure.normal, collective=True)


def _focus(scene: Scene, index: int) -> list[Linked | Entity]:
    region = focus_region(scene.discourse, scene.sentence, index)
    return [region] if region is not None else []


# ---- in which fields


def cooperation_adjective(scene: Scene) -> Iterator[Match]:
    """«торгово-экономическое и научно-техническое сотрудничество»: the fields that the adjectives name."""
    for token in scene.triggers("cooperation"):
        phrase = scene.phrase(token.index)
        if phrase is None or _names_a_fund(scene, phrase.first):
            continue
        for subject in _cooperating(scene, token.index):
            yield from _adjective_fields(scene, phrase, subject)


def sphere_adjective(scene: Scene) -> Iterator[Match]:
    """«соглашение о связях в торгово-экономической, научно-технической и гуманитарной сферах»."""
    if not any(True for _ in scene.triggers("cooperation", "cooperate", "together")):
        return
    for token in scene.triggers("sphere"):
        phrase = scene.phrase(token.index)
        if phrase is not None and phrase.prep in {"в", "во"} and phrase.first < phrase.head:
            for subject in _cooperating(scene, token.index):
                yield from _adjective_fields(scene, phrase, subject)


def _adjective_fields(scene: Scene, phrase: Phrase, subject: Linked | Entity) -> Iterator[Match]:
    for index in range(phrase.first, phrase.head):
        for name in industries_of_adjective(scene.tokens[index].lemma):
            yield Match(subject, _industry(name), index, phrase.last)


def _names_a_fund(scene: Scene, first: int) -> bool:
    """«механизм содействия промышленной кооперации» is the name of a source of money."""
    return any(token.lemma in words("lexicon", "fund") for token in scene.tokens[max(0, first - 4) : first])


def _industry(name: str) -> Entity:
    return from_gazetteer(name) if name.startswith("industry/") else describe("Industry", name)


def _cooperating(scene: Scene, index: int) -> list[Linked | Entity]:
    """One side of a cooperation, the first: fields hold for both."""
    actors = [actor for actor, _ in _actors(scene, index) if not _is_collective(actor)]
    partners: list[Linked | Entity] = list(_between(scene, index) or scene.after(index, PARTNERS, _WITH, within=4))
    return (actors or partners or _focus(scene, index))[:1]


def _is_collective(item: Linked | Entity) -> bool:
    return item.entity.collective if isinstance(item, Linked) else item.collective


def cooperation_in_field(scene: Scene) -> Iterator[Match]:
    """«сотрудничество в сфере машиностроения, фармацевтике», «готов работать вместе в химической промышленности»."""
    for token in (*_cooperation_words(scene), *scene.triggers("cooperate", "together")):
        start = _field_start(scene, token.index)
        if start is None:
            continue
        for item in fields_from(scene, start):
            for subject in _cooperating(scene, token.index):
                yield Match(subject, item.entity, *cover(token.index, (item.first, item.last)))


def _field_start(scene: Scene, index: int) -> int | None:
    """Where the fields begin after a word of cooperation: behind «в», «по», «в области», past the partner's name."""
    _, high = scene.clause(index)
    for position in range(index + 1, min(high, index + 12)):
        token = scene.tokens[position]
        if token.text.lower() in {"в", "во"} and any(
            m.type == "Industry" and 0 < m.first - position <= 2 for m in scene.mentions
        ):
            return position + 1
        following = phrase_from(scene.sentence, position)
        if (
            following is not None
            and following.prep in {"в", "во"}
            and scene.tokens[following.head].lemma in words("lexicon", "field_head")
        ):
            return following.first if _has_complement(scene, following.last) else None
    return None


def _has_complement(scene: Scene, index: int) -> bool:
    following = phrase_from(scene.sentence, index)
    return following is not None and following.prep is None and following.case == "Gen"


def directions_of_cooperation(scene: Scene) -> Iterator[Match]:
    """«взаимодействуют по направлениям — от социально-культурных проектов до внешних поставок, … в рамках кооперации»."""
    for token in scene.triggers("cooperate", "cooperation"):
        direction = next(
            (
                t
                for t in scene.tokens[token.index : token.index + 8]
                if t.lemma in {"направление", "сфера", "отрасль"} and t.number == "Plur"
            ),
            None,
        )
        if direction is None:
            continue
        subjects = _cooperating(scene, token.index)
        for start in _direction_starts(scene, direction.index):
            for item in fields_from(scene, start):
                for subject in subjects:
                    yield Match(subject, item.entity, *cover(token.index, (item.first, item.last)))


def named_directions(scene: Scene) -> Iterator[Match]:
    """«Среди направлений взаимодействия — животноводство …», «В числе отраслей сотрудничества названы нефтехимия …»."""
    cooperation = {token.index for token in _cooperation_words(scene)}
    for token in scene.triggers("direction"):
        behind = [i for i in cooperation if token.index < i <= token.index + 3]
        start = next((i + 1 for i in range(token.index + 1, len(scene.tokens) - 1) if _introduces(scene, i)), None)
        if not behind or start is None:
            continue
        for subject in _cooperating(scene, behind[0]):
            for item in fields_from(scene, start):
                yield Match(subject, item.entity, *cover(token.index, (item.first, item.last)))


def _introduces(scene: Scene, index: int) -> bool:
    token = scene.tokens[index]
    return token.text in {"—", "–", ":"} or token.lemma in words("lexicon", "naming")


def _direction_starts(scene: Scene, index: int) -> Iterator[int]:
    """Behind the dash or colon: «от X до Y», «X, Y», and «в том числе в рамках Z»."""
    tokens = scene.tokens
    for position in range(index + 1, len(tokens) - 1):
        word = tokens[position].text.lower()
        if (
            (word in {"—", "–", "-", ":"} and tokens[position + 1].text.lower() not in {"от"})
            or (word in {"от", "до"} and position - index <= 40)
            or (word == "рамках" and position - index <= 40)
        ):
            yield position + 1


def projects_in_fields(scene: Scene) -> Iterator[Match]:
    """«реализуются проекты в пищевой и легкой промышленности, фармацевтике, производстве …»."""
    for token in scene.tokens:
        if token.lemma != "проект" or token.number != "Plur" or token.index + 2 >= len(scene.tokens):
            continue
        if scene.tokens[token.index + 1].text.lower() not in {"в", "во"}:
            continue
        for subject in _owners(scene, token.index):
            for item in fields_from(scene, token.index + 2):
                yield Match(subject, item.entity, *cover(token.index, (item.first, item.last)))


def outcomes_in_fields(scene: Scene) -> Iterator[Match]:
    """Results of a cooperation by field: «рост в сфере машиностроения, разработки в области биотехнологий»."""
    if not any(True for _ in scene.triggers("cooperation", "cooperate")):
        return
    for token in scene.triggers("growth", "outcome"):
        phrase = phrase_from(scene.sentence, token.index + 1)
        if (
            phrase is None
            or phrase.prep not in {"в", "во"}
            or scene.tokens[phrase.head].lemma not in words("lexicon", "field_head")
        ):
            continue
        for subject in _focus(scene, token.index):
            for item in list(fields_from(scene, phrase.last))[:1]:
                yield Match(subject, item.entity, *cover(token.index, (item.first, item.last)))


def _owners(scene: Scene, index: int) -> list[Linked | Entity]:
    verb = scene.verb_above(index)
    subjects = [item for item in scene.subjects(verb, PLACES) if not item.entity.collective] if verb is not None else []
    return list(subjects[:1]) or _focus(scene, index)


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
    Relation(
        "cooperationIndustry",
        (
            cooperation_adjective,
            sphere_adjective,
            cooperation_in_field,
            named_directions,
            directions_of_cooperation,
            projects_in_fields,
            outcomes_in_fields,
        ),
    ),
)
