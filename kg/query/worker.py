"""The child process of kg.query.isolation: an order and a graph on standard input, a table on standard output, JSON.

It reads the graph, then gives up the right to open anything, then asks.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from kg.errors import KgError
from kg.query.answering import answer
from kg.query.catalogue import parse_query
from kg.query.engines import Engine, open_engine, store_of

_MEMORY = 4 << 30
_OPEN_FILES = 3


def main() -> None:
    """Answer the order on standard input."""
    header, _, data = sys.stdin.buffer.read().partition(b"\n")
    order = json.loads(header)
    sys.stdout.write(json.dumps(_reply(order, data)))


def _reply(order: dict[str, Any], data: bytes) -> dict[str, Any]:
    try:
        engine = _open(order, data)
        engine.select("SELECT * { ?s ?p ?o } LIMIT 1")  # loads what an engine imports late
        _give_up_rights()
        query = parse_query(order["text"], origin=order["origin"])
        table = answer(engine, query, order["params"], order["row_limit"])
    except KgError as error:
        return {"error": type(error).__name__, "what": error.what, "where": error.where, "remedy": error.remedy}
    return {"columns": table.columns, "rows": table.rows}


def _open(order: dict[str, Any], data: bytes) -> Engine:
    if order["path"]:
        return open_engine(order["path"], order["engine"])
    return open_engine(store_of(data), order["engine"])


def _give_up_rights() -> None:
    """No new files, no sockets, no more memory than a query needs; where the system knows no such limits, none."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    main()
