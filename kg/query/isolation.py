"""A query of unknown origin, answered in a process of its own: it can be stopped, and cannot open a socket."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.errors import GraphError, KgError, QueryError
from kg.query.catalogue import Query
from kg.query.engines import Source, open_engine
from kg.query.table import Table

_ERRORS: dict[str, type[KgError]] = {"QueryError": QueryError, "GraphError": GraphError}


def answer_apart(
    source: Source, query: Query, params: Mapping[str, str], engine: str, row_limit: int, time_limit: float
) -> Table:
    """The table that a child process makes of the query. Raises QueryError: too long, or too much memory."""
    path = str(Path(source).absolute()) if isinstance(source, str | Path) else None
    order = {"path": path, "origin": query.origin, "text": query.text, "params": dict(params), "engine": engine}
    header = json.dumps({**order, "row_limit": row_limit}).encode()
    data = b"" if path else open_engine(source, "pyoxigraph" if _is_store(source) else "rdflib").dump()
    try:
        child = subprocess.run(
            [sys.executable, "-P", "-m", "kg.query.worker"],
            input=header + b"\n" + data,
            capture_output=True,
            timeout=time_limit,
            env={**os.environ, "PYTHONPATH": _search_path(), "PYTHONIOENCODING": "utf-8"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        remedy = "Simplify the query, or raise the limit"
        raise QueryError(f"was stopped after {time_limit:g} s", where=query.origin, remedy=remedy) from error
    return _read(child, query.origin)


def _is_store(source: Source) -> bool:
    from pyoxigraph import Store

    return isinstance(source, Store)


def _search_path() -> str:
    return os.pathsep.join([str(Path(__file__).parents[2]), *filter(None, sys.path)])


def _read(child: subprocess.CompletedProcess[bytes], origin: str) -> Table:
    if child.returncode != 0:
        remedy = "Simplify the query, or add LIMIT"
        raise QueryError("the query broke off: it may need too much memory", where=origin, remedy=remedy)
    answer: dict[str, Any] = json.loads(child.stdout)
    if "error" in answer:
        raise _ERRORS[answer["error"]](answer["what"], where=answer["where"], remedy=answer["remedy"])
    return Table(tuple(answer["columns"]), tuple(map(tuple, answer["rows"])))
