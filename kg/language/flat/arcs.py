"""The heads of words and the relations to them: the parser's two biaffine layers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from kg.language.flat.row import Row
from kg.language.flat.vectors import Floats, Integers

_SCORES = 1 << 20  # scores held at a time: a sentence of n words has n · (n + 1) of them


class _Rectifier:
    """A linear layer and ReLU."""

    def __init__(self, layer: Any) -> None:
        self._weights, self._bias = layer.proj.weight.array, layer.proj.bias.array

    def __call__(self, features: Floats) -> Floats:
        outcome: Floats = features @ self._weights
        outcome += self._bias
        return np.maximum(outcome, 0, out=outcome)


class Heads:
    """Which word governs which."""

    def __init__(self, layer: Any) -> None:
        self._dependent, self._governor = _Rectifier(layer.head), _Rectifier(layer.tail)
        self._kernel = layer.kernel.array
        self._root = self._governor(layer.root.array.reshape(1, -1))[0]

    def __call__(self, features: Floats, row: Row) -> Integers:
        """For every place of a row the head's number in its sentence, counted from 1; 0 for the root."""
        dependents = self._dependent(features) @ self._kernel
        governors = self._governor(features)
        roots = dependents @ self._root
        heads = np.zeros(len(row), np.int64)
        for asking, sentences in _groups(row):
            scores = dependents[asking] @ governors[sentences].swapaxes(1, 2)
            best = scores.argmax(-1)
            highest = np.take_along_axis(scores, best[:, :, None], -1)[:, :, 0]
            heads[asking] = np.where(roots[asking] >= highest, 0, best + 1)
        return heads


def _groups(row: Row) -> Iterator[tuple[Integers, Integers]]:
    """Places of words, and of all words of their sentences: sentences of one length together, a part at a time."""
    for length in np.unique(row.lengths[row.lengths > 0]):
        starts = row.starts[row.lengths == length]
        together = max(1, _SCORES // int(length) ** 2)
        for first in range(0, len(starts), together):
            sentences = starts[first : first + together, None] + np.arange(length)
            step = max(1, _SCORES // (sentences.shape[0] * int(length)))
            for part in range(0, int(length), step):
                yield sentences[:, part : part + step], sentences


class Relations:
    """What a word is to its head."""

    def __init__(self, layer: Any) -> None:
        self._governor, self._dependent = _Rectifier(layer.head), _Rectifier(layer.tail)
        self._kernel = layer.kernel.array
        self._root = self._governor(layer.root.array.reshape(1, -1))[0]

    def __call__(self, features: Floats, heads: Integers, row: Row) -> Integers:
        """The number of the relation of every place of a row."""
        sentences = np.zeros(len(row), np.int64)
        sentences[row.starts[row.lengths > 0]] = row.starts[row.lengths > 0]
        governors = self._governor(features)[np.maximum.accumulate(sentences) + np.maximum(heads, 1) - 1]
        governors[heads == 0] = self._root
        dependents = self._dependent(features)
        scores = (governors @ self._kernel).reshape(len(row), -1, dependents.shape[1]) @ dependents[:, :, None]
        found: Integers = scores[:, :, 0].argmax(-1)
        return found
