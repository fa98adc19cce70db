"""A graph in other formats: RDF, a network, a table of facts. The same bytes for the same graph."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import networkx as nx
import pyoxigraph as ox
from rdflib import PROV, RDF, SDO, Dataset
from rdflib.term import Node

from kg.errors import OutputError
from kg.graph import new_dataset, serialize_turtle
from kg.network import to_network
from kg.rendering.jsonld import to_jsonld
from kg.rendering.quads import quads_of, to_oxigraph
from kg.rendering.turtle import PREFIXES
from kg.vocabulary import ARTICLE, KG, QUDT

_SOURCE = ("text", "sentence", "article", "start", "end", "pattern", "confidence", "mode", "speaker")
_COLUMNS = ("relation", "subject", "object", "value", "comparator", "unit", "date", "post", "status", *_SOURCE)
_IRIS = ("subject_iri", "object_iri", "fact")
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_QUANTITY_TYPES = {KG.ReportedQuantity, SDO.QuantitativeValue}
_KEPT_OF_QUANTITIES = {
    RDF.predicate,
    KG.quantityOf,
    KG.countOf,
    KG.comparator,
    KG.partOfQuantity,
    KG.administrativeLevel,
    KG.status,
    SDO.value,
    SDO.minValue,
    SDO.maxValue,
    SDO.unitText,
    SDO.currency,
    SDO.startDate,
    SDO.endDate,
    QUDT.hasUnit,
}


def export(dataset: Dataset, kind: str, *, provenance: bool = True) -> bytes:
    """The graph as turtle, trig, nquads, jsonld, graphml or csv, UTF-8.

    Without provenance: what is said, labels and numbers, but not who says it, where and in which words. Raises
    OutputError for another format.
    """
    if kind not in _WRITERS:
        raise OutputError("no such format", where=kind, remedy=f"Choose one of {', '.join(_WRITERS)}")
    if kind in _NETWORK_WRITERS:
        return _NETWORK_WRITERS[kind](_network(dataset, provenance=provenance)).encode()
    return _RDF_WRITERS[kind](dataset if provenance else without_provenance(dataset))


def without_provenance(dataset: Dataset) -> Dataset:
    """The flat graph: plain triples, labels, and quantities with their numbers."""
    flat, quads = new_dataset(), list(quads_of(dataset))
    quantities = {subject for subject, _, value, _ in quads if value == KG.ReportedQuantity}
    for subject, predicate, value, home in quads:
        if _is_flat(subject, predicate, value, quantities):
            flat.graph(home).add((subject, predicate, value))
    return flat


def _is_flat(subject: Node, predicate: Node, value: Node, quantities: set[Node]) -> bool:
    if subject in quantities:
        return predicate in _KEPT_OF_QUANTITIES if predicate != RDF.type else value in _QUANTITY_TYPES
    iri = str(subject)
    return predicate != PROV.hadPrimarySource and not (iri.startswith(ARTICLE) and "#" in iri)


def _network(dataset: Dataset, *, provenance: bool) -> nx.MultiDiGraph[str]:
    """The network with each fact's words and sentence in place of offsets into a text that is not there."""
    network = to_network(dataset)
    texts = {iri: article["text"] for iri, article in network.graph.pop("articles").items()}
    for *_, attributes in network.edges(data=True):
        text = texts.get(attributes["article"], "")
        attributes["text"] = text[attributes["start"] or 0 : attributes["end"] or 0]
        attributes["sentence"] = text[attributes["sentence_start"] or 0 : attributes["sentence_end"] or 0]
        if not provenance:
            for key in _SOURCE:
                attributes.pop(key)
        for key in [key for key in attributes if key.endswith(("_start", "_end"))]:
            attributes.pop(key)
    return network


def _graphml(network: nx.MultiDiGraph[str]) -> str:
    """GraphML for Gephi, yEd and Cytoscape: lists joined, what is absent left out."""
    for _, attributes in network.nodes(data=True):
        _plain(attributes)
    for *_, attributes in network.edges(data=True):
        _plain(attributes)
    file = io.BytesIO()
    nx.write_graphml_xml(network, file, encoding="utf-8", prettyprint=True)
    return file.getvalue().decode()


def _plain(attributes: dict[str, Any]) -> None:
    for key, value in list(attributes.items()):
        if value is None or value in ("", []):
            del attributes[key]
        elif isinstance(value, list):
            attributes[key] = _NOT_IN_XML.sub(" ", "; ".join(value))
        elif isinstance(value, str):
            attributes[key] = _NOT_IN_XML.sub(" ", value)
        elif key == "value":
            attributes[key] = float(value)


def _csv(network: nx.MultiDiGraph[str]) -> str:
    """A row per fact, names first, IRIs last."""
    table = io.StringIO()
    columns = _used_columns(network)
    writer = csv.DictWriter(table, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for subject, target, fact, attributes in network.edges(keys=True, data=True):
        names = {"subject": network.nodes[subject]["label"], "object": network.nodes[target]["label"]}
        writer.writerow({**attributes, **names, "subject_iri": subject, "object_iri": target, "fact": fact})
    return table.getvalue()


def _used_columns(network: nx.MultiDiGraph[str]) -> list[str]:
    bare = any("pattern" not in attributes for *_, attributes in network.edges(data=True))
    return [column for column in (*_COLUMNS, *_IRIS) if not (bare and column in _SOURCE)]


def _oxigraph(kind: ox.RdfFormat) -> Callable[[Dataset], bytes]:
    def write(dataset: Dataset) -> bytes:
        quads = sorted(to_oxigraph(quads_of(dataset)), key=lambda quad: (str(quad.graph_name), str(quad)))
        file = io.BytesIO()
        ox.serialize(quads, file, kind, prefixes=PREFIXES if kind == ox.RdfFormat.TRIG else None)
        return file.getvalue()

    return write


_NETWORK_WRITERS: dict[str, Callable[[nx.MultiDiGraph[str]], str]] = {"graphml": _graphml, "csv": _csv}
_RDF_WRITERS: dict[str, Callable[[Dataset], bytes]] = {
    "turtle": serialize_turtle,
    "trig": _oxigraph(ox.RdfFormat.TRIG),
    "nquads": _oxigraph(ox.RdfFormat.N_QUADS),
    "jsonld": to_jsonld,
}
_WRITERS = (*_RDF_WRITERS, *_NETWORK_WRITERS)
FORMATS = _WRITERS
