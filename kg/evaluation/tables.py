"""An evaluation as people and programs read it: a table for the terminal, Markdown or JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from kg.errors import KgError
from kg.evaluation.measures import Difference, Evaluation, Rates, Score

FORMATS = ("table", "markdown", "json")
_HEAD = ("relation", "gold", "found", "right", "P", "R", "F1", "P loose", "R loose", "F1 loose")


def render(evaluation: Evaluation, format: str = "table", *, errors: bool = False) -> str:
    """The rates by relation, then over all, with a line break at the end; with `errors` what was missed and is wrong.

    `right` counts the strict pairs. P is precision, R recall.
    """
    if format == "json":
        return _json(evaluation, errors)
    if format not in FORMATS:
        raise KgError(f"no format is called «{format}»", remedy=f"There are {', '.join(FORMATS)}")
    rows = _cells(evaluation)
    markdown = format == "markdown"
    lines = _markdown(rows) if markdown else _plain(rows)
    if errors and evaluation.differences:
        lines += ["", *(f"- {each}" if markdown else str(each) for each in evaluation.differences)]
    return "\n".join(lines) + "\n"


def _cells(evaluation: Evaluation) -> list[tuple[str, ...]]:
    """The head, a row a relation, and the row over all."""
    count = len(evaluation.articles)
    name = f"all, {count} article{'' if count == 1 else 's'}"
    rows = [_row(score.relation or "", score) for score in evaluation.by_relation]
    return [_HEAD, *rows, _row(name, evaluation.total)]


def _row(name: str, score: Score) -> tuple[str, ...]:
    strict = score.strict
    counts = (str(strict.gold), str(strict.found), str(strict.right))
    return (name, *counts, *_three(strict), *_three(score.loose))


def _three(rates: Rates) -> tuple[str, str, str]:
    return f"{rates.precision:.3f}", f"{rates.recall:.3f}", f"{rates.f1:.3f}"


def _plain(rows: Sequence[tuple[str, ...]]) -> list[str]:
    lines = [" ".join(row) for row in _padded(rows)]  # one space: 80 columns hold it
    rule = "─" * len(lines[0])
    return [lines[0], rule, *lines[1:-1], rule, lines[-1]]


def _markdown(rows: Sequence[tuple[str, ...]]) -> list[str]:
    head, *body = (f"| {' | '.join(row)} |" for row in _padded(rows))
    return [head, "|---" + "|---:" * (len(_HEAD) - 1) + "|", *body]


def _padded(rows: Sequence[tuple[str, ...]]) -> list[list[str]]:
    """The cells, as wide as their column: names to the left, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        for row in rows
    ]


def _json(evaluation: Evaluation, errors: bool) -> str:
    told: dict[str, Any] = {
        "articles": [judged.article for judged in evaluation.articles],
        "left_out": list(evaluation.left_out),
        "total": _object(evaluation.total),
        "relations": [{"relation": score.relation, **_object(score)} for score in evaluation.by_relation],
    }
    if errors:
        told["errors"] = [_error(difference) for difference in evaluation.differences]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _object(score: Score) -> dict[str, Any]:
    both = {name: _rates(rates) for name, rates in (("strict", score.strict), ("loose", score.loose))}
    return {"gold": score.strict.gold, "found": score.strict.found, **both}


def _rates(rates: Rates) -> dict[str, Any]:
    return {"right": rates.right, "precision": rates.precision, "recall": rates.recall, "f1": rates.f1}


def _error(difference: Difference) -> dict[str, Any]:
    keys = ("relation", "subject", "object", "value", "comparator", "unit", "date")
    fact = {key: difference.row.get(key) for key in keys}
    return {"article": difference.article, "kind": difference.kind, **fact, "words": difference.words}
