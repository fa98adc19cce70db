"""Numbers with their bounds, units and counted nouns: «свыше 510 компаний», «$1,1 млрд», «до 50 т молока в сутки».

A range is one quantity, its upper end as an upper bound («1,5–2 млрд» → <= 2000000000), its lower end where the text says
«более»; «от 5 до 7 млн» are two. A share is in per cent («на четверть» → 25 %).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.language.phrases import is_word, quotations
from kg.mentions.comparators import Bound, bound_after, bound_before, is_target
from kg.mentions.counted import Counted, counted_after, is_ordinal_use
from kg.mentions.multiples import Multiple, multiples
from kg.mentions.numerals import Numeral, find_numerals, numerals, plain
from kg.mentions.span import make_mention
from kg.mentions.surface import fold, touches
from kg.mentions.units import per_time, sign_before, words_of_kind
from kg.model import Mention, Quantity, Sentence

__all__ = ["find_numerals", "find_quantities"]

_NAME = 10  # tokens: a longer quotation is speech
_YEAR = re.compile(r"(?:19|20)\d\d")
_CURRENCY = "currency"


@dataclass(frozen=True, slots=True)
class Draft:
    """A number on the way to a mention: tokens `first` to `last` (excluded)."""

    numeral: Numeral
    first: int
    last: int
    comparator: str
    unit: str | None
    kind: str
    normal: str
    head: int
    bound: str = ""


def find_quantities(sentence: Sentence, known: Sequence[Mention] = (), *, rouble: str = "RUB") -> Iterator[Mention]:
    """Quantities and sums of money (type Money), left to right.

    The span runs from the bound to the head of what is counted, without a closing abbreviation dot; `normal` is the
    counted phrase in the nominative plural, empty for units and where the noun is elided; `unit` None where it is elided.
    `known` gives the dates, whose figures are none; `rouble` is the currency of a bare «рубль».
    """
    taken = _taken(sentence, known)
    drafts = [draft for numeral in numerals(sentence) if (draft := _draft(sentence, numeral, taken)) is not None]
    found = [_mention(sentence, draft, rouble) for draft in _share_units(sentence, drafts)]
    found += [_multiple(sentence, multiple, taken) for multiple in multiples(sentence)]
    last = 0
    for mention in sorted(found, key=lambda mention: (mention.first, -mention.last)):
        if mention.first >= last and not any(taken[mention.head : mention.head + 1]):
            last = mention.last
            yield mention


def _taken(sentence: Sentence, known: Sequence[Mention]) -> bytearray:
    """Marks the tokens of dates and of quoted names."""
    taken = bytearray(len(sentence.tokens))
    ranges = [(mention.first, mention.last) for mention in known if mention.type == "Date"]
    ranges += [(first, last) for first, last in quotations(sentence) if _is_name(sentence, first, last)]
    for first, last in ranges:
        taken[first:last] = b"\1" * (last - first)
    return taken


def _is_name(sentence: Sentence, first: int, last: int) -> bool:
    """«Россия 24»: short, and no verb that tells something."""
    inside = sentence.tokens[first + 1 : last - 1]
    return last - first <= _NAME and not any(token.feats.get("VerbForm") == "Fin" for token in inside)


def _draft(sentence: Sentence, numeral: Numeral, taken: bytearray) -> Draft | None:
    alone = numeral.spelt and numeral.value == 1  # «одна область» is a particular one
    if alone or any(taken[numeral.first : numeral.last]) or _names_something(sentence, numeral):
        return None
    sign = sign_before(sentence, numeral.first)
    begin = sign[1] if sign else numeral.first
    negative = _has_minus(sentence, begin)
    bound = bound_before(sentence, begin, taken)
    counted = None if sign else _counted(sentence, numeral)
    unit, kind = (sign[0], _CURRENCY) if sign else (counted.unit, counted.kind) if counted else (None, "")
    if unit is None and bound is None and not _may_stand_alone(sentence, numeral):
        return None
    if kind == "time" and _is_clock(sentence, numeral, bound):
        return None
    comparator, first = _compare(sentence, numeral, bound, kind, unit, begin)
    if (after := bound_after(sentence, numeral.last)) and not numeral.surplus:
        comparator = after[0]
    last, head = (counted.last, counted.head) if counted else (numeral.last, numeral.last - 1)
    value = replace(numeral, value=-numeral.value) if negative and bound is None else numeral
    first = begin - 1 if negative and bound is None else first
    unit = _with_time(sentence, unit, kind, last) if unit else unit
    return Draft(value, first, last, comparator, unit, kind, counted.normal if counted else "", head, bound.words if bound else "")


def _counted(sentence: Sentence, numeral: Numeral) -> Counted | None:
    """What stands behind the number, also behind «и более»."""
    after = bound_after(sentence, numeral.last)
    shifted = replace(numeral, after=after[1]) if after and not numeral.surplus else numeral
    return counted_after(sentence, shifted)


def _names_something(sentence: Sentence, numeral: Numeral) -> bool:
    """«№ 5», «10:00», «2/3», «1)», «статья 15», «5 место»: figures that count nothing."""
    tokens, first, last = sentence.tokens, numeral.first, numeral.last
    before = tokens[first - 1] if first else None
    following = tokens[last] if last < len(tokens) else None
    if before is not None and (before.text in {":", "/"} and touches(sentence, first) or before.text == "+"):
        return before.text != "+" or not _is_percent(sentence, numeral)
    if before is not None and not numeral.scaled and {before.lemma, fold(before.text)} & words_of_kind("label"):
        return not (before.text == "." or before.lemma in {"дом", "школа"} and before.number == "Plur")
    if following is not None and following.text in {":", "/"} and touches(sentence, last):
        return last + 1 < len(tokens) and tokens[last + 1].text[0].isdigit()
    if first == 0 and following is not None and following.text in {")", "."} and not numeral.spelt:
        return len(tokens) > last + 1
    return is_ordinal_use(sentence, numeral)


def _is_percent(sentence: Sentence, numeral: Numeral) -> bool:
    counted = counted_after(sentence, numeral)
    return counted is not None and counted.kind == "percent"


def _has_minus(sentence: Sentence, first: int) -> bool:
    """«−5 %», where the sign belongs to the number alone."""
    tokens = sentence.tokens
    return 0 < first and tokens[first - 1].text in {"-", "−"} and touches(sentence, first) and not touches(sentence, first - 1)


def _may_stand_alone(sentence: Sentence, numeral: Numeral) -> bool:
    """Whether a number without bound and unit can be a count: no year, no time («10.30»), no code in Latin letters."""
    text = sentence.tokens[numeral.first].text
    if numeral.scaled or numeral.spelt:
        return True
    before = sentence.tokens[numeral.first - 1] if numeral.first else None
    coded = before is not None and before.pos in {"PROPN", "X"} and not touches(sentence, numeral.first)
    following = sentence.tokens[numeral.after] if numeral.after < len(sentence.tokens) else None
    phone = following is not None and following.text[0].isdigit()
    return not (_YEAR.fullmatch(text) or "." in text or coded or phone)


def _is_clock(sentence: Sentence, numeral: Numeral, bound: Bound | None) -> bool:
    """«в 15 часов»."""
    before = fold(sentence.tokens[numeral.first - 1].text) if numeral.first else ""
    hour = numeral.value <= 24 and numeral.value % 1 == 0 and not numeral.scaled
    return hour and (before in {"в", "к"} or bound is not None and bound.words in {"до", "от"})


def _compare(
    sentence: Sentence, numeral: Numeral, bound: Bound | None, kind: str, unit: str | None, begin: int
) -> tuple[str, int]:
    """The comparator and the first token of the mention."""
    if numeral.surplus:
        return ">", begin
    plain_comparator = "<=" if numeral.lower is not None else "="
    if bound is None:
        return plain_comparator, begin
    if bound.words == "до" and numeral.lower is None and is_target(sentence, bound.first):
        return "=", bound.first
    if bound.words == "от" and kind == "noun" and unit in words_of_kind("source"):
        return plain_comparator, begin
    if numeral.lower is not None and bound.comparator in {"~", "<"}:
        return "<=", bound.first
    return bound.comparator, begin if bound.words == "verb" and _apart(sentence, bound, begin) else bound.first


def _apart(sentence: Sentence, bound: Bound, begin: int) -> bool:
    """Whether more than «отметку в» stands between the verb and its number."""
    return begin - bound.first > 4


def _with_time(sentence: Sentence, unit: str, kind: str, last: int) -> str:
    """«50 т молока в сутки» → т/сутки; of measures only."""
    if kind != "measure":
        return unit
    for index in range(last, min(last + 3, len(sentence.tokens))):
        time = per_time(sentence, index)
        if time is not None:
            return f"{unit}/{time}"
        if not is_word(sentence.tokens[index]) or sentence.tokens[index].case != "Gen":
            return unit
    return unit


def _share_units(sentence: Sentence, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts where «220 и 130 тонн», «от 5 до 7 млн долларов» share what is counted, and the magnitude."""
    shared: list[Draft] = []
    for draft in reversed(drafts):
        following = shared[-1] if shared else None
        if following is not None and draft.unit is None and following.unit is not None and _parallel(sentence, draft, following):
            scale = _scale_of(following) if not draft.numeral.scaled and following.numeral.scaled else Decimal(1)
            numeral = replace(draft.numeral, value=plain(draft.numeral.value * scale))
            draft = replace(draft, numeral=numeral, unit=following.unit, kind=following.kind)
        shared.append(draft)
    return shared[::-1]


