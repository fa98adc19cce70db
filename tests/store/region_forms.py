"""The names of the regions of Russia and Belarus in all six cases, declined here and not by kg."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg import gazetteer
from kg.gazetteer import GazetteerEntry

CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")
_NOUNS = {
    "область": "область области области область областью области",
    "край": "край края краю край краем крае",
    "округ": "округ округа округу округ округом округе",
    "Республика": "Республика Республики Республике Республику Республикой Республике",
    "Чечня": "Чечня Чечни Чечне Чечню Чечнёй Чечне",
}
_ADJECTIVES = {"ая": "ая ой ой ую ой ой", "ий": "ий ого ому ий им ом", "ый": "ый ого ому ый ым ом"}
# (ending, those of the six cases), the longest first
_ENDINGS = (
    ("ия", "ия ии ии ию ией ии"), ("ея", "ея еи ее ею еей ее"), ("ье", "ье ья ью ье ьем ье"),
    ("ка", "ка ки ке ку кой ке"),
    ("а", "а ы е у ой е"), ("ь", "ь и и ь ью и"), ("й", "й я ю й ем е"),
)  # fmt: skip
_FIXED = {"Коми", "Марий", "Эл", "Саха"}


_SHORTENED = ("обл.", "г. ", "—", " - ", "АО", "РСО", "СПб", "ород ")


@dataclass(frozen=True, slots=True)
class Form:
    """A region's name in a case; `first` where it is the name that facts use."""

    reference: str
    case: str
    text: str
    first: bool


def regions() -> list[GazetteerEntry]:
    """The regions of both countries."""
    return [one for one in gazetteer.entries("region") if one.reference.startswith(("region/RU", "region/BY"))]


def forms() -> list[Form]:
    """Every name of every region in every case, save abbreviations and names that two regions bear."""
    bearers: dict[str, set[str]] = {}
    for entry in regions():
        for name in {entry.name, *entry.aliases}:
            bearers.setdefault(name, set()).add(entry.reference)
    plain = (name for name in sorted(bearers) if len(bearers[name]) == 1 and _is_plain(name))
    return [form for name in plain for form in _forms(name, min(bearers[name]))]


def accepted(reference: str) -> set[str]:
    """What a region's name may stand for: the region, and of Minsk, Moscow and Petersburg the city."""
    name = gazetteer.lookup(reference).name
    capital = gazetteer.capitals().get(reference)
    own = {capital} if capital and gazetteer.lookup(capital).name == name else set()
    cities = {one.reference for one in gazetteer.entries("city") if one.within == reference and one.name == name}
    return {reference, *own, *cities}


def _is_plain(name: str) -> bool:
    return not (
        name.isupper() or any(mark in name for mark in ("обл.", "г. ", "—", " - ", "АО", "РСО", "СПб", "ород "))
    )


def _forms(name: str, reference: str) -> Iterator[Form]:
    words = name.split()
    for number, case in enumerate(CASES):
        declined: list[str] = []
        for word in words:
            inside = "Республика" in words[: len(declined)]  # «Республики Карелия», «Республики Саха (Якутия)»
            declined.append(word if inside else _declined(word, number))
        yield Form(reference, case, " ".join(declined), name == gazetteer.lookup(reference).name)


def _declined(word: str, number: int) -> str:
    if word in _FIXED:
        return word
    if word in _NOUNS:
        return _NOUNS[word].split()[number]
    if word[-2:] in _ADJECTIVES:
        return word[:-2] + _ADJECTIVES[word[-2:]].split()[number]
    for ending, cases in _ENDINGS:
        if word.endswith(ending):
            return word[: -len(ending)] + cases.split()[number]
    return word + ("", "а", "у", "", "ом", "е")[number]
