"""Normal forms and inflection: pymorphy3's dictionary, steered by the tagger's context.

The tagger knows the sentence, the dictionary knows the forms: of the dictionary's readings the one that agrees best
with the tag is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from os.path import commonprefix
from typing import Any

_CASES = {
    "Nom": {"nomn", "voct"},
    "Gen": {"gent", "gen2"},
    "Dat": {"datv"},
    "Acc": {"accs", "acc2"},
    "Ins": {"ablt"},
    "Loc": {"loct", "loc2"},
}
_TO_CASE = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
_FROM_CASE = {name: case for case, names in _CASES.items() for name in names}
_PLURAL_ENDINGS = (("ами", "Ins"), ("ями", "Ins"), ("ам", "Dat"), ("ям", "Dat"), ("ах", "Loc"), ("ях", "Loc"))
_NUMBERS = {"Sing": "sing", "Plur": "plur"}
_GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
_POS = {
    "NOUN": {"NOUN"},
    "PROPN": {"NOUN"},
    "ADJ": {"ADJF", "ADJS", "COMP", "PRTF", "PRTS"},
    "VERB": {"VERB", "INFN", "PRTF", "PRTS", "GRND"},
    "AUX": {"VERB", "INFN"},
    "ADV": {"ADVB", "COMP", "PRED"},
    "ADP": {"PREP"},
    "NUM": {"NUMR"},
    "DET": {"ADJF", "NPRO"},
    "PRON": {"NPRO", "ADJF"},
    "CCONJ": {"CONJ"},
    "SCONJ": {"CONJ"},
    "PART": {"PRCL"},
}


@cache
def _analyzer() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=100_000)
def readings(word: str) -> tuple[Any, ...]:
    """The dictionary's readings of a word, likeliest first."""
    return tuple(_analyzer().parse(word))


@lru_cache(maxsize=100_000)
def _agreement(form: str, pos: str, features: frozenset[tuple[str, str]]) -> float:
    """How well a dictionary's tag, as it is written, agrees with the tagger's."""
    tag, feats = _analyzer().TagClass(form), dict(features)
    score = 4.0 if str(tag.POS) in _POS.get(pos, {str(tag.POS)}) else 0.0
    if (case := feats.get("Case")) and tag.case:
        score += 2.0 if str(tag.case) in _CASES.get(case, set()) else 0.0
    if (number := feats.get("Number")) and tag.number:
        score += 1.0 if str(tag.number) == _NUMBERS.get(number) else 0.0
    if (gender := feats.get("Gender")) and tag.gender:
        score += 0.5 if str(tag.gender) == _GENDERS.get(gender) else 0.0
    if pos == "PROPN" and {"Name", "Surn", "Patr", "Geox", "Orgn"} & set(tag.grammemes):
        score += 0.6
    return score


@lru_cache(maxsize=100_000)
def _best(word: str, pos: str, feats: frozenset[tuple[str, str]]) -> Any:
    return max(readings(word), key=lambda reading: _agreement(str(reading.tag), pos, feats) + reading.score * 0.5)


def reading_of(word: str, pos: str, feats: Mapping[str, str]) -> Any:
    """The dictionary's reading that agrees best with a tag."""
    return _best(word, pos, frozenset(feats.items()))


def lemma_of(word: str, pos: str, feats: Mapping[str, str]) -> str:
    """The normal form, lower-case, without ё.

    >>> lemma_of("облисполкома", "NOUN", {"Case": "Gen", "Number": "Sing"})
    'облисполком'
    """
    lower = word.lower()
    if not any("а" <= letter <= "я" or letter == "ё" for letter in lower):
        return lower
    return str(reading_of(lower, pos, feats).normal_form).replace("ё", "е")


@lru_cache(maxsize=100_000)
def lemma_by_tag(word: str, tag: str) -> str:
    """`lemma_of` for a tag as slovnet writes it, remembered.

    >>> lemma_by_tag("облисполкома", "NOUN|Case=Gen|Number=Sing")
    'облисполком'
    """
    pos, _, feats = tag.partition("|")
    return lemma_of(word, pos, dict(feat.split("=", 1) for feat in feats.split("|")) if feats else {})


@lru_cache(maxsize=100_000)
def possible_cases(word: str) -> frozenset[str]:
    """The cases (UD names) that a word form can stand in, by the dictionary."""
    lower = word.lower()
    if not _analyzer().word_is_known(lower):
        for ending, case in _PLURAL_ENDINGS:
            if lower.endswith(ending) and len(lower) > len(ending) + 2:
                return frozenset({case})
    return frozenset(_FROM_CASE[str(reading.tag.case)] for reading in readings(lower) if reading.tag.case)


def match_case(form: str, model: str) -> str:
    """`form` with the capitals of `model`.

    >>> match_case("витебский", "Витебского")
    'Витебский'
    """
    if model.isupper() and len(model) > 1:
        return form.upper()
    if "-" in model and "-" in form and form.count("-") == model.count("-"):
        return "-".join(match_case(part, other) for part, other in zip(form.split("-"), model.split("-"), strict=True))
    return form[:1].upper() + form[1:] if model[:1].isupper() else form


def inflect(word: str, pos: str, feats: Mapping[str, str], grammemes: Iterable[str]) -> str:
    """The form of a word with the given UD values («Nom», «Sing», «Fem»), or the word itself where there is none."""
    return _inflected(word, pos, frozenset(feats.items()), frozenset(grammemes))


@lru_cache(maxsize=50_000)
def _inflected(word: str, pos: str, feats: frozenset[tuple[str, str]], grammemes: frozenset[str]) -> str:
    wanted = {_TO_CASE.get(value) or _NUMBERS.get(value) or _GENDERS.get(value) or value for value in grammemes}
    reading = _best(word.lower(), pos, feats)
    inflected = _superlative(reading, wanted) if "Supr" in reading.tag else reading.inflect(wanted)
    return match_case(str(inflected.word), word) if inflected else word


def _superlative(reading: Any, wanted: set[str]) -> Any:
    """Of a superlative's two forms the one at hand: «высшем» → «высшее», not «высочайшее»."""
    forms = [one for one in reading.lexeme if "Supr" in one.tag and wanted <= set(one.tag.grammemes)]
    return max(forms, key=lambda one: len(commonprefix((str(one.word), str(reading.word)))), default=None)
