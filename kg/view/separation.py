"""Boxes pushed apart until none overlap, and how many of them links run through."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Edge = tuple[int, int]

MARGIN = 5.0
ROUNDS = 100


def separate(positions: Array, sizes: Array) -> Array:
    """The positions with every box free of the others; `sizes` are left, top, right, bottom around each position."""
    positions = positions.copy()
    growth = 1.05
    while True:
        for _ in range(ROUNDS):
            push = _apart(positions, sizes)
            if push is None:
                return positions
            positions += push
        # Boxes wedged in on all sides: give everything more room, and ever more, and try again.
        positions *= growth
        growth *= 1.1


def _boxes(positions: Array, sizes: Array) -> tuple[Array, Array]:
    """Centres and half extents of the boxes."""
    return positions + (sizes[:, 2:] - sizes[:, :2]) / 2, (sizes[:, 2:] + sizes[:, :2]) / 2


def _apart(positions: Array, sizes: Array) -> Array | None:
    """How to move each node so that overlapping boxes part; None where none overlap."""
    centres, halves = _boxes(positions, sizes)
    first, second = _meeting(centres, halves)
    if not len(first):
        return None
    gap = centres[first] - centres[second]
    room = halves[first] + halves[second] + MARGIN
    depth = room - np.abs(gap)
    # Along the axis of the shallower overlap, as a share of the room: by pixels alone, all would be pushed up and down.
    axis = (depth[:, 1] / room[:, 1] < depth[:, 0] / room[:, 0]).astype(int)
    rows = np.arange(len(first))
    sign = np.where(gap[rows, axis] < 0, -1.0, 1.0)
    amount = sign * (depth[rows, axis] / 2 + 0.3)
    push = np.zeros_like(positions)
    np.add.at(push, (first, axis), amount)
    np.add.at(push, (second, axis), -amount)
    return push * 0.7


def _meeting(centres: Array, halves: Array) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The pairs of boxes that overlap or are too near each other: only those whose left edges are near are compared."""
    left = centres[:, 0] - halves[:, 0]
    order = np.argsort(left, kind="stable")
    last = np.searchsorted(left[order], left[order] + 2 * halves[order, 0] + MARGIN)
    count = last - np.arange(len(order)) - 1
    one = np.repeat(np.arange(len(order)), count)
    other = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + one + 1
    one, other = order[one], order[other]
    near = np.abs(centres[one, 1] - centres[other, 1]) < halves[one, 1] + halves[other, 1] + MARGIN
    return np.minimum(one, other)[near], np.maximum(one, other)[near]


def struck_labels(positions: Array, sizes: Array, links: list[Edge]) -> int:
    """How many times a link runs through the box of a node that it does not touch."""
    if not links:
        return 0
    centres, halves = _boxes(positions, sizes)
    ends = np.array(links)
    struck = strikes(positions[ends][:, None], centres[None], halves[None])
    rows = np.arange(len(links))
    struck[rows, ends[:, 0]] = struck[rows, ends[:, 1]] = False
    return int(struck.sum())


def strikes(spans: Array, centres: Array, halves: Array) -> NDArray[np.bool_]:
    """Whether each link, [..., end, axis], runs through each box; the leading axes broadcast."""
    x, y = spans[..., 0, 0], spans[..., 0, 1]
    dx, dy = spans[..., 1, 0] - x, spans[..., 1, 1] - y
    square = np.maximum(dx * dx + dy * dy, 1e-9)
    to_x, to_y = centres[..., 0] - x, centres[..., 1] - y
    share = (to_x * dx + to_y * dy) / square
    off = np.abs(to_x * dy - to_y * dx)
    # How far a box reaches along the link's normal: a link passing nearer than that runs through it.
    reach = np.abs(dy) * halves[..., 0] + np.abs(dx) * halves[..., 1] + 2.0 * np.sqrt(square)
    return np.asarray((off < reach) & (share > 0.0) & (share < 1.0))
