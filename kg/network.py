"""RDF dataset → networkx: a node an entity, an edge a fact, with all that a view or a table of facts needs.

Facts of several parts fold to one edge: a count carries its figure, a post joins the person to the body, a date is a
node of type Period.
"""

from __future__ import annotations

from collections.abc import Container
from decimal import Decimal
from typing import Any

import networkx as nx
from rdflib import ORG, OWL, PROV, RDF, SDO, SKOS, Dataset, URIRef

from kg.figures import figure, readable_period
from kg.flat import plain_number
from kg.rendering.rows import Rows
from kg.vocabulary import KG, NIF, THING, Labels, codes, local_name, relations, types

Edge = tuple[str, str, str, dict[str, Any]]

_VALUES = (SDO.value, SDO.minValue, SDO.maxValue)
_PERIOD = str(THING["period/"])


def to_network(dataset: Dataset) -> nx.MultiDiGraph[str]:
    """The entities and the facts between them, in an order that depends on the content alone.

    Nodes, keyed by IRI, have label, label_en, type, aliases, collective, same_as, lat, lon. Edges, keyed by the fact's
    IRI, have relation, label, label_en, figure, value, comparator, unit, date, status, speaker, mode, pattern, post,
    confidence, article, and the offsets of the stating words, of their sentence and of both sides. The graph's
    `articles` are {IRI: id, title, date, publisher, url, text}.
    """
    rows = Rows(dataset)
    edges = sorted((edge for fact in rows.of_type(KG.Fact) for edge in _edges(rows, fact)), key=_place)
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(articles=_articles(rows))
    for end in sorted({end for start, stop, _, _ in edges for end in (start, stop)}):
        network.add_node(end, **(_period(end) if end.startswith(_PERIOD) else _node(rows, URIRef(end))))
    for start, stop, key, attributes in edges:
        network.add_edge(start, stop, key=key, **attributes)
    return network


def part(network: nx.MultiDiGraph[str], iris: Container[str]) -> nx.MultiDiGraph[str]:
    """The facts that are named, or whose two sides are, with the entities they join and the articles they are from."""
    kept = [
        (start, stop, key, attributes)
        for start, stop, key, attributes in network.edges(keys=True, data=True)
        if key in iris or (start in iris and stop in iris)
    ]
    ends = {end for start, stop, _, _ in kept for end in (start, stop)}
    sources = {attributes["article"] for _, _, _, attributes in kept}
    articles = {iri: article for iri, article in network.graph["articles"].items() if iri in sources}
    smaller: nx.MultiDiGraph[str] = nx.MultiDiGraph(articles=articles)
    smaller.add_nodes_from((node, data) for node, data in network.nodes(data=True) if node in ends or node in iris)
    smaller.add_edges_from(kept)
    return smaller


def _place(edge: Edge) -> tuple[str, int, int, str]:
    _, _, key, attributes = edge
    return attributes["article"], attributes["start"] or 0, attributes["end"] or 0, key


def _node(rows: Rows, iri: URIRef) -> dict[str, Any]:
    kinds = [local_name(str(kind)) for kind in rows.all(iri, RDF.type) if str(kind).startswith(str(KG))]
    return {
        "label": rows.label(iri) or str(iri),
        "label_en": rows.label(iri, "en"),
        "type": next((kind for kind in kinds if kind in types()), "Entity"),
        "aliases": [str(alias) for alias in rows.all(iri, SKOS.altLabel)],
        "collective": rows.text(iri, KG.collective) == "true",
        "same_as": [str(same) for same in rows.all(iri, OWL.sameAs)],
        "lat": _float(rows.text(iri, SDO.latitude)),
        "lon": _float(rows.text(iri, SDO.longitude)),
    }


def _period(iri: str) -> dict[str, Any]:
    iso = iri.removeprefix(_PERIOD).replace("_", "/")
    nothing = {"aliases": [], "collective": False, "same_as": [], "lat": None, "lon": None}
    return {"label": readable_period(iso), "label_en": iso, "type": "Period", **nothing}


