"""The colours of relations on the map and in the static picture, for the light and for the dark theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

# Fourteen hues that stay apart for most eyes; each at least 3:1 against its canvas. More relations share the last one.
_COLOURS = (
    ("#1858d6", "#7fb0ff"), ("#c2500c", "#ff9452"), ("#00796b", "#2fc0ac"), ("#b8297a", "#f57db6"),
    ("#6a3fa3", "#b592f2"), ("#8a6a00", "#e3c140"), ("#2d7a12", "#7fcb55"), ("#b3362b", "#f47f72"),
    ("#0a7a8f", "#4cc9de"), ("#8a5626", "#d6a470"), ("#4463c9", "#8fa8ff"), ("#8e2f9e", "#dd8be8"),
    ("#616b17", "#c0c95d"), ("#66707c", "#a3adba"),
)  # fmt: skip


def relation_looks(relations: Iterable[str]) -> dict[str, list[str]]:
    """Relation → its colour on light and on dark, the commonest first.

    >>> relation_looks(["exportsTo", "visits", "exportsTo"])
    {'exportsTo': ['#1858d6', '#7fb0ff'], 'visits': ['#c2500c', '#ff9452']}
    """
    ordered = sorted(Counter(relations).items(), key=lambda pair: (-pair[1], pair[0]))
    return colours(name for name, _ in ordered)


def colours(names: Iterable[str]) -> dict[str, list[str]]:
    """Name → its colour on light and on dark, in the order of the names.

    >>> colours(["event"])
    {'event': ['#1858d6', '#7fb0ff']}
    """
    return {name: list(_COLOURS[min(rank, len(_COLOURS) - 1)]) for rank, name in enumerate(names)}
