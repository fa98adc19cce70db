"""From latitude and longitude to the plane: Lambert's conformal conic projection, as Snyder gives it for the sphere.

J. P. Snyder, Map Projections: A Working Manual, USGS Professional Paper 1395 (1987), p. 106–107.
"""

from __future__ import annotations

import math

RADIUS = 1000.0
MERIDIAN = 70.0
PARALLELS = (40.0, 62.0)
ORIGIN = 54.0


def _spread(latitude: float) -> float:
    return math.tan(math.pi / 4 + math.radians(latitude) / 2)


_LOW, _HIGH = PARALLELS
_CONE = math.log(math.cos(math.radians(_LOW)) / math.cos(math.radians(_HIGH))) / math.log(
    _spread(_HIGH) / _spread(_LOW)
)
_SCALE = RADIUS * math.cos(math.radians(_LOW)) * _spread(_LOW) ** _CONE / _CONE
_BASE = _SCALE / _spread(ORIGIN) ** _CONE


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """The place on the map: x grows eastwards, y southwards, 1000 to the Earth's radius; the middle is 54° N, 70° E.

    >>> project(54, 70)
    (0.0, 0.0)
    """
    distance = _SCALE / _spread(latitude) ** _CONE
    turn = _CONE * math.radians(longitude - MERIDIAN)
    return round(distance * math.sin(turn), 1) + 0.0, round(distance * math.cos(turn) - _BASE, 1) + 0.0
