"""A validator that finds nothing proves nothing: each shape must report its planted error, and no other shape may."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, SH, Graph, URIRef

from kg import resources
from kg.graph import read_graph, to_graph
from kg.validation import Report, validate
from kg.vocabulary import local_name
from tests.goldfacts import gold_facts

PLANTED = Path(__file__).parent / "ontology"
ERRORS = sorted(path for path in PLANTED.glob("*.ttl") if path.stem != "valid")


def broken(path: Path) -> set[str]:
    """The shapes that the file says it breaks."""
    return set(path.read_text("utf-8").partition("\n")[0].removeprefix("# breaks:").split())


def report_with(path: Path) -> Report:
    dataset = read_graph(PLANTED / "valid.ttl")
    for subject, predicate, value, home in read_graph(path).quads():
        dataset.graph(URIRef(str(home))).add((subject, predicate, value))
    return validate(dataset)


def test_the_valid_graph_conforms() -> None:
    report = validate(read_graph(PLANTED / "valid.ttl"))
    assert report.conforms, report
    assert str(report) == "the graph keeps to the shapes"


def test_the_gold_facts_conform() -> None:
    report = validate(to_graph(gold_facts()))
    assert report.conforms, report


@pytest.mark.parametrize("path", ERRORS, ids=lambda path: path.stem)
def test_each_planted_error_is_reported(path: Path) -> None:
    report = report_with(path)
    assert {problem.shape for problem in report.problems} == broken(path), report


def test_each_shape_has_a_planted_error() -> None:
    graph = Graph().parse(resources.shapes())
    reporting = set(graph.subjects(RDF.type, SH.PropertyShape)) | set(graph.subjects(SH.sparql))
    reporting |= {shape for shape in graph.subjects(SH.xone) if (shape, SH.targetClass, None) in graph}
    assert {local_name(str(shape)) for shape in reporting} == set().union(*map(broken, ERRORS))


def test_a_problem_reads_as_a_sentence() -> None:
    (problem,) = report_with(PLANTED / "wrong_bound.ttl").problems
    assert str(problem).startswith("«форум participantCount фирмы» <https://w3id.org/kg-econ/article/1#fact_over>: ")
    assert "stated by «20 фирм»" in str(problem)
    assert str(problem).endswith("[Bound]")


def test_a_missing_subclass_would_show() -> None:
    """Without the ontology a city would be no kg:Entity and pass unlabelled."""
    report = report_with(PLANTED / "entity.ttl")
    assert any("nameless" in problem.focus for problem in report.problems)
