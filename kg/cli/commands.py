"""The commands of `kg`. What they need is imported when they run, so that `kg --help` starts at once."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import click

from kg.cli.comparing import conflicts, diff
from kg.cli.evaluation import evaluate
from kg.cli.identities import merge, split, why
from kg.cli.reading import Reading, reading_options
from kg.cli.reports import Articles, left_out, pairs, put, questions, tabulate, terminal_width, to_draw
from kg.cli.stores import store
from kg.errors import counted

PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
GRAPH = click.argument("graph", metavar="GRAPH", type=click.Path(path_type=Path))
OUT = click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="Write here, not to standard output.")
LANGUAGE = click.option(
    "--language", type=click.Choice(["ru", "en"]), default="ru", show_default=True, help="Language of the page."
)


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from kg import __version__

        click.echo(f"kg {__version__}")
        context.exit()


@click.group(
    invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
@click.pass_context
def cli(context: click.Context) -> None:
    """Russian-language news on interregional cooperation → a knowledge graph, each fact tied to its words.

    \b
    kg build articles/ --out build      the graph, its page and its facts
    kg facts article.txt                what an article states
    kg query --list                     what can be asked
    kg explain article.txt              why a fact was found

    Exit codes: 0 done, 1 failed (also where one of several articles was left out), 2 misused.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@cli.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--out", metavar="DIR", required=True, type=click.Path(path_type=Path), help="Folder; made where missing."
)
@click.option("--title", default="", help="Title of the page.")
@LANGUAGE
@reading_options
@click.option("--engine", type=click.Choice(["local", "dask"]), help="Write N-Quads shards for a store instead.")
@click.option("--workers", type=click.IntRange(min=1), default=2, show_default=True, help="With --engine: how many.")
@click.option("--scheduler", metavar="ADDRESS", help="With --engine dask: a cluster that runs already.")
def build(
    paths: tuple[str, ...],
    out: Path,
    title: str,
    language: str,
    form: str | None,
    columns: dict[str, str],
    rejected: Path | None,
    strict: bool,
    engine: str | None,
    workers: int,
    scheduler: str | None,
) -> int:
    """Write graph.ttl, graph.html and facts.jsonl.

    A PATH is a file, a folder or - for standard input: plain text, HTML, RSS and Atom, JSON Lines, CSV, Parquet and
    WARC, each also as .gz and .zst. What is no article is named and left out, the others are built; the exit code is 1
    where none was read, or any refused and --strict given. The graph is checked against the shapes; all three files are
    written, or none.

    \b
    kg build article.txt --out build
    kg build news/2025 feed.rss.gz --out build --title "Новости"
    kg build dump.parquet --columns text=body,title=headline,published=date --out build

    With --engine many articles become N-Quads shards (part-00000.nq, …), which `kg store import` takes; no page is
    drawn, and memory does not grow with their number.

    \b
    kg build archive.jsonl.gz --engine local --workers 2 --out shards
    """
    from kg.writing import check_folder

    check_folder(out)
    reading = Reading(paths, form, columns, rejected, keep_reprints=engine is not None)
    if engine is not None:
        from kg.bulk import dask, local, write_shards

        mapper = local(workers) if engine == "local" else dask(workers, scheduler)
        shards = list(write_shards(reading.documents(), out, mapper))
        articles, facts = sum(s.articles for s in shards), sum(s.facts for s in shards)
        counts = f"{counted(articles, 'article')}, {counted(facts, 'fact')}"
        click.echo(f"{counts} → {counted(len(shards), 'shard')} in {out}")
        return reading.close(strict)
    if found := list(reading):
        from kg.building import build

        click.echo(build(found, out, title=title, language=language, reprints=reading.reprints))
    return reading.close(strict)


@cli.command()
@PATHS
@click.option("--format", "form", type=click.Choice(["jsonl", "table", "csv"]), default="jsonl", show_default=True)
@click.option("--coverage", is_flag=True, help="Show what no fact rests on instead: sentences, numerals, names.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out facts below this.")
def facts(paths: tuple[Path, ...], form: str, coverage: bool, min_confidence: float) -> int:
    """Print what articles state, a fact a line.

    \b
    kg facts article.txt
    kg facts news/ --format csv > facts.csv
    kg facts article.txt --format table --min-confidence 0.9
    kg facts article.txt --coverage --format table
    """
    from kg.flat import flat, to_lines

    articles = Articles(paths)
    found = chain.from_iterable(map(left_out if coverage else flat, articles))
    rows = (row for row in found if row.get("confidence", 1) >= min_confidence)
    if form == "jsonl":
        for row in rows:
            click.echo(to_lines([row]), nl=False)
    else:
        click.echo(tabulate(list(rows), form, coverage), nl=False)
    return articles.code


