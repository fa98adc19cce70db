"""What axe-core says of the page, in each of its states, on both themes and a narrow screen."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Any

import networkx as nx
import pytest

from kg.view import to_html

pytestmark = pytest.mark.browser
pytest.importorskip("axe_playwright_python", reason="axe-core is missing: install axe-playwright-python")

# One after the other on the same page.
STATES = {
    "as opened": "0",
    "a node": "kgView.pickNode(kgView.nodes[0])",
    "a fact": "kgView.pickFact(kgView.facts[3])",
    "a path": """kgView.pickNode(kgView.nodes[0]);
        document.querySelector("#facts .path").click(); kgView.pickNode(kgView.nodes[9])""",
    "the table": "document.getElementById('show-table').click()",
    "no node left": "document.getElementById('all-types').click()",
    "search": """const query = document.getElementById("query"); query.value = "ле";
        query.dispatchEvent(new Event("input"))""",
    "help": "document.getElementById('show-help').click()",
}


def violations(page: Any) -> list[str]:
    """The rules that the page breaks, each with the first element that breaks it."""
    if not page("Boolean(window.axe)"):
        page(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    found = page("axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)")
    return [f"{rule['impact']} {rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in found]


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light")])
def test_axe_finds_nothing(open_page: Callable[..., Any], html: str, width: int, scheme: str) -> None:
    page = open_page(html, width=width, scheme=scheme)
    for name, script in STATES.items():
        page(f"() => {{ {script} }}")
        page.page.wait_for_timeout(50)
        assert violations(page) == [], name


def test_axe_finds_nothing_in_english_or_in_an_empty_page(open_page: Callable[..., Any], sample: Any) -> None:
    assert violations(open_page(to_html(sample.sample_network(), language="en"))) == []
    assert violations(open_page(to_html(nx.MultiDiGraph()))) == []


def test_axe_does_see_an_error(open_page: Callable[..., Any], html: str) -> None:
    page = open_page(html)
    page("document.getElementById('save-csv').removeAttribute('aria-label')")
    page("document.getElementById('save-csv').textContent = ''")
    assert [rule.split(":")[0] for rule in violations(page)] == ["critical button-name"]
