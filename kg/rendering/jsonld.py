"""A dataset as JSON-LD 1.1: a graph object per named graph, terms shortened by a context that needs no network."""

from __future__ import annotations

import json
from typing import Any

from rdflib import RDF, XSD, Dataset, Literal
from rdflib.term import Node

from kg.rendering.quads import quads_of
from kg.rendering.turtle import PREFIXES

_Object = dict[str, Any]


def to_jsonld(dataset: Dataset) -> bytes:
    """The dataset, sorted, UTF-8."""
    graphs: dict[str, dict[str, dict[str, list[Any]]]] = {}
    for subject, predicate, value, home in sorted(quads_of(dataset), key=_order):
        node = graphs.setdefault(str(home or ""), {}).setdefault(str(subject), {})
        if predicate == RDF.type:
            node.setdefault("@type", []).append(_short(value))
        else:
            node.setdefault(_short(predicate), []).append(_value(value))
    default = _nodes(graphs.pop("", {}))
    named: list[_Object] = [{"@id": name, "@graph": _nodes(nodes)} for name, nodes in graphs.items()]
    document = {"@context": PREFIXES, "@graph": default + named}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _nodes(nodes: dict[str, dict[str, list[Any]]]) -> list[_Object]:
    return [{"@id": iri, **properties} for iri, properties in nodes.items()]


def _order(quad: tuple[Node | None, ...]) -> tuple[str, ...]:
    subject, predicate, value, home = quad
    tags = (str(value.language), str(value.datatype)) if isinstance(value, Literal) else ("", "")
    return (str(home or ""), str(subject), str(predicate), str(value), *tags)


def _short(term: Node) -> str:
    for prefix, namespace in PREFIXES.items():
        local = str(term).removeprefix(namespace)
        if local != str(term) and local.isalnum():
            return f"{prefix}:{local}"
    return str(term)


def _value(term: Node) -> _Object:
    if not isinstance(term, Literal):
        return {"@id": str(term)}
    if term.language:
        return {"@value": str(term), "@language": term.language}
    if term.datatype is None or term.datatype == XSD.string:
        return {"@value": str(term)}
    return {"@value": str(term), "@type": _short(term.datatype)}
