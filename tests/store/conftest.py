"""Articles read once, and their graphs; some share a name with another text: an article and its correction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg.model import ArticleFacts
from kg.store import Store, create

DATA = Path(__file__).parents[1] / "data" / "counterfactual"


@pytest.fixture(scope="session")
def articles() -> Mapping[str, ArticleFacts]:
    """Four articles by name; «07b» has the id of «07» and another text."""
    found = {name: kg.find_facts(kg.read(DATA / f"{name}.txt")) for name in ("07", "08", "09", "10")}
    other = kg.find_facts(kg.read(DATA / "06.txt"))
    return {**found, "07b": replace(other, document=replace(other.document, id="07"))}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return create(tmp_path / "store")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs `kg` with arguments: exit code, output, errors."""
    from kg.cli import main

    def command(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return command
