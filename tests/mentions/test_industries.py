"""Industries: the case file, and what adjectives stand for."""

from __future__ import annotations

import pytest

from kg.gazetteer import is_known, lookup
from kg.mentions.industries import find_industries, industries_of_adjective
from kg.wordlists import rows
from tests.cases_runner import Case, read_cases, sentence_of


@pytest.mark.parametrize("case", read_cases("mentions/industries.txt"), ids=str)
def test_cases(case: Case) -> None:
    mentions = find_industries(sentence_of(case.sentence), ())
    assert [(m.type, m.text, m.normal, m.reference or "") for m in mentions] == [tuple(row) for row in case.expected]


def test_branches_have_known_codes_once() -> None:
    codes = [row["code"] for row in rows("branches") if row["code"]]
    assert len(codes) == len(set(codes))
    assert all(is_known(f"industry/{code}") for code in codes)


def test_a_branch_and_its_entry_have_one_name() -> None:
    for row in rows("branches"):
        if row["code"]:
            assert lookup(f"industry/{row['code']}").name == row["name_ru"]


def test_no_name_stands_twice() -> None:
    names = [name for row in rows("branches") for name in (row["name_ru"], *row["synonyms_ru"].split("|")) if name]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("adjective", "fields"),
    [
        ("торгово-экономический", ("industry/G",)),
        ("социально-культурный", ("industry/90", "социальная сфера")),
        ("агропромышленный", ("industry/NEWS-agro-industrial-complex",)),
        ("швейный", ("industry/14",)),
        ("взаимовыгодный", ()),
    ],
)
def test_fields_of_adjectives(adjective: str, fields: tuple[str, ...]) -> None:
    assert industries_of_adjective(adjective) == fields
