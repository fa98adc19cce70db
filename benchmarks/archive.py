"""From plain text to an archive: articles a second by two processes, loading beside pyoxigraph's own, queries on disk.

python benchmarks/archive.py [ARTICLES]     1,200 articles are about a million quads
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

QUESTIONS = (
    ("entity", {"entity": "Витебская область"}),
    ("participants", {}),
    ("facts", {"since": "2025-06-01"}),
    ("posts", {"person": "Иван Орлов"}),
    ("trade", {}),
)


def main() -> None:
    """Measure and print."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1200
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        with (place / "corpus.jsonl").open("w", encoding="utf-8") as file:
            from corpus import articles

            for article in articles(number):
                file.write(json.dumps(article, ensure_ascii=False) + "\n")
        print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        _build(place, number)
        _load(place)
        _ask(place)


def _build(place: Path, number: int) -> None:
    order = ["build", place / "corpus.jsonl", "--columns", "id=id,text=text,published=published"]
    started = time.perf_counter()
    _kg(*order, "--engine", "local", "--workers", "2", "--out", place / "shards")
    took = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"plain text → N-Quads, two processes: {number / took:.0f} articles/s, largest process {peak:.0f} MB")


def _load(place: Path) -> None:
    """The store's import beside the engine's loader, turn by turn, on the same quads."""
    shards = sorted((place / "shards").glob("part-*.nq"))
    with (place / "all.nq").open("wb") as file:
        file.writelines(path.read_bytes() for path in shards)
    ours, theirs = [], []
    for turn in range(3):
        ours.append(_timed(partial(_import, place / f"store{turn}", [place / "all.nq"])))
        theirs.append(_timed(partial(_load_alone, place / f"own{turn}", place / "all.nq")))
    quads = sum(1 for _ in (place / "all.nq").open("rb"))
    ratio = statistics.median(theirs) / statistics.median(ours)
    seconds = f"{statistics.median(ours):.1f} s; pyoxigraph alone {statistics.median(theirs):.1f} s"
    print(f"loading {quads:,} quads: {seconds}: {ratio:.2f} of its speed")


def _load_alone(folder: Path, file: Path) -> None:
    import pyoxigraph as ox

    ox.Store(str(folder)).bulk_load(path=file)


def _import(place: Path, files: list[Path]) -> None:
    from kg.store import create
    from kg.store.exchange import load

    load(create(place), files)


def _ask(place: Path) -> None:
    from kg.query import run
    from kg.query.loading import load

    opened = _timed(lambda: load(place / "store0"))
    store = load(place / "store0")
    print(f"opening the store: {opened * 1000:.0f} ms; questions, median of five:")
    for name, params in QUESTIONS:
        try:
            times = [_timed(partial(run, store, name, params, row_limit=10**7)) for _ in range(5)]
        except Exception as error:  # noqa: BLE001 - a name that the corpus does not hold is told, not measured
            print(f"  {name:14} {error}")
            continue
        print(f"  {name:14} {statistics.median(times) * 1000:8.1f} ms {params or ''}")


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _kg(*arguments: object) -> None:
    subprocess.run([sys.executable, "-m", "kg", *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
