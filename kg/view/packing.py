"""The parts of a graph set side by side: the largest in the middle, each other in the nearest free room."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Part = tuple[Array, Array, list[tuple[int, int]]]
Cell = tuple[int, int]

CELL = 24.0


def pack(parts: list[Part]) -> list[Array]:
    """How far to move each part (positions, sizes, links) so that none touches another; the order is kept."""
    taken: set[Cell] = set()
    offsets = []
    for part in parts:
        middle = _middle(part)
        cells = _cells(part, middle)
        shift = next(shift for shift in _spiral() if _fits(cells, shift, taken))
        taken |= {(x + shift[0] + i, y + shift[1] + j) for x, y in cells for i in (-1, 0, 1) for j in (-1, 0, 1)}
        offsets.append(np.array(shift) * CELL - middle)
    return offsets


def _middle(part: Part) -> Array:
    positions, sizes, _ = part
    return np.asarray(((positions - sizes[:, :2]).min(0) + (positions + sizes[:, 2:]).max(0)) / 2)


def _cells(part: Part, middle: Array) -> list[Cell]:
    """The cells of a grid that the part's boxes and links cover, around its middle."""
    positions, sizes, links = part
    cells: set[Cell] = set()
    for (x, y), (left, top, right, bottom) in zip(positions - middle, sizes, strict=True):
        columns = range(int((x - left) // CELL), int((x + right) // CELL) + 1)
        rows = range(int((y - top) // CELL), int((y + bottom) // CELL) + 1)
        cells |= {(column, row) for column in columns for row in rows}
    for start, end in links:
        cells |= _cells_along(positions[start] - middle, positions[end] - middle)
    return sorted(cells)


def _cells_along(start: Array, end: Array) -> set[Cell]:
    steps = int(np.abs(end - start).max() // (CELL / 2)) + 1
    points = start + np.linspace(0.0, 1.0, steps + 1)[:, None] * (end - start)
    return {(int(x), int(y)) for x, y in points // CELL}


def _fits(cells: list[Cell], shift: Cell, taken: set[Cell]) -> bool:
    return not any((x + shift[0], y + shift[1]) in taken for x, y in cells)


def _spiral() -> Iterator[Cell]:
    """Cells around the middle, ring after ring."""
    yield 0, 0
    ring = 0
    while True:
        ring += 1
        side = [(ring, step) for step in range(-ring, ring)]
        for _ in range(4):
            yield from side
            side = [(-y, x) for x, y in side]
