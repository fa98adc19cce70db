"""Tables as people and programs read them."""

from __future__ import annotations

import csv
import io
import json

import pytest

from kg.errors import QueryError
from kg.query import Table, render

TABLE = Table(("кто", "что"), (("Гидропресс", "дорога, [скоростная]"), ("«А»", None)))


def test_csv_keeps_every_value() -> None:
    text = render(TABLE, "csv")
    assert text == 'кто,что\nГидропресс,"дорога, [скоростная]"\n«А»,\n'
    assert list(csv.reader(io.StringIO(text)))[1] == ["Гидропресс", "дорога, [скоростная]"]


def test_json_says_null() -> None:
    assert json.loads(render(TABLE, "json")) == [
        {"кто": "Гидропресс", "что": "дорога, [скоростная]"},
        {"кто": "«А»", "что": None},
    ]


def test_a_table_fits_its_width_and_loses_nothing() -> None:
    wide, narrow = (render(TABLE, width=width) for width in (80, 20))
    assert wide.splitlines()[0].split() == ["кто", "что"]
    assert "Гидропресс   дорога, [скоростная]" in wide
    assert max(map(len, narrow.splitlines())) <= 20
    assert "скоростная" in "".join(narrow.split()).replace("─", "")


def test_no_rows_are_said() -> None:
    empty = Table(("кто",), ())
    assert render(empty) == "(no rows)\n"
    assert render(empty, "csv") == "кто\n"
    assert json.loads(render(empty, "json")) == []


def test_an_unknown_format_is_said() -> None:
    with pytest.raises(QueryError, match="no format is called «xml». There are table, csv, json"):
        render(TABLE, "xml")
