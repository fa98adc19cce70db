"""The page in a real Chromium, opened from disk without network."""

from __future__ import annotations

import csv
import json
import re
import struct
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.view import to_html
from kg.view.records import to_records

pytestmark = pytest.mark.browser

TURBINES = "https://example.org/kg/fact/sevta-2031-05-14-35"
PARTNERS = "https://example.org/kg/fact/sevta-2031-05-14-22"
REGION = "https://example.org/kg/entity/zarechie"


def load(name: str) -> Any:
    """A module beside this one."""
    spec = spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def words_of(network: nx.MultiDiGraph, iri: str) -> tuple[str, str]:
    """A fact's stating words and its sentence."""
    fact = next(data for _, _, key, data in network.edges(keys=True, data=True) if key == iri)
    text = network.graph["articles"][fact["article"]]["text"]
    return text[fact["start"] : fact["end"]], text[fact["sentence_start"] : fact["sentence_end"]]


def marked(page: Any, kind: str) -> str:
    """All text of the article that bears a mark."""
    return str(
        page("kind => [...document.querySelectorAll(`#article mark.${kind}`)].map(m => m.textContent).join('')", kind)
    )


def ink(page: Any) -> int:
    """How many pixels of the canvas differ from its ground."""
    return int(
        page("""() => {
            const canvas = document.querySelector("#canvas canvas");
            const copy = document.createElement("canvas");
            Object.assign(copy, { width: canvas.width, height: canvas.height });
            const ctx = copy.getContext("2d", { willReadFrequently: true });
            ctx.drawImage(canvas, 0, 0);
            const { data } = ctx.getImageData(0, 0, copy.width, copy.height);
            let count = 0;
            for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 0) count += 1;
            return count;
        }""")
    )


def test_the_graph_is_drawn(open_page: Callable[..., Any], html: str) -> None:
    page = open_page(html)
    assert page("kgView.nodes.length") == 60
    assert page.texts("#counts") == ["узлов 60 из 60 · фактов 90 из 90"]
    assert ink(page) > 10_000
    assert page.page.title() == page.texts("h1")[0]


def test_clicking_an_edge_marks_its_sentence_and_its_words(
    open_page: Callable[..., Any], html: str, network: nx.MultiDiGraph
) -> None:
    page = open_page(html)
    page.click_canvas("Fact", TURBINES)
    assert page("kgView.picked()") == TURBINES
    words, sentence = words_of(network, TURBINES)
    assert marked(page, "words") == words
    assert marked(page, "sentence") == sentence
    facts = " ".join(page.texts("#facts"))
    for expected in ("сумма", "планируется", "contractValue_by_words", "14 мая 2031", TURBINES, "слова редакции"):
        assert expected in facts
    assert in_view(page, "#article mark.words", "#article")


def in_view(page: Any, selector: str, frame: str) -> bool:
    """Whether an element lies within its scrolling frame."""
    return bool(
        page(
            """([selector, frame]) => {
                const at = document.querySelector(selector).getBoundingClientRect();
                const box = document.querySelector(frame).getBoundingClientRect();
                return at.top >= box.top && at.bottom <= box.bottom;
            }""",
            [selector, frame],
        )
    )


def test_marks_after_an_emoji_do_not_shift(open_page: Callable[..., Any], html: str, network: nx.MultiDiGraph) -> None:
    page = open_page(html)
    fact = next(
        key for _, _, key, data in network.edges(keys=True, data=True) if data["relation"] == "signedAgreementWith"
    )
    words, sentence = words_of(network, fact)
    page("iri => kgView.pickFact(iri)", fact)
    assert marked(page, "words") == words
    assert marked(page, "sentence") == sentence


def test_every_fact_marks_exactly_its_words(open_page: Callable[..., Any], html: str, network: nx.MultiDiGraph) -> None:
    page = open_page(html)
    for _, _, key in network.edges(keys=True):
        page("iri => kgView.pickFact(iri)", key)
        words, sentence = words_of(network, key)
        assert marked(page, "words") == words
        assert marked(page, "sentence") == sentence


