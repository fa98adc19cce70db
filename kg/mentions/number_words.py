"""The words and figures that write a number below a magnitude: «двадцать три», «11 240», «2,5», «130–320»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.mentions.surface import fold, touches
from kg.model import Sentence
from kg.wordlists import rows

_RANKS = {"digit": 1, "teen": 1, "ten": 2, "hundred": 3}
_FIGURE = re.compile(r"(?P<sign>[-−])?(?P<number>\d{1,15}(?:[.,]\d{1,6})?)")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3}){2,4}")
_RANGE = re.compile(r"(\d{1,15}(?:,\d{1,6}|\.\d{1,2})?)[–—-](\d{1,15}(?:,\d{1,6}|\.\d{1,2})?)")
_THOUSANDS = re.compile(r"\d{3}(?:,\d{1,6})?")
_CASE_ENDING = re.compile(r"(\d{1,9})-?(?:ти|и|мя|ми|ю|ух|ех|рех|еми)|([234])-?х")
_ENDINGS = re.compile(r"ти|мя|ю|ух|ех|х")


@dataclass(frozen=True, slots=True)
class Group:
    """A number that tokens up to `last` (excluded) write; `lower` is the lower end of a range. `spelt` in words."""

    last: int
    value: Decimal
    lower: Decimal | None = None
    spelt: bool = False


@cache
def words_of_kind(kind: str) -> dict[str, Decimal]:
    """The forms of one kind of numerals.csv with their values."""
    chosen = [row for row in rows("numerals") if row["kind"] == kind]
    return {form: Decimal(row["value"]) for row in chosen for form in row["forms"].split("|")}


@cache
def _simple_words() -> dict[str, tuple[int, Decimal]]:
    return {form: (rank, value) for kind, rank in _RANKS.items() for form, value in words_of_kind(kind).items()}


@cache
def _number_words() -> frozenset[str]:
    return frozenset(_simple_words()) | frozenset(words_of_kind("whole"))


def group_at(sentence: Sentence, index: int) -> Group | None:
    """The number without magnitude that begins at a token, or None."""
    if index >= len(sentence.tokens):
        return None
    text = sentence.tokens[index].text
    if not text.isalpha() and any(character.isdigit() for character in text):
        return _figures(sentence, index)
    if fold(text) not in _number_words() and "-" not in text:
        return None
    return _words(sentence, index) or _compound(sentence, index)


def _number(text: str) -> Decimal | None:
    """«2,5» and «2.5»; None for «1.500», which may be either, and for «007».

    >>> _number("2,5"), _number("1.500")
    (Decimal('2.5'), None)
    """
    if re.fullmatch(r"0\d.*|\d+\.\d{3}", text):
        return None
    return Decimal(text.replace(",", "."))


def _figures(sentence: Sentence, index: int) -> Group | None:
    text = sentence.tokens[index].text
    if matched := _RANGE.fullmatch(text):
        low, high = _number(matched[1]), _number(matched[2])
        return Group(index + 1, high, low) if low is not None and high is not None and low < high else None
    if matched := _CASE_ENDING.fullmatch(fold(text)):
        return Group(index + 1, Decimal(matched[1] or matched[2]))
    if _GROUPED.fullmatch(text):
        return Group(index + 1, Decimal(re.sub("[.,]", "", text)))
    matched = _FIGURE.fullmatch(text)
    value = _number(matched["number"]) if matched else None
    if matched is None or value is None:
        return None
    joined, last = _thousands(sentence, index, matched["number"])
    if last < len(sentence.tokens) and touches(sentence, last) and _ENDINGS.fullmatch(fold(sentence.tokens[last].text)):
        last += 1
    value = Decimal(joined.replace(",", ".")) if joined != matched["number"] else value
    return Group(last, -value if matched["sign"] else value)


def _thousands(sentence: Sentence, index: int, text: str) -> tuple[str, int]:
    """«2 600 000»: the digits joined, and where they end."""
    tokens, last = sentence.tokens, index + 1
    if not re.fullmatch(r"[1-9]\d{0,2}", text):
        return text, last
    while last < len(tokens) and last - index < 5 and "," not in text and _THOUSANDS.fullmatch(tokens[last].text):
        if tokens[last].span.start != tokens[last - 1].span.stop + 1:
            break
        text += tokens[last].text
        last += 1
    return text, last


def _words(sentence: Sentence, index: int) -> Group | None:
    tokens, total, rank, last = sentence.tokens, Decimal(0), 4, index
    while last < len(tokens):
        known = _simple_words().get(fold(tokens[last].text))
        teen = known is not None and 10 <= known[1] <= 19
        if known is None or known[0] >= rank or (teen and rank == 2):
            break
        total, rank, last = total + known[1], known[0], last + 1
    return Group(last, total, spelt=True) if last > index else None


def _compound(sentence: Sentence, index: int) -> Group | None:
    """«полтора», «полсотни», «два-три»."""
    word = fold(sentence.tokens[index].text)
    whole = words_of_kind("whole").get(word)
    if whole is not None:
        return Group(index + 1, whole, spelt=True)
    low, dash, high = word.partition("-")
    ends = [_simple_words().get(part) for part in (low, high)] if dash else []
    if len(ends) == 2 and ends[0] and ends[1] and ends[0][1] < ends[1][1]:
        return Group(index + 1, ends[1][1], ends[0][1], spelt=True)
    return None
