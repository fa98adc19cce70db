"""Measures the classifier on articles that it was not trained on.

python -m training.measure --on TEST...              precision, recall and F1 by relation of kg as it is
python -m training.measure TRAIN... --on TEST...     … of a classifier trained on other articles, for several thresholds
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

import kg
from kg.classification.candidates import labels
from kg.classification.classifier import Classifier
from kg.evaluation.measures import Evaluation, Rates, judge
from kg.flat import flat
from training.corpus import Annotated, read_corpus


def main() -> int:
    """Runs the command; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--on", nargs="+", type=Path, required=True)
    parser.add_argument("--networks", type=int, default=2)
    parser.add_argument("--thresholds", type=float, nargs="+", default=[0.4, 0.5, 0.6, 0.7])
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    tested = [article for folder in options.on for article in read_corpus(folder)]
    if not options.folders:
        result = evaluate(tested)
        print(f"kg as it is: {_told(result.total.strict)}", flush=True)
    else:
        classifier = trained(options.folders, options.networks)
        for threshold in options.thresholds:
            classifier.thresholds[:] = threshold
            result = evaluate(tested, classifier)
            print(f"threshold {threshold}: {_told(result.total.strict)}", flush=True)
    for score in result.by_relation:
        print(f"  {score.relation:22} {_told(score.strict)}")
    if options.errors:
        print(*result.differences, sep="\n")
    return 0


def trained(folders: Sequence[Path], networks: int) -> Classifier:
    """A classifier trained on the articles of some folders. Needs PyTorch."""
    from training.examples import examine
    from training.network import Settings, classifier_of
    from training.train import fit

    articles = [examine(article) for folder in folders for article in read_corpus(folder)]
    made = [fit(articles, Settings(seed=seed)) for seed in range(networks)]
    halves = np.full(len(labels()), 0.5, np.float32)
    return classifier_of([model for model, _ in made], made[0][1], labels(), halves)


def evaluate(articles: Sequence[Annotated], classifier: Classifier | None = None) -> Evaluation:
    """The facts found in annotated articles, held against those that they state."""
    judged = []
    for article in articles:
        found = kg.find_facts(kg.read(article.path), classifier)
        judged.append(judge(article.id, article.facts, list(flat(found))))
    return Evaluation(tuple(judged))


def _told(rates: Rates) -> str:
    shares = f"P {rates.precision:.3f} R {rates.recall:.3f} F1 {rates.f1:.3f}"
    return f"{shares} gold {rates.gold} found {rates.found} right {rates.right}"


if __name__ == "__main__":
    sys.exit(main())
