"""Figures that count nothing («№ 5», «10:00», «2/3», «5 место»), and what may stand without a noun."""

from __future__ import annotations

import re

from kg.mentions.comparators import Bound
from kg.mentions.counted import counted_after, is_ordinal_use
from kg.mentions.numerals import Numeral
from kg.mentions.surface import fold, touches
from kg.mentions.units import words_of_kind
from kg.model import Sentence

_YEAR = re.compile(r"(?:19|20)\d\d")


def names_something(sentence: Sentence, numeral: Numeral) -> bool:
    """«№ 5», «10:00», «2/3», «1)», «статья 15», «5 место»: figures that count nothing."""
    tokens, first, last = sentence.tokens, numeral.first, numeral.last
    before = tokens[first - 1] if first else None
    following = tokens[last] if last < len(tokens) else None
    if before is not None and (before.text in {":", "/"} and touches(sentence, first) or before.text == "+"):
        return before.text != "+" or not _is_percent(sentence, numeral)
    if before is not None and not numeral.scaled and {before.lemma, fold(before.text)} & words_of_kind("label"):
        return not (before.text == "." or before.lemma in {"дом", "школа"} and before.number == "Plur")
    if following is not None and following.text in {":", "/"} and touches(sentence, last):
        return last + 1 < len(tokens) and tokens[last + 1].text[0].isdigit()
    if first == 0 and following is not None and following.text in {")", "."} and not (numeral.spelt or numeral.scaled):
        return len(tokens) > last + 1
    return is_ordinal_use(sentence, numeral)


def _is_percent(sentence: Sentence, numeral: Numeral) -> bool:
    counted = counted_after(sentence, numeral)
    return counted is not None and counted.kind == "percent"


def has_minus(sentence: Sentence, first: int) -> bool:
    """«−5 %», where the sign belongs to the number alone."""
    tokens = sentence.tokens
    if first == 0 or tokens[first - 1].text not in {"-", "−"}:
        return False
    return touches(sentence, first) and not touches(sentence, first - 1)


def may_stand_alone(sentence: Sentence, numeral: Numeral) -> bool:
    """Whether a number without bound and unit can be a count: no year, no time («10.30»), no code in Latin letters."""
    text = sentence.tokens[numeral.first].text
    if numeral.scaled or numeral.spelt:
        return True
    before = sentence.tokens[numeral.first - 1] if numeral.first else None
    coded = before is not None and before.pos in {"PROPN", "X"} and not touches(sentence, numeral.first)
    following = sentence.tokens[numeral.after] if numeral.after < len(sentence.tokens) else None
    phone = following is not None and following.text[0].isdigit()
    return not (_YEAR.fullmatch(text) or "." in text or coded or phone)


def is_clock(sentence: Sentence, numeral: Numeral, bound: Bound | None) -> bool:
    """«в 15 часов»."""
    before = fold(sentence.tokens[numeral.first - 1].text) if numeral.first else ""
    hour = numeral.value <= 24 and numeral.value % 1 == 0 and not numeral.scaled
    return hour and (before in {"в", "к"} or bound is not None and bound.words in {"до", "от"})
