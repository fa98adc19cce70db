"""Overlaps taken out of a layout: boxes pushed apart, and pushed off the links that run through them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Edge = tuple[int, int]

MARGIN = 5.0
ROUNDS = 160


def separate(positions: Array, sizes: Array, links: list[Edge]) -> Array:
    """The positions with every box free of the others; `sizes` are left, top, right, bottom around each position."""
    positions = positions.copy()
    while True:
        for step in range(ROUNDS):
            if step % 2 == 0 and step < ROUNDS * 3 // 4:
                positions += _off_links(positions, sizes, links)
            push = _apart(positions, sizes)
            if push is not None:
                positions += push
            elif step >= ROUNDS * 3 // 4:
                return positions
        # Boxes wedged in on all sides: give everything a little more room and try again.
        positions *= 1.04


def _boxes(positions: Array, sizes: Array) -> tuple[Array, Array]:
    """Centres and half extents of the boxes."""
    return positions + (sizes[:, 2:] - sizes[:, :2]) / 2, (sizes[:, 2:] + sizes[:, :2]) / 2


def _apart(positions: Array, sizes: Array) -> Array | None:
    """How to move each node so that overlapping boxes part; None where none overlap."""
    centres, halves = _boxes(positions, sizes)
    gaps = centres[:, None, :] - centres[None, :, :]
    overlap = halves[:, None, :] + halves[None, :, :] + MARGIN - np.abs(gaps)
    first, second = np.nonzero(np.triu((overlap > 0).all(2), 1))
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


def _off_links(positions: Array, sizes: Array, links: list[Edge]) -> Array:
    """How to move each node whose box a link of other nodes runs through, and that link's ends, aside."""
    push = np.zeros_like(positions)
    if not links or len(links) * len(positions) > 400_000:
        return push
    link, node, gap, reach = _strikes(positions, sizes, links)
    if not len(link):
        return push
    ends = np.array(links)
    distance = np.sqrt((gap**2).sum(1))
    along = positions[ends[link, 1]] - positions[ends[link, 0]]
    normal = np.stack([-along[:, 1], along[:, 0]], 1) / np.maximum(np.sqrt((along**2).sum(1)), 1e-9)[:, None]
    aside = np.where((gap * normal).sum(1) < 0, -1.0, 1.0)[:, None] * normal
    step = np.minimum((reach - distance).clip(0) * 0.18, 6.0)[:, None] * aside
    np.add.at(push, node, step)
    np.add.at(push, ends[link, 0], -step / 3)
    np.add.at(push, ends[link, 1], -step / 3)
    return push


def _strikes(positions: Array, sizes: Array, links: list[Edge]) -> tuple[NDArray[np.intp], NDArray[np.intp], Array, Array]:
    """Links that run through boxes of other nodes: link, node, the way from link to box centre, the box's reach."""
    centres, halves = _boxes(positions, sizes)
    ends = np.array(links)
    start = positions[ends[:, 0]]
    along = positions[ends[:, 1]] - start
    length = np.maximum((along**2).sum(1), 1e-9)
    to_box = centres[None, :, :] - start[:, None, :]
    share = ((to_box * along[:, None, :]).sum(2) / length[:, None]).clip(0.0, 1.0)
    gap = to_box - share[:, :, None] * along[:, None, :]
    # How far a box reaches along the link's normal: a link passing within that distance runs through it.
    normal = np.abs(np.stack([along[:, 1], along[:, 0]], 1)) / np.sqrt(length)[:, None]
    reach = (normal[:, None, :] * halves[None, :, :]).sum(2) + 2.0
    struck = ((gap**2).sum(2) < reach**2) & (share > 0.0) & (share < 1.0)
    rows = np.arange(len(links))
    struck[rows, ends[:, 0]] = struck[rows, ends[:, 1]] = False
    link, node = np.nonzero(struck)
    return link, node, gap[link, node], reach[link, node]


def struck_labels(positions: Array, sizes: Array, links: list[Edge]) -> int:
    """How many times a link runs through the box of a node that it does not touch."""
    return len(_strikes(positions, sizes, links)[0]) if links else 0
