"""The page as text: the same again, closed to everything outside, inert whatever it holds."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.errors import GraphError, OutputError
from kg.view import bundle, style, to_html
from kg.view.columns import to_columns
from kg.view.page import inert

HOSTILE = [
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    '<a href="javascript:window.pwned=1">href</a>',
    "{{ 7*7 }}{% raw %}",
    "javascript:window.pwned=1",
    "\u2028\u2029<!--<script>",
    "]]></noscript></title></style>",
    "\ud800",
    "${window.pwned=1}`'\"\\",
    "__proto__",
]


def hostile_network() -> nx.MultiDiGraph:
    """Every text of the network is an attack."""
    network = nx.MultiDiGraph(articles={})
    for number, text in enumerate(HOSTILE):
        body = f"{text}\n{text} и {text}"
        network.graph["articles"][f"a{text}"] = {
            "id": text, "title": text, "date": text, "publisher": text, "url": text, "text": body,
        }  # fmt: skip
        node = {
            "label": text,
            "label_en": text,
            "type": text,
            "aliases": [text],
            "same_as": [text],
            "lat": text,
            "lon": text,
        }
        network.add_node(f"n{text}", **node, collective=number % 2 == 0)
        start = {"start": 0, "end": len(text), "sentence_start": 0, "sentence_end": len(text)}
        strings = ("relation", "label", "label_en", "figure", "value", "unit", "date", "status", "speaker", "mode")
        network.add_edge(
            f"n{text}", f"n{HOSTILE[number - 1]}", key=f"e{text}", article=f"a{text}", pattern=text, comparator=text,
            **start, **dict.fromkeys(strings, text),
        )  # fmt: skip
    return network


class Blocks(HTMLParser):
    """The inline scripts and styles of a page, as a browser cuts them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in {"script", "style"}:
            self.found.append((tag, dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:
            tag, attributes, text = self.found[-1]
            self.found[-1] = (tag, attributes, text + data)


def data_of(html: str, name: str) -> Any:
    """One of the page's data blocks."""
    blocks = Blocks(html).found
    data = next(json.loads(text) for _, attributes, text in blocks if attributes.get("id") == f"data-{name}")
    return rows_of(data) if name in {"nodes", "edges"} else data


def rows_of(columns: dict[str, Any]) -> list[dict[str, Any]]:
    """Records from columns, as the page reads them."""
    read = {}
    for name, column in columns.items():
        if isinstance(column, list):
            read[name] = column
        elif "of" in column:
            read[name] = [column["of"][index] for index in column["at"]]
        else:
            read[name] = [column["start"] + rest for rest in column["rest"]]
    records = [dict(zip(read, values, strict=True)) for values in zip(*read.values(), strict=True)]
    return [{name: value for name, value in record.items() if value is not None} for record in records]


def test_the_same_network_gives_the_same_bytes(sample: Any, html: str) -> None:
    again = to_html(sample.sample_network(), "Заречная область: сотрудничество с регионами Поморья")
    assert again.encode() == html.encode()


def test_the_order_of_filling_does_not_matter(sample: Any) -> None:
    network = sample.sample_network()
    turned = nx.MultiDiGraph(articles=dict(reversed(network.graph["articles"].items())))
    turned.add_nodes_from(reversed(list(network.nodes(data=True))))
    turned.add_edges_from(reversed(list(network.edges(keys=True, data=True))))
    assert to_html(turned) == to_html(network)


def test_the_policy_admits_exactly_our_scripts_and_style(html: str) -> None:
    policy = next(attributes["content"] for tag, attributes in Blocks(html).tags if "http-equiv" in attributes)
    assert policy
    hashes = {"script": set(), "style": set()}  # type: dict[str, set[str]]
    for tag, attributes, text in Blocks(html).found:
        if attributes.get("type") != "application/json":
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            hashes[tag].add(f"'sha256-{digest}'")
    for tag, found in hashes.items():
        allowed = re.search(rf"{tag}-src ([^;]*)", policy)
        assert allowed
        assert set(allowed[1].split()) == found
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_nothing_is_fetched_and_no_handler_stands_in_the_markup(html: str) -> None:
    for tag, attributes in Blocks(html).tags:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base"}
        assert not {"src", "srcset", "style", "title"} & set(attributes)
        assert not [name for name in attributes if name.startswith("on")]
        assert not (attributes.get("href") or "").startswith(("http", "javascript", "//"))
    assert "sourceMappingURL" not in html
    assert "cdn" not in html.lower().split("<script>")[0]


def test_it_is_small_and_written_in_letters(html: str) -> None:
    assert "Заречная область" in html
    assert "\\u04" not in html
    assert len(html.encode()) < 0.6 * 2**20


def test_all_nodes_facts_and_articles_are_in_it(network: nx.MultiDiGraph, html: str) -> None:
    assert {node["iri"] for node in data_of(html, "nodes")} == set(network)
    assert {edge["iri"] for edge in data_of(html, "edges")} == {key for _, _, key in network.edges(keys=True)}
    assert [article["text"] for article in data_of(html, "articles")] == [
        network.graph["articles"][iri]["text"] for iri in sorted(network.graph["articles"])
    ]


@pytest.mark.parametrize(
    "records",
    [
        [],
        [{"a": "x"}],
        [{"a": "начало 1", "b": [1, 2]}, {"a": "начало 2"}, {"a": "начало 3", "c": True}],
        [{"a": "x"}, {"a": "x"}, {"a": "x"}, {}, {"a": "y", "b": "да"}],
    ],
)
def test_columns_read_back_as_records(records: list[dict[str, Any]]) -> None:
    assert rows_of(to_columns(records)) == records


def test_offsets_are_turned_into_those_of_javascript(network: nx.MultiDiGraph, html: str) -> None:
    articles = data_of(html, "articles")
    edges = data_of(html, "edges")
    assert any(letter > "\uffff" for article in articles for letter in article["text"])
    attributes = {key: data for _, _, key, data in network.edges(keys=True, data=True)}
    for edge in edges:
        fact, text = attributes[edge["iri"]], articles[edge["article"]]["text"]
        units = text.encode("utf-16-le")
        start, stop = edge["words"]
        assert units[2 * start : 2 * stop].decode("utf-16-le") == text[fact["start"] : fact["end"]]
        start, stop = edge["sentence"]
        assert units[2 * start : 2 * stop].decode("utf-16-le") == text[fact["sentence_start"] : fact["sentence_end"]]


def test_offsets_outside_the_text_are_left_out() -> None:
    network = nx.MultiDiGraph(articles={"a": {"text": "Текст"}})
    network.add_edge("x", "y", key="e", article="a", start=2, end=99, sentence_start=0, sentence_end=5)
    network.add_edge("x", "y", key="f", article="lost", start=0, end=1)
    edges = {edge["iri"]: edge for edge in data_of(to_html(network), "edges")}
    assert "words" not in edges["e"]
    assert edges["e"]["sentence"] == [0, 5]
    assert "article" not in edges["f"]


def test_parallel_facts_are_bowed_apart() -> None:
    network = nx.MultiDiGraph()
    for key in "abc":
        network.add_edge("x", "y", key=key)
    network.add_edge("y", "x", key="d")
    edges = data_of(to_html(network), "edges")
    nodes = dict(enumerate(node["iri"] for node in data_of(to_html(network), "nodes")))
    # Which side of the line from x to y an edge passes, and how far.
    bows = {
        ((edge["smooth"]["type"] == "curvedCW") == (nodes[edge["from"]] == "x"), edge["smooth"]["roundness"])
        for edge in edges
    }
    assert len(bows) == 4


def test_hostile_texts_stay_texts() -> None:
    html = to_html(hostile_network(), HOSTILE[1])
    scripts = [
        text for tag, attributes, text in Blocks(html).found if attributes.get("type") is None and tag == "script"
    ]
    assert scripts == [bundle.drawing_library(), bundle.script()]
    assert not [tag for tag, _ in Blocks(html).tags if tag in {"img", "a"}]
    assert "{{ 7*7 }}" in html
    assert {node["name"] for node in data_of(html, "nodes")} == {text.replace("\ud800", "\ufffd") for text in HOSTILE}
    html.encode()


@pytest.mark.parametrize("text", HOSTILE)
def test_inert_json_reads_back(text: str) -> None:
    written = str(inert([text]))
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == [text.replace("\ud800", "\ufffd")]


def test_an_empty_network_gives_a_page() -> None:
    html = to_html(nx.MultiDiGraph())
    assert "Здесь пока нет ни одного факта" in html
    assert data_of(html, "nodes") == []


def test_the_interface_speaks_english(network: nx.MultiDiGraph) -> None:
    nx.set_node_attributes(network, {next(iter(network)): "Paper"}, "label_en")
    html = to_html(network, language="en")
    assert '<html lang="en">' in html
    assert "Find a node" in html
    assert "Paper" in {node["name"] for node in data_of(html, "nodes")}


def test_both_languages_say_the_same_things() -> None:
    path = Path(style.__file__).parent / "assets" / "phrases.json"
    russian, english = json.loads(path.read_text(encoding="utf-8")).values()
    assert russian.keys() == english.keys()
    for name in ("types", "statuses", "modes"):
        assert russian[name].keys() == english[name].keys()
    assert set(style.LOOKS) <= set(russian["types"])


def test_every_phrase_is_used() -> None:
    assets = Path(style.__file__).parent / "assets"
    phrases = json.loads((assets / "phrases.json").read_text(encoding="utf-8"))["ru"]
    code = (assets / "template.html").read_text(encoding="utf-8")
    code += "".join((assets / f"{name}.js").read_text(encoding="utf-8") for name in bundle.modules())
    python = (assets.parent / "page.py").read_text(encoding="utf-8")
    assert [name for name in phrases if f'"{name}"' not in code + python and f"phrases.{name}" not in code] == []


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(OutputError, match="Choose one of ru, en"):
        to_html(nx.MultiDiGraph(), language="de")


def test_too_many_nodes_are_refused() -> None:
    network = nx.MultiDiGraph()
    network.add_nodes_from(range(20_001))
    with pytest.raises(GraphError, match="20001 nodes are too many"):
        to_html(network)


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """The contrast ratio of WCAG 2."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", [*style.LOOKS, "Unheard"])
def test_a_type_stands_out_on_both_themes(name: str) -> None:
    look = style.look_of(name)
    assert contrast(look.light, style.CANVAS["light"]) >= 3
    assert contrast(look.dark, style.CANVAS["dark"]) >= 3
    assert look.shape in style.SHAPES


def test_no_two_types_look_alike() -> None:
    assert len({(look.shape, look.light) for look in style.LOOKS.values()}) == len(style.LOOKS)


def test_text_can_be_read_on_both_themes() -> None:
    blocks = re.findall(r":root[^{]*\{(--.*?|color-scheme.*?)\}", bundle.style())
    light, dark = [dict(re.findall(r"--([\w-]+):(#\w+)", block)) for block in blocks]
    for theme, colours in (("light", light), ("dark", dark)):
        assert colours["canvas"] == style.CANVAS[theme]
        for ink in ("ink", "soft", "accent"):
            for ground in ("canvas", "panel", "field"):
                assert contrast(colours[ink], colours[ground]) >= 4.5, (theme, ink, ground)
        assert contrast(colours["ink"], colours["sentence"]) >= 4.5
        assert contrast(colours["ink"], colours["mention"]) >= 4.5
        assert contrast(colours["words-ink"], colours["words"]) >= 4.5
        assert contrast(colours["accent-ink"], colours["accent"]) >= 4.5


def test_modules_come_after_those_they_import() -> None:
    names = bundle.modules()
    assert names[-1] == "main"
    assets = Path(style.__file__).parent / "assets"
    assert {path.stem for path in assets.glob("*.js")} == set(names)
    assert "import " not in re.sub(r'"[^"\n]*"|//.*', "", bundle.script())


@pytest.mark.parametrize("name", bundle.modules())
def test_a_module_uses_what_it_imports_and_imports_what_is_exported(name: str) -> None:
    assets = Path(style.__file__).parent / "assets"
    source = (assets / f"{name}.js").read_text(encoding="utf-8")
    for names, module in re.findall(r'^import \{([^}]*)\} from "\./(\w+)\.js";', source, re.MULTILINE):
        for imported in filter(None, (part.strip() for part in names.split(","))):
            assert len(re.findall(rf"\b{imported}\b", source)) > 1, imported
            exporter = (assets / f"{module}.js").read_text(encoding="utf-8")
            assert re.search(rf"^export (?:async )?(?:function|const|class) {imported}\b", exporter, re.MULTILINE), (
                imported
            )
