"""Boxes pushed apart until none overlap, and how many of them links run through."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Edge = tuple[int, int]

MARGIN = 5.0
ROUNDS = 160


def separate(positions: Array, sizes: Array) -> Array:
    """The positions with every box free of the others; `sizes` are left, top, right, bottom around each position."""
    positions = positions.copy()
    while True:
        for _ in range(ROUNDS):
            push = _apart(positions, sizes)
            if push is None:
                return positions
            positions += push
        # Boxes wedged in on all sides: give everything a little more room and try again.
        positions *= 1.04


def _boxes(positions: Array, sizes: Array) -> tuple[Array, Array]:
    """Centres and half extents of the boxes."""
    return positions + (sizes[:, 2:] - sizes[:, :2]) / 2, (sizes[:, 2:] + sizes[:, :2]) / 2


def _apart(positions: Array, sizes: Array) -> Array | None:
    """How to move each node so that overlapping boxes part; None where none overlap."""
    centres, halves = _boxes(positions, sizes)
    room = halves[:, None, :] + halves[None, :, :] + MARGIN
    gaps = centres[:, None, :] - centres[None, :, :]
    overlap = room - np.abs(gaps)
    met = (overlap[..., 0] > 0) & (overlap[..., 1] > 0)
    first, second = np.nonzero(np.tri(len(met), k=-1, dtype=bool).T & met)
    if not len(first):
        return None
    depth, gap = overlap[first, second], gaps[first, second]
    axis = (depth[:, 1] < depth[:, 0]).astype(int)
    rows = np.arange(len(first))
    sign = np.where(gap[rows, axis] < 0, -1.0, 1.0)
    amount = sign * (depth[rows, axis] / 2 + 0.3)
    push = np.zeros_like(positions)
    np.add.at(push, (first, axis), amount)
    np.add.at(push, (second, axis), -amount)
    return push * 0.7


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