def test_clicking_a_node_lists_its_facts_and_marks_its_mentions(open_page: Callable[..., Any], html: str) -> None:
    page = open_page(html)
    page.click_canvas("Node", REGION)
    assert page("kgView.picked()") == REGION
    assert page.texts("#facts h2") == ["Заречная область"]
    assert [title.lower() for title in page.texts("#facts h3")] == ["исходящие", "входящие"]
    assert "поставляет 4" in page.texts("#facts h4")
    assert len(page.texts("#facts .fact-line")) == 23
    assert "Заречная область" in page.texts("#article mark.mention")
    assert page.texts("#article .steps span")[0].startswith("Упоминания: ")
    page.page.locator("#article .steps button").last.click()
    assert page("document.querySelectorAll('#article .here').length") == 1


def test_clicking_nothing_and_escape_clear(open_page: Callable[..., Any], html: str) -> None:
    page = open_page(html)
    page("iri => kgView.pickNode(iri)", REGION)
    page.page.keyboard.press("Escape")
    assert page("kgView.picked()") is None
    page("iri => kgView.pickNode(iri)", REGION)
    box = page.page.locator("#canvas").bounding_box()
    page.page.mouse.click(box["x"] + 4, box["y"] + 4)
    assert page("kgView.picked()") is None


def test_words_of_the_article_lead_to_their_fact(open_page: Callable[..., Any], html: str) -> None:
    page = open_page(html)
    page.page.locator("#article .stated", has_text="участвуют свыше 340 компаний").first.click()
    assert "число участников" in page.texts("#facts .statement")[0]
    assert "> 340 компания" in page.texts("#facts .statement")[0]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ПРИОЗЕРСК", ["Приозёрск", "Приозёрский технопарк"]),
        ("заречмаш", ["ОАО «Заречмаш»"]),
        ("облисполком", ["Заречный облисполком"]),
        ("entity/zimina", ["Анна Зимина"]),
        ("нет такого", []),
    ],
)
def test_search(open_page: Callable[..., Any], html: str, query: str, found: list[str]) -> None:
    page = open_page(html)
    page.page.keyboard.press("/")
    page.page.keyboard.type(query)
    results = [text.split("\n")[0] for text in page.texts("#found li")]
    assert results[: len(found)] == found
    assert page.page.locator("#found-none").is_visible() is not bool(found)
    if found:
        page.page.keyboard.press("Enter")
        assert page.texts("#facts h2") == [found[0]]


def test_the_legend_is_the_filter(open_page: Callable[..., Any], html: str) -> None:
    page = open_page(html)
    drawn = ink(page)
    for name in ("Компания", "Персона"):
        page.page.get_by_label(name, exact=False).first.uncheck()
    assert page.texts("#counts")[0].startswith("узлов 49 из 60")
    page.page.locator("#hide").check()
    page.page.wait_for_timeout(100)
    assert ink(page) != drawn
    page.page.locator("#all-types").click()
    assert page.texts("#counts")[0].startswith("узлов 60 из 60")


def test_filters_combine(open_page: Callable[..., Any], html: str) -> None:
    page = open_page(html)
    page.page.locator("#all-relations").click()
    assert page.texts("#counts") == ["узлов 0 из 60 · фактов 0 из 90"]
    page.page.locator("#relations li", has_text="финансируется").locator("input").check()
    assert page.texts("#counts") == ["узлов 4 из 60 · фактов 2 из 90"]
    page.page.locator("#statuses li", has_text="планируется").locator("input").uncheck()
    assert page.texts("#counts") == ["узлов 2 из 60 · фактов 1 из 90"]


