"""A table as people and programs read it."""

from __future__ import annotations

import csv
import io
import json
import shutil

from kg.errors import QueryError
from kg.query.table import Table

FORMATS = ("table", "csv", "json")


def render(table: Table, format: str = "table", *, width: int | None = None) -> str:
    """The table as text, with a line break at its end.

    `table` fits `width` columns (the terminal's where None), `csv` has a header line, `json` is a list of objects
    with null where there is no value.
    """
    if format == "csv":
        return _csv(table)
    if format == "json":
        return _json(table)
    if format == "table":
        return _table(table, width or shutil.get_terminal_size().columns)
    raise QueryError(f"no format is called «{format}»", remedy=f"There are {', '.join(FORMATS)}")


def _csv(table: Table) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return text.getvalue()


def _json(table: Table) -> str:
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _table(table: Table, width: int) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    drawn = RichTable(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in table.columns:
        drawn.add_column(Text(column), overflow="fold")
    for row in table.rows:
        drawn.add_row(*(Text(value or "") for value in row))
    text = io.StringIO()
    console = Console(file=text, width=width, color_system=None, force_terminal=False, legacy_windows=False)
    console.print(drawn)
    lines = [line.rstrip() for line in text.getvalue().splitlines()]
    return "\n".join(line for line in lines if line) + "\n" if table.rows else "(no rows)\n"
