"""Quantities: the cases, numbers written by a generator and read back, spans."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions.dates import find_dates
from kg.mentions.numerals import numerals
from kg.mentions.quantities import find_numerals, find_quantities
from kg.mentions.span import text_of
from kg.model import Mention, Quantity
from tests.cases_runner import Case, read_cases, sentence_of

_HUNDREDS = ["сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"]
_TENS = ["двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"]
_TEENS = [
    "десять",
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
]
_DIGITS = ["один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"]
_WORDS = st.text("абвгдежзиклмнопрст0123456789 .,:;–-%$«»№()тысмлндо", min_size=1, max_size=60)


def _mentions(text: str) -> list[Mention]:
    sentence = sentence_of(text)
    return list(find_quantities(sentence, tuple(find_dates(sentence))))


def _written(quantity: Quantity | None) -> str:
    assert quantity is not None
    return f"{quantity.comparator} {quantity.value} {quantity.unit or ''}".strip()


@pytest.mark.parametrize("case", read_cases("mentions/quantities.txt"), ids=str)
def test_case(case: Case) -> None:
    found = [(m.type, m.text, m.normal, _written(m.quantity)) for m in _mentions(case.sentence)]
    assert found == list(case.expected)


def _in_words(number: int) -> str:
    words = [_HUNDREDS[number // 100 - 1]] if number >= 100 else []
    rest = number % 100
    if 10 <= rest < 20:
        return " ".join([*words, _TEENS[rest - 10]])
    words += [_TENS[rest // 10 - 2]] if rest >= 20 else []
    words += [_DIGITS[rest % 10 - 1]] if rest % 10 else []
    return " ".join(words)


def _read(text: str) -> list[Decimal]:
    return [numeral.value for numeral in numerals(sentence_of(f"Итого {text}"))]


@given(st.integers(2, 999))
def test_words_are_read_back(number: int) -> None:
    assert _read(_in_words(number)) == [number]


@given(st.integers(1000, 999_999_999), st.sampled_from([" ", "\u00a0", "\u202f"]))
def test_groups_of_digits_are_read_back(number: int, space: str) -> None:
    assert _read(f"{number:,}".replace(",", space)) == [number]
    assert _read(str(number)) == [number]


@given(
    st.decimals(Decimal("0.1"), Decimal("999.9"), places=1),
    st.sampled_from([("тыс", 10**3), ("млн", 10**6), ("млрд", 10**9), ("трлн", 10**12)]),
    st.sampled_from([" {}", " {}.", "{}"]),
)
def test_magnitudes_are_read_back(number: Decimal, scale: tuple[str, int], form: str) -> None:
    word = form.format(scale[0])
    assert _read(str(number).replace(".", ",") + word + " тонн") == [number * scale[1]]


@given(_WORDS)
def test_spans_are_the_words_and_do_not_overlap(text: str) -> None:
    if not text.strip():
        return
    sentence = sentence_of("Итого " + text.replace(".", " "))
    last = 0
    for mention in find_quantities(sentence, tuple(find_dates(sentence))):
        assert mention.span.of("Итого " + text.replace(".", " ")) == mention.text
        assert last <= mention.first <= mention.head < mention.last
        last = mention.last


def test_every_numeral_is_listed() -> None:
    sentence = sentence_of(
        "12-й форум 29 сентября 2025 года посетили 11 240 гостей, двадцать три посла и XXIII хор из МАЗ-5."
    )
    found = [text_of(sentence, first, last) for first, last in find_numerals(sentence)]
    assert found == ["12-й", "29", "2025", "11 240", "двадцать три", "XXIII"]


def test_numbers_of_quantities_are_numerals() -> None:
    for case in read_cases("mentions/quantities.txt"):
        sentence = sentence_of(case.sentence)
        for numeral in numerals(sentence):
            assert (numeral.first, numeral.last) in find_numerals(sentence)


def test_bare_roubles_are_what_the_caller_says() -> None:
    sentence = sentence_of("Налог составил 5 млн рублей.")
    (mention,) = find_quantities(sentence, rouble="BYN")
    assert mention.quantity == Quantity(Decimal(5_000_000), "=", "BYN")


def test_a_long_row_of_numbers_is_read_whole() -> None:
    sentence = sentence_of("Итого " + ", ".join(f"{number} тонн" for number in range(2, 130)))
    values = [mention.quantity.value for mention in find_quantities(sentence) if mention.quantity]
    assert values == [*range(2, 130)]
