"""Dates that count from the publication: «вчера», «в пятницу», «в прошлом году», «до конца года»."""

from __future__ import annotations

import re
from functools import cache

from kg.mentions.calendar_words import alternatives, values
from kg.mentions.date_patterns import Pattern, compiled
from kg.mentions.moments import Moment, Stretch, shifted_day, week, weekday


def _read_day_word(match: re.Match[str], published: Moment | None, tense: str | None) -> Stretch | None:
    """«вчера», «завтра»."""
    return shifted_day(published, values("day")[match["word"]])


def _read_weekday(match: re.Match[str], published: Moment | None, tense: str | None) -> Stretch | None:
    """«в пятницу»."""
    return weekday(published, values("weekday")[match["weekday"]], tense)


def _read_week(match: re.Match[str], published: Moment | None, tense: str | None) -> Stretch | None:
    """«на этой неделе»."""
    return week(published, values("shift")[match["shift"]])


def _read_year_shift(match: re.Match[str], published: Moment | None, tense: str | None) -> Stretch | None:
    """«в прошлом году», «продолжает расти и в нынешнем»."""
    return Stretch(Moment(published.year + values("shift")[match["shift"]])) if published and published.year else None


def _read_month_shift(match: re.Match[str], published: Moment | None, tense: str | None) -> Stretch | None:
    """«в прошлом месяце»."""
    if published is None or published.year is None or published.month is None:
        return None
    count = published.year * 12 + published.month - 1 + values("shift")[match["shift"]]
    return Stretch(Moment(count // 12, count % 12 + 1))


def _read_year_end(match: re.Match[str], published: Moment | None, tense: str | None) -> Stretch | None:
    """«до конца года»."""
    return Stretch(Moment(published.year)) if published and published.year else None


@cache
def relative_patterns() -> tuple[Pattern, ...]:
    """The patterns, the longer constructions first."""
    shift = rf"(?P<shift>{alternatives('shift')})"
    table = [
        ("year", rf"{shift} год(?:а|у|ом)?", _read_year_shift),
        ("this", rf"в (?P<date>{shift})(?= ?[.,;:)—–]|$)", _read_year_shift),
        ("year", rf"{shift} месяц(?:а|е|у|ем)?", _read_month_shift),
        ("year", rf"на (?P<date>{shift} недел[еию])", _read_week),
        ("year", r"(?:к|до|в|под) (?P<date>кон(?:ца|цу|це|ец) года)", _read_year_end),
        ("week", rf"(?:в|во) (?P<date>(?P<weekday>{alternatives('weekday')}))", _read_weekday),
        ("day", rf"(?P<word>{alternatives('day')})", _read_day_word),
    ]
    return tuple((cue, compiled(text), reader) for cue, text, reader in table)
