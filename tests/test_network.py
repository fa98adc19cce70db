"""The dataset as a network: what a view and a table of facts rely on."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import networkx as nx
import pytest

from kg.graph import read_graph, serialize_turtle, to_graph
from kg.model import Evidence, Fact, Period, Quantity, Span
from kg.network import to_network
from kg.vocabulary import article_iri, types
from tests.goldfacts import SEED, gold_facts, renamed, thing

NODE_KEYS = {"label", "label_en", "type", "aliases", "collective", "same_as", "lat", "lon"}
EDGE_KEYS = {
    *("relation", "label", "label_en", "figure", "value", "comparator", "unit", "date", "status", "speaker", "mode"),
    *("pattern", "article", "start", "end", "sentence_start", "sentence_end", "confidence", "post"),
    *("subject_start", "subject_end", "object_start", "object_end"),
}


@pytest.fixture(scope="module")
def network() -> nx.MultiDiGraph[str]:
    return to_network(to_graph(gold_facts()))


def edge(network: nx.MultiDiGraph[str], relation: str, value: int | None = None) -> tuple[str, str, dict[str, Any]]:
    found = [
        (network.nodes[start]["label"], network.nodes[stop]["label"], attributes)
        for start, stop, attributes in network.edges(data=True)
        if attributes["relation"] == relation and attributes["value"] == value
    ]
    assert len(found) == 1
    return found[0]


def test_an_edge_a_fact(network: nx.MultiDiGraph[str]) -> None:
    assert network.number_of_edges() == len(gold_facts())


def test_nodes_and_edges_keep_the_contract(network: nx.MultiDiGraph[str]) -> None:
    assert all(set(attributes) == NODE_KEYS for _, attributes in network.nodes(data=True))
    assert all(set(attributes) == EDGE_KEYS for *_, attributes in network.edges(data=True))
    kinds = {attributes["type"] for _, attributes in network.nodes(data=True)}
    assert kinds <= {*types(), "Period"}


def test_a_node_has_its_names(network: nx.MultiDiGraph[str]) -> None:
    region = network.nodes[thing("Region", "Витебская область").iri]
    assert region == {
        "label": "Витебская область",
        "label_en": "Vitebsk Region",
        "type": "Region",
        "aliases": ["Витебщина"],
        "collective": False,
        "same_as": ["http://www.wikidata.org/entity/Q192350"],
        "lat": 55.0,
        "lon": 29.25,
    }
    assert network.nodes[thing("Region", "регионы России").iri]["collective"] is True


def test_a_count_carries_its_figure(network: nx.MultiDiGraph[str]) -> None:
    subject, target, attributes = edge(network, "participantCount", 510)
    assert (subject, target) == ("ИННОПРОМ. Беларусь", "компании")
    assert attributes["figure"] == "> 510 компаний"
    assert (attributes["value"], attributes["comparator"], attributes["unit"]) == (510, ">", "компания")
    assert edge(network, "supplies", 400)[2]["figure"] == "≤ 400 наименований"
    assert edge(network, "plansProject")[2]["figure"] == ""


def test_a_post_joins_the_person_to_the_body(network: nx.MultiDiGraph[str]) -> None:
    subject, target, attributes = edge(network, "holdsPost")
    assert (subject, target) == ("Александр Субботин", "Витебский облисполком")
    assert attributes["label"] == attributes["post"] == "председатель"


def test_a_post_without_a_body_is_a_node() -> None:
    facts = tuple(replace(fact, body=None) for fact in gold_facts() if fact.relation == "holdsPost")
    _, target, attributes = edge(to_network(to_graph(replace(gold_facts(), facts=facts))), "holdsPost")
    assert target == "председатель Витебского облисполкома"
    assert attributes["post"] == "председатель"


def test_a_date_is_a_node(network: nx.MultiDiGraph[str]) -> None:
    subject, target, attributes = edge(network, "takesPlaceOn")
    assert (subject, target) == ("ИННОПРОМ. Беларусь", "29 сентября – 1 октября 2025 года")
    assert attributes["date"] == "2025-09-29/2025-10-01"


def test_the_words_lie_in_their_sentence_of_the_text(network: nx.MultiDiGraph[str]) -> None:
    article = network.graph["articles"][str(article_iri(SEED))]
    assert article["text"] == gold_facts().document.text
    assert (article["id"], article["date"], article["publisher"]) == (SEED, "2025-09-29", "БЕЛТА")
    stretches = {fact.evidence.span.of(article["text"]) for fact in gold_facts()}
    for *_, fact in network.edges(data=True):
        assert article["text"][fact["start"] : fact["end"]] in stretches
        assert fact["sentence_start"] <= fact["start"] < fact["end"] <= fact["sentence_end"]


def test_the_speaker_is_whom_the_article_quotes(network: nx.MultiDiGraph[str]) -> None:
    assert edge(network, "supplies", 400)[2]["speaker"] == "Александр Субботин"
    assert edge(network, "supplies", 400)[2]["mode"] == "direct"
    assert edge(network, "takesPlaceIn")[2]["speaker"] is None
    assert edge(network, "plansProject")[2]["status"] == "planned"


def test_parallel_facts_stay_apart() -> None:
    region, country = thing("Region", "Витебская область"), thing("Country", "Россия")
    facts = tuple(
        Fact(
            "exportsTo",
            region,
            country,
            Evidence(Span(0, 9), 0, "a"),
            Quantity(Decimal(value), "=", "USD"),
            Period("2024"),
        )
        for value in (5, 6, 7)
    )
    network = to_network(to_graph(replace(gold_facts(), facts=facts)))
    assert sorted(attributes["value"] for *_, attributes in network.edges(data=True)) == [5, 6, 7]


def test_order_depends_on_content_alone() -> None:
    first, second = gold_facts(), renamed(gold_facts(), "2")
    one, other = to_network(to_graph(first, second)), to_network(to_graph(second, first))
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))
    assert one.graph == other.graph


def test_the_network_of_a_file_is_that_of_the_graph(network: nx.MultiDiGraph[str], tmp_path: Any) -> None:
    path = tmp_path / "graph.ttl"
    path.write_bytes(serialize_turtle(to_graph(gold_facts())))
    again = to_network(read_graph(path))
    assert list(again.edges(keys=True, data=True)) == list(network.edges(keys=True, data=True))
    assert list(again.nodes(data=True)) == list(network.nodes(data=True))


def test_an_empty_graph_is_an_empty_network() -> None:
    assert len(to_network(to_graph())) == 0
