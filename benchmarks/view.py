"""The page of the graph against its budgets, beside stock pyvis at 50 nodes, in the same run and the same browser.

    python benchmarks/view.py [--rounds 3] [--budget] [NODES ...]

Prints a table: the size of the page; the seconds of a processor for building it without the layout, and for the layout;
and in a headless Chromium without network, by the clock: until it can be used, until a picked node and a filter are
drawn, and frames a second while the graph is dragged. Medians of the rounds. `ratio` is ready / ready of stock pyvis,
opened right before: the machine's mood changes from minute to minute.
With --budget, the exit code is 1 where a figure misses its budget. Needs playwright, and a Chromium: the system's or
the one that KG_CHROMIUM names.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"
os.environ["KG_CACHE"] = "off"
ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from view_graphs import stock_page, synthetic  # noqa: E402 (after the path is set)

from kg.view import records, to_html  # noqa: E402
from kg.view.layout import place  # noqa: E402

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
COLUMNS = ("nodes", "file MB", "build s", "layout s", "ready ms", "select ms", "filter ms", "drag fps", "ratio")
# nodes: at most file MB, build s, layout s, ready ms, select ms, filter ms; at least drag fps; at most ratio
BUDGETS = {
    60: (0.6, 0.1, 1, 600, 80, 80, 40, 0.4),
    2_000: (2.2, 0.3, 15, 2_000, 250, 400, 15, 1.5),
    10_000: (5.0, 1.0, 20, 4_000, 500, 300, 20, 2.8),
}
FPS = COLUMNS.index("drag fps") - 1
STOCK_NODES = 50

# Two frames after an act, what it changed is on the screen.
DRAWN = "await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
SELECT = f"""async () => {{
    const start = performance.now();
    kgView.pickNode(kgView.nodes[3]);
    {DRAWN};
    return performance.now() - start;
}}"""
FILTER = f"""async () => {{
    kgView.clear();
    {DRAWN};
    const start = performance.now();
    document.querySelector("#types input").click();
    {DRAWN};
    const taken = performance.now() - start;
    document.querySelector("#types input").click();
    return taken;
}}"""
COUNT_FRAMES = """() => {
    window.frames_ = 0;
    const count = () => { window.frames_ += 1; requestAnimationFrame(count); };
    requestAnimationFrame(count);
}"""


def main() -> int:
    """Prints the table; 1 where a budget is missed and that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("nodes", nargs="*", type=int, default=list(BUDGETS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--budget", action="store_true", help="exit with 1 where a budget is missed")
    options = parser.parse_args()
    missed = 0
    with Browser() as browser:
        browser.look(to_html(synthetic(STOCK_NODES)))  # the first page in a browser waits for all that starts
        print(f"| {' | '.join(COLUMNS)} |\n|{'---:|' * len(COLUMNS)}")
        for count in options.nodes:
            row = measure(browser, count, options.rounds)
            cells, over = marked(row, BUDGETS.get(count))
            missed += over
            print(f"| {count:,} | {' | '.join(cells)} |", flush=True)
    print("\n* misses its budget" if missed else "\nall within their budgets")
    return int(options.budget and missed > 0)


def measure(browser: Browser, count: int, rounds: int) -> list[float]:
    """The row of a graph of so many nodes, in the order of the columns; stock pyvis is opened before each look."""
    html, build, layout = built(count)
    stock = stock_page(STOCK_NODES)
    looks, ratios = [], []
    for _ in range(rounds):
        peer = browser.ready(stock, "window.stockReady")
        looks.append(browser.look(html))
        ratios.append(looks[-1][0] / peer)
    ready, select, filtered, frames = (statistics.median(column) for column in zip(*looks, strict=True))
    size = len(html.encode()) / 1e6
    return [size, build, layout, ready, select, filtered, frames, statistics.median(ratios)]


def built(count: int) -> tuple[str, float, float]:
    """The page, the seconds of a processor that it takes but for the layout, and those of the layout."""
    to_html(synthetic(5))  # imports, and the page's own parts
    network, spent = synthetic(count), [0.0]

    def timed(*arguments: Any) -> Any:
        start = time.process_time()
        places = place(*arguments)
        spent[0] += time.process_time() - start
        return places

    records.cached_place = timed
    start = time.process_time()
    html = to_html(network)
    return html, time.process_time() - start - spent[0], spent[0]


def marked(row: list[float], budget: tuple[float, ...] | None) -> tuple[list[str], int]:
    """The figures as cells, a star at each that misses its budget, and how many do."""
    cells = [f"{figure:,.0f}" if figure >= 20 else f"{figure:.2f}" for figure in row]
    missing = [(a < b) if i == FPS else (a > b) for i, (a, b) in enumerate(zip(row, budget or (), strict=False))]
    stars = [*missing, *[False] * (len(row) - len(missing))]
    return [f"{cell}{' *' * star}" for cell, star in zip(cells, stars, strict=True)], sum(missing)


class Browser:
    """A Chromium without network that opens pages from disk."""

    def __enter__(self) -> Browser:
        from playwright.sync_api import sync_playwright

        path = os.environ.get("KG_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
        if path is None:
            sys.exit("No Chromium: install one, or name it in KG_CHROMIUM")
        self.playwright = sync_playwright().start()
        self.chromium = self.playwright.chromium.launch(executable_path=path, args=FLAGS)
        self.folder = tempfile.TemporaryDirectory()
        return self

    def __exit__(self, *_: object) -> None:
        self.chromium.close()
        self.playwright.stop()
        self.folder.cleanup()

    def ready(self, html: str, sign: str) -> float:
        """Milliseconds until a page says that it can be used."""
        return self._open(html, sign, lambda page, ready: ready)

    def look(self, html: str) -> tuple[float, float, float, float]:
        """Milliseconds until the page is ready, a node picked, a filter drawn; frames a second while dragging."""
        return self._open(
            html,
            "window.kgView",
            lambda page, ready: (ready, page.evaluate(SELECT), page.evaluate(FILTER), frames_a_second(page)),
        )

    def _open(self, html: str, sign: str, look: Callable[[Any, float], Any]) -> Any:
        path = Path(self.folder.name) / "page.html"
        path.write_text(html, encoding="utf-8")
        context = self.chromium.new_context(offline=True, viewport={"width": 1440, "height": 900})
        page = context.new_page()
        start = time.perf_counter()
        page.goto(path.as_uri(), wait_until="commit")
        while not page.evaluate(f"Boolean({sign})"):
            time.sleep(0.005)
        page.evaluate(f"async () => {{ {DRAWN} }}")
        found = look(page, 1000 * (time.perf_counter() - start))
        context.close()
        return found


def frames_a_second(page: Any, seconds: float = 1.5) -> float:
    """How many frames are drawn a second while the empty ground of the canvas is dragged about."""
    page.evaluate("kgView.clear()")
    box = page.locator("#canvas").bounding_box()
    page.mouse.move(box["x"] + 12, box["y"] + 12)
    page.mouse.down()
    page.evaluate(COUNT_FRAMES)
    start, step = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        step += 1
        page.mouse.move(box["x"] + 12 + 8 * (step % 40), box["y"] + 12 + 5 * (step % 40))
    taken = time.perf_counter() - start
    frames = page.evaluate("window.frames_")
    page.mouse.up()
    return float(frames / taken)


if __name__ == "__main__":
    sys.exit(main())
