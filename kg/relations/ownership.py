"""Whose a firm is: owners, founders, holdings and their parts."""

from __future__ import annotations

from collections.abc import Iterator

from kg.discourse import Linked
from kg.language.clauses import is_participle, is_verb
from kg.language.phrases import phrase_from
from kg.relations.pattern import Match, Relation, cover
from kg.relations.scene import BODIES, Scene
from kg.wordlists import words

_FIRMS = {"Company", "Organization"}


def owns_company(scene: Scene) -> Iterator[Match]:
    """«завод «Х» принадлежит холдингу «У»», «холдингу «У» принадлежит …»."""
    for token in scene.triggers("belong"):
        owners = [i for i in scene.outer if i.type in BODIES and i.case == "Dat" and i.prep is None and i.by_name]
        owned = [i for i in scene.subjects(token.index, BODIES) if i.case == "Nom"]
        if owners and owned:
            yield Match(owners[0], owned[0], *cover(owners[0], token.index, owned[0]))


def owner_named(scene: Scene) -> Iterator[Match]:
    """«учредителем компании «Х» записан холдинг «У»», «владелец завода — концерн «У»»."""
    for token in scene.triggers("owner"):
        phrase = scene.phrase(token.index)
        low, high = scene.clause(token.index)
        owned = scene.genitive_of(token.index, BODIES) or _behind(scene, token.index)
        owners = [i for i in scene.outer if i.type in BODIES and i.by_name and low <= i.head < high]
        found = [i for i in owners if _beside(scene, token.case, i, owned[0])] if owned else []
        if phrase is not None and phrase.prep is None and owned and found:
            yield Match(found[0], owned[0], *cover(found[0], token.index, owned[0]))


def _behind(scene: Scene, index: int) -> tuple[Linked, ...]:
    """Over the adjectives of the firm's noun: «учредителем совместного предприятия «Х»»."""
    phrase = phrase_from(scene.sentence, index + 1)
    firms = [i for i in scene.outer if phrase and phrase.first <= i.head < phrase.last and i.type in BODIES]
    return tuple(firms[:1]) if phrase is not None and phrase.prep is None and phrase.case == "Gen" else ()


def _beside(scene: Scene, case: str | None, owner: Linked, owned: Linked) -> bool:
    """The owner in the nominative beside «учредителем», or behind a dash."""
    if owner.entity.iri == owned.entity.iri or owner.plural:
        return False
    dash = owner.first > owned.last and scene.tokens[owned.last].text in {"—", "–", "-"}
    return owner.case == "Nom" and (case == "Ins" or (dash and owner.first - owned.last <= 3))


def controls(scene: Scene) -> Iterator[Match]:
    """«холдинг «У» владеет заводом «Х»», «завод контролирует концерн «У»»."""
    for token in scene.triggers("own"):
        if not is_verb(token) or scene.negated(token.index):
            continue
        owners = [i for i in scene.subjects(token.index, BODIES) if i.case == "Nom"]
        low, high = scene.clause(token.index)
        objects = [i for i in scene.outer if i.type in BODIES and low <= i.head < high and i.prep is None]
        owned = [i for i in objects if i.case in {"Ins", "Acc"} and i.first > token.index and i.by_name]
        if owners and owned and owned[0].entity.iri != owners[0].entity.iri:
            yield Match(owners[0], owned[0], *cover(owners[0], token.index, owned[0]))


def owner_of_subsidiary(scene: Scene) -> Iterator[Match]:
    """«завод «Х», дочернее предприятие холдинга «У»»: the holding owns it."""
    for part, whole, index in _subsidiaries(scene):
        yield Match(whole, part, *cover(part, index, whole))


def part_of_holding(scene: Scene) -> Iterator[Match]:
    """«завод «Х», дочернее предприятие холдинга «У»»: it is a part of the holding."""
    for part, whole, index in _subsidiaries(scene):
        yield Match(part, whole, *cover(part, index, whole))


def _subsidiaries(scene: Scene) -> Iterator[tuple[Linked, Linked, int]]:
    """(part, whole, word): «дочернее предприятие», «дочка», «подразделение», with a dash, a comma, «является»."""
    for token in scene.tokens:
        if not _is_subsidiary(scene, token.index):
            continue
        phrase = scene.phrase(token.index)
        start = phrase.start if phrase else token.index
        wholes = scene.genitive_of(token.index, BODIES)
        firms = [i for i in scene.outer if i.type in _FIRMS and i.by_name and not i.plural and i.case == "Nom"]
        before = [i for i in firms if i.last <= start and start - i.last <= 2]
        behind = [i for i in firms if wholes and i.first == wholes[0].last]
        parts = before or behind
        if wholes and parts and wholes[0].by_name and wholes[0].entity.iri != parts[-1].entity.iri:
            yield parts[-1], wholes[0], token.index


def _is_subsidiary(scene: Scene, index: int) -> bool:
    token = scene.tokens[index]
    if token.lemma in words("lexicon", "subsidiary"):
        return True
    own = index > 0 and scene.tokens[index - 1].lemma == "дочерний"
    return own and token.lemma in words("lexicon", "company_noun") | words("lexicon", "enterprises")


def belongs_to(scene: Scene) -> Iterator[Match]:
    """«компания «Русский лён», входящая в холдинг «Промагро»», «входит в состав концерна …»."""
    for token in scene.triggers("enter"):
        wholes = scene.after(token.index, BODIES, {"в", "во"}, within=5) or _within_composition(scene, token.index)
        parts = [i for i in scene.subjects(token.index, _FIRMS) if not i.plural]
        if not parts and is_participle(token):
            parts = [i for i in scene.outer if i.type == "Company" and i.by_name and 0 <= token.index - i.last <= 1]
        if wholes and parts and wholes[0].case in {"Acc", "Gen"}:
            yield Match(parts[0], wholes[0], *cover(parts[0], token.index, wholes[0]))


def _within_composition(scene: Scene, index: int) -> tuple[Linked, ...]:
    """«входит в состав холдинга», «в структуру холдинга входит»."""
    near = scene.tokens[scene.clause(index)[0] : index + 4]
    composition = next((t.index for t in near if t.lemma in {"состав", "структура"}), None)
    return scene.genitive_of(composition, BODIES) if composition is not None else ()


def in_composition(scene: Scene) -> Iterator[Match]:
    """«завод «Х» в составе холдинга «У»», «предприятие «Х» (входит в «У»)»."""
    for token in scene.triggers("composition"):
        phrase = scene.phrase(token.index)
        if phrase is None or phrase.prep != "в" or token.case != "Loc":
            continue
        wholes = scene.genitive_of(token.index, BODIES)
        parts = [i for i in scene.outer if i.type in _FIRMS and i.by_name and not i.plural and i.last == phrase.start]
        if wholes and parts:
            yield Match(parts[0], wholes[0], *cover(parts[0], wholes[0]))


RELATIONS = (
    Relation("ownerOf", (owns_company, owner_named, controls, owner_of_subsidiary)),
    Relation("partOf", (belongs_to, part_of_holding, in_composition)),
)
