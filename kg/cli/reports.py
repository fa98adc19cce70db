"""What commands share: articles one by one with their progress, and where output goes."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.errors import GraphError, KgError, ReadError

if TYPE_CHECKING:
    import networkx

    from kg.model import ArticleFacts, Document
    from kg.query import Query, Table

T = TypeVar("T")

BRIEF = ("article", "relation", "subject", "object", "value", "date", "status", "speaker")
LEFT_OUT = ("article", "kind", "text", "start", "end")
_WIDE = 250


class Articles:
    """The facts of the articles behind some paths, one article after the other.

    An article that cannot be read is named on standard error and left out, and `code` becomes 1; where `strict`, its
    error is raised.
    """

    def __init__(self, paths: Sequence[Path], *, strict: bool = False) -> None:
        self.paths = paths
        self.strict = strict
        self.code = 0

    def __iter__(self) -> Iterator[ArticleFacts]:
        from kg.model import Document
        from kg.reading import Rejected, read_articles

        for item in progress(read_articles(self.paths, find_reprints=False), self.paths):
            if isinstance(item, Document):
                article = find_facts(item)
                if not article.facts:
                    what = f"kg: {item.source}: no facts found. kg facts --coverage shows what was left out"
                    click.echo(what, err=True)
                yield article
            elif self.strict and isinstance(item, Rejected):
                raise ReadError(item.reason, where=item.where, remedy=item.remedy)
            else:
                self.code = KgError.exit_code
                click.echo(f"kg: {item}", err=True)


def find_facts(document: Document) -> ArticleFacts:
    """The document's facts."""
    from kg.extraction import find_facts  # loads the models: only once there is an article to read

    return find_facts(document)


def progress(items: Iterator[T], paths: Sequence[Path | str]) -> Iterator[T]:
    """The items, with a bar on standard error where someone looks at it: how many, how many a second, how long yet.

    How long is told by the files that are left; of one file or of standard input it cannot be told.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    from kg.reading.articles import files_of

    files = files_of(paths) or []
    rate = TextColumn("{task.fields[articles]} articles, {task.fields[rate]:.1f}/s")
    many = len(files) > 1
    left = (BarColumn(), TimeRemainingColumn()) if many else ()
    columns = (SpinnerColumn(), rate, TimeElapsedColumn(), *left)
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=len(files) if many else None, articles=0, rate=0.0)
        for count, item in enumerate(items, 1):
            yield item
            here = str(getattr(item, "source", getattr(item, "path", item)))
            begun = next((place + 1 for place, file in enumerate(files) if f"{here}, ".startswith(f"{file}, ")), 0)
            del files[:begun]
            bar.update(task, advance=begun, articles=count, rate=count / max(bar.tasks[0].elapsed or 0, 0.1))


def pairs(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """What `name=value` options say; anything else is misuse."""
    for value in values:
        if "=" not in value:
            raise click.BadParameter(f"'{value}' is not name=value", context, parameter)
    return dict(value.split("=", 1) for value in values)


def terminal_width() -> int:
    """The width of the terminal; wide where the output goes elsewhere."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDE


def put(data: bytes, out: Path | None) -> None:
    """The bytes to a file, or to standard output."""
    from kg.writing import write_file

    if out is None:
        sys.stdout.buffer.write(data)
    else:
        write_file(out, data)


def left_out(article: ArticleFacts) -> Iterator[dict[str, Any]]:
    """The sentences, numerals and names of an article that no fact rests on, a row each."""
    coverage, text = article.coverage, article.document.text
    kinds = (("sentence", coverage.sentences), ("numeral", coverage.numerals), ("name", coverage.names))
    for kind, spans in kinds:
        for span in spans:
            row = {"article": article.document.id, "kind": kind, "text": span.of(text)}
            yield {**row, "start": span.start, "end": span.stop}


def tabulate(rows: Sequence[dict[str, Any]], form: str, coverage: bool) -> str:
    """Facts, or what is left out, as CSV with all keys or as a table with the telling ones."""
    from kg.flat import KEYS
    from kg.query import Table, render

    keys = LEFT_OUT if coverage else KEYS if form == "csv" else BRIEF
    cells = rows if coverage or form == "csv" else map(_brief, rows)
    texts = (tuple(None if row[key] is None else str(row[key]) for key in keys) for row in cells)
    return render(Table(tuple(keys), tuple(texts)), form, width=terminal_width())


def questions() -> Table:
    """The questions that come with kg."""
    from kg.query import Table, list_queries

    rows = ((one.name, one.title_ru, one.title_en, _parameters(one)) for one in list_queries())
    return Table(("name", "question", "in English", "parameters"), tuple(rows))


def _brief(row: dict[str, Any]) -> dict[str, Any]:
    """A flat fact with the number, its bound and its unit in one cell."""
    number = f"{row['comparator']} {row['value']} {row['unit'] or ''}".strip()
    return {**row, "value": None if row["value"] is None else number}


def _parameters(query: Query) -> str:
    return " ".join(one.name if one.required else f"[{one.name}]" for one in query.parameters)


def to_draw(graph: Path, only: str | None) -> networkx.MultiDiGraph[str]:
    """The network of a graph file; of it, where a query is given, what that finds. Raises GraphError for nothing."""
    from kg.graph import read_graph
    from kg.network import part, to_network
    from kg.query.answering import iris_found

    network = to_network(read_graph(graph))
    if only is None:
        return network
    network = part(network, iris_found(graph, only))
    if not network:
        what, remedy = "the query finds no fact and no entity of the graph", "SELECT the IRIs of facts, or of entities"
        raise GraphError(what, where=only, remedy=remedy)
    return network
