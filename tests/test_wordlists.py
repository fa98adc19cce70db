"""The lexicon and the modules that read it know the same groups, and the file is in order."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from kg.wordlists import rows

ROOT = Path(__file__).parents[1]
ROWS = rows("lexicon")
GROUPS = {row["group"] for row in ROWS}


def functions() -> Iterator[ast.FunctionDef]:
    for path in sorted((ROOT / "kg").rglob("*.py")):
        yield from (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef))


def strings(*nodes: ast.AST) -> set[str]:
    return {
        inner.value
        for node in nodes
        for inner in ast.walk(node)
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str)
    }


def asked_in(function: ast.FunctionDef) -> tuple[set[str], bool]:
    """The groups that a function asks for by name, and whether it asks for others through a variable."""
    asked: set[str] = set()
    open_ended = False
    for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        if name == "triggers":
            asked |= strings(*call.args)
        elif name == "words" and call.args and strings(call.args[0]) == {"lexicon"}:
            asked |= strings(*call.args[1:])
            open_ended |= not isinstance(call.args[1], ast.Constant)
    return asked, open_ended


def test_every_group_is_asked_for() -> None:
    wanted: set[str] = set()
    for function in functions():
        asked, open_ended = asked_in(function)
        wanted |= asked | (strings(function) if open_ended else set())
    assert sorted(GROUPS - wanted) == []


def test_every_group_asked_for_is_there() -> None:
    wanted = set().union(*(asked_in(function)[0] for function in functions()))
    assert sorted(wanted - GROUPS) == []


def test_rows_are_sorted_and_each_once() -> None:
    keys = [(row["group"], row["lemma"]) for row in ROWS]
    assert keys == sorted(set(keys))


def test_lemmas_are_spelt_as_tokens_have_them() -> None:
    odd = [row["lemma"] for row in ROWS if row["lemma"] != row["lemma"].strip().lower().replace("ё", "е")]
    assert odd == []


def test_every_row_has_a_source() -> None:
    assert all(row["source"] for row in ROWS)
