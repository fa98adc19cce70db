"""Annotated articles → examples: a candidate's features, and whether the article states what its labels say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import kg
from kg.classification.candidates import Candidate, candidates
from kg.classification.classifier import Place
from kg.classification.decisions import place_of
from kg.classification.encoder import Inputs, inputs
from kg.classification.features import sentence_features
from kg.classification.pair_features import pair_features
from kg.classification.rules import Fired
from kg.classification.side_features import argument_features
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
    """A candidate: the names of its features with their role, where it stands, in which sentence, and its labels.

    A label maps to 1 (stated here), 0 (not stated) or -1 (stated, but not by this sentence or these words).
    """

    features: tuple[str, ...]
    sentence: int
    place: Place
    labels: dict[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class Examined:
    """An article for training: its sentences as the encoder sees them, and its examples in the order of the text."""

    id: str
    sentences: tuple[Inputs, ...]
    examples: tuple[Example, ...]


def examine(article: Annotated) -> Examined:
    """An article's sentences and examples."""
    document = kg.read(article.path)
    sentences = annotate(document)
    discourse = link(document, sentences, [find_mentions(s, document.metadata.published) for s in sentences])
    places = [_sentences_of(fact, document.text, sentences) for fact in article.facts]
    made: list[Example] = []
    seen: list[Inputs] = []
    best: dict[tuple[int, str], list[tuple[float, int, str]]] = defaultdict(list)
    for scene in scenes(discourse):
        seen.append(inputs(scene))
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
            names = tuple(_features(scene, candidate, fired))
            made.append(Example(names, scene.sentence.index, place_of(scene, candidate), labels))
    for (_, label), rows in best.items():
        top = max(score for score, _, _ in rows)
        for score, index, kind in rows:
            if score < top - 0.05 and kind in LOOSE:
                made[index].labels[label] = -1
    return Examined(article.id, tuple(seen), tuple(made))


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


def _features(scene: Scene, one: Candidate, fired: Fired) -> Iterator[str]:
    """The features of a candidate, as `kg.classification.decisions.Judge` adds them up."""
    yield from (f"z:{name}" for name in sentence_features(scene))
    for role, side in (("s", one.subject), ("o", one.object)):
        if side is not None:
            home = scene if side.sentence == scene.sentence.index else scene.at(side.sentence)
            yield from (f"{role}:{name}" for name in argument_features(home, side))
    pair = ("unary",) if one.subject is None else pair_features(scene, one.subject, one.object)
    yield from (f"p:{name}" for name in (*pair, *fired.features(one)))
