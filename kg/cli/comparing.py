"""`kg conflicts` and `kg diff`: where sources contradict each other, and what is new."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import click

from kg.cli.reports import terminal_width
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.query import Table

FORMAT = click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True
)
_ALL = 10_000_000  # rows


@click.command()
@click.argument("graph", metavar="GRAPH")
@FORMAT
def conflicts(graph: str, form: str) -> int:
    """Show where sources contradict each other: different figures for one thing, two holders of one post at one time.

    Both sides are kept in the graph. The exit code is 1 where there is a contradiction.

    \b
    kg conflicts archive
    """
    from kg.query import render, run

    figures = _of_one_time(run(graph, "disagreements", row_limit=_ALL))
    found = [("disagreements", figures), ("rivals", _rivals(run(graph, "post-history", row_limit=_ALL)))]
    for name, table in found:
        if table.rows or form == "csv":
            click.echo(f"{_TITLES[name]}:" if form == "table" else f"# {name}")
            click.echo(render(table, form, width=terminal_width()), nl=False)
    if not any(table.rows for _, table in found) and form == "table":
        click.echo(f"{graph}: no contradictions")
    return int(any(table.rows for _, table in found))


def _of_one_time(table: Table) -> Table:
    """The rows that speak of the same time: what was so in one year and is not in the next is no contradiction."""
    from kg.query import Table

    at = [table.columns.index(name) for name in ("subject", "relation", "counted", "unit", "when")]
    figure = table.columns.index("figure")
    figures: dict[tuple[str | None, ...], set[str | None]] = {}
    for row in table.rows:
        figures.setdefault(tuple(row[i] for i in at), set()).add(row[figure])
    return Table(table.columns, tuple(row for row in table.rows if len(figures[tuple(row[i] for i in at)]) > 1))


def _rivals(table: Table) -> Table:
    """Pairs of people whose times in one post of one body overlap; of deputies and members a body has many."""
    from kg.query import Table

    by_post: dict[tuple[str | None, str | None], list[tuple[str, str, str]]] = {}
    for post, body, holder, first, last, _ in table.rows:
        if post and body and holder and first and last and not _OF_MANY.match(post):
            by_post.setdefault((post, body), []).append((holder, first, last))
    columns = ("post", "organization", "one", "one_from", "one_to", "other", "other_from", "other_to")
    pairs = ((key, pair) for key, held in by_post.items() for pair in combinations(sorted(held), 2))
    rows = [(*key, *one, *two) for key, (one, two) in pairs if one[1] <= two[2] and two[1] <= one[2]]
    return Table(columns, tuple(rows))


_OF_MANY = re.compile(
    r"(перв\w+ )?(зам|вице|член|советник|представитель|депутат|специалист|сотрудник|эксперт)", re.IGNORECASE
)
_TITLES = {"disagreements": "Different figures", "rivals": "Two holders of one post at one time"}


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW", required=False)
@click.option("--since", metavar="DATE", help="With OLD alone: the facts of articles published from this day on.")
@FORMAT
def diff(old: str, new: str | None, since: str | None, form: str) -> int:
    """Show which facts NEW has and OLD has not (+), and the other way round (-).

    OLD and NEW are graph files, stores or servers. With one graph and --since, what the articles of these days say. The
    exit code is 1 where there is a difference.

    \b
    kg diff yesterday.nq archive
    kg diff archive --since 2026-11-01
    """
    from kg.query import Table, render

    if (new is None) == (since is None):
        raise click.UsageError("Give a second graph, or --since")
    if since is not None:
        table = _facts(old, _day(since))
        rows: list[tuple[str | None, ...]] = [("+", *row) for row in table.rows]
    else:
        before, table = _facts(old), _facts(str(new))
        rows = [("+", *row) for row in _missing(table, before)] + [("-", *row) for row in _missing(before, table)]
    if rows or form != "table":
        click.echo(render(Table(("", *table.columns), tuple(rows)), form, width=terminal_width()), nl=False)
    else:
        click.echo("no difference")
    return int(bool(rows))


def _facts(graph: str, since: str | None = None) -> Table:
    from kg.query import run

    return run(graph, "facts", {} if since is None else {"since": since}, row_limit=_ALL)


def _missing(table: Table, other: Table) -> Sequence[tuple[str | None, ...]]:
    known = set(other.rows)
    return [row for row in table.rows if row not in known]


def _day(text: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise KgError(f"«{text}» is no day", where="--since", remedy="Write it as 2026-11-01") from error


__all__ = ["conflicts", "diff"]
