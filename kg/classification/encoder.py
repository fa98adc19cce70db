"""What each word of a sentence means where it stands: a bidirectional LSTM over words, syntax and arguments.

Hochreiter and Schmidhuber 1997, with the gates in the order of PyTorch (input, forget, cell, output). Trained by
`training/train.py`; run by numpy, many sentences at a time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kg.classification.arguments import arguments
from kg.language.models import word_vector
from kg.relations.scene import Scene

Floats = NDArray[np.float32]
VECTOR = 300  # numbers of a word's vector


@dataclass(frozen=True, slots=True)
class Inputs:
    """A sentence as the encoder sees it, an item a token: lemma, part of speech, relation, case, and what covers it."""

    lemmas: tuple[str, ...]
    pos: tuple[str, ...]
    relations: tuple[str, ...]
    cases: tuple[str, ...]
    kinds: tuple[tuple[str, ...], ...]

    def __len__(self) -> int:
        return len(self.lemmas)


def inputs(scene: Scene) -> Inputs:
    """The encoder's view of a sentence; kinds of arguments over a token, and as «head:…» at their nouns."""
    kinds: list[set[str]] = [set() for _ in scene.tokens]
    for one in arguments(scene):
        for index in range(one.first, min(one.last, len(kinds))):
            kinds[index].add(one.kind)
        kinds[one.head].add(f"head:{one.kind}")
    return Inputs(
        tuple(token.lemma for token in scene.tokens),
        tuple(token.pos for token in scene.tokens),
        tuple(token.rel for token in scene.tokens),
        tuple(token.case or "-" for token in scene.tokens),
        tuple(tuple(sorted(each)) for each in kinds),
    )


@lru_cache(maxsize=100_000)
def vector_of(lemma: str) -> Floats:
    """A lemma's vector; zeros for one that has none."""
    found = word_vector(lemma)
    return np.zeros(VECTOR, np.float32) if found is None else np.asarray(found, np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Direction:
    """An LSTM in one direction: weights of inputs and of the state before, side by side for the four gates."""

    entering: Floats
    recurrent: Floats
    bias: Floats

    def run(self, rows: Floats, lengths: Sequence[int], *, backward: bool) -> Floats:
        """States (tokens × units) of sentences laid end to end in `rows`, longest first."""
        units = len(self.recurrent)
        gates = rows @ self.entering + self.bias
        states = np.zeros((len(rows), units), np.float32)
        ends = np.cumsum(lengths)
        starts = ends - lengths
        hidden, cell = np.zeros((2, len(lengths), units), np.float32)
        for step in range(lengths[0] if len(lengths) else 0):
            alive = int(np.searchsorted(-np.asarray(lengths), -step))  # longest first: those longer than `step`
            at = (ends[:alive] - 1 - step) if backward else (starts[:alive] + step)
            hidden, cell = self._step(gates[at], hidden[:alive], cell[:alive])
            states[at] = hidden
        return states

    def _step(self, gates: Floats, hidden: Floats, cell: Floats) -> tuple[Floats, Floats]:
        units = hidden.shape[1]
        gates = gates + hidden @ self.recurrent
        opened = _sigmoid(gates)
        cell = opened[:, units : 2 * units] * cell + opened[:, :units] * np.tanh(gates[:, 2 * units : 3 * units])
        return opened[:, 3 * units :] * np.tanh(cell), cell


def _sigmoid(values: Floats) -> Floats:
    result: Floats = np.reciprocal(1 + np.exp(-values))
    return result


@dataclass(frozen=True, slots=True, eq=False)
class Encoder:
    """Tables of what an input adds at once (a row a value, row 0 for the unknown), and the two directions."""

    words: Floats
    words_bias: Floats
    kinds_bias: Floats
    tables: Mapping[str, Floats]
    numbers: Mapping[str, Mapping[str, int]]
    forward: Direction
    backward: Direction

    def __call__(self, sentences: Sequence[Inputs]) -> list[Floats]:
        """The states (tokens × twice the units) of each sentence."""
        order = sorted(range(len(sentences)), key=lambda index: -len(sentences[index]))
        rows = np.concatenate([self._rows(sentences[index]) for index in order])
        lengths = [len(sentences[index]) for index in order]
        states = np.hstack(
            [
                self.forward.run(rows, lengths, backward=False),
                self.backward.run(rows, lengths, backward=True),
            ]
        )
        parts = np.split(states, np.cumsum(lengths)[:-1])
        found = dict(zip(order, parts, strict=True))
        return [found[index] for index in range(len(sentences))]

    def _rows(self, one: Inputs) -> Floats:
        words = np.stack([vector_of(lemma) for lemma in one.lemmas]) @ self.words + self.words_bias
        columns = [
            self.tables[name][[self.numbers[name].get(value, 0) for value in values]]
            for name, values in (("pos", one.pos), ("relations", one.relations), ("cases", one.cases))
        ]
        known = self.numbers["kinds"]
        table = self.tables["kinds"]
        kinds = np.stack([table[[known.get(kind, 0) for kind in each]].sum(axis=0) for each in one.kinds])
        return np.hstack([*columns, kinds + self.kinds_bias, words])
