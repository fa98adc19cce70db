"""A folder of gold facts → rows by article: `{"id": "01", "facts": [{"relation": …, "subject": …, …}]}` a file.

A fact has the keys of `kg facts`: relation, subject and object; value, comparator and date where it has them. `unit`
and `evidence` are shown, not compared. A name may hold alternatives: «Госдума | Государственная дума».
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.errors import GoldError
from kg.evaluation.matching import Row

Gold = Mapping[str, Sequence[Row]]

_TEXTS = ("subject", "object", "comparator", "unit", "date")
_NEEDED = ("relation", "subject", "object")
_OPTIONAL = ("value", "comparator", "unit", "date")
_FORM = f"A gold fact has {', '.join(_NEEDED)}, null where there is none; it may have {', '.join(_OPTIONAL)}"
_LARGEST = 1e300


def read_gold(folder: Path | str) -> Gold:
    """The gold facts of each article, by its id: those of the folder's *.json files, sorted by name.

    Raises GoldError for a folder that is missing or holds none, and for a file of another form.
    """
    folder = Path(folder)
    gold: dict[str, Sequence[Row]] = {}
    for path in _files(folder):
        article, facts = _article(_load(path), str(path))
        if article in gold:
            raise GoldError(f"a second file with the id «{article}»", where=str(path), remedy="Keep one of the two")
        gold[article] = facts
    return gold


def check_texts(gold: Gold, articles: Collection[str], where: str) -> None:
    """Raises GoldError where an article with gold facts is not among those given."""
    if missing := [article for article in gold if article not in articles]:
        names = ", ".join(f"«{article}»" for article in missing)
        remedy = "The id of the gold facts is the name of the text without .txt: add the text, or take the gold away"
        raise GoldError(f"no text for the gold facts of {names}", where=where, remedy=remedy)


def _files(folder: Path) -> list[Path]:
    if not folder.exists():
        raise GoldError("no such folder", where=str(folder), remedy="Check the path")
    if not folder.is_dir():
        raise GoldError("a file, not a folder", where=str(folder), remedy="Name the folder of the gold facts")
    files = sorted(folder.glob("*.json"))
    if not files:
        raise GoldError("no gold facts in this folder", where=str(folder), remedy="They are files named *.json")
    return files


def _load(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise GoldError(error.strerror or "it cannot be read", where=str(path), remedy="Check the file") from error
    except UnicodeDecodeError as error:
        raise GoldError("not UTF-8", where=str(path), remedy="Save it as UTF-8") from error
    except json.JSONDecodeError as error:
        what = f"not JSON: {error.msg} in line {error.lineno}, column {error.colno}"
        raise GoldError(what, where=str(path), remedy="Correct the file") from error
    except (ValueError, RecursionError) as error:
        raise GoldError("JSON with numbers or nesting beyond reason", where=str(path), remedy="Correct it") from error


def _article(data: Any, where: str) -> tuple[str, list[Row]]:
    form = 'The form is {"id": "01", "facts": […]}'
    for key in ("id", "facts"):
        if not isinstance(data, dict) or key not in data:
            raise GoldError(f"no «{key}»", where=where, remedy=form)
    if not isinstance(data["id"], str | int) or not isinstance(data["facts"], list):
        raise GoldError("an id that is no text, or facts that are no list", where=where, remedy=form)
    for number, fact in enumerate(data["facts"], start=1):
        if what := _fault(fact):
            raise GoldError(f"fact {number} {what}", where=where, remedy=_FORM)
    return str(data["id"]), [{**dict.fromkeys(_OPTIONAL), **fact} for fact in data["facts"]]


def _fault(fact: Any) -> str | None:
    """What keeps a fact from being compared, None where nothing does."""
    if not isinstance(fact, dict):
        return "is no object"
    if missing := [key for key in _NEEDED if key not in fact]:
        return f"has no «{missing[0]}»"
    if not isinstance(fact["relation"], str):
        return "has a «relation» that is no text"
    if wrong := [key for key in _TEXTS if not isinstance(fact.get(key), str | None)]:
        return f"has a «{wrong[0]}» that is no text"
    value = fact.get("value")
    return None if value is None or _is_number(value) else "has a «value» that is no number"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _LARGEST
