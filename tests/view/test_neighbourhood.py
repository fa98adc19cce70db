"""Steps around a node, the way between two, and leaves, in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest

from kg.view import to_html

pytestmark = pytest.mark.browser

# a ring of six with a tail, and a pair apart; two facts lead from a to b
LINKS = [tuple(link) for link in ("ab", "ab", "bc", "cd", "de", "ef", "fa", "dt", "yz")]


@pytest.fixture(scope="module")
def ring() -> str:
    """The page of the ring."""
    network = nx.MultiDiGraph()
    for number, (start, end) in enumerate(LINKS):
        network.add_edge(start, end, key=f"f{number}", relation=f"{start}{end}", label=f"{start} к {end}")
    return to_html(network)


def test_steps_around_a_node(open_page: Callable[..., Any], ring: str) -> None:
    page = open_page(ring)
    page("kgView.pickNode('a')")
    assert sorted(page("kgView.standingOut()")) == list("abf")
    page.page.get_by_role("button", name="Шагов вокруг узла: 2").click()
    assert sorted(page("kgView.standingOut()")) == list("abcef")
    assert page("document.activeElement.textContent") == "2"
    page.page.keyboard.press("3")
    assert sorted(page("kgView.standingOut()")) == list("abcdef")
    again = open_page(ring, fragment=page("location.hash"))
    assert sorted(again("kgView.standingOut()")) == list("abcdef")


def test_filters_shorten_the_steps(open_page: Callable[..., Any], ring: str) -> None:
    page = open_page(ring)
    page.page.locator("#relations li", has_text="f к a").locator("input").uncheck()
    page("kgView.pickNode('a')")
    assert sorted(page("kgView.standingOut()")) == list("ab")


def test_the_shortest_path_between_two_picks(open_page: Callable[..., Any], ring: str) -> None:
    page = open_page(ring)
    page("kgView.pickNode('a')")
    page.page.get_by_role("button", name="Путь до…").click()
    assert page.page.get_by_text("Выберите второй узел").is_visible()
    page.click_canvas("Node", "c")
    assert page("kgView.picked()") == "a"
    assert page("kgView.standingOut()") == ["a", "b", "c"]
    assert page.texts("#facts h2") == ["a → c"]
    assert page.texts("#facts .kind") == ["Кратчайший путь, шагов: 2"]
    assert page.texts("#facts .fact-line") == ["a — a к b → b", "a — a к b → b", "b — b к c → c"]
    again = open_page(ring, fragment=page("location.hash"))
    assert again("kgView.standingOut()") == ["a", "b", "c"]
    page.page.keyboard.press("Escape")
    assert page.texts("#facts h2") == ["a"]


def test_the_path_goes_by_the_facts_that_pass(open_page: Callable[..., Any], ring: str) -> None:
    page = open_page(ring)
    page.page.locator("#relations li", has_text="b к c").locator("input").uncheck()
    page("kgView.pickNode('a')")
    page.page.keyboard.press("p")
    page("kgView.pickNode('c')")
    assert page("kgView.standingOut()") == ["a", "f", "e", "d", "c"]


def test_where_there_is_no_path_it_says_so(open_page: Callable[..., Any], ring: str) -> None:
    page = open_page(ring)
    page("kgView.pickNode('a')")
    page.page.keyboard.press("p")
    page.page.fill("#query", "z")
    page.page.keyboard.press("Enter")
    assert page.texts("#facts .note") == ["По фактам, прошедшим фильтры, пути нет."]
    page.page.get_by_role("button", name="← к узлу").click()
    assert page.texts("#facts h2") == ["a"]


def test_escape_takes_the_path_back(open_page: Callable[..., Any], ring: str) -> None:
    page = open_page(ring)
    page("kgView.pickNode('a')")
    page.page.keyboard.press("p")
    page.page.keyboard.press("Escape")
    page("kgView.pickNode('c')")
    assert page("kgView.picked()") == "c"


def test_a_path_draws_nodes_that_were_not_drawn(open_page: Callable[..., Any]) -> None:
    network = nx.MultiDiGraph()
    for number in range(1, 1_600):
        network.add_edge("hub", f"n{number:04d}", key=f"e{number}", label="рядом с")
    page = open_page(to_html(network))
    page("kgView.pickNode('hub')")
    page.page.keyboard.press("p")
    page("kgView.pickNode('n1599')")
    assert page("kgView.standingOut()") == ["hub", "n1599"]
    assert page.texts("#counts")[0].startswith("на холсте 801 из 1600")


def test_leaves_are_hidden(open_page: Callable[..., Any], ring: str) -> None:
    page = open_page(ring)
    page.page.locator("#leaves").check()
    assert page.texts("#counts") == ["узлов 6 из 9 · фактов 7 из 9"]
    again = open_page(ring, fragment=page("location.hash"))
    assert again.texts("#counts") == page.texts("#counts")
    again.page.locator("#all-types").click()
    again.page.locator("#reset").click()
    assert again.texts("#counts") == ["узлов 9 из 9 · фактов 9 из 9"]
