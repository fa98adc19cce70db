"""Annotated articles → examples: a candidate's features, and whether the article states what its labels say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import kg
from kg.classification.argument import Argument
from kg.classification.candidates import Candidate, candidates
from kg.classification.features import SLOTS, sentence_view
from kg.classification.pair_features import pair_view
from kg.classification.rules import Fired
from kg.classification.side_features import argument_view
from kg.coreference import link
from kg.evaluation.matching import AGREED, alike, likeness, numbers_agree
from kg.language import annotate
from kg.mentions import find_mentions
from kg.model import Sentence
from kg.relations import RELATIONS
from kg.relations.pattern import Abstention
from kg.relations.scene import Scene, scenes
from training.corpus import Annotated, Row

LOOSE = {"Phrase", "Project", "Industry"}  # several readings of the same words compete


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A candidate of an article: feature names with their role, a word a slot (words between and around apart), labels.

    A label maps to 1 (stated here), 0 (not stated) or -1 (stated, but not by this sentence or these words).
    """

    article: str
    features: tuple[str, ...]
    slots: tuple[str | None, ...]
    between: tuple[str, ...]
    around: tuple[str, ...]
    labels: dict[str, int]


def examples(article: Annotated) -> Iterator[Example]:
    """The examples of an article, in the order of its text."""
    document = kg.read(article.path)
    sentences = annotate(document)
    discourse = link(document, sentences, [find_mentions(s, document.metadata.published) for s in sentences])
    places = [_sentences_of(fact, document.text, sentences) for fact in article.facts]
    made: list[Example] = []
    best: dict[tuple[int, str], list[tuple[float, int, str]]] = defaultdict(list)
    for scene in scenes(discourse):
        matches = [
            (relation.name, match)
            for relation in RELATIONS
            for _, match in relation.find(scene)
            if not isinstance(match, Abstention)
        ]
        fired = Fired.of(matches)
        for candidate in candidates(scene):
            labels = {}
            for label in candidate.labels:
                labels[label], hits = _state(candidate, label, article.facts, places, scene.sentence.index)
                for gold, score in hits:
                    best[gold, label].append((score, len(made), candidate.object.kind))
            made.append(_example(article.id, scene, candidate, fired, labels))
    for (_, label), rows in best.items():
        top = max(score for score, _, _ in rows)
        for score, index, kind in rows:
            if score < top - 0.05 and kind in LOOSE:
                made[index].labels[label] = -1
    yield from made


def _state(
    one: Candidate, label: str, facts: Sequence[Row], places: Sequence[set[int] | None], sentence: int
) -> tuple[int, list[tuple[int, float]]]:
    state, hits = 0, []
    for number, fact in enumerate(facts):
        if fact["relation"] != label.removesuffix("#"):
            continue
        score = _agreement(one, label, fact)
        where = places[number]
        if score >= AGREED and (where is None or sentence in where):
            state = 1
            hits.append((number, score))
        elif score >= AGREED and state == 0:
            state = -1
    return state, hits


def _agreement(one: Candidate, label: str, fact: Row) -> float:
    """How well a candidate says a gold fact, 0 to 1."""
    value = float(one.object.quantity.value) if one.object.quantity is not None else None
    guess = {**_names(one), "relation": fact["relation"], "value": value, "comparator": None, "date": None}
    if label.endswith("#"):
        side = one.subject.name if one.subject is not None else ""
        return max(alike(fact["subject"], side), alike(fact["object"], side)) if numbers_agree(fact, guess) else 0.0
    if value is not None and not numbers_agree(fact, guess):
        return 0.0
    if label == "takesPlaceOn" and fact["date"] != one.object.name:
        return 0.0
    if one.object.kind == "Phrase" and alike(fact["object"], one.object.name) < AGREED:
        return 0.0
    return likeness(fact, guess)


def _names(one: Candidate) -> dict[str, str | None]:
    return {"subject": one.subject.name if one.subject is not None else None, "object": one.object.name}


def _sentences_of(fact: Row, text: str, sentences: Sequence[Sentence]) -> set[int] | None:
    """The sentences that the evidence lies in; None where the text does not have it."""
    words = fact["evidence"] or ""
    start = text.find(words)
    if start < 0 or not words:
        return None
    return {s.index for s in sentences if s.span.start < start + len(words) and start < s.span.stop}


def _example(article: str, scene: Scene, one: Candidate, fired: Fired, labels: dict[str, int]) -> Example:
    around = sentence_view(scene)
    features = [f"z:{name}" for name in around.names]
    slots: list[str | None] = []
    for role, side in (("s", one.subject), ("o", one.object)):
        names, words = _side(scene, side)
        features += [f"{role}:{name}" for name in names]
        slots += words
    between: tuple[str | None, ...] = ()
    if one.subject is not None:
        pair = pair_view(scene, one.subject, one.object)
        features += [f"p:{name}" for name in pair.names]
        slots.append(pair.words[0])
        between = pair.words[1:]
    else:
        features.append("p:unary")
        slots.append(None)
    features += [f"p:{name}" for name in fired.features(one)]
    return Example(
        article,
        tuple(features),
        tuple(slots),
        tuple(w for w in between if w),
        tuple(w for w in around.words if w),
        labels,
    )


def _side(scene: Scene, side: Argument | None) -> tuple[tuple[str, ...], tuple[str | None, ...]]:
    if side is None:
        return (), (None,) * len(SLOTS)
    home = scene if side.sentence == scene.sentence.index else scene.at(side.sentence)
    view = argument_view(home, side)
    return view.names, view.words
