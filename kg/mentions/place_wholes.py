"""Places named through others: collectives («регионы России», «страны ЕАЭС») and capitals («белорусская столица»)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.gazetteer import GazetteerEntry, capitals, collective_of
from kg.language.morphology import readings
from kg.mentions.declension import plain
from kg.mentions.place_areas import types_of
from kg.mentions.place_hits import Hit
from kg.mentions.place_names import names_at
from kg.model import Sentence, Token
from kg.wordlists import words

_JOINTS = {",", "и"}
_DASHES = {"—", "–", "-"}

Settled = Sequence[tuple[Hit, GazetteerEntry | None]]


def collectives(sentence: Sentence, settled: Settled) -> Iterator[Hit]:
    """«регионы России и Беларуси» → both collectives; the second covers «Беларуси», its head is «регионы»."""
    types = types_of("collective")
    for token in sentence.tokens:
        lemma = token.lemma.partition("-")[0] if token.lemma not in types else token.lemma
        if lemma in types and _may_be_plural(token):
            yield from _after(sentence, token, types[lemma], settled)
            if _is_plural(token):
                yield from _before(sentence, token, types[lemma], settled)


def _is_plural(token: Token) -> bool:
    return token.number == "Plur" or all(str(one.tag.number) == "plur" for one in readings(plain(token.text)))


def _may_be_plural(token: Token) -> bool:
    return any(str(one.tag.number) == "plur" for one in readings(plain(token.text)))


def _after(sentence: Sentence, noun: Token, type_: str, settled: Settled) -> Iterator[Hit]:
    index = _skip_members(sentence, noun.index + 1)
    first: int | None = noun.index
    while index < len(sentence.tokens):
        reference, last = _whole_at(sentence, index, settled)
        group = collective_of().get((type_, reference or ""))
        if group is None or not (_is_plural(noun) or (reference or "").startswith("organization/")):
            return
        yield Hit(index if first is None else first, last, noun.index, (group,), type_)
        first = None
        if last >= len(sentence.tokens) or sentence.tokens[last].text.lower() not in _JOINTS:
            return
        index = last + 1


def _skip_members(sentence: Sentence, index: int) -> int:
    """Past «— члены», «-участницы» of «государства — члены ЕАЭС»."""
    rest = sentence.tokens[index:]
    if rest and rest[0].text in _DASHES:
        rest = rest[1:]
    return rest[0].index + 1 if rest and rest[0].lemma in words("place_words", "member") else index


def _whole_at(sentence: Sentence, index: int, settled: Settled) -> tuple[str | None, int]:
    """(reference, end) of the country or union that is named at a token."""
    for hit, entry in settled:
        if hit.first == index and not hit.adjectival and entry is not None:
            return entry.reference, hit.last
    known: Mapping[str, str] = types_of("whole")
    if (lemma := sentence.tokens[index].lemma) in known:
        return known[lemma], index + 1
    found = names_at(sentence.tokens, index, "whole")
    return (found[0].reference, index + len(found[0].words)) if found else (None, index)


def _before(sentence: Sentence, noun: Token, type_: str, settled: Settled) -> Iterator[Hit]:
    """«российские и белорусские регионы», «российских приграничных регионов»."""
    by_token = {hit.first: entry for hit, entry in settled if hit.adjectival and entry is not None}
    last = noun.index + 1
    for index in range(noun.index - 1, -1, -1):
        token = sentence.tokens[index]
        entry = by_token.get(index)
        group = collective_of().get((type_, entry.reference)) if entry else None
        if group:
            yield Hit(index, last, noun.index, (group,), type_)
            last = index
        elif token.text.lower() in _JOINTS and last == index + 1:
            last = index
        elif token.pos != "ADJ" or last <= noun.index:
            return


def named_capitals(sentence: Sentence, settled: Settled) -> Iterator[Hit]:
    """«столица Беларуси», «белорусская столица» → Минск."""
    for token in sentence.tokens:
        if token.lemma not in words("place_words", "capital"):
            continue
        for hit, entry in settled:
            city = capitals().get(entry.reference) if entry else None
            if city and hit.adjectival and hit.last == token.index:
                yield Hit(hit.first, token.index + 1, token.index, (city,), "City")
            elif city and not hit.adjectival and hit.first == token.index + 1:
                yield Hit(token.index, hit.last, token.index, (city,), "City")
