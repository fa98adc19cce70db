"""Trains the relation classifier on annotated articles and measures it.

python -m training.train training/articles     trains on all, writes kg/classification/weights.npz
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.classification.candidates import labels
from kg.language.models import word_vector
from training.corpus import read_corpus
from training.examples import Example, examples
from training.network import Floats, Network, Settings, Vectors, dense_of, projection, sparse_of, targets, train

FOLDS = 3
STEPS = (0.6, 0.7, 0.8, 0.9, 0.95)
WANTED = 0.72  # the share of right ones among what a label adds to the patterns, measured over folds


def main() -> int:
    """Runs the command; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--networks", type=int, default=2, help="how many are trained and averaged")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "kg/classification/weights.npz")
    options = parser.parse_args()
    articles = [article for folder in options.folders for article in read_corpus(folder)]
    rows = [row for article in articles for row in examples(article)]
    print(f"{len(articles)} articles, {len(rows)} examples", flush=True)
    limits = thresholds(rows, 1)
    print(*(f"{label:22} {limit:.1f}" for label, limit in zip(labels(), limits, strict=True)), sep="\n")
    save(options.out, *fit(rows, options.networks), limits)
    return 0


def thresholds(rows: Sequence[Example], networks: int) -> Floats:
    """For each label the lowest step from which enough of what it adds is right, on articles not trained on."""
    fold = {article: index % FOLDS for index, article in enumerate(sorted({row.article for row in rows}))}
    right = np.zeros((len(STEPS), len(labels())))
    found = np.zeros_like(right)
    for held in range(FOLDS):
        outside = [row for row in rows if fold[row.article] == held]
        axes, made = fit([row for row in rows if fold[row.article] != held], networks)
        dense = dense_of(outside, projected(axes))
        logits = np.mean([network.scores(sparse_of(outside, network.features), dense) for network in made], axis=0)
        wanted, counted = targets(outside, labels())
        for place, step in enumerate(STEPS):
            taken = (1 / (1 + np.exp(-logits)) >= step) & (counted > 0) & ~said_already(outside)
            right[place] += (wanted * taken).sum(axis=0)
            found[place] += taken.sum(axis=0)
    for label, rights, founds in zip(labels(), right.T, found.T, strict=True):
        counts = "  ".join(f"{r:.0f}/{f:.0f}" for r, f in zip(rights, founds, strict=True))
        print(f"{label:22} right/found from {STEPS}: {counts}", flush=True)
    enough = (right + 1) / (found + 2) >= WANTED  # one right and one wrong in advance: small counts lie
    return np.array(
        [next((s for s, good in zip(STEPS, row, strict=True) if good), STEPS[-1]) for row in enough.T], np.float32
    )


def said_already(rows: Sequence[Example]) -> NDArray[np.bool_]:
    """Examples × labels: what a pattern has found."""
    column = {f"p:fired={label}": index for index, label in enumerate(labels())}
    result = np.zeros((len(rows), len(column)), bool)
    for index, row in enumerate(rows):
        result[index, [column[name] for name in row.features if name in column]] = True
    return result


def fit(rows: Sequence[Example], networks: int, settings: Settings | None = None) -> tuple[Floats, list[Network]]:
    """The projection of word vectors, and networks that differ in their seed."""
    settings = settings or Settings()
    words = sorted({word for row in rows for word in row.around})
    axes = projection(words, word_vector)
    dense = dense_of(rows, projected(axes))
    made = []
    for seed in range(networks):
        one = Settings(**{**{f: getattr(settings, f) for f in Settings.__slots__}, "seed": seed})
        made.append(train(rows, dense, labels(), one))
    return axes, made


def projected(axes: Floats) -> Vectors:
    """Words' vectors on the axes."""

    @cache
    def vector(word: str) -> Floats | None:
        found = word_vector(word)
        return None if found is None else found @ axes

    return vector


def save(path: Path, axes: Floats, networks: Sequence[Network], limits: Floats) -> None:
    """Writes the networks side by side as one: their logits are averaged."""
    features = networks[0].features
    count = len(networks)
    np.savez_compressed(
        path,
        features=np.frombuffer("\n".join(features).encode(), np.uint8),
        labels=np.frombuffer("\n".join(labels()).encode(), np.uint8),
        thresholds=limits,
        embeddings=np.hstack([one.embeddings for one in networks]).astype(np.float16),
        projection=axes.astype(np.float16),
        slots=np.hstack([one.slots for one in networks]).astype(np.float16),
        bias=np.hstack([one.bias for one in networks]),
        out=np.vstack([one.out for one in networks]) / count,
        out_bias=np.mean([one.out_bias for one in networks], axis=0),
    )


if __name__ == "__main__":
    sys.exit(main())
