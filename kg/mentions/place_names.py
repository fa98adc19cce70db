"""Which words name which places: an index from case forms to gazetteer references.

Built once, from the endings of names (declension.py). «Витебской областью», «Нижнем Новгороде», «КНР» → references; so
do adjectives, «витебских», «белорусско-узбекское».
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.gazetteer import GazetteerEntry, entries
from kg.language.segmentation import split_words
from kg.mentions.declension import adjective_stem, is_like_adjective, noun_forms, plain
from kg.model import Token
from kg.wordlists import words

_PLAIN = re.compile(r"[\w -]+")
_TITLED = re.compile(r"г\. |[Гг]ород ")
_PLACES = ("country", "region", "city", "district")


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One spelling of a place's name; `words` are plain, `text` as written; `head` counts from the first word."""

    words: tuple[str, ...]
    text: tuple[str, ...]
    reference: str
    head: int


@dataclass(frozen=True, slots=True)
class Index:
    """`nouns` and `adjectives` lead from a form (an adjective's stem) to the nominatives it may be.

    `names` leads from a first word to the names that begin with it; `relational` from an adjective's stem to places.
    """

    nouns: Mapping[str, Sequence[str]]
    adjectives: Mapping[str, Sequence[str]]
    names: Mapping[str, Sequence[PlaceName]]
    relational: Mapping[str, Sequence[str]]
    combining: Mapping[str, str]


@cache
def place_index() -> Index:
    """The index of the gazetteer's places."""
    return _build([entry for table in _PLACES for entry in entries(table)] + _federal_districts())


@cache
def whole_index() -> Index:
    """The index of international organisations and the like, which collectives are of: «страны ЕАЭС»."""
    return _build([entry for entry in entries("organization") if entry.type == "InternationalOrganization"])


def _federal_districts() -> list[GazetteerEntry]:
    return [entry for entry in entries("group") if not entry.collective]


def _build(places: Sequence[GazetteerEntry]) -> Index:
    nouns: dict[str, list[str]] = defaultdict(list)
    adjectives: dict[str, list[str]] = defaultdict(list)
    names: dict[str, list[PlaceName]] = defaultdict(list)
    for name in _names(places):
        names[name.words[0]].append(name)
    for word in dict.fromkeys(word for row in names.values() for name in row for word in name.words):
        if is_like_adjective(word):
            adjectives[adjective_stem(word) or word].append(word)
        for form in noun_forms(word):
            nouns[form].append(word)
    return Index(
        nouns, adjectives, names, _relational(places), {half: e.reference for e in places for half in e.combining}
    )


def _names(places: Sequence[GazetteerEntry]) -> Iterator[PlaceName]:
    cities = {entry.name for entry in places if entry.type == "City"}
    for entry in places:
        if entry.type == "Region" and entry.name in cities:
            continue  # Минск is a region by ISO, a city in the news
        for name in (entry.name, *entry.aliases):
            if not _TITLED.match(name):
                text = _split(name)
                plains = tuple(map(plain, text))
                yield PlaceName(plains, text, entry.reference, _head(plains))


def _split(name: str) -> tuple[str, ...]:
    """The words of a name as a sentence would be split; most names need no tokenizer."""
    if _PLAIN.fullmatch(name):
        return tuple(name.split())
    return tuple(name[start:stop] for start, stop in split_words(name))


def _head(name: Sequence[str]) -> int:
    return next((index for index, word in enumerate(name) if not is_like_adjective(word)), len(name) - 1)


def _relational(places: Sequence[GazetteerEntry]) -> dict[str, list[str]]:
    """Adjectives of a city are listed only where the city is meant first: «минский», «казанский»."""
    found: dict[str, list[str]] = defaultdict(list)
    cities = {entry.name for entry in places if entry.type == "City"}
    silent = words("place_words", "silent")
    for type_ in ("Country", "City", "Region"):
        for entry in (e for e in places if e.type == type_ and not (type_ == "Region" and e.name in cities)):
            for adjective in entry.adjectives:
                stem = adjective_stem(adjective)
                if stem and adjective not in silent and entry.reference not in found[stem]:
                    found[stem].append(entry.reference)
    return found


@lru_cache(maxsize=50_000)
def _nominatives(word: str, index: str) -> tuple[str, ...]:
    table = place_index() if index == "place" else whole_index()
    return (*table.nouns.get(word, ()), *table.adjectives.get(adjective_stem(word) or "", ()))


def names_at(tokens: Sequence[Token], start: int, table: str = "place") -> tuple[PlaceName, ...]:
    """The longest names that begin at a token, several where places share one. `table` is place or whole."""
    index = place_index() if table == "place" else whole_index()
    fitting = [
        name
        for word in _nominatives(plain(tokens[start].text), table)
        for name in index.names.get(word, ())
        if _fits(tokens, start, name, table)
    ]
    longest = max((len(name.words) for name in fitting), default=0)
    return tuple(dict.fromkeys(name for name in fitting if len(name.words) == longest))


def _fits(tokens: Sequence[Token], start: int, name: PlaceName, table: str) -> bool:
    if start + len(name.words) > len(tokens):
        return False
    return all(
        _is_capital_enough(tokens[start + offset].text, text)
        and (
            word == plain(tokens[start + offset].text)
            or word in _nominatives(plain(tokens[start + offset].text), table)
        )
        for offset, (word, text) in enumerate(zip(name.words, name.text, strict=True))
    )


def _is_capital_enough(written: str, canonical: str) -> bool:
    """An abbreviation is written as it is; names have their capitals, «республика» and «область» may do without."""
    if canonical.isupper() and 1 < len(canonical) <= 5:
        return written == canonical
    if plain(canonical) in words("place_words", "generic"):
        return True
    return written[:1].isupper() or not canonical[:1].isupper()


def name_of_words(first: str, second: str) -> str | None:
    """Reference of the place whose name is an adjective of the given stem and a noun: («витебск», «область»)."""
    for word in place_index().adjectives.get(first, ()):
        for name in place_index().names.get(word, ()):
            if name.words[-1] == second and len(name.words) == 1 + name.head:
                return name.reference
    return None


@lru_cache(maxsize=20_000)
def places_of_adjective(word: str) -> tuple[str, ...]:
    """References of the places that an adjective names, one for each half of a compound.

    >>> places_of_adjective("витебские"), places_of_adjective("белорусско-узбекское")
    (('region/BY-VI',), ('country/BY', 'country/UZ'))
    """
    whole = _relational_to(adjective_stem(word))
    if whole or "-" not in word:
        return whole
    *halves, last = plain(word).split("-")
    found = [*map(_half, halves), *(_relational_to(adjective_stem(last)) or (None,))]
    return tuple(reference for reference in found if reference) if all(found) else ()


def _relational_to(stem: str | None) -> tuple[str, ...]:
    return tuple(place_index().relational.get(stem or "", ())[:1])


def _half(half: str) -> str | None:
    index = place_index()
    if half in index.combining:
        return index.combining[half]
    return next(iter(_relational_to(half[:-1])), None) if half.endswith("о") else None
