"""Trains the relation classifier on annotated articles and measures it.

python -m training.train training/articles     trains on all, writes kg/classification/weights.npz
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from kg.classification.candidates import labels
from kg.classification.classifier import Classifier, write_classifier
from training.corpus import read_corpus
from training.examples import Examined, Example, examine
from training.network import (
    Floats,
    Model,
    Settings,
    Vocabulary,
    classifier_of,
    prepare,
    targets,
    train,
    vocabulary,
)

FOLDS = 3
STEPS = tuple(round(0.5 + 0.05 * step, 2) for step in range(10))
WANTED = 0.78  # the share of right ones among what a label adds to the patterns, measured over folds
PRIOR = 6  # how many decisions at the share of all labels a label is lent: small counts lie


def main() -> int:
    """Runs the command; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--networks", type=int, default=2, help="how many are trained and averaged")
    parser.add_argument("--workers", type=int, default=2, help="processes")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "kg/classification/weights.npz")
    options = parser.parse_args()
    annotated = [article for folder in options.folders for article in read_corpus(folder)]
    with ProcessPoolExecutor(options.workers, get_context("fork")) as pool:
        articles = list(pool.map(examine, annotated, chunksize=4))
    print(f"{len(articles)} articles, {sum(len(article.examples) for article in articles)} examples", flush=True)
    classifier, limits = fit_with_thresholds(articles, options.networks, options.workers)
    print(*(f"{label:22} {limit:.2f}" for label, limit in zip(labels(), limits, strict=True)), sep="\n")
    write_classifier(options.out, classifier)
    return 0


_ARTICLES: list[Examined] = []  # what the processes share


def fit_with_thresholds(articles: Sequence[Examined], networks: int, workers: int) -> tuple[Classifier, Floats]:
    """The classifier trained on all articles, its thresholds measured on folds that it was not trained on."""
    _ARTICLES[:] = articles
    jobs = list(product((*range(FOLDS), None), range(networks)))
    with ProcessPoolExecutor(workers, get_context("fork")) as pool:
        done = dict(zip(jobs, pool.map(_work, *zip(*jobs, strict=True)), strict=True))
    scored = [np.mean([done[fold, seed][1] for seed in range(networks)], axis=0) for fold in range(FOLDS)]
    outside = [row for fold in range(FOLDS) for article in _held(fold) for row in article.examples]
    limits = thresholds(outside, np.concatenate(scored))
    models = [done[None, seed][0] for seed in range(networks)]
    return classifier_of(models, vocabulary(articles, Settings().rare), labels(), limits), limits


def _work(fold: int | None, seed: int) -> tuple[Model, Floats]:
    """A network trained without a fold, and its logits for the examples of that fold."""
    held = {id(article) for article in _held(fold)} if fold is not None else set()
    rest = [article for article in _ARTICLES if id(article) not in held]
    model, known = fit(rest, Settings(seed=seed))
    logits = [scores(model, article, known) for article in _held(fold)] if fold is not None else []
    return model, np.concatenate(logits) if logits else np.zeros((0, len(labels())), np.float32)


def _held(fold: int | None) -> list[Examined]:
    return [article for index, article in enumerate(_ARTICLES) if index % FOLDS == fold]


def fit(articles: Sequence[Examined], settings: Settings) -> tuple[Model, Vocabulary]:
    """A network trained on articles, with their vocabulary."""
    known = vocabulary(articles, settings.rare)
    return train(articles, known, labels(), settings), known


def scores(model: Model, article: Examined, known: Vocabulary) -> Floats:
    """A logit a label for each example of an article."""
    if not article.examples:
        return np.zeros((0, len(labels())), np.float32)
    with torch.no_grad():
        result: Floats = model(prepare(article, known, labels())).numpy()
    return result


def thresholds(rows: Sequence[Example], logits: Floats) -> Floats:
    """For each label the lowest step from which enough of what it adds is right; the highest where none is.

    A label is lent the share of all labels at the step, as if it had decided `PRIOR` times more.
    """
    wanted, counted = targets(rows, labels())
    free = (counted > 0) & ~said_already(rows)
    right, found = (np.zeros((len(STEPS), len(labels()))) for _ in range(2))
    for place, step in enumerate(STEPS):
        taken = (1 / (1 + np.exp(-logits)) >= step) & free
        right[place], found[place] = (wanted * taken).sum(axis=0), taken.sum(axis=0)
    for label, rights, founds in zip(labels(), right.T, found.T, strict=True):
        counts = "  ".join(f"{r:.0f}/{f:.0f}" for r, f in zip(rights, founds, strict=True))
        print(f"{label:22} right/found from {STEPS}: {counts}", flush=True)
    plain = [index for index, label in enumerate(labels()) if not label.endswith("#")]
    share = right[:, plain].sum(axis=1) / np.maximum(found[:, plain].sum(axis=1), 1)
    enough = (right + PRIOR * share[:, None]) / (found + PRIOR) >= WANTED
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


if __name__ == "__main__":
    sys.exit(main())
