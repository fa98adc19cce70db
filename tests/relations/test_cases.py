"""Each relation on sentences of its own: what it finds, and where it stays silent."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest

from kg.classification.classifier import load_classifier, silenced
from kg.extraction import find_facts
from kg.flat import plain_number
from kg.model import Document, Fact, Span
from kg.relations import RELATIONS
from kg.relations.pattern import Relation
from kg.vocabulary import relations as declared
from tests.cases_runner import CASES, Case, read_cases

_FIGURE = re.compile(r"(=|>|<|>=|<=|~) ([\d.]+)(?: (.+))?")
_DATE = re.compile(r"\d{4}(-\d\d)*(/\d{4}(-\d\d)*)?")
_STATUSES = {"planned", "underway", "done", "declared"}


@dataclass(frozen=True)
class Row:
    """A fact as a case file has it; `status` None where the case leaves it open."""

    subject: str
    object: str
    figure: str = ""
    date: str = ""
    status: str | None = None

    def __str__(self) -> str:
        return " | ".join(cell for cell in (self.subject, self.object, self.figure, self.date, self.status) if cell)


def file_of(relation: Relation) -> str:
    """The cases of a relation: holdsPost → relations/holds-post.txt."""
    return f"relations/{re.sub('[A-Z]', lambda match: '-' + match[0].lower(), relation.name)}.txt"


def all_cases() -> Iterator[tuple[Relation, Case]]:
    for relation in RELATIONS:
        if (CASES / file_of(relation)).exists():
            yield from ((relation, case) for case in read_cases(file_of(relation)))


def expected_row(cells: tuple[str, ...]) -> Row:
    """The row that a line of a case file asks for; cells after the object are told apart by their form."""
    subject, object_, *rest = cells
    figure = date = ""
    status: str | None = None
    for cell in rest:
        if cell in _STATUSES:
            status = cell
        elif _DATE.fullmatch(cell):
            date = cell
        else:
            assert _FIGURE.fullmatch(cell), f"neither a figure, a date nor a status: {cell}"
            figure = cell
    return Row(subject, object_, figure, date, status)


@cache
def facts_of(text: str) -> tuple[Fact, ...]:
    """The facts that patterns find in a passage."""
    return find_facts(Document("case", text, (Span(0, len(text)),)), silenced(load_classifier())).facts


def found_rows(relation: Relation, text: str) -> list[Row]:
    return [row_of(fact) for fact in facts_of(text) if fact.relation == relation.name]


def row_of(fact: Fact) -> Row:
    quantity = fact.quantity
    figure = ""
    if quantity is not None:
        figure = f"{quantity.comparator} {plain_number(quantity.value)} {quantity.unit or ''}".strip()
    date = fact.period.iso if fact.period else ""
    return Row(fact.subject.name, fact.object.name if fact.object else "", figure, date, fact.status.value)


def agree(relation: Relation, found: Row, wanted: Row) -> bool:
    """The same fact: either order where the relation is symmetric, one of the subjects that « / » parts, any status
    where the case names none.
    """
    sides = [(found.subject, found.object)]
    if declared()[relation.name].symmetric:
        sides.append((found.object, found.subject))
    wishes = [(subject, wanted.object) for subject in wanted.subject.split(" / ")]
    alike = any(wish in sides for wish in wishes) and (wanted.figure, wanted.date) == (found.figure, found.date)
    return alike and wanted.status in {None, found.status}


@pytest.mark.parametrize(
    ("relation", "case"), [pytest.param(*pair, id=f"{pair[0].name}: {pair[1]}") for pair in all_cases()]
)
def test_case(relation: Relation, case: Case) -> None:
    found = found_rows(relation, case.sentence)
    wanted = [expected_row(cells) for cells in case.expected]
    missing = [row for row in wanted if not any(agree(relation, other, row) for other in found)]
    extra = [row for row in found if not any(agree(relation, row, other) for other in wanted)]
    told = [f"  missing  {row}" for row in missing] + [f"  extra    {row}" for row in extra]
    assert not told, "\n".join(["", case.sentence, *told])


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.name)
def test_every_pattern_has_two_cases(relation: Relation) -> None:
    """Two sentences about different things for each construction."""
    sides: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for own, case in all_cases():
        for fact in facts_of(case.sentence) if own is relation and case.expected else ():
            sides[fact.evidence.pattern].add((fact.subject.name, fact.object.name if fact.object else ""))
    lacking = [p.__name__ for p in relation.patterns if len(sides[f"{relation.name}.{p.__name__}"]) < 2]
    assert lacking == []


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.name)
def test_every_relation_knows_silence(relation: Relation) -> None:
    """Where a trigger word stands in another sense, a denial or a wish, nothing is found."""
    assert [case for own, case in all_cases() if own is relation and not case.expected]


def test_every_case_file_belongs_to_a_relation() -> None:
    files = {f"relations/{path.name}" for path in (CASES / "relations").glob("*.txt")}
    assert files == {file_of(relation) for relation in RELATIONS}
