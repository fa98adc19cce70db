"""Which document says again what an earlier one says: reprints, however headed and spaced.

Candidates are found by a sketch: the eight smallest hashes of an article's runs of eight words (bottom-k MinHash with a
fixed hash). What then decides is exact: laid word by word beside each other, one differs from the other in added runs
alone, at its start, at its end, or five words and more in the middle, fifteen words or a fifth of it at most. A changed
number or name is no addition: two articles of one template stay two. Titles need not agree; datelines are not
compared.
"""

from __future__ import annotations

import heapq
import re
from array import array
from collections import OrderedDict
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple

from kg.model import Document

KEPT = 50_000
_WORD = re.compile(r"\w+")
_RUN = 8
_SKETCH = 8
_FULLEST = 8
_LONGEST_ADDITION = 200
_LEAST_WITHIN = 5
_LEAST_ADDED, _SHARE_ADDED = 15, 0.2


class Words(NamedTuple):
    """An article's words, each as four bytes of its hash; `body` is where the title ends."""

    all: array[int]
    body: int

    def ways(self) -> tuple[array[int], ...]:
        """The words to compare: without the title, and with it, for a first line may be none."""
        return (self.all[self.body :], self.all) if self.body else (self.all,)


class Reprints:
    """The last `kept` articles, as far as telling their reprints needs."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._articles: OrderedDict[str, tuple[int, Words, list[int]]] = OrderedDict()
        self._index: dict[int, tuple[str, ...]] = {}
        self._count = 0

    def find(self, document: Document) -> str | None:
        """The id of the earliest known article that this one repeats, or None."""
        words = words_of(document)
        found = {id for way in words.ways() for hash in _sketch(way) for id in self._index.get(hash, ())}
        candidates = sorted(found, key=lambda id: self._articles[id][0])
        return next((id for id in candidates if self._repeats(id, words)), None)

    def add(self, document: Document) -> None:
        """Remembers the article; the oldest is forgotten where there are too many."""
        words = words_of(document)
        hashes = _sketch(words.ways()[0])
        self._count += 1
        self._articles[document.id] = self._count, words, hashes
        for hash in hashes:
            self._index[hash] = (*self._index.get(hash, ()), document.id)[-_FULLEST:]
        if len(self._articles) > self._kept:
            self._forget()

    def _repeats(self, id: str, words: Words) -> bool:
        return any(_repeats(one, other) for one in self._articles[id][1].ways() for other in words.ways())

    def _forget(self) -> None:
        id, (_, _, hashes) = self._articles.popitem(last=False)
        for hash in hashes:
            left = tuple(other for other in self._index.get(hash, ()) if other != id)
            if left:
                self._index[hash] = left
            else:
                self._index.pop(hash, None)


def words_of(document: Document) -> Words:
    """The words of the running text."""
    metadata, text = document.metadata, document.text
    hashes = [array("I", map(_hash, _WORD.findall(block.of(text)))) for block in document.blocks]
    first = " ".join(document.blocks[0].of(text).split())
    titled = len(hashes) > 1 and first == metadata.title
    return Words(array("I", chain.from_iterable(hashes)), len(hashes[0]) if titled else 0)


def _hash(word: str) -> int:
    plain = word.casefold().replace("ё", "е").encode("utf-8", "replace")
    return int.from_bytes(blake2b(plain, digest_size=4).digest(), "big")


def _sketch(words: array[int]) -> list[int]:
    runs = (words[start : start + _RUN].tobytes() for start in range(max(1, len(words) - _RUN + 1)))
    return heapq.nsmallest(_SKETCH, {int.from_bytes(blake2b(run, digest_size=8).digest(), "big") for run in runs})


def _repeats(one: array[int], other: array[int]) -> bool:
    """Whether the two differ in added runs alone."""
    budget = max(_LEAST_ADDED, int(_SHARE_ADDED * max(len(one), len(other))))
    if abs(len(one) - len(other)) > budget or 2 * min(len(one), len(other)) < max(len(one), len(other)):
        return False
    i = j = added = 0
    while i < len(one) and j < len(other):
        if one[i] == other[j]:
            i, j = i + 1, j + 1
            continue
        step = _skip(one, i, other, j) or _skip(other, j, one, i)
        if not step or (step < _LEAST_WITHIN and i and j):
            return False
        added += step
        if added > budget:
            return False
        if _skip(one, i, other, j):
            i += step
        else:
            j += step
    return added + len(one) - i + len(other) - j <= budget


def _skip(longer: array[int], start: int, other: array[int], at: int) -> int:
    """How many words of the first to leave out so that both go on alike; 0: none."""
    ahead = other[at : at + _RUN]
    for step in range(1, min(_LONGEST_ADDITION, len(longer) - start - 1) + 1):
        if longer[start + step] == ahead[0] and longer[start + step : start + step + len(ahead)] == ahead:
            return step
    return 0
