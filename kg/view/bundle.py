"""The page's own script and style, and the drawing library, ready to stand inside the page."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from kg.errors import ResourceError
from kg.resources import view_asset

MAIN = "main"

_IMPORT = re.compile(r'^import (\{[^}]*\}) from "\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?function|const|class) (\w+)", re.MULTILINE)
_COMMENT_OR_INDENT = re.compile(r"^[ \t]*(?://.*\n)?|^\n", re.MULTILINE)
_LINE_END = re.compile(r"(?<=[;{,])\n")
_SOURCE_MAP = re.compile(r"\n?//# sourceMappingURL=\S*\s*")


@cache
def script() -> str:
    """The page's modules in one script, each in a function of its own, after those it imports.

    Inline modules cannot import each other. What a module exports must not change after it has run.
    """
    return '(() => {\n"use strict";\n' + "".join(_enclosed(name) for name in modules()) + "})();\n"


@cache
def modules() -> tuple[str, ...]:
    """The names of the page's modules, each after those it imports."""
    ordered: list[str] = []

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise ResourceError("the view's modules import each other in a ring", where=name, remedy="Install kg again")
        for _, needed in _IMPORT.findall(_asset(f"{name}.js")):
            visit(needed, (*above, name))
        if name not in ordered:
            ordered.append(name)

    visit(MAIN, ())
    return tuple(ordered)


def _enclosed(name: str) -> str:
    """`const text = (() => { … return { fold, rank }; })();`, without comments, indentation and needless line ends."""
    source = _asset(f"{name}.js")
    exported = ", ".join(match[1] for match in _EXPORT.findall(source))
    body = _EXPORT.sub(r"\1 \2", _IMPORT.sub(r"const \1 = \2Module;" + "\n", source))
    body = _LINE_END.sub("", _COMMENT_OR_INDENT.sub("", body))
    return f"const {name}Module = (() => {{\n{body}return {{ {exported} }};\n}})();\n"


@cache
def style() -> str:
    """The page's style, without the room around its marks."""
    return re.sub(r"\s*([{};,])\s*|(?<=:) +", r"\1", _COMMENT_OR_INDENT.sub("", _asset("view.css")))


@cache
def drawing_library() -> str:
    """vis-network as pyvis bundles it, without the pointer to a source map that is not there."""
    import pyvis

    path = Path(pyvis.__file__).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
    if not path.is_file():
        raise ResourceError("the drawing library is missing", where="pyvis", remedy="Install pyvis 0.3.2")
    return _SOURCE_MAP.sub("\n", path.read_text(encoding="utf-8"))


def fingerprint(source: str) -> str:
    """The hash under which a Content Security Policy admits an inline script or style."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode() + "'"


def _asset(name: str) -> str:
    return view_asset(name).read_text(encoding="utf-8").replace("\r\n", "\n")
