"""News agencies as datelines name them; the known ones are a table, gazetteers/agencies.csv."""

from __future__ import annotations

import re
from functools import cache

from kg.wordlists import rows

_ROLE = re.compile(
    r"\b(?:(?:соб|спец)\.?\s?)?(?:корр?\.|корреспонденты?|спецкор)\s*"
    r"|\b(?:ИА|информагентство|информационное агентство|агентство)\s+",
    re.IGNORECASE,
)
# «/Корр. ТАСС Анна Котова/»: the agency, then who wrote.
_SIGNED = re.compile(r"([A-ZА-ЯЁ]{3,}|[A-Za-z][\w.-]+)\s[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]+")
_QUOTED = re.compile(r"[«\"“„](.+)[»\"”“]")


def bare_name(words: str) -> str:
    """The agency's name alone, without role, quotation marks and author.

    >>> bare_name("Корр. БЕЛТА"), bare_name("ИА «Башинформ»"), bare_name("РИА Новости")
    ('БЕЛТА', 'Башинформ', 'РИА Новости')
    """
    name = _ROLE.sub("", re.sub(r"\s+", " ", words), count=2)
    if signed := _SIGNED.fullmatch(name):
        name = signed[1]
    quoted = _QUOTED.fullmatch(name)
    return quoted[1] if quoted else name


def is_agency(words: str) -> bool:
    """Whether the words name a known agency, whatever its capitals and quotation marks."""
    return bare_name(words).casefold() in _known()


@cache
def _known() -> frozenset[str]:
    names = (name for row in rows("agencies") for name in (row["name"], *row["aliases"].split("|")))
    return frozenset(bare_name(name).casefold() for name in names if name)
