"""Every query that comes with kg, and its rows on the seed, in both engines.

The rows stand in expected/<query>.csv. Where the facts change, `KG_REWRITE_EXPECTED=1 pytest tests/query` writes them
anew; read the difference before you keep it.
"""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Store
from rdflib import Dataset

from kg.errors import QueryError
from kg.graph import new_dataset, to_graph
from kg.model import ArticleFacts, Quantity
from kg.query import Query, Table, list_queries, render, run
from kg.query.guard import check_safe
from tests.goldfacts import gold_facts, renamed

EXPECTED = Path(__file__).parent / "expected"
QUERIES = [pytest.param(query, id=query.name) for query in list_queries()]
NEEDED = {
    "between": {"one": "Витебская область", "other": "регионы России"},
    "entity": {"entity": "Витебская область"},
    "evidence": {"subject": "Александр Субботин", "relation": "занимает должность"},
    "path": {"from": "Минск", "to": "машиностроение"},
    "said-by": {"speaker": "Александр Субботин"},
    "search": {"words": "Наименований"},
}


@pytest.mark.parametrize("query", QUERIES)
def test_answers_what_is_expected(query: Query, source: Store | Dataset, engine: str) -> None:
    table = run(source, query.name, NEEDED.get(query.name), engine=engine)
    path = EXPECTED / f"{query.name}.csv"
    if os.environ.get("KG_REWRITE_EXPECTED") and engine == "pyoxigraph":
        path.write_text(render(table, "csv"), "utf-8")
    header, *rows = list(csv.reader(path.read_text("utf-8").splitlines(keepends=True)))
    assert list(table.columns) == header
    assert [["" if value is None else value for value in row] for row in table.rows] == rows


def test_every_expectation_has_its_query() -> None:
    assert {path.stem for path in EXPECTED.iterdir()} == {query.name for query in list_queries()}


@pytest.mark.parametrize("query", QUERIES)
def test_has_titles_and_described_parameters(query: Query) -> None:
    assert any("а" <= letter <= "я" for letter in query.title_ru)
    assert query.title_en.isascii()
    assert query.title_en
    assert all(each.description_ru and each.description_en.isascii() for each in query.parameters)


def test_titles_differ() -> None:
    queries = list_queries()
    assert len(queries) >= 20
    assert len({query.title_ru for query in queries}) == len({query.title_en for query in queries}) == len(queries)


@pytest.mark.parametrize("query", [param for param in QUERIES if param.id != "path"])
def test_orders_its_rows_and_is_safe(query: Query) -> None:
    check_safe(query.text, query.origin)
    assert "\nORDER BY " in query.text


@pytest.mark.parametrize("query", QUERIES)
def test_an_empty_graph_answers_with_an_empty_table(query: Query, engine: str) -> None:
    params = {each.name: "слово" for each in query.parameters if each.required}
    if any(each.required and each.kind != "text" for each in query.parameters):
        with pytest.raises(QueryError, match="«слово». The graph names nothing of this kind"):
            run(new_dataset(), query.name, params, engine=engine)
    else:
        table = run(new_dataset(), query.name, params, engine=engine)
        assert table.columns
        assert table.rows == ()


ABOUT_ENTITIES = [
    pytest.param(query.name, each.name, id=f"{query.name}-{each.name}")
    for query in list_queries()
    for each in query.parameters
    if not each.required and each.kind == "entity"
]


@pytest.mark.parametrize(("name", "parameter"), ABOUT_ENTITIES)
@pytest.mark.parametrize("value", ["Узбекистан", "ИННОПРОМ. Беларусь", "Гидропресс"])
def test_an_optional_parameter_narrows(
    name: str, parameter: str, value: str, source: Store | Dataset, engine: str
) -> None:
    every = run(source, name, engine=engine)
    some = run(source, name, {parameter: value}, engine=engine)
    assert some.columns == every.columns
    assert some.rows == tuple(row for row in every.rows if row in some.rows)
    assert all(value in row for row in some.rows)


def test_narrowing_keeps_what_is_asked_for(source: Store | Dataset, engine: str) -> None:
    def rows(name: str, **params: str) -> int:
        return len(run(source, name, params, engine=engine))

    assert rows("posts", person="Александр Субботин") == rows("posts", body="Витебский облисполком") == 1
    assert rows("participants", event="ИННОПРОМ. Беларусь") == 5
    assert rows("companies-and-projects", company="Гидропресс") == 1
    assert rows("quotes", speaker="Александр Субботин") == 3
    assert rows("quotes", speaker="Узбекистан") == 0
    assert rows("entities-of-type", type="страна") == rows("entities-of-type", type="Country") == 5
    assert rows("article", source="000_7fd722bde6adce99") == 49
    assert rows("evidence", relation="kg:supplies", object="товары") == 1
    assert rows("evidence", subject="ИННОПРОМ. Беларусь", object="Минск") == 1


def test_a_fact_is_found_by_the_end_of_its_iri(source: Store | Dataset, engine: str) -> None:
    (row,) = run(source, "evidence", {"relation": "supplies"}, engine=engine).rows
    assert row[-1] is not None
    assert run(source, "evidence", {"fact": row[-1]}, engine=engine).rows == (row,)


def test_numbers_that_differ_between_articles(engine: str) -> None:
    article = gold_facts()
    dataset = to_graph(article, _with_another_number(article, "partnerRegionCount"))
    table = run(dataset, "disagreements", engine=engine)
    about = ("Витебская область", "число регионов-партнёров", "регионы России")
    assert [row[:5] for row in table.rows] == [(*about, "> 81", "регион"), (*about, "78", "регион")]
    assert [row[-1] for row in table.rows] == ["другая", "000_7fd722bde6adce99"]


def test_a_triple_of_two_articles_counts_each_fact_once(engine: str) -> None:
    article = gold_facts()
    both = to_graph(article, _with_another_number(article, "partnerRegionCount"))
    one, two = (run(graph, "relations", engine=engine) for graph in (to_graph(article), both))
    assert [row[2:] for row in one.rows[:2]] == [("13", "1"), ("6", "1")]
    assert [row[2:] for row in two.rows[:2]] == [("26", "2"), ("12", "2")]


def _with_another_number(article: ArticleFacts, relation: str) -> ArticleFacts:
    """The same article under another name, with «> 81» for the number of this relation."""
    other = Quantity(Decimal(81), ">", "регион")
    facts = (replace(fact, quantity=other) if fact.relation == relation else fact for fact in article.facts)
    return renamed(replace(article, facts=tuple(facts)), "другая")


def test_a_table_has_as_many_rows_as_it_says() -> None:
    assert len(Table(("a",), (("1",), (None,)))) == 2
