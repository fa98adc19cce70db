"""What the classifier sees: readable features of an argument, of a pair, of a sentence, and the words behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.classification.arguments import PHRASE, Argument, arguments
from kg.language.clauses import clause_of, is_participle, is_verb, speech_quotations
from kg.model import Sentence, Token
from kg.relations.scene import Scene, active, once
from kg.wordlists import rows

_CONTENT = {"NOUN", "VERB", "ADJ", "ADV", "PROPN"}
_NAMELESS = {PHRASE, "Project", "Event", "EventSection", "Industry", "Quantity", "Place"}
_UP = 12  # steps of the tree
SLOTS = ("head", "verb", "noun", "left", "right")  # the words whose vectors an argument gives


@cache
def _classes_by_lemma() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in rows("trigger_words"):
        found.setdefault(row["lemma"], []).append(row["group"])
    return {lemma: tuple(groups) for lemma, groups in found.items()}


def classes_of(token: Token) -> tuple[str, ...]:
    """What a word may be about: travel, export, agree …; a reflexive verb as its plain form too."""
    known = _classes_by_lemma()
    plain = active(token).removesuffix("ся").removesuffix("сь") if token.pos == "VERB" else token.lemma
    return tuple(dict.fromkeys((*known.get(token.lemma, ()), *known.get(plain, ()))))


@dataclass(frozen=True, slots=True)
class View:
    """Features of an argument or a sentence (`names`) and the lemmas whose vectors go with them, by slot."""

    names: tuple[str, ...]
    words: tuple[str | None, ...]


def climb(sentence: Sentence, index: int) -> tuple[list[int], int]:
    """The tokens above one up to the verb that governs it, and that verb (-1 where there is none)."""
    path: list[int] = []
    current = index
    while len(path) < _UP:
        head = sentence.tokens[current].head
        if head < 0 or head in path:
            return path, -1
        token = sentence.tokens[head]
        if is_verb(token) or is_participle(token):
            return path, head
        path.append(head)
        current = head
    return path, -1


def argument_view(scene: Scene, one: Argument) -> View:
    """The features of an argument by itself: what it is, how it stands, what governs it."""
    sentence, tokens = scene.sentence, scene.tokens
    head = tokens[one.head]
    path, verb = climb(sentence, one.head)
    noun = path[0] if path else -1
    governor = tokens[verb] if verb >= 0 else None
    left = tokens[_outer(scene, one) - 1] if _outer(scene, one) else None
    right = tokens[one.last] if one.last < len(tokens) else None
    names = [
        f"kind={one.kind}", f"source={one.source}", f"case={one.case}", f"prep={one.prep}", f"rel={head.rel}",
        f"kind={one.kind} prep={one.prep} case={one.case}",
        f"left={left.lemma if left else '^'}", f"right={right.lemma if right else '$'}",
        f"kind={one.kind} rel={head.rel}",
        f"steps={min(len(path), 3)}",
    ]  # fmt: skip
    if governor is not None:
        shape = f"{governor.feats.get('VerbForm')}.{governor.feats.get('Voice')}.{governor.feats.get('Tense')}"
        first = tokens[path[-1]].rel if path else head.rel
        names += [
            f"verb={governor.lemma}", f"shape={shape}", f"verb={governor.lemma} rel={first} prep={one.prep}",
            f"verb={governor.lemma} kind={one.kind}", f"order={'<' if one.head < verb else '>'}",
            f"kind={one.kind} rel={first} prep={one.prep} shape={shape}",
        ]  # fmt: skip
        for group in classes_of(governor):
            names += [
                f"verb:{group}",
                f"verb:{group} rel={first} prep={one.prep}",
                f"verb:{group} {one.kind}",
                f"verb:{group} {one.kind} {first} {one.prep} {one.case}",
            ]
        if not path:
            names.append(f"arg {governor.lemma} {head.rel} {one.prep} {one.kind}")
    for step, index in enumerate(path[:2]):
        for group in classes_of(tokens[index]):
            names += [
                f"noun:{group}",
                f"noun{step}:{group} {one.kind}",
                f"noun{step}:{group} {one.kind} {one.prep} {one.case}",
            ]
        names += [
            f"noun{step}={tokens[index].lemma}",
            f"noun{step}={tokens[index].lemma} {one.kind} {one.prep} {one.case}",
        ]
    if one.kind in _NAMELESS:
        names += [f"head={head.lemma}", f"head={head.lemma} {one.kind}"]
        names += [f"mod={tokens[i].lemma}" for i in range(one.first, one.head)][:4]
    if one.linked is not None:
        names += [f"plural={one.linked.plural}", f"by_name={one.linked.by_name}"]
        names += [f"collective={one.linked.entity.collective}"]
    if one.quantity is not None:
        names += [f"unit={one.quantity.unit}", f"unit={one.quantity.unit} left={left.lemma if left else '^'}"]
    if one.kind == "Person":
        post = next(
            (m for m in scene.mentions if m.type == "Post" and (m.last == one.first or m.first == one.last + 1)), None
        )
        names.append(f"post={post is not None}")
    for side, token in (("left", left), ("right", right)):
        names += [f"{side}:{group} {one.kind}" for group in (classes_of(token) if token is not None else ())]
    if one.kind in _NAMELESS:
        names += [f"head:{group}" for group in classes_of(head)]
    names.append(f"quoted={any(f <= one.head < l for f, l in speech_quotations(sentence))}")
    names.append(f"title={sentence.index == 0}")
    vectors = (
        head.lemma if one.kind in _NAMELESS else None,
        governor.lemma if governor is not None else None,
        tokens[noun].lemma if noun >= 0 else None,
        left.lemma if left is not None and left.pos in _CONTENT else None,
        right.lemma if right is not None and right.pos in _CONTENT else None,
    )
    return View(tuple(names), vectors)


def _outer(scene: Scene, one: Argument) -> int:
    """Where an argument begins with its preposition and, of a person, the post."""
    first = one.first
    if one.kind == "Person":
        first = next((m.first for m in scene.mentions if m.type == "Post" and m.last == one.first), first)
    return first - 1 if first and scene.tokens[first - 1].pos == "ADP" else first


@once
def _sentence_features(scene: Scene) -> Iterator[View]:
    lemmas = list(
        dict.fromkeys(token.lemma for token in scene.tokens if token.pos in _CONTENT and token.text[:1].islower())
    )
    kinds = Counter(one.kind for one in arguments(scene))
    names = [f"word={lemma}" for lemma in lemmas[:60]]
    groups = Counter(group for token in scene.tokens for group in classes_of(token))
    names += [f"about:{group}" for group in sorted(groups)]
    names += [f"count {kind}={min(n, 3)}" for kind, n in sorted(kinds.items())]
    names += [f"first={scene.sentence.index == 0}", f"size={min(len(scene.tokens) // 8, 5)}"]
    yield View(tuple(names), tuple(lemmas[:40]))


def sentence_view(scene: Scene) -> View:
    """The features of a sentence: its words and what it names."""
    return _sentence_features(scene)[0]


def pair_view(scene: Scene, subject: Argument, object_: Argument) -> View:
    """The features of two arguments together: the path between, the words between, who else stands there."""
    if subject.sentence != scene.sentence.index and object_.sentence != scene.sentence.index:
        return _recalled(scene, subject, object_)
    if subject.sentence != object_.sentence:
        return _apart(scene, subject, object_)
    sentence, tokens = scene.sentence, scene.tokens
    low, high = (subject, object_) if subject.first <= object_.first else (object_, subject)
    between = tokens[low.last : high.first]
    order = "<" if subject.first <= object_.first else ">"
    up, down, meeting = tree_path(sentence, subject.head, object_.head)
    kinds = f"{subject.kind} {object_.kind}"
    words = [token.lemma for token in between if token.pos in _CONTENT]
    marks = [token.text for token in between if token.text in {",", ";", ":", "—", "–", "(", ")", "и", "«", "»"}]
    same = clause_of(sentence, subject.head) == clause_of(sentence, object_.head)
    route = f"{'>'.join(up)}^{'<'.join(down)}"
    top = tokens[meeting].lemma if meeting >= 0 else ""
    others = Counter(
        one.kind for one in arguments(scene)
        if one.source in {"name", "reference"} and low.last <= one.first and one.last <= high.first
    )  # fmt: skip
    names = [
        f"kinds={kinds}", f"kinds={kinds} {order}", f"far={_bucket(len(between))}", f"kinds={kinds} far={_bucket(len(between))}",
        f"same={same}", f"route={route}", f"route={route} {kinds}", f"top={top}", f"top={top} {kinds}",
        f"top={top} {route} {subject.prep} {object_.prep}",
        f"preps={subject.prep} {object_.prep} {kinds}", f"cases={subject.case} {object_.case} {kinds}",
        f"marks={''.join(marks[:4])}", f"adjacent={' '.join(token.lemma for token in between)}" if len(between) <= 3 else "wide",
        f"verbs={sum(token.pos == 'VERB' for token in between)}",
    ]  # fmt: skip
    inside = dict.fromkeys(group for token in between for group in classes_of(token))
    names += [f"between:{group}" for group in inside] + [f"between:{group} {kinds}" for group in inside]
    if meeting >= 0:
        for group in classes_of(tokens[meeting]):
            names += [
                f"top:{group}",
                f"top:{group} {kinds}",
                f"top:{group} {route}",
                f"top:{group} {kinds} {subject.prep} {object_.prep}",
                f"top:{group} {kinds} {subject.case} {object_.case}",
            ]
    around = dict.fromkeys(group for token in tokens for group in classes_of(token))
    names += [f"about:{group} {kinds}" for group in around]
    names += [f"between={lemma}" for lemma in words[:10]]
    names += [f"between={lemma} {kinds}" for lemma in words[:6]]
    names += [f"other={kind} {min(n, 3)}" for kind, n in sorted(others.items())]
    names += _places(subject, object_)
    return View(tuple(names), (top or None, *words[:6]))


def _recalled(scene: Scene, subject: Argument, object_: Argument) -> View:
    """Both sides stand in the sentence before."""
    kinds = f"{subject.kind} {object_.kind}"
    groups = dict.fromkeys(group for token in scene.tokens for group in classes_of(token))
    names = ["recalled", f"recalled {kinds}", *(f"recalled {group}" for group in groups)]
    names += [f"recalled {group} {kinds}" for group in groups]
    names += [f"recalled size={min(len(scene.tokens) // 5, 4)}"]
    return View(tuple(names), (None,))


def _apart(scene: Scene, subject: Argument, object_: Argument) -> View:
    kinds = f"{subject.kind} {object_.kind}"
    back = abs(subject.sentence - object_.sentence)
    first = "subject" if subject.sentence < object_.sentence else "object"
    earlier = subject if subject.sentence < object_.sentence else object_
    rivals = sum(one.kind == earlier.kind for one in arguments(scene))
    names = [
        f"apart={min(back, 4)} {first}", f"apart={min(back, 4)} {first} {kinds}", f"apart {first} {kinds}",
        f"apart {first} rivals={min(rivals, 2)} {kinds}", f"apart {first} title={earlier.sentence == 0} {kinds}",
        f"apart {first} rel={scene.at(earlier.sentence).tokens[earlier.head].rel}",
    ]  # fmt: skip
    names += [
        f"about:{group} apart {kinds}"
        for group in dict.fromkeys(g for token in scene.tokens for g in classes_of(token))
    ]
    names += _places(subject, object_)
    return View(tuple(names), (None,))


def _places(subject: Argument, object_: Argument) -> list[str]:
    """What the gazetteer knows of two places."""
    if subject.entity is None or object_.entity is None:
        return []
    names = []
    if subject.entity.within and subject.entity.within == object_.entity.iri:
        names.append(f"within {subject.source} {object_.source}")
    if object_.entity.within and object_.entity.within == subject.entity.iri:
        names.append("holds")
    return names


def tree_path(sentence: Sentence, one: int, other: int) -> tuple[list[str], list[str], int]:
    """The relations from a token up to where the paths of both meet, those down to the other, and the meeting token.

    Chains are cut at four; a meeting of -1 means that the tree is broken between them.
    """
    ups = _ancestors(sentence, one)
    downs = _ancestors(sentence, other)
    shared = next((index for index in ups if index in set(downs)), -1)
    if shared < 0:
        return ["?"], ["?"], -1
    up = [_label(sentence.tokens[i]) for i in ups[: ups.index(shared)]]
    down = [_label(sentence.tokens[i]) for i in downs[: downs.index(shared)]]
    return up[:4], down[:4], shared


def _label(token: Token) -> str:
    return token.rel.partition(":")[0] if token.rel not in {"nsubj:pass"} else token.rel


def _ancestors(sentence: Sentence, index: int) -> list[int]:
    found = [index]
    while len(found) < 2 * _UP:
        head = sentence.tokens[found[-1]].head
        if head < 0 or head in found:
            break
        found.append(head)
    return found


@lru_cache
def _bucket(distance: int) -> int:
    return next((size for size in (0, 1, 2, 3, 5, 8, 12, 20) if distance <= size), 30)
