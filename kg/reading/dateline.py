"""Datelines: where, when and which agency, before the first sentence.

«29 сентября, Минск /Корр. БЕЛТА/.», «МИНСК, 27 июн — Sputnik.», «Бишкек, 19.10.21. /Кабар/.», «Москва. 15 июня.
INTERFAX.RU —». A dateline is taken for one only where it ends as datelines do: «8 июня Минск принял …» has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Metadata, Span
from kg.reading.agencies import bare_name, is_agency
from kg.reading.days import DAY, TIME, day_of

# Soft hyphens and stress marks may stand within a word.
_LETTERS = r"[А-ЯЁа-яё\u00ad\u0301\u0306\u0308]"
_WORD = rf"[А-ЯЁ]{_LETTERS}+(?:[-‑–]{_LETTERS}+)*"
# The place, and the country or region that may follow it: «г. Ош (Кыргызстан)», «Минск, Беларусь, 5 мая».
_WITHIN = rf"(?:,\s{_WORD}(?:\s(?:область|край|район))?(?=[,.]\s\d)|\s\([^()]{{3,40}}\)(?=[,.]\s\d))?"
_QUOTED = r"[«\"“„][^«»\"“”„]{2,40}[»\"”“]"
_LATIN = r"[A-Za-z0-9][\w-]*(?:\.\w[\w-]*)*"
_CAPITALISED = rf"[А-ЯЁ][А-ЯЁа-яё]+(?:[-‑]{_LETTERS}+)*(?:\s[А-ЯЁ][\w-]+){{0,2}}"
_PARTS = {
    "bracket": re.compile(r"[/(]\s?(?P<name>[^/()]{2,60}?)\s?[/)]"),
    "day": DAY,
    "agency": re.compile(
        rf"(?P<name>(?:[А-ЯЁ]{{2,6}}\s(?=[«\"A-ZА-ЯЁ])|[Кк]орр\.\s)?(?:{_QUOTED}|{_LATIN}|{_CAPITALISED}))(?:,\s{_WORD}\s{_WORD})?"
    ),
    "place": re.compile(rf"(?:(?:г|аг|гп|п|пос)\.\s*)?(?P<name>{_WORD}(?:\s{_WORD}){{0,2}}){_WITHIN}"),
}
_SEPARATOR = re.compile(r"\s*[.,]?\s*[—–−-]\s+|[.,]?\s+")
# A full stop, or a dash before a capital: «Минск, 5 мая — Премьер …» ends, «Минск, 5 мая — день памяти» does not.
_END = re.compile(r"\s*[.:](?:\s*[—–−-]+(?=\s))?(?=\s|$)|\s*[—–−-]+\s+(?=[А-ЯЁA-Z«\"„“\d])|\s*$")
_DATED_LINE = re.compile(rf"{DAY.pattern}{TIME}\.?$")
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class _Part:
    kind: str
    match: re.Match[str]
    separator: str

    @property
    def span(self) -> Span:
        return Span(*self.match.span())

    @property
    def is_bracketed(self) -> bool:
        return self.kind == "agency" and self.match[0][0] in "/("


@dataclass(frozen=True, slots=True)
class Dateline:
    """The opening of a text, up to the character `stop`, and what it says; spans count from the same start."""

    stop: int
    metadata: Metadata


def find_dateline(text: str, start: int = 0, stop: int | None = None) -> Dateline | None:
    """The dateline that opens the block `text[start:stop]`, or None; offsets are the text's.

    >>> found = find_dateline("Гомель, 19 мая (БЕЛТА). Экспорт вырос.")
    >>> found.metadata.place, found.metadata.publisher, found.stop
    ('Гомель', 'БЕЛТА', 23)
    >>> find_dateline("8 июня Воронежская и Курская области оформили соглашение.")
    """
    stop = len(text) if stop is None else stop
    if stop - start <= _LONGEST and (match := _DATED_LINE.match(text, start, stop)) and day_of(match):
        return Dateline(stop, Metadata(published=day_of(match), published_span=Span(*match.span("day"))))
    parts = tuple(_split(text, start, min(stop, start + _LONGEST)))
    for count in range(len(parts), 0, -1):
        head = parts[:count]
        if (end := _find_end(head, text, stop)) is not None and _suffices(head):
            return Dateline(end, _metadata(head))
    return None


def _split(text: str, start: int, stop: int) -> Iterator[_Part]:
    """Place, day and agency in the order of the text, each once, as far as they follow each other."""
    seen: set[str] = set()
    separator = ""
    while part := _next_part(text, start, stop, separator, seen):
        yield part
        seen.add(part.kind)
        match = _SEPARATOR.match(text, part.span.stop, stop)
        if not match or part.is_bracketed:
            return
        start, separator = match.end(), match[0]


def _next_part(text: str, start: int, stop: int, separator: str, seen: set[str]) -> _Part | None:
    for kind, form in _PARTS.items():
        named = "agency" if kind == "bracket" else kind
        match = form.match(text, start, stop)
        if match and named not in seen and (kind != "agency" or _is_bare_agency(match, separator, seen)):
            return _Part(named, match, separator)
    return None


def _is_bare_agency(match: re.Match[str], separator: str, seen: set[str]) -> bool:
    """A name without brackets is an agency where it is known, or looks like one and follows a place and a day."""
    name = match["name"]
    if is_agency(name):
        return True
    if "place" not in seen:
        return False
    if re.fullmatch(_LATIN, name) and "." in name:
        return True
    marked = re.search(rf"^ИА\s|{_QUOTED}|^[A-Za-z]", name) or "—" in separator or name.isupper()
    return "day" in seen and bool(marked)


def _find_end(parts: tuple[_Part, ...], text: str, stop: int) -> int | None:
    last = parts[-1]
    match = _END.match(text, last.span.stop, stop)
    if match and (match[0] or last.kind == "agency"):
        return match.end()
    return last.span.stop if last.is_bracketed else None


def _suffices(parts: tuple[_Part, ...]) -> bool:
    found = {part.kind: part for part in parts}
    agency = found.get("agency")
    if agency is None:
        return len(parts) == 2 and any(mark in parts[1].separator for mark in ".,")
    in_round_brackets = agency.match[0].startswith("(")
    return "day" in found or is_agency(agency.match["name"]) or not in_round_brackets


def _metadata(parts: tuple[_Part, ...]) -> Metadata:
    found = {part.kind: part for part in parts}
    day, place, agency = (found.get(kind) for kind in ("day", "place", "agency"))
    published = day_of(day.match) if day else None
    return Metadata(
        published=published,
        published_span=day.span if day and published else None,
        publisher=bare_name(agency.match["name"]) if agency else None,
        publisher_span=_agency_span(agency, place),
        place=_plain(place.match["name"]) if place else None,
        place_span=Span(*place.match.span("name")) if place else None,
    )


def _agency_span(agency: _Part | None, place: _Part | None) -> Span | None:
    """From the place to the agency's closing mark: «Минск /Корр. БЕЛТА/», «МИНСК, 27 июн — Sputnik»."""
    if agency is None:
        return None
    words = agency.span if agency.is_bracketed else Span(*agency.match.span("name"))
    return words if place is None or place.span.start > words.start else place.span.cover(words)


def _plain(place: str) -> str:
    """The place as a name is written: «САНКТ-ПЕТЕРБУРГ» → «Санкт-Петербург», «РОСТОВ-НА-ДОНУ» → «Ростов-на-Дону»."""
    place = re.sub(r"[\u00ad\u0301]", "", place).replace("‑", "-")
    if not place.isupper():
        return re.sub(r"\s+", " ", place)
    words = re.sub(r"\w+", lambda word: word[0].capitalize(), re.sub(r"\s+", " ", place))
    return re.sub(r"-(На|Де|Ле|Эль)-", lambda word: word[0].lower(), words)
