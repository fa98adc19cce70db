"""Word lists of the gazetteers folder, read once."""

from __future__ import annotations

import csv
from functools import cache

from kg import resources


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table of the gazetteers folder, in its order. Raises ResourceError when it is missing."""
    with resources.gazetteer(name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def words(name: str, group: str, column: str = "lemma") -> frozenset[str]:
    """The words of one group of a list."""
    return frozenset(row[column] for row in rows(name) if row["group"] == group)
