"""The words of the calendar, as pieces of regular expressions and as numbers."""

from __future__ import annotations

import re
from functools import cache

from kg.wordlists import rows


@cache
def values(kind: str) -> dict[str, int]:
    """The forms of one kind of calendar.csv with their numbers: months 1–12, weekdays 0–6, shifts in years or days."""
    chosen = [row for row in rows("calendar") if row["kind"] == kind]
    return {form: int(row["value"]) for row in chosen for form in row["forms"].split("|")}


@cache
def alternatives(kind: str) -> str:
    """The forms of one kind as a group of a regular expression, the longest first."""
    return "(?:" + "|".join(re.escape(form) for form in sorted(values(kind), key=lambda form: (-len(form), form))) + ")"


@cache
def month_number(form: str) -> int:
    """The month that a form names: «сентября» → 9."""
    return values("month")[form.rstrip(".")]
