"""Delegations: who heads one, whom it stands for, and the delegation itself as a body of people."""

from __future__ import annotations

from collections.abc import Iterator

from kg.discourse import Linked
from kg.entities import describe
from kg.language.clauses import clause_of, is_verb
from kg.language.phrases import genitive_end
from kg.model import Entity
from kg.relations.scene import BODIES, PLACES, Scene
from kg.wordlists import words


def is_delegation(scene: Scene, index: int | None) -> bool:
    """Whether a token says that people come in another's name: «делегация», «члены делегации», «представители»."""
    return index is not None and scene.tokens[index].lemma in words("lexicon", "delegation")


def delegation_at(scene: Scene, index: int | None) -> int | None:
    """The delegation that a noun names, itself or through its members: «члены делегации Томской области»."""
    if index is None or not is_delegation(scene, index):
        return None
    following = index + 1
    if following < len(scene.tokens) and is_delegation(scene, following) and scene.tokens[following].case == "Gen":
        return following
    return index


def heads_of_delegation(scene: Scene, index: int) -> tuple[Linked, ...]:
    """«делегация во главе с X», «делегация, которую возглавляет X», «делегация под руководством X»."""
    low, high = clause_of(scene.sentence, index)
    for at in range(index + 1, len(scene.tokens)):
        if at >= high and not _leads_on(scene, index, at):
            continue
        found = _head_named(scene, at)
        if found is not None:
            return (found,)
    return ()


def _leads_on(scene: Scene, index: int, at: int) -> bool:
    """In the relative clause right behind the delegation's own."""
    _, high = clause_of(scene.sentence, index)
    return any(token.lemma == "который" for token in scene.tokens[high : high + 4]) and clause_of(
        scene.sentence, at
    ) == clause_of(scene.sentence, high + 1)


def _head_named(scene: Scene, at: int) -> Linked | None:
    """The person behind «во главе с», «под руководством»; the one who leads by a verb."""
    token = scene.tokens[at]
    following = scene.tokens[at + 1].text.lower() if at + 1 < len(scene.tokens) else ""
    case = ""
    if token.lemma == "глава" and following in {"с", "со"}:
        case = "Ins"
    elif token.lemma == "руководство" and scene.tokens[at - 1].text.lower() == "под":
        case = "Gen"
    elif token.lemma in words("lexicon", "lead"):
        case = "Ins" if token.feats.get("VerbForm") == "Part" else "Nom"
    people = [i for i in scene.outer if case and i.type == "Person" and at < i.first <= at + 14 and i.case == case]
    return people[0] if people else None


def principals(scene: Scene, index: int) -> tuple[Linked, ...]:
    """Whom it stands for: «делегация Ульяновской области», «представители Ассоциации …», «делегации Китая и Индии»."""
    return scene.genitive_of(index, PLACES | BODIES)


def delegation_itself(scene: Scene, index: int) -> Entity | None:
    """The delegation as a body, where it is named by whom it stands for; None for a bare «делегация»."""
    if scene.tokens[index].lemma != "делегация":
        return None
    phrase = scene.phrase(index)
    if phrase is None:
        return None
    owners = principals(scene, index)
    described = any(i.adjectival and phrase.first <= i.first < index for i in scene.linked)
    if len(owners) != 1 and not described:
        return None
    last = max(owners[0].last, genitive_end(scene.sentence, phrase)) if len(owners) == 1 else None
    name = scene.name(phrase, last)
    return describe("Organization", name[:1].lower() + name[1:])


def delegation_led(scene: Scene) -> Iterator[tuple[Linked, int]]:
    """The person and the verb of «Её возглавляет X», «Делегацию возглавил X», «Возглавил делегацию X»."""
    for token in scene.triggers("lead"):
        low, high = scene.clause(token.index)
        led = [
            t
            for t in scene.tokens[low:high]
            if t.case in {"Acc", "Ins"} and (t.lemma == "делегация" or t.text.lower() in {"её", "ее"})
        ]
        if not is_verb(token) or scene.negated(token.index) or not led:
            continue
        people = [i for i in scene.subjects(token.index, {"Person"}) if i.case == "Nom" and not i.plural]
        if people:
            yield people[0], token.index
