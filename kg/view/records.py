"""What the page is told of the network: nodes and edges as pyvis holds them, and the articles; plain values only."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.view.cache import cached_place
from kg.view.labels import GAP, label_size, wrap
from kg.view.layout import Box
from kg.view.sides import labels_above
from kg.view.style import node_radius

if TYPE_CHECKING:
    import networkx

Record = dict[str, Any]

BOW = 0.13
_STRETCHES = {
    "words": ("start", "end"),
    "sentence": ("sentence_start", "sentence_end"),
    "subject": ("subject_start", "subject_end"),
    "object": ("object_start", "object_end"),
}
_TEXTS = ("relation", "figure", "unit", "comparator", "date", "status", "speaker", "mode", "pattern", "post")


@dataclass(frozen=True, slots=True)
class Records:
    """Nodes by falling degree, edges in the order of the text, articles by date."""

    nodes: list[Record]
    edges: list[Record]
    articles: list[Record]


def to_records(network: networkx.MultiDiGraph[str], language: str) -> Records:
    """The network as records; equal networks give equal records, whatever the order in which they were filled."""
    iris = sorted(network, key=lambda iri: (-network.degree(iri), iri))
    index = {iri: number for number, iri in enumerate(iris)}
    articles = [_article(iri, article) for iri, article in network.graph.get("articles", {}).items()]
    articles.sort(key=lambda article: (article["date"], article["iri"]))
    known = {article["iri"]: (number, _Utf16(article["text"])) for number, article in enumerate(articles)}
    edges = [
        _edge(key, index[start], index[end], attributes, language, known)
        for start, end, key, attributes in network.edges(keys=True, data=True)
    ]
    edges.sort(key=lambda edge: (edge.get("article", -1), edge.get("words", ()), edge["relation"], edge["iri"]))
    for number, edge in enumerate(edges):
        edge["id"] = number
    _bow(edges)
    nodes = [_node(iri, network.nodes[iri], network.degree(iri), language) for iri in iris]
    for number, node in enumerate(nodes):
        node["id"] = number
    _put(nodes, edges)
    return Records(nodes, edges, articles)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _texts(values: object) -> list[str]:
    return sorted({_text(value) for value in values}) if isinstance(values, (list, tuple, set, frozenset)) else []


def _name(attributes: Mapping[str, Any], language: str, fallback: str) -> str:
    own = attributes.get(f"label_{language}") if language != "ru" else None
    return _text(own or attributes.get("label")) or fallback


def _node(iri: str, attributes: Mapping[str, Any], degree: int, language: str) -> Record:
    name = _name(attributes, language, iri)
    node: Record = {
        "iri": iri,
        "name": name,
        "label": "\n".join(wrap(name)),
        "type": _text(attributes.get("type")) or "Entity",
        "size": node_radius(degree),
    }
    aliases = [alias for alias in _texts(attributes.get("aliases")) if alias != name]
    others = [_text(attributes.get(key)) for key in ("label", "label_en")]
    aliases += [other for other in others if other and other != name and other not in aliases]
    same, collective = _texts(attributes.get("same_as")), bool(attributes.get("collective"))
    optional = {"aliases": aliases, "same": same, "collective": collective}
    node |= {key: value for key, value in optional.items() if value}
    if attributes.get("lat") is not None and attributes.get("lon") is not None:
        node["coordinates"] = f"{attributes['lat']}, {attributes['lon']}"
    return node


def _article(iri: str, article: Mapping[str, Any]) -> Record:
    fields = ("id", "title", "date", "publisher", "url", "text")
    return {"iri": iri} | {field: _text(article.get(field)) for field in fields}


class _Utf16:
    """Offsets of one text: from code points, in which the graph counts, to UTF-16 units, in which browsers do."""

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self._astral = [index for index, letter in enumerate(text) if letter > "\uffff"]

    def __call__(self, offset: object) -> int | None:
        """The same place in UTF-16 units; None for what is no offset of this text."""
        if not isinstance(offset, int) or not 0 <= offset <= self.length:
            return None
        return offset + bisect_left(self._astral, offset)


def _edge(
    iri: str,
    start: int,
    end: int,
    attributes: Mapping[str, Any],
    language: str,
    known: Mapping[str, tuple[int, _Utf16]],
) -> Record:
    """A fact; `article` is the number of its article, `words` and the like are stretches of that article's text."""
    edge: Record = {"iri": str(iri), "from": start, "to": end}
    edge |= {key: text for key in _TEXTS if (text := _text(attributes.get(key)))}
    edge.setdefault("relation", "")
    edge["name"] = _name(attributes, language, edge["relation"])
    for key in ("value", "confidence"):
        if attributes.get(key) is not None:
            edge[key] = str(attributes[key])
    if attributes.get("article") in known:
        edge["article"], to_utf16 = known[attributes["article"]]
        edge |= _stretches(attributes, to_utf16)
    return edge


def _stretches(attributes: Mapping[str, Any], to_utf16: _Utf16) -> Record:
    """The edge's stretches of text, each kept only where both its ends lie in the text, in order."""
    kept: Record = {}
    for name, (first, last) in _STRETCHES.items():
        start, stop = to_utf16(attributes.get(first)), to_utf16(attributes.get(last))
        if start is not None and stop is not None and start < stop:
            kept[name] = (start, stop)
    return kept


def _bow(edges: Sequence[Record]) -> None:
    """Bow the edges that share both ends apart, so that each can be seen and picked."""
    bundles: dict[tuple[int, int], list[Record]] = {}
    for edge in edges:
        pair = (min(edge["from"], edge["to"]), max(edge["from"], edge["to"]))
        bundles.setdefault(pair, []).append(edge)
    for (low, high), bundle in bundles.items():
        if low == high:
            for rank, edge in enumerate(bundle):
                edge["selfReference"] = {"size": 14 + 7 * rank}
            continue
        for rank, edge in enumerate(bundle):
            slot = 2 * rank - (len(bundle) - 1)
            if slot:
                turn = "curvedCW" if (slot > 0) == (edge["from"] == low) else "curvedCCW"
                edge["smooth"] = {"enabled": True, "type": turn, "roundness": round(min(BOW * abs(slot), 0.9), 3)}


def _put(nodes: list[Record], edges: list[Record]) -> None:
    """Give every node its place, and its label a side."""
    boxes = []
    for node in nodes:
        width, height = label_size(node["label"].split("\n"))
        side, radius = max(width / 2, node["size"] * 1.1), node["size"] * 1.1
        boxes.append(Box(side, radius, side, radius + GAP + height))
    edges_between = [(edge["from"], edge["to"]) for edge in edges]
    places = cached_place(boxes, edges_between)
    for node, (x, y), above in zip(nodes, places, labels_above(places, boxes, edges_between), strict=True):
        node["x"], node["y"] = x, y
        if node["label"] == node["name"]:
            del node["label"]
        if above:
            node["above"] = True