def _edges(rows: Rows, fact: URIRef) -> list[Edge]:
    """The edge of a fact; none where a side is missing, which the shapes report."""
    subject, date = rows.text(fact, RDF.subject), _date(rows, fact)
    target = rows.text(fact, ORG.organization) or rows.text(fact, RDF.object)
    if target is None and date is not None:
        target = _PERIOD + date.replace("/", "_")
    if subject is None or target is None:
        return []
    name = local_name(rows.text(fact, RDF.predicate) or "")
    post = rows.text(fact, KG.postTitle)
    if name in relations() and rows.one(fact, ORG.member) is not None:
        post = post or rows.label(rows.one(fact, RDF.object))
    labels = relations()[name].labels if name in relations() else Labels(name, name)
    attributes = {"relation": name, "label": post or labels.ru, "label_en": labels.en, "post": post, "date": date}
    return [(subject, target, str(fact), attributes | _figure(rows, fact) | _source(rows, fact) | _offsets(rows, fact))]


def _figure(rows: Rows, fact: URIRef) -> dict[str, Any]:
    text = next((found for term in _VALUES if (found := rows.text(fact, term)) is not None), None)
    comparator = _code(rows, fact, KG.comparator, KG.Comparators)
    if text is None or comparator is None:
        return {"figure": "", "value": None, "comparator": None, "unit": None}
    value, unit = Decimal(text), rows.text(fact, SDO.unitText)
    return {
        "figure": figure(value, comparator, unit),
        "value": plain_number(value),
        "comparator": comparator,
        "unit": unit,
    }


def _source(rows: Rows, fact: URIRef) -> dict[str, Any]:
    article = rows.one(fact, PROV.hadPrimarySource)
    speaker, publisher = rows.one(fact, KG.assertedBy), rows.one(article, KG.publishedBy)
    return {
        "article": str(article or ""),
        "status": _code(rows, fact, KG.status, KG.Statuses),
        "mode": _code(rows, fact, KG.speechMode, KG.SpeechModes),
        "speaker": None if speaker is None or speaker == publisher else rows.label(speaker) or str(speaker),
        "pattern": rows.text(rows.one(fact, PROV.wasGeneratedBy), KG.pattern),
        "confidence": _float(rows.text(fact, KG.confidence)),
    }


def _offsets(rows: Rows, fact: URIRef) -> dict[str, Any]:
    words = rows.one(fact, KG.evidence)
    stretches = {
        "": words,
        "sentence_": rows.one(words, NIF.sentence),
        "subject_": rows.one(fact, KG.subjectMention),
        "object_": rows.one(fact, KG.objectMention),
    }
    ends = (("start", NIF.beginIndex), ("end", NIF.endIndex))
    return {f"{name}{end}": rows.number(at, term) for name, at in stretches.items() for end, term in ends}


def _date(rows: Rows, subject: URIRef) -> str | None:
    ends = [text for term in (SDO.startDate, SDO.endDate) if (text := rows.text(subject, term))]
    return "/".join(ends) or None


def _code(rows: Rows, fact: URIRef, predicate: URIRef, scheme: URIRef) -> str | None:
    concept = rows.one(fact, predicate)
    return next((notation for notation, term in codes(scheme).items() if term.iri == concept), None)


def _float(text: str | None) -> float | None:
    return None if text is None else float(text)


def _articles(rows: Rows) -> dict[str, dict[str, str]]:
    contexts = {rows.text(context, PROV.hadPrimarySource): context for context in rows.of_type(NIF.Context)}
    return {
        str(article): {
            "id": rows.text(article, SDO.identifier) or "",
            "title": rows.label(article) or "",
            "date": rows.text(article, SDO.datePublished) or "",
            "publisher": rows.label(rows.one(article, KG.publishedBy)) or "",
            "url": rows.text(article, SDO.url) or "",
            "text": rows.text(contexts.get(str(article)), NIF.isString) or "",
        }
        for article in rows.of_type(SDO.NewsArticle)
    }
