"""What tests share: the seed, read once, and `kg` as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from rdflib import Dataset

    from kg.model import ArticleFacts, Document

ROOT = Path(__file__).parents[1]

os.environ["KG_CACHE"] = "off"
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
settings.register_profile("kg", deadline=None, derandomize=True)
settings.load_profile("kg")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="Write tests/golden anew instead of comparing.")


@dataclass(frozen=True)
class Ran:
    """What a run of `kg` left: its exit code, and what it said."""

    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line on standard error; fails where there is another number of lines, or a traceback."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].startswith("kg: ")
        return lines[0]


@pytest.fixture(scope="session")
def seed() -> Path:
    """The seed article's file."""
    (path,) = (ROOT / "seeds").glob("*.txt")
    return path


@pytest.fixture(scope="session")
def seed_document(seed: Path) -> Document:
    from kg.reading import read

    return read(seed)


@pytest.fixture(scope="session")
def seed_facts(seed_document: Document) -> ArticleFacts:
    """All that is found in the seed; the models load here, once."""
    from kg.extraction import find_facts

    return find_facts(seed_document)


@pytest.fixture(scope="session")
def seed_graph(seed_facts: ArticleFacts) -> Dataset:
    """The seed's dataset; whoever changes it must take a copy."""
    from kg.graph import to_graph

    return to_graph(seed_facts)


@pytest.fixture
def kg(capfd: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """`kg` in this process: the models stay loaded."""
    from kg.cli import main

    def run(*arguments: object) -> Ran:
        capfd.readouterr()
        code = main([str(argument) for argument in arguments])
        said = capfd.readouterr()
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture(scope="session")
def kg_process() -> Callable[..., Ran]:
    """`kg` as a process of its own, with the environment given besides."""

    def run(*arguments: object, env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> Ran:
        command = [sys.executable, "-m", "kg", *map(str, arguments)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **(env or {})}
        done = subprocess.run(command, capture_output=True, env=environment, cwd=cwd, check=False)
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
