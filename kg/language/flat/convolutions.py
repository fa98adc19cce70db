"""The encoder that all three networks have: three convolutions over windows of three words.

A convolution is one matrix product with the weights for the previous, this and the next word side by side; the three
thirds of the outcome are added up with a shift. An empty place is set to zero after each layer, as slovnet's padding.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from kg.language.flat.row import Row
from kg.language.flat.vectors import Floats, Integers, WordVectors


@dataclass(frozen=True, slots=True)
class Layer:
    """A convolution's weights (inputs × 3 · filters), its bias, and the normalisation that follows it."""

    weights: Floats
    bias: Floats
    mean: Floats
    std: Floats
    scale: Floats
    shift: Floats

    def finish(self, sums: Floats, empty: Integers) -> Floats:
        """The layer's outcome: bias, ReLU, normalisation; changes `sums`."""
        sums += self.bias
        np.maximum(sums, 0, out=sums)
        sums -= self.mean
        sums /= self.std
        sums *= self.scale
        sums += self.shift
        sums[empty] = 0
        return sums


def _layer(layer: Any) -> Layer:
    filters, inputs, window = layer.conv.weight.array.shape
    weights = np.ascontiguousarray(layer.conv.weight.array.transpose(1, 2, 0)).reshape(inputs, window * filters)
    norm = layer.norm
    arrays = (layer.conv.bias, norm.mean, norm.std, norm.weight, norm.bias)
    return Layer(weights, *(weight.array for weight in arrays))


def _add_up(before: Floats, here: Floats, after: Floats) -> Floats:
    """What each word gets from the one before it, from itself and from the one after it; changes `here`."""
    here[1:] += before[:-1]
    here[:-1] += after[1:]
    return here


class Encoder:
    """A network's features of each word in its surroundings."""

    def __init__(self, network: Any, vectors: WordVectors) -> None:
        first, *self._rest = map(_layer, network.encoder.layers)
        width = vectors.width
        self._first = first
        self._words = np.ascontiguousarray(first.weights[:width])
        self._shapes = network.emb.shape.weight.array @ first.weights[width:]

    def __call__(self, row: Row, vectors: Floats) -> Floats:
        """The features (words and empty places × 64); `vectors` are those of the row's distinct words."""
        features = self._first.finish(self._first_sums(row, vectors), row.empty)
        for layer in self._rest:
            before, here, after = np.split(features @ layer.weights, 3, axis=1)
            features = layer.finish(_add_up(before, here.copy(), after), row.empty)
        return features

    def _first_sums(self, row: Row, vectors: Floats) -> Floats:
        words = np.split(vectors @ self._words, 3, axis=1)
        shapes = np.split(self._shapes, 3, axis=1)
        before, here, after = (word[row.places] + shape[row.shapes] for word, shape in zip(words, shapes, strict=True))
        return _add_up(before, here, after)
