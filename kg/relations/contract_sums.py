"""For what sum contracts are signed, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator

from kg.coreference import focus_region, person_region
from kg.discourse import Linked
from kg.entities import describe
from kg.language.clauses import is_verb, subject_of
from kg.model import Entity, Mention
from kg.relations.pattern import Match, cover
from kg.relations.scene import EVENTS, PARTNERS, Scene
from kg.relations.sides import left_sides
from kg.wordlists import words

_NEAR = 6  # tokens


def party(scene: Scene, item: Linked) -> Linked | Entity | None:
    """The body that signs: a person signs for the region of his post."""
    return person_region(scene.discourse, item.entity) if item.type == "Person" else item


def holder(scene: Scene, figure: Mention) -> Linked | Entity | None:
    """Whose agreements: the event they were signed at, the subject of the verb, the region that the text is about."""
    low, high = scene.clause(figure.head)
    event = next((i for i in scene.outer if i.type in EVENTS and low <= i.head < high and _hosts(scene, i)), None)
    if event is not None:
        return event
    verb = scene.verb_above(figure.head)
    if verb is not None and is_verb(scene.tokens[verb]):
        subjects = scene.subjects(verb, PARTNERS | {"Person"})
        own = [party(scene, item) for item in subjects if not item.entity.collective]
        if own and own[0] is not None:
            return own[0]
        if not subjects and (sides := left_sides(scene, verb)):
            return sides[0]
        if not subjects and _another_subject(scene, verb, figure):
            return None
    return focus_region(scene.discourse, scene.sentence, figure.head)


def _another_subject(scene: Scene, verb: int, figure: Mention) -> bool:
    """«два соглашения готовят законодатели»: theirs, and the text does not say for whom they act."""
    subject = subject_of(scene.sentence, verb)
    active = scene.tokens[verb].feats.get("Voice") == "Act"
    noun = subject is not None and scene.tokens[subject].pos == "NOUN" and scene.tokens[subject].case == "Nom"
    return active and noun and not figure.first <= (subject or 0) < figure.last


def _hosts(scene: Scene, event: Linked) -> bool:
    """«на форуме», «по итогам форума», «в ходе выставки»."""
    before = scene.tokens[event.first - 1].lemma if event.first else ""
    return event.prep in {"на", "в", "во"} or before in words("lexicon", "within_event")


def sum_of_contracts(scene: Scene) -> Iterator[Match]:
    """«заключили 82 контракта на $193,3 млн», «сумма контрактов превысила 5 млн долларов», «общей стоимостью …»."""
    for figure in scene.quantities:
        if figure.type != "Money" or figure.quantity is None:
            continue
        noun = _contracts_of(scene, figure)
        subject = holder(scene, figure) if noun is not None else None
        if noun is None or subject is None or scene.negated(figure.first):
            continue
        phrase = scene.phrase(noun)
        name = scene.name(phrase, plural=True) if phrase else "контракты"
        object_ = describe("Money", name, context=subject.iri if isinstance(subject, Entity) else subject.entity.iri)
        yield Match(subject, object_, *cover(noun, (figure.first, figure.last)), quantity=figure.quantity)


def _contracts_of(scene: Scene, figure: Mention) -> int | None:
    """The contracts that a sum is of: «на», «на сумму», «стоимостью» before it, or «сумма контрактов …»."""
    low, _ = scene.clause(figure.first)
    nouns = [t for t in scene.tokens[low : figure.first] if t.lemma in words("lexicon", "agreement")]
    before = scene.tokens[max(low, figure.first - 3) : figure.first]
    lemmas = {token.lemma for token in before}
    other_sums = any(m.type == "Money" and nouns and nouns[-1].index < m.first < figure.first for m in scene.quantities)
    if not nouns or other_sums or lemmas & words("lexicon", "fund"):
        return None
    near = figure.first - nouns[-1].index <= _NEAR and "на" in lemmas
    sums = words("lexicon", "sum_noun")
    summed = bool(lemmas & sums) and before[-1].lemma in sums | {"в"}
    told = any(t.lemma in sums for t in scene.tokens[max(low, nouns[0].index - 2) : nouns[0].index])
    return nouns[0 if told else -1].index if near or summed or told else None
