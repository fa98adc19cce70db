"""Trains the classifier's network: one hidden layer over summed feature embeddings and word vectors (Adam, dropout).

The same examples, vectors and seed give the same weights on one machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from kg.classification.features import SLOTS
from training.examples import Example

Floats = NDArray[np.float32]
Vectors = Callable[[str], Floats | None]

WIDTH = 64  # of a word's projected vector
PLACES = 2 * len(SLOTS) + 3  # subject's and object's slots, the meeting word, words between, words of the sentence


@dataclass(frozen=True, slots=True)
class Settings:
    """How the network is made and trained."""

    hidden: int = 64
    epochs: int = 8
    rate: float = 2e-3
    batch: int = 256
    dropout: float = 0.4  # of hidden units
    forgetting: float = 0.25  # of features
    rare: int = 20  # features seen less often are left out
    seed: int = 0


@dataclass(slots=True)
class Network:
    """Trained parameters; see `kg.classification.classifier.Weights`."""

    features: dict[str, int]
    embeddings: Floats
    slots: Floats
    bias: Floats
    out: Floats
    out_bias: Floats

    def scores(self, sparse: csr_matrix, dense: Floats) -> Floats:
        """A logit a label for each example."""
        active = np.maximum(sparse @ self.embeddings + dense @ self.slots + self.bias, 0)
        result: Floats = active @ self.out + self.out_bias
        return result


def projection(words: Sequence[str], vectors: Vectors) -> Floats:
    """The principal axes of the words' vectors, scaled so that a projected vector has about the length of 4."""
    known = np.stack([vector for word in words if (vector := vectors(word)) is not None])
    centred = known - known.mean(axis=0)
    axes = np.linalg.svd(centred, full_matrices=False)[2][:WIDTH].T
    scale = np.sqrt(((known @ axes) ** 2).sum(axis=1).mean())
    result: Floats = (axes / scale * 4).astype(np.float32)
    return result


def vocabulary(rows: Sequence[Example], rare: int) -> dict[str, int]:
    """The features that are seen often enough, numbered in their order."""
    counts = Counter(name for row in rows for name in set(row.features))
    return {name: index for index, name in enumerate(sorted(n for n, count in counts.items() if count >= rare))}


def sparse_of(rows: Sequence[Example], features: dict[str, int]) -> csr_matrix:
    """Examples × features, ones and zeros."""
    columns = [[features[name] for name in row.features if name in features] for row in rows]
    starts = np.concatenate([[0], np.cumsum([len(row) for row in columns])])
    flat = np.fromiter((column for row in columns for column in row), np.int32, starts[-1])
    return csr_matrix((np.ones(len(flat), np.float32), flat, starts), (len(rows), len(features)))


def dense_of(rows: Sequence[Example], vectors: Vectors) -> Floats:
    """Examples × projected word vectors, a block a slot; zeros where there is no word."""
    result = np.zeros((len(rows), PLACES, WIDTH), np.float32)
    for index, row in enumerate(rows):
        for place, word in enumerate(row.slots):
            if word is not None and (vector := vectors(word)) is not None:
                result[index, place] = vector
        for place, words in ((PLACES - 2, row.between), (PLACES - 1, row.around)):
            known = [vector for word in words if (vector := vectors(word)) is not None]
            if known:
                result[index, place] = np.mean(known, axis=0)
    return result.reshape(len(rows), PLACES * WIDTH)


def targets(rows: Sequence[Example], labels: Sequence[str]) -> tuple[Floats, Floats]:
    """(wanted, counted): examples × labels, what is stated, and which labels count for an example."""
    wanted, counted = (np.zeros((len(rows), len(labels)), np.float32) for _ in range(2))
    column = {label: index for index, label in enumerate(labels)}
    for index, row in enumerate(rows):
        for label, state in row.labels.items():
            if state >= 0:
                counted[index, column[label]] = 1
                wanted[index, column[label]] = state
    return wanted, counted


def train(rows: Sequence[Example], dense: Floats, labels: Sequence[str], settings: Settings) -> Network:
    """A network trained on examples; `dense` are their word vectors (`dense_of`)."""
    random = np.random.default_rng(settings.seed)
    features = vocabulary(rows, settings.rare)
    sparse, (wanted, counted) = sparse_of(rows, features), targets(rows, labels)
    sizes = [(len(features), settings.hidden), (PLACES * WIDTH, settings.hidden), (settings.hidden, len(labels))]
    weights = [random.normal(0, 0.03, size).astype(np.float32) for size in sizes]
    parameters = [*weights, np.zeros(settings.hidden, np.float32), np.full(len(labels), -3, np.float32)]
    moments = [[np.zeros_like(one) for one in parameters] for _ in range(2)]
    steps = settings.epochs * -(-len(rows) // settings.batch)
    step = 0
    for _ in range(settings.epochs):
        order = random.permutation(len(rows))
        for first in range(0, len(rows), settings.batch):
            chosen = order[first : first + settings.batch]
            step += 1
            seen = sparse[chosen]
            seen.data = (random.random(len(seen.data)) >= settings.forgetting).astype(np.float32)
            gradients = _gradients(parameters, seen, dense[chosen], wanted[chosen], counted[chosen], settings, random)
            _adam(parameters, gradients, moments, step, settings.rate * (1 - (step - 1) / steps))
    embeddings, slots, out, bias, out_bias = parameters
    return Network(features, embeddings * (1 - settings.forgetting), slots, bias, out, out_bias)


def _gradients(
    parameters: Sequence[Floats], sparse: csr_matrix, dense: Floats, wanted: Floats, counted: Floats,
    settings: Settings, random: np.random.Generator,
) -> list[Floats]:  # fmt: skip
    embeddings, slots, out, bias, out_bias = parameters
    active = np.maximum(sparse @ embeddings + dense @ slots + bias, 0)
    kept = (random.random(active.shape) >= settings.dropout) / (1 - settings.dropout)
    dropped = (active * kept).astype(np.float32)
    scores = dropped @ out + out_bias
    error = ((1 / (1 + np.exp(-scores)) - wanted) * counted / len(wanted)).astype(np.float32)
    back = ((error @ out.T) * kept * (active > 0)).astype(np.float32)
    return [np.asarray(sparse.T @ back), dense.T @ back, dropped.T @ error, back.sum(axis=0), error.sum(axis=0)]


def _adam(
    parameters: Sequence[Floats],
    gradients: Sequence[Floats],
    moments: Sequence[Sequence[Floats]],
    step: int,
    rate: float,
) -> None:
    """One step of Adam (Kingma and Ba 2015), in place."""
    scale = rate * np.sqrt(1 - 0.999**step) / (1 - 0.9**step)
    for value, gradient, first, second in zip(parameters, gradients, *moments, strict=True):
        first += 0.1 * (gradient - first)
        second += 0.001 * (gradient * gradient - second)
        value -= (scale * first / (np.sqrt(second) + 1e-8)).astype(np.float32)
