"""Speed and memory of reading: JSON Lines of 20,000 articles, with and without what recognises reprints.

    python benchmarks/reading.py [RECORDS]

Each measurement is a process of its own; memory is the most it held (ru_maxrss), beside that for ten records.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
RECORDS = 20_000


def main() -> None:
    """Prints the table."""
    records = int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        for count in (10, records):
            write(path, count)
            for reprints in ("without", "with"):
                call = [sys.executable, __file__, "--child", str(path), reprints]
                print(subprocess.run(call, check=True, capture_output=True, text=True, cwd=ROOT).stdout, end="")


def write(path: Path, count: int) -> None:
    """The seed's words, turned by a different number in each record, so that no two agree."""
    words = next((ROOT / "seeds").glob("*.txt")).read_text("utf-8").split()
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            turned = words[number % len(words) :] + words[: number % len(words)]
            turned[:: len(words) // 12] = [f"{word} {number}" for word in turned[:: len(words) // 12]]
            text = f"Статья {number}. " + " ".join(turned)
            file.write(json.dumps({"text": text, "url": f"https://a.example/{number}"}, ensure_ascii=False) + "\n")


def measure(path: str, reprints: str) -> None:
    """Reads the file, keeping nothing, and prints a line."""
    from kg.model import Document
    from kg.reading import read_articles

    start = time.perf_counter()
    found = sum(isinstance(item, Document) for item in read_articles([path], find_reprints=reprints == "with"))
    spent = time.perf_counter() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = Path(path).stat().st_size / 1e6
    print(f"{found:6} articles, {size:6.1f} MB, {reprints:7} reprints:", end=" ")
    print(f"{spent:6.1f} s, {found / spent:6.0f}/s, {most:4.0f} MB")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        measure(sys.argv[2], sys.argv[3])
    else:
        main()
