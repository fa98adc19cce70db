"""Files, folders and streams → documents, reprints and rejected records, one after the other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from kg.errors import ReadError
from kg.model import Document, Metadata, Period
from kg.reading.checks import LIMIT, check_text, check_volume
from kg.reading.days import DAY, day_of, read_day
from kg.reading.formats import find_files, read_records, stem_of
from kg.reading.layout import lay_out
from kg.reading.records import Fault, Record, Rejected, Reprint, place
from kg.reading.reprints import Reprints

STDIN = "-"


def read_articles(
    paths: Iterable[Path | str],
    *,
    format: str | None = None,
    columns: Mapping[str, str] | None = None,
    limit: int = LIMIT,
    find_reprints: bool = True,
) -> Iterator[Document | Reprint | Rejected]:
    """Every article behind the paths, in their order: a Document, a Reprint, or a Rejected with its reason.

    A path is a file, a folder (walked in sorted order) or `-` for standard input. Read are plain text, HTML, RSS and
    Atom, JSON Lines, CSV, Parquet and WARC, each also as .gz and .zst; `format` (a key of `formats.READERS`) overrules
    what a name's ending and the content say. `columns` maps our fields (text, title, published, url, publisher, id) to
    the columns of JSON Lines, CSV and Parquet: `{"text": "body"}`. `limit` is the most characters and bytes a record.

    One item is in memory at a time, besides what recognises reprints (a few KB an article, for the last 50,000).
    Nothing is raised for what a file holds: a missing path, a broken file, a text that is not Russian are all Rejected
    items, so that whoever consumes this, `kg build` and `kg store add` alike, counts them and goes on. A Reprint is a
    whole document too: keep it or only say what it is based on (`of`). Ids are unique among the Documents of a run: the
    file's name where the file is one article, the column `id` where there is one, else a digest of the address, or of
    the text where it has none: the same article has the same id in every run. Raises ReadError only for misuse: an
    unknown format or field.
    """
    seen = Reprints() if find_reprints else None
    ids: dict[str, str] = {}
    for path, fault in _files(paths):
        if fault is not None:
            yield _rejected(path, None, fault)
            continue
        for record in read_records(path, format=format, columns=columns, limit=limit):
            yield _item(path, record, limit, ids, seen)


def files_of(paths: Iterable[Path | str]) -> list[str] | None:
    """The files behind some paths, in the order in which they are read; None where standard input is among them."""
    found = [path for path, _ in _files(paths)]
    return None if STDIN in found else found


def _files(paths: Iterable[Path | str]) -> Iterator[tuple[str, ReadError | None]]:
    """Each file once, with what keeps a path from being one."""
    found: set[Path] = set()
    for path in paths:
        if str(path) == STDIN:
            yield STDIN, None
            continue
        try:
            files = find_files(Path(path))
        except ReadError as error:
            yield str(path), error
            continue
        for file in files:
            if file.resolve() not in found:
                found.add(file.resolve())
                yield str(file), None


def _item(
    path: str, record: Record | Fault, limit: int, ids: dict[str, str], seen: Reprints | None
) -> Document | Reprint | Rejected:
    if isinstance(record, Fault):
        return _rejected(path, record.number, record.error)
    where = place(path, record.number)
    try:
        document = to_document(record, path, limit)
    except ReadError as error:
        return _rejected(path, record.number, error)
    of = seen.find(document) if seen else None
    if document.id in ids:
        if of is not None:  # the same text, under the same name
            return Reprint(document, of, path, record.number)
        what = f"a second article named «{document.id}» besides {ids[document.id]}"
        return Rejected(path, record.number, what, "Rename one of the two")
    ids[document.id] = where
    if of is not None:
        return Reprint(document, of, path, record.number)
    if seen:
        seen.add(document)
    return document


def to_document(record: Record, path: str, limit: int = LIMIT) -> Document:
    """The record as a document; what the record says of itself comes before what its text says. Raises ReadError."""
    where = place(path, record.number)
    text = _whole_text(record)
    check_volume(len(text), where, limit)
    check_text(text, where)
    blocks, metadata = lay_out(text)
    if not blocks:
        raise ReadError("no text besides its header", where=where, remedy="Give the article itself")
    id = record.id or (stem_of(path) if record.number is None else None) or _digest(record, text)
    return Document(id, text, blocks, _metadata(record, metadata), source=where)


def _whole_text(record: Record) -> str:
    """The text under its title, with plain line ends."""
    text = record.text.removeprefix("\ufeff").replace("\r\n", "\n")
    title = " ".join(record.title.split()) if record.title else ""
    return text if not title or text.lstrip().startswith(title) else f"{title}\n\n{text}"


def _metadata(record: Record, found: Metadata) -> Metadata:
    published = _day(record.published)
    if published is not None and published != found.published:
        found = replace(found, published=published, published_span=None)
    if record.publisher and not found.publisher:
        found = replace(found, publisher=" ".join(record.publisher.split()))
    title = " ".join(record.title.split()) if record.title else found.title
    return replace(found, title=title, url=(record.url or "").strip() or None)


def _day(value: str | None) -> Period | None:
    """The day of «2025-09-29T10:00:00+03:00», «29.09.2025, 10:00», «2025-09»; None where it is unreadable."""
    if not value:
        return None
    day = value.strip().partition("T")[0]
    match = DAY.match(day)
    return day_of(match) if match else read_day(day)


def _digest(record: Record, text: str) -> str:
    """An address keeps its id when its text is corrected; a text without an address is known by its words."""
    return hashlib.sha256((record.url or text).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _rejected(path: str, number: int | None, error: ReadError) -> Rejected:
    return Rejected(path, number, error.what, error.remedy)
