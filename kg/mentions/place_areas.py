"""Areas named by an adjective and a noun, in lists too: «Витебская и Могилёвская области», «Псковский район»."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kg.language.morphology import inflect
from kg.language.phrases import is_modifier, is_word, nominative
from kg.mentions.declension import adjective_stem, is_relational
from kg.mentions.place_hits import Hit
from kg.mentions.place_names import name_of_words, names_at, places_of_adjective
from kg.model import Sentence, Token
from kg.wordlists import rows, words

_JOINTS = {",", "и", "или", "либо", "а", "также"}
_ENDINGS = {"район": "ий", "край": "ий", "округ": "ий", "р-н": "ий"}


def types_of(group: str) -> dict[str, str]:
    """Lemma → type of the words of a group of place_words.csv."""
    return {row["lemma"]: row["value"] for row in rows("place_words") if row["group"] == group}


def shared_areas(sentence: Sentence, blocked: Collection[int]) -> Iterator[Hit]:
    """One noun for several adjectives: «Астраханская, Псковская и Ленинградская области» → three."""
    shared = types_of("shared")
    for token in sentence.tokens:
        if token.lemma in shared and token.index not in blocked:
            adjectives = [i for i in _adjectives_before(sentence, token.index) if i not in blocked]
            if len(adjectives) > 1:
                for index in adjectives:
                    yield _shared(sentence, index, token, shared[token.lemma])


def _adjectives_before(sentence: Sentence, noun: int) -> list[int]:
    """The capitalised adjectives listed before a noun: they stand side by side but for joints."""
    found: list[int] = []
    index = noun - 1
    while index >= 0:
        token = sentence.tokens[index]
        if (
            token.text[:1].isupper()
            and is_relational(token.text)
            and (not found or found[-1] > index + 1 or index == noun - 1)
        ):
            found.append(index)
        elif token.text.lower() not in _JOINTS or not found:
            break
        index -= 1
    return found[::-1]


def _shared(sentence: Sentence, index: int, noun: Token, type_: str) -> Hit:
    stem = adjective_stem(sentence.tokens[index].text) or ""
    reference = name_of_words(stem, noun.lemma)
    last = noun.index + 1 if index + 1 == noun.index else index + 1
    name = f"{stem[:1].upper()}{stem[1:]}{_ENDINGS.get(noun.lemma, 'ая')} {noun.lemma}"
    return Hit(index, last, noun.index, (reference,) if reference else (), type_, name)


def unknown_areas(sentence: Sentence, blocked: Collection[int]) -> Iterator[Hit]:
    """Areas that no gazetteer holds: «Псковский район», «Люблинское воеводство», «город Чирчик»."""
    titles, titled, kinds = types_of("title"), types_of("titled"), words("place_words", "kind")
    for token in sentence.tokens:
        if token.index in blocked:
            continue
        if token.lemma in titles and titles[token.lemma] != "City":
            first = token.index - 1
            local = first > 0 and sentence.tokens[first].lemma in kinds
            first -= local
            if first >= 0 and first not in blocked and _names_area(sentence.tokens[first]):
                normal = nominative(sentence, first, token.index + 1, token.index, plural=False)
                yield Hit(first, token.index + 1, token.index, (), "District" if local else titles[token.lemma], normal)
        elif token.lemma in titled and _is_titled(sentence, token.index + 1, blocked):
            yield _titled(sentence, token, titled[token.lemma])


def _names_area(token: Token) -> bool:
    known = places_of_adjective(token.text)
    return token.text[:1].isupper() and is_relational(token.text) and not any(r.startswith("country/") for r in known)


def _is_titled(sentence: Sentence, index: int, blocked: Collection[int]) -> bool:
    if index >= len(sentence.tokens) or index in blocked or names_at(sentence.tokens, index):
        return False
    token = sentence.tokens[index]
    return is_word(token) and token.text[:1].isupper() and not token.text.isupper() and not is_modifier(token)


def _titled(sentence: Sentence, noun: Token, type_: str) -> Hit:
    token = sentence.tokens[noun.index + 1]
    name = inflect(token.text, "PROPN", token.feats, ("Nom",)) if noun.lemma == "город" else token.text
    normal = name if noun.lemma == "город" else f"{noun.lemma} {name}"
    return Hit(noun.index, noun.index + 2, noun.index, (), type_, normal)
