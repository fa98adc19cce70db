"""pyoxigraph's store behind names of ours: patterns, terms, and one transaction an update."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.storage import store_error

Term = Any  # pyoxigraph's unions of terms admit what a pattern's place does not


def triples(
    store: ox.Store, graph: ox.NamedNode, s: Term = None, p: Term = None, o: Term = None
) -> Iterator[ox.Triple]:
    """The triples of a graph that a pattern fits; None fits all."""
    for quad in store.quads_for_pattern(s, p, o, graph):
        yield quad.triple


def first(store: ox.Store, graph: ox.NamedNode, s: Term = None, p: Term = None, o: Term = None) -> ox.Triple | None:
    """A triple that the pattern fits, or None."""
    return next(triples(store, graph, s, p, o), None)


def text(term: Term) -> str:
    """An IRI, or the lexical form of a literal."""
    return str(term.value)


def insert(graph: ox.NamedNode, rows: Iterable[ox.Triple]) -> str:
    """A step of an update; empty where there is nothing to insert."""
    return _data("INSERT", graph, rows)


def delete(graph: ox.NamedNode, rows: Iterable[ox.Triple]) -> str:
    """A step of an update; empty where there is nothing to delete."""
    return _data("DELETE", graph, rows)


def update(store: ox.Store, path: Path | None, *steps: str) -> None:
    """Runs the steps in one transaction. Raises StoreError."""
    request = " ;\n".join(step for step in steps if step)
    guarded(lambda: store.update(request), path)


def guarded(work: Callable[[], object], path: Path | None) -> None:
    """Runs the work; raises StoreError for what the engine or the disk refuses."""
    try:
        work()
    except OSError as error:
        raise store_error(error, path or Path("store")) from error


def _data(word: str, graph: ox.NamedNode, rows: Iterable[ox.Triple]) -> str:
    lines = [f"{triple} ." for triple in rows]
    return f"{word} DATA {{ GRAPH {graph} {{\n" + "\n".join(lines) + "\n} }" if lines else ""
