"""What a query of unknown origin must not do: reach into the network, or change the graph.

The words of the query are read apart from its strings, comments and IRIs (SPARQL 1.1 §19); where «<» may open an IRI or
mean «less than», both readings are looked at. Behind this stands the child process of kg.query.isolation, which cannot
open a socket.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import QueryError

_TOKEN = re.compile(
    r"""
    (?P<string>'''(?:[^'\\]|\\.|'(?!''))*'''|\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'(?:[^'\\\r\n]|\\.)*'|"(?:[^"\\\r\n]|\\.)*")
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<comment>\#[^\r\n]*)
  | (?P<name>[?$]\w+|[\w.-]*:(?:[\w.:%-]|\\.)*)
  | (?P<word>[A-Za-z]\w*)
  | (?P<other>\\.|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_TWOFOLD_IRI = re.compile(r"'|\).*(?:service|from)", re.IGNORECASE | re.DOTALL)
_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_PROLOGUE = {"PREFIX", "BASE"}


def check_safe(text: str, origin: str) -> None:
    """Nothing, or QueryError: SERVICE and FROM reach outside the graph, updates change it."""
    words = list(_words(_ESCAPE.sub(_unescape, text), origin))
    if "SERVICE" in words:
        raise QueryError("SERVICE asks another server", where=origin, remedy="Ask only the graph itself")
    if "FROM" in words:
        raise QueryError("FROM may fetch another graph", where=origin, remedy="Use GRAPH, or no clause: all are asked")
    form = next((word for word in words if word not in _PROLOGUE), None)
    if form not in _FORMS:
        remedy = "A query begins with SELECT, ASK, CONSTRUCT or DESCRIBE; for the queries of kg see --list"
        raise QueryError("not a query" if form is None else f"{form} is not a query", where=origin, remedy=remedy)


def _words(text: str, origin: str) -> Iterator[str]:
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "word":
            yield token.group().upper()
        elif token.lastgroup == "iri" and _TWOFOLD_IRI.search(token.group()):
            remedy = "Put a space after «<», or write %27 and %29 in an IRI"
            raise QueryError(f"may be read in two ways: {token.group()}", where=origin, remedy=remedy)


def _unescape(match: re.Match[str]) -> str:
    point = int(match[1] or match[2], 16)
    return chr(point) if point <= 0x10FFFF else match[0]
