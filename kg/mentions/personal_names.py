"""Words of personal names: what case and gender a form may be, and what its nominative is.

Given names come from the dictionary; surnames, which no dictionary holds, from their endings (Зализняк's types of
declension: -ов/-ин, -ский, consonant, -а, indeclinable). A reading is a possibility; the name's other words and the
tagger choose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from kg.language.morphology import match_case, readings

_CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")
_FROM = {"nomn": "Nom", "gent": "Gen", "datv": "Dat", "accs": "Acc", "ablt": "Ins", "loct": "Loc"}
_SEX = {"masc": ("Masc",), "femn": ("Fem",)}
_PATRONYMIC = re.compile(r"\w+(?:вич|ьич|инич|вн|ичн)(?:а|у|ем|е|ы|ой|ей)?|\w*(?:оглы|кызы|улы|уулу)", re.IGNORECASE)
_INITIAL = re.compile(r"[А-ЯЁA-Z](?:[.-]?[А-ЯЁA-Z])?\.?")
_VOWELS = "аеёиоуыэюя"

# (ending, what replaces it in the nominative, cases, gender)
_POSSESSIVE_ENDINGS = (
    ("", "", "Nom", "Masc"), ("а", "", "Gen Acc", "Masc"), ("у", "", "Dat", "Masc"), ("ым", "", "Ins", "Masc"),
    ("ом", "", "Ins", "Masc"), ("е", "", "Loc", "Masc"), ("а", "а", "Nom", "Fem"), ("у", "а", "Acc", "Fem"),
    ("ой", "а", "Gen Dat Ins Loc", "Fem"),
)  # fmt: skip
_ADJECTIVAL_ENDINGS = (
    ("ий", "ий", "Nom", "Masc"), ("ого", "ий", "Gen Acc", "Masc"), ("ому", "ий", "Dat", "Masc"),
    ("им", "ий", "Ins", "Masc"), ("ом", "ий", "Loc", "Masc"), ("ой", "ой", "Nom", "Masc"),
    ("ая", "ая", "Nom", "Fem"), ("ую", "ая", "Acc", "Fem"),
    ("ой", "ая", "Gen Dat Ins Loc", "Fem"),
)  # fmt: skip
_RULES = tuple(
    (stem + ending, stem + base, tuple(cases.split()), gender)
    for stems, endings in (("ск цк", _ADJECTIVAL_ENDINGS), ("ов ев ёв ин ын", _POSSESSIVE_ENDINGS))
    for stem in stems.split()
    for ending, base, cases, gender in endings
)


@dataclass(frozen=True, slots=True)
class NameReading:
    """A reading of a name's word: `given` and `known` say that the dictionary holds it as a given name or at all."""

    case: str
    gender: str
    nominative: str
    weight: float
    given: bool = False


def is_initial(text: str) -> bool:
    """Whether a word is an initial: «А», «А.», «А.С.»."""
    return _INITIAL.fullmatch(text) is not None


def is_patronymic(text: str) -> bool:
    """Whether a word looks like a patronymic, in any case: «Владимировна», «Абишевичу», «оглы»."""
    return _PATRONYMIC.fullmatch(text) is not None


def is_known_patronymic(text: str) -> bool:
    """Whether the dictionary holds a word as a patronymic: «Владимировна», not «Петкевич»."""
    return any(one.is_known and "Patr" in one.tag.grammemes for one in readings(text.lower()))


def is_given(text: str) -> bool:
    """Whether the dictionary holds a word as a given name, in any case."""
    return any(reading.given for reading in read_name(text))


@lru_cache(maxsize=10_000)
def read_name(word: str) -> tuple[NameReading, ...]:
    """The readings of a name's word. Latin words and initials fit every case and gender."""
    lower = word.lower()
    if is_initial(word) or not re.search("[а-яё]", lower):
        return tuple(_anything(word, 0.0))
    found = [*_dictionary(word), *_endings(word, lower)]
    return tuple(found) or tuple(_anything(word, 0.0))


def _anything(word: str, weight: float, given: bool = False) -> Iterator[NameReading]:
    for case, gender in product(_CASES, ("Masc", "Fem")):
        yield NameReading(case, gender, word, weight, given)


def _dictionary(word: str) -> Iterator[NameReading]:
    """Given names and patronymics that the dictionary knows."""
    for reading in readings(word.lower()):
        tag = reading.tag
        if not reading.is_known or not {"Name", "Patr"} & set(tag.grammemes) or str(tag.number) != "sing":
            continue
        base = reading.inflect({"nomn", "sing"})
        if base is None or tag.case not in _FROM:
            continue
        for gender in _SEX.get(str(tag.gender), ("Masc", "Fem")):
            given = "Name" in tag.grammemes and "Patr" not in tag.grammemes
            yield NameReading(_FROM[str(tag.case)], gender, match_case(str(base.word), word), 3.0, given)


