"""`kg store`: the commands of an archive."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.reading import Reading, reading_options
from kg.cli.reports import terminal_width
from kg.errors import ReadError, StoreError, counted

if TYPE_CHECKING:
    from kg.model import Document
    from kg.store import Store

STORE = click.argument("folder", metavar="STORE")
FILE = click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
JSON = click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")


@click.group()
def store() -> None:
    """Keep many articles in a graph on disk that grows and forgets.

    STORE is a folder, or the URL of a SPARQL server: KG_STORE_SERVER says which kind (oxigraph, fuseki, virtuoso), and
    KG_STORE_USER with KG_STORE_PASSWORD, or KG_STORE_TOKEN, who you are.

    Commands that read a graph (query, view, export, validate) take a store in the place of a file.

    \b
    kg store init archive
    kg store add archive news/2025
    kg query posts --graph archive
    """


@store.command()
@STORE
def init(folder: str) -> None:
    """Make an empty store in a folder that is missing or empty; make a server ready for articles."""
    from kg.remote import is_remote
    from kg.store import create, open_store

    if is_remote(folder):
        open_store(folder, write=True)
    else:
        create(folder)
    click.echo(f"{folder}: ready")


@store.command()
@STORE
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@reading_options
@click.option("--replace", is_flag=True, help="Let an article take the place of one of another file with its id.")
@JSON
def add(
    folder: str,
    paths: tuple[str, ...],
    form: str | None,
    columns: dict[str, str],
    rejected: Path | None,
    strict: bool,
    replace: bool,
    as_json: bool,
) -> int:
    """Add articles; one that changed takes the place of its former self.

    A PATH is what `kg build` takes. What is already there is not looked into again. Each article goes in wholly or not
    at all: a run that is broken off goes on where it stopped.

    \b
    kg store add archive news/2025-11-26
    kg store add archive feed.rss --rejected left-out.jsonl --json
    """
    from kg.store import open_store
    from kg.store.linking import link

    archive = open_store(folder, write=True)
    counts = Counter({"added": 0, "changed": 0, "unchanged": 0})
    skip = Known(archive, counts, replace)
    articles = Reading(paths, form, columns, rejected, keep_reprints=True, skip=skip)
    for article in articles:
        counts[archive.add(article, article.document.source).value] += 1
    link(archive)
    code = articles.close(strict, quiet=True)
    _tell({**counts, "rejected": len(articles.rejected), "articles": len(archive)}, folder, as_json)
    return code


@store.command()
@STORE
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
def remove(folder: str, articles: tuple[str, ...]) -> None:
    """Take articles out, by their ids, with all that they alone support."""
    from kg.store import open_store
    from kg.store.linking import link

    archive = open_store(folder, write=True)
    missing = [id for id in articles if archive.record(id) is None]
    if missing:
        what = f"holds no article {', '.join(missing)}; nothing was removed"
        raise StoreError(what, where=str(folder), remedy=f"`kg store list {folder}` names them")
    for id in dict.fromkeys(articles):
        archive.remove(id)
    link(archive)
    click.echo(f"{folder}: removed {len(dict.fromkeys(articles))}, {len(archive)} articles left")


@store.command(name="list")
@STORE
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
def list_articles(folder: str, form: str) -> None:
    """Name the articles of a store."""
    from kg.query import Table, render
    from kg.store import open_store

    rows = tuple((one.id, one.source, one.hash[:12]) for one in open_store(folder).records())
    click.echo(render(Table(("article", "file", "hash"), rows), form, width=terminal_width()), nl=False)


@store.command()
@STORE
@JSON
def stats(folder: str, as_json: bool) -> None:
    """Count what a store holds."""
    from kg.store import open_store
    from kg.store.statistics import count

    _tell(count(open_store(folder)), folder, as_json)


@store.command()
@STORE
def compact(folder: str) -> None:
    """Put the files of a store in order, after much was added or removed."""
    from kg.store import open_store

    open_store(folder, write=True).compact()
    click.echo(f"{folder}: compacted")


@store.command(name="export")
@STORE
@FILE
def export_store(folder: str, file: Path) -> None:
    """Write all of a store, sorted, as N-Quads (.nq) or TriG (.trig).

    The same articles give the same bytes, in whatever order they were added. `kg export` writes a graph without the
    store's own records, in more formats.
    """
    from kg.store import open_store
    from kg.store.exchange import export

    click.echo(f"{file}: {export(open_store(folder), file)} quads")


@store.command(name="import")
@STORE
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
def import_store(folder: str, files: tuple[Path, ...]) -> None:
    """Add the articles of N-Quads or TriG files.

    They are what `kg store export` wrote, the shards of `kg build --engine`, or what another tool wrote in this form.

    \b
    kg store import archive shards/part-*.nq
    """
    from kg.store import open_store
    from kg.store.exchange import load
    from kg.store.linking import link
    from kg.store.store import Change

    archive = open_store(folder, write=True)
    done = load(archive, files)
    link(archive)
    told = ", ".join(f"{done[change]} {change.value}" for change in Change)
    click.echo(f"{folder}: {told}, {counted(len(archive), 'article')} in all")


@store.command()
@STORE
@click.argument("copy", type=click.Path(path_type=Path))
def backup(folder: str, copy: Path) -> None:
    """Copy a store to a new folder; the copy is a store itself."""
    from kg.store import open_store

    open_store(folder, write=True).backup(copy)
    click.echo(f"{copy}: a copy of {folder}")


@store.command()
@click.argument("copy", type=click.Path(path_type=Path))
@STORE
def restore(copy: Path, folder: str) -> None:
    """Make a store from a copy, in a folder that is missing or empty."""
    from kg.store import open_store

    open_store(copy, write=True).backup(Path(folder))
    click.echo(f"{folder}: restored from {copy}")


class Known:
    """Whether a document need not be looked into; refuses one whose id belongs to another file."""

    def __init__(self, archive: Store, counts: Counter[str], replace: bool) -> None:
        self.archive, self.counts, self.replace = archive, counts, replace

    def __call__(self, document: Document) -> bool:
        if self.archive.holds(document):
            self.counts["unchanged"] += 1
            return True
        known = self.archive.record(document.id)
        if known is not None and known.source not in {"", document.source} and not self.replace:
            what = f"another text has its id «{document.id}»: {known.source}"
            remedy = "Rename the file, or let it take the other's place with --replace"
            raise ReadError(what, where=document.source, remedy=remedy)
        return False


def _tell(counts: dict[str, int], folder: str, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"store": folder, **counts}, ensure_ascii=False))
    else:
        click.echo(f"{folder}: " + ", ".join(f"{name} {number}" for name, number in counts.items()))
