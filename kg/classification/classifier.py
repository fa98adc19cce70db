"""How likely each relation is for each candidate, by small trained networks; their weights come with kg.

A network adds up readable features (an embedding a feature) and what its encoder says of the words: of the two sides,
of those between them and on the path between them in the tree, of the sentence. One hidden layer follows. The networks
differ in their seed, and their logits are averaged. They are trained by `training/train.py` on the articles beside it;
the same weights and words give the same probabilities.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg import resources
from kg.classification.encoder import Direction, Encoder, Floats, Inputs

Integers = NDArray[np.int64]
TABLES = ("pos", "relations", "cases", "kinds")
MAPS = ("subject", "object", "one", "other", "between", "path", "sentence")  # from states to the hidden layer


@dataclass(frozen=True, slots=True)
class Place:
    """Where a candidate stands: its sides as (sentence, head token), and the tokens between them in the tree.

    `subject` is None where there is none; `path` is empty for sides of two sentences.
    """

    subject: tuple[int, int] | None
    object: tuple[int, int]
    path: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The places of a sentence's candidates as indices: `points` are the distinct heads, the last is nobody.

    `pairs` are, by sentence, the candidates (their numbers) with both sides there, and the lower and the higher head;
    `paths`, by sentence, candidates with the tokens of their paths, end to end, and where each begins.
    """

    sentence: int
    points: Sequence[tuple[int, int]]
    subjects: Integers
    objects: Integers
    pairs: Mapping[int, Integers]
    paths: Mapping[int, tuple[Integers, Integers, Integers]]


def lay_out(sentence: int, places: Sequence[Place]) -> Layout:
    """The layout of the candidates of a sentence."""
    numbers: dict[tuple[int, int], int] = {}
    subjects = [-1 if p.subject is None else numbers.setdefault(p.subject, len(numbers)) for p in places]
    objects = [numbers.setdefault(p.object, len(numbers)) for p in places]
    pairs: dict[int, list[tuple[int, int, int]]] = {}
    paths: dict[int, list[int]] = {}
    for index, place in enumerate(places):
        if place.subject is not None and place.subject[0] == place.object[0]:
            low, high = sorted((place.subject[1], place.object[1]))
            if high - low > 1:
                pairs.setdefault(place.object[0], []).append((index, low, high))
            if place.path:
                paths.setdefault(place.object[0], []).append(index)
    return Layout(
        sentence, list(numbers), np.array(subjects), np.array(objects),
        {where: np.array(rows) for where, rows in pairs.items()},
        {where: _ends(rows, places) for where, rows in paths.items()},
    )  # fmt: skip


def _ends(rows: Sequence[int], places: Sequence[Place]) -> tuple[Integers, Integers, Integers]:
    lengths = [len(places[index].path) for index in rows]
    tokens = [token for index in rows for token in places[index].path]
    return np.array(rows), np.array(tokens), np.cumsum([0, *lengths[:-1]])


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """One trained network without its features: the encoder, the maps of its states, the layers."""

    encoder: Encoder
    maps: Mapping[str, Floats]
    nobody: Floats
    bias: Floats
    out: Floats
    out_bias: Floats

    def hidden(self, layout: Layout, states: Mapping[int, Floats]) -> Floats:
        """What the words give to the hidden layer, a row a candidate; `states` are those of the sentences."""
        points = np.stack([*(states[where][head] for where, head in layout.points), self.nobody])
        mapped = {name: points @ self.maps[name] for name in ("subject", "object", "one", "other")}
        rows: Floats = mapped["subject"][layout.subjects] + mapped["object"][layout.objects]
        rows += mapped["one"][layout.subjects] * mapped["other"][layout.objects]
        rows += states[layout.sentence].mean(axis=0) @ self.maps["sentence"]
        for where, (candidates, low, high) in ((w, pairs.T) for w, pairs in layout.pairs.items()):
            sums = np.vstack([np.zeros_like(states[where][:1]), np.cumsum(states[where], axis=0)])
            means = (sums[high] - sums[low + 1]) / (high - low - 1)[:, None].astype(np.float32)
            rows[candidates] += means @ self.maps["between"]
        for where, (candidates, tokens, starts) in layout.paths.items():
            sums = np.add.reduceat(states[where][tokens], starts, axis=0)
            lengths = np.diff([*starts, len(tokens)])[:, None].astype(np.float32)
            rows[candidates] += (sums / lengths) @ self.maps["path"]
        return rows

    def logits(self, rows: Floats) -> Floats:
        """Hidden sums → a logit a label."""
        result: Floats = np.maximum(rows + self.bias, 0) @ self.out + self.out_bias
        return result


