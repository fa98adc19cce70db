"""Dates with figures or month names: «с 29 сентября по 1 октября 2025 года», «в I квартале», «2018–2021 годы».

A pattern is a cue, a regular expression over folded words, and a reader that answers with a stretch of time, possibly
without a year, or None. The group `date`, where there is one, is what counts as the mention.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache

from kg.mentions.calendar_words import alternatives, month_number, values
from kg.mentions.moments import Moment, Stretch, elapsed_year, months
from kg.mentions.number_words import words_of_kind

Reader = Callable[[re.Match[str], Moment | None, str | None], Stretch | None]
Pattern = tuple[str, re.Pattern[str], Reader]  # a cue of CUES, without which the expression is not tried

_YEAR = r"(?:1[5-9]\d\d|20\d\d|21\d\d)"
_OF_YEAR = r"(?: ?(?:года|году|годом|год|г\b\.?))"
_PAUSE = r"(?= ?[,.;:)(»—–]|$| (?:в|на|и|по|с)\b)"
_DASH = r" ?[–—-] ?"

CUES = {
    "figure": re.compile(r"\d"),
    "two figures": re.compile(r"\d.*\d"),
    "years": re.compile(r"\d{4}.*\d{4}"),
    "month": re.compile(r"янв|фев|мар|апр|ма[йяею]|июн|июл|авг|сен|окт|ноя|дек"),
    "months": re.compile(r"месяц|квартал"),
    "part": re.compile(r"полугоди|квартал|половин"),
    "season": re.compile(r"весн|летом|осен|зимой"),
    "year": re.compile(r"год|недел|месяц"),
    "week": re.compile(r"понед|вторн|сред|четв|пятн|субб|воскр"),
    "day": re.compile(r"вчера|сегодня|завтра"),
    "this": re.compile(r"шл|шед|минувш|преды|эт|тек|нынеш|сей|следу|буду|гряд|наст"),
}


def compiled(text: str) -> re.Pattern[str]:
    """A pattern that begins and ends at the edge of a word."""
    return re.compile(rf"(?<![\w.,-])(?:{text})(?![\w-])")


def tail(name: str = "y") -> str:
    """« 2025 года», « 2025», « прошлого года», or nothing; in groups `y`, `y_shift`."""
    figure = rf",? (?P<{name}>{_YEAR})(?:-?го)?(?:{_OF_YEAR}|{_PAUSE})"
    return rf"(?:{figure}|,? (?P<{name}_shift>{alternatives('shift')}) года)?"


def day(name: str) -> str:
    """A day of a month: «1», «1-го»."""
    return rf"(?P<{name}>0?[1-9]|[12]\d|3[01])(?:-?(?:го|ое|е|му|ого))?"


def month(name: str) -> str:
    """A month's name."""
    return rf"(?P<{name}>{alternatives('month')})(?:\.(?= \d|,))?"


def year_of(match: re.Match[str], published: Moment | None, name: str = "y") -> int | None:
    """The year that a tail names, by figure or by shift from the publication."""
    groups = match.groupdict()
    if groups.get(name):
        return int(groups[name])
    shift = groups.get(f"{name}_shift")
    return published.year + values("shift")[shift] if shift and published and published.year else None


def _read_iso(match: re.Match[str], published: Moment | None, tense: str | None) -> Stretch | None:
    """«2025-09-29»."""
    return Stretch(Moment(*(int(part) for part in match.groups())))


def _read_dotted(match: re.Match[str], published: Moment | None, tense: str | None) -> Stretch | None:
    """«19.10.21», «29.09.2025»."""
    number, month_, year = (int(part) for part in match.groups())
    year += (2000 if year < 50 else 1900) if year < 100 else 0
    return Stretch(Moment(year, month_, number))


def _read_year_so_far(match: re.Match[str], published: Moment | None, tense: str | None) -> Stretch | None:
    """«с начала года»: from January to the publication; of a past year the whole of it."""
    groups = match.groupdict()
    year = int(groups["year"]) if groups["year"] else published.year if published else None
    if year is None or published is None or published.year != year:
        return Stretch(Moment(year)) if year is not None and groups["year"] else None
    ends = (Moment(year, 1, 1 if published.day else None), published)
    return Stretch(*ends) if published.month else Stretch(Moment(year))


