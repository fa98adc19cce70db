"""What a number counts: the noun behind it with its agreeing adjectives, «148 двусторонних документов»."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kg.language.morphology import inflect, readings
from kg.language.phrases import is_modifier, is_word, nominative
from kg.mentions.numerals import Numeral
from kg.mentions.surface import fold, touches
from kg.mentions.units import Unit, unit_at
from kg.model import Sentence, Token

_LONGEST = 8  # modifiers
_OBLIQUE = frozenset({"datv", "ablt", "loct", "loc2"})
_JOINTS = frozenset({"и", "или", ","})


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun at `head` (tokens up to `last`), its nominative plural with adjectives, and the unit it makes.

    `kind` is that of units.csv, or noun.
    """

    head: int
    last: int
    normal: str
    unit: str | None
    kind: str = "noun"


def counted_after(sentence: Sentence, numeral: Numeral) -> Counted | None:
    """What the numeral counts, or None where the noun is elided."""
    first = index = numeral.after
    tokens = sentence.tokens
    while index < len(tokens) and index - first <= _LONGEST:
        unit = unit_at(sentence, index)
        if unit is not None and _fits_unit(unit, index, numeral):
            return _of_unit(sentence, unit, first, index)
        reading = _noun_reading(tokens[index], numeral)
        if reading is not None and not _goes_on(sentence, index):
            return Counted(index, index + 1, _plural(sentence, first, index), _singular(tokens[index], reading))
        if not (_is_modifier(tokens[index]) or (index > first and _joins(sentence, index))):
            return None
        index += 1
    return None


def is_ordinal_use(sentence: Sentence, numeral: Numeral) -> bool:
    """Whether a noun follows that the number cannot count: «5 место», «19 век»."""
    tokens, index = sentence.tokens, numeral.after
    if index >= len(tokens) or numeral.scaled or tokens[index].pos != "NOUN" or unit_at(sentence, index):
        return False
    nouns = [reading for reading in readings(fold(tokens[index].text)) if reading.tag.POS == "NOUN"]
    return bool(nouns) and _noun_reading(tokens[index], numeral) is None


def _fits_unit(unit: Unit, index: int, numeral: Numeral) -> bool:
    """Units come right behind the number; only counted ones («рабочих мест») after adjectives."""
    return index == numeral.after or unit.kind in {"counted", "currency"}


def _of_unit(sentence: Sentence, unit: Unit, first: int, index: int) -> Counted:
    if unit.kind != "counted":
        return Counted(unit.head, unit.last, "", unit.name, unit.kind)
    whole = {fold(str(reading.normal_form)) for reading in readings(fold(sentence.tokens[unit.head].text))}
    normal = _plural(sentence, first, unit.head) if unit.name.split()[-1] in whole else unit.name
    return Counted(unit.head, unit.last, normal, unit.name, unit.kind)


def _joins(sentence: Sentence, index: int) -> bool:
    """«строительных | и | сельскохозяйственных»."""
    tokens = sentence.tokens
    inside = 0 < index < len(tokens) - 1 and fold(tokens[index].text) in _JOINTS
    return inside and _is_modifier(tokens[index - 1]) and _is_modifier(tokens[index + 1])


def _is_modifier(token: Token) -> bool:
    """Also «экспортно-импортных», which the tagger takes for a noun and the dictionary does not."""
    if is_modifier(token):
        return True
    if token.pos not in {"NOUN", "PROPN"} or not is_word(token):
        return False
    return {str(reading.tag.POS) for reading in readings(fold(token.text))} <= {"ADJF", "PRTF"}


def _ends_in_one(value: Decimal) -> bool:
    return value == value.to_integral_value() and value % 10 == 1 and value % 100 != 11


def _fits(reading: Any, numeral: Numeral) -> bool:
    tag = reading.tag
    if tag.POS != "NOUN":
        return False
    if _ends_in_one(numeral.value) and not numeral.scaled:
        return str(tag.number) == "sing" or "Pltm" in tag
    few = not numeral.scaled and (numeral.value % 10 in (2, 3, 4) or numeral.value % 1 != 0)
    if tag.case in {"gent", "gen2"}:
        return few or str(tag.number) == "plur" or "Pltm" in tag
    return str(tag.number) == "plur" and str(tag.case) in _OBLIQUE


def _noun_reading(token: Token, numeral: Numeral) -> Any:
    """The dictionary's reading of a word as a noun that the numeral can count, or None."""
    if not is_word(token) or token.pos in {"ADP", "CCONJ", "SCONJ", "PART", "ADV", "PRON", "DET"}:
        return None
    nouns = [reading for reading in readings(fold(token.text)) if _fits(reading, numeral)]
    adjective = any(reading.tag.POS in {"ADJF", "PRTF"} for reading in readings(fold(token.text)))
    if token.pos in {"NOUN", "PROPN"} or (nouns and adjective):
        return nouns[0] if nouns else None
    return _participle(token) if token.pos == "VERB" else None


def _participle(token: Token) -> Any:
    found = [reading for reading in readings(fold(token.text)) if reading.tag.POS == "PRTF"]
    return next((reading for reading in found if reading.tag.case == "gent" and reading.tag.number == "plur"), None)


def _goes_on(sentence: Sentence, index: int) -> bool:
    """Whether an adjective or participle read as a noun («занятых») has its own noun or complement behind it."""
    token = sentence.tokens[index]
    if token.pos in {"NOUN", "PROPN"}:
        return False
    following = sentence.tokens[index + 1] if index + 1 < len(sentence.tokens) else None
    return following is not None and is_word(following) and fold(following.text) != "и"


def _plural(sentence: Sentence, first: int, head: int) -> str:
    """The phrase in the nominative plural: «иностранные компании»."""
    words = []
    for token in sentence.tokens[first : head + 1]:
        words.append(" " if token.index > first and not touches(sentence, token.index) else "")
        if token.index == head:
            noun = nominative(sentence, head, head + 1, head, plural=True)
            words.append(_with_capitals(noun, token.text))
        elif _is_modifier(token):
            words.append(inflect(token.text, "ADJ", token.feats, ("Nom", "Plur")))
        else:
            words.append(token.text)
    return "".join(words)


def _singular(token: Token, reading: Any) -> str:
    """The noun in the nominative singular; plural where it has no other («сутки»)."""
    forms = (reading.inflect({"nomn", "sing"}), reading.inflect({"nomn", "plur"}))
    word = next((str(form.word) for form in forms if form), str(reading.normal_form))
    return _with_capitals(word, token.text)


def _with_capitals(word: str, model: str) -> str:
    """A form with the capitals of a brand: «МАЗов» → «МАЗ»; a word in capitals only becomes lower-case.

    >>> _with_capitals("мазы", "МАЗов")
    'МАЗы'
    """
    if model.isupper() or model.islower():
        return word.lower() if model.isupper() else word
    pairs = zip(word, model, strict=False)
    same = [letter == other or letter == other.lower() for letter, other in pairs]
    size = same.index(False) if False in same else len(same)
    return model[:size] + word[size:]
