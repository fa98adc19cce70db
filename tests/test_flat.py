"""Flat rows say what the contract of facts asks for."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kg.flat import KEYS, flat, to_lines
from kg.vocabulary import article_iri
from tests.goldfacts import ROOT, SEED, gold_facts

ROWS = list(flat(gold_facts()))


def row(relation: str, value: int | None = None) -> dict[str, Any]:
    (found,) = [each for each in ROWS if each["relation"] == relation and each["value"] == value]
    return found


def test_rows_are_the_gold_facts() -> None:
    gold = json.loads((ROOT / "tests" / "data" / "seed-facts.json").read_text("utf-8"))["facts"]
    keys = ("relation", "subject", "subject_type", "object", "object_type", "value", "comparator", "unit", "date")
    assert [[each[key] for key in keys] for each in ROWS] == [[each[key] for key in keys] for each in gold]


def test_every_key_is_there() -> None:
    assert all(tuple(each) == KEYS for each in ROWS)


def test_the_words_are_those_of_the_text() -> None:
    text = gold_facts().document.text
    assert all(text[each["start"] : each["end"]] == each["text"] for each in ROWS)
    assert all(each["text"] in each["sentence"] for each in ROWS)


def test_what_is_published_is_the_article() -> None:
    published = row("publishedBy")
    assert (published["subject"], published["subject_type"]) == ("статья", "Document")
    assert published["subject_iri"] == str(article_iri(SEED))
    assert published["date"] == "2025-09-29"


def test_a_post_has_its_two_parts() -> None:
    post = row("holdsPost")
    assert (post["post"], post["body"]) == ("председатель", "Витебский облисполком")


def test_a_date_has_no_object() -> None:
    held = row("takesPlaceOn")
    assert held["object"] is held["object_type"] is held["object_iri"] is None


def test_a_whole_number_is_an_int() -> None:
    assert isinstance(row("supplies", 400)["value"], int)
    assert row("supplies", 400)["speaker"] == "Александр Субботин"


@pytest.mark.parametrize("line", to_lines(ROWS).splitlines()[:3])
def test_a_line_is_a_row(line: str) -> None:
    assert json.loads(line) in ROWS
