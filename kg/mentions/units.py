"""Units and currencies behind (or before) a number: «кв. м», «тонн», «$», «российских рублей», «рабочих мест»."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.language.morphology import readings
from kg.mentions.surface import fold, touches
from kg.model import Sentence
from kg.wordlists import rows

_LONGEST = 5  # tokens


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit at tokens up to `last` (excluded); `head` its noun; `kind` as in units.csv: currency, measure …"""

    name: str
    kind: str
    head: int
    last: int


@cache
def _forms() -> dict[tuple[str, ...], tuple[str, str]]:
    """The words of each form → unit and kind; kinds that are no units stay out."""
    return {
        tuple(form.split()): (row["unit"], row["kind"])
        for row in rows("units")
        if row["kind"] not in {"per", "source", "label"}
        for form in row["forms"].split("|")
    }


@cache
def _first_words() -> frozenset[str]:
    return frozenset(form[0] for form in _forms())


@cache
def words_of_kind(kind: str) -> frozenset[str]:
    """The forms of one kind, for single words."""
    return frozenset(form for row in rows("units") if row["kind"] == kind for form in row["forms"].split("|"))


@cache
def _known_words() -> frozenset[str]:
    return frozenset(word for form in _forms() for word in form)


@cache
def _keys(word: str) -> tuple[str, ...]:
    """The word and its dictionary forms that units are written with."""
    normal = [fold(str(reading.normal_form)) for reading in readings(word)] if word.isalpha() else []
    return tuple(dict.fromkeys(key for key in (word, *normal) if key in _known_words()))


def unit_at(sentence: Sentence, index: int) -> Unit | None:
    """The longest unit that begins at a token, or None."""
    tokens = sentence.tokens
    if index >= len(tokens):
        return None
    found: Unit | None = None
    paths: list[tuple[str, ...]] = [()]
    for last in range(index + 1, min(index + _LONGEST, len(tokens)) + 1):
        word = fold(tokens[last - 1].text)
        paths = [(*path, key) for path in paths for key in (_keys(word) or ((word,) if word == "." else ()))]
        for path in paths:
            if path in _forms():
                name, kind = _forms()[path]
                found = Unit(name, kind, _head(sentence, index, last), last)
        if not paths:
            break
    return found


def _head(sentence: Sentence, first: int, last: int) -> int:
    """The noun: the last word but for «США», «стерлингов»."""
    words = [index for index in range(first, last) if sentence.tokens[index].text != "."]
    final = sentence.tokens[words[-1]].text
    return words[0] if len(words) > 1 and (final.isupper() or fold(final).startswith("стерлинг")) else words[-1]


def sign_before(sentence: Sentence, index: int) -> tuple[str, int] | None:
    """The currency that a sign or code right before a number gives, and where it begins: «$1,1», «US$5», «BYN 5»."""
    for first in range(max(index - 2, 0), index):
        unit = unit_at(sentence, first)
        text = sentence.tokens[first].text
        if unit and unit.kind == "currency" and unit.last == index and not _is_cyrillic(text):
            counted = first > 0 and sentence.tokens[first - 1].text[-1:].isdigit()  # «5 $, 7 €»
            return None if counted and not touches(sentence, index) else (unit.name, first)
    return None


def _is_cyrillic(text: str) -> bool:
    return any("а" <= letter <= "я" for letter in fold(text))


def per_time(sentence: Sentence, index: int) -> str | None:
    """«сутки» for «в сутки» or «/сутки» at a token, else None."""
    words = [fold(token.text) for token in sentence.tokens[index : index + 2]]
    if len(words) < 2 or words[0] not in {"в", "/", "за"}:
        return None
    keys = {words[1], *(fold(str(reading.normal_form)) for reading in readings(words[1]))}
    exact = words[1] if words[0] != "/" else None
    for row in rows("units"):
        forms = row["forms"].split("|")
        if row["kind"] == "per" and (words[1] in forms or exact == "смену" or words[0] == "/") and keys & set(forms):
            return row["unit"]
    return None
