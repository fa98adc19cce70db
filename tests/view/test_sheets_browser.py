"""The map, the timeline and the drawing in a real Chromium, opened from disk without network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

from kg.view.drawing import to_svg
from kg.view.map import to_map
from kg.view.timeline import to_timeline

pytestmark = pytest.mark.browser

HOSTILE = '</script><script>window.pwned=1</script><img src="https://example.org/x" onerror="pwned=1">{{7*7}}${7*7}'
READY = {"map": "Boolean(window.kgMap)", "timeline": "Boolean(window.kgTimeline)"}


def load(name: str) -> Any:
    """A module beside this one."""
    spec = spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


sheets = load("test_sheets")
places_network = sheets.places_network


@pytest.fixture
def open_sheet(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """A function that opens a sheet from disk; at the end it must have asked for nothing and complained of nothing."""
    contexts: list[Any] = []
    requests: list[str] = []
    complaints: list[str] = []

    def open_(text: str, scheme: str = "light", name: str = "sheet.html", width: int = 1300) -> Any:
        path = tmp_path / name
        path.write_bytes(text.encode())
        size = {"width": width, "height": 800}
        context = browser.new_context(offline=True, viewport=size, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.goto(path.as_uri())
        return page

    yield open_
    pages = [page for context in contexts for page in context.pages]
    assert [page.evaluate("window.pwned") for page in pages] == [None] * len(pages)
    for context in contexts:
        context.close()
    assert [url for url in requests if not url.startswith("file:")] == []
    assert len(requests) == len(contexts)
    assert complaints == []


def texts(page: Any, selector: str) -> list[str]:
    """The texts of all elements that a selector finds."""
    return [text.strip() for text in page.locator(selector).all_text_contents()]


def test_clicking_a_place_lists_its_facts_by_the_other_place(open_sheet: Callable[..., Any]) -> None:
    page = open_sheet(to_map(places_network()))
    page.locator("[data-place]", has=page.locator("title", has_text="Витебская область")).locator("path").click()
    assert texts(page, "#reading h2") == ["Витебская область"]
    assert texts(page, "#reading h3") == ["Россия · 2", "регионы России · 1", "Минск · 1"]
    assert len(page.locator(".card").all()) == 4
    assert texts(page, ".card mark") == ["торгует"] * 4
    assert page.locator(".card blockquote").first.inner_text() == "Область торгует с Россией."
    assert page.locator(".arc.near").count() == 3
    page.keyboard.press("Escape")
    assert page.evaluate("kgMap.picked()") is None


def test_an_arc_can_be_clicked_on_its_line(open_sheet: Callable[..., Any]) -> None:
    page = open_sheet(to_map(places_network()))
    index = page.evaluate(
        "[...document.querySelectorAll('.arc')].findIndex(arc => arc.getAttribute('aria-label').endsWith('· 2'))"
    )
    spot = page.evaluate(
        """index => {
            const line = document.querySelectorAll('.arc .line')[index];
            const { x, y } = line.getPointAtLength(line.getTotalLength() * 0.62);
            const box = document.getElementById('map').getBoundingClientRect();
            return { x: x + box.x, y: y + box.y };
        }""",
        index,
    )
    page.mouse.click(spot["x"], spot["y"])
    assert texts(page, "#reading h2") == ["Витебская область → Россия"]
    assert texts(page, "#reading h3") == ["экспортирует в · 2"]


def test_the_legend_filters_arcs(open_sheet: Callable[..., Any]) -> None:
    page = open_sheet(to_map(places_network()))
    assert page.locator(".arc").count() == 4
    assert texts(page, "#counts") == ["мест 4 · связей 4 · фактов 5"]
    page.locator(".boxes label", has_text="экспортирует в").click()
    assert page.locator(".arc").count() == 2
    page.locator("#through").click()
    assert page.locator(".arc").count() == 1
    assert len(texts(page, ".links button")) == 1
    page.locator(".head .link").click()
    page.locator("#through").click()
    assert page.locator(".arc").count() == 4
    page.locator(".head .link").click()
    assert page.locator(".arc").count() == 0
    page.locator("#unplaced").click()
    assert texts(page, "#reading h2") == ["Факты без места на карте"]
    assert page.locator(".card").count() == 1


def test_the_keyboard_alone_is_enough(open_sheet: Callable[..., Any]) -> None:
    page = open_sheet(to_map(places_network()))
    page.locator(".arc").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("kgMap.picked()") == "arc 0"
    page.keyboard.press("Escape")
    page.locator(".mark").first.focus()
    page.keyboard.press("Space")
    assert page.evaluate("kgMap.picked()") == "place 0"
    before = page.locator(".land").get_attribute("transform")
    page.keyboard.press("+")
    assert page.locator(".land").get_attribute("transform") != before
    assert page.evaluate("document.activeElement.dataset.place") == "0"
    page.keyboard.press("f")
    assert page.locator(".land").get_attribute("transform") == before


def test_the_map_is_dragged_and_zoomed_where_the_pointer_is(open_sheet: Callable[..., Any]) -> None:
    page = open_sheet(to_map(places_network()))
    circle = page.locator(".mark circle").first
    before = circle.bounding_box()
    page.mouse.move(before["x"] + 200, before["y"] + 150)
    page.mouse.down()
    page.mouse.move(before["x"] + 260, before["y"] + 190, steps=4)
    page.mouse.up()
    after = circle.bounding_box()
    assert (round(after["x"] - before["x"]), round(after["y"] - before["y"])) == (60, 40)
    assert page.evaluate("kgMap.picked()") is None
    middle = after["x"] + after["width"] / 2
    page.mouse.move(middle, after["y"] + after["height"] / 2)
    page.mouse.wheel(0, -400)
    page.wait_for_timeout(100)
    zoomed = circle.bounding_box()
    assert abs(zoomed["x"] + zoomed["width"] / 2 - middle) < 1


def labels_meet(page: Any, selector: str) -> list[tuple[str, str]]:
    """Pairs of texts whose boxes overlap by more than a pixel."""
    boxes = page.evaluate(
        """selector => [...document.querySelectorAll(selector)].map(element => {
            const { left, top, right, bottom } = element.getBoundingClientRect();
            return [left, top, right, bottom, element.textContent];
        })""",
        selector,
    )
    return [
        (a[4], b[4])
        for index, a in enumerate(boxes)
        for b in boxes[:index]
        if a[0] < b[2] - 1 and a[2] > b[0] + 1 and a[1] < b[3] - 3 and a[3] > b[1] + 3
    ]


def test_no_label_of_the_map_covers_another(open_sheet: Callable[..., Any]) -> None:
    page = open_sheet(to_map(places_network()))
    assert page.locator(".label").count() == 4
    assert labels_meet(page, ".label, .names text") == []


def test_clicking_a_mark_of_the_timeline_lists_its_facts(open_sheet: Callable[..., Any]) -> None:
    page = open_sheet(to_timeline(places_network()))
    page.locator(".item", has_text="ярмарка").click()
    assert texts(page, "#reading h2") == ["ярмарка · 14 май 2031 — 16 май 2031"]
    assert texts(page, ".card mark") == ["торгует"]
    page.keyboard.press("Escape")
    assert page.evaluate("kgTimeline.picked()") == -1
    page.locator(".item").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("kgTimeline.picked()") >= 0


def test_undated_items_are_listed_apart_and_can_go_by_their_article(open_sheet: Callable[..., Any]) -> None:
    page = open_sheet(to_timeline(places_network()))
    dated, undated = page.locator(".item").count(), page.locator(".undated button").count()
    assert (dated, undated) == (2, len(page.evaluate("kgTimeline.items")) - 2)
    assert texts(page, "#counts") == [f"с датой 2 · без даты {undated}"]
    page.locator(".undated button", has_text="секция").click()
    assert texts(page, "#reading h2") == ["секция"]
    page.locator("#reported").click()
    assert page.locator(".item").count() == dated + undated
    assert page.locator(".item .shape[fill=none]").count() == undated
    assert not page.locator(".undated").is_visible()
    assert labels_meet(page, ".item text") == []


def test_rows_of_the_timeline_can_be_left_out(open_sheet: Callable[..., Any]) -> None:
    page = open_sheet(to_timeline(places_network()))
    page.locator(".boxes label", has_text="События").click()
    (left,) = texts(page, ".item text")
    assert left.startswith("Витебская область — exportsTo: > 5 млн")
    width = page.evaluate("document.getElementById('timeline').getBoundingClientRect().width")
    page.locator("#zoom-in").click()
    assert page.evaluate("document.getElementById('timeline').getBoundingClientRect().width") > width


@pytest.mark.parametrize("kind", READY)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_hostile_graph_is_only_text(open_sheet: Callable[..., Any], kind: str, scheme: str) -> None:
    html = {"map": to_map, "timeline": to_timeline}[kind](places_network(HOSTILE), title=HOSTILE)
    page = open_sheet(html, scheme)
    assert page.evaluate(READY[kind])
    assert page.title() == HOSTILE
    said: list[str] = []
    for element in page.locator(".mark, .item, .undated button").all():
        element.dispatch_event("click")
        said += texts(page, "#reading .statement")
        assert page.locator("#reading img, #reading script, #reading a").count() == 0
    assert any(HOSTILE in text for text in said)
    assert page.locator("img, iframe, object").count() == 0


@pytest.mark.parametrize("kind", READY)
def test_the_theme_follows_the_system_and_the_reader(open_sheet: Callable[..., Any], kind: str) -> None:
    html = {"map": to_map, "timeline": to_timeline}[kind](places_network())
    page = open_sheet(html, "dark")
    ground = "getComputedStyle(document.querySelector('.stage')).backgroundColor"
    colour = "(document.querySelector('.item .shape, .arc .line')).getAttribute('stroke')"
    dark, shape = page.evaluate(ground), page.evaluate(colour)
    page.locator("#switch-theme").click()
    assert page.evaluate(ground) != dark
    assert page.evaluate(colour) != shape
    page.keyboard.press("t")
    assert page.evaluate(ground) == dark


@pytest.mark.parametrize("kind", READY)
def test_a_narrow_window_shows_everything_in_one_column(open_sheet: Callable[..., Any], kind: str) -> None:
    html = {"map": to_map, "timeline": to_timeline}[kind](places_network())
    page = open_sheet(html, width=420)
    assert page.evaluate("document.documentElement.scrollWidth") <= 420
    assert page.locator("#legend").bounding_box()["width"] > 400


def test_the_drawing_is_shown_as_it_is_and_no_labels_meet(open_sheet: Callable[..., Any], sample: Any) -> None:
    page = open_sheet(to_svg(sample.sample_network(), title=HOSTILE), name="graph.svg")
    assert page.evaluate("document.documentElement.tagName") == "svg"
    assert page.evaluate("document.querySelectorAll('g > title').length") == 60
    assert labels_meet(page, "text") == []
    texts_end = "Math.max(...[...document.querySelectorAll('text')].map(text => text.getBoundingClientRect().right))"
    assert page.evaluate(texts_end) < page.evaluate("document.documentElement.width.baseVal.value")
