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
LEAST_GAIN = 0.02
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
        better = float(self._costs(node, places[:1])[0]) - LEAST_GAIN
        for least in (self._distance_costs, self._own_costs):  # what costs too much already is not looked at further
            places = places[least(node, places) <= better]
        if not len(places):
            return False
        costs = self._costs(node, places)
        best = int(costs.argmin())
        if costs[best] > better:
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
        """What a node costs at each place."""
        own = self._own_costs(node, places)
        return own + self._link_costs(node, places) if self.neighbours[node] else own

    def _own_costs(self, node: int, places: Array) -> Array:
        """The distances, and the links of others that run through the node's box."""
        struck = strikes(self.positions[self._others(node)][None], self._centre(node, places), self.halves[node])
        return np.asarray(self._distance_costs(node, places) + STRIKE * struck.sum(1))

    def _distance_costs(self, node: int, places: Array) -> Array:
        """How far out the node would lie, how long its links would be, and how cramped."""
        reach = (np.abs(self._centre(node, places)[:, 0] - self.middle) + self.halves[node]).max(1)
        gaps = places[:, None, :] - self.positions[self.neighbours[node]][None]
        length = np.hypot(gaps[..., 0], gaps[..., 1])
        cramped = NEARNESS * (60.0 - length).clip(0) / 60.0
        return np.asarray(SPREAD * reach + (LENGTH * length + cramped).sum(1))

    def _link_costs(self, node: int, places: Array) -> Array:
        """What the links from each place to the node's neighbours strike and cross."""
        near, others = self.neighbours[node], self._others(node)
        shape = (len(places), len(near), 2)
        targets = np.broadcast_to(self.positions[near][None], shape)
        spans = np.stack([np.broadcast_to(places[:, None], shape), targets], 2)
        struck = strikes(spans[:, :, None], self.positions + self.shift, self.halves)
        struck[:, :, node] = False
        struck[:, np.arange(len(near)), near] = False
        crossed = _cross(spans[:, :, None], self.positions[others][None, None])
        crossed &= (others[None, :, :] != np.array(near)[:, None, None]).all(2)[None]
        return np.asarray(STRIKE * struck.sum((1, 2)) + CROSSING * crossed.sum((1, 2)))

    def _centre(self, node: int, places: Array) -> Array:
        return np.asarray((places + self.shift[node])[:, None, :])

    def _others(self, node: int) -> NDArray[np.int_]:
        """The links that do not touch a node."""
        return self.ends[(self.ends != node).all(1)]


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
