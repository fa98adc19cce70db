"""Positions kept between runs."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest

from kg.view import cache
from kg.view.layout import Box, Edge, place

GRAPH = nx.random_labeled_tree(40, seed=3)
BOXES = [Box(50, 10, 50, 34)] * 40
EDGES: list[Edge] = list(GRAPH.edges)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the cache, empty."""
    monkeypatch.setenv("KG_CACHE", str(tmp_path))
    return tmp_path / "layouts"


def test_a_layout_is_computed_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = cache.cached_place(BOXES, EDGES)
    assert first == place(BOXES, EDGES)
    assert len(list(folder.iterdir())) == 1
    monkeypatch.setattr(cache, "place", lambda boxes, edges: pytest.fail("computed again"))
    assert cache.cached_place(BOXES, [(b, a) for a, b in reversed(EDGES)]) == first


def test_another_graph_has_a_layout_of_its_own(folder: Path) -> None:
    cache.cached_place(BOXES, EDGES)
    cache.cached_place(BOXES, EDGES[1:])
    cache.cached_place([Box(60, 10, 50, 34), *BOXES[1:]], EDGES)
    assert len(list(folder.iterdir())) == 3


@pytest.mark.parametrize("content", ["", "[", "[[1,2]]", json.dumps([[0.5, 1]] * 40), json.dumps({"a": 1}), "7"])
def test_a_spoilt_file_is_replaced(folder: Path, content: str) -> None:
    expected = cache.cached_place(BOXES, EDGES)
    [path] = folder.iterdir()
    path.write_text(content)
    assert cache.cached_place(BOXES, EDGES) == expected
    assert [tuple(pair) for pair in json.loads(path.read_text())] == expected


def test_a_folder_that_cannot_be_written_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "file"))
    assert cache.cached_place(BOXES, EDGES) == place(BOXES, EDGES)


def test_it_can_be_turned_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_CACHE", "off")
    assert cache.cache_folder() is None
    assert cache.cached_place(BOXES, EDGES) == place(BOXES, EDGES)


def test_it_lies_in_the_users_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_CACHE", raising=False)
    folder = cache.cache_folder()
    assert folder is not None
    assert folder.name == "layouts"


def test_the_longest_unused_are_removed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "KEPT", 2)
    for left in range(4):
        cache.cached_place(BOXES, EDGES[left:])
    assert len(list(folder.iterdir())) == 2
