"""Queries of unknown origin: refused, stopped, or answered; never a traceback, never the network."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from pyoxigraph import Store
from rdflib import Dataset, Graph, Literal, URIRef

from kg.errors import GraphError, QueryError
from kg.query import load, run
from kg.query.guard import check_safe

SERVICE = "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"


@pytest.mark.parametrize(
    "text",
    [
        SERVICE,
        SERVICE.replace("SERVICE", "service SILENT"),
        SERVICE.replace("SERVICE", "\\u0053ERVICE"),
        "SELECT * {?s ?p ?o FILTER(?s<?o)SERVICE?p#>\n{?a ?b ?c}}",
        "SELECT * {?s ?p ?o FILTER(?s<'x>')SERVICE<http://a/>{?a ?b 'y'}}",
        "SELECT * { # <\n SERVICE <http://a/> {?s ?p ?o} } # >",
        "PREFIX a: <http://a/> SELECT * { a:b\\#c ?p ?o . SERVICE a:x {?s ?p ?o} }",
        "SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://127.0.0.1:9/> { ?s ?p ?o }",
        "DESCRIBE <http://a/> FROM <http://a/>",
        "LOAD <http://127.0.0.1:9/>",
        "INSERT DATA { <http://a/> <http://a/> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "PREFIX a: <http://a/> CLEAR ALL",
        "DROP ALL",
        "SELECT * {} ; DELETE WHERE { ?s ?p ?o }",
        "{}",
        "просто слова",
    ],
)
def test_reaching_out_and_changing_are_refused(text: str, source: Store | Dataset, engine: str) -> None:
    before = len(source)
    with pytest.raises(QueryError):
        run(source, text, engine=engine)
    assert len(source) == before


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?service ?p "SERVICE FROM" . <http://a/service/from> ?p ?o } # SERVICE <http://a/>',
        "PREFIX service: <http://from/> SELECT * { ?s service:from ?o FILTER(?s < ?o && ?o > 1) }",
        "PREFIX a: <http://a/> SELECT * { ?s a:service ?o ; a:from_date '''it's SERVICE''' }",
        "BASE <http://a/> ASK { <service> ?p ?o }",
    ],
)
def test_words_in_names_and_strings_are_no_commands(text: str) -> None:
    check_safe(text, "query")


def test_the_child_cannot_open_a_socket(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    """What the reading of the words might miss, the process itself forbids."""
    monkeypatch.setattr("kg.query.guard.check_safe", lambda *_: None)
    monkeypatch.setattr("kg.query.answering.check_safe", lambda *_: None)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.2)
        port = listener.getsockname()[1]
        with pytest.raises(QueryError):
            run(store, SERVICE.replace("9/", f"{port}/").replace(":9", f":{port}"))
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("SELECT ?s WHERE {\n  ?s ?p }", "line 2, column"),
        ("SELECT ?s WHERE { ?s a nowhere:Thing }", ""),
        ("SELECT ?s WHERE { ?s ?p ?o", "line 1, column"),
        ("ASK { ?s ?p 'x }", "line 1, column"),
    ],
)
def test_a_broken_query_gives_one_line(
    text: str, place: str, tmp_path: Path, source: Store | Dataset, engine: str
) -> None:
    path = tmp_path / "мой.rq"
    path.write_text(text, "utf-8")
    with pytest.raises(QueryError) as caught:
        run(source, path, engine=engine)
    assert str(caught.value).startswith(str(path))
    assert place in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_wrong_is_said_in_words(store: Store) -> None:
    with pytest.raises(QueryError, match="Prefix not found"):
        run(store, "SELECT ?s WHERE { ?s a nowhere:Thing }")
    with pytest.raises(QueryError, match="a variable that is unbound"):
        run(store, "SELECT (COUNT(?s) AS ?n) ?p WHERE { ?s ?p ?o }")


def test_query_files_that_cannot_be_read(tmp_path: Path, store: Store) -> None:
    (tmp_path / "cp1251.rq").write_bytes("# Кто?".encode("cp1251"))
    (tmp_path / "folder.rq").mkdir()
    for name, message in (("no.rq", "cannot be read"), ("cp1251.rq", "is not UTF-8"), ("folder.rq", "cannot be read")):
        with pytest.raises(QueryError, match=message):
            run(store, tmp_path / name)


def test_a_query_is_stopped_in_time(source: Store | Dataset, engine: str) -> None:
    text = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with pytest.raises(QueryError, match=r"was stopped after 1 s\. Simplify the query"):
        run(source, text, engine=engine, time_limit=1)


def test_too_many_rows_are_said_not_cut(source: Store | Dataset, engine: str) -> None:
    text = "SELECT ?s WHERE { ?s a kg:Fact }"
    assert len(run(source, text, engine=engine, row_limit=50)) == 49
    for query in (text, "article"):
        with pytest.raises(QueryError, match="more than 48 rows. Add LIMIT"):
            run(source, query, engine=engine, row_limit=48)


def test_other_forms_of_query(source: Store | Dataset, engine: str) -> None:
    assert run(source, "ASK { ?s a kg:Fact }", engine=engine).rows == (("true",),)
    assert run(source, "ASK { ?s a kg:Nothing }", engine=engine).rows == (("false",),)
    made = run(source, "CONSTRUCT { ?s a kg:Made } WHERE { ?s a kg:Country }", engine=engine)
    assert made.columns == ("subject", "predicate", "object")
    assert len(made) == 5
    described = run(source, "DESCRIBE ?s WHERE { ?s a kg:Publisher }", engine=engine)
    assert "БЕЛТА" in {row[2] for row in described.rows}


def test_every_form_of_graph_answers_alike(graph_file: Path, store: Store, dataset: Dataset) -> None:
    plain = Graph()
    for subject, predicate, value, _ in dataset.quads():
        plain.add((subject, predicate, value))
    expected = run(store, "numbers")
    for source in (graph_file, str(graph_file), dataset, plain):
        for engine in ("pyoxigraph", "rdflib"):
            assert run(source, "numbers", engine=engine) == expected
            assert run(source, "SELECT (COUNT(?s) AS ?n) { ?s a kg:Fact }", engine=engine).rows == (("49",),)
    assert run(store, "numbers", engine="rdflib") == expected


def test_a_dataset_is_asked_as_a_whole_whatever_its_default_graph() -> None:
    dataset = Dataset()
    iri = URIRef("http://example.org/a")
    dataset.graph(iri).add((iri, iri, Literal("слово")))
    for engine in ("pyoxigraph", "rdflib"):
        assert run(dataset, "SELECT ?o { ?s ?p ?o }", engine=engine).rows == (("слово",),)
    assert dataset.default_union is False


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("no.ttl", None, "no.ttl: cannot be read"),
        ("broken.ttl", "это не Turtle .", "broken.ttl: is broken"),
        ("graph.docx", "", "graph.docx: not a graph file"),
    ],
)
def test_graphs_that_cannot_be_loaded(name: str, content: str | None, message: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(GraphError, match=message):
        load(tmp_path / name)
    for text in ("relations", "SELECT ?s { ?s ?p ?o }"):
        with pytest.raises(GraphError, match=message):
            run(tmp_path / name, text)


def test_an_unknown_engine_is_said(store: Store) -> None:
    with pytest.raises(QueryError, match="no engine is called «jena». There are pyoxigraph and rdflib"):
        run(store, "relations", engine="jena")
