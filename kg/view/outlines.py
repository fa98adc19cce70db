"""The countries of the map as outlines on the plane, and a point for each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.resources import view_asset
from kg.view.projection import project

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Outline:
    """A country: its ISO 3166-1 code, empty where it has none, the path of SVG, and a point inside its largest part."""

    code: str
    path: str
    middle: Point


@cache
def outlines() -> tuple[Outline, ...]:
    """All countries of the map, in the order of their codes."""
    countries = json.loads(view_asset("outlines.json").read_text(encoding="utf-8"))
    return tuple(_outline(country["code"], country["rings"]) for country in countries)


@cache
def country_points() -> Mapping[str, Point]:
    """ISO code → the country's point on the plane."""
    return {outline.code: outline.middle for outline in outlines() if outline.code}


def _outline(code: str, rings: Sequence[Sequence[int]]) -> Outline:
    drawn = [[project(latitude, longitude) for latitude, longitude in _degrees(ring)] for ring in rings]
    return Outline(code, "".join(map(_path, drawn)), _middle(max(drawn, key=_area)))


def _degrees(steps: Sequence[int]) -> list[Point]:
    """Latitude and longitude from steps in hundredths of degrees, east before north."""
    east = north = 0
    points = []
    for step in range(0, len(steps), 2):
        east, north = east + steps[step], north + steps[step + 1]
        points.append((north / 100, east / 100))
    return points


def _path(ring: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in ring) + "Z"


def _area(ring: Sequence[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:], strict=False)))


def _middle(ring: Sequence[Point]) -> Point:
    """The centre of mass of a ring."""
    total = x = y = 0.0
    for a, b in zip(ring, ring[1:], strict=False):
        cross = a[0] * b[1] - b[0] * a[1]
        total, x, y = total + cross, x + (a[0] + b[0]) * cross, y + (a[1] + b[1]) * cross
    return (round(x / (3 * total), 1), round(y / (3 * total), 1))
