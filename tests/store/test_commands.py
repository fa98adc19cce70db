"""`kg store`, `kg conflicts` and `kg diff` as people use them; every trouble is one clear line."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from kg.errors import StoreError
from kg.storage import MARK, QUADS
from kg.store import create, open_store
from tests.conftest import Ran

Run = Callable[..., Ran]
FIRST = "Губернатор Калужской области Иван Петров посетил Минск. Выставка «Агро» собрала 510 компаний.\n"
SECOND = "Губернатор Калужской области Сергей Орлов посетил Брест. Выставка «Агро» собрала 500 компаний.\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with two articles of one day."""
    for name, text in (("one", FIRST), ("two", SECOND)):
        (tmp_path / f"{name}.txt").write_text(f"date 2026-05-03\n\n{text}", "utf-8")
    return tmp_path


@pytest.fixture
def archive(place: Path, kg: Run) -> Path:
    """A store with both."""
    assert kg("store", "init", place / "archive").code == 0
    assert kg("store", "add", place / "archive", place / "one.txt", place / "two.txt").code == 0
    return place / "archive"


def counts(ran: Ran) -> dict[str, int]:
    found = json.loads(ran.out)
    return {name: found[name] for name in ("added", "changed", "unchanged", "rejected", "articles")}


def test_an_archive_grows_and_forgets(kg: Run, archive: Path, place: Path) -> None:
    again = kg("store", "add", archive, place / "one.txt", place / "two.txt", "--json")
    assert counts(again) == {"added": 0, "changed": 0, "unchanged": 2, "rejected": 0, "articles": 2}
    (place / "one.txt").write_text("date 2026-05-03\n\nГубернатор Иван Петров посетил Гомель.\n", "utf-8")
    corrected = kg("store", "add", archive, place / "one.txt", "--json")
    assert counts(corrected) == {"added": 0, "changed": 1, "unchanged": 0, "rejected": 0, "articles": 2}
    assert kg("store", "remove", archive, "two").code == 0
    listed = kg("store", "list", archive, "--format", "csv")
    assert [line.split(",")[0] for line in listed.out.splitlines()] == ["article", "one"]
    assert "Брест" not in kg("query", "facts", "--graph", archive).out


def test_an_article_that_cannot_be_read_is_left_out(kg: Run, archive: Path, place: Path) -> None:
    (place / "bad.txt").write_bytes(b"\x00\x01\x02" * 50)
    ran = kg("store", "add", archive, place / "bad.txt", place / "one.txt", "--rejected", place / "out.jsonl", "--json")
    assert counts(ran)["rejected"] == 1
    assert counts(ran)["unchanged"] == 1
    (row,) = map(json.loads, (place / "out.jsonl").read_text("utf-8").splitlines())
    assert row["path"].endswith("bad.txt")


def test_another_file_does_not_take_an_id_unasked(kg: Run, archive: Path, place: Path) -> None:
    (place / "other").mkdir()
    shutil.copy(place / "two.txt", place / "other" / "one.txt")
    ran = kg("store", "add", archive, place / "other", "--json")
    assert counts(ran)["rejected"] == 1
    assert "--replace" in ran.err
    assert counts(kg("store", "add", archive, place / "other", "--replace", "--json"))["changed"] == 1


def test_contradictions_show_with_their_sources(kg: Run, archive: Path) -> None:
    ran = kg("conflicts", archive)
    assert ran.code == 1
    for words in ("510", "500", "Иван Петров", "Сергей Орлов", "one", "two"):
        assert words in ran.out


def test_no_contradiction_in_one_article(kg: Run, archive: Path) -> None:
    kg("store", "remove", archive, "two")
    ran = kg("conflicts", archive)
    assert (ran.code, ran.out) == (0, f"{archive}: no contradictions\n")


def test_the_difference_of_two_states(kg: Run, archive: Path, place: Path) -> None:
    kg("store", "export", archive, place / "before.nq")
    assert kg("diff", place / "before.nq", archive).code == 0
    kg("store", "remove", archive, "two")
    ran = kg("diff", place / "before.nq", archive, "--format", "csv")
    assert ran.code == 1
    lines = ran.out.splitlines()[1:]
    assert lines
    assert all(line.startswith("-,") and line.endswith(",two") for line in lines)


def test_what_is_new_since_a_day(kg: Run, archive: Path) -> None:
    assert "one" in kg("diff", archive, "--since", "2026-05-03", "--format", "csv").out
    assert kg("diff", archive, "--since", "2026-05-04").out == "no difference\n"
    assert "is no day" in kg("diff", archive, "--since", "May").err
    assert kg("diff", archive).code == 2


