"""What the networks see of a word: its id among the word vectors, and the id of its shape."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from slovnet.shape import word_shape

from kg.language.flat.vectors import WordVectors

_REMEMBERED = 100_000  # words
_LONGEST = 64  # characters: a longer word is rare, and would fill the memory


class Vocabulary:
    """One vocabulary for all three networks."""

    def __init__(self, vectors: WordVectors, shapes: Sequence[str]) -> None:
        self._words: Mapping[str, int] = vectors.ids
        self._unknown = vectors.unknown
        self._shapes = {shape: index for index, shape in enumerate(shapes)}
        self.empty = (vectors.padding, self._shapes["<pad>"])
        self._remembered: Callable[[str], tuple[int, int]] = lru_cache(_REMEMBERED)(self._look_up)

    def ids(self, word: str) -> tuple[int, int]:
        """The ids of a word, in any case, and of its shape."""
        return self._remembered(word) if len(word) <= _LONGEST else self._look_up(word)

    def _look_up(self, word: str) -> tuple[int, int]:
        return self._words.get(word.lower(), self._unknown), self._shapes[word_shape(word)]
