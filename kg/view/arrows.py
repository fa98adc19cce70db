"""Arrows of the static picture: facts folded, lines that end at the marks, and names where they cover nothing."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.view.labels import FONT_SIZE, text_width
from kg.view.records import Record

Box = tuple[float, float, float, float]
Point = tuple[float, float]

NAME_SIZE = 9.5
NAME_HEIGHT = 12.0
HEAD = 8.0
BOW = 0.12
CELL = 80.0
STEP = 6.0
_STOPS = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)


@dataclass(slots=True)
class Arrow:
    """All facts from one node to another; `points` are its ends and the bend between, `box` the room of its name."""

    relations: list[str]
    count: int
    points: tuple[Point, Point, Point]
    name: str = ""
    box: Box | None = None
    line: str = field(init=False)
    tip: str = field(init=False)

    def __post_init__(self) -> None:
        """Draw the line up to the head, and the head."""
        start, bend, end = self.points
        length = math.dist(bend, end) or 1.0
        ux, uy = (end[0] - bend[0]) / length, (end[1] - bend[1]) / length
        neck = (end[0] - HEAD * ux, end[1] - HEAD * uy)
        self.line = f"M{_at(start)}Q{_at(bend)} {_at(neck)}"
        wings = [(neck[0] + side * 3.6 * -uy, neck[1] + side * 3.6 * ux) for side in (1, -1)]
        self.tip = f"M{_at(end)}L{_at(wings[0])}L{_at(wings[1])}Z"

    def spot(self, share: float) -> Point:
        """The point at a share of the way."""
        weights = ((1 - share) ** 2, 2 * share * (1 - share), share**2)
        x, y = (sum(w * point[axis] for w, point in zip(weights, self.points, strict=True)) for axis in (0, 1))
        return x, y


def fold(nodes: Sequence[Record], edges: Sequence[Record]) -> list[Arrow]:
    """One arrow for all facts from one node to another; two ways between a pair bow apart; loops are arcs above."""
    bundles: dict[tuple[int, int], list[str]] = defaultdict(list)
    for edge in edges:
        bundles[edge["from"], edge["to"]].append(edge["relation"])
    arrows = []
    for (start, end), relations in sorted(bundles.items()):
        bowed = BOW if (end, start) in bundles else 0.0
        points = _loop(nodes[start]) if start == end else _way(nodes[start], nodes[end], bowed)
        arrows.append(Arrow(list(dict.fromkeys(relations)), len(relations), points))
    return arrows


def _way(start: Record, end: Record, bowed: float) -> tuple[Point, Point, Point]:
    (x1, y1), (x2, y2) = (start["x"], start["y"]), (end["x"], end["y"])
    bend = ((x1 + x2) / 2 + bowed * (y2 - y1), (y1 + y2) / 2 - bowed * (x2 - x1))
    return _short((x1, y1), bend, start["size"] + 2), bend, _short((x2, y2), bend, end["size"] + 3)


def _short(point: Point, towards: Point, by: float) -> Point:
    length = math.dist(point, towards) or 1.0
    by = min(by, length / 2)
    return point[0] + by * (towards[0] - point[0]) / length, point[1] + by * (towards[1] - point[1]) / length


def _loop(node: Record) -> tuple[Point, Point, Point]:
    x, y, size = float(node["x"]), float(node["y"]), node["size"]
    return (x + size, y - size * 0.3), (x + size * 2.6, y - size * 2.6), (x + size * 0.3, y - size)


def place_names(
    arrows: Sequence[Arrow], taken: Sequence[Box], names: Mapping[str, str], numbers: Mapping[str, int]
) -> None:
    """Give each arrow its name where that meets nothing, else its numbers, else none; busy arrows first."""
    room = _Room(taken)
    lines = _Lines(arrows)
    for arrow in sorted(arrows, key=lambda arrow: (-arrow.count, arrow.points)):
        full = "; ".join(names[relation] for relation in arrow.relations)
        full += f" ×{arrow.count}" if arrow.count > len(arrow.relations) else ""
        short = ", ".join(str(numbers[relation]) for relation in arrow.relations)
        for name, box in _spots(arrow, [full, short] if len(full) <= 44 else [short]):
            if (name != full or lines.spare(arrow, box)) and room.take(box):
                arrow.name, arrow.box = name, box
                break


def _spots(arrow: Arrow, wanted: Sequence[str]) -> Iterator[tuple[str, Box]]:
    for name in wanted:
        half = text_width(name) * NAME_SIZE / FONT_SIZE / 2 + 1
        for share in _STOPS:
            x, y = arrow.spot(share)
            yield name, (x - half, y - NAME_HEIGHT / 2, x + half, y + NAME_HEIGHT / 2)


class _Room:
    """Boxes that must not meet, by the cells of a grid."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = defaultdict(list)
        for box in boxes:
            self._put(box)

    def take(self, box: Box) -> bool:
        """Take a box where it meets none that is taken."""
        for cell in _cells(box):
            for other in self._cells[cell]:
                if box[0] < other[2] and box[2] > other[0] and box[1] < other[3] and box[3] > other[1]:
                    return False
        self._put(box)
        return True

    def _put(self, box: Box) -> None:
        for cell in _cells(box):
            self._cells[cell].append(box)


class _Lines:
    """Points along all arrows, by the cells of a grid."""

    def __init__(self, arrows: Sequence[Arrow]) -> None:
        self._cells: dict[tuple[int, int], list[tuple[Point, Arrow]]] = defaultdict(list)
        for arrow in arrows:
            steps = max(int(math.dist(arrow.points[0], arrow.points[2]) / STEP), 8)
            for step in range(steps + 1):
                x, y = arrow.spot(step / steps)
                self._cells[math.floor(x / CELL), math.floor(y / CELL)].append(((x, y), arrow))

    def spare(self, own: Arrow, box: Box) -> bool:
        """Whether no other arrow runs through the box."""
        return not any(
            arrow is not own and box[0] < x < box[2] and box[1] < y < box[3]
            for cell in _cells(box)
            for (x, y), arrow in self._cells.get(cell, ())
        )


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(math.floor(box[0] / CELL), math.floor(box[2] / CELL) + 1):
        for row in range(math.floor(box[1] / CELL), math.floor(box[3] / CELL) + 1):
            yield column, row


def _at(point: Point) -> str:
    return f"{point[0]:.1f},{point[1]:.1f}"
