"""Which things are one and which are two, said by a rule or a person: a sorted CSV in the store's folder.

A row is one pair: one,other,decision (same or different),by (rule or person),reason. What a person says stands until a
person takes it back; what rules say is made anew from the articles.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from kg.errors import StoreError
from kg.writing import write_file

FILE = "decisions.csv"
SAME, DIFFERENT = "same", "different"
RULE, PERSON = "rule", "person"


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """Whether two entities, by their IRIs, `one` before `other`, are the same thing."""

    one: str
    other: str
    decision: str
    by: str
    reason: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        return self.one, self.other


_COLUMNS = [field.name for field in fields(Decision)]


def decide(one: str, other: str, decision: str, by: str, reason: str = "") -> Decision:
    """The decision on a pair, in whichever order it is given."""
    first, second = sorted((one, other))
    return Decision(first, second, decision, by, " ".join(reason.split()))


def read_decisions(path: Path) -> list[Decision]:
    """The decisions of a file, sorted; none where it is missing. Raises StoreError for a row that is none."""
    try:
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    except FileNotFoundError:
        return []
    except (OSError, UnicodeError, csv.Error) as error:
        raise StoreError("cannot be read", where=str(path), remedy="Restore it, in UTF-8") from error
    if rows and rows[0] != _COLUMNS:
        raise StoreError("has other columns", where=str(path), remedy=f"Its first line must be {','.join(_COLUMNS)}")
    found: dict[tuple[str, str], Decision] = {}
    for number, row in enumerate(rows[1:], 2):
        if row:
            one = _read_row(row, f"{path}, line {number}")
            if found.setdefault(one.pair, one).decision != one.decision:
                raise StoreError("decides a pair once more", where=f"{path}, line {number}", remedy="Delete one line")
    return sorted(found.values())


def write_decisions(path: Path, decisions: Iterable[Decision]) -> None:
    """Writes the file, sorted; where there is nothing to say, no file is left. Raises OutputError."""
    rows = sorted(set(decisions))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([_COLUMNS, *map(astuple, rows)])
    data = text.getvalue().encode()
    if not rows:
        path.unlink(missing_ok=True)
    elif not path.is_file() or path.read_bytes() != data:
        write_file(path, data)


def _read_row(row: list[str], where: str) -> Decision:
    if len(row) != len(_COLUMNS):
        raise StoreError(f"has {len(row)} columns", where=where, remedy=f"Write {','.join(_COLUMNS)}")
    one, other, decision, by, reason = row
    if decision not in {SAME, DIFFERENT} or by not in {RULE, PERSON} or not one or not other or one == other:
        remedy = "Write two IRIs, same or different, rule or person, and a reason"
        raise StoreError("is no decision", where=where, remedy=remedy)
    return decide(one, other, decision, by, reason)
