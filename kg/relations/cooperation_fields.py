"""The fields of a cooperation: industries, trade, science, and what the text lists as one."""

from __future__ import annotations

from collections.abc import Iterator

from kg.discourse import Linked
from kg.entities import describe, from_gazetteer
from kg.language.clauses import is_verb
from kg.language.phrases import Phrase, phrase_from
from kg.mentions.industries import industries_of_adjective
from kg.model import Entity
from kg.relations.cooperation import pair_behind, sides_between
from kg.relations.cooperation_nouns import actors_of, cooperation_words, focus_of, is_collective
from kg.relations.fields import fields_from
from kg.relations.pattern import Match, Relation, cover
from kg.relations.scene import PARTNERS, PLACES, Scene
from kg.relations.sides import WITH, Side, left_sides, ours
from kg.wordlists import words


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


def _cooperating(scene: Scene, index: int) -> list[Side]:
    """One side of a cooperation, the first: fields hold for both."""
    actors = [actor for actor, _ in actors_of(scene, index) if not is_collective(actor)]
    partners = sides_between(scene, index) or pair_behind(scene, index) or scene.after(index, PARTNERS, WITH, within=4)
    verb = index if is_verb(scene.tokens[index]) else scene.verb_above(index)
    left = left_sides(scene, verb) if verb is not None and not (actors or partners) else ()
    return (actors or list(partners) or list(left) or list(ours(scene, index)) or focus_of(scene, index))[:1]


def cooperation_in_field(scene: Scene) -> Iterator[Match]:
    """«сотрудничество в сфере машиностроения, фармацевтике», «готов работать вместе в химической промышленности»."""
    for token in (*cooperation_words(scene), *scene.triggers("cooperate", "together")):
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


def fields_developed_together(scene: Scene) -> Iterator[Match]:
    """«стороны условились совместно развивать семеноводство и туризм»."""
    for token in scene.triggers("together"):
        near = scene.tokens[max(0, token.index - 1) : token.index + 2]
        verb = next((other.index for other in near if other.lemma in words("lexicon", "develop")), None)
        if verb is None:
            continue
        for item in fields_from(scene, max(verb, token.index) + 1):
            if any(m.type == "Industry" and m.first == item.first for m in scene.mentions):
                for subject in left_sides(scene, verb)[:1]:
                    yield Match(subject, item.entity, *cover(token.index, (item.first, item.last)))


def directions_of_cooperation(scene: Scene) -> Iterator[Match]:
    """«взаимодействуют по направлениям — от социально-культурных проектов до внешних поставок»."""
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
    cooperation = {token.index for token in cooperation_words(scene)}
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
        for subject in focus_of(scene, token.index):
            for item in list(fields_from(scene, phrase.last))[:1]:
                yield Match(subject, item.entity, *cover(token.index, (item.first, item.last)))


def _owners(scene: Scene, index: int) -> list[Side]:
    verb = scene.verb_above(index)
    subjects = [item for item in scene.subjects(verb, PLACES) if not item.entity.collective] if verb is not None else []
    return list(subjects[:1]) or focus_of(scene, index)


RELATIONS = (
    Relation(
        "cooperationIndustry",
        (
            cooperation_adjective,
            sphere_adjective,
            cooperation_in_field,
            fields_developed_together,
            named_directions,
            directions_of_cooperation,
            projects_in_fields,
            outcomes_in_fields,
        ),
    ),
)
