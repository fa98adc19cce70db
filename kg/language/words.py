"""razdel's words, its decisions remembered.

Whether razdel joins two atoms hangs on the run of characters without spaces that they stand in, and beyond it on the
type of the atom before and of the atom after, no more. So a run's words are found once for each such surroundings.
"""

from __future__ import annotations

import re
from functools import lru_cache

from razdel import tokenize
from razdel.segmenters.tokenize import ATOM

_RUN = re.compile(r"\S+")
_LONGEST = 64  # characters: a longer run is rare, and would fill the memory
_REMEMBERED = 100_000  # runs
_STAND_INS = {"": "", "RU": "а", "LAT": "a", "INT": "1", "PUNCT": "%", "OTHER": "Δ"}  # one for each type of atom

Range = tuple[int, int]


def find_words(text: str) -> list[Range]:
    """(start, stop) of each word and mark, as `razdel.tokenize` finds them.

    >>> [text[start:stop] for text in ["в 1990-х гг."] for start, stop in find_words(text)]
    ['в', '1990-х', 'гг', '.']
    """
    runs = [(match.start(), match.group()) for match in _RUN.finditer(text)]
    ends = [_ends(run) if len(run) <= _LONGEST else _look_at_ends(run) for _, run in runs]
    found: list[Range] = []
    last = len(runs) - 1
    for index, (offset, run) in enumerate(runs):
        if ends[index][2]:
            found.append((offset, offset + len(run)))
            continue
        split = _split if len(run) <= _LONGEST else _split_anew
        words = split(ends[index - 1][1] if index else "", run, ends[index + 1][0] if index < last else "")
        found += [(offset + start, offset + stop) for start, stop in words]
    return found


def _look_at_ends(run: str) -> tuple[str, str, bool]:
    """The types of a run's first and last atoms, and whether they are one."""
    types = [str(match.lastgroup) for match in ATOM.finditer(run)]
    return types[0], types[-1], len(types) == 1


def _split_anew(before: str, run: str, after: str) -> tuple[Range, ...]:
    """The words of a run between atoms of the given types."""
    left, right = _STAND_INS[before], _STAND_INS[after]
    start = len(left) + 1
    stop = start + len(run)
    words = tokenize(f"{left} {run} {right}")
    return tuple((word.start - start, word.stop - start) for word in words if start <= word.start < stop)


_ends = lru_cache(_REMEMBERED)(_look_at_ends)
_split = lru_cache(_REMEMBERED)(_split_anew)
