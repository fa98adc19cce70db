"""HTML → text: a whole page's main text (trafilatura), or a scrap of markup as its paragraphs."""

from __future__ import annotations

import codecs
import logging
import re
from html.parser import HTMLParser

from kg.errors import ReadError
from kg.reading.decoding import decode
from kg.reading.extras import need
from kg.reading.records import Record

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""")
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "table",
        "blockquote",
        "section",
        "article",
        "pre",
        "hr",
    ]
)
_UNREAD = frozenset(("script", "style", "iframe", "figure"))
_HEAD = 4096


def page_record(data: bytes, where: str, *, url: str | None = None, charset: str | None = None) -> Record:
    """The page's main text and what it says of itself; `charset` is the HTTP header's. Raises ReadError."""
    trafilatura = need("trafilatura", "an HTML page", where)
    for name in ("trafilatura", "htmldate"):  # what they log, the errors below say
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    html = decode_page(data, where, charset)
    try:
        page = trafilatura.bare_extraction(
            html, url=url, include_comments=False, include_tables=False, favor_precision=True, with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False, "max_date": "2100-01-01"},
        )  # fmt: skip
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ReadError(f"a page that cannot be taken apart: {error}", where=where, remedy="Save its text") from error
    if page is None or not page.text:
        raise ReadError("no main text found in the page", where=where, remedy="Save the article's text without markup")
    return Record(
        page.text, title=page.title, published=page.date, url=page.url or url, publisher=page.sitename or page.hostname
    )


def decode_page(data: bytes, where: str, charset: str | None = None) -> str:
    """The page's characters: by its byte-order mark, the HTTP header, its own word, then as plain text is decoded."""
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data, where)
    head = data[:_HEAD]
    declared = _CHARSET.search(head) or _DECLARED.match(head)
    for name in (charset, declared[1].decode("ascii") if declared else None):
        try:
            if name:
                return data.decode(codecs.lookup(name).name)
        except (LookupError, ValueError):
            continue  # pages often say what is not so
    return decode(data, where)


def plain_of(markup: str) -> str:
    r"""A scrap of HTML as its paragraphs.

    >>> plain_of("<p>Экспорт <b>вырос</b>.</p><script>x()</script><p>Импорт &mdash; нет.</p>")
    'Экспорт вырос.\nИмпорт — нет.'
    """
    parser = _Text()
    parser.feed(markup)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return "\n".join(line for line in lines if line)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in _UNREAD
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unread = max(0, self._unread - (tag in _UNREAD))
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.parts.append(data if "\n" not in data else data.replace("\n", " "))
