"""The page: pyvis fills our template with the network, the articles and everything that draws them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from kg.errors import GraphError, OutputError
from kg.resources import view_asset
from kg.view import bundle, style
from kg.view.columns import to_columns
from kg.view.records import Records, to_records

if TYPE_CHECKING:
    import jinja2
    import networkx
    from markupsafe import Markup

MOST_NODES = 20_000
DRAWN_AT_ONCE = 800
DRAW_ALL_UP_TO = 1_500
ROWS_WITHOUT_SCRIPT = 2_000

# What vis-network is told; colours, shapes and picking are the page's own.
OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "layout": {"improvedLayout": False},
    "physics": {"enabled": False},
    "nodes": {"chosen": False},
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}},
        "chosen": False,
        "hoverWidth": 0,
        "selectionWidth": 0,
        "smooth": False,
        "width": 1,
    },
    "interaction": {
        "hideEdgesOnDrag": False,
        "hover": True,
        "keyboard": False,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
        "zoomSpeed": 0.6,
    },
}


def to_html(network: networkx.MultiDiGraph[str], title: str = "", language: str = "ru") -> str:
    """The network as one page of HTML that needs nothing beside it; equal networks give equal pages.

    Nodes are entities, keyed by IRI, and edges facts, keyed by IRI; `network.graph["articles"]` holds the articles.
    `language` (ru, en) is that of the interface and of the names where the network has them. Over 1,500 nodes the
    800 best connected are drawn first. More than 20,000 nodes raise a GraphError.
    """
    if len(network) > MOST_NODES:
        raise GraphError(
            f"{len(network)} nodes are too many for one page, which holds {MOST_NODES}",
            remedy="Draw a part: kg view GRAPH --only 'SELECT ?fact { ?fact rdf:predicate kg:supplies }' --out FILE",
        )
    phrases = _phrases(language)
    records = to_records(network, language)
    return _render(records, _mend(title) or phrases["title"], language, phrases)


def _render(records: Records, title: str, language: str, phrases: dict[str, Any]) -> str:
    from pyvis.network import Network

    net = Network(height="100%", width="100%", directed=True, heading=title, cdn_resources="in_line")
    net.nodes, net.edges, net.options = records.nodes, records.edges, _options(len(records.edges))
    net.templateEnv = _environment()
    net.templateEnv.globals.update(_page_parts(records, language, phrases))
    return str(net.generate_html())


def _options(edges: int) -> dict[str, Any]:
    """Edges are left out while a large network is dragged: twice the frames."""
    interaction = OPTIONS["interaction"] | {"hideEdgesOnDrag": edges > 1_000}
    return OPTIONS | {"interaction": interaction}


def _environment() -> jinja2.Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(lambda name: view_asset(name).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"columns": to_columns, "inert": inert, "mend": _mend}
    return environment


def _page_parts(records: Records, language: str, phrases: dict[str, Any]) -> dict[str, Any]:
    """What the template needs besides what pyvis gives it."""
    from markupsafe import Markup

    scripts, css = [bundle.drawing_library(), bundle.script()], bundle.style()
    many = len(records.nodes) > DRAW_ALL_UP_TO
    return {
        "language": language,
        "phrases": phrases,
        "articles": records.articles,
        "hollow": any(node.get("collective") for node in records.nodes),
        "looks": _looks(records),
        "script_phrases": {name: text for name, text in phrases.items() if _is_said(name)},
        "drawn": DRAWN_AT_ONCE if many else len(records.nodes),
        "rows": _rows(records)[:ROWS_WITHOUT_SCRIPT],
        "scripts": [Markup(source) for source in scripts],  # noqa: S704 (our own files, admitted by their hash)
        "css": Markup(css),  # noqa: S704
        "policy": _policy([bundle.fingerprint(source) for source in scripts], bundle.fingerprint(css)),
    }


def _is_said(phrase: str) -> bool:
    """Whether the scripts name a phrase; the others stand in the template."""
    return f'"{phrase}"' in bundle.script() or f"phrases.{phrase}" in bundle.script()


def _policy(scripts: list[str], css: str) -> str:
    """The Content Security Policy: our scripts and style by their hashes, and nothing from anywhere."""
    return (
        f"default-src 'none'; script-src {' '.join(scripts)}; style-src {css}; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )


def _looks(records: Records) -> dict[str, Any]:
    names = sorted({node["type"] for node in records.nodes})
    looks = {name: style.look_of(name) for name in names}
    return {
        "types": {name: {"shape": look.shape, "light": look.light, "dark": look.dark} for name, look in looks.items()},
        "shapes": {look.shape: style.SHAPES[look.shape] for look in looks.values()},
    }


def _rows(records: Records) -> list[tuple[str, ...]]:
    """The facts as rows of text, for readers without scripts."""
    names = [node["name"] for node in records.nodes]
    return [
        (names[edge["from"]], edge["name"], names[edge["to"]], edge.get("figure", ""), edge.get("date", ""))
        for edge in records.edges
    ]


def _phrases(language: str) -> dict[str, Any]:
    phrases: dict[str, dict[str, Any]] = json.loads(view_asset("phrases.json").read_text(encoding="utf-8"))
    if language not in phrases:
        raise OutputError(
            f"the page does not speak {language!r}", where="language", remedy=f"Choose one of {', '.join(phrases)}"
        )
    return phrases[language]


_DANGEROUS = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def inert(value: object) -> Markup:
    r"""The value as JSON that may stand inside a `<script>`: nothing in it can end the element or begin another.

    A string is taken for JSON already.

    >>> print(inert(["</script>", "Витебск"]))
    ["\u003c/script\u003e","Витебск"]
    """
    from markupsafe import Markup

    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(_mend(text).translate(_DANGEROUS))  # noqa: S704 (made harmless on this line)


def _mend(text: str) -> str:
    """The text without lone surrogates, which UTF-8 cannot hold."""
    return _LONE_SURROGATE.sub("\ufffd", text)
