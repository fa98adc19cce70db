"""Numerals of a sentence: where they stand and what they are worth.

«11 240», «двухсот», «полтора миллиона», «три с половиной тысячи», «20 тыс.», «1,5–2 млрд», «более сотни».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from kg.language.morphology import readings
from kg.mentions.number_words import Group, group_at, words_of_kind
from kg.mentions.surface import fold, touches
from kg.model import Sentence
from kg.wordlists import rows

_ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?:[–-][IVXLC]{1,6})?(?:-[а-я]{1,3})?")
_CYRILLIC_ROMAN = str.maketrans("ХІС", "XIC")
_DASHES = {"-", "–", "—"}
_LONGEST = 12  # tokens


@dataclass(frozen=True, slots=True)
class Numeral:
    """Tokens `first` to `last` (excluded) that write the number `value`.

    `lower` is the lower end of a range, whose upper end is `value`. `after` is where the counted noun may begin: behind
    the dot of «тыс.». `scaled` where a magnitude word took part; `surplus` for «500 с лишним»; `spelt` in words.
    """

    first: int
    last: int
    after: int
    value: Decimal
    lower: Decimal | None = None
    scaled: bool = False
    surplus: bool = False
    spelt: bool = False


def plain(value: Decimal) -> Decimal:
    """The number without an exponent or trailing zeros.

    >>> plain(Decimal("1.1") * 10**9)
    Decimal('1100000000')
    """
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


@lru_cache(maxsize=256)
def numerals(sentence: Sentence) -> tuple[Numeral, ...]:
    """The cardinal numbers that can be read, left to right, without overlaps."""
    return tuple(_numerals(sentence))


def find_numerals(sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """Token ranges (last excluded) of every numeral: figures, cardinal words with their magnitudes, roman numerals.

    Also those inside dates, ordinals in figures («12-м») and figures that cannot be read. Not «один из», which counts
    nothing, nor a code that begins with a letter («МАЗ-6430»).
    """
    read = {numeral.first: numeral.last for numeral in numerals(sentence)}
    found, index = [], 0
    while index < len(sentence.tokens):
        last = read.get(index, index + 1 if _is_figure(sentence, index) else index)
        if last > index:
            found.append((index, last))
        index = max(last, index + 1)
    return tuple(found)


def _is_figure(sentence: Sentence, index: int) -> bool:
    text = sentence.tokens[index].text
    return text[0].isdigit() or (text[0] in "-−" and text[1:2].isdigit()) or is_roman(sentence, index)


def is_roman(sentence: Sentence, index: int) -> bool:
    """«XXIII», «X», also in Cyrillic letters; not an initial («Х. Иванов»)."""
    text = sentence.tokens[index].text
    initial = len(text) == 1 and index + 1 < len(sentence.tokens) and sentence.tokens[index + 1].text == "."
    return not initial and _ROMAN.fullmatch(text.translate(_CYRILLIC_ROMAN)) is not None


def _numerals(sentence: Sentence) -> Iterator[Numeral]:
    index, count = 0, len(sentence.tokens)
    while index < count:
        numeral = _with_range(sentence, _numeral_at(sentence, index))
        if numeral is None or _counts_nothing(sentence, numeral):
            index += 1
        else:
            yield numeral
            index = max(numeral.last, numeral.after)


def _counts_nothing(sentence: Sentence, numeral: Numeral) -> bool:
    """«один из», «ни один», «двадцать первый», «семью» as a family."""
    tokens, following = sentence.tokens, sentence.tokens[numeral.last : numeral.last + 1]
    if not numeral.spelt:
        return False
    if numeral.value == 1 and not numeral.scaled:
        before = fold(tokens[numeral.first - 1].text) if numeral.first else ""
        return before == "ни" or (bool(following) and fold(following[0].text) in {"из", "и", "лишь", "только"})
    if fold(tokens[numeral.first].text) == "семью" and numeral.last == numeral.first + 1:
        return not following or following[0].case != "Ins"
    return bool(following) and any("Anum" in reading.tag for reading in readings(fold(following[0].text)))


def _numeral_at(sentence: Sentence, index: int) -> Numeral | None:
    """The number that begins at a token: groups with falling magnitudes, «2 млн 600 тыс.», «две тысячи пятьсот»."""
    group = group_at(sentence, index)
    if group is None:
        return _bare_scale(sentence, index)
    read = Numeral(index, index, index, Decimal(0), group.lower, spelt=group.spelt)
    while group is not None:
        value, last = _with_part(sentence, group)
        behind = _surplus(sentence, last)
        scale, end = _scale_at(sentence, behind or last)
        read = replace(read, surplus=read.surplus or behind is not None)
        if scale is None:
            return replace(read, value=plain(read.value + value), last=behind or last, after=behind or last)
        read = _scaled(read, value, scale, end, _behind_dot(sentence, end))
        group = _continuation(sentence, read.after, scale) if read.after - index < _LONGEST else None
    behind = _surplus(sentence, read.after)
    return replace(read, last=behind, after=behind, surplus=True) if behind else read


def _scaled(read: Numeral, value: Decimal, scale: Decimal, last: int, after: int) -> Numeral:
    lower = None if read.lower is None else plain(read.lower * scale)
    return replace(read, value=plain(read.value + value * scale), lower=lower, scaled=True, last=last, after=after)


def _continuation(sentence: Sentence, index: int, scale: Decimal) -> Group | None:
    """«2 млн | 600 тыс.», «две тысячи | пятьсот»: a smaller number that goes on; not «5 млн 3 компании»."""
    group = group_at(sentence, index)
    if group is None or group.lower is not None or group.value >= scale:
        return None
    next_scale, _ = _scale_at(sentence, group.last)
    if next_scale is not None and next_scale >= scale:
        return None
    goes_on = next_scale is not None
    return group if goes_on or (group.spelt and scale >= 100) or (scale == 1000 and group.value >= 100) else None


def _with_part(sentence: Sentence, group: Group) -> tuple[Decimal, int]:
    """«три | с половиной»."""
    words = [fold(token.text) for token in sentence.tokens[group.last : group.last + 2]]
    if len(words) == 2 and words[0] == "с" and words[1] in words_of_kind("part"):
        return group.value + words_of_kind("part")[words[1]], group.last + 2
    return group.value, group.last


@cache
def _surplus_words() -> frozenset[tuple[str, ...]]:
    forms = [row["forms"] for row in rows("comparators") if row["kind"] == "after" and row["comparator"] == ">"]
    return frozenset(tuple(form.split()) for one in forms for form in one.split("|"))


def _surplus(sentence: Sentence, index: int) -> int | None:
    """Behind «с лишним», or None."""
    words = tuple(fold(token.text) for token in sentence.tokens[index : index + 2])
    return index + 2 if words in _surplus_words() else None


def _scale_at(sentence: Sentence, index: int) -> tuple[Decimal | None, int]:
    """The magnitude at a token and where it ends; «тыс. млн» is one of them, «десятков тысяч» their product."""
    if index >= len(sentence.tokens):
        return None, index
    value = words_of_kind("scale").get(fold(sentence.tokens[index].text))
    if value is None:
        return None, index
    inner, end = _scale_at(sentence, _behind_dot(sentence, index + 1))
    return (value * inner, end) if inner is not None and inner > value else (value, index + 1)


def _behind_dot(sentence: Sentence, index: int) -> int:
    """Behind the dot of «тыс.», unless it ends the sentence."""
    tokens = sentence.tokens
    shortened = 0 < index < len(tokens) - 1 and tokens[index].text == "." and touches(sentence, index)
    return index + 1 if shortened and len(tokens[index - 1].text) <= 4 else index


def _bare_scale(sentence: Sentence, index: int) -> Numeral | None:
    """«тысячу», «сотня»; «более сотни», where a plural would do without a number («сотни»)."""
    word = fold(sentence.tokens[index].text)
    singular = word in words_of_kind("genitive") and index > 0 and _wants_genitive(sentence, index - 1)
    alone = singular or word in _lone_scales()
    scale, end = _scale_at(sentence, index) if alone else (None, index)
    if scale is None:
        return None
    more = _surplus(sentence, end)
    return Numeral(index, more or end, more or end, scale, None, True, bool(more), True)


@cache
def _lone_scales() -> frozenset[str]:
    return frozenset(form for row in rows("numerals") if row["alone"] for form in row["alone"].split("|"))


@cache
def _comparator_ends() -> frozenset[str]:
    return frozenset(
        form.split()[-1] for row in rows("comparators") if row["kind"] == "before" for form in row["forms"].split("|")
    )


def _wants_genitive(sentence: Sentence, index: int) -> bool:
    return fold(sentence.tokens[index].text) in _comparator_ends() | {"из", "с"}


def _with_range(sentence: Sentence, low: Numeral | None) -> Numeral | None:
    """«5 – 7 млн»: both ends in one; «5 – 3» is no range."""
    tokens = sentence.tokens
    if low is None or low.lower is not None or low.last + 1 >= len(tokens) or tokens[low.last].text not in _DASHES:
        return low
    high = _numeral_at(sentence, low.last + 1)
    if high is None or high.lower is not None or low.spelt != high.spelt:
        return low
    unit = high.value / _unscaled(sentence, high) if high.scaled and not low.scaled else Decimal(1)
    bottom = low.value * unit
    if not 0 < bottom < high.value <= bottom * 20:
        return low
    return Numeral(low.first, high.last, high.after, high.value, plain(bottom), high.scaled, high.surplus, high.spelt)


def _unscaled(sentence: Sentence, numeral: Numeral) -> Decimal:
    group = group_at(sentence, numeral.first)
    return group.value if group else Decimal(1)
