"""Real SPARQL servers, started for a test on a free port."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

REQUIRED = bool(os.environ.get("KG_REQUIRE_SERVERS"))

VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = {other}
NumberOfBuffers = 2000
[HTTPServer]
ServerPort = {port}
ServerRoot = {folder}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 1000000
"""


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """The URL of an Oxigraph server."""
    program = Path(sys.executable).with_name("oxigraph")
    _need(program.exists(), "the oxigraph server is not installed: pip install oxigraph")
    port = _free_port()
    order = [str(program), "serve", "--location", str(folder / "data"), "--bind", f"127.0.0.1:{port}"]
    with _running(order, folder, f"http://127.0.0.1:{port}"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """The URL of a Virtuoso server."""
    program = shutil.which("virtuoso-t")
    _need(program is not None, "Virtuoso is not installed: apt-get install virtuoso-opensource-7-bin")
    folder.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(folder=folder, port=port, other=_free_port()))
    order = [str(program), "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    with _running(order, folder, f"http://127.0.0.1:{port}/sparql?query=ASK%7B%7D"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _running(order: list[str], folder: Path, url: str) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(order, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait(url, server, folder)
        yield
    finally:
        server.kill()
        server.wait()


def _wait(url: str, server: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            httpx.get(url)
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the server did not start: {(folder / 'server.log').read_text()}")


def _need(there: bool, reason: str) -> None:
    if not there:
        assert not REQUIRED, reason
        pytest.skip(reason)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
