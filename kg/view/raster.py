"""An SVG as PNG, by resvg, with the letters of the fonts that come with kg."""

from __future__ import annotations

import re
import struct

from kg.errors import OutputError
from kg.resources import view_asset

MOST_PIXELS = 48_000_000
FONTS = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
_SIZE = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"')
# What the fonts hold; other letters are looked for among the fonts of the system.
_KNOWN = re.compile(
    "[\t\n\r\u0020-\u024f\u0370-\u052f\u2010-\u2027\u202f-\u203a\u20ac\u20bd\u2116\u2190-\u2193\u2212\u2248\u2260-\u2265]*"
)


def to_png(svg: str, zoom: float = 2.0) -> bytes:
    """The drawing as PNG, `zoom` pixels to one of the drawing, fewer where it would pass 48 million pixels."""
    try:
        from resvg_py import svg_to_bytes
    except ImportError as error:
        raise OutputError(
            "PNG cannot be drawn without resvg", where="resvg_py", remedy="Install resvg_py, or write .svg"
        ) from error
    found = _SIZE.search(svg)
    width, height = (float(size) for size in found.groups()) if found else (1.0, 1.0)
    zoom = min(zoom, (MOST_PIXELS / (width * height)) ** 0.5)
    data = svg_to_bytes(
        svg_string=svg,
        width=round(width * zoom),
        font_files=[str(view_asset(name)) for name in FONTS],
        font_family="DejaVu Sans",
        sans_serif_family="DejaVu Sans",
        skip_system_fonts=_KNOWN.fullmatch(svg) is not None,
    )
    return bytes(data)


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG, in pixels."""
    width, height = struct.unpack(">II", png[16:24])
    return width, height
