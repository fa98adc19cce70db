"""Which labels stand above their nodes rather than below: those that fewer links then run through."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kg.view.layout import Array, Box, Edge
from kg.view.separation import strikes

MOST_COMPARISONS = 4_000_000


def labels_above(places: Sequence[tuple[int, int]], boxes: Sequence[Box], edges: Sequence[Edge]) -> list[bool]:
    """For each node whether its label goes above it. A label goes up only where its box stays free of the others."""
    links = sorted({(min(edge), max(edge)) for edge in edges if edge[0] != edge[1]})
    above = [False] * len(boxes)
    if not links or len(links) * len(boxes) > MOST_COMPARISONS:
        return above
    positions = np.array(places, dtype=float)
    sizes = np.array([[box.left, box.top, box.right, box.bottom] for box in boxes])
    spans = positions[np.array(links)]
    for node in range(len(boxes)):
        turned = sizes.copy()
        turned[node, [1, 3]] = sizes[node, [3, 1]]
        if _free(node, positions, turned) and _struck(node, positions, turned, spans) < _struck(
            node, positions, sizes, spans
        ):
            above[node] = True
            sizes = turned
    return above


def _struck(node: int, positions: Array, sizes: Array, spans: Array) -> int:
    """How many links run through a node's label: the longer end of its box."""
    left, top, right, bottom = sizes[node]
    radius = min(top, bottom)
    middle = (radius + max(top, bottom)) / 2
    centre = positions[node] + [(right - left) / 2, middle if bottom > top else -middle]
    half = np.array([(left + right) / 2, (max(top, bottom) - radius) / 2])
    return int(strikes(spans, centre, half).sum())


def _free(node: int, positions: Array, sizes: Array) -> bool:
    low, high = positions - sizes[:, :2], positions + sizes[:, 2:]
    met = ((low < high[node]) & (high > low[node])).all(1)
    return int(met.sum()) == 1
