"""KG and the ontology name the same terms; what the ontology declares is read as declared."""

from __future__ import annotations

import pytest
from rdflib import RDFS, URIRef

from kg.model import SpeechMode, Status
from kg.vocabulary import KG, ONTOLOGY, article_iri, codes, local_name, ontology_graph, relations, types, units

TYPES = """Person Post Organization Company Region Country City District Place Event EventSection Project Industry
    Product Agreement Document Quantity Money Area InternationalOrganization Publisher"""
RELATIONS = """publishedBy saidBy holdsPost worksFor takesPlaceIn takesPlaceOn partOfEvent participatesIn organizes
    visits meets participantCount exhibitionArea cooperatesWith cooperationIndustry partnerRegionCount
    signedAgreementWith agreementCount contractValue tradeTurnover exportsTo importsFrom supplies produces growth
    implementsProject plansProject projectInIndustry initiatedBy financedBy investsIn jobsCreated enterpriseCount
    industryOf locatedIn ownerOf partOf"""


def test_kg_lists_the_terms_of_the_ontology() -> None:
    declared = {local_name(str(term)) for term in ontology_graph().subjects(RDFS.isDefinedBy, ONTOLOGY)}
    assert set(KG.__annotations__) - {"_NS", "_fail"} == declared


def test_a_misspelt_term_fails() -> None:
    with pytest.raises(AttributeError):
        getattr(KG, "hold" + "Post")


def test_every_type_of_the_contract_is_there() -> None:
    assert sorted(types()) == sorted(TYPES.split())


def test_every_relation_of_the_contract_is_there() -> None:
    assert sorted(relations()) == sorted(RELATIONS.split())


@pytest.mark.parametrize(
    ("relation", "subject", "target"),
    [
        ("holdsPost", "Person", "Post"),
        ("worksFor", "Person", "Company"),
        ("publishedBy", "Document", "Publisher"),
        ("participatesIn", "District", "EventSection"),
        ("cooperatesWith", "City", "Country"),
        ("locatedIn", "Project", "Company"),
        ("enterpriseCount", "Region", "Country"),
        ("investsIn", "Organization", "Project"),
        ("financedBy", "Project", "InternationalOrganization"),
        ("participantCount", "Event", "Person"),
    ],
)
def test_sides_fit(relation: str, subject: str, target: str) -> None:
    term = relations()[relation]
    assert subject in term.domain
    assert target in term.range


@pytest.mark.parametrize(
    ("relation", "subject", "target"),
    [("holdsPost", "Region", "Post"), ("meets", "Person", "Company"), ("takesPlaceIn", "Project", "Event")],
)
def test_sides_do_not_fit(relation: str, subject: str, target: str) -> None:
    term = relations()[relation]
    assert subject not in term.domain or target not in term.range


def test_symmetric_relations() -> None:
    symmetric = {name for name, term in relations().items() if term.symmetric}
    assert symmetric == {"cooperatesWith", "signedAgreementWith", "tradeTurnover", "meets"}


def test_counts_are_no_plain_triples() -> None:
    counts = {name for name, term in relations().items() if not term.plain}
    assert {name for name in counts if name.endswith("Count")} == {
        "participantCount",
        "partnerRegionCount",
        "agreementCount",
        "enterpriseCount",
    }
    assert "takesPlaceOn" in counts


def test_a_type_knows_what_it_lies_under() -> None:
    company = types()["Company"]
    assert company.lineage == ("Company", "Organization", "Entity")
    assert URIRef("http://www.w3.org/ns/org#FormalOrganization") in company.standard
    assert company.labels.ru == "компания"


def test_codes_are_those_of_the_model() -> None:
    assert set(codes(KG.Statuses)) == set(Status)
    assert set(codes(KG.SpeechModes)) == set(SpeechMode)
    assert set(codes(KG.Comparators)) == {"=", ">", "<", ">=", "<=", "~"}
    assert {"international", "national", "regional", "district", "municipal"} == set(codes(KG.AdministrativeLevels))


def test_units_have_their_forms() -> None:
    assert (units()["регион"].few, units()["регион"].many) == ("региона", "регионов")
    assert units()["кв. м"].standard == URIRef("http://qudt.org/vocab/unit/M2")
    assert all(unit.few and unit.many and "None" not in (unit.few, unit.many) for unit in units().values())


@pytest.mark.parametrize("article", ["31", "статья 1", "a/b#c?d", "..", "50%"])
def test_an_article_iri_is_one_path_segment(article: str) -> None:
    tail = article_iri(article).removeprefix("https://w3id.org/kg-econ/article/")
    assert tail
    assert not set(tail) & set('/#? <>"')
