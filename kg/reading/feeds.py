"""RSS and Atom: an article an entry, with the text that the feed itself gives (needs feedparser)."""

from __future__ import annotations

import io
import re
from typing import Any

from kg.errors import ReadError
from kg.reading.columns import Columns
from kg.reading.extras import need
from kg.reading.markup import decode_page, plain_of
from kg.reading.plain import read_all
from kg.reading.records import Fault, Record, Records, place

_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_END = re.compile(r"</(?:\w+:)?(?:rss|feed|RDF)\s*>")


def read_feed(stream: io.BufferedReader, path: str, columns: Columns, limit: int) -> Records:
    """A record an entry, then a fault where the feed is cut off. Raises ReadError for what is no feed.

    A feed that declares entities is refused: none needs them, and that is how small files become huge.
    """
    feedparser = need("feedparser", "an RSS or Atom feed", path)
    text = decode_page(read_all(stream, path, limit), path)
    if _ENTITY.search(text):
        raise ReadError("XML with entities of its own", where=path, remedy="Remove <!ENTITY …> from the feed")
    header = {"content-type": "application/xml; charset=utf-8"}
    feed = feedparser.parse(io.BytesIO(text.encode("utf-8", "replace")), response_headers=header)
    if not feed.get("version") and not feed.entries:
        raise ReadError("no RSS or Atom feed", where=path, remedy="Say what it is with --format")
    whole = bool(_END.search(text[-2000:]))
    entries = feed.entries if whole else feed.entries[:-1]
    for number, entry in enumerate(entries, 1):
        yield _record(entry, feed.feed, number, place(path, number))
    if not whole:
        number = len(entries) + 1
        yield Fault(number, ReadError("cut off: the feed does not end", where=path, remedy="Get the file again"))


def _record(entry: Any, feed: Any, number: int, where: str) -> Record | Fault:
    bodies = [one.get("value", "") for one in entry.get("content", ())] + [entry.get("summary", "")]
    text = max(map(plain_of, bodies), key=len)
    if not text:
        return Fault(number, ReadError("an entry without text", where=where, remedy="Give the article itself"))
    day = entry.get("published_parsed") or entry.get("updated_parsed")
    published = f"{day[0]:04}-{day[1]:02}-{day[2]:02}" if day else None
    source = entry.get("source", {}).get("title") or feed.get("title")
    return Record(text, number, plain_of(entry.get("title", "")) or None, published, entry.get("link"), source)
