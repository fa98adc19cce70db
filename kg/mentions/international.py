"""International organisations of the gazetteer, by acronym or full name: «ЕАЭС», «Всемирного банка»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from kg.gazetteer import GazetteerEntry, entries
from kg.language.morphology import readings
from kg.mentions.span import make_mention
from kg.model import Mention, Sentence, Token

_Words = tuple[frozenset[str], ...]


def find_international(sentence: Sentence, known: Sequence[Mention]) -> Iterator[Mention]:
    """Known organisations, the longest name first."""
    del known
    index = 0
    while index < len(sentence.tokens):
        found = _at(sentence.tokens, index)
        if found is None:
            index += 1
            continue
        last, entry = found
        yield make_mention(sentence, entry.type, index, last, head=index, normal=entry.name, reference=entry.reference)
        index = last


def _at(tokens: Sequence[Token], index: int) -> tuple[int, GazetteerEntry] | None:
    token = tokens[index]
    if not token.text[0].isupper():
        return None
    if entry := _acronyms().get(token.text):
        return index + 1, entry
    for words, named in _names_from(token.text):
        last = index + len(words)
        if last <= len(tokens) and _agree(words, tokens[index:last]):
            return last, named
    return None


def _agree(words: _Words, tokens: Sequence[Token]) -> bool:
    return all(word & _lemmas(token.text) for word, token in zip(words, tokens, strict=True))


def _every() -> Iterator[tuple[str, GazetteerEntry]]:
    for entry in entries("organization"):
        for name in (entry.name, *entry.aliases):
            if name[0].isupper() or not name.isalpha():
                yield name, entry


@cache
def _acronyms() -> dict[str, GazetteerEntry]:
    return {name: entry for name, entry in _every() if " " not in name and name.upper() == name}


@cache
def _names() -> tuple[tuple[_Words, GazetteerEntry], ...]:
    """Names of several words (and «Евросоюз»), as sets of normal forms, longest first."""
    named = [(name, entry) for name, entry in _every() if name.upper() != name and name[0].isupper()]
    split = [(tuple(_lemmas(word) for word in name.split()), entry) for name, entry in named]
    return tuple(sorted(split, key=lambda pair: -len(pair[0])))


@lru_cache(maxsize=50_000)
def _names_from(word: str) -> tuple[tuple[_Words, GazetteerEntry], ...]:
    """The names that begin with a form of this word, longest first."""
    return tuple((words, entry) for words, entry in _names() if words[0] & _lemmas(word))


@lru_cache(maxsize=50_000)
def _lemmas(word: str) -> frozenset[str]:
    return frozenset(str(one.normal_form).replace("ё", "е") for one in readings(word.lower()))
