"""From bytes to a document, or to one clear reason why not."""

from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.reading import find_articles, read, read_text

TEXT = "Витебская область расширяет сотрудничество с регионами России. Подписаны соглашения о поставках.\n"
ROOT = Path(__file__).parents[2]


def write(folder: Path, data: bytes, name: str = "статья.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_the_seed_is_read_whole() -> None:
    (path,) = find_articles([ROOT / "seeds"])
    document = read(path)
    assert document.id == path.stem
    assert document.text == path.read_text("utf-8")
    assert len(document.blocks) == document.text.count("\n") + 1
    assert document.metadata.published_span is not None
    assert document.metadata.publisher == "БЕЛТА"
    assert not document.blocks[-1].of(document.text).endswith("-")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "koi8-r", "cp866", "utf-16", "utf-32"])
def test_encodings_are_recognised(tmp_path: Path, encoding: str) -> None:
    assert read(write(tmp_path, TEXT.encode(encoding))).text == TEXT


@pytest.mark.parametrize("mark", ["«", "—", "№", "…", "”"])
def test_cp1251_keeps_its_marks(tmp_path: Path, mark: str) -> None:
    text = f"{mark} {TEXT}"
    assert read(write(tmp_path, text.encode("cp1251"))).text == text


def test_line_ends_become_one_character(tmp_path: Path) -> None:
    document = read(write(tmp_path, f"{TEXT.strip()}\r\n{TEXT.strip()}\r\n".encode()))
    assert document.text == TEXT + TEXT
    assert len(document.blocks) == 2


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\n ", "empty"),
        ("\ufeff".encode(), "empty"),
        (b"date 2025-09-29 \n", "not in Russian"),
        ("date 2025-09-29 Минск, 5 мая /БЕЛТА/.".encode(), "no text besides its header"),
        (b"2025 12,5 % 300", "no words"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "binary"),
        (bytes(range(1, 32)) * 40, "binary"),
        (TEXT.encode("utf-16-le"), "binary"),
        (TEXT.encode() + b"\xff\xfe" + TEXT.encode(), "not UTF-8 (byte 181)"),
        (b"\xff\xfe\x00", "broken UTF-16-LE"),
        ("Das Vögelchen fliegt über die Bäume".encode("latin-1"), "not UTF-8"),
        (b"<!DOCTYPE html><html><body>\xd0\x90</body></html>", "HTML or XML"),
        (b"The Vitebsk region has signed agreements with Russian regions.", "not in Russian: 0%"),
        ("Віцебская вобласць пашырае супрацоўніцтва з рэгіёнамі Расіі.".encode(), "Cyrillic, but not Russian"),
        ("Қазақстан Республикасының өңірлері ынтымақтастықты кеңейтті.".encode(), "Cyrillic, but not Russian"),
    ],
)
def test_what_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    path = write(tmp_path, data)
    with pytest.raises(ReadError) as caught:
        read(path)
    assert reason in caught.value.what
    assert caught.value.where == str(path)
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


def test_a_text_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = write(tmp_path, b"")
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(ReadError, match="larger than 20 MB"):
        read(path)
    with pytest.raises(ReadError, match="larger than 20 MB"):
        read_text("а" * 20_000_001, "a")


def test_no_such_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        read(tmp_path / "нет.txt")
    with pytest.raises(ReadError, match="a folder"):
        read(tmp_path)


def test_articles_of_files_and_folders(tmp_path: Path) -> None:
    inner = tmp_path / "папка" / "ещё"
    inner.mkdir(parents=True)
    late, early, other = write(inner, b"", "б.txt"), write(inner.parent, b"", "а.txt"), write(tmp_path, b"", "в.md")
    write(inner, b"", "note.md")
    assert find_articles([other, inner.parent, early]) == [other, early, late]


@pytest.mark.parametrize("name", ["нет", "пусто"])
def test_paths_without_articles(tmp_path: Path, name: str) -> None:
    (tmp_path / "пусто").mkdir()
    with pytest.raises(ReadError) as caught:
        find_articles([tmp_path / name])
    assert caught.value.where.endswith(name)


def test_two_articles_cannot_share_an_id(tmp_path: Path) -> None:
    for folder in ("2024", "2025"):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder, b"", "01.txt")
    with pytest.raises(ReadError, match="a second article named «01»"):
        find_articles([tmp_path])


def test_articles_of_the_collection_keep_all_their_words() -> None:
    """Every text at hand is read; what its blocks leave out is short: header, dateline, end mark."""
    folders = [ROOT.parent / "shared" / name / "texts" for name in ("dev", "factrueval-dev")]
    if not all(folder.is_dir() for folder in folders):
        pytest.skip("the collections lie beside a developer's checkout only")
    for path in find_articles(folders):
        document = read(path)
        kept = sum(len(block) for block in document.blocks)
        assert len(document.text) - kept <= 60 + 2 * len(document.blocks) + document.text.count("\n"), path.name
