"""Sentences of a document, one at a time and many together."""

from __future__ import annotations

import pickle
from dataclasses import asdict
from typing import Any

from kg.language import annotate, annotate_all
from kg.model import Document, Sentence, Span
from kg.reading import read
from tests.language.test_flat_networks import ARTICLES, HOSTILE


def contents(sentences: tuple[Sentence, ...]) -> list[dict[str, Any]]:
    return [asdict(sentence) for sentence in sentences]


def test_many_documents_are_annotated_as_each_alone() -> None:
    documents = [read(path) for path in ARTICLES]
    documents += [Document(name, text, (Span(0, len(text)),)) for name, text in HOSTILE.items()]
    together = list(annotate_all(iter(documents)))
    assert len(together) == len(documents) > 180
    for document, sentences in zip(documents, together, strict=True):
        assert contents(sentences) == contents(annotate(document)), document.id


def test_no_documents_have_no_sentences() -> None:
    assert list(annotate_all([])) == []
    assert annotate(Document("empty", "", ())) == ()


def test_documents_are_taken_as_they_are_needed() -> None:
    """A bulk run never holds more than what is analysed together."""
    taken = 0

    def documents() -> Any:
        nonlocal taken
        for index in range(100):
            taken += 1
            yield Document(str(index), "Форум открылся.", (Span(0, 15),))

    annotated = annotate_all(documents())
    assert [token.text for token in next(annotated)[0].tokens] == ["Форум", "открылся", "."]
    assert taken == 32
    assert sum(1 for _ in annotated) == 99


def test_sentences_can_be_sent_to_another_process() -> None:
    sentences = annotate(Document("one", "Форум открылся в Минске.", (Span(0, 24),)))
    assert contents(pickle.loads(pickle.dumps(sentences))) == contents(sentences)
