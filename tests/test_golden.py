"""The seed's facts and graph are those that were reviewed: a difference is shown, `--rewrite-golden` accepts it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from difflib import unified_diff
from pathlib import Path

import pytest

from kg.flat import flat, to_lines
from kg.graph import serialize_turtle
from kg.model import ArticleFacts
from tests.conftest import ROOT, Ran

GOLDEN = ROOT / "tests" / "golden"
FACTS, GRAPH = GOLDEN / "seed-facts.jsonl", GOLDEN / "seed.ttl"
_NAMED = {"article", "relation", "subject", "object"}


@pytest.fixture
def written(request: pytest.FixtureRequest, seed_facts: ArticleFacts) -> dict[Path, str]:
    """What is found in the seed now, by the golden file that it belongs in; written there where that is asked for."""
    graph = request.getfixturevalue("seed_graph")
    texts = {FACTS: to_lines(flat(seed_facts)), GRAPH: serialize_turtle(graph).decode()}
    if request.config.getoption("--rewrite-golden"):
        for path, text in texts.items():
            path.write_text(text, encoding="utf-8", newline="")
    return texts


def told(lines: str) -> Iterator[str]:
    """Facts line by line, a value a line, each saying which fact it belongs to."""
    for row in map(json.loads, lines.splitlines()):
        fact = f"{row['subject']} {row['relation']} {row['object'] or ''}".rstrip()
        yield fact
        rest = {key: value for key, value in row.items() if value is not None and key not in _NAMED}
        yield from (f"{fact} · {key} = {value}" for key, value in rest.items())


def difference(golden: list[str], now: list[str]) -> str:
    return "\n".join(["", *unified_diff(golden, now, "golden", "now", lineterm="", n=0)])


def test_facts(written: dict[Path, str]) -> None:
    golden = FACTS.read_text("utf-8")
    if golden != written[FACTS]:
        pytest.fail(difference(list(told(golden)), list(told(written[FACTS]))), pytrace=False)


def test_graph(written: dict[Path, str]) -> None:
    golden = GRAPH.read_text("utf-8")
    if golden != written[GRAPH]:
        pytest.fail(difference(golden.splitlines(), written[GRAPH].splitlines()), pytrace=False)


def test_build_writes_the_same(kg: Callable[..., Ran], written: dict[Path, str], seed: Path, tmp_path: Path) -> None:
    ran = kg("build", seed, "--out", tmp_path)
    assert ran.code == 0, ran.err
    assert (tmp_path / "facts.jsonl").read_text("utf-8") == written[FACTS]
    assert (tmp_path / "graph.ttl").read_text("utf-8") == written[GRAPH]


def test_nothing_else_is_golden() -> None:
    assert sorted(GOLDEN.iterdir()) == sorted([FACTS, GRAPH])


def test_a_difference_names_its_fact() -> None:
    row = {"subject": "Витебская область", "relation": "cooperatesWith", "object": "регионы России", "value": None}
    changed = {**row, "status": "done"}
    shown = difference(list(told(json.dumps(row))), list(told(json.dumps(changed))))
    assert "+Витебская область cooperatesWith регионы России · status = done" in shown
