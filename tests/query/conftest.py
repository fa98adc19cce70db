"""The graph that queries are asked, in both engines."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store
from rdflib import Dataset

from kg.graph import serialize_turtle, to_graph
from kg.query import load
from tests.goldfacts import gold_facts

ENGINES = ("pyoxigraph", "rdflib")


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """The seed's gold facts."""
    return to_graph(gold_facts())


@pytest.fixture(scope="session")
def graph_file(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "graph.ttl"
    path.write_bytes(serialize_turtle(dataset))
    return path


@pytest.fixture(scope="session")
def store(graph_file: Path) -> Store:
    return load(graph_file)


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def source(engine: str, store: Store, dataset: Dataset) -> Store | Dataset:
    """The graph in the form that this engine takes as it is."""
    return store if engine == "pyoxigraph" else dataset
