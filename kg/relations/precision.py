"""How far a pattern can be trusted: its precision on annotated articles, a rare one's drawn to that of all."""

from __future__ import annotations

from functools import cache

from kg.wordlists import rows

_PRIOR = 4  # facts in advance, right as often as those of all patterns


@cache
def confidence_of(pattern: str) -> float:
    """The confidence of a pattern's facts, 0 to 1, two decimals.

    (right + 4 p) / (found + 4), with p the precision of all patterns together; counts by `training/patterns.py`.
    """
    counts = {row["pattern"]: (int(row["right"]), int(row["found"])) for row in rows("pattern_precision")}
    overall = sum(right for right, _ in counts.values()) / sum(found for _, found in counts.values())
    right, found = counts.get(pattern, (0, 0))
    return round((right + _PRIOR * overall) / (found + _PRIOR), 2)
