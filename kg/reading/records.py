"""What a file holds before it is an article: its records, and those that are refused, with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.errors import ReadError
from kg.model import Document

FIELDS = ("text", "title", "published", "url", "publisher", "id")


@dataclass(frozen=True, slots=True)
class Record:
    """An article as its file has it. `number` counts a file's records from 1; None where the file is the article."""

    text: str
    number: int | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """What could not be read as an article: the file, the record's number in it (from 1) and why, for people."""

    path: str
    record: int | None
    reason: str
    remedy: str = ""

    def __str__(self) -> str:
        """One line: «news.jsonl, record 7: the text is empty. Give …»."""
        return str(ReadError(self.reason, where=self.where, remedy=self.remedy))

    @property
    def where(self) -> str:
        """The file, and the record where there is more than one."""
        return place(self.path, self.record)

    def row(self) -> Mapping[str, str | int | None]:
        """The keys of a line of `kg build --rejected FILE`."""
        return {"path": self.path, "record": self.record, "reason": self.reason, "remedy": self.remedy}


@dataclass(frozen=True, slots=True)
class Reprint:
    """A document that says what an earlier one of the run says, in its words; `of` is the earlier one's id."""

    document: Document
    of: str
    path: str
    record: int | None

    def __str__(self) -> str:
        """One line for people."""
        return f"{place(self.path, self.record)}: a reprint of «{self.of}»"


@dataclass(frozen=True, slots=True)
class Fault:
    """What a reader found instead of a record; `number` as in Record."""

    number: int | None
    error: ReadError


Records = Iterator[Record | Fault]


def place(path: str, record: int | None) -> str:
    """The path, and the record's number."""
    return path if record is None else f"{path}, record {record}"
