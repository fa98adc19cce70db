"""Gold rows and found rows, with the keys of `kg facts`, paired one to one.

Two rows agree when they have one relation and name the same two things: names are bags of crude stems, in which words
that tell little count a fifth. Where the gold row has a number, an equal number stands for the object's wording. A
strict pair also agrees in number and comparator, and in the date of takesPlaceOn.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
Name = str | None

_SIDES = {
    **dict.fromkeys(("saidBy", "publishedBy"), ("object",)),  # the gold subject is the annotator's own label
    **dict.fromkeys(("takesPlaceOn", "exhibitionArea", "partnerRegionCount"), ("subject",)),
}
_SYMMETRIC = {"cooperatesWith", "signedAgreementWith", "tradeTurnover", "meets"}
AGREED = 0.55  # above one half: two people who share a first name stay apart
_SAME_NUMBER = 0.6  # what an equal number gives to an object worded in another way
_STEM = 5
_UNTOLD = frozenset(re.findall(r"\w+", "и в во на по с со из для от до о об к за при между г"))
_COMMON = """область край республика район город округ регион страна государство компания предприятие завод холдинг
    корпорация организация концерн ооо оао зао пао ао выставка форум конференция заседание встреча секция сессия проект
    производство строительство создание международный промышленный промышленность отрасль продукция изделие товар
    рабочий место соглашение документ план контракт сотрудничество уровень"""
_TELLS_LITTLE = frozenset(word[:_STEM] for word in _COMMON.split())


def pair(gold: Sequence[Row], found: Sequence[Row], *, strict: bool = True) -> tuple[tuple[int, int], ...]:
    """The indices of gold and found rows that agree, most alike first; ties go to the earlier rows. In gold's order."""
    candidates = sorted(
        (-score, g, f)
        for g, right in enumerate(gold)
        for f, guess in enumerate(found)
        if right["relation"] == guess["relation"]
        and (score := likeness(right, guess)) >= AGREED
        and (not strict or _figures_agree(right, guess))
    )
    pairs: dict[int, int] = {}
    for _, g, f in candidates:
        if g not in pairs and f not in pairs.values():
            pairs[g] = f
    return tuple(sorted(pairs.items()))


def alike(gold: Name, found: Name) -> float:
    """Two names' likeness, 0 to 1; a gold name may hold alternatives, the best counts.

    >>> alike("Витебский облисполком", "Витебского облисполкома")
    1.0
    >>> alike("Госдума | Государственная дума", "Государственная дума")
    1.0
    """
    return max(_overlap(_stems(name), _stems(found)) for name in (gold or "").split(" | "))


def _stems(name: Name) -> Counter[str]:
    words = re.findall(r"[0-9a-zа-я]+", (name or "").lower().replace("ё", "е"))
    return Counter(word[:_STEM] for word in words if word not in _UNTOLD)


def _overlap(left: Counter[str], right: Counter[str]) -> float:
    whole = _weight(left) + _weight(right)
    return 2 * _weight(left & right) / whole if whole else 1.0


def _weight(stems: Counter[str]) -> float:
    return sum(count * (0.2 if stem in _TELLS_LITTLE else 1.0) for stem, count in stems.items())


def likeness(gold: Row, found: Row) -> float:
    """How alike the two things are that both rows name, 0 to 1; they name the same from `AGREED` on."""
    sides = _SIDES.get(gold["relation"], ("subject", "object"))
    straight = min(alike(gold[side], found[side]) for side in sides)
    if len(sides) == 1:
        return straight
    if numbers_agree(gold, found):
        worded = _SAME_NUMBER + (1 - _SAME_NUMBER) * alike(gold["object"], found["object"])
        return max(straight, min(alike(gold["subject"], found["subject"]), worded))
    if gold["relation"] in _SYMMETRIC:
        crossed = min(alike(gold["subject"], found["object"]), alike(gold["object"], found["subject"]))
        return max(straight, crossed)
    return straight


def numbers_agree(gold: Row, found: Row) -> bool:
    """Whether both have a number, and the same one within a thousandth."""
    if gold["value"] is None or found["value"] is None:
        return False
    return abs(float(found["value"]) - float(gold["value"])) <= 1e-3 * abs(float(gold["value"]))


def _figures_agree(gold: Row, found: Row) -> bool:
    if gold["relation"] == "takesPlaceOn":
        return (gold["date"] or None) == (found["date"] or None)
    if gold["value"] is None:
        return True
    return numbers_agree(gold, found) and (gold["comparator"] or "=") == (found["comparator"] or "=")