@dataclass(frozen=True, slots=True, eq=False)
class Classifier:
    """The networks and what they share: features by number, labels, thresholds.

    `embeddings` hold a row a feature, the networks' side by side. A fact is made where the probability of its label
    reaches the label's threshold.
    """

    features: Mapping[str, int]
    labels: tuple[str, ...]
    thresholds: Floats
    embeddings: Floats
    networks: tuple[Network, ...]
    by_role: Mapping[str, dict[str, int]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Features by role and name, so that none is spelt out anew for each candidate."""
        parted: dict[str, dict[str, int]] = {role: {} for role in "sopz"}
        for feature, row in self.features.items():
            role, _, name = feature.partition(":")
            parted[role][name] = row
        object.__setattr__(self, "by_role", parted)

    def features_sum(self, role: str, names: Iterable[str]) -> Floats:
        """What features add to the hidden layers; `role` is s (subject), o (object), p (pair) or z (sentence)."""
        known = self.by_role[role]
        rows = [known[name] for name in names if name in known]
        total: Floats = self.embeddings[rows].sum(axis=0) if rows else np.zeros(self.embeddings.shape[1], np.float32)
        return total

    def features_sums(self, role: str, views: Sequence[Sequence[str]]) -> Floats:
        """`features_sum` of many views at once, a row each."""
        known = self.by_role[role]
        rows = [[known[name] for name in names if name in known] for names in views]
        filled = [index for index, each in enumerate(rows) if each]
        sums = np.zeros((len(views), self.embeddings.shape[1]), np.float32)
        if filled:
            starts = np.cumsum([0, *(len(rows[index]) for index in filled[:-1])])
            flat = np.fromiter(chain.from_iterable(rows), np.int64)
            sums[filled] = np.add.reduceat(self.embeddings[flat], starts, axis=0)
        return sums

    def states(self, sentences: Sequence[Inputs]) -> list[tuple[Floats, ...]]:
        """The states of each sentence's words, an array a network."""
        return list(zip(*(network.encoder(sentences) for network in self.networks), strict=True))

    def probabilities(self, sums: Floats, layout: Layout, states: Mapping[int, tuple[Floats, ...]]) -> Floats:
        """A probability a label for each candidate, from its features' sums and where it stands."""
        logits = np.zeros((len(sums), len(self.labels)), np.float32)
        parts = np.split(sums, len(self.networks), axis=1)
        for index, (network, part) in enumerate(zip(self.networks, parts, strict=True)):
            own = {sentence: each[index] for sentence, each in states.items()}
            logits += network.logits(part + network.hidden(layout, own))
        result: Floats = np.reciprocal(1 + np.exp(-logits / len(self.networks)))
        return result


def write_classifier(path: Path, classifier: Classifier) -> None:
    """Stores a classifier; embeddings and tables as half floats."""
    text = {"features": classifier.features, "labels": classifier.labels}
    numbers = classifier.networks[0].encoder.numbers
    text |= {f"values:{name}": numbers[name] for name in TABLES}
    arrays: dict[str, Any] = {"thresholds": classifier.thresholds, "embeddings": _half(classifier.embeddings)}
    for index, network in enumerate(classifier.networks):
        arrays |= {f"{index}:{name}": array for name, array in _arrays(network).items()}
    encoded = {name: np.frombuffer("\n".join(lines).encode(), np.uint8) for name, lines in text.items()}
    np.savez_compressed(path, **(arrays | encoded))


def _half(array: Floats) -> NDArray[np.float16]:
    return array.astype(np.float16)


def _arrays(network: Network) -> dict[str, NDArray[np.float16]]:
    encoder = network.encoder
    found = {"words": encoder.words, "words_bias": encoder.words_bias, "kinds_bias": encoder.kinds_bias}
    found |= {f"table:{name}": table for name, table in encoder.tables.items()}
    for name, one in (("forward", encoder.forward), ("backward", encoder.backward)):
        found |= {f"{name}:entering": one.entering, f"{name}:recurrent": one.recurrent, f"{name}:bias": one.bias}
    found |= {f"map:{name}": matrix for name, matrix in network.maps.items()}
    found |= {"nobody": network.nobody, "bias": network.bias, "out": network.out, "out_bias": network.out_bias}
    return {name: _half(array) for name, array in found.items()}


def read_classifier(path: Path) -> Classifier:
    """The classifier whose weights a file holds."""
    with np.load(path) as stored:
        arrays = {key: stored[key] for key in stored.files}
    text = {key: bytes(a).decode().split("\n") for key, a in arrays.items() if a.dtype == np.uint8}
    floats = {key: array.astype(np.float32) for key, array in arrays.items() if key not in text}
    numbers = {name: _numbered(text[f"values:{name}"]) for name in TABLES}
    own: dict[str, dict[str, Floats]] = {}
    for key, array in floats.items():
        network, colon, name = key.partition(":")
        if colon:
            own.setdefault(network, {})[name] = array
    networks = tuple(_network(own[network], numbers) for network in sorted(own))
    return Classifier(
        _numbered(text["features"]), tuple(text["labels"]), floats["thresholds"], floats["embeddings"], networks
    )


def _numbered(values: Sequence[str]) -> dict[str, int]:
    return {value: index for index, value in enumerate(values)}


def _network(arrays: Mapping[str, Floats], numbers: Mapping[str, Mapping[str, int]]) -> Network:
    forward, backward = (
        Direction(*(arrays[f"{name}:{part}"] for part in ("entering", "recurrent", "bias")))
        for name in ("forward", "backward")
    )
    encoder = Encoder(
        arrays["words"], arrays["words_bias"], arrays["kinds_bias"],
        {name: arrays[f"table:{name}"] for name in TABLES}, numbers, forward, backward,
    )  # fmt: skip
    maps = {name: arrays[f"map:{name}"] for name in MAPS}
    return Network(encoder, maps, arrays["nobody"], arrays["bias"], arrays["out"], arrays["out_bias"])


def silenced(classifier: Classifier) -> Classifier:
    """The classifier with thresholds that nothing reaches, for patterns alone."""
    return replace(classifier, thresholds=np.full_like(classifier.thresholds, 2))


@cache
def load_classifier() -> Classifier:
    """The classifier that comes with kg, read once a process. Raises ResourceError where its weights are missing."""
    return read_classifier(resources.classifier())
