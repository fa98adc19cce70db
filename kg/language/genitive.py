"""A name in the genitive, for names built on another: «предприятия Витебской области»."""

from __future__ import annotations

from kg.language.morphology import inflect, readings


def genitive(name: str) -> str:
    """A nominative name in the genitive, word by word; what cannot be inflected stays.

    >>> genitive("Витебская область")
    'Витебской области'
    >>> genitive("Тверская область")
    'Тверской области'
    """
    words = name.split(" ")
    heads = [index for index, word in enumerate(words) if _is_nominative_noun(word)]
    head = heads[0] if heads else len(words) - 1
    return " ".join(_genitive(word) if index <= head else word for index, word in enumerate(words))


def _is_nominative_noun(word: str) -> bool:
    """A noun, and no adjective: «Тверская» of «Тверская область» is a street too."""
    found = readings(word.lower()) if word else ()
    adjectival = any(str(one.tag.POS) == "ADJF" and str(one.tag.case) == "nomn" for one in found)
    return bool(found) and str(found[0].tag.POS) == "NOUN" and not adjectival


def _genitive(word: str) -> str:
    reading = next((one for one in readings(word.lower()) if one.tag.case and str(one.tag.case) == "nomn"), None)
    if reading is None:
        return word
    number = "Plur" if str(reading.tag.number) == "plur" else "Sing"
    feats = {"Case": "Nom", "Number": number}
    gender = {"masc": "Masc", "femn": "Fem", "neut": "Neut"}.get(str(reading.tag.gender))
    if gender:
        feats["Gender"] = gender
    pos = "NOUN" if str(reading.tag.POS) == "NOUN" else "ADJ"
    wanted = ("Gen", number, gender) if pos == "ADJ" and gender and number == "Sing" else ("Gen", number)
    return inflect(word, pos, feats, wanted)
