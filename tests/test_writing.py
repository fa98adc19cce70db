"""What is written is written whole, or not at all."""

import errno
import os
from pathlib import Path

import pytest

from kg.errors import OutputError
from kg.writing import make_folder, write_file, write_files


def test_files_are_written_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "граф.ttl"
    write_file(path, b"first")
    write_file(path, b"second")
    assert path.read_bytes() == b"second"
    assert [file.name for file in tmp_path.iterdir()] == ["граф.ttl"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    link.symlink_to(real)
    write_file(link, b"data")
    assert link.is_symlink()
    assert real.read_bytes() == b"data"


def test_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "c").mkdir()
    write_file(tmp_path / "a", b"old")
    with pytest.raises(OutputError, match="a folder stands in its place"):
        write_files({tmp_path / "a": b"new", tmp_path / "b": b"new", tmp_path / "c": b"new"})
    assert (tmp_path / "a").read_bytes() == b"old"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a", "c"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError) as caught:
        write_file(tmp_path / "a", b"data")
    assert caught.value.where == str(tmp_path / "a")
    assert list(tmp_path.iterdir()) == []


def test_an_interrupt_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "a", b"data")
    assert list(tmp_path.iterdir()) == []


def test_a_full_device_is_written_to_directly() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with pytest.raises(OutputError, match="no space left"):
        write_file(full, b"data")
    assert full.is_char_device()


def test_places_that_cannot_be_written_to(tmp_path: Path) -> None:
    write_file(tmp_path / "file", b"")
    with pytest.raises(OutputError, match="its folder does not exist"):
        write_file(tmp_path / "no" / "a", b"data")
    with pytest.raises(OutputError, match="not a folder"):
        write_file(tmp_path / "file" / "a", b"data")
    with pytest.raises(OutputError, match="a file, not a folder"):
        make_folder(tmp_path / "file")
    with pytest.raises(OutputError, match="a file, not a folder"):
        make_folder(tmp_path / "file" / "a")
    with pytest.raises(OutputError, match="name is too long"):
        make_folder(tmp_path / ("a" * 300))


def test_a_folder_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(OutputError, match="no permission"):
        make_folder(tmp_path / "new")