def test_a_copy_is_restored(kg: Run, archive: Path, place: Path) -> None:
    assert kg("store", "backup", archive, place / "copy").code == 0
    shutil.rmtree(archive)
    assert kg("store", "restore", place / "copy", archive).code == 0
    assert len(open_store(archive)) == 2


@pytest.mark.parametrize("ending", [".nq", ".trig"])
def test_an_export_is_the_same_in_any_order(kg: Run, archive: Path, place: Path, ending: str) -> None:
    kg("store", "init", place / "turned")
    for name in ("two.txt", "one.txt"):
        kg("store", "add", place / "turned", place / name)
    for store in (archive, place / "turned"):
        assert kg("store", "export", store, place / f"{store.name}{ending}").code == 0
    assert (place / f"archive{ending}").read_bytes() == (place / f"turned{ending}").read_bytes()


def test_a_store_is_a_graph_for_other_commands(kg: Run, archive: Path, place: Path) -> None:
    assert kg("validate", archive).code == 0
    assert kg("export", archive, "--format", "csv").code == 0
    assert kg("view", archive, "--out", place / "page.html").code == 0
    own = kg(
        "query", "SELECT (COUNT(*) AS ?n) WHERE { ?a a schema:NewsArticle }", "--graph", archive, "--format", "csv"
    )
    assert own.out.split() == ["n", "2"]


# Troubles


def complaint(ran: Ran) -> str:
    (line,) = ran.err.splitlines()
    assert ran.code == 1
    assert line.startswith("kg: ")
    return line


def test_two_writers(kg: Run, archive: Path, place: Path) -> None:
    first = open_store(archive, write=True)
    assert "another process writes to it" in complaint(kg("store", "add", archive, place / "one.txt"))
    assert kg("store", "list", archive).code == 0
    del first


def test_a_newer_format(kg: Run, archive: Path, place: Path) -> None:
    (archive / MARK).write_text('{"format": 99}')
    assert "format 99" in complaint(kg("store", "add", archive, place / "one.txt"))
    assert "Install a newer kg" in complaint(kg("query", "posts", "--graph", archive))


def test_a_broken_mark(kg: Run, archive: Path) -> None:
    (archive / MARK).write_text("{")
    assert "is broken" in complaint(kg("store", "list", archive))


def test_broken_files(kg: Run, archive: Path) -> None:
    (archive / QUADS / "CURRENT").write_text("rubbish")
    assert "Restore it from a backup" in complaint(kg("store", "list", archive))


def test_a_folder_that_may_only_be_read(tmp_path: Path) -> None:
    """In a child that is not root: root may write everywhere."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name) / "store"
        create(place)
        for path in (Path(name), place, *place.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        said = tmp_path / "said"
        with said.open("wb") as file:
            child = os.fork()
            if child == 0:
                _open_as_nobody(place, file)
            os.waitpid(child, 0)
        for path in (Path(name), place, *place.rglob("*")):
            path.chmod(0o755)
    assert "no permission to write here" in said.read_text("utf-8")


def _open_as_nobody(place: Path, file: BinaryIO) -> None:
    try:
        if os.geteuid() == 0:
            os.setuid(65534)
        open_store(place, write=True)
    except StoreError as error:
        file.write(str(error).encode())
        file.flush()
    finally:
        os._exit(0)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("IO error: No space left on device: x/000012.log", "no space left. Make room; what was added before is kept"),
        ("IO error: While open a file for appending: x: Permission denied", "no permission to write here"),
        ("Corruption: block checksum mismatch", "Restore it from a backup"),
    ],
)
def test_what_the_engine_says_is_told(said: str, told: str) -> None:
    from kg.storage import store_error

    assert told in str(store_error(OSError(said), Path("archive")))


def test_no_store(kg: Run, place: Path) -> None:
    assert "kg store init" in complaint(kg("store", "add", place, place / "one.txt"))
    assert "is not an empty folder" in complaint(kg("store", "init", place))


def test_an_unknown_article(kg: Run, archive: Path) -> None:
    assert "nothing was removed" in complaint(kg("store", "remove", archive, "one", "three"))
    assert len(open_store(archive)) == 2


def test_a_server_that_is_not_there(kg: Run, place: Path) -> None:
    assert "cannot be reached" in complaint(kg("store", "add", "http://127.0.0.1:9", place / "one.txt"))


def test_an_older_format_is_brought_to_this_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import kg.storage as storage

    create(tmp_path / "store")
    moved: list[Path] = []
    monkeypatch.setattr(storage, "FORMAT", 2)
    monkeypatch.setitem(storage.MIGRATIONS, 1, moved.append)
    storage.open_writable(tmp_path / "store")
    assert moved == [tmp_path / "store"]
    assert storage.check_format(tmp_path / "store") == 2
    storage.open_writable(tmp_path / "store")
    assert len(moved) == 1
