"""Facts → RDF: nothing lost, nothing merged, the same bytes each time."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, TIME, XSD, BNode, Dataset, Graph, Literal, URIRef

from kg.errors import GraphError
from kg.graph import read_graph, serialize_turtle, to_graph
from kg.model import ArticleFacts, Entity, Evidence, Fact, Period, Quantity, Span, SpeechMode, Status
from kg.rendering.nodes import fact_iri, number
from kg.rendering.quads import quads_of
from kg.rendering.turtle import write_turtle
from kg.vocabulary import ENTITY_GRAPH, ITSRDF, KG, NIF, article_iri
from tests.goldfacts import ROOT, SEED, gold_facts, renamed, thing

REGION = thing("Region", "Витебская область")
EVENT = thing("Event", "ИННОПРОМ. Беларусь")


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return to_graph(gold_facts())


@pytest.fixture(scope="module")
def article(dataset: Dataset) -> Graph:
    return dataset.graph(article_iri(SEED))


def node(relation: str, **given: object) -> URIRef:
    """The node of the gold fact of this relation, and of this number where one is given."""
    value = given.get("value")
    facts = [fact for fact in gold_facts() if fact.relation == relation]
    chosen = [fact for fact in facts if value is None or (fact.quantity and fact.quantity.value == value)]
    return fact_iri(gold_facts().document, chosen[0])


def one_fact(fact: Fact) -> ArticleFacts:
    return replace(gold_facts(), facts=(fact,), quotations=())


def quads(dataset: Dataset) -> set[object]:
    return set(quads_of(dataset))


def test_each_fact_has_a_node_of_its_own(article: Graph) -> None:
    assert len(set(article.subjects(RDF.type, KG.Fact))) == len(gold_facts().facts)


def test_no_blank_nodes(dataset: Dataset) -> None:
    assert not [term for quad in quads_of(dataset) for term in quad if isinstance(term, BNode)]


def test_a_binary_fact_is_a_triple_and_a_statement(article: Graph) -> None:
    statement = node("plansProject")
    project = URIRef(thing("Project", "производство жестяных банок").iri)
    assert (URIRef(REGION.iri), KG.plansProject, project) in article
    assert (statement, RDF.type, RDF.Statement) in article
    assert article.value(statement, RDF.subject) == URIRef(REGION.iri)
    assert article.value(statement, RDF.predicate) == KG.plansProject
    assert article.value(statement, RDF.object) == project
    assert article.value(statement, KG.status) == KG.planned


def test_a_fact_rests_on_its_words(article: Graph) -> None:
    text = gold_facts().document.text
    for fact in gold_facts():
        words = article.value(fact_iri(gold_facts().document, fact), KG.evidence)
        begin, end = (int(str(article.value(words, term))) for term in (NIF.beginIndex, NIF.endIndex))
        assert str(article.value(words, NIF.anchorOf)) == text[begin:end] == fact.evidence.span.of(text)
        sentence = article.value(words, NIF.sentence)
        assert str(article.value(words, NIF.anchorOf)) in str(article.value(sentence, NIF.anchorOf))


def test_a_mention_names_its_entity(article: Graph) -> None:
    mention = article.value(node("takesPlaceIn"), KG.objectMention)
    assert article.value(mention, ITSRDF.taIdentRef) == URIRef(thing("City", "Минск").iri)


def test_the_text_is_kept_with_its_hash(article: Graph) -> None:
    context = next(article.subjects(RDF.type, NIF.Context))
    text = gold_facts().document.text
    assert str(article.value(context, NIF.isString)) == text
    assert str(article.value(context, SDO.sha256)) == hashlib.sha256(text.encode()).hexdigest()


def test_the_article_says_who_published_it_and_when(article: Graph) -> None:
    this = article_iri(SEED)
    assert article.value(this, SDO.datePublished) == Literal("2025-09-29", datatype=XSD.date)
    assert article.value(this, SDO.publisher) == URIRef(thing("Publisher", "БЕЛТА").iri)
    assert str(article.value(this, SDO.dateline)) == "Минск"


def test_a_bounded_count_is_a_quantity(article: Graph) -> None:
    quantity = node("participantCount", value=510)
    assert (quantity, RDF.type, KG.ReportedQuantity) in article
    assert article.value(quantity, KG.quantityOf) == URIRef(EVENT.iri)
    assert article.value(quantity, KG.countOf) == URIRef(thing("Company", "компании").iri)
    assert article.value(quantity, KG.comparator) == KG.moreThan
    assert article.value(quantity, SDO.minValue) == Literal(510)
    assert article.value(quantity, SDO.value) is None
    assert str(article.value(quantity, SDO.unitText)) == "компания"
    assert (URIRef(EVENT.iri), KG.participantCount, None) not in article


def test_an_upper_bound_stands_beside_its_plain_triple(article: Graph) -> None:
    quantity = node("supplies")
    assert article.value(quantity, KG.comparator) == KG.upTo
    assert article.value(quantity, SDO.maxValue) == Literal(400)
    assert (None, KG.supplies, None) in article


def test_a_part_points_at_its_whole(article: Graph) -> None:
    part, whole = node("participantCount", value=290), node("participantCount", value=510)
    assert list(article.subject_objects(KG.partOfQuantity)) == [(part, whole)]


def test_an_area_has_its_unit(article: Graph) -> None:
    assert article.value(node("exhibitionArea"), URIRef("http://qudt.org/schema/qudt/hasUnit")) == URIRef(
        "http://qudt.org/vocab/unit/M2"
    )


def test_agreements_have_their_level(article: Graph) -> None:
    levels = set(article.objects(node("agreementCount", value=148), KG.administrativeLevel))
    assert levels == {KG.municipalLevel, KG.districtLevel}


def test_a_post_is_held_at_the_date_of_the_article(article: Graph) -> None:
    membership = node("holdsPost")
    person = URIRef(thing("Person", "Александр Субботин").iri)
    post = URIRef(thing("Post", "председатель Витебского облисполкома").iri)
    body = URIRef(thing("Organization", "Витебский облисполком").iri)
    assert article.value(membership, ORG.member) == person
    assert article.value(membership, ORG.organization) == body
    assert (person, ORG.holds, post) in article
    assert (post, ORG.postIn, body) in article
    instant = article.value(article.value(membership, ORG.memberDuring), TIME.inside)
    assert article.value(instant, TIME.inXSDDate) == Literal("2025-09-29", datatype=XSD.date)


def test_an_event_has_its_dates(article: Graph) -> None:
    for subject in (URIRef(EVENT.iri), node("takesPlaceOn")):
        assert article.value(subject, SDO.startDate) == Literal("2025-09-29", datatype=XSD.date)
        assert article.value(subject, SDO.endDate) == Literal("2025-10-01", datatype=XSD.date)


def test_a_speaker_asserts_what_he_says(article: Graph) -> None:
    supplies = node("supplies")
    assert article.value(supplies, KG.assertedBy) == URIRef(thing("Person", "Александр Субботин").iri)
    assert article.value(supplies, KG.speechMode) == KG.direct
    assert article.value(node("takesPlaceIn"), KG.assertedBy) == URIRef(thing("Publisher", "БЕЛТА").iri)


def test_a_quotation_is_word_for_word(article: Graph) -> None:
    (quotation,) = article.subjects(RDF.type, SDO.Quotation)
    words = article.value(quotation, KG.evidence)
    assert str(article.value(quotation, SDO.text)) == str(article.value(words, NIF.anchorOf))
    assert article.value(quotation, SDO.creator) == URIRef(thing("Person", "Александр Субботин").iri)


def test_a_fact_names_its_pattern(article: Graph) -> None:
    run = article.value(node("growth"), PROV.wasGeneratedBy)
    assert str(article.value(run, KG.pattern)) == "growth.gold"


def test_what_is_left_out_is_visible(article: Graph) -> None:
    for kind in (KG.UncoveredSentence, KG.UnattachedNumeral, KG.UnattachedName):
        assert len(list(article.subjects(RDF.type, kind))) == 1


def test_an_entity_is_described_apart_from_articles(dataset: Dataset, article: Graph) -> None:
    things, region = dataset.graph(ENTITY_GRAPH), URIRef(REGION.iri)
    labels = {
        (str(label), label.language) for label in things.objects(region, RDFS.label) if isinstance(label, Literal)
    }
    assert labels == {("Витебская область", "ru"), ("Vitebsk Region", "en"), ("Віцебская вобласць", "be")}
    assert set(things.objects(region, SKOS.altLabel)) == {Literal("Витебщина", lang="ru")}
    assert (region, OWL.sameAs, URIRef("http://www.wikidata.org/entity/Q192350")) in things
    assert things.value(region, SDO.latitude) == Literal(Decimal("55.0"))
    assert (region, RDF.type, SDO.AdministrativeArea) in things
    assert things.value(region, SDO.containedInPlace) is not None
    committee = URIRef(thing("Organization", "Витебский облисполком").iri)
    assert things.value(committee, DCTERMS.spatial) == region
    assert (region, RDFS.label, None) not in article


def test_the_order_of_articles_does_not_matter() -> None:
    first, second = gold_facts(), renamed(gold_facts(), "другая статья")
    assert serialize_turtle(to_graph(first, second)) == serialize_turtle(to_graph(second, first))


def test_an_article_given_twice_changes_nothing(dataset: Dataset) -> None:
    assert quads(to_graph(gold_facts(), gold_facts())) == quads(dataset)


def test_a_second_article_leaves_the_first_as_it_was(article: Graph) -> None:
    both = to_graph(renamed(gold_facts(), "2"), gold_facts())
    assert set(both.graph(article_iri(SEED))) == set(article)


def test_two_texts_under_one_id_are_refused() -> None:
    other = replace(gold_facts(), document=replace(gold_facts().document, text="Другой текст."), facts=(), sentences=())
    with pytest.raises(GraphError, match=SEED):
        to_graph(gold_facts(), other)


def variants() -> list[Fact]:
    """Facts that differ from each other in one thing each."""
    words = Evidence(Span(0, 10), 0, "a")
    fact = Fact("exportsTo", REGION, thing("Country", "Россия"), words)
    return [
        fact,
        replace(fact, relation="importsFrom"),
        replace(fact, subject=thing("Region", "Гродненская область")),
        replace(fact, object=thing("Country", "Казахстан")),
        replace(fact, evidence=replace(words, span=Span(0, 11))),
        replace(fact, evidence=replace(words, object=Span(3, 5))),
        replace(fact, evidence=replace(words, subject=Span(3, 5))),
        replace(fact, quantity=Quantity(Decimal(5), "=", "т")),
        replace(fact, quantity=Quantity(Decimal(5), ">", "т")),
        replace(fact, quantity=Quantity(Decimal(5), "=", "USD")),
        replace(fact, quantity=Quantity(Decimal("5.5"), "=", "т")),
        replace(fact, period=Period("2024")),
        replace(fact, period=Period("2024", "2025")),
        replace(fact, status=Status.PLANNED),
        replace(fact, mode=SpeechMode.INDIRECT),
        replace(fact, speaker=thing("Person", "Анна Ли")),
    ]


def test_different_facts_keep_their_nodes_apart() -> None:
    document = gold_facts().document
    for one, other in combinations(variants(), 2):
        assert fact_iri(document, one) != fact_iri(document, other)
    dataset = to_graph(replace(gold_facts(), facts=tuple(variants())))
    values = Counter(predicate for _, predicate, _, _ in quads_of(dataset))
    assert values[RDF.predicate] == len(variants())


def test_the_same_fact_twice_is_one_at_its_best() -> None:
    fact = variants()[0]
    doubled = replace(gold_facts(), facts=(replace(fact, confidence=0.9), replace(fact, confidence=0.4)), quotations=())
    graph = to_graph(doubled).graph(article_iri(SEED))
    assert [str(value) for value in graph.objects(None, KG.confidence)] == ["0.9"]


def test_equal_numbers_are_one_fact_however_spelt() -> None:
    document, fact = gold_facts().document, variants()[7]
    spelt = replace(fact, quantity=Quantity(Decimal("5.00"), "=", "т"))
    assert fact_iri(document, fact) == fact_iri(document, spelt)


@pytest.mark.parametrize(
    ("value", "text", "datatype"),
    [
        ("20000", "20000", XSD.integer),
        ("2E+9", "2000000000", XSD.integer),
        ("1.50", "1.5", XSD.decimal),
        ("0.1", "0.1", XSD.decimal),
        ("-3", "-3", XSD.integer),
        ("12345678901234567890.123", "12345678901234567890.123", XSD.decimal),
    ],
)
def test_numbers_are_exact(value: str, text: str, datatype: URIRef) -> None:
    literal = number(Decimal(value))
    assert (str(literal), literal.datatype) == (text, datatype)


@pytest.mark.parametrize(
    ("iso", "datatype"), [("2025", XSD.gYear), ("2025-09", XSD.gYearMonth), ("2025-09-29", XSD.date)]
)
def test_dates_keep_their_precision(iso: str, datatype: URIRef, tmp_path: Path) -> None:
    fact = Fact("takesPlaceOn", EVENT, None, Evidence(Span(0, 10), 0, "a"), period=Period(iso))
    path = tmp_path / "graph.ttl"
    path.write_bytes(serialize_turtle(to_graph(one_fact(fact))))
    start = read_graph(path).graph(article_iri(SEED)).value(URIRef(EVENT.iri), SDO.startDate)
    assert isinstance(start, Literal)
    assert (str(start), start.datatype) == (iso, datatype)


def test_turtle_read_back_is_the_graph_written(dataset: Dataset, tmp_path: Path) -> None:
    """Named graphs included, though Turtle has none."""
    both = to_graph(gold_facts(), renamed(gold_facts(), "другая статья"))
    for graph in (dataset, both):
        path = tmp_path / "graph.ttl"
        path.write_bytes(serialize_turtle(graph))
        assert quads(read_graph(path)) == quads(graph)
        assert serialize_turtle(read_graph(path)) == path.read_bytes()


def test_rdflib_reads_the_same_turtle(dataset: Dataset) -> None:
    graph = Graph().parse(data=serialize_turtle(dataset), format="turtle")
    assert set(graph) == {quad[:3] for quad in quads_of(dataset)}


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_any_label_survives(name: str, alias: str) -> None:
    literals = [Literal(name), Literal(alias, lang="ru")]
    triples = {(URIRef("http://a/b"), RDFS.label, literal) for literal in literals}
    assert set(Graph().parse(data=write_turtle(triples), format="turtle")) == triples


@pytest.mark.parametrize("tail", ["x", "x.", "-x", "x/y", "1", "a%20b", "имя", "a(b)", "~", ""])
def test_any_iri_survives(tail: str) -> None:
    bases = (
        "https://w3id.org/kg-econ/id/region/",
        "https://w3id.org/kg-econ/article/",
        "https://schema.org/",
        "http://a/",
    )
    triples = {(URIRef(base + tail), RDFS.seeAlso, URIRef(base + tail)) for base in bases}
    assert set(Graph().parse(data=write_turtle(triples), format="turtle")) == triples


def test_an_iri_that_breaks_out_is_refused() -> None:
    bad = URIRef("http://a> <http://b")
    with pytest.raises(GraphError, match="must not hold"):
        write_turtle([(bad, RDFS.seeAlso, URIRef("http://a"))])


def test_a_blank_node_is_refused() -> None:
    with pytest.raises(GraphError, match="without a name"):
        write_turtle([(BNode(), RDFS.seeAlso, URIRef("http://a"))])


def test_turtle_begins_with_the_article_and_follows_the_text(dataset: Dataset) -> None:
    turtle = serialize_turtle(dataset).decode()
    assert turtle.index(f"\n<{SEED}> a ") < turtle.index("#fact_") < turtle.index(f"\n<{SEED}#text>")
    assert "_:" not in turtle
    assert "/work" not in turtle


def test_the_hash_seed_changes_nothing(dataset: Dataset) -> None:
    code = "import sys; from tests.goldfacts import gold_facts; from kg.graph import *; "
    code += "sys.stdout.buffer.write(serialize_turtle(to_graph(gold_facts())))"
    for seed in ("1", "7"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=True)
        assert done.stdout == serialize_turtle(dataset)


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("graph.docx", b"", "not a graph file"),
        ("graph.ttl", b"<a> <b> ", "is broken"),
        ("graph.ttl", b"\xff\xfe\x00", "is broken"),
        ("graph.nq", "не граф".encode(), "is broken"),
    ],
)
def test_a_bad_file_is_named(name: str, content: bytes, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(GraphError, match=complaint) as caught:
        read_graph(path)
    assert name in caught.value.where


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="cannot be read"):
        read_graph(tmp_path / "none.ttl")


def test_names_that_differ_between_articles_become_aliases() -> None:
    iri = "https://w3id.org/kg-econ/id/company/x"
    facts = [
        Fact("industryOf", Entity(iri, "Company", name), thing("Industry", "связь"), Evidence(Span(0, 3), 0, "a"))
        for name in ("Завод", "ОАО «Завод»")
    ]
    one, other = one_fact(facts[0]), renamed(one_fact(facts[1]), "2")
    for order in ((one, other), (other, one)):
        things = to_graph(*order).graph(ENTITY_GRAPH)
        assert list(things.objects(URIRef(iri), RDFS.label)) == [Literal("Завод", lang="ru")]
        assert list(things.objects(URIRef(iri), SKOS.altLabel)) == [Literal("ОАО «Завод»", lang="ru")]
