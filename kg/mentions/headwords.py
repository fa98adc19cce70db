"""Head nouns of titles and bodies, recognised in every form: «губернатором», «хокима», «облисполкомов»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.language.morphology import readings
from kg.wordlists import rows

_CASES = {
    "nomn": "Nom", "gent": "Gen", "gen2": "Gen", "datv": "Dat", "accs": "Acc", "acc2": "Acc", "ablt": "Ins",
    "loct": "Loc", "loc2": "Loc",
}  # fmt: skip
_INDECLINABLE = {"врио", "ио", "зам", "гендир"}
_VOWELS = "аеиоуыюя"
_HARD = (("", "Nom"), ("а", "Gen"), ("у", "Dat"), ("а", "Acc"), ("ом", "Ins"), ("е", "Loc"))
_HARD_PLURAL = (("ы", "Nom"), ("ов", "Gen"), ("ам", "Dat"), ("ов", "Acc"), ("ами", "Ins"), ("ах", "Loc"))


@dataclass(frozen=True, slots=True)
class HeadForm:
    """A form of a head noun: its dictionary form, the nominative in its number, and the cases it may stand in."""

    head: str
    nominative: str
    cases: frozenset[str]
    plural: bool


@lru_cache(maxsize=50_000)
def find_forms(table: str, word: str) -> tuple[HeadForm, ...]:
    """What forms of the table's heads a word is: one a number; none where it is no head.

    >>> [(form.head, sorted(form.cases), form.plural) for form in find_forms("posts", "губернатором")]
    [('губернатор', ['Ins'], False)]
    """
    return _forms(table).get(word.lower().replace("ё", "е"), ())


def row_of(table: str, head: str) -> dict[str, str]:
    """The table's row of a head noun."""
    return _rows(table)[head]


@cache
def _rows(table: str) -> dict[str, dict[str, str]]:
    return {row["head"]: row for row in rows(table)}


@cache
def _forms(table: str) -> dict[str, tuple[HeadForm, ...]]:
    found: dict[str, dict[tuple[str, bool], HeadForm]] = {}
    for head in _rows(table):
        paradigm = list(_paradigm(head))
        nominatives = {plural: form for form, case, plural in reversed(paradigm) if case == "Nom"}
        for form, case, plural in paradigm:
            forms = found.setdefault(form.replace("ё", "е"), {})
            known = forms.get((head, plural))
            cases = (known.cases if known else frozenset()) | {case}
            forms[head, plural] = HeadForm(head, nominatives.get(plural, head), cases, plural)
    return {form: tuple(forms.values()) for form, forms in found.items()}


def _paradigm(head: str) -> Iterator[tuple[str, str, bool]]:
    """(form, case, plural) of a noun; words that the dictionary does not know are declined as masculines."""
    if head in _INDECLINABLE or head.isupper():
        yield from ((head, case, False) for case in ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc"))
        return
    reading = next((one for one in readings(head) if _is_lemma(one, head)), None)
    if reading is not None and head[-1] in _VOWELS and ("Fixd" in reading.tag or not reading.is_known):
        reading = None  # «Минэкономики», «замглавы»
    if reading is not None:
        for form in reading.lexeme:
            if form.tag.case in _CASES:
                yield str(form.word), _CASES[str(form.tag.case)], str(form.tag.number) == "plur"
    elif head[-1] in _VOWELS:
        yield from ((head, case, False) for case in ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc"))
    else:
        yield from ((head + ending, case, False) for ending, case in _HARD)
        yield from ((head + ending, case, True) for ending, case in _HARD_PLURAL)


def _is_lemma(reading: object, head: str) -> bool:
    tag = reading.tag  # type: ignore[attr-defined]
    lemma = str(reading.normal_form).replace("ё", "е")  # type: ignore[attr-defined]
    common = not {"Surn", "Name", "Patr"} & set(tag.grammemes)
    return lemma == head and (str(tag.POS) == "NOUN" or str(tag.POS) == "ADJF") and tag.case == "nomn" and common
