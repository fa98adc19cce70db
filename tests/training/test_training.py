"""The annotated articles are sound, and training on them is repeatable."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kg.classification.candidates import labels
from kg.classification.classifier import read_classifier
from kg.vocabulary import relations
from training.corpus import Annotated, read_corpus
from training.examples import Example, examples
from training.network import Floats, Settings, dense_of, targets, train, vocabulary
from training.train import save

ARTICLES = Path(__file__).parents[2] / "training" / "articles"
CORPUS = list(read_corpus(ARTICLES))
SMALL = Settings(hidden=8, epochs=2, rare=2)


@pytest.fixture(scope="module")
def few() -> list[Example]:
    return [row for article in CORPUS[:2] for row in examples(article)]


def test_there_are_articles() -> None:
    assert len(CORPUS) > 80
    assert sum(len(article.facts) for article in CORPUS) > 1500


@pytest.mark.parametrize("article", CORPUS, ids=lambda article: article.id)
def test_evidence_is_verbatim(article: Annotated) -> None:
    text = article.path.read_text("utf-8")
    assert [fact["evidence"] for fact in article.facts if fact["evidence"] not in text] == []


def test_every_relation_is_annotated() -> None:
    assert {fact["relation"] for article in CORPUS for fact in article.facts} == set(relations())


def test_a_malformed_fact_is_named(tmp_path: Path) -> None:
    (tmp_path / "01.txt").write_text("Завод.", "utf-8")
    (tmp_path / "01.facts").write_text("supplies | Завод (Company) | насосы (Product)\n", "utf-8")
    with pytest.raises(ValueError, match="01.facts:1"):
        list(read_corpus(tmp_path))


def test_examples_know_what_is_stated(few: list[Example]) -> None:
    stated = {label for row in few for label, state in row.labels.items() if state == 1}
    assert {"participatesIn", "locatedIn"} <= stated
    assert all(set(row.labels) <= set(labels()) for row in few)


def test_targets_leave_doubtful_labels_out(few: list[Example]) -> None:
    wanted, counted = targets(few, labels())
    assert bool((wanted <= counted).all())
    assert counted.sum() == sum(state >= 0 for row in few for state in row.labels.values())


def test_training_is_repeatable(few: list[Example], tmp_path: Path) -> None:
    dense = dense_of(few, lambda _: None)
    one, two = (train(few, dense, labels(), SMALL) for _ in range(2))
    assert np.array_equal(one.embeddings, two.embeddings)
    assert np.array_equal(one.out, two.out)
    save(tmp_path / "weights.npz", np.zeros((300, 64), np.float32), [one], np.full(len(labels()), 0.5, np.float32))
    stored = read_classifier(tmp_path / "weights.npz")
    assert stored.features == vocabulary(few, SMALL.rare)
    assert np.allclose(stored.embeddings, one.embeddings, atol=1e-3)


def test_training_lowers_the_error(few: list[Example]) -> None:
    dense = dense_of(few, lambda _: None)
    wanted, counted = targets(few, labels())

    def error(epochs: int) -> float:
        network = train(few, dense, labels(), Settings(hidden=16, epochs=epochs, rare=1, rate=1e-2))
        active = np.maximum(_sum(few, network.features, network.embeddings) + network.bias, 0)
        scores = 1 / (1 + np.exp(-(active @ network.out + network.out_bias)))
        return float((((scores - wanted) ** 2) * counted).sum() / counted.sum())

    assert error(12) < 0.8 * error(1)


def _sum(rows: list[Example], features: dict[str, int], embeddings: Floats) -> Floats:
    return np.stack(
        [embeddings[[features[name] for name in row.features if name in features]].sum(axis=0) for row in rows]
    )
