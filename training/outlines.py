"""Country outlines for the map, from Natural Earth by way of the npm package world-atlas (1:50m, TopoJSON).

`python training/outlines.py countries-50m.json kg/view/assets/outlines.json`
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.gazetteer import read_rows

Point = tuple[float, float]
Ring = list[Point]

TOLERANCE = 0.06  # degrees: about half a pixel where the map opens
SMALLEST = 0.12  # square degrees: smaller islands are left out
EAST, WEST, SOUTH = 200.0, -25.0, 0.0


def outlines(topology: dict[str, Any]) -> list[dict[str, Any]]:
    """The countries of the map: ISO code, empty where there is none, and rings of hundredths of degrees, as steps.

    A country whose main part lies beyond the map (Greenland) is left out.
    """
    arcs = [_thinned(arc) for arc in _arcs(topology)]
    codes = {row["iso_numeric"]: row["iso_3166_1"] for row in read_rows("countries")}
    countries = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = codes.get(geometry.get("id", ""), "")
        rings = [_turned(ring, code) for ring in _rings(geometry, arcs)]
        kept = [_steps(ring) for ring in rings if _area(ring) > SMALLEST and _within(ring)]
        if kept and _within(max(rings, key=_area)):
            countries.append({"code": code, "rings": kept})
    return sorted(countries, key=lambda country: (country["code"], country["rings"]))


def _arcs(topology: dict[str, Any]) -> Iterator[Ring]:
    (wide, high), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((x * wide + left, y * high + low))
        yield points


def _thinned(line: Ring) -> Ring:
    """The line without points that lie near the chord of their neighbours (Ramer, Douglas, Peucker)."""
    if len(line) < 3:
        return line
    far, at = max((_distance(line[i], line[0], line[-1]), i) for i in range(1, len(line) - 1))
    if far <= TOLERANCE:
        return [line[0], line[-1]]
    return _thinned(line[: at + 1])[:-1] + _thinned(line[at:])


def _distance(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length if length else 0.0
    along = min(max(along, 0.0), 1.0)
    x, y = point[0] - start[0] - along * dx, point[1] - start[1] - along * dy
    return float((x * x + y * y) ** 0.5)


def _rings(geometry: dict[str, Any], arcs: list[Ring]) -> Iterator[Ring]:
    polygons = geometry.get("arcs", [])
    for polygon in [polygons] if geometry["type"] == "Polygon" else polygons:
        for indices in polygon:
            ring: Ring = []
            for index in indices:
                arc = arcs[index] if index >= 0 else arcs[~index][::-1]
                ring += arc[1:] if ring else arc
            yield ring


def _turned(ring: Ring, code: str) -> Ring:
    """The ring east of 180° where it is the far end of Russia, so that the country stays whole."""
    return [(x + 360 if x < -100 else x, y) for x, y in ring] if code == "RU" else ring


def _area(ring: Ring) -> float:
    pairs = zip(ring, ring[1:], strict=False)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def _within(ring: Ring) -> bool:
    return all(WEST < x < EAST for x, _ in ring) and max(y for _, y in ring) > SOUTH


def _steps(ring: Ring) -> list[int]:
    steps: list[int] = []
    x = y = 0
    for point in ring:
        east, north = round(point[0] * 100), round(point[1] * 100)
        if (east, north) != (x, y) or not steps:
            steps += [east - x, north - y]
        x, y = east, north
    return steps


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:3])
    countries = outlines(json.loads(source.read_text(encoding="utf-8")))
    lines = ",\n".join(json.dumps(country, separators=(",", ":")) for country in countries)
    target.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
