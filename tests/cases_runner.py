"""Case files: a sentence on a line, what is expected of it indented below, nothing where nothing may be found.

Lines that begin with # are comments. An expected line has cells between « | ».
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.language import annotate
from kg.model import Document, Sentence, Span

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """A sentence and the rows expected of it."""

    sentence: str
    expected: tuple[tuple[str, ...], ...]

    def __str__(self) -> str:
        return self.sentence


def read_cases(name: str) -> tuple[Case, ...]:
    """The cases of a file under tests/cases/, in order."""
    return tuple(_cases(name))


def _cases(name: str) -> Iterator[Case]:
    sentence, rows = "", []
    for line in (CASES / name).read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith(" "):
            rows.append(tuple(cell.strip() for cell in line.split("|")))
            continue
        if sentence:
            yield Case(sentence, tuple(rows))
        sentence, rows = line.strip(), []
    if sentence:
        yield Case(sentence, tuple(rows))


def sentence_of(text: str) -> Sentence:
    """A text of one sentence, analysed."""
    (sentence,) = annotate(Document("case", text, (Span(0, len(text)),)))
    return sentence
