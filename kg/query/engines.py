"""Two engines with one face: pyoxigraph, which is quick, and rdflib, which is the reference."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from kg.errors import QueryError
from kg.query.loading import load
from kg.query.prefixes import PREFIXES
from kg.remote import is_remote

if TYPE_CHECKING:
    from pyoxigraph import Store
    from rdflib import Dataset, Graph

Source: TypeAlias = "Graph | Dataset | Store | str | Path"
Rows: TypeAlias = tuple[tuple[str, ...], list[tuple[str | None, ...]]]

_TRIPLE = ("subject", "predicate", "object")
# pyoxigraph lists the marks it expected, and among them what is wrong in words.
_REASON = re.compile(r"expected (?:one of )?([A-Z]\w+ \w[^,\[]*)")
_PLACE = re.compile(r"error at (\d+):(\d+)")


class Engine(Protocol):
    """What can answer a SPARQL query over all graphs of a dataset at once."""

    def select(self, text: str, origin: str = "query", limit: int | None = None) -> Rows:
        """Columns, and at most `limit` rows of strings: lexical forms and IRIs. Raises QueryError."""
        ...

    def dump(self) -> bytes:
        """All that it holds, as N-Quads."""
        ...


def open_engine(source: Source, engine: str = "pyoxigraph") -> Engine:
    """An engine over a graph file, a store, a server's URL, an rdflib graph or dataset, or a pyoxigraph store.

    Raises GraphError for a file that cannot be loaded, QueryError for an engine that does not exist.
    """
    if is_remote(source):
        return ServerEngine(str(source))
    if engine == "pyoxigraph":
        return OxigraphEngine(_to_store(source))
    if engine == "rdflib":
        return RdflibEngine(_to_graph(source))
    raise QueryError(f"no engine is called «{engine}»", remedy="There are pyoxigraph and rdflib")


class OxigraphEngine:
    """pyoxigraph; stay in the thread that made the store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def select(self, text: str, origin: str = "query", limit: int | None = None) -> Rows:
        try:
            answer = self._store.query(text, use_default_graph_as_union=True, prefixes=PREFIXES)
            return _read_oxigraph(answer, limit)
        except SyntaxError as error:
            place = _PLACE.search(str(error))
            line, column = (int(place[1]), int(place[2])) if place else (0, 0)
            raise syntax_error(text, origin, line, column, str(error)) from error
        except (OSError, ValueError, RuntimeError) as error:
            raise QueryError(f"cannot be answered: {error}", where=origin, remedy="Simplify the query") from error

    def dump(self) -> bytes:
        from pyoxigraph import RdfFormat

        return self._store.dump(format=RdfFormat.N_QUADS) or b""


class ServerEngine:
    """A SPARQL server; it answers SELECT and ASK."""

    def __init__(self, url: str) -> None:
        from kg.remote import Server

        self._server = Server(url)

    def select(self, text: str, origin: str = "query", limit: int | None = None) -> Rows:
        from pyoxigraph import QueryResultsFormat, parse_query_results

        heading = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
        answer = self._server.query(heading + text)
        try:
            return _read_oxigraph(parse_query_results(answer, format=QueryResultsFormat.JSON), limit)
        except SyntaxError as error:
            remedy = "Ask it with SELECT or ASK"
            raise QueryError("the server's answer is no table", where=origin, remedy=remedy) from error

    def dump(self) -> bytes:
        raise QueryError("a server is not copied", where=self._server.url, remedy="Use `kg store export`")


