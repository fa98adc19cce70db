"""Measures each pattern on annotated articles: how many of its facts are right, of how many.

python -m training.patterns training/articles     writes kg/gazetteers/pattern_precision.csv
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

import kg
from kg.classification.classifier import load_classifier, silenced
from kg.evaluation.matching import pair
from kg.flat import flat
from training.corpus import read_corpus

TABLE = Path(__file__).parents[1] / "kg/gazetteers/pattern_precision.csv"


def main(folders: list[str]) -> int:
    """Writes the table; returns the exit code."""
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    silent = silenced(load_classifier())
    for folder in folders:
        for article in read_corpus(Path(folder)):
            rows = list(flat(kg.find_facts(kg.read(article.path), silent)))
            found.update(row["pattern"] for row in rows)
            right.update(rows[index]["pattern"] for _, index in pair(article.facts, rows))
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("pattern", "right", "found", "source"))
        table.writerows((name, right[name], found[name], "training/articles") for name in sorted(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
