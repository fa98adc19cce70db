"""Branches of the economy under their everyday names, and what adjectives stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.language.morphology import lemma_of, readings
from kg.mentions.declension import is_like_adjective
from kg.model import Token
from kg.wordlists import rows


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch; `strength` is strong, weak (a common word, a branch only among branches) or never."""

    name: str
    reference: str | None
    strength: str


@cache
def _branches() -> tuple[tuple[Branch, tuple[str, ...]], ...]:
    """Each branch with its names, the own one first."""
    return tuple(
        (
            Branch(row["name_ru"], f"industry/{row['code']}" if row["code"] else None, row["strength"]),
            (row["name_ru"], *(name for name in row["synonyms_ru"].split("|") if name)),
        )
        for row in rows("branches")
    )


@cache
def _phrases() -> Mapping[str, Sequence[tuple[tuple[str, ...], Branch]]]:
    """First word's lemma → (lemmas, branch), the longest phrases first."""
    found: dict[str, list[tuple[tuple[str, ...], Branch]]] = defaultdict(list)
    for branch, names in _branches():
        for name in names:
            lemmas = tuple(map(_name_lemma, name.split()))
            found[lemmas[0]].append((lemmas, branch))
    return {first: sorted(row, key=lambda one: -len(one[0])) for first, row in found.items()}


def _name_lemma(word: str) -> str:
    """An abbreviation stays as it is written."""
    if word.isupper():
        return word
    return lemma_of(word, "ADJ" if is_like_adjective(word) else "NOUN", {})


@lru_cache(maxsize=20_000)
def _dictionary_lemmas(text: str) -> frozenset[str]:
    return frozenset(str(reading.normal_form).replace("ё", "е") for reading in readings(text.lower()))


def lemmas_of(token: Token) -> frozenset[str]:
    """What a token may be a form of; an abbreviation is also itself."""
    return _lemmas(token.text, token.lemma)


@lru_cache(maxsize=20_000)
def _lemmas(text: str, lemma: str) -> frozenset[str]:
    return _dictionary_lemmas(text) | {lemma} | ({text} if text.isupper() else set())


def may_modify(token: Token) -> bool:
    """Whether the dictionary knows a word as an adjective, whatever the tagger says: «пищевой и легкой …»."""
    return _is_adjective(token.text)


@lru_cache(maxsize=20_000)
def _is_adjective(text: str) -> bool:
    return any(str(reading.tag.POS) in {"ADJF", "PRTF"} for reading in readings(text.lower()))


def branches_at(tokens: Sequence[Token], start: int) -> Iterator[tuple[Branch, int]]:
    """(branch, number of words) of the phrases that begin at a token, the longest first."""
    for lemma in sorted(lemmas_of(tokens[start]) & _phrases().keys()):
        for lemmas, branch in _phrases()[lemma]:
            rest = tokens[start : start + len(lemmas)]
            if len(rest) == len(lemmas) and all(
                one in lemmas_of(other) for one, other in zip(lemmas, rest, strict=True)
            ):
                yield branch, len(lemmas)


def branch_of_words(*lemmas: str) -> Branch | None:
    """The branch whose name has exactly these lemmas: («пищевой», «промышленность»)."""
    return next((branch for words, branch in _phrases().get(lemmas[0], ()) if words == lemmas), None)


@cache
def branch_named(name: str) -> Branch:
    """The branch under a name; one without a reference where the list has none."""
    return next((branch for branch, names in _branches() if name == names[0]), Branch(name, None, "strong"))


@cache
def _fields() -> Mapping[str, tuple[Branch, ...]]:
    return {
        row["adjective_ru"]: tuple(branch_named(name) for name in row["fields_ru"].split("|"))
        for row in rows("cooperation_fields")
    }


def branches_of_adjective(lemma: str) -> tuple[Branch, ...]:
    """The branches that an adjective stands for: «социально-культурный» → культура, социальная сфера."""
    return _fields().get(lemma, ())
