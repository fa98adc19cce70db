"""Sentences laid out in one row of words, an empty place around each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from kg.language.flat.vectors import Integers
from kg.language.flat.vocabulary import Vocabulary

_LENGTH = 4096  # words: what is held at a time stays small, and the matrix products lose nothing


@dataclass(frozen=True, slots=True)
class Row:
    """Words and their shapes, one after another; `empty` places stand around every sentence.

    `words` are the distinct words' ids, and `places` says which of them stands at each place.
    """

    words: Integers
    places: Integers
    shapes: Integers
    starts: Integers
    lengths: Integers
    empty: Integers

    def __len__(self) -> int:
        return len(self.places)


def rows(sentences: Sequence[Sequence[str]], vocabulary: Vocabulary) -> Iterator[Row]:
    """The sentences in rows of some four thousand words, in order; a longer sentence has a row of its own."""
    first, length = 0, 0
    for index, sentence in enumerate(sentences):
        if length and length + len(sentence) > _LENGTH:
            yield _row(sentences[first:index], vocabulary)
            first, length = index, 0
        length += len(sentence) + 1
    if first < len(sentences):
        yield _row(sentences[first:], vocabulary)


def _row(sentences: Sequence[Sequence[str]], vocabulary: Vocabulary) -> Row:
    lengths = np.array([len(sentence) for sentence in sentences], np.int64)
    starts = np.concatenate(([0], np.cumsum(lengths + 1)[:-1])) + 1
    empty = np.concatenate(([0], starts + lengths))
    ids = np.empty((int(empty[-1]) + 1, 2), np.int64)
    ids[empty] = vocabulary.empty
    filled = np.ones(len(ids), np.bool_)
    filled[empty] = False
    ids[filled] = np.array(list(map(vocabulary.ids, chain.from_iterable(sentences))), np.int64).reshape(-1, 2)
    words, places = np.unique(ids[:, 0], return_inverse=True)
    return Row(words, places, ids[:, 1].copy(), starts, lengths, empty)
