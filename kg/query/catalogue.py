"""The queries that come with kg, read from their first comment lines.

    # Кто какую должность занимает?
    # Who holds which post?
    # param person entity optional: чьи должности | whose posts

Two titles, Russian and English, then the parameters: name, kind, `optional` where it may be left out, and what it is
in both languages. A parameter is a variable of the query, which stands as `VALUES ?person { UNDEF }`, once in each
part of a UNION that needs it: as it is, the query runs in any SPARQL tool and speaks of everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg import resources
from kg.errors import QueryError

KINDS = ("entity", "type", "relation", "article", "fact", "text")
_PARAMETER = re.compile(r"param\s+(\w+)\s+(\w+)(\s+optional)?\s*:\s*(.*?)\s*\|\s*(.*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query may be given. `kind` says whose names fit: an entity's, a type's …, or any text."""

    name: str
    kind: str
    description_ru: str
    description_en: str
    required: bool


@dataclass(frozen=True, slots=True)
class Query:
    """A question with its SPARQL text; `origin` is where to look when it is broken."""

    name: str
    title_ru: str
    title_en: str
    parameters: tuple[Parameter, ...]
    text: str
    origin: str


PATH = Query(
    "path",
    "Как связаны две сущности: кратчайший путь и слова, на которых он держится",
    "How are two entities connected: the shortest path, and the words it rests on",
    (
        Parameter("from", "entity", "откуда вести путь", "where the path begins", required=True),
        Parameter("to", "entity", "куда вести путь", "where the path ends", required=True),
    ),
    text="",
    origin="path",
)


@cache
def list_queries() -> tuple[Query, ...]:
    """Every query that comes with kg, by the alphabet; `path` has no text, networkx answers it."""
    files = resources.queries().glob("*.rq")
    queries = [parse_query(file.read_text(encoding="utf-8"), file.stem, file.name) for file in files]
    return tuple(sorted((*queries, PATH), key=lambda query: query.name))


def parse_query(text: str, name: str = "query", origin: str = "query") -> Query:
    """The query of this text. A text without titles and parameters is a query too.

    Raises QueryError where a parameter is of no known kind.
    """
    comments = list(_first_comments(text))
    titles = [line for line in comments if not line.startswith("param ")]
    parameters = tuple(_parameter(line, origin) for line in comments if line.startswith("param "))
    russian, english = (*titles, "", "")[:2]
    return Query(name, russian, english, parameters, text, origin)


def _first_comments(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if not line.startswith("#"):
            return
        yield line.lstrip("#").strip()


def _parameter(line: str, origin: str) -> Parameter:
    match = _PARAMETER.fullmatch(line)
    if not match or match[2] not in KINDS:
        remedy = f"Write «# param name kind: по-русски | in English»; kinds are {', '.join(KINDS)}"
        raise QueryError(f"a parameter is declared wrongly: {line}", where=origin, remedy=remedy)
    return Parameter(match[1], match[2], match[4], match[5], required=not match[3])
