"""Numbers on the way to mentions, and what neighbours share: «220 и 130 тонн», «от 5 до 7 млн долларов»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.language.phrases import is_modifier
from kg.mentions.numerals import Numeral, plain
from kg.mentions.surface import fold
from kg.model import Sentence


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


def share_units(sentence: Sentence, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts where «220 и 130 тонн», «от 5 до 7 млн долларов» share what is counted, and the magnitude."""
    shared: list[Draft] = []
    for draft in reversed(drafts):
        if shared and _parallel(sentence, draft, shared[-1]):
            if draft.bound == "от":
                shared[-1] = replace(shared[-1], comparator="<=")
            draft = _sharing(draft, shared[-1]) if draft.unit is None else draft
        shared.append(draft)
    return shared[::-1]


def _sharing(draft: Draft, following: Draft) -> Draft:
    """The draft with the unit of the following one, and its magnitude: «от 5» of «до 7 млн» is 5 млн."""
    if following.unit is None:
        return draft
    scale = _scale_of(following) if not draft.numeral.scaled and following.numeral.scaled else Decimal(1)
    numeral = replace(draft.numeral, value=plain(draft.numeral.value * scale))
    return replace(draft, numeral=numeral, unit=following.unit, kind=following.kind)


def _scale_of(draft: Draft) -> Decimal:
    """The magnitude of «7 млн»."""
    value, scale = abs(draft.numeral.value), Decimal(1)
    while scale * 1000 <= value:
        scale *= 1000
    return scale


def _parallel(sentence: Sentence, draft: Draft, following: Draft) -> bool:
    """Whether only «и», «или», or the «до» of «от … до …», «с … до …» stands between two numbers.

    An adjective whose noun is elided does not count: «190 белорусских и 30 российских компаний».
    """
    tokens = sentence.tokens
    behind = draft.last if draft.unit else draft.numeral.after
    while behind < following.first and not draft.unit and is_modifier(tokens[behind]):
        behind += 1
    between = [fold(token.text) for token in tokens[behind : following.first]]
    if following.bound == "до" and not between:
        return draft.bound == "от" or (draft.first > 0 and fold(tokens[draft.first - 1].text) == "с")
    return between in (["и"], ["или"], ["либо"])
