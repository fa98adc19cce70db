"""A question, its parameters and a graph → a table."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from kg.errors import QueryError
from kg.query.binding import Term, bind
from kg.query.catalogue import PATH, Query, list_queries, parse_query
from kg.query.engines import Engine, Source, open_engine
from kg.query.guard import check_safe
from kg.query.names import resolve
from kg.query.table import Table
from kg.remote import is_remote

ROW_LIMIT = 10_000
FOUND_LIMIT = 200_000
TIME_LIMIT = 30.0


def run(
    source: Source,
    query: str | Path,
    params: Mapping[str, str] | None = None,
    *,
    engine: str = "pyoxigraph",
    row_limit: int = ROW_LIMIT,
    time_limit: float = TIME_LIMIT,
) -> Table:
    """The answer of a graph to a query: the name of one that comes with kg, a file, or SPARQL text.

    The source is a graph file, a store, the URL of a SPARQL server, an rdflib graph or dataset, or a pyoxigraph
    store; all its graphs are asked as one. A query of one's own may not reach outside the graph or change it, and runs
    in a process of its own that is stopped after `time_limit` seconds, save on a server. Raises QueryError (also for
    more than `row_limit` rows) and GraphError.
    """
    asked, known = find_query(query)
    given = dict(params or {})
    check_parameters(asked, given)
    if not known:
        from kg.query.isolation import answer_apart

        check_safe(asked.text, asked.origin)
        if is_remote(source):  # a server has its own limits
            return answer(open_engine(source, engine), asked, given, row_limit)
        return answer_apart(source, asked, given, engine, row_limit, time_limit)
    return answer(open_engine(source, engine), asked, given, row_limit)


def iris_found(source: Source, query: str | Path) -> frozenset[str]:
    """All that a query finds, row by row and column by column, as one set."""
    table = run(source, query, row_limit=FOUND_LIMIT)
    return frozenset(cell for row in table.rows for cell in row if cell is not None)


def answer(engine: Engine, query: Query, params: Mapping[str, str], row_limit: int) -> Table:
    """The table of a query whose parameters are known to be complete."""
    terms = {each.name: resolve(engine, each, params[each.name]) for each in query.parameters if each.name in params}
    if query is PATH:
        from kg.query.paths import find_path

        return find_path(engine, _iris(terms["from"]), _iris(terms["to"]))
    columns, rows = engine.select(bind(query, terms), query.origin, row_limit + 1)
    if len(rows) > row_limit:
        remedy = "Add LIMIT to the query, ask more narrowly, or raise the limit"
        raise QueryError(f"the answer has more than {row_limit} rows", where=query.origin, remedy=remedy)
    return Table(columns, tuple(rows))


def find_query(query: str | Path) -> tuple[Query, bool]:
    """The query that is meant, and whether it came with kg: a name, a file that ends in .rq, or SPARQL text."""
    name = str(query)
    for known in list_queries():
        if known.name == name:
            return known, True
    if isinstance(query, Path) or name.endswith(".rq"):
        return _read(Path(query)), False
    if not any(mark in name for mark in "{?* \n"):
        raise _unknown(name)
    return parse_query(name), False


def check_parameters(query: Query, params: Mapping[str, str]) -> None:
    """Nothing, or QueryError: a parameter that the query does not have, or one that it lacks."""
    names = [each.name for each in query.parameters]
    for name in sorted(set(params) - set(names)):
        remedy = f"It has {', '.join(names)}" if names else "It has none"
        raise QueryError(f"has no parameter «{name}»", where=query.origin, remedy=remedy)
    for each in query.parameters:
        if each.required and not params.get(each.name, "").strip():
            what = f"needs the parameter «{each.name}» ({each.description_ru} | {each.description_en})"
            raise QueryError(what, where=query.origin, remedy=f'Add --param {each.name}="…"')


def _iris(terms: list[Term]) -> list[str]:
    return [term.value for term in terms]


def _read(path: Path) -> Query:
    try:
        return parse_query(path.read_text(encoding="utf-8"), path.stem, str(path))
    except OSError as error:
        raise QueryError(f"cannot be read: {error.strerror}", where=str(path), remedy="Check the path") from error
    except UnicodeDecodeError as error:
        raise QueryError("is not UTF-8 text", where=str(path), remedy="Save it as UTF-8") from error


def _unknown(name: str) -> QueryError:
    names = [query.name for query in list_queries()]
    near = get_close_matches(name, names, n=3) or [each for each in names if name in each][:3]
    remedy = f"Did you mean {', '.join(near)}?" if near else f"There are {', '.join(names)}"
    return QueryError(f"no query is called «{name}»", remedy=remedy)