def _read_days(match: re.Match[str], published: Moment | None, tense: str | None) -> Stretch | None:
    """«с 29 сентября по 1 октября 2025 года», «13–15 мая»."""
    last = month_number(match["m2"])
    first = month_number(match["m1"]) if match["m1"] else last
    end = Moment(year_of(match, published), last, int(match["d2"]))
    return Stretch(Moment(year_of(match, published, "y1"), first, int(match["d1"])), end)


def _read_two_days(match: re.Match[str], published: Moment | None, tense: str | None) -> Stretch | None:
    """«5 и 6 июня»: an interval where they follow each other; «5 и 7 июня» cannot be written as one."""
    first, last = int(match["d1"]), int(match["d2"])
    number, year = month_number(match["m2"]), year_of(match, published)
    return Stretch(Moment(year, number, first), Moment(year, number, last)) if last == first + 1 else None


def _read_day(match: re.Match[str], published: Moment | None, tense: str | None) -> Stretch | None:
    """«29 сентября», «27 июн», «8 декабря 2018 года»."""
    return Stretch(Moment(year_of(match, published), month_number(match["m2"]), int(match["d2"])))


def _read_months(match: re.Match[str], published: Moment | None, tense: str | None) -> Stretch | None:
    """«за январь–сентябрь 2025 года», «с января по март»."""
    start = Moment(year_of(match, published, "y1"), month_number(match["m1"]))
    return Stretch(start, Moment(year_of(match, published), month_number(match["m2"])))


def _read_month(match: re.Match[str], published: Moment | None, tense: str | None) -> Stretch | None:
    """«в сентябре 2018 года», «в июне»."""
    return Stretch(Moment(year_of(match, published), month_number(match["m2"])))


def _read_years(match: re.Match[str], published: Moment | None, tense: str | None) -> Stretch | None:
    """«2018–2021 годы», «с 2010 по 2015 год»."""
    first, last = int(match["first"]), int(match["last"])
    return Stretch(Moment(first), Moment(last)) if first < last else None


def _read_year_list(match: re.Match[str], published: Moment | None, tense: str | None) -> Stretch | None:
    """«в 2018, 2019 и 2020 годах»: an interval where no year is left out."""
    years = [int(year) for year in re.findall(_YEAR, match.group())]
    return Stretch(Moment(years[0]), Moment(years[-1])) if years == list(range(years[0], years[-1] + 1)) else None


def _read_year(match: re.Match[str], published: Moment | None, tense: str | None) -> Stretch | None:
    """«в 2019 году», «2024-го», «до 2026 года»."""
    return Stretch(Moment(int(match["year"])))


def _read_decade(match: re.Match[str], published: Moment | None, tense: str | None) -> Stretch | None:
    """«2010-е годы», «90-х годов»."""
    first = int(match["decade"])
    first += 1900 if first < 100 else 0
    return Stretch(Moment(first), Moment(first + 9))


def _read_part(match: re.Match[str], published: Moment | None, tense: str | None) -> Stretch | None:
    """«в первом полугодии», «в I квартале», «I–III кварталы 2024 года»."""
    size = 3 if match["part"].startswith("квартал") else 6
    first, last = values("ordinal")[match["from"]], values("ordinal")[match["to"] or match["from"]]
    if first > last or last * size > 12:
        return None
    year = year_of(match, published) or (published.year if published else None)
    return months(year, (first - 1) * size + 1, last * size)


@cache
def _small_numbers() -> dict[str, int]:
    words = {**words_of_kind("digit"), **words_of_kind("teen")}
    return {form: int(value) for form, value in words.items() if value <= Decimal(12)}


def _read_months_elapsed(match: re.Match[str], published: Moment | None, tense: str | None) -> Stretch | None:
    """«за девять месяцев 2025 года», «первые шесть месяцев», «за три квартала»: from January on."""
    count = int(match["n"]) if match["n"].isdigit() else _small_numbers()[match["n"]]
    last = count * (3 if match["what"].startswith("квартал") else 1)
    return months(year_of(match, published) or elapsed_year(published, last), 1, last) if 1 <= last <= 12 else None


