"""Bytes → Document: the text as it is, what it says of itself, and its stretches of running text.

Read is plain text in Russian, UTF-8 first; Windows-1251, KOI8-R, CP866 and UTF-16 with a byte-order mark are
recognised. The stored text is the decoded one, character for character, save that a byte-order mark is dropped and
CRLF becomes LF; every offset refers to it.
"""

from __future__ import annotations

from pathlib import Path

from kg.errors import ReadError
from kg.model import Document
from kg.reading.articles import read_articles
from kg.reading.checks import LIMIT, check_text, check_volume
from kg.reading.decoding import decode
from kg.reading.files import find_articles
from kg.reading.layout import lay_out
from kg.reading.opening import open_file, unreadable
from kg.reading.records import Rejected, Reprint

__all__ = ["Rejected", "Reprint", "find_articles", "read", "read_articles", "read_text"]


def read(path: Path | str) -> Document:
    """The article in the file; its id is the file's name without the ending.

    Raises ReadError for what is no Russian text: missing, empty, larger than 20 MB, binary, in an unknown encoding or
    in another language.
    """
    path = Path(path)
    where = str(path)
    text = decode(_load(path), where).replace("\r\n", "\n")
    return _document(text, path.stem, where)


def read_text(text: str, id: str) -> Document:
    """The article in a string; raises ReadError as `read` does.

    >>> document = read_text("date 2024-02-07 Ташкент, 7 февраля (БЕЛТА). Тракторы начнут собирать вместе.", "35")
    >>> [block.of(document.text) for block in document.blocks]
    ['Тракторы начнут собирать вместе.']
    >>> document.metadata.published.iso, document.metadata.place, document.metadata.publisher
    ('2024-02-07', 'Ташкент', 'БЕЛТА')
    """
    return _document(text.removeprefix("\ufeff").replace("\r\n", "\n"), id, id)


def _load(path: Path) -> bytes:
    try:
        with open_file(path) as file:
            data = file.read(LIMIT + 1)
    except OSError as error:
        raise unreadable(error, path) from error
    check_volume(len(data), str(path))
    return data


def _document(text: str, id: str, where: str) -> Document:
    check_volume(len(text), where)
    check_text(text, where)
    blocks, metadata = lay_out(text)
    if not blocks:
        raise ReadError("no text besides its header", where=where, remedy="Give the article itself")
    return Document(id, text, blocks, metadata)
