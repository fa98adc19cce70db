"""Paths → article files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.errors import ReadError


def find_articles(paths: Iterable[Path | str]) -> list[Path]:
    """The article files behind the paths, each once: a file is itself, a folder its *.txt files at any depth, sorted.

    Raises ReadError for a path that is missing, a folder without articles, and two files that would have one id.
    """
    found: dict[Path, Path] = {}
    for path in map(Path, paths):
        for article in _articles_of(path):
            found.setdefault(article.resolve(), article)
    articles = list(found.values())
    _check_ids(articles)
    return articles


def _articles_of(path: Path) -> list[Path]:
    if not path.exists():
        raise ReadError("no such file or folder", where=str(path), remedy="Check the path")
    if not path.is_dir():
        return [path]
    articles = sorted(file for file in path.rglob("*.txt") if file.is_file())
    if not articles:
        raise ReadError("no articles in this folder", where=str(path), remedy="Articles are files named *.txt")
    return articles


def _check_ids(articles: Iterable[Path]) -> None:
    first: dict[str, Path] = {}
    for article in articles:
        other = first.setdefault(article.stem, article)
        if other is not article:
            what = f"a second article named «{article.stem}» besides {other}"
            raise ReadError(what, where=str(article), remedy="Rename one of the two")
