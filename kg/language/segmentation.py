"""Blocks of text → sentences and words, as character ranges of a clean copy.

razdel decides; what it cuts wrongly in this genre is joined again: names in quotation marks («ИННОПРОМ. Беларусь»),
abbreviations before a lower-case word or a digit («20 тыс. кв.м, включая»).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from razdel import sentenize

from kg.language.words import find_words

_QUOTED_NAME = 80  # characters: longer quotations are speech, whose sentences stand by themselves
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«/])(?:[А-ЯЁA-Z]|тыс|млн|млрд|трлн|руб|долл|кв|куб|корр|соб|им|г|гг|ул|пр|обл|р-н|д|стр|рис|см|напр|т|чел|ед"
    r"|шт|н\.э|проф|акад|ген|зам|нач|св|пос|дер|просп)\.$",
    re.IGNORECASE,
)
_MARKS = ".,:;"  # razdel looks past the space after a figure: «5,» before « 90»


def _balance(text: str) -> int:
    return text.count("«") - text.count("»") + text.count("„") - text.count("“")


def _inside_name(text: str, cut: int) -> bool:
    """Whether a cut falls inside a short quotation: the name of a thing, not somebody's speech."""
    opened = max(text.rfind("«", 0, cut), text.rfind("„", 0, cut))
    if opened >= 0 and _balance(text[opened:cut]) > 0:
        closed = text.find("»", cut)
        return closed >= 0 and closed - opened <= _QUOTED_NAME
    if text.count('"', 0, cut) % 2 == 0:
        return False
    opened, closed = text.rfind('"', 0, cut), text.find('"', cut)
    return closed >= 0 and closed - opened <= _QUOTED_NAME


def _needs_joining(text: str, start: int, cut: int, following: str) -> bool:
    before = text[start:cut].rstrip()
    if _inside_name(text, cut):
        return True
    if _ABBREVIATION.search(before):
        return bool(re.match(r"[а-яё\d(–—-]|США\b", following)) or bool(
            re.search(r"(?:^|\s)(?:[А-ЯЁ]|им|г|ул|пос|дер)\.$", before)
        )
    return bool(re.match(r"[,;:)»/]|[–—-]\s+[а-яё]", following)) or bool(re.match(r"[а-яё]", following))


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """(start, stop) of each sentence of one block, in order, without surrounding spaces."""
    start: int | None = None
    stop = 0
    for piece in sentenize(text):
        if start is not None and not _needs_joining(text, start, piece.start, piece.text):
            yield start, stop
            start = None
        start = piece.start if start is None else start
        stop = piece.stop
    if start is not None and stop > start:
        yield start, stop


def split_words(text: str) -> list[tuple[int, int]]:
    """(start, stop) of each word and mark. A mark after a figure stands alone: «в 2018, 2019 годах»."""
    found: list[tuple[int, int]] = []
    for start, stop in find_words(text):
        if stop - start > 1 and text[stop - 1] in _MARKS and text[stop - 2].isdecimal():
            found += [(start, stop - 1), (stop - 1, stop)]
        else:
            found.append((start, stop))
    return found
