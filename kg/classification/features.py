"""Readable features: what the classifier sees of a sentence, and the parts that those of arguments and pairs share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from kg.classification.arguments import arguments
from kg.language.clauses import is_participle, is_verb
from kg.model import Sentence, Token
from kg.relations.scene import Scene, active, once
from kg.wordlists import rows

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN"})
_UP = 12  # steps of the tree


@cache
def _groups_by_lemma() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in rows("trigger_words"):
        found.setdefault(row["lemma"], []).append(row["group"])
    return {lemma: tuple(groups) for lemma, groups in found.items()}


def groups_of(token: Token) -> tuple[str, ...]:
    """What a word may be about: travel, export, agree …; a reflexive verb as its plain form too."""
    plain = active(token).removesuffix("ся").removesuffix("сь") if token.pos == "VERB" else token.lemma
    return _groups(token.lemma, plain)


@lru_cache(maxsize=50_000)
def _groups(lemma: str, plain: str) -> tuple[str, ...]:
    known = _groups_by_lemma()
    return tuple(dict.fromkeys((*known.get(lemma, ()), *known.get(plain, ()))))


@once
def groups_about(scene: Scene) -> Iterator[str]:
    """What a sentence is about, by its words."""
    yield from groups_among(scene.tokens)


def groups_among(tokens: Iterable[Token]) -> tuple[str, ...]:
    """What some words are about, each once."""
    return tuple(dict.fromkeys(group for token in tokens for group in groups_of(token)))


def climb(sentence: Sentence, index: int) -> tuple[list[int], int]:
    """The tokens above one up to the verb that governs it, and that verb (-1 where there is none)."""
    path: list[int] = []
    current = index
    while len(path) < _UP:
        head = sentence.tokens[current].head
        if head < 0 or head in path:
            return path, -1
        if is_verb(sentence.tokens[head]) or is_participle(sentence.tokens[head]):
            return path, head
        path.append(head)
        current = head
    return path, -1


def tree_path(sentence: Sentence, one: int, other: int) -> tuple[str, int]:
    """The relations from one token up and down to another, «nsubj^obl<nmod», and the token where both paths meet.

    Each side is cut at four steps; the meeting is -1 where the tree is broken between them.
    """
    ups, downs, meeting = _branches(sentence, one, other)
    if meeting < 0:
        return "?", -1
    up, down = ([_relation(sentence.tokens[i]) for i in branch] for branch in (ups, downs))
    return f"{'>'.join(up[:4])}^{'<'.join(down[:4])}", meeting


def tokens_between(sentence: Sentence, one: int, other: int) -> tuple[int, ...]:
    """The tokens of the tree's path between two, themselves left out; none where the tree is broken between them."""
    ups, downs, meeting = _branches(sentence, one, other)
    return tuple(index for index in (*ups, meeting, *downs) if index not in {one, other, -1}) if meeting >= 0 else ()


def _branches(sentence: Sentence, one: int, other: int) -> tuple[list[int], list[int], int]:
    """The tokens from each of two up to where their ways meet, that one left out; it is -1 where they don't."""
    ups, downs = _ancestors(sentence, one), _ancestors(sentence, other)
    meeting = next((index for index in ups if index in set(downs)), -1)
    return (ups, downs, -1) if meeting < 0 else (ups[: ups.index(meeting)], downs[: downs.index(meeting)], meeting)


def _ancestors(sentence: Sentence, index: int) -> list[int]:
    found = [index]
    while len(found) < 2 * _UP:
        head = sentence.tokens[found[-1]].head
        if head < 0 or head in found:
            break
        found.append(head)
    return found


def _relation(token: Token) -> str:
    return token.rel if token.rel == "nsubj:pass" else token.rel.partition(":")[0]


@once
def sentence_features(scene: Scene) -> Iterator[str]:
    """The features of a sentence: its words, what they are about, what it names."""
    common = (token for token in scene.tokens if token.pos in CONTENT and token.text[:1].islower())
    lemmas = tuple(dict.fromkeys(token.lemma for token in common))
    kinds = Counter(one.kind for one in arguments(scene))
    yield from (f"word={lemma}" for lemma in lemmas[:60])
    yield from (f"about:{group}" for group in sorted(groups_about(scene)))
    yield from (f"count {kind}={min(number, 3)}" for kind, number in sorted(kinds.items()))
    yield from (f"first={scene.sentence.index == 0}", f"size={min(len(scene.tokens) // 8, 5)}")
