"""How two entities are connected: the shortest path through the facts, whichever way they point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError
from kg.query.engines import Engine, dataset_of
from kg.query.table import Table

if TYPE_CHECKING:
    import networkx as nx

COLUMNS = ("step", "subject", "relation", "object", "figure", "words", "sentence", "article")

# A date in common, or the publisher of an article, connects nothing.
_NO_STEP = {"publishedBy", "takesPlaceOn"}


def find_path(engine: Engine, starts: Sequence[str], ends: Sequence[str]) -> Table:
    """The facts along a shortest path, step by step; no rows where there is none.

    Of several shortest paths it is always the same one. A step that several facts make has as many rows. Raises
    QueryError where both ends are one thing.
    """
    if set(starts) & set(ends):
        raise QueryError("both ends are the same thing", where="path", remedy="Name two things")
    network = _network(engine)
    nodes = min(_paths(network, starts, ends), key=lambda path: (len(path), path), default=[])
    rows = [row for step, ends_ in enumerate(pairwise(nodes), 1) for row in _step(network, step, *ends_)]
    return Table(COLUMNS, tuple(rows))


def _network(engine: Engine) -> nx.MultiDiGraph[str]:
    from kg.network import to_network

    return to_network(dataset_of(engine.dump()))


def _paths(network: nx.MultiDiGraph[str], starts: Sequence[str], ends: Sequence[str]) -> Iterator[list[str]]:
    import networkx as nx

    steps = nx.Graph()
    edges = network.edges(data="relation")
    steps.add_edges_from(sorted((one, other) for one, other, relation in edges if relation not in _NO_STEP))
    for start in starts:
        for end in ends:
            if start in steps and end in steps and nx.has_path(steps, start, end):
                yield nx.shortest_path(steps, start, end)


def _step(network: nx.MultiDiGraph[str], step: int, one: str, other: str) -> Iterator[tuple[str | None, ...]]:
    for start, stop in ((one, other), (other, one)):
        for _, about in sorted((network.get_edge_data(start, stop) or {}).items(), key=_place):
            if about["relation"] not in _NO_STEP:
                sides = network.nodes[start]["label"], about["label"], network.nodes[stop]["label"]
                yield str(step), *sides, about["figure"] or None, *_source(network, about)


def _place(fact: tuple[str, dict[str, Any]]) -> tuple[str, int, str]:
    return fact[1]["article"], fact[1]["start"] or 0, fact[0]


def _source(network: nx.MultiDiGraph[str], about: dict[str, Any]) -> tuple[str, str, str]:
    article = network.graph["articles"].get(about["article"], {"text": "", "id": ""})
    words = article["text"][about["start"] or 0 : about["end"] or 0]
    sentence = article["text"][about["sentence_start"] or 0 : about["sentence_end"] or 0]
    return words, sentence, article["id"]
