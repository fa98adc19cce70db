"""Which document says again what an earlier one says: reprints, however headed and spaced.

Candidates are found by a sketch: the eight smallest hashes of an article's runs of eight words (bottom-k MinHash with a
fixed hash). What then decides is exact: laid word by word beside each other, one differs from the other in added runs
alone, at its start, at its end, or five words and more in the middle, fifteen words or a fifth of it at most. A changed
number or name is no addition: two articles of one template stay two. Titles, datelines and headers are not compared.
"""

from __future__ import annotations

import heapq
import re
from array import array
from collections import OrderedDict
from hashlib import blake2b

from kg.model import Document

KEPT = 50_000
_WORD = re.compile(r"\w+")
_RUN = 8
_SKETCH = 8
_FULLEST = 8
_LONGEST_ADDITION = 200
_LEAST_WITHIN = 5
_LEAST_ADDED, _SHARE_ADDED = 15, 0.2


class Reprints:
    """The last `kept` articles, as far as telling their reprints needs."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._articles: OrderedDict[str, tuple[array[int], list[int]]] = OrderedDict()
        self._index: dict[int, tuple[str, ...]] = {}

    def find(self, document: Document) -> str | None:
        """The id of the earliest known article that this one repeats, or None."""
        words = words_of(document)
        candidates = {id for hash in _sketch(words) for id in self._index.get(hash, ())}
        return (
            next((id for id in self._articles if id in candidates and _repeats(self._articles[id][0], words)), None)
            if candidates
            else None
        )

    def add(self, document: Document) -> None:
        """Remembers the article; the oldest is forgotten where there are too many."""
        words = words_of(document)
        hashes = _sketch(words)
        self._articles[document.id] = words, hashes
        for hash in hashes:
            self._index[hash] = (*self._index.get(hash, ()), document.id)[-_FULLEST:]
        if len(self._articles) > self._kept:
            self._forget(*self._articles.popitem(last=False))

    def _forget(self, id: str, article: tuple[array[int], list[int]]) -> None:
        for hash in article[1]:
            left = tuple(other for other in self._index.get(hash, ()) if other != id)
            if left:
                self._index[hash] = left
            else:
                self._index.pop(hash, None)


def words_of(document: Document) -> array[int]:
    """The words of the running text without its title, each as four bytes of its hash."""
    metadata, text = document.metadata, document.text
    bodies = [block.of(text) for block in document.blocks]
    if len(bodies) > 1 and metadata.title and " ".join(bodies[0].split()) == metadata.title:
        bodies = bodies[1:]
    words = (word.casefold().replace("ё", "е") for body in bodies for word in _WORD.findall(body))
    return array(
        "I", (int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=4).digest()) for word in words)
    )


def _sketch(words: array[int]) -> list[int]:
    runs = (words[start : start + _RUN].tobytes() for start in range(max(1, len(words) - _RUN + 1)))
    return heapq.nsmallest(_SKETCH, {int.from_bytes(blake2b(run, digest_size=8).digest()) for run in runs})


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
