"""Names become terms: in any language, blind to case and ё, and never part of the query's syntax."""

from __future__ import annotations

import pytest
from pyoxigraph import Store
from rdflib import Dataset

from kg.errors import QueryError
from kg.query import run
from kg.query.binding import Term, bind
from kg.query.catalogue import parse_query
from kg.query.names import fold

REGION = ("Витебская область", "78", "регионы России")

INJECTIONS = [
    '"} DELETE WHERE { ?s ?p ?o } #',
    'Витебск" || true',
    "x> } UNION { ?s ?p ?o",
    "<http://example.org/> } #",
    "\\",
    '\\"',
    "\n} LIMIT 0 #",
    "'''\"\"\"",
    "?region",
    "UNDEF } {",
    "\x00",
]


@pytest.mark.parametrize(
    "name",
    [
        "Витебская область",
        "витебская ОБЛАСТЬ",
        "  Витебская   область ",
        "«Витебская область»",
        "Vitebsk Region",
        "Віцебская вобласць",
        "Витебщина",
        "http://www.wikidata.org/entity/Q185700",
    ],
)
def test_a_name_in_any_language_means_its_entity(name: str, source: Store | Dataset, engine: str) -> None:
    (row,) = run(source, "partner-regions", {"region": name}, engine=engine).rows
    assert row[:3] == REGION


def test_an_iri_means_its_entity(source: Store | Dataset, engine: str) -> None:
    text = 'SELECT ?s WHERE { ?s rdfs:label "Витебская область"@ru }'
    ((iri,),) = run(source, text, engine=engine).rows
    assert iri is not None
    for spelling in (iri, f"<{iri}>"):
        (row,) = run(source, "partner-regions", {"region": spelling}, engine=engine).rows
        assert row[:3] == REGION


def test_ё_is_е() -> None:
    assert fold("Орёл") == fold("орел")


@pytest.mark.parametrize("value", INJECTIONS)
def test_syntax_in_a_name_is_a_name_that_nothing_bears(value: str, source: Store | Dataset, engine: str) -> None:
    with pytest.raises(QueryError, match="no entity is called"):
        run(source, "partner-regions", {"region": value}, engine=engine)


@pytest.mark.parametrize("value", [*INJECTIONS, "a\r\n\tb", "😀"])
def test_syntax_in_a_text_is_text(value: str, source: Store | Dataset, engine: str) -> None:
    assert run(source, "search", {"words": value}, engine=engine).rows == ()


def test_quotation_marks_are_searched_for(source: Store | Dataset, engine: str) -> None:
    rows = run(source, "search", {"words": "«наши предприятия"}, engine=engine).rows
    assert {row[1] for row in rows} == {"поставляет", "экспортирует в"}


@pytest.mark.parametrize("value", ["x> }", "a b", "не-iri", "http://a/{", "http://a/\\u003e", ""])
def test_a_term_is_never_a_broken_iri(value: str) -> None:
    with pytest.raises(ValueError, match="not an IRI"):
        str(Term(value, iri=True))


def test_binding_keeps_every_line_in_its_place() -> None:
    query = parse_query("# param x entity optional: а | b\nSELECT * {\n VALUES ?x { UNDEF }\n ?x ?p ?o }")
    bound = bind(query, {"x": [Term("http://a/", iri=True), Term('"', iri=False)]})
    assert bound.splitlines()[2:] == [' VALUES ?x { <http://a/> "\\"" }', " ?x ?p ?o }"]
    assert bind(query, {}) == query.text


@pytest.mark.parametrize(
    ("name", "params", "message"),
    [
        ("posts", {"persn": "x"}, r"^posts\.rq: has no parameter «persn». It has person, body$"),
        ("relations", {"x": "1"}, r"^relations\.rq: has no parameter «x». It has none$"),
        ("entity", {}, r"^entity\.rq: needs the parameter «entity» .*Add --param entity="),
        ("entity", {"entity": " "}, r"needs the parameter «entity»"),
        ("path", {"from": "Минск"}, r"^path: needs the parameter «to»"),
        ("entity", {"entity": "Витебскя область"}, r"^--param entity: no entity is called .* mean «Витебская область»"),
        ("entity", {"entity": "Субботин"}, r"mean «Александр Субботин»\?$"),
        ("entity", {"entity": "Атлантида"}, r"no entity is called «Атлантида». There are «"),
        ("evidence", {"relation": "holdPost"}, r"no relation is called «holdPost». Did you mean «holdsPost»"),
        ("entities-of-type", {"type": "Comany"}, r"no type is called «Comany». Did you mean «company»"),
        ("article", {"source": "001"}, r"no article is called «001»"),
        ("evidence", {"fact": "fact_0"}, r"no fact is called «fact_0»"),
        ("post", {}, r"no query is called «post». Did you mean posts"),
        ("нет", {}, r"no query is called «нет». There are agreements-by-level"),
    ],
)
def test_what_cannot_be_meant_is_said_with_what_exists(
    name: str, params: dict[str, str], message: str, source: Store | Dataset, engine: str
) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        run(source, name, params, engine=engine)
    assert "\n" not in str(caught.value)


def test_a_query_of_ones_own_may_have_parameters(source: Store | Dataset, engine: str) -> None:
    text = """# param who entity: кто | who
        SELECT ?post WHERE { VALUES ?who { UNDEF } ?who kg:holdsPost/rdfs:label ?post }"""
    table = run(source, text, {"who": "александр субботин"}, engine=engine)
    assert table.rows == (("председатель Витебского облисполкома",),)
    with pytest.raises(QueryError, match="needs the parameter «who»"):
        run(source, text, engine=engine)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# param who thing: кто | who\nSELECT * {}", "a parameter is declared wrongly"),
        ("# param who entity\nSELECT * {}", "a parameter is declared wrongly"),
        ("# param who entity optional: кто | who\nSELECT * {}", "«who» stands nowhere"),
    ],
)
def test_a_wrong_declaration_is_said(text: str, message: str, store: Store) -> None:
    with pytest.raises(QueryError, match=message):
        run(store, text)
