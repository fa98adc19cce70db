"""Where the nodes stand: positions computed once, here, so that the page opens at once and always the same.

Each connected part is laid out by stress majorisation (Gansner, Koren, North 2004: distances on the page follow
distances in the graph), turned several ways, freed of overlaps, and the best of the turns is kept: the one with the
fewest crossings and the fewest labels struck through. The parts are then packed. No randomness anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.view.packing import pack
from kg.view.refinement import refine
from kg.view.separation import separate, struck_labels

Array = NDArray[np.float64]
Edge = tuple[int, int]

CORE = 800
CANDIDATES_UP_TO = 150
TURNS_KEPT = 4
ELBOW_ROOM = 1.75  # room to move nodes in: refinement then draws the layout together
REFINED = ((45, 3), (90, 2), (CANDIDATES_UP_TO, 1))  # up to how many nodes, how many candidates


@dataclass(frozen=True, slots=True)
class Box:
    """The room a node takes around its centre, label included, in pixels."""

    left: float
    top: float
    right: float
    bottom: float


def place(boxes: Sequence[Box], edges: Sequence[Edge]) -> list[tuple[int, int]]:
    """A position for each node, in whole pixels. No two boxes overlap among up to 800 nodes.

    Beyond 800 nodes the best-connected 800 are laid out so, and each other node stands near its neighbours.
    """
    if not boxes:
        return []
    links = sorted({(min(edge), max(edge)) for edge in edges if edge[0] != edge[1]})
    sizes = np.array([[box.left, box.top, box.right, box.bottom] for box in boxes])
    core = _core(len(boxes), links)
    positions = np.full((len(boxes), 2), np.nan)
    positions[core] = _place_core(sizes[core], _within(links, core))
    if len(core) < len(boxes):
        _place_others(positions, links)
    return [(round(float(x)), round(float(y))) for x, y in positions]


def _core(count: int, links: list[Edge]) -> list[int]:
    degree = np.zeros(count, dtype=int)
    for start, end in links:
        degree[start] += 1
        degree[end] += 1
    best = sorted(range(count), key=lambda node: (-degree[node], node))[:CORE]
    return sorted(best)


def _within(links: list[Edge], nodes: list[int]) -> list[Edge]:
    place_of = {node: index for index, node in enumerate(nodes)}
    return [(place_of[a], place_of[b]) for a, b in links if a in place_of and b in place_of]


def _place_core(sizes: Array, links: list[Edge]) -> Array:
    parts = [_Part(nodes, sizes[nodes], _within(links, nodes)) for nodes in _components(len(sizes), links)]
    placed = [part.arrange() for part in parts]
    offsets = pack([(xy, part.sizes, part.links) for xy, part in zip(placed, parts, strict=True)])
    positions = np.zeros((len(sizes), 2))
    for part, xy, offset in zip(parts, placed, offsets, strict=True):
        positions[part.nodes] = xy + offset
    return positions


def _components(count: int, links: list[Edge]) -> list[list[int]]:
    """The connected parts, largest first."""
    parent = list(range(count))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for start, end in links:
        first, second = sorted((root(start), root(end)))
        parent[second] = first
    members: dict[int, list[int]] = {}
    for node in range(count):
        members.setdefault(root(node), []).append(node)
    return sorted(members.values(), key=lambda nodes: (-len(nodes), nodes[0]))


@dataclass(frozen=True, slots=True)
class _Part:
    """A connected part of the graph; `links` count within it."""

    nodes: list[int]
    sizes: Array
    links: list[Edge]

    def arrange(self) -> Array:
        """Positions of the part's nodes, free of overlaps."""
        if len(self.nodes) == 1:
            return np.zeros((1, 2))
        distances = _distances(self.sizes, self.links)
        settled = [_settle(distances, start) for start in self._starts(distances)]
        turned = [_turn(positions, angle) for positions in settled for angle in self._angles()]
        if len(self.nodes) > CANDIDATES_UP_TO:
            return separate(turned[0] * self._swelling(turned[0]), self.sizes)
        free = [separate(ELBOW_ROOM * positions, self.sizes) for positions in self._best(turned, TURNS_KEPT)]
        refined = [refine(positions, self.sizes, self.links) for positions in self._best(free, self._refined())]
        return self._best(refined, 1)[0]

    def _swelling(self, positions: Array) -> float:
        """By how much to enlarge a layout so that its boxes fill no more than a third of it."""
        width, height = np.maximum(positions.max(0) - positions.min(0), 1.0)
        needed = ((self.sizes[:, 0] + self.sizes[:, 2]) * (self.sizes[:, 1] + self.sizes[:, 3])).sum()
        return max(1.0, float(np.sqrt(3 * needed / (width * height))))

    def _best(self, layouts: list[Array], kept: int) -> list[Array]:
        return sorted(layouts, key=lambda positions: cost(positions, self.sizes, self.links))[:kept]

    def _starts(self, distances: Array) -> list[Array]:
        axes = _scaling_axes(distances)
        pairs = [(0, 1), (0, 2), (1, 2)] if 6 < len(self.nodes) <= CANDIDATES_UP_TO else [(0, 1)]
        return [axes[:, list(pair)] for pair in pairs]

    def _refined(self) -> int:
        return next(candidates for nodes, candidates in REFINED if len(self.nodes) <= nodes)

    def _angles(self) -> list[int]:
        return [0, 30, 60, 90, 120, 150] if len(self.nodes) <= CANDIDATES_UP_TO else [0]


