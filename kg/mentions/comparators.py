"""Bounds of a number: «свыше», «не менее чем на», «превысила», «до» as an upper bound against «вырос до»."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.mentions.surface import fold
from kg.model import Sentence
from kg.wordlists import rows

_LONGEST, _BRIDGE, _CLAUSE = 3, 3, 12  # tokens
_STOPS = frozenset(";:()«»—–.,")
_NOT_AFTER_VERB = frozenset({"на", "с", "до", "к", "по"})


@dataclass(frozen=True, slots=True)
class Bound:
    """A comparator, where its words begin, and the words."""

    comparator: str
    first: int
    words: str


def _split(column: str, value: str) -> list[tuple[str, str]]:
    """The forms of the rows with a value in a column, each with its comparator."""
    chosen = [row for row in rows("comparators") if row[column] == value]
    return [(form, row["comparator"]) for row in chosen for form in row["forms"].split("|")]


@cache
def _before() -> dict[tuple[str, ...], str]:
    return {tuple(form.split()): comparator for form, comparator in _split("kind", "before")}


@cache
def _forms(kind: str) -> frozenset[str]:
    return frozenset(form for form, _ in _split("kind", kind))


@cache
def _bridge(name: str) -> frozenset[str]:
    return frozenset(form for form, _ in _split("comparator", name))


def bound_before(sentence: Sentence, index: int, dates: bytearray) -> Bound | None:
    """The bound whose words end right before a number at `index`, prepositions between them («более чем на 40 %»).

    `dates` marks the tokens of dates, over which a verb reaches («превысил в 2023 году 1 млрд»).
    """
    for step in range(_BRIDGE):
        found = _words_before(sentence, index - step)
        if found is not None:
            return found
        if index - step < 1 or fold(sentence.tokens[index - step - 1].text) not in _bridge("step"):
            break
    return _verb_before(sentence, index, dates)


def _words_before(sentence: Sentence, index: int) -> Bound | None:
    words = [fold(token.text) for token in sentence.tokens[max(index - _LONGEST, 0) : max(index, 0)]]
    for size in range(len(words), 0, -1):
        comparator = _before().get(tuple(words[-size:]))
        if comparator is not None:
            return Bound(comparator, index - size, " ".join(words[-size:]))
    return None


def _verb_before(sentence: Sentence, index: int, dates: bytearray) -> Bound | None:
    """«превысила 20 тыс.», «перевалил за отметку в 5 млн», «не превышает 7 %»; «превысил на 20 %» is exact."""
    tokens, place = sentence.tokens, index - 1
    if place < 0 or _keeps_apart(sentence, place):
        return None
    while place > 0 and (dates[place] or tokens[place].lemma in _bridge("mark")):
        place -= 1
    if tokens[place].lemma not in _forms("verb"):
        return None
    negated = place > 0 and fold(tokens[place - 1].text) == "не"
    return Bound("<=" if negated else ">", place - negated, "verb")


def _keeps_apart(sentence: Sentence, place: int) -> bool:
    """Whether a preposition at a token keeps the verb from the number; «отметку в», «перевалил за» do not."""
    tokens = sentence.tokens
    word, before = fold(tokens[place].text), tokens[place - 1].lemma if place else ""
    if word in {"в", "за"}:
        return before not in _bridge("mark") and not (word == "за" and before in _forms("verb"))
    return word in _NOT_AFTER_VERB


def bound_after(sentence: Sentence, index: int) -> tuple[str, int] | None:
    """The comparator of words that follow a number, and where they end: «20 и более стран»."""
    words = tuple(fold(token.text) for token in sentence.tokens[index : index + 2])
    for row in rows("comparators"):
        if row["kind"] == "after" and " ".join(words) in row["forms"].split("|"):
            return row["comparator"], index + len(words)
    return None


def is_target(sentence: Sentence, index: int) -> bool:
    """Whether «до» at a token gives a mark reached («увеличить до», «поднялись до»), not an upper bound.

    So it is when a verb or noun of growth stands in its clause before it, or governs it; a comma right before it
    («в 1,7 раза, до 1 млн т») does not end the clause.
    """
    tokens, place = sentence.tokens, index - 1
    if place >= 0 and tokens[place].text == ",":
        place -= 1
    for token in reversed(tokens[max(place - _CLAUSE, 0) : place + 1]):
        if token.text in _STOPS:
            break
        if token.lemma in _forms("growth"):
            return True
    token = tokens[index]
    for _ in range(4):
        if token.head < 0:
            return False
        token = tokens[token.head]
        if token.lemma in _forms("growth"):
            return True
        if token.pos == "VERB":
            return False
    return False
