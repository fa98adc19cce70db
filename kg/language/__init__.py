"""A document's sentences, with words, morphology, syntax and names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from kg.language.flat.networks import Analysis
from kg.language.models import load_models
from kg.language.morphology import lemma_by_tag
from kg.language.pieces import Piece, pieces_of
from kg.language.words import find_words
from kg.model import Document, Name, Sentence, Span, Token

_DOCUMENTS = 32  # analysed together: what they share is computed once, and more gain little
_CHARACTERS = 500_000  # … and no more documents than hold so many, as their words are held meanwhile


def annotate(document: Document) -> tuple[Sentence, ...]:
    """The document's sentences in order, analysed. Empty for a text without words."""
    return _annotate([document])[0]


def annotate_all(documents: Iterable[Document]) -> Iterator[tuple[Sentence, ...]]:
    """The sentences of each document, as `annotate` gives them, only quicker: up to 32 are analysed together."""
    for some in _together(documents):
        yield from _annotate(some)


def _together(documents: Iterable[Document]) -> Iterator[list[Document]]:
    some: list[Document] = []
    characters = 0
    for document in documents:
        some.append(document)
        characters += len(document.text)
        if len(some) == _DOCUMENTS or characters >= _CHARACTERS:
            yield some
            some, characters = [], 0
    if some:
        yield some


def _annotate(documents: Sequence[Document]) -> list[tuple[Sentence, ...]]:
    pieces = [list(pieces_of(document)) for document in documents]
    every = [piece for some in pieces for piece in some]
    analysed = zip(every, load_models().analyse([piece.words for piece in every]), _find_names(every), strict=True)
    return [
        tuple(_sentence(document, index, *parts) for index, parts in enumerate(islice(analysed, len(some))))
        for document, some in zip(documents, pieces, strict=True)
    ]


def _find_names(pieces: Sequence[Piece]) -> Iterator[tuple[Name, ...]]:
    """The names of each piece. The finder was trained on razdel's own words, and gets those."""
    words = [find_words(piece.clean.text) for piece in pieces]
    texts = [[piece.clean.text[start:stop] for start, stop in each] for piece, each in zip(pieces, words, strict=True)]
    for piece, each, found in zip(pieces, words, load_models().find_names(texts), strict=True):
        covered = piece.covered([(each[first][0], each[last - 1][1]) for _, first, last in found])
        yield tuple(
            Name(kind, first, last) for (kind, _, _), (first, last) in zip(found, covered, strict=True) if first < last
        )


def _sentence(document: Document, index: int, piece: Piece, analysis: Analysis, names: tuple[Name, ...]) -> Sentence:
    tokens = tuple(
        Token(
            position,
            piece.span(word, document),
            text,
            lemma_by_tag(text, tag.text),
            tag.pos,
            tag.feats,
            -1 if head - 1 == position else head - 1,
            relation,
        )
        for position, (word, text, tag, head, relation) in enumerate(
            zip(piece.ranges, piece.words, analysis.tags, analysis.heads, analysis.relations, strict=True)
        )
    )
    whole = Span(tokens[0].span.start, tokens[-1].span.stop)
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head >= 0:
            children[token.head].append(token.index)
    return Sentence(index, whole, whole.of(document.text), tokens, names, tuple(map(tuple, children)))
