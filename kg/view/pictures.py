"""Which picture of a graph is wanted, by a name and the ending of the file it goes to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import OutputError

if TYPE_CHECKING:
    import networkx

ENDINGS = (".svg", ".png")
PAGES = (".html", ".htm", "")


def draw(
    network: networkx.MultiDiGraph[str], out: Path, kind: str = "graph", title: str = "", language: str = "ru"
) -> bytes:
    """The picture `kind` (graph, map, timeline) as `out` ends: .svg and .png are drawings, .html is a page.

    Raises an OutputError for another ending, and for a map or a timeline as a drawing.
    """
    ending = out.suffix.lower()
    if ending not in ENDINGS + PAGES:
        remedy = "Name a file ending in .html, .svg or .png"
        raise OutputError(f"nothing can be drawn as {ending}", where=str(out), remedy=remedy)
    if ending in ENDINGS and kind != "graph":
        raise OutputError(
            f"the {kind} is a page, and cannot be drawn as {ending}",
            where=str(out),
            remedy="Name a file ending in .html",
        )
    if ending in ENDINGS:
        from kg.view.drawing import to_svg

        svg = to_svg(network, title, language)
        if ending == ".svg":
            return svg.encode()
        from kg.view.raster import to_png

        return to_png(svg)
    return _page(network, kind, title, language).encode()


def _page(network: networkx.MultiDiGraph[str], kind: str, title: str, language: str) -> str:
    if kind == "map":
        from kg.view.map import to_map

        return to_map(network, title, language)
    if kind == "timeline":
        from kg.view.timeline import to_timeline

        return to_timeline(network, title, language)
    from kg.view.page import to_html

    return to_html(network, title=title, language=language)
