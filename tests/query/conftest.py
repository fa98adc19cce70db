"""The graph that queries are asked, in both engines."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store
from rdflib import Dataset

from kg.graph import serialize_turtle
from kg.query import load

ENGINES = ("pyoxigraph", "rdflib")


@pytest.fixture(scope="session")
def dataset(seed_graph: Dataset) -> Dataset:
    """The graph that kg makes of the seed."""
    return seed_graph


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
