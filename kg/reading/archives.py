"""WARC (ISO 28500): an article a response with an HTML page (needs warcio)."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

from kg.errors import ReadError
from kg.reading.checks import check_volume
from kg.reading.columns import Columns
from kg.reading.extras import need
from kg.reading.markup import page_record
from kg.reading.records import Fault, Record, Records, place

_HTML = re.compile(r"text/html|application/xhtml\+xml", re.IGNORECASE)
_PIECE = 64 * 1024
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def read_archive(stream: io.BufferedReader, path: str, columns: Columns, limit: int) -> Records:
    """A record or a fault for each response that is an HTML page; numbers count all records of the archive.

    Other records (requests, images, pages of errors) are no articles and are passed over. Raises ReadError where the
    archive breaks off.
    """
    need("warcio", "a WARC archive", path)
    iterator = need("warcio.archiveiterator", "a WARC archive", path).ArchiveIterator
    exceptions = need("warcio.exceptions", "a WARC archive", path)
    number = 0
    try:
        for number, entry in enumerate(iterator(stream), 1):
            item = _record(entry, number, path, limit) if _is_page(entry) else None
            while entry.raw_stream.read(_PIECE):
                pass
            if entry.raw_stream.limit > 0:  # it is shorter than its header says
                break
            if item is not None:
                yield item
        else:
            return
    except (exceptions.ArchiveLoadFailed, EOFError, ValueError) as error:
        what = f"no WARC from here on: {str(error).splitlines()[0][:200] if str(error) else 'broken'}"
        raise ReadError(what, where=place(path, number + 1), remedy="Get the file again") from error
    cut = ReadError("cut off: the archive ends within a record", where=path, remedy="Get the file again")
    yield Fault(number, cut)


def _is_page(entry: Any) -> bool:
    if entry.rec_type != "response" or entry.http_headers is None:
        return False
    kind = entry.http_headers.get_header("Content-Type") or ""
    return entry.http_headers.get_statuscode() == "200" and bool(_HTML.match(kind))


def _record(entry: Any, number: int, path: str, limit: int) -> Record | Fault:
    where = place(path, number)
    try:
        data = entry.content_stream().read(limit + 1)
        check_volume(len(data), where, limit)
        charset = _CHARSET.search(entry.http_headers.get_header("Content-Type") or "")
        url = entry.rec_headers.get_header("WARC-Target-URI")
        page = page_record(data, where, url=url, charset=charset[1] if charset else None)
    except ReadError as error:
        return Fault(number, error)
    return replace(page, number=number)
