"""Decisions on who is who: kept apart from articles, applied where a store is read, taken back without a trace."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.export import export
from kg.graph import read_graph
from kg.model import ArticleFacts
from kg.query.loading import load
from kg.rendering.quads import quads_of, to_oxigraph
from kg.store import Store, create, open_store
from kg.store.linking import link, merge, split
from kg.store.things import things_of
from kg.validation import validate
from tests.store.store_states import held

THINGS = "https://w3id.org/kg-econ/id/"


@pytest.fixture
def filled(articles: Mapping[str, ArticleFacts], store: Store) -> Store:
    for name in ("07", "08", "09", "10"):
        store.add(articles[name])
    link(store)
    return store


def companies(store: Store) -> list[str]:

    return [iri for iri, thing in things_of(store).items() if thing.types == {"Company"} and not thing.collective]


def folder(store: Store) -> Path:
    return Path(store.engine.name)


def test_one_node_is_read_where_two_were_merged(filled: Store) -> None:
    one, other = companies(filled)[:2]
    articles = {line for line in held(filled) if "graph/identities" not in line}
    assert merge(filled, other, one, "Renamed in 2024")
    assert {line for line in held(filled) if "graph/identities" not in line} == articles
    path = folder(filled)
    assert (path / "decisions.csv").read_text("utf-8").splitlines() == [
        "one,other,decision,by,reason",
        f"{one},{other},same,person,Renamed in 2024",
    ]
    del filled
    read, asked = read_graph(path), load(path)
    assert validate(read).conforms
    uses = [quad for quad in quads_of(read) if other in map(str, quad[:3])]
    assert [str(quad[3]) for quad in uses] == [f"{THINGS.removesuffix('id/')}graph/identities"]
    assert set(to_oxigraph(quads_of(read))) <= set(asked)
    labels = f"SELECT ?l {{ <{one}> <http://www.w3.org/2000/01/rdf-schema#label> ?l FILTER(lang(?l) = 'ru') }}"
    assert len(list(asked.query(labels, use_default_graph_as_union=True))) == 1  # type: ignore[arg-type]


def test_a_split_restores_what_was(filled: Store) -> None:
    one, other = companies(filled)[:2]
    before, path = held(filled), folder(filled)
    assert merge(filled, one, other)
    assert not merge(filled, one, other)
    assert held(filled) != before
    assert split(filled, other, one)
    assert held(filled) == before
    assert not split(filled, one, other)
    assert not (path / "decisions.csv").exists()


def test_the_order_of_articles_and_decisions_does_not_matter(
    articles: Mapping[str, ArticleFacts], filled: Store, tmp_path: Path
) -> None:
    one, two, three = companies(filled)[:3]
    merge(filled, one, two)
    merge(filled, two, three)
    other = create(tmp_path / "other")
    for name in ("10", "08", "09", "07"):
        other.add(articles[name])
    merge(other, three, two)
    merge(other, one, two)
    other.remove("09")
    other.add(articles["09"])
    link(other)
    paths = folder(filled), folder(other)
    assert held(filled) == held(other)
    del filled, other
    first, second = (export(read_graph(path), "nquads") for path in paths)
    assert first == second


@pytest.mark.parametrize("form", ["turtle", "csv"])
def test_what_is_gone_is_not_linked(filled: Store, form: str) -> None:
    one, other = companies(filled)[:2]
    merge(filled, one, other)
    for record in filled.records():
        filled.remove(record.id)
    link(filled)
    assert not [line for line in held(filled) if "graph/identities" in line]
    path = folder(filled)
    del filled
    assert one not in export(read_graph(path), form).decode()


def test_the_gazetteer_tells_its_things_apart(filled: Store) -> None:

    there = [iri for iri in things_of(filled) if "/region/" in iri]
    assert len(there) > 1
    with pytest.raises(StoreError, match="gazetteer tells them apart"):
        merge(filled, there[0], there[1])
    with pytest.raises(StoreError, match="gazetteer knows every"):
        merge(filled, there[0], companies(filled)[0])
    with pytest.raises(StoreError, match="no entity of the store"):
        merge(filled, there[0], f"{THINGS}region/XX")


def test_commands(
    articles: Mapping[str, ArticleFacts], run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    path, backup = tmp_path / "store", tmp_path / "copy"
    writer = create(path)
    writer.add(articles["08"])
    writer.add(articles["09"])
    one, other = companies(writer)[:2]
    del writer
    assert run("merge", path, one, other, "--reason", "One")[:2] == (0, f"{path}: merged: {one} {other}\n")
    told = run("why", path, one, other)[1]
    assert told.startswith("one thing\n")
    assert f"decision: same, by person: {one} {other} One" in told
    assert run("store", "backup", path, backup)[0] == 0
    assert (backup / "decisions.csv").read_bytes() == (path / "decisions.csv").read_bytes()
    assert run("split", path, one, other)[:2] == (0, f"{path}: split: {one} {other}\n")
    assert run("why", path, one, other)[1].endswith("rule: no decision puts them together\n")
    code, _, errors = run("merge", path, one, "x")
    assert code == 1
    assert "no entity of the store" in errors
    first, second = (next(iter(things_of(open_store(path))[iri].names)) for iri in (one, other))
    assert run("merge", path, first, second)[0] == 0
    assert run("why", path, second, first)[1].startswith("one thing\n")
    assert run("split", path, first, other)[0] == 0
    assert "shares an IRI, and cannot be parted" in run("split", path, first, first)[2]
    (path / "decisions.csv").write_text("one,other\n")
    assert "has other columns" in run("merge", path, one, other)[2]
