"""The features of two arguments together: the path and the words between them, who else stands there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kg.classification.argument import Argument
from kg.classification.arguments import arguments
from kg.classification.features import CONTENT, groups_about, groups_among, groups_of, tree_path
from kg.language.clauses import clause_of
from kg.model import Token
from kg.relations.scene import Scene, once

_MARKS = {",", ";", ":", "—", "–", "(", ")", "и", "«", "»"}
_STEPS = (0, 1, 2, 3, 5, 8, 12, 20)


def pair_features(scene: Scene, subject: Argument, object_: Argument) -> tuple[str, ...]:
    """The features of a pair, one of which at most stands in an earlier sentence."""
    kinds = f"{subject.kind} {object_.kind}"
    if scene.sentence.index not in {subject.sentence, object_.sentence}:
        return _recalled(scene, kinds) + _places(subject, object_)
    if subject.sentence != object_.sentence:
        return _apart(scene, subject, object_, kinds) + _places(subject, object_)
    low, high = (subject, object_) if subject.first <= object_.first else (object_, subject)
    between = scene.tokens[low.last : high.first]
    words = [token.lemma for token in between if token.pos in CONTENT]
    route, meeting = tree_path(scene.sentence, subject.head, object_.head)
    names = [
        *_placed(scene, subject, object_, kinds, between),
        *_joined(scene, subject, object_, kinds, route, meeting),
    ]
    names += [f"between={lemma}" for lemma in words[:10]] + [f"between={lemma} {kinds}" for lemma in words[:6]]
    for group in groups_among(between):
        names += [f"between:{group}", f"between:{group} {kinds}"]
    names += [f"about:{group} {kinds}" for group in groups_about(scene)]
    names += [f"other={kind} {min(number, 3)}" for kind, number in sorted(_others(scene, low, high).items())]
    names += _places(subject, object_)
    return tuple(names)


def _placed(scene: Scene, subject: Argument, object_: Argument, kinds: str, between: Sequence[Token]) -> Iterator[str]:
    far = next((step for step in _STEPS if len(between) <= step), 30)
    marks = "".join(token.text for token in between if token.text in _MARKS)
    yield from (f"kinds={kinds}", f"kinds={kinds} {'<' if subject.first <= object_.first else '>'}")
    yield from (f"far={far}", f"kinds={kinds} far={far}", f"marks={marks[:4]}")
    yield f"same={clause_of(scene.sentence, subject.head) == clause_of(scene.sentence, object_.head)}"
    yield f"verbs={sum(token.pos == 'VERB' for token in between)}"
    yield f"adjacent={' '.join(token.lemma for token in between)}" if len(between) <= 3 else "wide"
    yield f"preps={subject.prep} {object_.prep} {kinds}"
    yield f"cases={subject.case} {object_.case} {kinds}"


def _joined(scene: Scene, subject: Argument, object_: Argument, kinds: str, route: str, meeting: int) -> Iterator[str]:
    top = scene.tokens[meeting].lemma if meeting >= 0 else ""
    yield from (f"route={route}", f"route={route} {kinds}", f"top={top}", f"top={top} {kinds}")
    yield f"top={top} {route} {subject.prep} {object_.prep}"
    for group in groups_of(scene.tokens[meeting]) if meeting >= 0 else ():
        yield from (f"top:{group}", f"top:{group} {kinds}", f"top:{group} {route}")
        yield f"top:{group} {kinds} {subject.prep} {object_.prep}"
        yield f"top:{group} {kinds} {subject.case} {object_.case}"


def _others(scene: Scene, low: Argument, high: Argument) -> Counter[str]:
    """The names between two arguments, by kind."""
    named = (one for one in arguments(scene) if one.source in {"name", "reference"})
    return Counter(one.kind for one in named if low.last <= one.first and one.last <= high.first)


def _apart(scene: Scene, subject: Argument, object_: Argument, kinds: str) -> tuple[str, ...]:
    """One side was named in a sentence before."""
    role, earlier = ("subject", subject) if subject.sentence < object_.sentence else ("object", object_)
    back = min(scene.sentence.index - earlier.sentence, 4)
    rivals = min(_kinds_of(scene)[0][earlier.kind], 2)
    relation = scene.discourse.sentences[earlier.sentence].tokens[earlier.head].rel
    return _names_apart(role, back, rivals, earlier.sentence == 0, relation, kinds, groups_about(scene))


@lru_cache(maxsize=20_000)
def _names_apart(
    role: str, back: int, rivals: int, title: bool, relation: str, kinds: str, groups: tuple[str, ...]
) -> tuple[str, ...]:
    return (
        f"apart={back} {role}",
        f"apart={back} {role} {kinds}",
        f"apart {role} {kinds}",
        f"apart {role} rivals={rivals} {kinds}",
        f"apart {role} title={title} {kinds}",
        f"apart {role} rel={relation}",
        *(f"about:{group} apart {kinds}" for group in groups),
    )


@once
def _kinds_of(scene: Scene) -> Iterator[Counter[str]]:
    """How many arguments of each kind a sentence has."""
    yield Counter(one.kind for one in arguments(scene))


def _recalled(scene: Scene, kinds: str) -> tuple[str, ...]:
    """Both sides were named in the sentence before: «Меморандум об этом подписан»."""
    return _names_recalled(min(len(scene.tokens) // 5, 4), kinds, groups_about(scene))


@lru_cache(maxsize=20_000)
def _names_recalled(size: int, kinds: str, groups: tuple[str, ...]) -> tuple[str, ...]:
    about = (name for group in groups for name in (f"recalled {group}", f"recalled {group} {kinds}"))
    return ("recalled", f"recalled {kinds}", f"recalled size={size}", *about)


def _places(subject: Argument, object_: Argument) -> tuple[str, ...]:
    """What the gazetteer knows of two places."""
    if subject.entity is None or object_.entity is None:
        return ()
    if subject.entity.within and subject.entity.within == object_.entity.iri:
        return (f"within {subject.source} {object_.source}",)
    return ("holds",) if object_.entity.within and object_.entity.within == subject.entity.iri else ()
