"""How likely each relation is for each candidate, by a small trained network; its weights come with kg.

One hidden layer over readable features (an embedding a feature, summed) and the vectors of the words behind them. It is
trained by `training/train.py` on the articles beside it; the same weights and words give the same probabilities.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg import resources
from kg.classification.features import SLOTS, View
from kg.language.models import word_vector

Floats = NDArray[np.float32]
_SIDES = {"s": 0, "o": len(SLOTS)}  # where a side's word slots begin
_MEETING, _BETWEEN, _AROUND = (2 * len(SLOTS) + i for i in range(3))


@dataclass(frozen=True, slots=True, eq=False)
class Classifier:
    """The network: `embeddings` a row a feature, `slots` a block of `projection`'s width a word slot.

    The slots are the subject's, the object's, the meeting word, the words between, the words of the sentence. A fact is
    made where the probability of its label reaches the label's threshold.
    """

    features: Mapping[str, int]
    labels: tuple[str, ...]
    thresholds: Floats
    embeddings: Floats
    projection: Floats
    slots: Floats
    bias: Floats
    out: Floats
    out_bias: Floats
    vectors: dict[str, Floats | None] = field(default_factory=dict, repr=False)

    def hidden(self, role: str, view: View) -> Floats:
        """What a view adds to the hidden layer; `role` is s (subject), o (object), p (pair) or z (sentence)."""
        rows = [row for name in view.names if (row := self.features.get(f"{role}:{name}")) is not None]
        total: Floats = self.embeddings[rows].sum(axis=0) if rows else np.zeros(len(self.bias), np.float32)
        width = self.projection.shape[1]
        for slot, vector in self._placed(role, view.words):
            if vector is not None:
                total = total + vector @ self.slots[slot * width : (slot + 1) * width]
        return total

    def probabilities(self, rows: Floats) -> Floats:
        """Candidates' hidden sums → a probability a label, in the order of `labels`."""
        active = np.maximum(rows + self.bias, 0)
        scores: Floats = 1 / (1 + np.exp(-(active @ self.out + self.out_bias)))
        return scores

    def _placed(self, role: str, words: Sequence[str | None]) -> list[tuple[int, Floats | None]]:
        if role in _SIDES:
            return [(_SIDES[role] + place, self._vector(word)) for place, word in enumerate(words)]
        if role == "p":
            return [(_MEETING, self._vector(words[0])), (_BETWEEN, self._mean(words[1:]))]
        return [(_AROUND, self._mean(words))]

    def _mean(self, words: Sequence[str | None]) -> Floats | None:
        known = [vector for word in words if (vector := self._vector(word)) is not None]
        if not known:
            return None
        mean: Floats = np.mean(known, axis=0, dtype=np.float32)
        return mean

    def _vector(self, word: str | None) -> Floats | None:
        if not word:
            return None
        if word not in self.vectors:
            vector = word_vector(word)
            self.vectors[word] = None if vector is None else vector @ self.projection
        return self.vectors[word]


def read_classifier(path: Path) -> Classifier:
    """The classifier whose weights a file holds."""
    with np.load(path) as stored:
        texts = {key: bytes(stored[key]).decode().split("\n") for key in ("features", "labels")}
        numbers = {key: stored[key].astype(np.float32) for key in stored.files if key not in texts}
    features = {name: index for index, name in enumerate(texts["features"])}
    return Classifier(features, tuple(texts["labels"]), **numbers)


def silenced(classifier: Classifier) -> Classifier:
    """The classifier with thresholds that nothing reaches, for patterns alone."""
    return replace(classifier, thresholds=np.full_like(classifier.thresholds, 2))


@cache
def load_classifier() -> Classifier:
    """The classifier that comes with kg, read once a process. Raises ResourceError where its weights are missing."""
    return read_classifier(resources.classifier())
