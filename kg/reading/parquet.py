"""Parquet: an article a row, read a few rows at a time (needs pyarrow)."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from typing import Any

from kg.errors import ReadError
from kg.reading.columns import Columns
from kg.reading.extras import need
from kg.reading.records import Fault, Record, Records, place

_BATCH = 16
_IN_MEMORY = 16_000_000
_BOMB_SIZE, _BOMB_RATIO = 1_000_000_000, 500


def read_parquet(stream: io.BufferedReader, path: str, columns: Columns, limit: int) -> Records:
    """A record or a fault for each row. Raises ReadError for a broken file; one that is cut off lacks its contents.

    The file is copied to a temporary one where it comes packed or from a pipe, for Parquet is read from its end.
    """
    pyarrow = need("pyarrow", "a Parquet file", path)
    parquet = need("pyarrow.parquet", "a Parquet file", path)
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        shutil.copyfileobj(stream, file)
        file.seek(0)
        number = 0
        try:
            table = parquet.ParquetFile(file)
            present = columns.present(table.schema_arrow.names)
            _check(table, present, columns, path)
            for number, row in enumerate(_rows(table, sorted(set(present.values()))), 1):
                yield _record(row, number, path, columns)
        except (pyarrow.ArrowException, OSError) as error:
            what = f"broken or cut off: {str(error).splitlines()[0][:200]}"
            raise ReadError(what, where=place(path, number + 1), remedy="Get the file again") from error


def _rows(table: Any, names: list[str]) -> Iterator[dict[str, Any]]:
    for batch in table.iter_batches(batch_size=_BATCH, columns=names):
        yield from batch.to_pylist()


def _record(row: dict[str, Any], number: int, path: str, columns: Columns) -> Record | Fault:
    try:
        return columns.record(row, number, place(path, number))
    except ReadError as error:
        return Fault(number, error)


def _check(table: Any, present: dict[str, str], columns: Columns, path: str) -> None:
    if "text" not in present:
        names = ", ".join(table.schema_arrow.names)[:200]
        what = f"no column for the text: {', '.join(columns.names['text'])}; there are {names}"
        raise ReadError(what, where=path, remedy="Say which it is: --columns text=NAME")
    groups = (table.metadata.row_group(index) for index in range(table.metadata.num_row_groups))
    chunks = (group.column(index) for group in groups for index in range(group.num_columns))
    for chunk in chunks:
        size, packed = chunk.total_uncompressed_size, chunk.total_compressed_size
        if size > _BOMB_SIZE and size > _BOMB_RATIO * packed:
            what = f"{packed:,} packed bytes become {size:,}: a decompression bomb"
            raise ReadError(what, where=path, remedy="Unpack it yourself if you trust it")
