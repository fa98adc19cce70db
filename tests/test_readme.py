"""The README says what kg does: its tour is run, and its numbers are counted."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.query import list_queries
from tests.conftest import Ran

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def tour() -> Iterator[tuple[str, tuple[str, ...]]]:
    """(command, the lines that it is said to print) of each `$ kg …` of the README."""
    for block in re.findall(r"(?m)^    \$ kg (.+)\n((?:    (?!\$).*\n)*)", README):
        yield block[0], tuple(line[4:] for line in block[1].splitlines())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the tour finds it: the seeds in it."""
    place = tmp_path_factory.mktemp("tour")
    shutil.copytree(ROOT / "seeds", place / "seeds")
    return place


def squeezed(text: str) -> str:
    return re.sub(r"[\s─]+", " ", text)


def test_the_tour_prints_what_the_readme_says(
    folder: Path, kg: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    commands = list(tour())
    assert len(commands) >= 5
    for command, lines in commands:
        ran = kg(*shlex.split(command))
        assert ran.code == 0, f"kg {command}: {ran.err}"
        printed = squeezed(ran.out + ran.err)
        for line in lines:
            for part in line.split("…"):
                assert squeezed(part).strip() in printed, f"kg {command} does not print: {line}"


def test_the_questions_are_counted() -> None:
    told = re.search(r"shows (\d+) questions", README)
    assert told is not None
    assert int(told[1]) == len(list_queries())


def test_the_picture_is_there() -> None:
    for path in re.findall(r"!\[.*?\]\((.+?)\)", README):
        assert (ROOT / path).is_file()
