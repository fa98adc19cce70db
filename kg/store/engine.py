"""What a store needs of the engine below it: pyoxigraph in the process, or a server that speaks SPARQL."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pyoxigraph as ox

from kg.remote import Server
from kg.storage import store_error

_BOOLEAN = ox.NamedNode("http://www.w3.org/2001/XMLSchema#boolean")

Term = Any  # pyoxigraph's unions of terms admit what a pattern's place does not
OURS = "https://w3id.org/kg-econ/"
CHUNK = 200  # subjects a query and triples an update that a server is sent at once: Virtuoso refuses many


@dataclass(frozen=True, slots=True)
class Edit:
    """What changes in one graph."""

    graph: ox.NamedNode
    delete: Collection[ox.Triple] = field(default_factory=tuple)
    insert: Collection[ox.Triple] = field(default_factory=tuple)

    def steps(self) -> Iterator[str]:
        """SPARQL updates, none where nothing changes."""
        for word, rows in (("DELETE", self.delete), ("INSERT", self.insert)):
            if rows:
                lines = "\n".join(sorted(f"{triple} ." for triple in rows))
                yield f"{word} DATA {{ GRAPH {self.graph} {{\n{lines}\n}} }}"


class Engine(Protocol):
    """Reads and changes named graphs."""

    name: str

    def triples(self, graph: ox.NamedNode, p: Term = None, o: Term = None) -> Iterator[ox.Triple]:
        """The triples of a graph with this predicate and object; None fits all."""
        ...

    def everywhere(self, p: ox.NamedNode) -> Iterator[ox.Triple]:
        """The triples with this predicate, of all graphs; one may come again."""
        ...

    def of(self, graph: ox.NamedNode, subjects: Iterable[Term]) -> set[ox.Triple]:
        """All that a graph says of the subjects."""
        ...

    def into(self, graph: ox.NamedNode, p: ox.NamedNode, objects: Iterable[Term]) -> set[ox.Triple]:
        """The triples with this predicate and one of the objects."""
        ...

    def elsewhere(self, graph: ox.NamedNode, p: ox.NamedNode, objects: Iterable[Term], but: Term) -> set[Term]:
        """Those of the objects that another subject than `but` has, too."""
        ...

    def replace(self, graph: ox.NamedNode, triples: Collection[ox.Triple], edits: Iterable[Edit]) -> None:
        """Puts triples in the place of a graph and makes the edits; as one, where the engine can."""
        ...

    def graphs(self) -> list[ox.NamedNode]:
        """The names of kg's graphs, sorted."""
        ...


class Embedded:
    """pyoxigraph, on disk or in memory: each replacement is one transaction."""

    def __init__(self, quads: ox.Store, path: Path | None = None) -> None:
        self.quads, self.path = quads, path
        self.name = str(path or "store")

    def triples(self, graph: ox.NamedNode, p: Term = None, o: Term = None) -> Iterator[ox.Triple]:
        yield from self._read(None, p, o, graph)

    def everywhere(self, p: ox.NamedNode) -> Iterator[ox.Triple]:
        yield from self._read(None, p, None, None)

    def of(self, graph: ox.NamedNode, subjects: Iterable[Term]) -> set[ox.Triple]:
        return {triple for s in subjects for triple in self._read(s, None, None, graph)}

    def into(self, graph: ox.NamedNode, p: ox.NamedNode, objects: Iterable[Term]) -> set[ox.Triple]:
        return {triple for o in objects for triple in self.triples(graph, p, o)}

    def elsewhere(self, graph: ox.NamedNode, p: ox.NamedNode, objects: Iterable[Term], but: Term) -> set[Term]:
        return {o for o in objects if any(triple.subject != but for triple in self.triples(graph, p, o))}

    def replace(self, graph: ox.NamedNode, triples: Collection[ox.Triple], edits: Iterable[Edit]) -> None:
        changes = [step for edit in (Edit(graph, insert=triples), *edits) for step in edit.steps()]
        request = " ;\n".join((f"DROP SILENT GRAPH {graph}", *changes))
        self.guarded(lambda: self.quads.update(request))

    def graphs(self) -> list[ox.NamedNode]:
        names = [name for name in self.quads.named_graphs() if isinstance(name, ox.NamedNode)]
        return sorted(names, key=lambda name: name.value)

    def guarded(self, work: Callable[[], object]) -> None:
        """Runs the work; raises StoreError for what the engine or the disk refuses."""
        try:
            work()
        except (OSError, RuntimeError) as error:
            raise store_error(error, Path(self.name)) from error

    def _read(self, s: Term, p: Term, o: Term, graph: ox.NamedNode | None) -> Iterator[ox.Triple]:
        try:
            for quad in self.quads.quads_for_pattern(s, p, o, graph):
                yield quad.triple
        except (OSError, RuntimeError) as error:
            raise store_error(error, Path(self.name)) from error


