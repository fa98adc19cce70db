"""A page beside the graph's own — the map, the timeline — in one file that asks for nothing and runs nothing of others.

The data stand in inert JSON, the scripts make elements by hand and set text as text, and the Content Security Policy
admits our script and our style by their hashes and nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from kg.errors import OutputError
from kg.resources import view_asset
from kg.view.bundle import fingerprint
from kg.view.page import inert
from kg.view.statements import Statements

ROWS_WITHOUT_SCRIPT = 1_000

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./[\w-]+\.mjs";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function|const|class)", re.MULTILINE)
_COMMENT_OR_INDENT = re.compile(r"^[ \t]*(?://.*\n)?|^\n", re.MULTILINE)


def to_sheet(kind: str, data: Mapping[str, Any], statements: Statements, title: str, language: str) -> str:
    """The page `kind` (map, timeline) with its data: equal arguments give equal pages.

    `language` (ru, en) is that of the interface. Raises an OutputError for another.
    """
    from jinja2 import Environment, FunctionLoader, StrictUndefined
    from markupsafe import Markup

    phrases = phrases_of(language)
    code, css = script(kind), _asset("sheet.css")
    environment = Environment(
        loader=FunctionLoader(_asset), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["inert"] = inert
    facts = [fact.record | {"iri": fact.iri, "relation": fact.relation} for fact in statements.facts]
    return environment.get_template("sheet.html").render(
        kind=kind,
        language=language,
        heading=_mend(title) or phrases[f"{kind}_title"],
        phrases=phrases,
        rows=[[_mend(str(fact.get(key, ""))) for key in _COLUMNS] for fact in facts[:ROWS_WITHOUT_SCRIPT]],
        count=len(facts),
        blocks={"facts": facts, "articles": statements.articles, "phrases": phrases, kind: dict(data)},
        script=Markup(code),  # noqa: S704 (our own files, admitted by their hash)
        css=Markup(css),  # noqa: S704
        policy=_policy(fingerprint(code), fingerprint(css)),
    )


_COLUMNS = ("subject", "name", "object", "figure", "date")


@cache
def script(kind: str) -> str:
    """The page's two modules, the shared one and its own, in one function."""
    parts = (_EXPORT.sub("", _IMPORT.sub("", _asset(f"{name}.mjs"))) for name in ("sheet", kind))
    return '(() => {\n"use strict";\n' + "".join(_COMMENT_OR_INDENT.sub("", part) for part in parts) + "})();\n"


def _policy(code: str, css: str) -> str:
    return (
        f"default-src 'none'; script-src {code}; style-src {css}; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )


def phrases_of(language: str) -> dict[str, Any]:
    """What the pictures say in a language, by name. Raises an OutputError for a language they do not speak."""
    phrases: dict[str, dict[str, Any]] = json.loads(_asset("sheet-phrases.json"))
    if language not in phrases:
        raise OutputError(
            f"the page does not speak {language!r}", where="language", remedy=f"Choose one of {', '.join(phrases)}"
        )
    return phrases[language]


def _asset(name: str) -> str:
    return view_asset(name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _mend(text: str) -> str:
    """The text without lone surrogates, which UTF-8 cannot hold."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)
