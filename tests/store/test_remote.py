"""A store on a real server holds what the embedded one holds; a server that refuses is quoted."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import StoreError
from kg.model import ArticleFacts
from kg.query import run
from kg.remote import Server
from kg.store import Store, open_store
from kg.store.engine import Embedded
from kg.store.exchange import export
from kg.store.store import Change
from tests.store.servers import oxigraph, virtuoso
from tests.store.store_states import held


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    kind, folder = request.param, tmp_path_factory.mktemp(request.param)
    with pytest.MonkeyPatch.context() as patch, (oxigraph if kind == "oxigraph" else virtuoso)(folder) as url:
        patch.setenv("KG_STORE_SERVER", kind)
        if kind == "virtuoso":
            patch.setenv("KG_STORE_USER", "dba")
            patch.setenv("KG_STORE_PASSWORD", "dba")
        yield url


def test_a_server_holds_what_a_folder_holds(server: str, articles: Mapping[str, ArticleFacts], tmp_path: Path) -> None:
    engine = Embedded(ox.Store())
    embedded, remote = Store(engine), open_store(server, write=True)
    embedded.renew_codes()
    steps = {"08": Change.ADDED, "07": Change.ADDED, "07b": Change.CHANGED, "09": Change.ADDED}
    for name, change in (*steps.items(), ("09", Change.UNCHANGED)):
        for store in (embedded, remote):
            assert store.add(articles[name]) is change, name
    for store in (embedded, remote):
        store.remove("09")
    export(embedded, tmp_path / "embedded.nq")
    export(remote, tmp_path / "remote.nq")
    assert (tmp_path / "remote.nq").read_text() == (tmp_path / "embedded.nq").read_text()
    assert [record.id for record in remote.records()] == ["07", "08"]
    for query in ("posts", "SELECT ?name WHERE { ?thing a schema:Person ; rdfs:label ?name } ORDER BY ?name"):
        assert run(server, query).rows == run(engine.quads, query).rows
    for id in ("07", "08"):
        remote.remove(id)
    assert held(remote) == held(Store())


def test_what_was_broken_off_is_made_whole(
    server: str, articles: Mapping[str, ArticleFacts], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, update = open_store(server, write=True), Server.update
    calls = iter(range(1))

    def break_off(self: Server, text: str) -> None:
        if next(calls, None) is None:
            raise StoreError("is gone", where=self.url)
        update(self, text)

    monkeypatch.setattr(Server, "update", break_off)
    with pytest.raises(StoreError, match="is gone"):
        store.add(articles["08"])
    monkeypatch.setattr(Server, "update", update)
    store.add(articles["08"])
    whole = Store()
    whole.add(articles["08"])
    assert held(store) == held(whole)
    store.remove("08")


@contextmanager
def answering(*answers: tuple[int, dict[str, str], bytes]) -> Iterator[tuple[str, list[str]]]:
    """A server that gives these answers in turn, the last one for ever; and what it was sent."""
    left, seen = list(answers), list[str]()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # noqa: N802 - http.server's name
            seen.append(self.headers.get("Authorization", ""))
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, headers, body = left.pop(0) if len(left) > 1 else left[0]
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", seen
    finally:
        server.shutdown()
        server.server_close()


def test_a_busy_server_is_asked_again() -> None:
    with answering((503, {"Retry-After": "0"}, b"busy"), (200, {}, b"{}")) as (url, seen):
        assert Server(url).query("ASK {}") == b"{}"
        assert len(seen) == 2


@pytest.mark.parametrize(
    ("status", "headers", "body", "words"),
    [
        (401, {}, b"who are you", "answers 401: who are you. Set KG_STORE_USER"),
        (500, {}, b"  the   disk\nis full ", "answers 500: the disk is full"),
        (302, {"Location": "http://elsewhere.example/"}, b"", "sends on to http://elsewhere.example/"),
        (404, {}, b"", "Check the address and KG_STORE_SERVER"),
    ],
)
def test_a_refusal_is_quoted(status: int, headers: dict[str, str], body: bytes, words: str) -> None:
    with answering((status, headers, body)) as (url, seen), pytest.raises(StoreError) as caught:
        Server(url).query("ASK {}")
    assert words in str(caught.value)
    assert len(seen) == 1


def test_a_token_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_TOKEN", "secret")
    with answering((200, {}, b"{}")) as (url, seen):
        Server(url).query("ASK {}")
    assert seen == ["Bearer secret"]


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(StoreError, match="cannot be reached"):
        Server("http://127.0.0.1:9").query("ASK {}")
