"""What the classifier sees, what it may say, and where it must stay silent."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.classification.arguments import arguments
from kg.classification.candidates import candidates, labels
from kg.classification.classifier import Place, lay_out, load_classifier, silenced
from kg.classification.encoder import inputs
from kg.coreference import link
from kg.extraction import find_facts
from kg.language import annotate
from kg.mentions import find_mentions
from kg.model import ArticleFacts, Document, Span
from kg.relations.scene import Scene, scenes
from kg.vocabulary import relations as declared
from tests.relations.test_cases import agree, all_cases, expected_row, row_of

PASSAGE = (
    "Пермский завод «Гидроузел» отгрузил в Казахстан 40 насосов. "
    "Соглашение об этом подписано на форуме «Мост» в Уральске."
)


def document(text: str) -> Document:
    return Document("passage", text, (Span(0, len(text)),))


def scenes_of(text: str) -> list[Scene]:
    sentences = annotate(document(text))
    return list(scenes(link(document(text), sentences, [find_mentions(sentence) for sentence in sentences])))


def facts_of(text: str) -> ArticleFacts:
    return find_facts(document(text))


def test_arguments_are_names_phrases_and_figures() -> None:
    found = {(one.kind, one.name) for one in arguments(scenes_of(PASSAGE)[0])}
    assert {("Company", "Гидроузел"), ("Country", "Казахстан"), ("Phrase", "насосы"), ("Quantity", "насосы")} <= found
    assert {("Region", "Пермский край"), ("City", "Пермь")} <= found  # an adjective that may mean either


def test_candidates_fit_the_ontology() -> None:
    pairs = [one for scene in scenes_of(PASSAGE) for one in candidates(scene)]
    assert pairs
    for one in pairs:
        for label in one.labels:
            signature = declared()[label.removesuffix("#")]
            if one.subject is not None and not label.endswith("#"):
                assert one.subject.kind in signature.domain


def test_a_symmetric_relation_is_asked_once() -> None:
    scene = scenes_of("Минск и Казань договорились о сотрудничестве.")[0]
    asked = [one for one in candidates(scene) if "cooperatesWith" in one.labels]
    pairs = [frozenset({one.subject.key, one.object.key}) for one in asked if one.subject is not None]
    assert len(pairs) == len(set(pairs)) > 0


def test_the_sentence_before_is_remembered() -> None:
    second = scenes_of(PASSAGE)[1]
    assert any(one.subject is not None and one.subject.name == "Гидроузел" for one in candidates(second))


def test_weights_fit_the_labels() -> None:
    classifier = load_classifier()
    assert classifier.labels == labels()
    assert {label.removesuffix("#") for label in classifier.labels} <= declared().keys()
    assert len(classifier.features) == len(classifier.embeddings)
    assert classifier.embeddings.shape[1] == sum(len(network.bias) for network in classifier.networks)
    assert all(network.out.shape == (len(network.bias), len(labels())) for network in classifier.networks)


@given(st.lists(st.sampled_from(sorted(load_classifier().features)), max_size=60))
def test_probabilities_are_probabilities(names: list[str]) -> None:
    classifier = load_classifier()
    scene = scenes_of(PASSAGE)[0]
    sums = classifier.features_sum("p", [name.partition(":")[2] for name in names])[None]
    layout = lay_out(0, [Place((0, 1), (0, 6), (4,))])
    scores = classifier.probabilities(sums, layout, {0: classifier.states([inputs(scene)])[0]})
    assert scores.shape == (1, len(classifier.labels))
    assert bool(((scores >= 0) & (scores <= 1)).all())


def test_a_sentence_means_the_same_alone_and_among_others() -> None:
    """Sentences are encoded many at a time, in the order of their length."""
    classifier = load_classifier()
    seen = [inputs(scene) for scene in scenes_of(PASSAGE + " Форум прошёл.")]
    together = classifier.states(seen)
    for one, states in zip(seen, together, strict=True):
        for alone, among in zip(classifier.states([one])[0], states, strict=True):
            np.testing.assert_allclose(alone, among, atol=1e-5)


def test_one_s_own_words_tell_apart() -> None:
    """The encoder reads both ways: a word far behind changes the states before it."""
    one, other = (inputs(scenes_of(text)[0]) for text in ("Завод поставит насосы.", "Завод поставит станки."))
    first, second = (load_classifier().states([each])[0][0] for each in (one, other))
    assert not np.allclose(first[0], second[0])
    assert not np.allclose(first[3], second[3])


def test_a_fact_carries_its_words_and_its_probability() -> None:
    found = [fact for fact in facts_of(PASSAGE) if fact.evidence.pattern.endswith(".classifier")]
    least = float(load_classifier().thresholds.min())
    for fact in found:
        assert fact.evidence.span in Span(0, len(PASSAGE))
        assert fact.evidence.span.of(PASSAGE).strip()
        assert round(least, 2) <= fact.confidence <= 1


def test_the_same_text_gives_the_same_facts() -> None:
    assert facts_of(PASSAGE).facts == facts_of(PASSAGE).facts


def test_silenced_it_says_nothing() -> None:
    found = find_facts(document(PASSAGE), silenced(load_classifier()))
    assert not [fact for fact in found if fact.evidence.pattern.endswith(".classifier")]


def test_it_respects_silence() -> None:
    """Denials, wishes and other senses, written for the patterns: the classifier may break one in ten."""
    silent = [(relation, case) for relation, case in all_cases() if not case.expected]
    broken = [
        f"{relation.name}: {case}"
        for relation, case in silent
        if any(fact.relation == relation.name for fact in facts_of(case.sentence))
    ]
    assert len(silent) > 100
    assert len(broken) <= len(silent) / 10, "\n".join(broken)


@pytest.mark.parametrize("share", [0.95])
def test_it_leaves_what_patterns_find(share: float) -> None:
    """What the cases ask for is still found when the classifier speaks too."""
    wanted = [(relation, case, expected_row(cells)) for relation, case in all_cases() for cells in case.expected]
    kept = [
        row
        for relation, case, row in wanted
        if any(agree(relation, row_of(fact), row) for fact in facts_of(case.sentence))
    ]
    assert len(kept) >= share * len(wanted)
