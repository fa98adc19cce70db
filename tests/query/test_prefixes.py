"""What queries may write short is what the graph's files write short."""

from __future__ import annotations

from kg.graph import new_dataset
from kg.query.names import THINGS
from kg.query.prefixes import PREFIXES
from kg.vocabulary import THING


def test_prefixes_mean_what_they_mean_in_the_graph() -> None:
    bound = {prefix: str(namespace) for prefix, namespace in new_dataset().namespaces()}
    assert {prefix: bound.get(prefix) for prefix in PREFIXES} == PREFIXES


def test_entities_are_told_by_their_namespace() -> None:
    assert str(THING) == THINGS
