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

from kg.classification.candidates import labels
from kg.language.models import word_vector
from training.corpus import read_corpus
from training.examples import Example, examples
from training.network import Floats, Network, Settings, dense_of, projection, train

THRESHOLD = 0.7  # measured on articles not trained on: below it, too many facts are wrong


def main() -> int:
    """Runs the command; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--networks", type=int, default=2, help="how many are trained and averaged")
    parser.add_argument("--threshold", type=float, default=THRESHOLD, help="the probability that makes a fact")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "kg/classification/weights.npz")
    options = parser.parse_args()
    articles = [article for folder in options.folders for article in read_corpus(folder)]
    rows = [row for article in articles for row in examples(article)]
    print(f"{len(articles)} articles, {len(rows)} examples", flush=True)
    save(options.out, *fit(rows, options.networks), options.threshold)
    return 0


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


def projected(axes: Floats):  # noqa: ANN201
    """Words' vectors on the axes."""

    @cache
    def vector(word: str) -> Floats | None:
        found = word_vector(word)
        return None if found is None else found @ axes

    return vector


def save(path: Path, axes: Floats, networks: Sequence[Network], threshold: float) -> None:
    """Writes the networks side by side as one: their logits are averaged."""
    features = networks[0].features
    count = len(networks)
    np.savez_compressed(
        path,
        features=np.frombuffer("\n".join(features).encode(), np.uint8),
        labels=np.frombuffer("\n".join(labels()).encode(), np.uint8),
        thresholds=np.full(len(labels()), threshold, np.float32),
        embeddings=np.hstack([one.embeddings for one in networks]).astype(np.float16),
        projection=axes.astype(np.float16),
        slots=np.hstack([one.slots for one in networks]).astype(np.float16),
        bias=np.hstack([one.bias for one in networks]),
        out=np.vstack([one.out for one in networks]) / count,
        out_bias=np.mean([one.out_bias for one in networks], axis=0),
    )


if __name__ == "__main__":
    sys.exit(main())
