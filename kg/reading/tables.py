"""CSV and TSV: a header, then an article a row (RFC 4180; the delimiter is told from the header)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from kg.errors import ReadError
from kg.reading.checks import check_volume
from kg.reading.columns import Columns
from kg.reading.decoding import encoding_of
from kg.reading.jsonlines import lines_of
from kg.reading.records import Fault, Record, Records, place

_DELIMITERS = ",;\t|"
_SAMPLE = 64 * 1024


def read_table(stream: io.BufferedReader, path: str, columns: Columns, limit: int) -> Records:
    """A record or a fault for each row after the header, counted from 1. Raises ReadError without a column of text."""
    head = stream.peek(_SAMPLE)
    lines = _decoded(stream, encoding_of(head.removeprefix(b"\xef\xbb\xbf"), path), limit)
    first = next(lines, "").removeprefix("\ufeff")
    check_volume(len(first), path, limit)
    delimiter = _delimiter(first)
    header = next(csv.reader([first], delimiter=delimiter), [])
    if "text" not in columns.present(header):
        what = f"no column for the text: {', '.join(columns.names['text'])}; there are {', '.join(header)[:200]}"
        raise ReadError(what, where=path, remedy="Say which it is: --columns text=NAME")
    csv.field_size_limit(limit)
    rows = csv.reader(lines, delimiter=delimiter)
    number = 0
    while True:
        number += 1
        try:
            row = next(rows)
            if not row:  # a blank line is no row
                number -= 1
                continue
            yield _record(row, header, columns, number, path)
        except StopIteration:
            return
        except csv.Error as error:
            what = f"no row of a table: {error}"
            yield Fault(number, ReadError(what, where=place(path, number), remedy="Check its quotation marks"))
        except ReadError as error:
            yield Fault(number, error)


def is_header(line: str, columns: Columns) -> bool:
    """Whether the line is a table's header with a column of text."""
    return any(mark in line for mark in _DELIMITERS) and "text" in columns.present(
        next(csv.reader([line.strip()], delimiter=_delimiter(line)), [])
    )


def _record(row: list[str], header: list[str], columns: Columns, number: int, path: str) -> Record:
    where = place(path, number)
    if len(row) != len(header):
        what = f"{len(row)} cells where the header has {len(header)}"
        raise ReadError(what, where=where, remedy="Check its quotation marks, and whether the file is whole")
    return columns.record(dict(zip(header, row, strict=True)), number, where)


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def _decoded(stream: io.BufferedReader, encoding: str, limit: int) -> Iterator[str]:
    for _, line in lines_of(stream, limit):
        yield line.decode(encoding, errors="replace")
