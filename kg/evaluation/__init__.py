"""How far found facts agree with gold facts: precision, recall and F1 by relation and over all, strict and loose.

    evaluation = evaluate("gold", map(kg.find_facts, documents))
    print(evaluation.total.strict.f1)

`strict` asks for the number, the comparator and the date of an event besides the two names; `loose` for the names only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from kg.errors import GoldError
from kg.evaluation.gold import Gold, check_texts, read_gold
from kg.evaluation.matching import Row, alike, pair
from kg.evaluation.measures import Difference, Evaluation, Judged, Rates, Score, judge
from kg.evaluation.tables import FORMATS, render
from kg.flat import flat
from kg.model import ArticleFacts

__all__ = [
    "FORMATS",
    "Difference",
    "Evaluation",
    "Gold",
    "Judged",
    "Rates",
    "Row",
    "Score",
    "alike",
    "check_texts",
    "compare",
    "evaluate",
    "judge",
    "pair",
    "read_gold",
    "render",
]


def evaluate(
    gold_dir: Path | str, articles: Iterable[ArticleFacts], relations: Collection[str] | None = None
) -> Evaluation:
    """The articles held against the gold facts of a folder, in the order of the gold files.

    An article without gold facts is left out, and stands in `Evaluation.left_out`; `relations` judges these only.
    Raises GoldError for gold facts that cannot be used, and for those of an article that is not given.
    """
    return compare(read_gold(gold_dir), articles, relations)


def compare(gold: Gold, articles: Iterable[ArticleFacts], relations: Collection[str] | None = None) -> Evaluation:
    """The same as `evaluate`, with gold facts that were read before."""
    found: dict[str, list[Row]] = {}
    left_out = []
    for article in articles:
        name = article.document.id
        if name not in gold:
            left_out.append(name)
        elif name in found:
            raise GoldError("a second article with this id", where=name, remedy="Give each article once")
        else:
            found[name] = _wanted(flat(article), relations)
    check_texts(gold, found, "the articles")
    judged = (judge(article, _wanted(rows, relations), found[article]) for article, rows in gold.items())
    return Evaluation(tuple(judged), tuple(left_out))


def _wanted(rows: Iterable[Row], relations: Collection[str] | None) -> list[Row]:
    return [row for row in rows if relations is None or row["relation"] in relations]
