"""A document's sentences, with words, morphology, syntax and names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kg.language import models
from kg.language.morphology import lemma_of
from kg.language.segmentation import split_sentences, split_words
from kg.model import Document, Name, Sentence, Span, Token
from kg.reading.normalization import CleanText, belongs_to_letter, clean

_LONGEST = 400  # words: a longer stretch is analysed in pieces, as the parser's cost grows with the square


def annotate(document: Document) -> tuple[Sentence, ...]:
    """The document's sentences in order, analysed. Empty for a text without words."""
    pieces = list(_pieces(document))
    words = [[piece.text[start:stop] for start, stop in ranges] for piece, ranges in pieces]
    tagged, parsed = models.tag(words), models.parse(words)
    return tuple(
        _sentence(document, index, piece, ranges, tags, tree)
        for index, ((piece, ranges), tags, tree) in enumerate(zip(pieces, tagged, parsed, strict=True))
    )


def _pieces(document: Document) -> Iterator[tuple[CleanText, list[tuple[int, int]]]]:
    """Clean sentences with their words' ranges; a very long sentence comes in several."""
    for block in document.blocks:
        whole = clean(document.text, block.start, block.stop)
        for start, stop in split_sentences(whole.text):
            piece = CleanText(whole.text[start:stop], whole.offsets[start : stop + 1])
            ranges = split_words(piece.text)
            for first in range(0, len(ranges), _LONGEST):
                part = ranges[first : first + _LONGEST]
                low, high = part[0][0], part[-1][1]
                yield (
                    CleanText(piece.text[low:high], piece.offsets[low : high + 1]),
                    [(begin - low, end - low) for begin, end in part],
                )


def _sentence(
    document: Document, index: int, piece: CleanText, ranges: Sequence[tuple[int, int]], tags: Any, tree: Any
) -> Sentence:
    def span(start: int, stop: int) -> Span:
        end = piece.offsets[stop - 1] + 1
        while end < piece.offsets[stop] and belongs_to_letter(document.text[end]):
            end += 1
        return Span(piece.offsets[start], end)

    tokens = tuple(
        _token(position, span(start, stop), tag, node)
        for position, ((start, stop), tag, node) in enumerate(zip(ranges, tags.tokens, tree.tokens, strict=True))
    )
    whole = Span(tokens[0].span.start, tokens[-1].span.stop)
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head >= 0:
            children[token.head].append(token.index)
    names = tuple(_names(piece.text, ranges))
    return Sentence(index, whole, whole.of(document.text), tokens, names, tuple(map(tuple, children)))


def _token(index: int, span: Span, tag: Any, node: Any) -> Token:
    feats = dict(tag.feats or {})
    head = int(node.head_id) - 1
    return Token(
        index,
        span,
        tag.text,
        lemma_of(tag.text, tag.pos, feats),
        tag.pos,
        feats,
        -1 if head == index else head,
        node.rel,
    )


def _names(text: str, ranges: Sequence[tuple[int, int]]) -> Iterator[Name]:
    for kind, start, stop in models.find_names(text):
        inside = [position for position, (low, high) in enumerate(ranges) if low < stop and high > start]
        if inside:
            yield Name(kind, inside[0], inside[-1] + 1)
