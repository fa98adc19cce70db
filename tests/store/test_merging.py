"""Groups follow from the set of decisions alone, and keep apart what is said to be different."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from kg.store.decisions import DIFFERENT, PERSON, RULE, SAME, Decision, decide
from kg.store.merging import groups, in_gazetteer, links, representative

THINGS = "https://w3id.org/kg-econ/id/"
IRIS = [f"{THINGS}company/{letter}" for letter in "abcdef"] + [f"{THINGS}region/BY-VI", f"{THINGS}region/BY-BR"]
PAIRS = st.lists(st.sampled_from(IRIS), min_size=2, max_size=2, unique=True)
DECISIONS = st.lists(
    st.builds(
        lambda pair, decision, by: decide(pair[0], pair[1], decision, by),
        PAIRS, st.sampled_from([SAME, SAME, DIFFERENT]), st.sampled_from([PERSON, RULE]),
    ),
    max_size=12, unique_by=lambda one: one.pair,
)  # fmt: skip


@given(decisions=DECISIONS, seed=st.integers())
def test_order_does_not_matter(decisions: list[Decision], seed: int) -> None:
    shuffled = decisions[:]
    random.Random(seed).shuffle(shuffled)
    assert groups(shuffled) == groups(decisions)
    assert links(shuffled, set(IRIS)) == links(decisions, set(IRIS))


@given(decisions=DECISIONS)
def test_what_is_different_stays_apart(decisions: list[Decision]) -> None:
    for group in groups(decisions):
        assert sum(map(in_gazetteer, group)) <= 1
        assert not any(one.decision == DIFFERENT and set(one.pair) <= set(group) for one in decisions)
        assert in_gazetteer(representative(group)) == any(map(in_gazetteer, group))


def test_a_person_overrides_a_rule() -> None:
    a, b, c = IRIS[:3]
    rules = [decide(a, b, SAME, RULE), decide(b, c, SAME, RULE)]
    assert groups(rules) == [(a, b, c)]
    assert groups([*rules, decide(a, c, DIFFERENT, PERSON)]) == [(a, b)]
    assert links(rules, {b, c}) == {c: b}
