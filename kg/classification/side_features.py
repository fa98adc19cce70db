"""The features of an argument by itself: what it is, how it stands, what governs it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.classification.argument import PHRASE, Argument
from kg.classification.features import climb, groups_of
from kg.language.clauses import speech_quotations
from kg.model import Token
from kg.relations.scene import Scene

_NAMELESS = {PHRASE, "Project", "Event", "EventSection", "Industry", "Quantity", "Place"}  # their head nouns tell


def argument_features(scene: Scene, one: Argument) -> Iterator[str]:
    """The features of an argument in its own sentence."""
    tokens = scene.tokens
    path, verb = climb(scene.sentence, one.head)
    before = _start(scene, one)
    left = tokens[before - 1] if before else None
    right = tokens[one.last] if one.last < len(tokens) else None
    yield from _standing(scene, one, path)
    yield from _beside(one, left, right)
    yield from _under_nouns(scene, one, path)
    if verb >= 0:
        yield from _under_verb(scene, one, path, tokens[verb])
    yield from _own(scene, one, left)


def _is_told(one: Argument) -> bool:
    """Whether the head noun tells what it is: a name's does not."""
    return one.kind in _NAMELESS or one.source == "common"


def _start(scene: Scene, one: Argument) -> int:
    """Where an argument begins with its preposition and, of a person, the post."""
    first = one.first
    if one.kind == "Person":
        first = next((m.first for m in scene.mentions if m.type == "Post" and m.last == one.first), first)
    return first - 1 if first and scene.tokens[first - 1].pos == "ADP" else first


def _standing(scene: Scene, one: Argument, path: list[int]) -> Iterator[str]:
    relation = scene.tokens[one.head].rel
    yield from (f"kind={one.kind}", f"source={one.source}", f"case={one.case}", f"prep={one.prep}", f"rel={relation}")
    yield f"kind={one.kind} prep={one.prep} case={one.case}"
    yield f"kind={one.kind} rel={relation}"
    yield f"steps={min(len(path), 3)}"
    yield f"quoted={any(low <= one.head < high for low, high in speech_quotations(scene.sentence))}"
    yield f"title={scene.sentence.index == 0}"


def _beside(one: Argument, left: Token | None, right: Token | None) -> Iterator[str]:
    for side, token in (("left", left), ("right", right)):
        yield f"{side}={token.lemma if token else '|'}"
        for group in groups_of(token) if token is not None else ():
            yield f"{side}:{group} {one.kind}"


def _under_nouns(scene: Scene, one: Argument, path: list[int]) -> Iterator[str]:
    for step, index in enumerate(path[:2]):
        noun = scene.tokens[index]
        yield f"noun{step}={noun.lemma}"
        yield f"noun{step}={noun.lemma} {one.kind} {one.prep} {one.case}"
        for group in groups_of(noun):
            yield from (f"noun:{group}", f"noun{step}:{group} {one.kind}")
            yield f"noun{step}:{group} {one.kind} {one.prep} {one.case}"


def _under_verb(scene: Scene, one: Argument, path: list[int], verb: Token) -> Iterator[str]:
    shape = f"{verb.feats.get('VerbForm')}.{verb.feats.get('Voice')}.{verb.feats.get('Tense')}"
    first = scene.tokens[path[-1] if path else one.head].rel
    yield from (f"verb={verb.lemma}", f"shape={shape}", f"order={'<' if one.head < verb.index else '>'}")
    yield f"verb={verb.lemma} rel={first} prep={one.prep}"
    yield f"verb={verb.lemma} kind={one.kind}"
    yield f"kind={one.kind} rel={first} prep={one.prep} shape={shape}"
    before = scene.tokens[verb.index - 1].text.lower() if verb.index else ""
    over = scene.tokens[verb.head] if verb.head >= 0 else None
    yield f"denied={before in {'не', 'ни'}}"
    if over is not None and over.pos in {"VERB", "ADJ"}:
        yield from (f"over={over.lemma}", f"over={over.lemma} {verb.feats.get('VerbForm')}")
    if not path:
        yield f"arg {verb.lemma} {first} {one.prep} {one.kind}"
    for group in groups_of(verb):
        yield from (f"verb:{group}", f"verb:{group} {one.kind}", f"verb:{group} rel={first} prep={one.prep}")
        yield f"verb:{group} {one.kind} {first} {one.prep} {one.case}"


def _own(scene: Scene, one: Argument, left: Token | None) -> Iterator[str]:
    head = scene.tokens[one.head]
    if _is_told(one):
        yield from (f"head={head.lemma}", f"head={head.lemma} {one.kind}")
        yield from (f"mod={scene.tokens[i].lemma}" for i in range(one.first, one.head))
        yield from (f"head:{group}" for group in groups_of(head))
    if one.linked is not None:
        yield from (f"plural={one.linked.plural}", f"by_name={one.linked.by_name}")
        yield f"collective={one.linked.entity.collective}"
    if one.quantity is not None:
        yield from (f"unit={one.quantity.unit}", f"unit={one.quantity.unit} left={left.lemma if left else '|'}")
    if one.kind == "Person":
        posts = (m for m in scene.mentions if m.type == "Post")
        yield f"post={any(m.last == one.first or m.first == one.last + 1 for m in posts)}"