def _distances(sizes: Array, links: list[Edge]) -> Array:
    """How far apart two nodes ought to stand: the shortest path, with room around well-connected nodes."""
    count = len(sizes)
    degree = np.bincount(np.array(links).ravel(), minlength=count)
    far = np.full((count, count), np.inf)
    np.fill_diagonal(far, 0.0)
    leaves: dict[int, int] = {}
    for start, end in links:
        length = 78.0 + 9.0 * float(np.sqrt(degree[start]) + np.sqrt(degree[end]))
        hub = start if degree[start] > degree[end] else end
        if min(degree[start], degree[end]) == 1 and degree[hub] > 5:
            leaves[hub] = leaves.get(hub, 0) + 1
            length += 45.0 * (leaves[hub] % 2)
        far[start, end] = far[end, start] = length
    for middle in range(count):
        np.minimum(far, far[:, middle, None] + far[None, middle, :], out=far)
    return far


def _scaling_axes(distances: Array) -> Array:
    """Classical scaling: three axes, a node's coordinates along the widest spreads of the distances."""
    count = len(distances)
    squared = distances**2
    centred = -0.5 * (squared - squared.mean(0) - squared.mean(1)[:, None] + squared.mean())
    values, vectors = np.linalg.eigh(centred)
    axes = vectors[:, ::-1][:, :3] * np.sqrt(np.maximum(values[::-1][:3], 1.0))
    axes = np.hstack([axes, np.zeros((count, 3))])[:, :3]
    peaks = np.abs(axes).argmax(axis=0)
    axes *= np.where(axes[peaks, np.arange(3)] < 0, -1.0, 1.0)
    turns = np.arange(count) * 2.399963  # the golden angle parts nodes that scaling puts on one spot
    axes[:, 0] += 9.0 * np.cos(turns)
    axes[:, 1] += 9.0 * np.sin(turns)
    axes[:, 2] += 9.0 * np.sin(turns * 2)
    return np.asarray(axes)


def _settle(distances: Array, positions: Array) -> Array:
    """Positions of least stress, by majorisation from the given ones."""
    count = len(distances)
    weights = 1.0 / np.where(distances > 0, distances, np.inf) ** 2
    laplacian = np.diag(weights.sum(1)) - weights
    inverse = np.linalg.inv(laplacian + 1.0 / count) - 1.0 / count
    wanted = weights * distances
    for _ in range(250 if count <= CANDIDATES_UP_TO else 60):
        gaps = positions[:, None, :] - positions[None, :, :]
        apart = np.sqrt((gaps**2).sum(2))
        ratio = np.divide(wanted, apart, out=np.zeros_like(wanted), where=apart > 1e-9)
        pull = np.diag(ratio.sum(1)) - ratio
        moved: Array = inverse @ (pull @ positions)
        if np.abs(moved - positions).max() < 0.05:
            return moved
        positions = moved
    return positions


def _turn(positions: Array, degrees: int) -> Array:
    """The positions turned, and stretched a little sideways, for labels are wider than high."""
    angle = np.radians(degrees)
    rotation = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return np.asarray((positions @ rotation.T) * np.array([1.12, 0.92]))


def cost(positions: Array, sizes: Array, links: list[Edge]) -> float:
    """How bad a layout is: struck-through labels, crossings, and room beyond what the boxes need."""
    corners_low = (positions - sizes[:, :2]).min(0)
    corners_high = (positions + sizes[:, 2:]).max(0)
    width, height = corners_high - corners_low
    side = max(width, height)
    needed = float(((sizes[:, 0] + sizes[:, 2]) * (sizes[:, 1] + sizes[:, 3])).sum()) ** 0.5
    flaws = 1.5 * struck_labels(positions, sizes, links) + crossings(positions, links)
    return float(flaws + 14.0 * side / needed)


def crossings(positions: Array, links: list[Edge]) -> int:
    """How many pairs of links cross."""
    if len(links) < 2:
        return 0
    ends = np.array(links)
    start, stop = positions[ends[:, 0]], positions[ends[:, 1]]
    along = stop - start

    def side(point: Array) -> Array:
        gap = point[None, :, :] - start[:, None, :]
        return np.asarray(np.sign(along[:, None, 0] * gap[:, :, 1] - along[:, None, 1] * gap[:, :, 0]))

    parted = side(start) * side(stop) < 0
    shared = (ends[:, None, :, None] == ends[None, :, None, :]).any((2, 3))
    return int((parted & parted.T & ~shared).sum()) // 2


def _place_others(positions: Array, links: list[Edge]) -> None:
    """Put each node outside the core near the mean of its placed neighbours, on a spiral so that none coincide."""
    neighbours: dict[int, list[int]] = {}
    for start, end in links:
        neighbours.setdefault(start, []).append(end)
        neighbours.setdefault(end, []).append(start)
    waiting = [int(node) for node in np.flatnonzero(np.isnan(positions[:, 0]))]
    edge_of_core = float(np.nanmax(np.abs(positions)))
    while waiting:
        ready = [
            (node, known)
            for node in waiting
            if (known := [other for other in neighbours.get(node, []) if not np.isnan(positions[other, 0])])
        ]
        if not ready:
            ready = [(node, []) for node in waiting]
        for rank, (node, known) in enumerate(ready):
            centre = positions[known].mean(0) if known else np.zeros(2)
            reach = 60.0 + 9.0 * float(np.sqrt(rank)) if known else edge_of_core + 40.0 * float(np.sqrt(rank + 1))
            angle = 2.399963 * rank
            positions[node] = centre + reach * np.array([np.cos(angle), np.sin(angle)])
        done = {node for node, _ in ready}
        waiting = [node for node in waiting if node not in done]