def _scale_of(draft: Draft) -> Decimal:
    """The magnitude of «7 млн»."""
    value, scale = abs(draft.numeral.value), Decimal(1)
    while scale * 1000 <= value:
        scale *= 1000
    return scale


def _parallel(sentence: Sentence, draft: Draft, following: Draft) -> bool:
    """Whether only «и», «или», or the «до» of a pair stands between two numbers."""
    between = [fold(token.text) for token in sentence.tokens[draft.numeral.after : following.first]]
    pair = draft.bound == "от" and following.bound == "до" and not between
    return pair or between in (["и"], ["или"], ["либо"])


def _mention(sentence: Sentence, draft: Draft, rouble: str) -> Mention:
    unit = rouble if draft.unit == "rouble" else draft.unit
    value = draft.numeral.value
    if draft.numeral.lower is not None and draft.comparator in {">", ">="}:
        value = draft.numeral.lower
    quantity = Quantity(plain(value), draft.comparator, unit)
    type_ = "Money" if draft.kind == _CURRENCY else "Quantity"
    return make_mention(sentence, type_, draft.first, draft.last, head=draft.head, normal=draft.normal, quantity=quantity)


def _multiple(sentence: Sentence, multiple: Multiple, taken: bytearray) -> Mention:
    bound = bound_before(sentence, multiple.first, taken)
    comparator = bound.comparator if bound and bound.words not in {"до", "от"} else "~" if multiple.rough else "="
    first = bound.first if bound and bound.words not in {"до", "от"} else multiple.first
    return make_mention(
        sentence, "Quantity", first, multiple.last, head=multiple.last - 1, normal="",
        quantity=Quantity(multiple.value, comparator, multiple.unit),
    )  # fmt: skip
