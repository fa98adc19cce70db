"""Positions kept between runs, in the user's cache folder, under a hash of all that they follow from.

The environment variable KG_CACHE names another folder, or turns the cache off (`off`).
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from kg.view.layout import Box, Edge, place

KEPT = 200  # layouts; the longest unused are removed
WORTH_KEEPING = 30  # nodes; fewer are placed in no time
_SOURCES = ("layout", "packing", "refinement", "separation")


def cached_place(boxes: Sequence[Box], edges: Sequence[Edge]) -> list[tuple[int, int]]:
    """What `place` gives, from the cache where it is there. A cache that cannot be read or written changes nothing."""
    folder = cache_folder()
    if folder is None or len(boxes) < WORTH_KEEPING:
        return place(boxes, edges)
    path = folder / f"{_key(boxes, edges)}.json"
    kept = _read(path, len(boxes))
    if kept is None:
        kept = place(boxes, edges)
        _write(path, kept)
    return kept


def cache_folder() -> Path | None:
    """Where layouts are kept; None where the cache is off."""
    named = os.environ.get("KG_CACHE", "")
    if named.lower() in ("off", "0", "no"):
        return None
    if named:
        return Path(named) / "layouts"
    from platformdirs import user_cache_path

    return user_cache_path("kg", appauthor=False) / "layouts"


def _key(boxes: Sequence[Box], edges: Sequence[Edge]) -> str:
    """A hash of the boxes, the links, and the code that places them."""
    import numpy

    code = [Path(__file__).with_name(f"{name}.py").read_text(encoding="utf-8") for name in _SOURCES]
    sides = [(box.left, box.top, box.right, box.bottom) for box in boxes]
    links = sorted({(min(edge), max(edge)) for edge in edges})
    return hashlib.sha256(json.dumps([numpy.__version__, code, sides, links]).encode()).hexdigest()[:40]


def _read(path: Path, count: int) -> list[tuple[int, int]] | None:
    """The positions a file holds; None where it holds anything else."""
    try:
        found: Any = json.loads(path.read_text(encoding="ascii"))
        places = [(x, y) for x, y in found]
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    sound = len(places) == count and all(type(number) is int for place in places for number in place)
    if sound:
        with suppress(OSError):
            os.utime(path)
    return places if sound else None


def _write(path: Path, places: list[tuple[int, int]]) -> None:
    beside = path.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(places, separators=(",", ":")), encoding="ascii")
        beside.replace(path)
        kept = sorted(path.parent.glob("*.json"), key=lambda file: (file.stat().st_mtime, file.name))
        for old in kept[:-KEPT]:
            old.unlink(missing_ok=True)
