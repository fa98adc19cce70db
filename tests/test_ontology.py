"""The ontology itself: labelled, defined, described, connected, and all that others use of it is declared."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, BNode, Literal, Namespace, URIRef
from rdflib.collection import Collection

from kg import resources
from kg.vocabulary import KG, ONTOLOGY, ontology_graph, relations, types

ROOT = Path(__file__).parents[1]
VANN = Namespace("http://purl.org/vocab/vann/")
GRAPH = ontology_graph()
TERMS = sorted(URIRef(str(term)) for term in GRAPH.subjects(RDFS.isDefinedBy, ONTOLOGY))
KG_TERM = re.compile(r"(?<![\w:/])kg:([A-Za-z]\w*)")


def languages(term: URIRef, predicate: URIRef) -> list[str]:
    return sorted(str(text.language) for text in GRAPH.objects(term, predicate) if isinstance(text, Literal))


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.rpartition("#")[2])
def test_each_term_has_labels_and_definitions(term: URIRef) -> None:
    assert languages(term, RDFS.label) == ["en", "ru"]
    assert languages(term, SKOS.definition) == ["en", "ru"]


def test_units_have_labels_and_a_notation() -> None:
    for unit in GRAPH.subjects(SKOS.inScheme, KG.Units):
        assert isinstance(unit, URIRef)
        assert languages(unit, RDFS.label) == ["en", "ru"]
        assert GRAPH.value(unit, SKOS.notation)


@pytest.mark.parametrize("kind", [OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty])
def test_no_two_terms_of_a_kind_share_a_label(kind: URIRef) -> None:
    labels = Counter(label for term in GRAPH.subjects(RDF.type, kind) for label in GRAPH.objects(term, RDFS.label))
    assert [label for label, times in labels.items() if times > 1] == []


@pytest.mark.parametrize(
    "predicate",
    [
        DCTERMS.title,
        DCTERMS.description,
        DCTERMS.license,
        DCTERMS.creator,
        OWL.versionIRI,
        OWL.versionInfo,
        VANN.preferredNamespacePrefix,
        VANN.preferredNamespaceUri,
    ],
)
def test_the_ontology_says_what_it_is(predicate: URIRef) -> None:
    assert GRAPH.value(ONTOLOGY, predicate, any=True) is not None


def test_each_object_property_has_domain_and_range() -> None:
    free = {KG.evidence}  # both facts and quotations have evidence
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in set(GRAPH.subjects(RDF.type, kind)) - free:
            assert len(set(GRAPH.objects(term, RDFS.domain))) == 1, term
            assert len(set(GRAPH.objects(term, RDFS.range))) == 1, term


def test_unions_are_of_declared_types() -> None:
    for union, members in GRAPH.subject_objects(OWL.unionOf):
        names = [str(member) for member in Collection(GRAPH, members)]
        assert len(names) > 1, union
        assert all(URIRef(name) in {term.iri for term in types().values()} for name in names), union


def test_blank_nodes_are_only_lists() -> None:
    blank = {node for triple in GRAPH for node in triple if isinstance(node, BNode)}
    assert all((node, RDF.first, None) in GRAPH for node in blank)


def test_classes_lie_under_no_circle() -> None:
    for name, term in types().items():
        assert name not in term.lineage[1:]


def test_nothing_stands_unconnected() -> None:
    """Each class is used by another declaration: a superclass, a union, a domain, a range or a form."""
    used = {thing for _, predicate, thing in GRAPH if predicate != RDFS.isDefinedBy}
    used |= set(GRAPH.subjects(RDFS.subClassOf))
    assert [term for term in GRAPH.subjects(RDF.type, OWL.Class) if term not in used] == []


def test_every_type_has_a_crosswalk() -> None:
    matches = {SKOS.exactMatch, SKOS.closeMatch, SKOS.relatedMatch}
    without = {
        name
        for name, term in types().items()
        if not term.standard and not any((term.iri, match, None) in GRAPH for match in matches)
    }
    assert without == set()


def test_symmetric_relations_have_equal_sides() -> None:
    for term in relations().values():
        if term.symmetric:
            assert term.domain == term.range


SPARQL = [resources.shapes(), *sorted((ROOT / "queries").glob("*.rq"))]


@pytest.mark.parametrize("path", SPARQL, ids=lambda path: path.name)
def test_terms_in_shapes_and_queries_are_declared(path: Path) -> None:
    used = {KG[name] for name in KG_TERM.findall(path.read_text("utf-8"))}
    assert used <= set(TERMS)


def test_terms_in_code_are_declared() -> None:
    """`KG.term` anywhere in the package, and in its docstrings."""
    for path in sorted((ROOT / "kg").rglob("*.py")):
        for name in re.findall(r"\bKG\.([A-Za-z]\w*)", path.read_text("utf-8")):
            assert KG[name] in TERMS, f"{path.name}: {name}"