def test_time_filters_and_undated_facts_are_a_choice(open_page: Callable[..., Any], html: str) -> None:
    page = open_page(html)
    page.page.locator("#undated").uncheck()
    assert page.texts("#counts")[0].endswith("фактов 5 из 90")
    page.page.locator("#time-from").evaluate("e => { e.value = e.max; e.dispatchEvent(new Event('input')); }")
    assert page.texts("#counts")[0].endswith("фактов 1 из 90")
    assert page.texts("#time-range") == ["22.06.2031"]
    again = open_page(html, fragment=page("location.hash"))
    assert again.texts("#counts") == page.texts("#counts")
    page.page.locator("#all-types").click()
    page.page.locator("#reset").click()
    assert page.texts("#counts") == ["узлов 60 из 60 · фактов 90 из 90"]


def test_a_link_shows_what_the_reader_looked_at(open_page: Callable[..., Any], html: str) -> None:
    page = open_page(html)
    assert "view=" not in page("location.hash")
    page.page.locator("#zoom-in").click()
    page.page.mouse.move(700, 450)
    page.page.mouse.down()
    page.page.mouse.move(560, 380, steps=4)
    page.page.mouse.up()
    page.wait("location.hash.includes('view=')")
    page.page.wait_for_timeout(400)
    again = open_page(html, fragment=page("location.hash"))
    iri = page("kgView.nodes[0]")
    here, there = (one("iri => kgView.placeOfNode(iri)", iri) for one in (page, again))
    assert here == pytest.approx(there, abs=3)
    plain = open_page(html)
    assert plain("iri => kgView.placeOfNode(iri)", iri) != pytest.approx(here, abs=20)
    broken = open_page(html, fragment="#view=1,x,NaN")
    assert broken("iri => kgView.placeOfNode(iri)", iri) == pytest.approx(
        plain("i => kgView.placeOfNode(i)", iri), abs=1
    )


def test_the_facts_that_pass_are_saved_as_csv(open_page: Callable[..., Any]) -> None:
    network = nx.MultiDiGraph(articles={"a": {"title": 'Заводы, "новые"', "text": "=1+1 🙂 слова"}})
    network.add_edge("x", "y", key="f", label="рядом с", article="a", start=0, end=6, figure="=1+1", date="2031")
    network.add_edge("y", "x", key="g", relation="farFrom", label="далеко от")
    page = open_page(to_html(network))
    page.page.locator("#relations li", has_text="далеко от").locator("input").uncheck()
    page.page.locator("#show-table").click()
    with page.page.expect_download() as download:
        page.page.get_by_role("button", name="CSV").click()
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    [fact] = rows
    assert fact["IRI"] == "f"
    assert fact["Статья"] == 'Заводы, "новые"'
    assert fact["Значение"] == "'=1+1"
    assert fact["Слова статьи"] == "'=1+1 🙂"


def test_when_filters_take_all_away_it_says_so(open_page: Callable[..., Any], html: str) -> None:
    page = open_page(html)
    page.page.locator("#all-types").click()
    assert page.texts("#nothing span") == ["Фильтры скрыли все узлы."]
    page.page.locator("#reset").click()
    assert page.texts("#counts")[0].startswith("узлов 60 из 60")
    assert not page.page.locator("#nothing").is_visible()


def test_the_table_shows_and_sorts_all_facts(
    open_page: Callable[..., Any], html: str, network: nx.MultiDiGraph
) -> None:
    page = open_page(html)
    page.page.locator("#show-table").click()
    assert len(page.texts("#table-view tbody tr")) == 90
    page.page.get_by_role("button", name="Кто или что").click()
    first = page.texts("#table-view tbody tr td:first-child")
    assert first == sorted(first, key=lambda name: re.sub(r"[«»]", "", name).casefold().replace("ё", "е"))
    page.page.get_by_role("button", name="Значение").click()
    page.page.get_by_role("button", name="Значение").click()
    assert page.page.locator("th[aria-sort=descending]").count() == 1
    page.page.locator("#table-view tbody tr td:nth-child(2) button").first.click()
    assert page("kgView.picked()") in {key for _, _, key in network.edges(keys=True)}
    page.page.keyboard.press("Escape")
    assert not page.page.locator("#table-view").is_visible()


