"""Other formats hold the same facts, and the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import networkx as nx
import pyoxigraph as ox
import pytest
from rdflib import PROV, RDF, RDFS, SDO, Dataset, Literal, URIRef

from kg.errors import OutputError
from kg.export import FORMATS, export, without_provenance
from kg.graph import serialize_turtle, to_graph
from kg.network import to_network
from kg.rendering.quads import from_oxigraph, quads_of
from kg.vocabulary import KG, NIF
from tests.goldfacts import gold_facts, renamed, thing

KINDS = {"trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD}


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return to_graph(gold_facts())


@pytest.mark.parametrize("form", KINDS)
def test_quads_read_back_are_the_same(form: str, dataset: Dataset) -> None:
    assert set(from_oxigraph(ox.parse(export(dataset, form), KINDS[form]))) == set(quads_of(dataset))


def test_turtle_is_the_turtle_of_the_graph(dataset: Dataset) -> None:
    assert export(dataset, "turtle") == serialize_turtle(dataset)


@pytest.mark.parametrize("provenance", [True, False])
@pytest.mark.parametrize("form", FORMATS)
def test_the_order_of_articles_does_not_matter(form: str, provenance: bool) -> None:
    first, second = gold_facts(), renamed(gold_facts(), "2")
    one, other = to_graph(first, second), to_graph(second, first)
    assert export(one, form, provenance=provenance) == export(other, form, provenance=provenance)


def test_jsonld_needs_no_network(dataset: Dataset) -> None:
    document = json.loads(export(dataset, "jsonld"))
    assert all(namespace.startswith("http") for namespace in document["@context"].values())
    assert isinstance(document["@context"], dict)


def test_graphml_reads_back(dataset: Dataset) -> None:
    network = to_network(dataset)
    again = nx.parse_graphml(export(dataset, "graphml").decode(), force_multigraph=True)
    assert set(again) == set(network)
    assert set(again.edges(keys=True)) == set(network.edges(keys=True))
    assert {label for _, label in again.nodes(data="label")} == {label for _, label in network.nodes(data="label")}
    figures = {figure for *_, figure in again.edges(data="figure")}
    assert "> 510 компаний" in figures


def test_graphml_keeps_to_xml() -> None:
    entity = replace(thing("Company", "Завод"), name="За\x0bвод <&> ]]>")
    facts = tuple(replace(fact, subject=entity) for fact in gold_facts() if fact.relation == "implementsProject")
    data = export(to_graph(replace(gold_facts(), facts=facts)), "graphml")
    assert "За вод <&> ]]>" in {label for _, label in nx.parse_graphml(data.decode()).nodes(data="label")}


def test_csv_has_a_row_per_fact(dataset: Dataset) -> None:
    rows = list(csv.DictReader(io.StringIO(export(dataset, "csv").decode())))
    assert len(rows) == len(gold_facts())
    (count,) = [row for row in rows if row["value"] == "510"]
    assert (count["subject"], count["comparator"], count["unit"]) == ("ИННОПРОМ. Беларусь", ">", "компания")
    assert count["text"] == "свыше 510 компаний"
    assert count["text"] in count["sentence"]


def test_the_flat_graph_keeps_what_is_said(dataset: Dataset) -> None:
    flat = list(quads_of(without_provenance(dataset)))
    predicates = {predicate for _, predicate, _, _ in flat}
    assert KG.cooperatesWith in predicates
    assert RDFS.label in predicates
    assert Literal(510) in {value for _, predicate, value, _ in flat if predicate == SDO.minValue}
    assert not predicates & {KG.evidence, KG.assertedBy, KG.confidence, NIF.anchorOf, RDF.subject, PROV.wasGeneratedBy}


def test_the_flat_graph_points_at_nothing_that_it_left_out(dataset: Dataset) -> None:
    flat = list(quads_of(without_provenance(dataset)))
    subjects = {subject for subject, _, _, _ in flat}
    fragments = {value for _, _, value, _ in flat if isinstance(value, URIRef) and "/article/" in value}
    assert fragments <= subjects


def test_the_flat_table_has_no_sources(dataset: Dataset) -> None:
    (header, *_) = export(dataset, "csv", provenance=False).decode().splitlines()
    assert header == "relation,subject,object,value,comparator,unit,date,post,status,subject_iri,object_iri,fact"


def test_an_unknown_format_is_refused(dataset: Dataset) -> None:
    with pytest.raises(OutputError, match="graphml"):
        export(dataset, "docx")


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_graph_exports(form: str) -> None:
    assert export(to_graph(), form)
