"""Each format, packed or not, from a file or a folder: the same article comes out, and nothing is lost in silence."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model import Document
from kg.reading import Rejected, Reprint, read_articles

TITLE = "Витебская область наращивает экспорт"
BODY = (
    "Витебская область расширяет сотрудничество с регионами России, сообщили в облисполкоме. Подписаны соглашения о "
    "поставках молочной продукции в Псковскую область на 12 млн рублей.\n"
    "Заместитель председателя облисполкома отметил, что товарооборот вырос за полугодие на 7 процентов."
)
OTHER = (
    "Гродненские предприятия представили в Калининграде мебель и ткани. На выставке работали двадцать компаний из трех "
    "районов, переговоры продолжатся осенью в Гродно."
)
URL = "https://news.example/2025/1"
ROW = {"text": BODY, "title": TITLE, "published": "2025-09-29T10:00:00+03:00", "url": URL, "publisher": "Пример"}
PAGE = f"""<!DOCTYPE html><html lang="ru"><head><meta charset="CHARSET"><title>{TITLE}</title>
<meta property="og:site_name" content="Пример"><link rel="canonical" href="{URL}">
<meta property="article:published_time" content="2025-09-29T10:00:00+03:00"></head><body>
<nav><a href="/">Главная</a> <a href="/sport">Спорт</a></nav>
<article><h1>{TITLE}</h1>{"".join(f"<p>{line}</p>" for line in BODY.splitlines())}</article>
<footer>Все права защищены</footer></body></html>"""
RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Пример</title>
<link>https://news.example</link><item><title>{TITLE}</title><link>{URL}</link>
<pubDate>Mon, 29 Sep 2025 10:00:00 +0300</pubDate>
<description><![CDATA[{"".join(f"<p>{line}</p>" for line in BODY.splitlines())}]]></description></item>
</channel></rss>"""
ATOM = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Пример</title>
<entry><title>{TITLE}</title><link href="{URL}"/><published>2025-09-29T10:00:00+03:00</published>
<content type="html">{"".join(f"&lt;p&gt;{line}&lt;/p&gt;" for line in BODY.splitlines())}</content></entry></feed>"""


def lines(*rows: object) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def table(*rows: dict[str, str], encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(ROW), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def parquet(*rows: dict[str, str]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(rows)), out)
    return out.getvalue()


def warc(*pages: bytes, kind: str = "text/html; charset=utf-8") -> bytes:
    bodies = [part for page in pages for part in ((kind, page), ("image/png", b"x"))]
    return b"".join(_warc_record(number, *body) for number, body in enumerate(bodies))


def _warc_record(number: int, kind: str, body: bytes) -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Target-URI: {URL}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def page(charset: str = "utf-8") -> bytes:
    return PAGE.replace("CHARSET", charset).encode(charset)


FORMATS: dict[str, bytes] = {
    "статья.html": page(),
    "лента.rss": RSS.encode(),
    "лента.atom": ATOM.encode(),
    "новости.jsonl": lines(ROW),
    "новости.csv": table(ROW),
    "новости.parquet": parquet(ROW),
    "новости.warc": warc(page()),
}
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "": lambda data: data,
    ".gz": lambda data: gzip.compress(data, mtime=0),
    ".zst": lambda data: zstandard.compress(data),
}


def write(folder: Path, data: bytes, name: str) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def only(path: Path, **options: object) -> Document:
    (item,) = read_articles([path], **options)  # type: ignore[arg-type]
    assert isinstance(item, Document), item
    return item


def rejected(path: Path, **options: object) -> list[Rejected]:
    return [item for item in read_articles([path], **options) if isinstance(item, Rejected)]  # type: ignore[arg-type]


@pytest.mark.parametrize("packing", PACKERS)
@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("named", [True, False], ids=["by its ending", "by its content"])
def test_every_format_gives_the_article(tmp_path: Path, name: str, packing: str, named: bool) -> None:
    data = PACKERS[packing](FORMATS[name])
    document = only(write(tmp_path, data, f"{name}{packing}" if named else "новости"))
    bodies = [block.of(document.text) for block in document.blocks]
    assert bodies == [TITLE, *BODY.splitlines()]
    metadata = document.metadata
    assert metadata.published is not None
    assert (metadata.title, metadata.published.iso, metadata.url) == (TITLE, "2025-09-29", URL)
    assert metadata.publisher == "Пример"


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "koi8-r"])
def test_a_page_says_its_encoding(tmp_path: Path, charset: str) -> None:
    assert TITLE in only(write(tmp_path, page(charset), "a.html")).text


def test_the_http_header_says_the_encoding(tmp_path: Path) -> None:
    data = PAGE.replace('<meta charset="CHARSET">', "").encode("koi8-r")
    assert TITLE in only(write(tmp_path, warc(data, kind="text/html; charset=koi8-r"), "a.warc")).text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1251", "koi8-r", "utf-16"])
def test_tables_are_decoded(tmp_path: Path, encoding: str) -> None:
    assert BODY in only(write(tmp_path, table(ROW, encoding=encoding, delimiter=";"), "a.csv")).text


def test_columns_are_mapped(tmp_path: Path) -> None:
    row = {"новость": BODY, "title": TITLE, "номер": "35"}
    columns = {"text": "новость", "id": "номер"}
    for name, data in (("a.jsonl", lines(row)), ("a.parquet", parquet(row))):
        assert only(write(tmp_path, data, name), columns=columns).id == "35"
    with pytest.raises(ReadError, match="no such field: body"):
        list(read_articles([tmp_path], columns={"body": "text"}))
    assert [item.record for item in rejected(tmp_path / "a.jsonl")] == [1]


def test_a_folder_is_walked_in_order(tmp_path: Path) -> None:
    write(tmp_path, lines({"text": OTHER}), "b.jsonl")
    write(tmp_path, BODY.encode(), "a.txt")
    write(tmp_path, BODY.encode(), ".hidden.txt")
    write(tmp_path, b"\x89PNG", "c.png")
    first, second = read_articles([tmp_path, tmp_path / "a.txt"])
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.id, second.text) == ("a", OTHER)


def test_one_bad_record_stops_nothing(tmp_path: Path) -> None:
    data = lines({"text": BODY}) + b"{broken\n[1]\n\n" + b"[" * 100_000 + b"\n" + lines({"text": ""}, {"text": OTHER})
    items = list(read_articles([write(tmp_path, data, "a.jsonl"), tmp_path / "missing.csv"]))
    assert [type(item) for item in items] == [Document, Rejected, Rejected, Rejected, Rejected, Document, Rejected]
    bad = [item for item in items if isinstance(item, Rejected)]
    assert [item.record for item in bad] == [2, 3, 5, 6, None]
    assert [item.reason.split(":")[0] for item in bad] == [
        "no JSON", "no JSON object", "nested too deeply", "the file is empty", "no such file or folder",
    ]  # fmt: skip
    assert str(bad[0]).startswith(f"{tmp_path / 'a.jsonl'}, record 2: no JSON")


def test_a_row_with_a_lost_quotation_mark_is_named(tmp_path: Path) -> None:
    data = b"text,title\n" + f'"{OTHER}",a\nТоварооборот вырос за полугодие\n"{OTHER} Конец'.encode()
    items = list(read_articles([write(tmp_path, data, "a.csv")]))
    assert [type(item) for item in items] == [Document, Rejected, Rejected]
    assert "cells where the header has" in str(items[1])


def test_a_second_id_is_refused(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    write(tmp_path, BODY.encode(), "a.txt")
    assert rejected(tmp_path) == []
    write(tmp_path / "b", OTHER.encode(), "a.txt")
    assert [item.reason.split(" besides")[0] for item in rejected(tmp_path)] == ["a second article named «a»"]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=300), st.sampled_from([*FORMATS, "a.txt"]), st.sampled_from(list(PACKERS)))
def test_no_bytes_raise(tmp_path: Path, data: bytes, name: str, packing: str) -> None:
    for item in read_articles([write(tmp_path, PACKERS[packing](data), name)]):
        assert isinstance(item, Document | Reprint | Rejected)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data(), st.sampled_from(list(FORMATS)), st.sampled_from(list(PACKERS)))
def test_a_cut_file_gives_whole_articles(tmp_path: Path, data: st.DataObject, name: str, packing: str) -> None:
    whole = PACKERS[packing](FORMATS[name])
    cut = data.draw(st.integers(1, len(whole) - 1))
    path = write(tmp_path, whole[:cut], f"{name}{packing}")
    texts = [item.text for item in read_articles([path]) if isinstance(item, Document)]
    if packing:
        assert rejected(path)
    if not name.endswith((".html", ".csv")) and texts:
        assert texts == [only(write(tmp_path, whole, f"{name}{packing}")).text]