def test_the_theme_follows_the_system_and_the_key(open_page: Callable[..., Any], html: str) -> None:
    page = open_page(html, scheme="dark")
    assert page("document.documentElement.dataset.theme") == "dark"
    page.page.keyboard.press("t")
    assert page("document.documentElement.dataset.theme") == "light"


def test_the_keyboard_walks_the_canvas(open_page: Callable[..., Any], html: str) -> None:
    page = open_page(html)
    page.page.locator("#canvas").focus()
    page.page.keyboard.press("ArrowRight")
    first = page("kgView.picked()")
    page.page.keyboard.press("ArrowDown")
    second = page("kgView.picked()")
    assert first in page("kgView.nodes")
    assert second in page("kgView.nodes")
    assert first != second
    page.page.keyboard.press("Enter")
    assert page("document.activeElement.id") == "facts"


def test_help_opens_and_closes(open_page: Callable[..., Any], html: str) -> None:
    page = open_page(html)
    page.page.keyboard.press("?")
    assert page.page.locator("#help").is_visible()
    page.page.keyboard.press("Escape")
    assert not page.page.locator("#help").is_visible()


def test_the_address_keeps_the_view(open_page: Callable[..., Any], html: str) -> None:
    page = open_page(html)
    page("iri => kgView.pickFact(iri)", TURBINES)
    page.page.locator("#types li", has_text="Персона").locator("input").uncheck()
    fragment = page("location.hash")
    again = open_page(html, fragment=fragment)
    assert again("kgView.picked()") == TURBINES
    assert again.texts("#counts")[0].startswith("узлов 56 из 60")


def test_it_fits_a_narrow_screen(open_page: Callable[..., Any], html: str) -> None:
    page = open_page(html, width=400, height=800)
    assert page("document.documentElement.scrollWidth") <= 400
    tops = page(
        "['.stage', '.facts', '.article', '.filters'].map(s => document.querySelector(s).getBoundingClientRect().top)"
    )
    assert tops == sorted(tops)
    page.click_canvas("Node", REGION)
    assert page.texts("#facts h2") == ["Заречная область"]
    page("iri => kgView.pickFact(iri)", TURBINES)
    assert page.page.locator(".quote mark").is_visible()


def test_the_picture_is_a_png_at_twice_the_size(
    open_page: Callable[..., Any], html: str, network: nx.MultiDiGraph
) -> None:
    page = open_page(html)
    with page.page.expect_download() as download:
        page.page.locator("#save-picture").click()
    picture = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename.endswith(".png")
    assert picture.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", picture[16:24])
    nodes = to_records(network, "ru").nodes
    for axis, side in (("x", width), ("y", height)):
        span = max(node[axis] for node in nodes) - min(node[axis] for node in nodes)
        assert 2 * span < side < 2 * span + 1_000


def test_a_bar_is_at_least_a_day(open_page: Callable[..., Any]) -> None:
    network = nx.MultiDiGraph()
    for day in (1, 1, 3):
        network.add_edge("x", "y", label="рядом с", date=f"2031-05-0{day}")
    page = open_page(to_html(network))
    heights = page("[...document.querySelectorAll('#time-bars rect')].map(bar => Number(bar.getAttribute('height')))")
    assert heights[0] > heights[2] > heights[1] == 0


def test_posts_and_figures_are_written_on_the_canvas(open_page: Callable[..., Any]) -> None:
    pages = []
    for attributes in ({}, {"figure": "> 510 компаний"}, {"post": "председатель"}):
        network = nx.MultiDiGraph()
        network.add_edge("Иванов", "Общество с длинным названием", key="f", label="связь", **attributes)
        pages.append(ink(open_page(to_html(network))))
    assert pages[1] > pages[0] < pages[2]


def test_the_iri_can_be_copied(open_page: Callable[..., Any], html: str) -> None:
    page = open_page(html)
    page("iri => kgView.pickFact(iri)", TURBINES)
    page.page.locator("#facts .iri button").click()
    page.wait("document.querySelector('#facts .iri button').textContent === 'Скопировано'")


