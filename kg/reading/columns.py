"""Which column of a table, or key of a JSON object, holds which field of an article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kg.errors import ReadError
from kg.reading.records import FIELDS, Record

_USUAL: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "articleBody"),
    "title": ("title", "headline"),
    "published": ("published", "datePublished", "published_at", "pubDate", "date"),
    "url": ("url", "link"),
    "id": ("id", "guid"),
    "publisher": ("publisher", "source", "sitename", "agency"),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """The names that are looked for, by field; those the user gave stand alone."""

    names: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, given: Mapping[str, str] | None) -> Columns:
        """The usual names, overruled by the given ones. Raises ReadError for a field that articles have not."""
        for field in given or {}:
            if field not in FIELDS:
                raise ReadError(f"no such field: {field}", where="columns", remedy=f"Fields are {', '.join(FIELDS)}")
        return cls({**_USUAL, **{field: (name,) for field, name in (given or {}).items()}})

    def present(self, header: Iterable[str]) -> dict[str, str]:
        """The column of each field that the header has.

        >>> Columns.of({"text": "новость"}).present(["новость", "date", "body"])
        {'text': 'новость', 'published': 'date'}
        """
        known = set(header)
        found = ((field, next((name for name in names if name in known), None)) for field, names in self.names.items())
        return {field: name for field, name in found if name is not None}

    def record(self, row: Mapping[str, Any], number: int, where: str) -> Record:
        """The row as a record; raises ReadError where it has no text."""
        present = self.present(row)
        if "text" not in present:
            what = f"no column or key for the text: {', '.join(self.names['text'])}"
            raise ReadError(what, where=where, remedy="Say which it is: --columns text=NAME")
        if not isinstance(row[present["text"]], str):
            raise ReadError(f"«{present['text']}» holds no text", where=where, remedy="Give an article in Russian")
        values = {field: _text(row[name]) for field, name in present.items()}
        return Record(values.pop("text") or "", number, **values)


def _text(value: Any) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, date):  # a datetime too
        return value.isoformat()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None
