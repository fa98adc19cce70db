"""Whether time grows in step with the text: each kind of hostile text once, and twice as long.

    python benchmarks/scaling.py

Prints seconds for both and their ratio, about 2 where time is linear. The exit code is 1 where a ratio is above 3.
"""

from __future__ import annotations

import os
import re
import resource
import sys
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from kg.extraction import find_facts  # noqa: E402 (after the number of threads is set)
from kg.reading import read_text  # noqa: E402

SEED = next((ROOT / "seeds").glob("*.txt")).read_text("utf-8")
WORDS = re.findall(r"\w+", SEED)
ROOTS = (
    "Сидор Кузнец Волк Зайц Медвед Орл Глеб Макар Никит Степан Лобан Черн Бел Красн Рыж Сух Молот Плотник Гончар Реч"
)
NAMES = [
    f"{given} {root}{ending}"
    for given, ending, root in product(
        ("Иван", "Олег", "Антон", "Борис", "Виктор"), ("ов", "ин", "енко", "евский", "ук"), ROOTS.split()
    )
]
MOST = 3.0

TEXTS: dict[str, Callable[[int], str]] = {
    "the seed, again and again": lambda k: SEED * (10 * k),
    "one line without punctuation": lambda k: " ".join((WORDS * 20 * k)[: 5000 * k]),
    "short sentences": lambda k: "Минск и Витебск сотрудничают. " * (1000 * k),
    "names": lambda k: " ".join(f"{name} посетил Минск." for name in NAMES[: 200 * k]),
    "names in a list": lambda k: f"В Минске встретились {', '.join(NAMES[: 200 * k])}.",
    "companies": lambda k: " ".join(f"ООО «Завод {i}» открыло в Минске цех." for i in range(300 * k)),
    "events and descriptions": lambda k: "Выставка открылась в Минске. Область представила завод. " * (300 * k),
    "posts and pronouns": lambda k: (
        "Губернатор Иван Котов посетил Минск. Он отметил рост. Губернатор уехал. " * (200 * k)
    ),
    "numbers": lambda k: "Экспорт вырос на 5% до 1,1 млрд рублей. " * (400 * k),
    "dates": lambda k: "29 сентября 2025 года, с 1 по 5 мая, " * (200 * k) + "форум.",
    "quotation marks": lambda k: "ООО «Завод " * (300 * k) + "»" * (300 * k),
    "a word without end": lambda k: "абв" * (100_000 * k),
    "dashes": lambda k: "а-" * (5000 * k),
    "spaces": lambda k: "Минск" + " " * (100_000 * k) + "Витебск",
}


def main() -> int:
    """Prints the table; 1 where time grows too fast."""
    find_facts(read_text(SEED, "warm"))
    print(f"{'':32}{'n':>8}{'2n':>8}{'ratio':>8}")
    worst = 0.0
    for name, text in TEXTS.items():
        once, twice = seconds(text(1)), seconds(text(2))
        ratio = twice / once if twice > 0.1 else 1.0
        worst = max(worst, ratio)
        print(f"{name:32}{once:8.2f}{twice:8.2f}{ratio:8.2f}", flush=True)
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    return int(worst > MOST)


def seconds(text: str) -> float:
    """How long the facts of a text take; the quicker of two runs."""
    times = []
    for _ in range(2):
        start = time.process_time()
        find_facts(read_text(text, "text"))
        times.append(time.process_time() - start)
    return min(times)


if __name__ == "__main__":
    sys.exit(main())
