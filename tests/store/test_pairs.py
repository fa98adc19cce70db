"""Hard pairs of mentions, from words to a store and its rules: how many are rightly put together, how many wrongly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

from kg.store.linking import proposed
from kg.store.merging import groups
from kg.store.things import things_of
from tests.store.pairs import CLOSED, Outcome, judge, read_pairs, store_of

PRECISION, RECALL, FOUND = 0.98, 0.93, 0.965


@cache
def outcomes() -> tuple[Outcome, ...]:
    return tuple(judge(read_pairs()))


def test_the_pairs_are_many_and_hard() -> None:
    pairs = read_pairs()
    assert len(pairs) >= 400
    assert len({frozenset(pair.sentences) for pair in pairs}) == len(pairs)
    assert min(Counter(pair.same for pair in pairs).values()) >= 200
    assert all(len(set(pair.sentences)) == 2 or not pair.same for pair in pairs)


def test_precision_and_recall() -> None:
    together = [one for one in outcomes() if one.together]
    wanted = [one for one in outcomes() if one.pair.same]
    right = [one for one in together if one.pair.same]
    precision, recall = len(right) / len(together), len(right) / len(wanted)
    print(f"\n{len(outcomes())} pairs: precision {precision:.3f}, recall {recall:.3f}")
    assert precision >= PRECISION, _told(one for one in together if not one.pair.same)
    assert recall >= RECALL, _told(one for one in wanted if not one.together)


def test_mentions_are_found() -> None:
    lost = [one for one in outcomes() if any(side.iri is None for side in one.sides)]
    assert len(lost) <= (1 - FOUND) * len(outcomes()), _told(lost)


def test_closed_classes_are_never_put_together_wrongly() -> None:
    wrong = [one for one in outcomes() if one.together and not one.pair.same and one.pair.kind in CLOSED]
    assert not wrong, _told(wrong)


def test_rules_put_together_nothing_wrong() -> None:
    """Where one IRI stands for two things, words alone do not tell them apart; rules add no such error."""
    wrong = [one for one in outcomes() if one.together and not one.pair.same and len({s.iri for s in one.sides}) == 2]
    assert not wrong, _told(wrong)


def test_one_store_of_all_articles() -> None:
    """What is different stays so among hundreds of things; the order in which articles come does not matter."""
    sides = [side for one in outcomes() for side in one.sides]
    there, back = (store_of(side.article for side in order) for order in (sides, sides[::-1]))
    decisions = proposed(things_of(there), [])
    assert decisions == proposed(things_of(back), [])
    home = {iri: number for number, group in enumerate(groups(decisions)) for iri in group}
    apart = [one for one in outcomes() if not one.pair.same and len({side.iri for side in one.sides}) == 2]
    wrong = [one for one in apart if len({home.get(str(side.iri), side.iri) for side in one.sides}) == 1]
    assert not wrong, _told(wrong)


def _told(found: Iterable[Outcome]) -> str:
    return "\n".join(map(str, found))
