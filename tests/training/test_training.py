"""The annotated articles are sound, and training on them is repeatable."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kg.classification.candidates import labels
from kg.classification.classifier import Place, lay_out, read_classifier, write_classifier
from kg.vocabulary import relations
from training.corpus import Annotated, read_corpus
from training.examples import Examined, Example, examine

TRAINING = Path(__file__).parents[2] / "training"
CORPUS = [article for folder in ("articles", "unseen") for article in read_corpus(TRAINING / folder)]


@pytest.fixture(scope="module")
def few() -> list[Examined]:
    return [examine(article) for article in CORPUS[:2]]


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


def test_examples_know_what_is_stated(few: list[Examined]) -> None:
    rows = [row for article in few for row in article.examples]
    stated = {label for row in rows for label, state in row.labels.items() if state == 1}
    assert {"participatesIn", "locatedIn"} <= stated
    assert all(set(row.labels) <= set(labels()) for row in rows)


class TestNetwork:
    """Needs PyTorch, which `pip install '.[train]'` brings; kg itself runs without it."""

    @pytest.fixture(autouse=True)
    def _torch(self) -> None:
        pytest.importorskip("torch", reason="PyTorch is not installed: pip install '.[train]'")

    def test_targets_leave_doubtful_labels_out(self, few: list[Examined]) -> None:
        from training.network import targets

        rows = few[0].examples
        wanted, counted = targets(rows, labels())
        assert bool((wanted <= counted).all())
        assert counted.sum() == sum(state >= 0 for row in rows for state in row.labels.values())

    def test_training_is_repeatable_and_kg_computes_the_same(self, few: list[Examined], tmp_path: Path) -> None:
        from training.network import Settings, classifier_of
        from training.train import fit, scores

        settings = Settings(hidden=8, units=8, epochs=2, rare=2)
        (one, known), (two, _) = (fit(few, settings) for _ in range(2))
        wanted = scores(one, few[0], known)
        assert np.array_equal(wanted, scores(two, few[0], known))
        write_classifier(
            tmp_path / "weights.npz", classifier_of([one], known, labels(), np.full(len(labels()), 0.5, np.float32))
        )
        classifier = read_classifier(tmp_path / "weights.npz")
        states = dict(enumerate(classifier.states(few[0].sentences)))
        by_sentence: dict[int, list[Example]] = {}
        for row in few[0].examples:
            by_sentence.setdefault(row.sentence, []).append(row)
        found = []
        for sentence, rows in by_sentence.items():
            sums = np.stack(
                [sum(classifier.features_sum(*((name[0]), [name[2:]])) for name in row.features) for row in rows]
            )
            found.append(classifier.probabilities(sums, lay_out(sentence, [row.place for row in rows]), states))
        assert np.allclose(np.concatenate(found), 1 / (1 + np.exp(-wanted)), atol=5e-3)

    def test_training_lowers_the_error(self, few: list[Examined]) -> None:
        from training.network import Settings, targets
        from training.train import fit, scores

        wanted, counted = targets(few[0].examples, labels())

        def error(epochs: int) -> float:
            settings = Settings(hidden=16, units=8, epochs=epochs, rare=1, rate=1e-2, forgetting=0.1, dropout=0.1)
            model, known = fit(few, settings)
            return float(((1 / (1 + np.exp(-scores(model, few[0], known))) - wanted) ** 2 * counted).sum())

        assert error(10) < 0.8 * error(1)

    def test_a_label_that_errs_is_shut(self) -> None:
        from training.train import STEPS, thresholds

        place = few_place()
        rows = [Example((), 0, place, {"supplies": index % 2, "saidBy": 1}) for index in range(40)]
        limits = dict(zip(labels(), thresholds(rows, np.full((40, len(labels())), 1.5, np.float32)), strict=True))
        assert limits["supplies"] == pytest.approx(STEPS[-1])
        assert limits["saidBy"] < 0.8


def few_place() -> Place:
    return Place((0, 0), (0, 1))
