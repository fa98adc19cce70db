"""Which format a file has, and its records: by the ending of its name, failing that by its first bytes."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from kg.errors import ReadError
from kg.reading import archives, feeds, jsonlines, pages, parquet, plain, tables
from kg.reading.columns import Columns
from kg.reading.opening import unreadable
from kg.reading.records import Fault, Records
from kg.reading.streams import narrowed, open_stream

Reader = Callable[[io.BufferedReader, str, Columns, int], Records]
READERS: Mapping[str, Reader] = {
    "text": plain.read_plain,
    "html": pages.read_page,
    "feed": feeds.read_feed,
    "jsonl": jsonlines.read_lines,
    "csv": tables.read_table,
    "parquet": parquet.read_parquet,
    "warc": archives.read_archive,
}
_ENDINGS = {
    ".txt": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".xml": "feed", ".rss": "feed", ".atom": "feed",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv", ".parquet": "parquet", ".warc": "warc",
}  # fmt: skip
_PACKED = (".gz", ".zst")
_BINARY = frozenset({"parquet", "warc"})
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b")
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_SAMPLE = 8192


def read_records(path: str, *, format: str | None, columns: Mapping[str, str] | None, limit: int) -> Records:
    """The file's records in order; what breaks off a file is its last item, a Fault. Raises ReadError for misuse."""
    if format is not None and format not in READERS:
        raise ReadError(f"no such format: {format}", remedy=f"Formats are {', '.join(READERS)}")
    return _read(path, format, Columns.of(columns), limit)


def _read(path: str, format: str | None, columns: Columns, limit: int) -> Records:
    number: int | None = None
    try:
        with open_stream(path) as stream:
            kind = format or _ENDINGS.get(_ending(path)) or _sniff(stream, columns)
            for item in READERS[kind](stream if kind in _BINARY else narrowed(stream), path, columns, limit):
                number = item.number
                yield item
    except ReadError as error:
        yield Fault(None if number is None else number + 1, error)
    except OSError as error:
        yield Fault(None, unreadable(error, path))


def find_files(path: Path) -> list[Path]:
    """A file is itself; a folder its files of known formats at any depth, sorted, without hidden ones.

    Raises ReadError for a path that is missing and a folder without such files.
    """
    if not path.exists():
        raise ReadError("no such file or folder", where=str(path), remedy="Check the path")
    if not path.is_dir():
        return [path]
    files = sorted(file for file in path.rglob("*") if _is_known(file.relative_to(path)) and file.is_file())
    if not files:
        endings = ", ".join(f"*{ending}" for ending in _ENDINGS)
        remedy = f"Articles are files named {endings}, also with {' or '.join(_PACKED)}"
        raise ReadError("no articles in this folder", where=str(path), remedy=remedy)
    return files


def stem_of(path: str) -> str:
    """The name without its endings: «35.html.gz» → «35»; an ending that is no format's stays.

    >>> stem_of("news/35.html.gz"), stem_of("v1.2"), stem_of("-")
    ('35', 'v1', 'stdin')
    """
    name = Path(path)
    if name.suffix.lower() in _PACKED and name.stem:
        name = name.with_suffix("")
    return "stdin" if path == "-" else name.stem


def _ending(path: str) -> str:
    name = Path(path)
    return (name.with_suffix("") if name.suffix.lower() in _PACKED else name).suffix.lower()


def _is_known(path: Path) -> bool:
    return _ending(str(path)) in _ENDINGS and not any(part.startswith(".") for part in path.parts)


def _sniff(stream: io.BufferedReader, columns: Columns) -> str:
    """The format that the first bytes show; plain text where they show none."""
    head = stream.peek(_SAMPLE)[:_SAMPLE].removeprefix(b"\xef\xbb\xbf")
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    if _PAGE.match(head):
        return "html"
    if head.lstrip().startswith(b"<") and _FEED.search(head):
        return "feed"
    first = head.lstrip().partition(b"\n")[0]
    if first.startswith(b"{") and _is_object(first):
        return "jsonl"
    return "csv" if tables.is_header(first.decode("utf-8", "replace"), columns) else "text"


def _is_object(line: bytes) -> bool:
    """Whether the line is a JSON object; a line longer than the sample cannot be told, and is taken for one."""
    if len(line) >= _SAMPLE - 100:
        return line.startswith(b'{"')
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
