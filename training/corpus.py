"""Annotated articles: `NN.txt` with `NN.facts` beside it, or `texts/NN.txt` with `gold/NN.json`.

A line of a facts file has six fields parted by « | »: relation, subject (Type), object (Type), figure, date, evidence;
«-» stands for none, « / » parts alternatives of a name. `# …` is a comment.

    supplies | БЕЛАЗ (Company) | самосвалы (Product) | <= 400 шт. | 2025 | поставит до 400 самосвалов
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.vocabulary import relations

Row = dict[str, Any]
_NAMED = re.compile(r"(.+) \((\w+)\)")
_FIGURE = re.compile(r"(=|>|<|>=|<=|~) ?(\d+(?:\.\d+)?) ?(.*)")


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article's file and the facts that it states, with the keys of `kg facts` and `evidence`."""

    id: str
    path: Path
    facts: tuple[Row, ...]


def read_corpus(folder: Path) -> Iterator[Annotated]:
    """The annotated articles of a folder, sorted by name. Raises ValueError with the place of a malformed fact."""
    for path in sorted(folder.glob("gold/*.json")):
        facts = json.loads(path.read_text("utf-8"))["facts"]
        keys = ("value", "comparator", "unit", "date", "evidence")
        yield Annotated(
            path.stem, folder / "texts" / f"{path.stem}.txt", tuple({**dict.fromkeys(keys), **fact} for fact in facts)
        )
    for path in sorted(folder.glob("*.facts")):
        lines = path.read_text("utf-8").splitlines()
        facts = [
            _read(line, f"{path.name}:{number}")
            for number, line in enumerate(lines, 1)
            if line.strip() and line[0] != "#"
        ]
        yield Annotated(path.stem, path.with_suffix(".txt"), tuple(facts))


def _read(line: str, where: str) -> Row:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != 6 or parts[0] not in relations():
        raise ValueError(f"{where}: not a fact of six fields: {line}")
    relation, subject, object_, figure, date, evidence = parts
    number = _FIGURE.fullmatch(figure)
    if number is None and figure != "-":
        raise ValueError(f"{where}: not a figure: {figure}")
    return {
        "relation": relation, "subject": _name(subject, where), "object": _name(object_, where),
        "comparator": number[1] if number else None, "value": float(number[2]) if number else None,
        "unit": (number[3] or None) if number else None, "date": None if date == "-" else date, "evidence": evidence,
    }  # fmt: skip


def _name(text: str, where: str) -> str | None:
    if text == "-":
        return None
    match = _NAMED.fullmatch(text)
    if match is None:
        raise ValueError(f"{where}: not a name with its type: {text}")
    return match[1].replace(" / ", " | ")
