"""What is right, missed and wrong: counts of paired rows, by relation and over all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.evaluation.matching import Row, pair

_TOLD = ("relation", "subject", "object", "comparator", "value", "unit", "date")


@dataclass(frozen=True, slots=True)
class Rates:
    """How many facts are right, of how many gold and found ones; a rate of nothing is 0.

    >>> rates = Rates(gold=4, found=2, right=1)
    >>> rates.precision, rates.recall, round(rates.f1, 3)
    (0.5, 0.25, 0.333)
    """

    gold: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.right else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """The rates of one relation, or of all where `relation` is None."""

    relation: str | None
    strict: Rates
    loose: Rates


@dataclass(frozen=True, slots=True)
class Difference:
    """A gold fact that was `missed`, or a found one that is `wrong`, by the strict measure."""

    article: str
    kind: str
    row: Row

    @property
    def words(self) -> str:
        """The words of the article that state it, on one line; empty where a gold fact names none."""
        return " ".join(str(self.row.get("evidence" if self.kind == "missed" else "text") or "").split())

    def __str__(self) -> str:
        """One line: article, kind, the fact and its words."""
        fact = " | ".join(str(self.row[key]) for key in _TOLD if self.row.get(key) is not None)
        return f"{self.article} {self.kind:6} {fact}" + (f" «{self.words}»" if self.words else "")


@dataclass(frozen=True, slots=True)
class Judged:
    """An article's gold rows and found rows, and the index pairs that agree."""

    article: str
    gold: tuple[Row, ...]
    found: tuple[Row, ...]
    strict: tuple[tuple[int, int], ...]
    loose: tuple[tuple[int, int], ...]

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What was missed, then what is wrong."""
        missed = _unpaired(self.gold, {gold for gold, _ in self.strict})
        wrong = _unpaired(self.found, {found for _, found in self.strict})
        return (
            *(Difference(self.article, "missed", row) for row in missed),
            *(Difference(self.article, "wrong", row) for row in wrong),
        )


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Articles held against their gold facts; `left_out` are the ids of those that have none."""

    articles: tuple[Judged, ...]
    left_out: tuple[str, ...] = ()

    @property
    def total(self) -> Score:
        """The rates over all facts, whatever their relation."""
        return _score(None, *(counts.total() for counts in self._counts()))

    @property
    def by_relation(self) -> tuple[Score, ...]:
        """The rates of each relation that is in the gold facts or was found; the most frequent in gold first."""
        gold, found, strict, loose = self._counts()
        relations = sorted(gold.keys() | found.keys(), key=lambda relation: (-gold[relation], relation))
        return tuple(_score(each, gold[each], found[each], strict[each], loose[each]) for each in relations)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What was missed and what is wrong, article by article."""
        return tuple(difference for article in self.articles for difference in article.differences)

    def _counts(self) -> tuple[Counter[str], Counter[str], Counter[str], Counter[str]]:
        """By relation: gold rows, found rows, strict pairs and loose pairs."""
        return (
            _by_relation(row for one in self.articles for row in one.gold),
            _by_relation(row for one in self.articles for row in one.found),
            _by_relation(one.gold[gold] for one in self.articles for gold, _ in one.strict),
            _by_relation(one.gold[gold] for one in self.articles for gold, _ in one.loose),
        )


def judge(article: str, gold: Sequence[Row], found: Sequence[Row]) -> Judged:
    """The rows of one article, paired."""
    strict, loose = pair(gold, found), pair(gold, found, strict=False)
    return Judged(article, tuple(gold), tuple(found), strict, loose)


def _score(relation: str | None, gold: int, found: int, strict: int, loose: int) -> Score:
    return Score(relation, Rates(gold, found, strict), Rates(gold, found, loose))


def _by_relation(rows: Iterable[Row]) -> Counter[str]:
    return Counter(row["relation"] for row in rows)


def _unpaired(rows: Sequence[Row], paired: set[int]) -> list[Row]:
    return [row for index, row in enumerate(rows) if index not in paired]
