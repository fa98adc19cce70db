"""Parts of dates → periods: years that are left out, days that do not exist, words that count from the publication."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from kg.model import Period

_FAR, _NEAR = 300, 31  # days


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, a month or a year as the text gives it; None for what it leaves out."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def iso(self) -> str:
        """ISO 8601; «--06-26» where the year is unknown, as RFC 6350 writes it."""
        parts = ["-" if self.year is None else f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def exists(self) -> bool:
        """Whether the calendar has it: «31 февраля» is none."""
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        if self.day is None:
            return True
        return self.month is not None and 1 <= self.day <= calendar.monthrange(self.year or 2024, self.month)[1]

    def first_day(self) -> date:
        """The day it begins; the year must be known."""
        return date(self.year or 1, self.month or 1, self.day or 1)

    def in_year(self, year: int | None) -> Moment:
        """The same in another year."""
        return Moment(year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one moment to another; `end` None for a single one. `iso` as in Period, also without a year."""

    start: Moment
    end: Moment | None = None

    @property
    def iso(self) -> str:
        """`start`, or `start/end`."""
        return self.start.iso if self.end is None else f"{self.start.iso}/{self.end.iso}"

    def exists(self) -> bool:
        """Whether the calendar has both ends."""
        return self.start.exists() and (self.end is None or self.end.exists())

    @property
    def period(self) -> Period | None:
        """The period, None where the year is unknown or there is no such day, or the end comes first."""
        ends = [self.start] if self.end is None else [self.start, self.end]
        if not self.exists() or any(end.year is None or not 1 <= end.year <= 9999 for end in ends):
            return None
        if self.end is not None and self.end.iso < self.start.iso[: len(self.end.iso)]:
            return None
        return Period(self.start.iso, self.end.iso if self.end else None)


def publication_day(published: Period | None) -> Moment | None:
    """The moment of publication; its first part where it is an interval."""
    if published is None:
        return None
    parts = [int(part) for part in published.start.split("-")]
    return Moment(*parts)


def with_year(stretch: Stretch, published: Moment | None, tense: str | None) -> Stretch:
    """The stretch with the year that the text leaves out.

    The end's year serves the start, and the start's the end. Without either it is the year of publication; or the
    neighbouring one, where that is far nearer or the verb's tense («Past», «Fut») asks for it.
    """
    start, end = stretch.start, stretch.end
    known = (end.year if end else None) or start.year
    if known is None:
        known = _likely_year(start, published, tense)
        if known is None:
            return stretch
        return Stretch(start.in_year(known), _end_in_year(start, end, known))
    if end is not None and end.year is None:
        return Stretch(start, _end_in_year(start, end, known))
    if start.year is None and end is not None:
        wraps = (start.month or 0, start.day or 0) > (end.month or 0, end.day or 0) and start.month != end.month
        return Stretch(start.in_year(known - 1 if wraps else known), end)
    return stretch


def _end_in_year(start: Moment, end: Moment | None, year: int) -> Moment | None:
    """«с декабря по март» ends in the next year."""
    if end is None:
        return None
    return end.in_year(year + 1 if (end.month or 0) < (start.month or 0) else year)


def _likely_year(moment: Moment, published: Moment | None, tense: str | None) -> int | None:
    if published is None or published.year is None:
        return None
    if published.month is None or not moment.exists():
        return published.year
    days = moment.in_year(published.year).first_day() if _fits(moment, published.year) else published.first_day()
    ahead = (days - published.first_day()).days
    if ahead > (_NEAR if tense == "Past" else _FAR) and tense != "Fut":
        return published.year - 1
    if ahead < -(_NEAR if tense == "Fut" else _FAR) and tense != "Past":
        return published.year + 1
    return published.year


def _fits(moment: Moment, year: int) -> bool:
    return moment.in_year(year).exists()


def shifted_day(published: Moment | None, days: int) -> Stretch | None:
    """The day so many days after the publication; None where its day is unknown."""
    if published is None or published.day is None or published.year is None:
        return None
    return Stretch(_moment(published.first_day() + timedelta(days=days)))


def weekday(published: Moment | None, number: int, tense: str | None) -> Stretch | None:
    """The weekday nearest to the publication: the coming one for a future tense, else the latest."""
    if published is None or published.day is None:
        return None
    behind = (published.first_day().weekday() - number) % 7
    return shifted_day(published, (7 - behind) % 7 if tense == "Fut" else -behind)


def week(published: Moment | None, shift: int) -> Stretch | None:
    """Monday to Sunday of the week of publication, or so many weeks later."""
    if published is None or published.day is None:
        return None
    monday = published.first_day() + timedelta(days=7 * shift - published.first_day().weekday())
    return Stretch(_moment(monday), _moment(monday + timedelta(days=6)))


def _moment(day: date) -> Moment:
    return Moment(day.year, day.month, day.day)


def months(year: int | None, first: int, last: int) -> Stretch:
    """From one month of a year to another: `months(2019, 1, 6)` is its first half."""
    return Stretch(Moment(year, first), Moment(year, last))


def elapsed_year(published: Moment | None, last_month: int) -> int | None:
    """The latest year whose first months were over when the article came out: «за девять месяцев»."""
    if published is None or published.year is None:
        return None
    over = published.month is None or published.month > last_month
    return published.year if over else published.year - 1
