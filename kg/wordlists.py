"""Word lists of the gazetteers folder, read once."""

from __future__ import annotations

from functools import cache

from kg.gazetteer import read_rows


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table of the gazetteers folder, in its order. Raises ResourceError when it is missing."""
    return tuple(read_rows(name))


@cache
def words(name: str, group: str, column: str = "lemma") -> frozenset[str]:
    """The words of one group of a list."""
    return frozenset(row[column] for row in rows(name) if row["group"] == group)
