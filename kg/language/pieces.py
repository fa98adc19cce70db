"""A document's sentences as they go into the networks: clean text, and words as ranges of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.language.segmentation import split_sentences, split_words
from kg.language.words import Range
from kg.model import Document, Span
from kg.reading.normalization import CleanText, belongs_to_letter, clean

_LONGEST = 400  # words: a longer stretch is analysed in pieces, as the parser's cost grows with the square


@dataclass(frozen=True, slots=True)
class Piece:
    """A clean sentence, or a part of a very long one, and its words."""

    clean: CleanText
    ranges: list[Range]

    @property
    def words(self) -> list[str]:
        """The words themselves."""
        return [self.clean.text[start:stop] for start, stop in self.ranges]

    def span(self, word: Range, document: Document) -> Span:
        """A word's characters in the document, with the marks that belong to its last letter."""
        start, stop = word
        offsets = self.clean.offsets
        end = offsets[stop - 1] + 1
        while end < offsets[stop] and belongs_to_letter(document.text[end]):
            end += 1
        return Span(offsets[start], end)

    def covered(self, spans: Sequence[Range]) -> Iterator[Range]:
        """For each range of characters the words that it touches, first and last excluded."""
        starts, stops = [low for low, _ in self.ranges], [high for _, high in self.ranges]
        for start, stop in spans:
            yield bisect_right(stops, start), bisect_left(starts, stop)


def pieces_of(document: Document) -> Iterator[Piece]:
    """The sentences in order; a very long one comes in several."""
    for block in document.blocks:
        whole = clean(document.text, block.start, block.stop)
        for start, stop in split_sentences(whole.text):
            text, offsets = whole.text[start:stop], whole.offsets[start : stop + 1]
            ranges = split_words(text)
            for first in range(0, len(ranges), _LONGEST):
                part = ranges[first : first + _LONGEST]
                low, high = part[0][0], part[-1][1]
                moved = [(begin - low, end - low) for begin, end in part]
                yield Piece(CleanText(text[low:high], offsets[low : high + 1]), moved)
