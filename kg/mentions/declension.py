"""The case forms of place names, by their endings.

A dictionary declines the words it knows; names of small towns it guesses, and guessing is slow. The endings of names
are few, and a form too many does no harm: it meets no word of the text.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

_ENDINGS = "ыми|ими|ого|его|ому|ему|ый|ий|ой|ым|им|ом|ем|ая|яя|ей|ую|юю|ою|ое|ее|ые|ие|ых|их"
_ADJECTIVE = re.compile(f"(.+?)({_ENDINGS})$")
_LIKE_ADJECTIVE = re.compile(r".{2,}[сц]к(?:ий|ой|ая|ое|ие)|.{2,}[вгзклнрстхчшщ](?:ый|ий|ой|ая|яя|ое|ее|ые|ие)")


@lru_cache(maxsize=50_000)
def plain(word: str) -> str:
    """A word in lower case, without ё and with one kind of apostrophe."""
    return word.lower().replace("ё", "е").replace("’", "'")


@lru_cache(maxsize=50_000)
def adjective_stem(word: str) -> str | None:
    """A word without an adjective's ending, None where it has none.

    >>> adjective_stem("Витебского"), adjective_stem("Витебск")
    ('витебск', None)
    """
    match = _ADJECTIVE.fullmatch(plain(word))
    return match.group(1) if match else None


def is_relational(word: str) -> bool:
    """Whether a word looks like the adjective of a place: «слуцкий», «Витебская».

    >>> is_relational("барановичской"), is_relational("новой")
    (True, False)
    """
    return (adjective_stem(word) or "").endswith(("ск", "цк"))


def is_like_adjective(word: str) -> bool:
    """Whether a name's word declines as an adjective does: «Витебская», «Грозный», «Глубокое».

    >>> is_like_adjective("Российская"), is_like_adjective("Россия"), is_like_adjective("Китай")
    (True, False, False)
    """
    first, hyphen, _ = plain(word).partition("-")
    return bool(_LIKE_ADJECTIVE.fullmatch(plain(word))) and (not hyphen or first.endswith("о"))


@cache
def forms(word: str) -> frozenset[str]:
    """The forms that a nominative may take, lower-case; parts of a hyphenated word decline where they do in Russian.

    >>> sorted(forms("Орша"))
    ['орш', 'орша', 'орше', 'оршей', 'оршею', 'орши', 'оршой', 'оршою', 'оршу', 'оршы']
    >>> "ростове-на-дону" in forms("Ростов-на-Дону")
    True
    """
    parts = plain(word).split("-")
    if len(parts) == 1:
        return _simple(parts[0])
    last = {parts[-1]} if len(parts) == 3 and len(parts[1]) <= 2 else _simple(parts[-1])
    both = last == {parts[-1]} or is_like_adjective(parts[-1]) or parts[0] in {"гусь", "царь"}
    first = {parts[0]} | (_simple(parts[0]) if both else set())
    middle = "".join(f"{part}-" for part in parts[1:-1])
    return frozenset(f"{one}-{middle}{other}" for one in first for other in last)


def noun_forms(word: str) -> frozenset[str]:
    """The forms of a word as a noun; none for one that only declines as an adjective does.

    >>> "ханоем" in noun_forms("Ханой"), noun_forms("Витебская")
    (True, frozenset())
    """
    if not is_like_adjective(word):
        return forms(word)
    name = plain(word)
    return (
        frozenset({name, *_nouns(name)})
        if name.endswith(("ий", "ой")) and not name.endswith(("ский", "ской", "цкий"))
        else frozenset()
    )


def _simple(word: str) -> frozenset[str]:
    if len(word) < 2:
        return frozenset({word})
    if is_like_adjective(word):
        stem = adjective_stem(word) or word
        return frozenset(stem + ending for ending in _ENDINGS.split("|"))
    return frozenset({word, *_nouns(word)})


def _nouns(word: str) -> set[str]:
    """Masculine, feminine, neuter and plural endings, by the last letter."""
    stem, last = word[:-1], word[-1]
    if last == "а":
        return _with(stem, "ы и е у ой ою ей ею", "")
    if last == "я":
        return _with(stem, "и е ю ей ею", "")
    if last == "ь":
        return _with(stem, "ь ем ю я е ью и") | _with(_short(stem), "я ю ем е")
    if last == "й":
        return _with(stem, "й я ю ем е и")
    if last == "о":
        return _with(stem, "а у ом е")
    if last == "е":
        return _with(stem, "а я у ю ем и")
    if last in "ыи":
        return _with(stem, "ы и ов ев ей ам ям ами ями ах ях", "") | {_long(stem)} | _with(_short(stem), "ов ам ами ах")
    if last in "эуюё":
        return set()
    return _with(word, "а у ом ем е") | _with(_short(word), "а у ом ем е")


def _with(stem: str, endings: str, *more: str) -> set[str]:
    return {stem + ending for ending in (*endings.split(), *more)}


def _short(stem: str) -> str:
    """«Островец» → «Островц(а)», «Орел» → «Орл(а)»: the vowel that falls out before an ending."""
    if len(stem) >= 4 and stem[-2] in "ео" and stem[-1] in "цклтнрй":
        soft = "ь" if stem[-3] == "л" else ""
        return stem[:-2] + soft + stem[-1]
    return stem


def _long(stem: str) -> str:
    """«Химк(и)» → «Химок», «Люберц(ы)» → «Люберец»: the vowel that comes in before no ending."""
    if len(stem) >= 3 and stem[-1] in "кцн" and stem[-2] not in "аеиоуыэюяьй":
        return stem[:-1] + ("е" if stem[-1] in "цн" or stem[-2] in "жшч" else "о") + stem[-1]
    return stem
