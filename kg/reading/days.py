"""Days as datelines write them: «29 сентября 2025 года», «27 июн», «19.10.21», «2025-09-29»."""

from __future__ import annotations

import re

from kg.model import Period

_MONTHS = ("янв", "фев", "мар", "апр", "ма[йя]", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
DAY = re.compile(
    r"(?P<day>(?P<iso>\d{4}-\d\d-\d\d)\b"
    r"|(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4}|\d\d)\b(?:\s?г\.|\s?года)?"
    rf"|(?P<number>\d{{1,2}})\s(?P<month>{'|'.join(_MONTHS)})[а-яё]{{0,5}}\b(?:\.(?=\s*[—–−\d-]))?"
    r"(?:\s(?P<year>\d{4})\b(?:\s?года|\s?г\.)?)?)"
)
TIME = r"(?:,?\s(?:в\s)?\d{1,2}[:.]\d\d(?:\s(?:мск|МСК))?)?"


def day_of(match: re.Match[str]) -> Period | None:
    """The day that DAY matched; None without a year, or where the calendar has no such day.

    >>> day_of(DAY.match("19.10.21")).iso, day_of(DAY.match("27 июн"))
    ('2021-10-19', None)
    """
    if match["iso"]:
        return read_day(match["iso"])
    if match["y"]:
        century = "20" if len(match["y"]) == 2 else ""
        return read_day(f"{century}{match['y']}-{match['m']:0>2}-{match['d']:0>2}")
    if not match["year"]:
        return None
    month = next(number for number, stem in enumerate(_MONTHS, 1) if re.match(stem, match["month"]))
    return read_day(f"{match['year']}-{month:02}-{match['number']:0>2}")


def read_day(iso: str) -> Period | None:
    """The day of an ISO date, None where the calendar has no such day."""
    try:
        return Period(iso)
    except ValueError:
        return None
