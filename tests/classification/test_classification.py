"""What the classifier sees, what it may say, and where it must stay silent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.classification.arguments import arguments
from kg.classification.candidates import candidates, labels
from kg.classification.classifier import load_classifier, silenced
from kg.classification.features import View
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
    assert classifier.out.shape == (len(classifier.bias), len(classifier.labels))


@given(st.lists(st.sampled_from(sorted(load_classifier().features)), max_size=60), st.text(max_size=12))
def test_probabilities_are_probabilities(names: list[str], word: str) -> None:
    classifier = load_classifier()
    view = View(tuple(name.partition(":")[2] for name in names), (word, None))
    scores = classifier.probabilities(classifier.hidden("p", view)[None])
    assert scores.shape == (1, len(classifier.labels))
    assert bool(((scores >= 0) & (scores <= 1)).all())


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
