"""The sample network, its page, and a Chromium to open pages in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.view import to_html

FLAGS = [
    f"--{flag}"
    for flag in [
        "headless",
        "no-sandbox",
        "disable-gpu",
        "disable-quic",
        "no-first-run",
        "disable-background-networking",
        "disable-component-update",
        "disable-sync",
    ]
]
TITLE = "Заречная область: сотрудничество с регионами Поморья"


@pytest.fixture(scope="session")
def sample() -> Any:
    """The module that makes the sample network."""
    spec = spec_from_file_location("view_sample", Path(__file__).with_name("sample.py"))
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def network(sample: Any) -> nx.MultiDiGraph:
    """60 nodes and 90 facts from two articles, made anew."""
    return sample.sample_network()


@pytest.fixture(scope="session")
def html(sample: Any) -> str:
    """The page of the sample network."""
    return to_html(sample.sample_network(), TITLE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Chromium without network. Skips where there is none, unless KG_REQUIRE_BROWSER is set."""
    path = os.environ.get("KG_CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        path = None
    if path is None:
        reason = "no Chromium, or no playwright: install both, or name the browser in KG_CHROMIUM"
        if os.environ.get("KG_REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


class Page:
    """A page opened from disk, with what it said to the console and what it asked of the network."""

    def __init__(self, page: Any, path: Path) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(path.as_uri())
        self.wait("Boolean(window.kgView)")

    def __call__(self, script: str, argument: Any = None) -> Any:
        """The value of a JavaScript expression or function."""
        return self.page.evaluate(script, argument)

    def wait(self, script: str) -> None:
        """Wait until an expression is true; by polling, for the page forbids what Playwright would inject."""
        for _ in range(100):
            if self.page.evaluate(script):
                return
            self.page.wait_for_timeout(50)
        pytest.fail(f"never true: {script}")

    def texts(self, selector: str) -> list[str]:
        """The texts of all elements that a selector finds."""
        return [text.strip() for text in self.page.locator(selector).all_inner_texts()]

    def click_canvas(self, kind: str, iri: str) -> None:
        """Click a node, or the middle of a fact's edge, on the canvas itself."""
        place = self(f"iri => kgView.placeOf{kind}(iri)", iri)
        self.page.mouse.click(place["x"], place["y"])
        self.page.wait_for_timeout(50)


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """A function that writes a page and opens it; at the end the page must have asked for nothing but itself."""
    contexts: list[Any] = []
    pages: list[Page] = []

    def open_(html: str, width: int = 1440, height: int = 900, scheme: str = "light", fragment: str = "") -> Page:
        path = tmp_path / f"view-{len(pages)}.html"
        path.write_bytes(html.encode())
        context = browser.new_context(
            offline=True, viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
        )
        contexts.append(context)
        page = Page(context.new_page(), path)
        if fragment:
            page.page.goto("about:blank")
            page.page.goto(path.as_uri() + fragment)
            page.wait("Boolean(window.kgView)")
        pages.append(page)
        return page

    yield open_
    for context in contexts:
        context.close()
    for page in pages:
        assert [url for url in page.requests if not url.startswith(("file:", "about:"))] == []
        assert page.complaints == []
