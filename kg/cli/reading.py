"""What `kg build` reads: articles of any format, and an account of those that are left out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.reports import find_facts, pairs, progress
from kg.errors import KgError, ReadError, counted

if TYPE_CHECKING:
    from kg.model import ArticleFacts, Document
    from kg.reading import Rejected, Reprint

FORMATS = ("text", "html", "feed", "jsonl", "csv", "parquet", "warc")


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with --format, --columns, --rejected and --strict."""
    options = (
        click.option("--format", "form", type=click.Choice(FORMATS), help="Of all paths; else it is told of each."),
        click.option("--columns", callback=_columns, metavar="FIELD=NAME,...", help="Where a table or JSON has what."),
        click.option("--rejected", metavar="FILE", type=click.Path(path_type=Path), help="List what was refused here."),
        click.option("--strict", is_flag=True, help="Exit with 1 where anything was refused."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


class Reading:
    """The facts of all articles behind some paths; what was no article, or none of its own, is kept apart."""

    def __init__(
        self, paths: Sequence[str], form: str | None, columns: dict[str, str], rejected: Path | None, *,
        keep_reprints: bool = False, skip: Callable[[Document], bool] = lambda _: False,
    ) -> None:  # fmt: skip
        self.paths, self.form, self.columns, self.file = paths, form, columns, rejected
        self.keep_reprints, self.skip = keep_reprints, skip
        self.read = 0
        self.rejected: list[Rejected] = []
        self.reprints: list[Reprint] = []

    def __iter__(self) -> Iterator[ArticleFacts]:
        for document in self.documents():
            article = find_facts(document)
            if not article.facts:
                what = f"kg: «{document.id}»: no facts found. kg facts --coverage shows what was left out"
                click.echo(what, err=True)
            yield article

    def documents(self) -> Iterator[Document]:
        """The articles that are neither skipped nor refused."""
        from kg.model import Document
        from kg.reading import Reprint, read_articles

        found = read_articles(
            self.paths, format=self.form, columns=self.columns, find_reprints=not self.keep_reprints
        )  # fmt: skip
        for item in progress(found, self.paths):
            if isinstance(item, Document):
                self.read += 1
                if self._is_skipped(item):
                    continue
                yield item
            elif isinstance(item, Reprint):
                self.reprints.append(item)
                click.echo(f"kg: {item}", err=True)
            else:
                self._reject(item)

    def _is_skipped(self, document: Document) -> bool:
        """Whether the document need not be looked into; refused is what `skip` raises ReadError for."""
        from kg.reading import Rejected

        try:
            return self.skip(document)
        except ReadError as error:
            self.read -= 1
            self._reject(Rejected(document.source or document.id, None, error.what, error.remedy))
            return True

    def _reject(self, item: Rejected) -> None:
        self.rejected.append(item)
        if self.file is None:
            click.echo(f"kg: {item}", err=True)

    def close(self, strict: bool, *, quiet: bool = False) -> int:
        """Writes the file of what was refused, says how many there were, and gives the exit code."""
        from kg.writing import write_file

        if self.file is not None:
            lines = (json.dumps(item.row(), ensure_ascii=False) + "\n" for item in self.rejected)
            write_file(self.file, "".join(lines).encode("utf-8", "backslashreplace"))
        if not quiet and (self.read + len(self.reprints) + len(self.rejected) > 1 or self.file is not None):
            where = f" → {self.file}" if self.file is not None else ""
            counts = f"{self.read} read, {counted(len(self.reprints), 'reprint')}, {len(self.rejected)} rejected{where}"
            click.echo(f"kg: {counts}", err=True)
        failed = not self.read or (strict and self.rejected)
        return KgError.exit_code if failed else 0


def _columns(context: click.Context, parameter: click.Parameter, value: str | None) -> dict[str, str]:
    from kg.reading.records import FIELDS

    found = pairs(context, parameter, tuple((value or "").split(",")) if value else ())
    for field in found:
        if field not in FIELDS:
            raise click.BadParameter(f"no such field: {field}; fields are {', '.join(FIELDS)}", context, parameter)
    return found
