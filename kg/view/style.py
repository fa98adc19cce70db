"""How each type of entity looks: a shape and a colour for the light and for the dark theme.

Kinship shows in the shape (places are triangles and shields, bodies are square), the type in the pair of shape and
colour. Every colour has a contrast of at least 3:1 with its theme's canvas.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

CANVAS = {"light": "#fafbfd", "dark": "#10151d"}

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A shape of `SHAPES` and its colour on each theme."""

    shape: str
    light: str
    dark: str


LOOKS = {
    "Person": Look("circle", "#0b66b0", "#4ea8f2"),
    "Post": Look("pentagon", "#4463c9", "#8fa8ff"),
    "Organization": Look("square", "#c2500c", "#ff9452"),
    "Company": Look("house", "#b3362b", "#f47f72"),
    "InternationalOrganization": Look("octagon", "#96410e", "#e0935f"),
    "Publisher": Look("trapezoid", "#55606f", "#a9b4c3"),
    "Country": Look("triangle", "#2d7a12", "#7fcb55"),
    "Region": Look("triangle", "#00796b", "#2fc0ac"),
    "City": Look("shield", "#0a7a8f", "#4cc9de"),
    "District": Look("shield", "#5a7a10", "#aad14f"),
    "Place": Look("shield", "#4c7560", "#96bfa9"),
    "Event": Look("star", "#b8297a", "#f57db6"),
    "EventSection": Look("spark", "#8e2f9e", "#dd8be8"),
    "Project": Look("hexagon", "#6a3fa3", "#b592f2"),
    "Industry": Look("hexagon", "#0373a6", "#55bfea"),
    "Product": Look("funnel", "#a05f00", "#f0ad33"),
    "Agreement": Look("diamond", "#8a5626", "#d6a470"),
    "Document": Look("diamond", "#616b17", "#c0c95d"),
    "Quantity": Look("plus", "#5b6675", "#adb8c6"),
    "Money": Look("circle", "#8a6a00", "#e3c140"),
    "Area": Look("parallelogram", "#6b5f78", "#bbaccb"),
    "Period": Look("octagon", "#52678c", "#9db4dd"),
}

OTHER = Look("square", "#66707c", "#a3adba")


def _ring(corners: int, turn: float = 0.0, radius: float = 1.0) -> Points:
    step = 2 * math.pi / corners
    angles = [math.radians(turn - 90) + step * corner for corner in range(corners)]
    return tuple((round(radius * math.cos(angle), 3), round(radius * math.sin(angle), 3)) for angle in angles)


def _star(rays: int, inner: float, outer: float) -> Points:
    tips, notches = _ring(rays, 0.0, outer), _ring(rays, 180 / rays, inner)
    return tuple(point for pair in zip(tips, notches, strict=True) for point in pair)


# Corners around the centre of a node of radius 1; no corners means a circle.
SHAPES: dict[str, Points] = {
    "circle": (),
    "square": ((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)),
    "house": ((0.0, -1.12), (0.95, -0.3), (0.95, 0.9), (-0.95, 0.9), (-0.95, -0.3)),
    "triangle": ((0.0, -1.1), (1.12, 0.85), (-1.12, 0.85)),
    "funnel": ((0.0, 1.1), (-1.12, -0.85), (1.12, -0.85)),
    "shield": ((-0.92, -0.9), (0.92, -0.9), (0.92, 0.2), (0.0, 1.15), (-0.92, 0.2)),
    "pentagon": _ring(5, radius=1.08),
    "hexagon": _ring(6, 30.0, 1.08),
    "octagon": _ring(8, 22.5, 1.05),
    "diamond": ((0.0, -1.2), (1.0, 0.0), (0.0, 1.2), (-1.0, 0.0)),
    "star": _star(5, 0.56, 1.25),
    "spark": _star(4, 0.5, 1.3),
    "trapezoid": ((-0.65, -0.8), (0.65, -0.8), (1.15, 0.8), (-1.15, 0.8)),
    "parallelogram": ((-0.6, -0.75), (1.15, -0.75), (0.6, 0.75), (-1.15, 0.75)),
    "plus": (
        (-0.4, -1.05), (0.4, -1.05), (0.4, -0.4), (1.05, -0.4), (1.05, 0.4), (0.4, 0.4),
        (0.4, 1.05), (-0.4, 1.05), (-0.4, 0.4), (-1.05, 0.4), (-1.05, -0.4), (-0.4, -0.4),
    ),
}  # fmt: skip


def look_of(type_name: str) -> Look:
    """The look of a type; a plain square for a type that has none of its own."""
    return LOOKS.get(type_name, OTHER)


def node_radius(degree: int) -> float:
    """The radius of a node: it grows with the square root of its degree, within bounds."""
    return round(min(7.0 + 2.6 * math.sqrt(degree), 22.0), 1)
