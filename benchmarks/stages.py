"""Warm milliseconds an article, stage by stage: language, mentions, entities, relations.

    python benchmarks/stages.py [FOLDER]

FOLDER holds *.txt; without it the development texts beside the repository are taken, else the seed ten times. The
first round warms the caches (dictionary readings, patterns); the median of the next five is printed.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
ROUNDS = 5
STAGES = {"annotate": "language", "find_mentions": "mentions", "link": "entities"}

from kg import extraction  # noqa: E402 (after the number of threads is set)
from kg.language import annotate  # noqa: E402
from kg.model import Document  # noqa: E402
from kg.reading import find_articles, read  # noqa: E402


def main() -> None:
    """Prints the table."""
    documents = [read(path) for path in articles()]
    rounds = [spend(documents) for _ in range(ROUNDS + 1)][1:]
    tokens = sum(len(sentence.tokens) for document in documents for sentence in annotate(document))
    print(f"{len(documents)} articles, {tokens / len(documents):.0f} words and marks each")
    middle = {stage: 1000 * median(one[stage] for one in rounds) / len(documents) for stage in rounds[0]}
    for stage, value in middle.items():
        print(f"{stage:10}{value:8.2f} ms")
    rest = sum(middle.values()) - middle["language"]
    print(f"mentions + entities + relations {rest:.2f} ms, {rest / middle['language']:.2f} of the language stage")


def articles() -> list[Path]:
    """The files to read."""
    if len(sys.argv) > 1:
        return find_articles([sys.argv[1]])
    beside = ROOT.parent / "shared/dev/texts"
    return find_articles([beside]) if beside.is_dir() else list((ROOT / "seeds").glob("*.txt")) * 10


def spend(documents: list[Document]) -> dict[str, float]:
    """Seconds that each stage takes over all documents."""
    spent = dict.fromkeys(STAGES.values(), 0.0)
    own = {name: getattr(extraction, name) for name in STAGES}
    for name, stage in STAGES.items():
        setattr(extraction, name, clocked(own[name], stage, spent))
    start = time.perf_counter()
    for document in documents:
        extraction.find_facts(document)
    spent["relations"] = time.perf_counter() - start - sum(spent.values())
    for name, function in own.items():
        setattr(extraction, name, function)
    return spent


def clocked(function: Callable[..., Any], stage: str, spent: dict[str, float]) -> Callable[..., Any]:
    """The function, whose time is added to its stage."""

    def timed(*arguments: Any) -> Any:
        start = time.perf_counter()
        result = function(*arguments)
        spent[stage] += time.perf_counter() - start
        return result

    return timed


if __name__ == "__main__":
    main()
