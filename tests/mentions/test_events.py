"""Events and their sections: the case file."""

from __future__ import annotations

import pytest

from kg.mentions import find_mentions
from tests.cases_runner import Case, read_cases, sentence_of


@pytest.mark.parametrize("case", read_cases("mentions/events.txt"), ids=str)
def test_cases(case: Case) -> None:
    found = [
        (m.type, m.text, m.normal)
        for m in find_mentions(sentence_of(case.sentence))
        if m.type in {"Event", "EventSection"}
    ]
    assert found == [tuple(row) for row in case.expected]
