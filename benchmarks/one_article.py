"""What one article costs: `kg build` as a process of its own, stage by stage, beside slovnet run on the same text.

    python benchmarks/one_article.py [ARTICLE]

The peer is navec, razdel and slovnet as their manuals use them: segmentation, names, morphology and syntax, no graph.
Every figure is the median of five fresh processes, one thread each, with a warm file cache.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RUNS = 5
STAGES = {
    "kg.extraction": {"annotate": "language", "find_mentions": "mentions", "link": "entities"},
    "kg.building": {
        "to_graph": "graph",
        "validate": "validation",
        "to_network": "view",
        "to_html": "view",
        "serialize_turtle": "writing",
        "write_files": "writing",
    },
}


def main() -> None:
    """Prints the table."""
    article = Path(sys.argv[1]) if len(sys.argv) > 1 else next((ROOT / "seeds").glob("*.txt"))
    with tempfile.TemporaryDirectory() as out:
        build = ["-m", "kg", "build", str(article), "--out", out]
        run(build)  # warms the file cache
        whole = median(seconds(build) for _ in range(RUNS))
        stages = columns([run([__file__, "--stages", str(article), out]) for _ in range(RUNS)])
    peer = median(seconds([__file__, "--peer", str(article)]) for _ in range(RUNS))
    parts = columns([run([__file__, "--peer", str(article)]) for _ in range(RUNS)])
    print(f"{'kg build, the whole process':40}{whole:8.2f} s")
    for name, value in stages.items():
        print(f"  {name:38}{value:8.3f} s")
    print(f"{'slovnet + navec + razdel, the process':40}{peer:8.2f} s")
    for name, value in parts.items():
        print(f"  {name:38}{value:8.3f} s")
    print(f"{'kg / slovnet':40}{whole / peer:8.2f}")


def run(arguments: list[str]) -> str:
    """What a fresh Python prints."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    done = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def seconds(arguments: list[str]) -> float:
    """How long a fresh Python runs."""
    start = time.perf_counter()
    run(arguments)
    return time.perf_counter() - start


def columns(outputs: list[str]) -> dict[str, float]:
    """The medians of lines «name<tab>seconds»."""
    rows = [dict(line.split("\t") for line in output.splitlines()) for output in outputs]
    return {name: median(float(row[name]) for row in rows) for name in rows[0]}


def print_stages(article: str, out: str) -> None:
    """Runs `kg build` in this process with a clock around each stage."""
    start = time.perf_counter()
    import importlib

    import pyshacl  # noqa: F401 (imported when a graph is validated)
    import pyvis.network  # noqa: F401 (imported when a page is drawn)

    from kg.language.models import load_models
    from kg.language.morphology import readings
    from kg.reading import read

    modules = {name: importlib.import_module(name) for name in STAGES}
    imported = time.perf_counter() - start
    load_models()
    readings("слово")
    spent = {"imports": imported, "models": time.perf_counter() - start - imported}
    spent |= dict.fromkeys(("language", "mentions", "entities", "relations"), 0.0)
    for name, functions in STAGES.items():
        for function, stage in functions.items():
            setattr(modules[name], function, clocked(getattr(modules[name], function), stage, spent))
    before = time.perf_counter()
    facts = modules["kg.extraction"].find_facts(read(article))
    linguistic = sum(spent[stage] for stage in ("language", "mentions", "entities"))
    spent["relations"] = time.perf_counter() - before - linguistic
    modules["kg.building"].build([facts], Path(out))
    for stage, value in spent.items():
        print(f"{stage}\t{value}")


def clocked(function: Callable[..., Any], stage: str, spent: dict[str, float]) -> Callable[..., Any]:
    """The function, whose time is added to its stage."""

    def timed(*arguments: Any, **options: Any) -> Any:
        start = time.perf_counter()
        result = function(*arguments, **options)
        spent[stage] = spent.get(stage, 0.0) + time.perf_counter() - start
        return result

    return timed


def print_peer(article: str) -> None:
    """Runs slovnet's own way over the text."""
    start = time.perf_counter()
    from navec import Navec
    from razdel import sentenize, tokenize
    from slovnet import NER, Morph, Syntax

    from kg.resources import weights

    vectors = Navec.load(str(weights("navec")))
    names, morphology, syntax = (
        kind.load(str(weights(name))).navec(vectors)
        for kind, name in ((NER, "ner"), (Morph, "morph"), (Syntax, "syntax"))
    )
    print(f"imports + models\t{time.perf_counter() - start}")
    start = time.perf_counter()
    text = Path(article).read_text("utf-8")
    sentences = [piece.text for line in text.splitlines() for piece in sentenize(line)]
    words = [[token.text for token in tokenize(sentence)] for sentence in sentences]
    for sentence in sentences:
        names(sentence)
    list(morphology.map(words))
    list(syntax.map(words))
    print(f"language\t{time.perf_counter() - start}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--stages"]:
        print_stages(*sys.argv[2:])
    elif sys.argv[1:2] == ["--peer"]:
        print_peer(*sys.argv[2:])
    else:
        main()
