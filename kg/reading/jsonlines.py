"""JSON Lines: an object a line, an article an object (https://jsonlines.org)."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

from kg.errors import ReadError
from kg.reading.checks import check_volume
from kg.reading.columns import Columns
from kg.reading.decoding import decode
from kg.reading.records import Fault, Record, Records, place


def read_lines(stream: io.BufferedReader, path: str, columns: Columns, limit: int) -> Records:
    """A record or a fault for each line that is not blank; numbers are those of lines."""
    for number, line in lines_of(stream, limit):
        if line.strip():
            try:
                yield _record(line, number, path, columns, limit)
            except ReadError as error:
                yield Fault(number, error)


def lines_of(stream: io.BufferedReader, limit: int) -> Iterator[tuple[int, bytes]]:
    """The lines with their numbers; one that is longer than the limit comes cut at a byte more."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        yield number, line
        while len(line) > limit and not line.endswith(b"\n"):
            line = stream.readline(limit + 1)


def _record(line: bytes, number: int, path: str, columns: Columns, limit: int) -> Record:
    where = place(path, number)
    check_volume(len(line), where, limit)
    text = decode(line, where)
    try:
        row = json.loads(text)
    except RecursionError as error:
        raise ReadError("nested too deeply", where=where, remedy="Give an object a line") from error
    except ValueError as error:
        raise ReadError(f"no JSON: {error}", where=where, remedy="Give an object a line") from error
    if not isinstance(row, dict):
        raise ReadError("no JSON object", where=where, remedy="Give an object a line")
    return columns.record(row, number, where)
