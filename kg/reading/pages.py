"""HTML: the page is the article (needs trafilatura)."""

from __future__ import annotations

import io

from kg.reading.columns import Columns
from kg.reading.markup import page_record
from kg.reading.plain import read_all
from kg.reading.records import Records


def read_page(stream: io.BufferedReader, path: str, columns: Columns, limit: int) -> Records:
    """One record: main text, title, date, site and address. Raises ReadError."""
    yield page_record(read_all(stream, path, limit), path)
