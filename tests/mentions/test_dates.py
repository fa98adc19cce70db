"""Dates: the cases, dates written by a generator and read back, undated articles."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions.dates import find_dates
from kg.mentions.moments import Moment, Stretch, with_year
from kg.model import Mention, Period
from tests.cases_runner import Case, read_cases, sentence_of

_PUBLISHED = Period("2025-10-22")
_MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]
_DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def _mentions(text: str, published: Period | None = _PUBLISHED) -> list[Mention]:
    return list(find_dates(sentence_of(text), published))


@pytest.mark.parametrize("case", read_cases("mentions/dates.txt"), ids=str)
def test_case(case: Case) -> None:
    found = [(mention.text, mention.period.iso if mention.period else "") for mention in _mentions(case.sentence)]
    assert found == list(case.expected)


def _in_words(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year} года"


@given(_DAYS)
def test_days_are_read_back(day: date) -> None:
    for form in (_in_words(day), day.isoformat(), f"{day:%d.%m.%Y}"):
        (mention,) = _mentions(f"Встреча прошла {form}", None)
        assert mention.period == Period(day.isoformat())


@given(_DAYS, st.integers(1, 300))
def test_intervals_are_read_back(start: date, days: int) -> None:
    end = min(start + timedelta(days=days), date(2099, 12, 31))
    (mention,) = _mentions(f"Выставка шла с {_in_words(start)} по {_in_words(end)}")
    assert mention.period == Period(start.isoformat(), end.isoformat())


@given(_DAYS, st.integers(1, 31), st.integers(0, 11))
def test_a_day_without_a_year_is_near_the_publication(published: date, day: int, month: int) -> None:
    (mention,) = _mentions(f"Встреча — {day} {_MONTHS[month]}", Period(published.isoformat()))
    if mention.period is None:
        assert day > 28
    else:
        assert abs((date.fromisoformat(mention.period.start) - published).days) <= 366


@given(st.text("0123456789 .-–сентябряпогдамю", min_size=1, max_size=50))
def test_spans_are_the_words(text: str) -> None:
    whole = "Итого " + text.replace(".", " ")
    for mention in find_dates(sentence_of(whole), _PUBLISHED):
        assert mention.span.of(whole) == mention.text
        assert mention.first <= mention.head < mention.last


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Город с 26 июня принимает форум.", "--06-26"),
        ("Ярмарка шла с 19 по 27 мая.", "--05-19/--05-27"),
        ("В июне они встретились.", "--06"),
        ("Вчера они встретились.", "Вчера"),
    ],
)
def test_an_undated_article_gives_no_year(text: str, normal: str) -> None:
    (mention,) = _mentions(text, None)
    assert mention.period is None
    assert mention.normal == normal


def test_a_publication_known_to_the_year_gives_the_year() -> None:
    (mention,) = _mentions("Встреча прошла 8 июня.", Period("2018"))
    assert mention.period == Period("2018-06-08")


def test_a_leap_day_needs_its_year() -> None:
    assert Stretch(Moment(2023, 2, 29)).period is None
    assert Stretch(Moment(2024, 2, 29)).period == Period("2024-02-29")
    assert with_year(Stretch(Moment(None, 2, 29)), Moment(2023, 3, 1), "Past").period is None


def test_an_interval_that_runs_backwards_has_no_period() -> None:
    assert Stretch(Moment(2025, 5, 7), Moment(2025, 5, 5)).period is None