def _read_season(match: re.Match[str], published: Moment | None, tense: str | None) -> Stretch | None:
    """«весной 2024 года»; a winter belongs to two years and stays unread."""
    first = values("season")[match["season"]]
    year = year_of(match, published) or (published.year if published else None)
    return months(year, first, first + 2) if first < 12 else None


def _months_elapsed() -> str:
    number = "(?P<n>1[0-2]|[1-9]|" + "|".join(sorted(_small_numbers(), key=lambda form: (-len(form), form))) + ")"
    return rf"(?P<date>(?:перв(?:ые|ых) )?{number} (?P<what>месяц(?:ев|а)|квартал(?:ов|а))"


@cache
def explicit_patterns() -> tuple[Pattern, ...]:
    """The patterns, the longer constructions first."""
    two = rf"{day('d1')}(?: {month('m1')})?"
    part = rf"(?P<from>{alternatives('ordinal')})(?:{_DASH}(?P<to>{alternatives('ordinal')}))?"
    before = r"(?:в|во|к|ко|до|за|с|со|по|на|от|начал[аеоу]|конц[аеу]|конец|середин[аеуы]|итогам)"
    ending = r"(?:годы|годах|годов|годам|гг\b\.?|учебн\w+ год\w*|года|году|год)"
    first, final = rf"(?P<first>{_YEAR})", rf"(?P<last>{_YEAR})"
    count = _months_elapsed()
    table = [
        ("year", r"с начала (?:(?P<year>20\d\d) |(?:этого|текущего|нынешнего) )?года", _read_year_so_far),
        ("two figures", r"(\d{4})-(\d\d)-(\d\d)", _read_iso),
        ("two figures", r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)(?: ?г(?:ода)?\b\.?)?", _read_dotted),
        ("month", rf"(?:с|со|от) {two}{tail('y1')} (?:по|до) {day('d2')} {month('m2')}{tail()}", _read_days),
        ("month", rf"{two}{tail('y1')}{_DASH}{day('d2')} {month('m2')}{tail()}", _read_days),
        ("month", rf"{day('d1')} и {day('d2')} {month('m2')}{tail()}", _read_two_days),
        ("month", rf"{day('d2')} {month('m2')}{tail()}", _read_day),
        ("month", rf"(?:с|со) {month('m1')}{tail('y1')} (?:по|до) {month('m2')}{tail()}", _read_months),
        ("month", rf"{month('m1')}{tail('y1')}{_DASH}{month('m2')}{tail()}", _read_months),
        ("month", rf"{month('m2')}{tail().removesuffix('?')}", _read_month),
        ("month", rf"{before} (?P<date>{month('m2')})", _read_month),
        ("years", rf"с {first}(?:{_OF_YEAR}|-го)? (?:по|до) {final}(?:-й)?(?: {ending})?", _read_years),
        ("years", rf"{first} ?[–—/-] ?{final}(?: ?{ending})?", _read_years),
        ("years", rf"{_YEAR}(?:, {_YEAR})* и {_YEAR} {ending}", _read_year_list),
        ("part", rf"(?:{part}) (?P<part>полугоди\w+|квартал\w*){tail()}", _read_part),
        ("part", rf"(?:{part}) (?P<part>половин\w+){tail().removesuffix('?')}", _read_part),
        ("months", rf"{count}{tail().removesuffix('?')})", _read_months_elapsed),
        ("months", rf"за {count})", _read_months_elapsed),
        ("season", rf"(?P<season>{alternatives('season')}){tail()}", _read_season),
        ("figure", r"(?P<decade>(?:1[89]|20)\d0|[2-9]0)-(?:е|х|м|ми) год(?:ы|ов|ах|ам)", _read_decade),
        ("figure", rf"(?P<year>{_YEAR})(?:-?(?:ый|ого|ом|й|го|му|м))?{_OF_YEAR}", _read_year),
        ("figure", rf"(?P<year>{_YEAR})-(?:й|го|му|м)", _read_year),
        ("figure", rf"(?:в|с|к|до|за|на|от|после) (?P<date>(?P<year>{_YEAR}))(?= ?[,.;:)(»—–]|$)", _read_year),
    ]
    return tuple((cue, compiled(text), reader) for cue, text, reader in table)
