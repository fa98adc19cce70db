"""Lists of fields and goods: «в пищевой и легкой промышленности, фармацевтике, производстве техники»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.entities import describe, from_gazetteer, key
from kg.language.phrases import Phrase, cases_of, conjuncts, genitive_end, nominative, phrase_from
from kg.mentions.industries import industries_of_adjective
from kg.mentions.span import text_of
from kg.model import Entity
from kg.relations.scene import Scene
from kg.wordlists import words

_OWNERS = frozenset({"Country", "Region", "City", "District", "Company", "Organization"})


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list: the thing and its words."""

    entity: Entity
    first: int
    last: int


def fields_from(scene: Scene, start: int) -> Iterator[Item]:
    """The industries and fields listed from a token on, each by itself; «многое другое» ends a list."""
    position: int | None = start
    seen = -1
    while position is not None and position > seen:
        seen = position
        found = list(_entries(scene, position))
        if not found:
            return
        yield from found
        position = after_joint(scene, max(item.last for item in found))


def after_joint(scene: Scene, index: int) -> int | None:
    """The token after «,», «и», «а также» at `index`, a repeated preposition skipped; None where the list ends."""
    joint = index
    while joint < len(scene.tokens) and scene.tokens[joint].text.lower() in {",", "и", "а", "также", "или", "либо"}:
        joint += 1
    if joint == index or joint >= len(scene.tokens):
        return None
    if scene.tokens[joint].text.lower() in {"в", "во", "на", "по", "до"} and joint + 1 < len(scene.tokens):
        joint += 1
    return (
        joint
        if scene.tokens[joint].pos in {"NOUN", "ADJ", "PROPN", "DET", "X"} or phrase_from(scene.sentence, joint)
        else None
    )


def _entries(scene: Scene, start: int) -> Iterator[Item]:
    named = [m for m in scene.mentions if m.type == "Industry" and m.first == start]
    phrase = phrase_from(scene.sentence, start)
    if phrase is not None and phrase.first == start and scene.tokens[phrase.head].lemma in words("lexicon", "making"):
        yield from _made(scene, phrase)
        return
    if named:
        last = max(m.last for m in named)
        for mention in (m for m in scene.mentions if m.type == "Industry" and start <= m.first and m.last <= last):
            entity = from_gazetteer(mention.reference) if mention.reference else describe("Industry", mention.normal)
            yield Item(_as_said(entity, mention.normal), mention.first, last)
        return
    if phrase is None or phrase.first != start or _is_filler(scene, phrase):
        return
    yield from _general(scene, phrase)


def _as_said(entity: Entity, normal: str) -> Entity:
    """The classifier's branch where the text names it so; a narrower field («аквакультура») stays itself."""
    return entity if key(normal) in {key(entity.name), *map(key, entity.aliases)} else describe("Industry", normal)


def _general(scene: Scene, phrase: Phrase) -> Iterator[Item]:
    lemma = scene.tokens[phrase.head].lemma
    following = phrase_from(scene.sentence, phrase.last)
    if (
        lemma in words("lexicon", "field_head")
        and phrase.first == phrase.head
        and following is not None
        and following.prep is None
        and following.case == "Gen"
    ):
        for item in fields_from(scene, following.first):
            yield Item(item.entity, phrase.first, item.last)
        return
    if lemma in words("lexicon", "light_noun") and following is not None and following.prep is None:
        inner = phrase_from(scene.sentence, following.last)
        if scene.tokens[following.head].lemma == "проект" and inner is not None and inner.prep == "в":
            yield from fields_from(scene, inner.first)
            return
        phrase = following
    last = genitive_end(scene.sentence, phrase)
    name = nominative(scene.sentence, phrase.first, last, phrase.head)
    yield Item(describe("Industry", name), phrase.first, last)


def _is_filler(scene: Scene, phrase: Phrase) -> bool:
    """«многое другое», «и так далее», a person or a place: not a field."""
    head = scene.tokens[phrase.head]
    if head.lemma in words("lexicon", "not_field") or head.pos == "PRON":
        return True
    return _names_something(scene, phrase.head)


def _names_something(scene: Scene, index: int) -> bool:
    """Whether a word is part of a name: of a place, a body, a person, an event."""
    return any(item.first <= index < item.last and item.type != "Industry" for item in scene.outer)


def _made(scene: Scene, phrase: Phrase) -> Iterator[Item]:
    """«производстве металлоконструкций, электротехнической продукции и техники для …» → one «производство …» each."""
    verb = nominative(scene.sentence, phrase.head, phrase.head + 1, phrase.head).lower()
    for item in goods_from(scene, phrase.last):
        name = f"{verb} {text(scene, item.first, item.last)}"
        known = [
            m
            for m in scene.mentions
            if m.type == "Industry" and m.first == phrase.first and m.last == item.last and m.reference
        ]
        entity = from_gazetteer(known[0].reference) if known and known[0].reference else describe("Industry", name)
        yield Item(entity, phrase.first if item.first == phrase.last else item.first, item.last)


def goods_from(scene: Scene, start: int, cases: tuple[str, ...] = ("Gen",)) -> tuple[Item, ...]:
    """The products listed from a token on, each in the nominative: «металлокорда и проволоки» → two."""
    phrase = phrase_from(scene.sentence, start)
    if phrase is None or phrase.prep is not None or not set(cases) & cases_of(scene.tokens[phrase.head]):
        return ()
    if _names_something(scene, phrase.head):
        return ()
    first = Phrase(
        phrase.first,
        phrase.last,
        phrase.head,
        cases[0] if cases[0] in cases_of(scene.tokens[phrase.head]) else phrase.case,
        phrase.plural,
    )
    row = conjuncts(scene.sentence, first, ("для", "из"))
    return tuple(item for each in row if (item := _good(scene, each)) is not None)


def _good(scene: Scene, phrase: Phrase) -> Item | None:
    head = scene.tokens[phrase.head]
    if head.lemma in words("lexicon", "not_field") or _names_something(scene, phrase.head):
        return None
    owner = min((i.first for i in scene.outer if i.first >= phrase.last and i.type in _OWNERS), default=10**6)
    last = min(genitive_end(scene.sentence, phrase, ("для", "из")), owner)
    named = min(genitive_end(scene.sentence, phrase), owner)
    name = nominative(scene.sentence, _first(scene, phrase), named, phrase.head)
    return Item(describe("Product", name), phrase.first, last)


def _first(scene: Scene, phrase: Phrase) -> int:
    """Past determiners and whose goods they are: «белорусские тракторы» → «тракторы»."""
    passed = {i.head for i in scene.linked if i.adjectival and i.type in _OWNERS}
    passed |= {i for i in range(phrase.first, phrase.head) if scene.tokens[i].pos in {"DET", "NUM"}}
    return next((i for i in range(phrase.first, phrase.head) if i not in passed), phrase.head)


def branch_of(lemma: str) -> Entity | None:
    """The branch that an adjective of a company or a plant names: «молочный» → молочная промышленность."""
    fields = industries_of_adjective(lemma)
    if len(fields) != 1:
        return None
    return from_gazetteer(fields[0]) if fields[0].startswith("industry/") else describe("Industry", fields[0])


def text(scene: Scene, first: int, last: int) -> str:
    """The words as they are spelt."""
    return text_of(scene.sentence, first, last)