def _endings(word: str, lower: str) -> Iterator[NameReading]:
    rules = [rule for rule in _RULES if lower.endswith(rule[0]) and len(lower) > len(rule[0]) + 1]
    for ending, base, cases, gender in rules:
        for case in cases:
            yield NameReading(case, gender, word[: len(word) - len(ending)] + base, 1.0)
    if not rules:
        yield from _nominal(word, lower)


def _nominal(word: str, lower: str) -> Iterator[NameReading]:
    """Words declined as nouns, and those not declined at all."""
    short = len(lower) <= 3 and lower[-1] in "уюиы"  # «Су», «Чжи»
    for ending, base, cases, gender in () if short else _noun_rules(lower):
        for case in cases:
            yield NameReading(case, gender, word[: len(word) - len(ending)] + base, 0.5)
    if lower.endswith(("ко", "о", "э", "ых", "их")):
        yield from _anything(word, 1.5)
    elif lower[-1] in "еиую" or lower.endswith(("лды", "рды")):
        yield from _anything(word, 0.3)
    elif lower[-1] not in _VOWELS:  # a woman's name on a consonant is not declined
        for case in _CASES:
            yield NameReading(case, "Fem", word, 0.4)
        yield NameReading("Nom", "Masc", word, 0.1 if lower.endswith(("ом", "ем")) else 0.8)


def _noun_rules(lower: str) -> Iterator[tuple[str, str, tuple[str, ...], str]]:
    before = lower[-2:-1]
    soft = "й" if before in _VOWELS else "ь"
    if lower[-1] in "ая":
        masculine = "" if lower[-1] == "а" else soft
        yield lower[-1], masculine, ("Gen", "Acc"), "Masc"
        yield from ((lower[-1], lower[-1], ("Nom",), gender) for gender in ("Masc", "Fem"))
    elif lower.endswith("ому") and _adjective_ending(lower):
        yield "ому", _adjective_ending(lower), ("Dat",), "Masc"
    elif lower[-1] in "ую" and before not in "уо":
        yield lower[-1], "" if lower[-1] == "у" else soft, ("Dat",), "Masc"
        yield from ((lower[-1], "а" if lower[-1] == "у" else "я", ("Acc",), gender) for gender in ("Masc", "Fem"))
    elif lower.endswith("ом") and len(lower) > 3:
        yield "ом", "", ("Ins",), "Masc"
    elif lower.endswith("ем") and len(lower) > 3:
        stem = lower[-3]
        yield "ем", "" if stem in "жшчщц" else "й" if stem in _VOWELS else "ь", ("Ins",), "Masc"
    elif lower.endswith("его"):
        yield "его", "ий", ("Gen", "Acc"), "Masc"
    elif lower.endswith(("ого", "ым", "ой", "ей", "ый")):
        yield from _adjective_or_a_stem(lower)
    elif lower[-1] == "е":
        yield "е", "", ("Loc",), "Masc"
        yield from (("е", "а", ("Dat", "Loc"), gender) for gender in ("Masc", "Fem"))
    elif lower[-1] == "ы" or (lower[-1] == "и" and before in "гкхжчшщ"):  # «Саакашвили» is left as it is
        yield from ((lower[-1], "а", ("Gen",), gender) for gender in ("Masc", "Fem"))


def _adjective_or_a_stem(lower: str) -> Iterator[tuple[str, str, tuple[str, ...], str]]:
    """«Крутого», «Толстому», «Белым» are adjectives; «Скрипкой», «Зарёй» nouns on -а."""
    if lower.endswith(("ой", "ей")):
        yield from ((lower[-2:], "а" if lower.endswith("ой") else "я", ("Ins",), gender) for gender in ("Masc", "Fem"))
        return
    case = {"ого": ("Gen", "Acc"), "ым": ("Ins",), "ый": ("Nom",)}
    ending = next(one for one in case if lower.endswith(one))
    yield ending, _adjective_ending(lower) or "ый", case[ending], "Masc"


def _adjective_ending(lower: str) -> str:
    """«ой» of «крутого», «ый» of «белого», by the dictionary."""
    known = next((one for one in readings(lower) if str(one.tag.POS) == "ADJF" and one.is_known), None)
    return str(known.normal_form)[-2:] if known else ""


def common_readings(words: Sequence[str]) -> dict[tuple[str, str], tuple[NameReading, ...]]:
    """(case, gender) → the best reading of each word, for those in which all the words agree."""
    found = {}
    for case, gender in product(_CASES, ("Masc", "Fem")):
        best = []
        for word in words:
            fitting = [one for one in read_name(word) if one.case == case and one.gender == gender]
            if not fitting:
                break
            best.append(max(fitting, key=lambda one: one.weight))
        if len(best) == len(words):
            found[case, gender] = tuple(best)
    return found
