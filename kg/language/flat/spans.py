"""Names from the labels of words: B- begins one, I- goes on, O ends it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np

from kg.language.flat.vectors import Integers

Name: TypeAlias = tuple[str, int, int]


class Labels:
    """The labels that the name finder gives, by number."""

    def __init__(self, labels: Sequence[str]) -> None:
        self._parts = [label.partition("-")[::2] for label in labels]
        self._outside = labels.index("O")

    def names(self, labels: Integers) -> list[Name]:
        """(kind, first, last excluded) of each name of a sentence; slovnet's `bio_spans`, oddities included.

        A name keeps the kind it began with, and an I- that nothing began is none.
        """
        return list(self._names(labels))

    def _names(self, labels: Integers) -> Iterator[Name]:
        kind, first, last, seen = "", 0, 0, -1
        for position in np.flatnonzero(labels != self._outside).tolist():
            part, of = self._parts[labels[position]]
            if kind and (position > seen + 1 or part == "B"):
                yield kind, first, last
                kind = ""
            if part == "B":
                kind, first, last = of, position, position + 1
            elif part == "I":
                last = position + 1
            seen = position
        if kind:
            yield kind, first, last
