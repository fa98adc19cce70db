"""The shortest path between two entities."""

from __future__ import annotations

import pytest
from pyoxigraph import Store
from rdflib import Dataset

from kg.errors import QueryError
from kg.query import run
from kg.query.paths import COLUMNS


def test_a_path_reads_from_one_end_to_the_other(source: Store | Dataset, engine: str) -> None:
    there = run(source, "path", {"from": "Гидропресс", "to": "бюджет ЕАЭС"}, engine=engine)
    assert there.columns == COLUMNS
    assert [row[:4] for row in there.rows] == [
        ("1", "Гидропресс", "реализует проект", "строительство скоростной железной дороги"),
        ("2", "строительство скоростной железной дороги", "финансируется", "бюджет ЕАЭС"),
    ]
    back = run(source, "path", {"from": "бюджет ЕАЭС", "to": "Гидропресс"}, engine=engine)
    assert [row[1:] for row in back.rows] == [row[1:] for row in reversed(there.rows)]


def test_every_step_shows_its_words_in_their_sentence(source: Store | Dataset, engine: str) -> None:
    for row in run(source, "path", {"from": "Казахстан", "to": "Витебская область"}, engine=engine).rows:
        words, sentence = row[5], row[6]
        assert words
        assert sentence
        assert words in sentence


def test_no_path_is_an_empty_table(source: Store | Dataset, engine: str) -> None:
    table = run(source, "path", {"from": "Гидропресс", "to": "Минск"}, engine=engine)
    assert table.columns == COLUMNS
    assert table.rows == ()


def test_both_ends_must_differ(source: Store | Dataset, engine: str) -> None:
    with pytest.raises(QueryError, match="both ends are the same thing"):
        run(source, "path", {"from": "Витебщина", "to": "Vitebsk Region"}, engine=engine)
