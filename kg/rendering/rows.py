"""A dataset by subject and predicate: a quick way to read it."""

from __future__ import annotations

from rdflib import RDF, RDFS, Dataset, Literal, URIRef
from rdflib.term import Node

from kg.rendering.quads import quads_of


class Rows:
    """The triples of all graphs. Values come sorted, so that the first is the same one each time."""

    def __init__(self, dataset: Dataset) -> None:
        self._rows: dict[Node, dict[Node, set[Node]]] = {}
        for subject, predicate, value, _ in quads_of(dataset):
            self._rows.setdefault(subject, {}).setdefault(predicate, set()).add(value)

    def of_type(self, kind: URIRef) -> list[URIRef]:
        """What is of this type, sorted."""
        return sorted(URIRef(str(node)) for node, row in self._rows.items() if kind in row.get(RDF.type, ()))

    def all(self, subject: Node | None, predicate: URIRef) -> list[Node]:
        """The values of a property, sorted."""
        return sorted(self._rows.get(subject, {}).get(predicate, ()), key=str) if subject is not None else []

    def one(self, subject: Node | None, predicate: URIRef) -> Node | None:
        """The first value, or None."""
        return next(iter(self.all(subject, predicate)), None)

    def text(self, subject: Node | None, predicate: URIRef) -> str | None:
        """The first value as text, or None."""
        value = self.one(subject, predicate)
        return None if value is None else str(value)

    def label(self, subject: Node | None, language: str = "ru") -> str | None:
        """What a thing is called in a language, or None."""
        for label in self.all(subject, RDFS.label):
            if isinstance(label, Literal) and label.language == language:
                return str(label)
        return None

    def number(self, subject: Node | None, predicate: URIRef) -> int | None:
        """The first value as a whole number, or None."""
        value = self.one(subject, predicate)
        return int(value) if isinstance(value, Literal) and value.isdecimal() else None
