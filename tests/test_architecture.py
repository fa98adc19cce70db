"""Imports point one way: a room imports only from the rooms above it, and no leaf imports another."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# From the ground up. Modules of one row may import each other; a room is a package with all its modules.
ROOMS = (
    ("errors", "model", "vocabulary", "resources", "gazetteer", "wordlists"),
    ("reading",),
    ("language",),
    ("mentions", "figures", "entities", "discourse", "coreference"),
    ("relations",),
    ("classification",),
    ("extraction",),
    ("flat", "rendering", "writing", "storage", "remote", "identities", "graph"),
    ("network",),
    ("validation", "store", "query", "view", "export", "explanation", "evaluation"),
    ("building", "bulk"),
    ("cli",),
)
LEAVES = ROOMS[-3]
HEIGHT = {room: height for height, row in enumerate(ROOMS) for room in row}
# Imported when `kg --help` is shown; all else waits until a command needs it.
AT_START = {"kg", "kg.cli", "kg.errors", "click"}


def room_of(path: Path) -> str:
    return path.relative_to(ROOT / "kg").parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: a relative import hides its room"
            names = [alias.name for alias in node.names]
            yield from (f"kg.{name}" for name in names) if node.module == "kg" else [str(node.module)]


def rooms_imported(path: Path) -> set[str]:
    parts = (name.split(".") for name in imports(path))
    return {name[1] for name in parts if name[0] == "kg" and len(name) > 1 and not name[1].startswith("__")}


MODULES = sorted(path for path in (ROOT / "kg").rglob("*.py") if path.parent != ROOT / "kg" or path.stem[:2] != "__")


def test_every_room_has_its_place() -> None:
    assert {room_of(path) for path in MODULES} <= set(HEIGHT)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    room = room_of(path)
    for other in rooms_imported(path) - {room}:
        assert HEIGHT[other] <= HEIGHT[room], f"{room} imports {other}, which stands below it"
        assert not (room in LEAVES and other in LEAVES), f"{room} imports {other}: leaves stand alone"


def test_the_weights_are_the_only_use_of_natasha() -> None:
    assert [path.name for path in MODULES if any(name.split(".")[0] == "natasha" for name in imports(path))] == []


def test_only_the_command_line_waits_for_nothing() -> None:
    """What `kg --help` imports at module level is the standard library, click and the errors."""
    import sys

    for path in sorted((ROOT / "kg" / "cli").glob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        for node in top:
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
            for name in names:
                first = name.split(".")[0]
                known = first in sys.stdlib_module_names or first == "click"
                assert known or ".".join(name.split(".")[:2]) in AT_START, f"{path.name} imports {name} at start"
