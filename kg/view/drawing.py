"""The graph as one SVG for documents: the places, shapes and colours of the interactive page, on paper's white.

Facts of one direction between two nodes fold to one arrow. An arrow bears the names of its relations where they fit,
else their numbers in the legend. No label covers another label or a node.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from kg.view.arrows import Arrow, Box, fold, place_names
from kg.view.labels import GAP, LINE_HEIGHT, label_size
from kg.view.legend import Legend
from kg.view.palette import relation_looks
from kg.view.records import Record, to_records
from kg.view.sheet import phrases_of
from kg.view.statements import relation_name
from kg.view.style import SHAPES, look_of

if TYPE_CHECKING:
    import networkx

MARGIN = 40
HEADER = 56
INK, SOFT, PAPER = "#16202e", "#566274", "#ffffff"
MIXED = "#66707c"
FONT = "'DejaVu Sans', 'Noto Sans', 'Segoe UI', Arial, sans-serif"


def to_svg(network: networkx.MultiDiGraph[str], title: str = "", language: str = "ru") -> str:
    """The network as SVG 1.1 without scripts, links or anything to load; equal networks give equal drawings."""
    phrases = phrases_of(language)
    records = to_records(network, language)
    arrows = fold(records.nodes, records.edges)
    colours = {name: pair[0] for name, pair in relation_looks(edge["relation"] for edge in records.edges).items()}
    counts = Counter(edge["relation"] for edge in records.edges)
    numbers = {relation: number for number, relation in enumerate(colours, 1)}
    names = {edge["relation"]: relation_name(edge["relation"], language, edge["name"]) for edge in records.edges}
    taken = [_node_box(node) for node in records.nodes] + [_label_box(node) for node in records.nodes]
    place_names(arrows, taken, names, numbers)
    rows = [(n, names[r], colours[r], counts[r]) for r, n in numbers.items()]
    legend = Legend(records.nodes, phrases["types"], rows, phrases["hollow"])
    left, top, right, bottom = _bounds(taken + [box for arrow in arrows if (box := arrow.box) is not None])
    width, height = right - left + 3 * MARGIN + legend.width, max(bottom - top, legend.height) + 2 * MARGIN + HEADER
    heading = title.strip() or phrases["graph_title"]
    body = [
        f'<rect width="{width:g}" height="{height:g}" fill="{PAPER}"/>',
        text(MARGIN, MARGIN + 14, heading, size=20, weight="bold"),
        text(MARGIN, MARGIN + 36, _counts(records.nodes, records.edges, len(records.articles), phrases), colour=SOFT),
        f'<g transform="translate({MARGIN - left:g} {MARGIN + HEADER - top:g})">',
        *(_arrow(arrow, colours) for arrow in arrows),
        *(_node(node) for node in records.nodes),
        *(_arrow_name(arrow, colours) for arrow in arrows if arrow.box is not None),
        "</g>",
        f'<g transform="translate({width - MARGIN - legend.width:g} {MARGIN + HEADER})">',
        *legend.drawn(text, shape, phrases),
        "</g>",
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" role="img" font-family="{FONT}" font-size="12">\n'
        f"<title>{clean(heading)}</title>\n" + "\n".join(body) + "\n</svg>\n"
    )


def clean(value: str) -> str:
    r"""The text as XML may hold it: escaped, and without what XML 1.0 forbids.

    >>> clean('<script>&"\x00')
    '&lt;script&gt;&amp;&quot;\ufffd'
    """
    allowed = (
        letter if letter in "\t\n\r" or " " <= letter <= "\ud7ff" or "\ue000" <= letter <= "\ufffd" or letter > "\uffff"
        else "\ufffd"
        for letter in value
    )  # fmt: skip
    return escape("".join(allowed))


def text(
    x: float,
    y: float,
    value: str,
    size: float = 12,
    *,
    weight: str = "",
    colour: str = INK,
    anchor: str = "",
    halo: bool = False,
) -> str:
    """A line of text; `halo` keeps it legible over lines."""
    more = "".join(
        f' {name}="{set_}"'
        for name, set_ in (
            ("font-size", f"{size:g}" if size != 12 else ""),
            ("font-weight", weight),
            ("text-anchor", anchor),
        )
        if set_
    )
    around = f' stroke="{PAPER}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"' if halo else ""
    return f'<text x="{x:g}" y="{y:g}" fill="{colour}"{more}{around}>{clean(value)}</text>'


def shape(kind: str, x: float, y: float, radius: float, collective: bool = False) -> str:
    """The mark of a type of entity; hollow for a collective."""
    look = look_of(kind)
    paint = (
        f'fill="{PAPER if collective else look.light}" stroke="{look.light}" stroke-width="{2 if collective else 0}"'
    )
    corners = SHAPES[look.shape]
    if not corners:
        return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" {paint}/>'
    points = " ".join(f"{x + radius * dx:.1f},{y + radius * dy:.1f}" for dx, dy in corners)
    return f'<polygon points="{points}" {paint}/>'


def _counts(nodes: Sequence[Record], edges: Sequence[Record], articles: int, phrases: dict[str, Any]) -> str:
    return str(phrases["graph_counts"]).format(nodes=len(nodes), facts=len(edges), articles=articles)


def _node_box(node: Record) -> Box:
    radius = node["size"] * 1.1
    return (node["x"] - radius, node["y"] - radius, node["x"] + radius, node["y"] + radius)


def _label_box(node: Record) -> Box:
    width, height = label_size(str(node.get("label", node["name"])).split("\n"))
    reach = node["size"] * 1.1 + GAP
    top = node["y"] - reach - height if node.get("above") else node["y"] + reach
    return (node["x"] - width / 2, top, node["x"] + width / 2, top + height)


def _bounds(boxes: Sequence[Box]) -> Box:
    if not boxes:
        return (0.0, 0.0, 300.0, 60.0)
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _node(node: Record) -> str:
    left, top, right, _ = _label_box(node)
    lines = str(node.get("label", node["name"])).split("\n")
    middle = (left + right) / 2
    drawn = (
        text(middle, top + 11 + LINE_HEIGHT * row, line, anchor="middle", halo=True) for row, line in enumerate(lines)
    )
    mark = shape(node["type"], node["x"], node["y"], node["size"], bool(node.get("collective")))
    return f"<g><title>{clean(node['name'])}</title>{mark}{''.join(drawn)}</g>"


def _arrow(arrow: Arrow, colours: dict[str, str]) -> str:
    colour = _colour(arrow, colours)
    width = min(1.0 + 0.4 * (arrow.count - 1), 3.4)
    line = f'<path d="{arrow.line}" fill="none" stroke="{colour}" stroke-width="{width:g}" stroke-opacity="0.75"/>'
    return f'{line}<path d="{arrow.tip}" fill="{colour}"/>'


def _arrow_name(arrow: Arrow, colours: dict[str, str]) -> str:
    assert arrow.box is not None
    left, top, right, _ = arrow.box
    return text(
        (left + right) / 2, top + 9, arrow.name, 9.5, colour=_colour(arrow, colours), anchor="middle", halo=True
    )


def _colour(arrow: Arrow, colours: dict[str, str]) -> str:
    return colours[arrow.relations[0]] if len(arrow.relations) == 1 else MIXED
