"""A store is a function of the set of its articles, whatever their order and history."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import GraphError, OutputError, StoreError
from kg.graph import read_graph, to_graph
from kg.model import ArticleFacts
from kg.rendering.quads import quads_of, to_oxigraph
from kg.store import Store, create, open_store
from kg.store.exchange import export, load
from kg.store.store import Change
from kg.validation import validate
from tests.store.store_states import built, held

NAMES = ("07", "07b", "08", "09", "10")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.booleans(), st.sampled_from(NAMES)), min_size=1, max_size=7))
def test_history_leaves_no_trace(articles: Mapping[str, ArticleFacts], steps: list[tuple[bool, str]]) -> None:
    store, there = Store(), dict[str, ArticleFacts]()
    for adding, name in steps:
        id = name.removesuffix("b")
        if adding:
            store.add(articles[name])
            there[id] = articles[name]
        elif id in there:
            store.remove(id)
            del there[id]
    assert [record.id for record in store.records()] == sorted(there)
    assert held(store) == built([there[id] for id in sorted(there)])


def test_it_holds_what_the_graph_of_its_articles_holds(articles: Mapping[str, ArticleFacts], tmp_path: Path) -> None:
    chosen = [articles[name] for name in ("08", "09", "10")]
    store = create(tmp_path / "store")
    for article in reversed(chosen):
        store.add(article, f"{article.document.id}.txt")
    del store
    read = read_graph(tmp_path / "store")
    assert set(quads_of(read)) == set(quads_of(to_graph(*chosen)))
    assert validate(read).conforms


def test_adding_again_is_no_change(articles: Mapping[str, ArticleFacts], store: Store) -> None:
    assert store.add(articles["08"]) is Change.ADDED
    before = held(store)
    assert store.holds(articles["08"].document)
    assert store.add(articles["08"]) is Change.UNCHANGED
    assert held(store) == before


def test_a_correction_takes_the_place_of_its_former_self(articles: Mapping[str, ArticleFacts], store: Store) -> None:
    store.add(articles["07"])
    assert not store.holds(articles["07b"].document)
    assert store.add(articles["07b"]) is Change.CHANGED
    assert held(store) == built([articles["07b"]])


def test_what_is_not_there_is_not_removed(store: Store) -> None:
    with pytest.raises(StoreError, match="no article «08»"):
        store.remove("08")


@pytest.mark.parametrize("ending", [".nq", ".trig"])
def test_an_export_comes_back(articles: Mapping[str, ArticleFacts], store: Store, tmp_path: Path, ending: str) -> None:
    for name in ("10", "08", "09"):
        store.add(articles[name])
    export(store, tmp_path / f"one{ending}")
    for number, other in enumerate((create(tmp_path / "other"), Store())):
        assert load(other, [tmp_path / f"one{ending}"]) == {Change.ADDED: 3}
        export(other, tmp_path / f"again{number}{ending}")
        assert (tmp_path / f"again{number}{ending}").read_bytes() == (tmp_path / f"one{ending}").read_bytes()
        assert load(other, [tmp_path / f"one{ending}"]) == {Change.UNCHANGED: 3}
        other.remove("09")
        assert load(other, [tmp_path / f"one{ending}"]) == {Change.UNCHANGED: 2, Change.ADDED: 1}
        other.remove("10")
        assert held(other) == built([articles["08"], articles["09"]])


def test_a_file_without_records_gets_them(articles: Mapping[str, ArticleFacts], store: Store, tmp_path: Path) -> None:
    plain = ox.serialize(to_oxigraph(quads_of(to_graph(articles["08"]))), format=ox.RdfFormat.N_QUADS)
    (tmp_path / "plain.nq").write_bytes(plain or b"")
    assert load(store, [tmp_path / "plain.nq"]) == {Change.ADDED: 1}
    assert {line for line in held(store) if "graph/records" not in line} == {
        line for line in built([articles["08"]]) if "graph/records" not in line
    }


def test_a_broken_file_changes_nothing(articles: Mapping[str, ArticleFacts], store: Store, tmp_path: Path) -> None:
    (tmp_path / "broken.nq").write_text("<a> <b> \n")
    with pytest.raises(GraphError, match="broken"):
        load(store, [tmp_path / "broken.nq"])
    assert len(store) == 0
    store.add(articles["08"])
    with pytest.raises(GraphError, match="broken"):
        load(store, [tmp_path / "broken.nq"])
    assert held(store) == built([articles["08"]])


def test_a_copy_is_a_store(articles: Mapping[str, ArticleFacts], store: Store, tmp_path: Path) -> None:
    store.add(articles["08"])
    store.backup(tmp_path / "copy")
    store.remove("08")
    assert held(open_store(tmp_path / "copy")) == built([articles["08"]])
    with pytest.raises(OutputError):
        store.backup(tmp_path / "copy")


def test_many_read_while_one_writes(articles: Mapping[str, ArticleFacts], tmp_path: Path) -> None:
    writer = create(tmp_path / "store")
    writer.add(articles["08"])
    assert len(open_store(tmp_path / "store")) == 1
    with pytest.raises(StoreError, match="another process writes"):
        open_store(tmp_path / "store", write=True)
