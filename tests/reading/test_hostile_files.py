"""Bombs, entities, huge records and broken archives: named, in little memory, and the rest is read."""

from __future__ import annotations

import gzip
import io
import json
import sys
import tracemalloc
from pathlib import Path

import pytest
import zstandard

from kg.model import Document
from kg.reading import Rejected, read_articles, streams
from tests.reading.test_articles import BODY, OTHER, ROW, RSS, lines, page, parquet, rejected, warc, write

ENTITIES = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ха"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item>
<description>&b;&c;</description></item></channel></rss>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(tmp_path: Path, encoding: str) -> None:
    (item,) = rejected(write(tmp_path, ENTITIES.encode(encoding), "a.rss"))
    assert "entities of its own" in item.reason


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.csv.gz", "a.txt.zst", "a.jsonl.zst"])
def test_a_bomb_takes_no_memory(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "_BOMB_SIZE", 50_000_000)
    zeros = b"text,title\n" + b" " * 60_000_000
    path = write(tmp_path, gzip.compress(zeros, 9) if name.endswith("gz") else zstandard.compress(zeros), name)
    del zeros
    tracemalloc.start()
    try:
        found = list(read_articles([path], limit=1_000_000))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found
    assert all(isinstance(item, Rejected) for item in found)
    assert peak < 30_000_000


def test_a_large_record_is_named_and_the_next_is_read(tmp_path: Path) -> None:
    data = lines({"text": BODY}, {"text": BODY * 30}, {"text": OTHER})
    items = list(read_articles([write(tmp_path, data, "a.jsonl")], limit=5000))
    assert [type(item) for item in items] == [Document, Rejected, Document]
    assert "larger than 5000 bytes" in str(items[1])


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_a_cut_archive_gives_what_came_before(tmp_path: Path, pack: object) -> None:
    data = b"".join(lines({"text": f"{BODY} Номер {number}, {number * 7}."}) for number in range(3000))
    packed = pack(data)  # type: ignore[operator]
    items = list(read_articles([write(tmp_path, packed[: len(packed) * 9 // 10], "a.jsonl.x")], find_reprints=False))
    assert len(items) > 100
    assert all(isinstance(item, Document) for item in items[:-1])
    assert isinstance(items[-1], Rejected)
    assert "cut off" in items[-1].reason


def test_a_cut_warc_gives_what_came_before(tmp_path: Path) -> None:
    data = warc(page(), page().replace(BODY.splitlines()[0].encode(), OTHER.encode()))
    items = list(read_articles([write(tmp_path, data[: len(data) * 6 // 10], "a.warc")]))
    assert [type(item) for item in items] == [Document, Rejected]
    assert "cut off" in str(items[1])


def test_a_cut_feed_gives_what_came_before(tmp_path: Path) -> None:
    item = RSS[RSS.index("<item>") : RSS.index("</channel>")]
    data = RSS.replace(item, item + item.replace(BODY.splitlines()[0], OTHER))
    items = list(read_articles([write(tmp_path, data[: -len(item) // 3].encode(), "a.rss")]))
    assert [type(item) for item in items] == [Document, Rejected]
    assert "cut off" in str(items[1])


def test_a_cut_parquet_is_named(tmp_path: Path) -> None:
    (item,) = rejected(write(tmp_path, parquet(ROW)[:-10], "a.parquet"))
    assert "broken or cut off" in item.reason


def test_a_missing_library_is_named_with_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (item,) = rejected(write(tmp_path, page(), "a.html"))
    assert "needs trafilatura" in item.reason
    assert "kg[readers]" in item.remedy


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(lines({"text": BODY})))))
    (item,) = read_articles(["-"], format="jsonl")
    assert isinstance(item, Document)
    assert not sys.stdin.buffer.closed
    assert json.loads(lines(ROW))["text"] in item.text