def _complete_query(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    from kg.query import list_queries

    return [query.name for query in list_queries() if query.name.startswith(incomplete)]


@cli.command()
@click.argument("query", required=False, shell_complete=_complete_query)
@click.option("--list", "listing", is_flag=True, help="List the questions that come with kg.")
@click.option(
    "--graph",
    default="build/graph.ttl",
    show_default=True,
    help="A file, a store, or a server's URL.",
)
@click.option("--param", "params", multiple=True, callback=pairs, metavar="NAME=VALUE", help="A parameter's value.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
def query(query: str | None, listing: bool, graph: str, params: dict[str, str], form: str) -> None:
    """Ask a graph a question.

    QUERY is the name of a question, a file with SPARQL, or SPARQL itself.

    \b
    kg query --list
    kg query posts
    kg query partner-regions --param region="Витебская область"
    kg query my.rq --graph build/graph.ttl --format csv
    kg query "SELECT ?s WHERE { ?s a schema:Person } LIMIT 5"
    """
    from kg.query import render, run

    if query is None and not listing:
        raise click.UsageError("Name a question, or see them with --list.")
    table = questions() if listing or query is None else run(graph, query, params)
    click.echo(render(table, form, width=terminal_width()), nl=False)


@cli.command()
@GRAPH
@click.option("-o", "--out", metavar="FILE", required=True, type=click.Path(path_type=Path), help="What to write.")
@click.option("--map", "as_map", is_flag=True, help="Places and what ties them, on a map.")
@click.option("--timeline", "as_timeline", is_flag=True, help="Events, agreements and figures over time.")
@click.option("--title", default="", help="Title of the page.")
@LANGUAGE
@click.option("--only", metavar="QUERY", help="Draw only the facts and entities that this SELECT finds.")
def view(graph: Path, out: Path, as_map: bool, as_timeline: bool, title: str, language: str, only: str | None) -> None:
    """Draw a graph as one HTML page for use offline, or as SVG or PNG by the ending of FILE.

    \b
    kg view build/graph.ttl --out graph.html
    kg view build/graph.ttl --map --out map.html
    kg view build/graph.ttl --timeline --out timeline.html
    kg view build/graph.ttl --out graph.svg
    kg view build/graph.ttl --only "SELECT ?f { ?f rdf:predicate kg:supplies }" --out supplies.html

    --only takes a file with SPARQL or SPARQL itself. A fact is drawn where it is found by its IRI, or both its sides.

    Where the nodes stand is kept in your cache folder; KG_CACHE=off in the environment turns that off.
    """
    from kg.view.pictures import draw

    if as_map and as_timeline:
        raise click.UsageError("--map and --timeline are two pages: write one at a time.")
    kind = "map" if as_map else "timeline" if as_timeline else "graph"
    put(draw(to_draw(graph, only), out, kind, title, language), out)


@cli.command()
@GRAPH
@click.option(
    "--format",
    "form",
    type=click.Choice(["turtle", "trig", "nquads", "jsonld", "graphml", "csv"]),
    default="turtle",
    show_default=True,
)
@click.option("--no-provenance", is_flag=True, help="Only the plain triples, without evidence and statements.")
@OUT
def export(graph: Path, form: str, no_provenance: bool, out: Path | None) -> None:
    """Write a graph in another format.

    \b
    kg export build/graph.ttl --format graphml --out graph.graphml
    kg export build/graph.ttl --format nquads --no-provenance > flat.nq
    """
    from kg.export import export
    from kg.graph import read_graph

    put(export(read_graph(graph), form, provenance=not no_provenance), out)


@cli.command()
@GRAPH
def validate(graph: Path) -> int:
    """Check a graph against the shapes.

    The exit code is 1 where it breaks them, and each breach is a line.

    \b
    kg validate build/graph.ttl
    """
    from kg.graph import read_graph
    from kg.validation import validate

    report = validate(read_graph(graph))
    click.echo(f"{graph}: conforms" if report.conforms else str(report))
    return 0 if report.conforms else 1


@cli.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--sentence", type=click.IntRange(min=1), metavar="N", help="Only the N-th sentence.")
def explain(path: Path, sentence: int | None) -> None:
    """Say why each fact was found, and which patterns held back.

    \b
    kg explain article.txt
    kg explain article.txt --sentence 3
    """
    from kg.explanation import explain

    (article,) = Articles([path], strict=True)
    if sentence is not None and sentence > len(article.sentences):
        raise click.BadParameter(f"the article has {len(article.sentences)} sentences", param_hint="'--sentence'")
    for line in explain(article, None if sentence is None else sentence - 1):
        click.echo(line)


cli.add_command(evaluate)
cli.add_command(store)
cli.add_command(conflicts)
cli.add_command(diff)
cli.add_command(merge)
cli.add_command(split)
cli.add_command(why)


@cli.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that completes commands in a shell.

    \b
    eval "$(kg completion bash)"                                 in ~/.bashrc
    eval "$(kg completion zsh)"                                  in ~/.zshrc
    kg completion fish > ~/.config/fish/completions/kg.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is not None:
        click.echo(kind(cli, {}, "kg", "_KG_COMPLETE").source())
