"""Numbers inside a word: «вдвое», «удвоить», «десятикратный», «треть»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.language.morphology import readings
from kg.mentions.number_words import words_of_kind
from kg.mentions.surface import fold
from kg.model import Sentence, Token

_FOLD = re.compile(r"(?P<count>\d+(?:[.,]\d+)?|[а-я]+?)-?кратн\w+")
_TIME = {"год", "век", "час", "месяц", "день", "сутки", "срок", "матч", "финал", "столетие"}


@dataclass(frozen=True, slots=True)
class Multiple:
    """Tokens `first` to `last` (excluded) with a number of times or a share in per cent; `rough` for a third."""

    first: int
    last: int
    value: Decimal
    unit: str
    rough: bool = False


def multiples(sentence: Sentence) -> Iterator[Multiple]:
    """The multiples and shares of a sentence, left to right."""
    last = 0
    for token in sentence.tokens:
        found = _times(token) or _share(sentence, token.index) if token.index >= last else None
        if found is not None:
            last = found.last
            yield found


def _times(token: Token) -> Multiple | None:
    word = fold(token.text)
    value = words_of_kind("times").get(word) or words_of_kind("times").get(token.lemma)
    matched = _FOLD.fullmatch(word) if "кратн" in word else None
    if matched:
        count = matched["count"].replace(",", ".")
        value = Decimal(count) if count[0].isdigit() else words_of_kind("fold").get(count)
    return Multiple(token.index, token.index + 1, value, "раз") if value is not None else None


@cache
def _first_words() -> frozenset[str]:
    return frozenset(form.split()[0] for form in words_of_kind("share"))


def _share(sentence: Sentence, index: int) -> Multiple | None:
    """«на треть», «две трети», «половина предприятий»; not «вторая половина», «половина года», «с половиной»."""
    words = [fold(token.text) for token in sentence.tokens[index : index + 2]]
    if words[0] not in _first_words():
        return None
    for size in (2, 1):
        value = words_of_kind("share").get(" ".join(words[:size])) if len(words) >= size else None
        if value is not None and _stands_alone(sentence, index, index + size):
            return Multiple(index, index + size, value, "%", value % 1 != 0)
    return None


def _stands_alone(sentence: Sentence, first: int, last: int) -> bool:
    tokens = sentence.tokens
    before = tokens[first - 1] if first else None
    if before is not None and (before.pos in {"ADJ", "DET", "NUM"} or fold(before.text) in {"с", "со", "около"}):
        return before.text.lower() == "около"
    following = fold(tokens[last].text) if last < len(tokens) else ""
    return not following.isalpha() or not ({str(reading.normal_form) for reading in readings(following)} & _TIME)