class Remote:
    """A server. An article's graph is one PUT; its record goes last, so that what was broken off is done again."""

    def __init__(self, url: str) -> None:
        self.server = Server(url)
        self.name = self.server.url

    def triples(self, graph: ox.NamedNode, p: Term = None, o: Term = None) -> Iterator[ox.Triple]:
        yield from self._select(graph, f"?s {p or '?p'} {o or '?o'}", p, o)

    def everywhere(self, p: ox.NamedNode) -> Iterator[ox.Triple]:
        where = f'GRAPH ?g {{ ?s {p} ?o }} FILTER(STRSTARTS(STR(?g), "{OURS}"))'
        for row in self._rows(f"SELECT DISTINCT ?s ?o WHERE {{ {where} }}"):
            yield ox.Triple(row["s"], p, row["o"])

    def of(self, graph: ox.NamedNode, subjects: Iterable[Term]) -> set[ox.Triple]:
        found = (self._select(graph, f"VALUES ?s {{ {part} }} ?s ?p ?o") for part in _parts(subjects))
        return {triple for rows in found for triple in rows}

    def into(self, graph: ox.NamedNode, p: ox.NamedNode, objects: Iterable[Term]) -> set[ox.Triple]:
        found = (self._select(graph, f"VALUES ?o {{ {part} }} ?s {p} ?o", p) for part in _parts(objects))
        return {triple for rows in found for triple in rows}

    def elsewhere(self, graph: ox.NamedNode, p: ox.NamedNode, objects: Iterable[Term], but: Term) -> set[Term]:
        shared = set()
        for part in _parts(objects):
            where = f"VALUES ?o {{ {part} }} ?s {p} ?o FILTER(?s != {but})"
            shared |= {row["o"] for row in self._rows(f"SELECT DISTINCT ?o WHERE {{ GRAPH {graph} {{ {where} }} }}")}
        return shared

    def replace(self, graph: ox.NamedNode, triples: Collection[ox.Triple], edits: Iterable[Edit]) -> None:
        if triples:
            self.server.put_graph(graph.value, "".join(f"{triple} .\n" for triple in sorted(triples, key=str)).encode())
        else:
            self.server.delete_graph(graph.value)
        for edit in edits:
            for rows, inserting in ((sorted(edit.delete, key=str), False), (sorted(edit.insert, key=str), True)):
                for start in range(0, len(rows), CHUNK):
                    part = rows[start : start + CHUNK]
                    one = Edit(edit.graph, insert=part) if inserting else Edit(edit.graph, delete=part)
                    self.server.update(" ;\n".join(one.steps()))

    def graphs(self) -> list[ox.NamedNode]:
        rows = self._rows("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        ours = (row["g"] for row in rows if row["g"].value.startswith(OURS))  # a server may hold graphs of others
        return sorted(ours, key=lambda name: name.value)

    def _select(self, graph: ox.NamedNode, where: str, p: Term = None, o: Term = None) -> Iterator[ox.Triple]:
        for row in self._rows(f"SELECT * WHERE {{ GRAPH {graph} {{ {where} }} }}"):
            yield ox.Triple(row["s"], p or row["p"], o or row["o"])

    def _rows(self, query: str) -> Iterator[Any]:
        answer: Any = ox.parse_query_results(self.server.query(query), format=ox.QueryResultsFormat.JSON)
        for row in answer:
            yield {str(name.value): _canonical(row[name]) for name in answer.variables}


def _canonical(term: Term) -> Term:
    """Virtuoso writes «true» as 1."""
    one = isinstance(term, ox.Literal) and term.datatype == _BOOLEAN and term.value in {"0", "1"}
    return ox.Literal("true" if term.value == "1" else "false", datatype=_BOOLEAN) if one else term


def text(term: Term) -> str:
    """An IRI, or the lexical form of a literal."""
    return str(term.value)


def _parts(terms: Iterable[Term]) -> Iterator[str]:
    """The terms in SPARQL's notation, a part a query."""
    names = sorted(map(str, terms))
    for start in range(0, len(names), CHUNK):
        yield " ".join(names[start : start + CHUNK])
