"""A SPARQL server: queries, updates and one PUT a graph (SPARQL 1.1 Protocol and Graph Store Protocol).

A store is named by its URL. KG_STORE_SERVER names the kind of server, by which its addresses follow (oxigraph where it
is not set); KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN, are who we are.
"""

from __future__ import annotations

import os
import time
import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import StoreError

if TYPE_CHECKING:
    import httpx

TIMEOUT = 60.0  # seconds for an answer
CONNECT = 10.0  # seconds for a connection
TRIES = 4
_BUSY = {429, 502, 503, 504}
_SAID = 300  # characters of a server's own words
_RESULTS = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a kind of server takes queries, updates and graphs, beside its URL; what it wants with each query."""

    query: str
    update: str
    graphs: str
    parameters: Mapping[str, str]
    digest: bool = False  # its way to ask for a password


SERVERS = {
    "oxigraph": Addresses("query", "update", "store", {"union-default-graph": ""}),
    "fuseki": Addresses("query", "update", "data", {}),
    "virtuoso": Addresses("sparql", "sparql-auth", "sparql-graph-crud-auth", {}, digest=True),
}


def is_remote(place: object) -> bool:
    """Whether the name of a store is a URL."""
    return isinstance(place, str) and place.startswith(("http://", "https://"))


class Server:
    """A SPARQL server at a URL. Raises StoreError for what it refuses, with its own words."""

    def __init__(self, url: str) -> None:
        import httpx

        kind = os.environ.get("KG_STORE_SERVER", "oxigraph")
        if kind not in SERVERS:
            raise StoreError(f"no server is called «{kind}»", where="KG_STORE_SERVER", remedy=f"Set {_known()}")
        self.url, self.kind, self.addresses = url.rstrip("/"), kind, SERVERS[kind]
        headers = {"Authorization": f"Bearer {token}"} if (token := os.environ.get("KG_STORE_TOKEN")) else {}
        self._client = httpx.Client(
            auth=_credentials(self.addresses), headers=headers,
            timeout=httpx.Timeout(TIMEOUT, connect=CONNECT), follow_redirects=False,
        )  # fmt: skip
        weakref.finalize(self, self._client.close)

    def query(self, text: str) -> bytes:
        """What a SELECT or ASK query answers, as SPARQL results in JSON."""
        data = {"query": text, **self.addresses.parameters}
        return self._send("POST", self.addresses.query, data=data, headers={"Accept": _RESULTS})

    def update(self, text: str) -> None:
        """Runs an update."""
        headers = {"Content-Type": "application/sparql-update"}
        self._send("POST", self.addresses.update, content=text.encode(), headers=headers)

    def put_graph(self, graph: str, triples: bytes) -> None:
        """Puts a graph in the place of what stood under its name; `triples` are N-Triples."""
        headers = {"Content-Type": "text/turtle"}  # N-Triples are Turtle, which every server reads
        self._send("PUT", self.addresses.graphs, params={"graph": graph}, content=triples, headers=headers)

    def delete_graph(self, graph: str) -> None:
        """Drops a graph; one that is not there is dropped already."""
        self._send("DELETE", self.addresses.graphs, params={"graph": graph}, missing=True)

    def _send(self, method: str, path: str, *, missing: bool = False, **request: Any) -> bytes:
        import httpx

        url, wait = f"{self.url}/{path}", 0.5
        for attempt in range(TRIES):
            try:
                answer = self._client.request(method, url, **request)
            except httpx.HTTPError as error:
                raise _unreachable(error, self.url) from error
            if answer.status_code not in _BUSY or attempt == TRIES - 1:
                break
            time.sleep(_asked(answer, wait))
            wait *= 2
        if answer.is_success or (missing and answer.status_code == 404):
            return answer.content
        raise _refused(answer, self.url)


def _credentials(addresses: Addresses) -> httpx.Auth | None:
    import httpx

    user, password = os.environ.get("KG_STORE_USER"), os.environ.get("KG_STORE_PASSWORD", "")
    if user is None:
        return None
    return httpx.DigestAuth(user, password) if addresses.digest else httpx.BasicAuth(user, password)


def _asked(answer: httpx.Response, wait: float) -> float:
    """How long to wait: what the server asks for, up to half a minute."""
    asked = answer.headers.get("Retry-After", "")
    return min(float(asked), 30.0) if asked.isdigit() else wait


def _unreachable(error: httpx.HTTPError, url: str) -> StoreError:
    import httpx

    late = isinstance(error, httpx.TimeoutException)
    what = "does not answer in time" if late else f"cannot be reached: {error}"
    return StoreError(what, where=url, remedy="Check the address, and whether the server runs")


def _refused(answer: httpx.Response, url: str) -> StoreError:
    said = " ".join(answer.text.split())[:_SAID]
    what = f"answers {answer.status_code}" + (f": {said}" if said else "")
    if answer.is_redirect:
        what, remedy = f"sends on to {answer.headers.get('Location', '')}", "Name that address, if you trust it"
    elif answer.status_code in {401, 403}:
        remedy = "Set KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN"
    elif answer.status_code == 404:
        remedy = "Check the address and KG_STORE_SERVER"
    else:
        remedy = "See the server's log; what was added before is kept"
    return StoreError(what, where=url, remedy=remedy)


def _known() -> str:
    return ", ".join(sorted(SERVERS))