class RdflibEngine:
    """rdflib, in pure Python."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def select(self, text: str, origin: str = "query", limit: int | None = None) -> Rows:
        from pyparsing import ParseException

        try:
            with warnings.catch_warnings():
                # rdflib 7.6 warns of its own use of Dataset.default_context
                warnings.simplefilter("ignore", DeprecationWarning)
                return _read_rdflib(self._graph.query(text, initNs=PREFIXES), limit)
        except ParseException as error:
            raise syntax_error(text, origin, error.lineno, error.column, str(error)) from error
        except Exception as error:  # rdflib raises whatever it meets
            remedy = "Check prefixes and variables"
            raise QueryError(f"cannot be answered: {_first_line(error)}", where=origin, remedy=remedy) from error

    def dump(self) -> bytes:
        from pyoxigraph import RdfFormat, serialize
        from rdflib import Dataset

        from kg.rendering.quads import quads_of, to_oxigraph

        graph = self._graph
        quads = quads_of(graph) if isinstance(graph, Dataset) else ((*triple, None) for triple in graph)
        return serialize(to_oxigraph(quads), format=RdfFormat.N_QUADS) or b""


def syntax_error(text: str, origin: str, line: int, column: int, message: str) -> QueryError:
    """One line that says where the query is broken, and shows the place."""
    lines = text.splitlines()
    if not 1 <= line <= len(lines):
        return QueryError(f"is not SPARQL: {message.splitlines()[0]}", where=origin, remedy="Mend the query")
    rest = lines[line - 1][column - 1 :].strip() or "the end of the line"
    place = f"{origin}, line {line}, column {column}"
    reason = _REASON.search(message)
    what = f"{reason[1].strip()}: {rest[:60]}" if reason else f"is not SPARQL here: {rest[:60]}"
    return QueryError(what, where=place, remedy="Mend the query at this place")


def _read_oxigraph(answer: Any, limit: int | None) -> Rows:
    from pyoxigraph import QueryBoolean, QueryTriples

    if isinstance(answer, QueryBoolean):
        return ("answer",), [("true" if answer else "false",)]
    if isinstance(answer, QueryTriples):
        return _TRIPLE, _first(sorted(tuple(map(_plain, (t.subject, t.predicate, t.object))) for t in answer), limit)
    columns = tuple(variable.value for variable in answer.variables)
    return columns, _first((tuple(None if v is None else _plain(v) for v in row) for row in answer), limit)


def _plain(term: Any) -> str:
    value = getattr(term, "value", None)
    return str(term) if value is None else str(value)


def _read_rdflib(answer: Any, limit: int | None) -> Rows:
    if answer.type == "ASK":
        return ("answer",), [("true" if answer.askAnswer else "false",)]
    if answer.type != "SELECT":
        return _TRIPLE, _first(sorted(tuple(map(_canonical, triple)) for triple in answer.graph), limit)
    columns = tuple(map(str, answer.vars))
    return columns, _first((tuple(None if v is None else _canonical(v) for v in row) for row in answer), limit)


def _canonical(term: Any) -> str:
    """The lexical form, of a decimal number the shortest one: rdflib keeps 55.0, pyoxigraph says 55."""
    from rdflib import XSD

    text = str(term)
    decimal = getattr(term, "datatype", None) == XSD.decimal and "." in text
    return text.rstrip("0").rstrip(".") if decimal else text


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__


def _first(rows: Iterable[tuple[str | None, ...]], limit: int | None) -> list[tuple[str | None, ...]]:
    return list(islice(rows, limit))


def _to_store(source: Source) -> Store:
    from pyoxigraph import Store

    if isinstance(source, Store):
        return source
    if isinstance(source, str | Path):
        return load(source)
    return store_of(RdflibEngine(source).dump())


def _to_graph(source: Source) -> Graph:
    from rdflib import Dataset, Graph

    if isinstance(source, str | Path):
        from kg.graph import read_graph

        return read_graph(source)
    if isinstance(source, Dataset):
        return Dataset(store=source.store, default_union=True)
    if isinstance(source, Graph):
        return source
    return dataset_of(OxigraphEngine(source).dump())


def store_of(quads: bytes) -> Store:
    """A store of these N-Quads."""
    from pyoxigraph import RdfFormat, Store

    store = Store()
    store.bulk_load(quads, format=RdfFormat.N_QUADS)
    return store


def dataset_of(quads: bytes) -> Dataset:
    """An rdflib dataset of these N-Quads."""
    from pyoxigraph import RdfFormat, parse

    from kg.graph import new_dataset
    from kg.rendering.quads import from_oxigraph

    dataset = new_dataset()
    for subject, predicate, value, home in from_oxigraph(parse(quads, format=RdfFormat.N_QUADS)):
        dataset.graph(home).add((subject, predicate, value))
    return dataset
