"""Adjectives of towns that no list holds, by the rules of Russian word formation: «рославльская», «бузулукский».

The rules give a form too many, and towns share adjectives with people and common words («павловский», «братский»): they
are trusted only beside a firm, where one town alone may be meant. Rules after Russian Grammar (1980), §§ 619-630.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from kg.gazetteer import entries
from kg.mentions.declension import adjective_stem, is_like_adjective, plain
from kg.mentions.place_names import place_index
from kg.wordlists import words

_RULES = (  # a name's ending → those of the adjective's stem
    (r"(.+[сц]к)", (r"\1",)),
    (r"(.+)иц[аы]", (r"\1ицк",)),
    (r"(.+)ец", (r"\1ецк",)),
    (r"(.+)[иеы]н[оьа]?", (r"\g<0>ск",)),
    (r"(.+[ео]в)[оае]?", (r"\1ск",)),
    (r"(.+и[нм])о", (r"\1ск",)),
    (r"(.+)г[аи]", (r"\1жск",)),
    (r"(.+)к[аи]", (r"\1цк", r"\1ковск", r"\1кинск", r"\1ск")),
    (r"(.+)ха", (r"\1хинск", r"\1шск")),
    (r"(.+)ша", (r"\1шинск", r"\1шанск")),
    (r"(.+л)[ьаия]?", (r"\1ьск", r"\1овск", r"\1инск")),
    (r"(.+[бвджзймнпрстфчшщ])[ь]?", (r"\1ск", r"\1овск")),
    (r"(.+[аеиоуыюя])я", (r"\1йск",)),
    (r"(.+[гк])", (r"\1ск",)),
    (r"(.+[бвджзмнпрстфчшщ])[аяоеиы]", (r"\1ск", r"\1инск", r"\1овск")),
)


@cache
def town_of(word: str) -> str | None:
    """Reference of the one town whose adjective a word may be; None where there is none, or several.

    >>> town_of("бузулукской"), town_of("московской")
    ('city/570427', None)
    """
    found = _stems().get(adjective_stem(word) or "", ())
    return found[0] if len(found) == 1 and plain(word) == word else None


@cache
def _stems() -> Mapping[str, tuple[str, ...]]:
    """Stem of an adjective → the towns that it may come from, but for those whose adjective is listed."""
    taken = {adjective_stem(word) for word in words("place_words", "common")} | set(place_index().relational)
    found: dict[str, list[str]] = defaultdict(list)
    for town in entries("city"):
        for stem in _adjectives(plain(town.name)) if not town.adjectives else ():
            if stem not in taken:
                found[stem].append(town.reference)
    return {stem: tuple(dict.fromkeys(references)) for stem, references in found.items()}


def _adjectives(name: str) -> Iterator[str]:
    head, hyphen, last = name.rpartition("-")
    if " " in name or is_like_adjective(name):
        return
    for pattern, stems in _RULES:
        if match := re.fullmatch(pattern, last):
            yield from (f"{head}{hyphen}{match.expand(stem)}" for stem in stems)