def test_without_scripts_the_facts_stand_in_a_table(browser: Any, html: str, tmp_path: Path) -> None:
    path = tmp_path / "plain.html"
    path.write_bytes(html.encode())
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.locator("noscript tbody tr, .plain tbody tr").count() == 90
    assert page.locator(".plain").is_visible()
    context.close()


def test_an_empty_network_says_so(open_page: Callable[..., Any]) -> None:
    page = open_page(to_html(nx.MultiDiGraph()))
    assert "Здесь пока нет ни одного факта." in page.texts("#facts p")
    assert page.page.locator("#nothing").is_visible()


def test_a_fact_without_text_says_so(open_page: Callable[..., Any]) -> None:
    network = nx.MultiDiGraph(articles={"a": {"title": "Статья", "text": "Слова."}, "b": {"title": "Без текста"}})
    network.add_edge("x", "y", key="unread", label="рядом с", article="b", start=0, end=4)
    network.add_edge("x", "x", key="loop", label="сам с собой", article="a")
    page = open_page(to_html(network))
    page("kgView.pickFact('unread')")
    assert page.texts("#article .note") == ["Текст статьи не сохранён в этой странице."]
    page("kgView.pickFact('loop')")
    assert page.texts("#article .note") == ["У этого факта нет сохранённых слов статьи."]


def test_many_nodes_are_drawn_in_part_and_revealed(open_page: Callable[..., Any]) -> None:
    network = nx.MultiDiGraph()
    for number in range(1, 1_600):
        network.add_edge("hub", f"n{number:04d}", key=f"e{number}", label="рядом с")
    page = open_page(to_html(network))
    assert page.texts("#counts")[0].startswith("на холсте 800 из 1600")
    page("kgView.pickNode('hub')")
    page.page.get_by_role("button", name="Показать соседей: 60").click()
    page("kgView.pickNode('n1599')")
    page("kgView.clear()")
    assert page.texts("#counts")[0].startswith("на холсте 860 из 1600")


def test_hostile_texts_do_nothing(open_page: Callable[..., Any]) -> None:
    hostile = load("test_page")
    page = open_page(to_html(hostile.hostile_network(), hostile.HOSTILE[0]))
    for iri in page("kgView.facts"):
        page("iri => kgView.pickFact(iri)", iri)
    for iri in page("kgView.nodes"):
        page("iri => kgView.pickNode(iri)", iri)
        place = page("iri => kgView.placeOfNode(iri)", iri)
        page.page.mouse.move(place["x"], place["y"])
        page.page.wait_for_timeout(30)
    page("kgView.pickNode(kgView.nodes[0])")
    for key in "3p":
        page.page.keyboard.press(key)
    page("kgView.pickNode(kgView.nodes[1])")
    assert len(page.texts("#facts h2")) == 1
    for button in ("#save-csv", "#save-picture"):
        with page.page.expect_download():
            page.page.locator(button).click()
    for text in hostile.HOSTILE:
        page.page.fill("#query", text.replace("\ud800", ""))
    page.page.fill("#query", "")
    page.page.locator("#all-types").click()
    page.page.locator("#all-types").click()
    page.page.locator("#show-table").click()
    for button in page.page.locator("th button").all():
        button.click()
    assert page("window.pwned") is None
    assert page("document.querySelectorAll('img, script[src], iframe').length") == 0
    assert page("[...document.links].filter(a => !/^https?:$/.test(a.protocol)).length") == 0
    assert json.loads(page("JSON.stringify(kgView.facts)"))


def test_every_edge_that_can_be_seen_can_be_clicked(
    open_page: Callable[..., Any], html: str, network: nx.MultiDiGraph
) -> None:
    page = open_page(html)
    picked = []
    for _, _, key in network.edges(keys=True):
        page("kgView.clear()")
        page.click_canvas("Fact", key)
        picked.append(page("kgView.picked()") == key)
    assert sum(picked) >= 0.9 * len(picked)
