"""Numbers with their bounds, units and counted nouns: «свыше 510 компаний», «$1,1 млрд», «до 50 т молока в сутки».

A range is one quantity, its upper end as an upper bound («1,5–2 млрд» → <= 2000000000), its lower end where the text
says «более»; «от 5 до 7 млн» are two. A share is in per cent («на четверть» → 25 %).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.language.phrases import is_word, quotations
from kg.mentions.bare_figures import has_minus, is_clock, may_stand_alone, names_something
from kg.mentions.comparators import Bound, bound_after, bound_before, is_target
from kg.mentions.counted import Counted, counted_after
from kg.mentions.drafts import Draft, share_units
from kg.mentions.multiples import Multiple, multiples
from kg.mentions.numerals import Numeral, find_numerals, numerals, plain
from kg.mentions.span import make_mention
from kg.mentions.units import per_time, sign_before, words_of_kind
from kg.model import Mention, Quantity, Sentence

__all__ = ["find_numerals", "find_quantities"]

_NAME = 10  # tokens: a longer quotation is speech
_CURRENCY = "currency"


def find_quantities(sentence: Sentence, known: Sequence[Mention] = (), *, rouble: str = "RUB") -> Iterator[Mention]:
    """Quantities and sums of money (type Money), left to right.

    The span runs from the bound to the head of what is counted, without a closing abbreviation dot; `normal` is the
    counted phrase in the nominative plural, empty for units and where the noun is elided, where `unit` is None too.
    `known` gives the dates, whose figures are none; `rouble` is the currency of a bare «рубль».
    """
    taken = _taken(sentence, known)
    parts = [part for part in multiples(sentence) if not any(taken[part.first : part.last])]
    inside = {index for part in parts for index in range(part.first, part.last)}
    drafts = [
        draft
        for numeral in numerals(sentence)
        if numeral.first not in inside and (draft := _draft(sentence, numeral, taken)) is not None
    ]
    found = [_mention(sentence, draft, rouble) for draft in share_units(sentence, drafts)]
    found += [_multiple(sentence, part, taken) for part in parts]
    yield from _apart_from_each_other(sorted(found, key=lambda mention: (mention.first, -mention.last)))


def _apart_from_each_other(found: Sequence[Mention]) -> Iterator[Mention]:
    last = 0
    for mention in found:
        if mention.first >= last:
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
    if alone or any(taken[numeral.first : numeral.last]) or names_something(sentence, numeral):
        return None
    sign = sign_before(sentence, numeral.first)
    begin = sign[1] if sign else numeral.first
    negative = has_minus(sentence, begin)
    bound = bound_before(sentence, begin, taken)
    counted = None if sign else _counted(sentence, numeral)
    unit, kind = (sign[0], _CURRENCY) if sign else (counted.unit, counted.kind) if counted else (None, "")
    if unit is None and bound is None and not may_stand_alone(sentence, numeral):
        return None
    if kind == "time" and is_clock(sentence, numeral, bound):
        return None
    comparator, first = _compare(sentence, numeral, bound, kind, unit, begin)
    if (after := bound_after(sentence, numeral.last)) and not numeral.surplus:
        comparator = after[0]
    last, head = (counted.last, counted.head) if counted else (numeral.last, numeral.last - 1)
    if negative and bound is None:
        numeral, first = replace(numeral, value=-numeral.value), begin - 1
    unit = _with_time(sentence, unit, kind, last) if unit else unit
    normal, words = counted.normal if counted else "", bound.words if bound else ""
    return Draft(numeral, first, last, comparator, unit, kind, normal, head, words)


def _counted(sentence: Sentence, numeral: Numeral) -> Counted | None:
    """What stands behind the number, also behind «и более»."""
    after = bound_after(sentence, numeral.last)
    shifted = replace(numeral, after=after[1]) if after and not numeral.surplus else numeral
    return counted_after(sentence, shifted)


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


def _mention(sentence: Sentence, draft: Draft, rouble: str) -> Mention:
    unit = rouble if draft.unit == "rouble" else draft.unit
    value = draft.numeral.value
    if draft.numeral.lower is not None and draft.comparator in {">", ">="}:
        value = draft.numeral.lower
    quantity = Quantity(plain(value), draft.comparator, unit)
    return make_mention(
        sentence, "Money" if draft.kind == _CURRENCY else "Quantity", draft.first, draft.last,
        head=draft.head, normal=draft.normal, quantity=quantity,
    )  # fmt: skip


def _multiple(sentence: Sentence, multiple: Multiple, taken: bytearray) -> Mention:
    bound = bound_before(sentence, multiple.first, taken)
    comparator = bound.comparator if bound and bound.words not in {"до", "от"} else "~" if multiple.rough else "="
    first = bound.first if bound and bound.words not in {"до", "от"} else multiple.first
    return make_mention(
        sentence, "Quantity", first, multiple.last, head=multiple.last - 1, normal="",
        quantity=Quantity(multiple.value, comparator, multiple.unit),
    )  # fmt: skip
