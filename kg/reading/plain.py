"""Plain text: the file is the article."""

from __future__ import annotations

import io

from kg.reading.checks import check_volume
from kg.reading.columns import Columns
from kg.reading.decoding import decode
from kg.reading.records import Record, Records


def read_plain(stream: io.BufferedReader, path: str, columns: Columns, limit: int) -> Records:
    """One record. Raises ReadError for what is too large or in an unknown encoding."""
    yield Record(decode(read_all(stream, path, limit), path))


def read_all(stream: io.BufferedReader, path: str, limit: int) -> bytes:
    """The whole stream; raises ReadError where it is larger than the limit."""
    data = stream.read(limit + 1)
    check_volume(len(data), path, limit)
    return data
