"""A layout made better node by node: each tries places around it and takes the best, until none gains.

The best place has fewer labels struck through by links, fewer crossings, short links, and lies near the middle; a
place where two boxes would overlap is never taken.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kg.view.separation import MARGIN, strikes

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Edge = tuple[int, int]

SWEEPS = 8
STRIKE, CROSSING, LENGTH, SPREAD, NEARNESS = 1.6, 1.0, 1 / 260, 1 / 130, 0.9
_ANGLES = np.arange(16) * (np.pi / 8)
_RADII = np.array([14.0, 32.0, 60.0, 100.0, 160.0, 260.0])
_STEPS = np.concatenate(
    [np.zeros((1, 2)), (_RADII[:, None, None] * np.stack([np.cos(_ANGLES), np.sin(_ANGLES)], 1)[None]).reshape(-1, 2)]
)


def refine(positions: Array, sizes: Array, links: list[Edge]) -> Array:
    """Positions at least as good as the given ones, and as free of overlaps."""
    board = _Board(positions, sizes, links)
    for _ in range(SWEEPS):
        if not sum(board.improve(node) for node in range(len(positions))):
            break
    return board.positions


class _Board:
    """The layout while nodes move on it."""

    def __init__(self, positions: Array, sizes: Array, links: list[Edge]) -> None:
        self.positions = positions.copy()
        self.shift = (sizes[:, 2:] - sizes[:, :2]) / 2
        self.halves = (sizes[:, 2:] + sizes[:, :2]) / 2
        self.ends = np.array(links, dtype=int).reshape(-1, 2)
        self.neighbours: list[list[int]] = [[] for _ in range(len(positions))]
        for start, end in links:
            self.neighbours[start].append(end)
            self.neighbours[end].append(start)
        self.middle = (positions.min(0) + positions.max(0)) / 2

    def improve(self, node: int) -> bool:
        """Move a node to the best place around it; whether it moved."""
        places = self.positions[node] + _STEPS
        places = np.concatenate([places, self._beside_neighbours(node)])
        places = places[self._free(node, places)]
        if len(places) < 2:
            return False
        costs = self._costs(node, places)
        best = int(costs.argmin())
        if costs[best] > costs[0] - 0.02 or not np.allclose(places[0], self.positions[node]):
            return False
        self.positions[node] = places[best]
        return True

    def _beside_neighbours(self, node: int) -> Array:
        around = [self.positions[other] + _STEPS[17:81:2] for other in self.neighbours[node][:3]]
        return np.concatenate(around) if around else np.zeros((0, 2))

    def _free(self, node: int, places: Array) -> Flags:
        """Which places overlap no other node's box. The node's own place is always among them."""
        gaps = np.abs((places + self.shift[node])[:, None, :] - (self.positions + self.shift)[None, :, :])
        room = self.halves[node] + self.halves + MARGIN - 0.5
        overlap = (gaps[..., 0] < room[:, 0]) & (gaps[..., 1] < room[:, 1])
        overlap[:, node] = False
        free: Flags = ~overlap.any(1)
        free[0] = True
        return free

    def _costs(self, node: int, places: Array) -> Array:
        centre = places + self.shift[node]
        others = self.ends[(self.ends[:, 0] != node) & (self.ends[:, 1] != node)]
        struck = strikes(self.positions[others][None], centre[:, None, :], self.halves[node])
        reach = (np.abs(centre - self.middle) + self.halves[node]).max(1)
        cost: Array = STRIKE * struck.sum(1) + SPREAD * reach
        near = self.neighbours[node]
        return cost + self._link_costs(node, near, places, others) if near else cost

    def _link_costs(self, node: int, near: list[int], places: Array, others: NDArray[np.int_]) -> Array:
        """What the links from each place to the node's neighbours cost together."""
        targets = self.positions[near]
        shape = (len(places), len(near), 2)
        spans = np.stack([np.broadcast_to(places[:, None], shape), np.broadcast_to(targets[None], shape)], 2)
        struck = strikes(spans[:, :, None], self.positions + self.shift, self.halves)
        struck[:, :, node] = False
        struck[:, np.arange(len(near)), near] = False
        crossed = _cross(spans[:, :, None], self.positions[others][None, None])
        crossed &= (others[None, :, :] != np.array(near)[:, None, None]).all(2)[None]
        length = np.hypot(spans[:, :, 0, 0] - targets[:, 0], spans[:, :, 0, 1] - targets[:, 1])
        cramped = NEARNESS * (60.0 - length).clip(0) / 60.0
        flaws = STRIKE * struck.sum((1, 2)) + CROSSING * crossed.sum((1, 2))
        return np.asarray(flaws + (LENGTH * length + cramped).sum(1))


def _cross(first: Array, second: Array) -> Flags:
    """Whether each two links cross."""
    return _parted(first, second) & _parted(second, first)


def _parted(line: Array, span: Array) -> Flags:
    """Whether a span's ends lie on two sides of a line."""
    x, y = line[..., 0, 0], line[..., 0, 1]
    dx, dy = line[..., 1, 0] - x, line[..., 1, 1] - y
    first = dx * (span[..., 0, 1] - y) - dy * (span[..., 0, 0] - x)
    second = dx * (span[..., 1, 1] - y) - dy * (span[..., 1, 0] - x)
    return np.asarray(first * second < 0)
