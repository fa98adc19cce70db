"""Noun phrases: modifiers and head, their case, genitive chains, lists, and the nominative.

A small grammar over morphology. The parser's tree is a good hint for verbs and their arguments; inside long lists and
genitive chains, which this genre is made of, agreement is the surer guide.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.language.morphology import inflect, possible_cases, reading_of, readings
from kg.model import Sentence, Token

PREPOSITION_CASES = {
    "в": ("Acc", "Loc"),
    "во": ("Acc", "Loc"),
    "на": ("Acc", "Loc"),
    "о": ("Loc", "Acc"),
    "об": ("Loc",),
    "при": ("Loc",),
    "с": ("Ins", "Gen"),
    "со": ("Ins", "Gen"),
    "между": ("Ins", "Gen"),
    "над": ("Ins",),
    "перед": ("Ins",),
    "под": ("Ins", "Acc"),
    "за": ("Ins", "Acc"),
    "по": ("Dat", "Loc", "Acc"),
    "к": ("Dat",),
    "ко": ("Dat",),
    "благодаря": ("Dat",),
    "через": ("Acc",),
    "из": ("Gen",),
    "от": ("Gen",),
    "до": ("Gen",),
    "для": ("Gen",),
    "у": ("Gen",),
    "без": ("Gen",),
    "около": ("Gen",),
    "среди": ("Gen",),
    "кроме": ("Gen",),
    "из-за": ("Gen",),
    "после": ("Gen",),
    "против": ("Gen",),
    "вместо": ("Gen",),
    "свыше": ("Gen",),
    "включая": ("Acc",),
    "про": ("Acc",),
}
_OPEN, _CLOSE = '«„“"', '»”“"'
_ALL = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `first` to `last` (excluded) around the noun at `head`; `prep` is the lemma of the preposition before it.

    `last` takes in a quoted name that follows the head: «выставки «Весна в Гомеле»».
    """

    first: int
    last: int
    head: int
    case: str
    plural: bool
    prep: str | None = None

    @property
    def start(self) -> int:
        """The first token, the preposition included."""
        return self.first - 1 if self.prep else self.first


def is_word(token: Token) -> bool:
    """Whether a token is a word, not a mark or a figure."""
    return _has_letter(token.text)


def _has_letter(text: str) -> bool:
    return text.isalpha() or any(letter.isalpha() for letter in text)


def is_noun(token: Token) -> bool:
    """Whether a token can head a phrase."""
    return token.pos in {"NOUN", "PROPN"} and is_word(token)


def is_modifier(token: Token) -> bool:
    """Whether a token can stand before a noun and agree with it: adjective, participle, determiner."""
    if token.pos == "ADJ" and is_word(token):
        return token.feats.get("Variant") != "Short" and token.feats.get("Degree") != "Cmp"
    if token.pos == "VERB" and token.feats.get("VerbForm") == "Part":
        return token.feats.get("Variant") != "Short"
    return token.pos == "DET"


def cases_of(token: Token) -> frozenset[str]:
    """The cases a word may stand in: the dictionary's and the tagger's; all where the word is indeclinable."""
    return _cases(token.text, token.case)


@lru_cache(maxsize=50_000)
def _cases(text: str, case: str | None) -> frozenset[str]:
    if not _has_letter(text) or any("A" <= letter <= "Z" for letter in text.upper()):
        return frozenset(_ALL)
    return possible_cases(text) or (frozenset({case}) if case else frozenset(_ALL))


@lru_cache(maxsize=256)
def quotations(sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """Token ranges of the outermost «…», marks included. An unclosed one is left out."""
    found, opened, depth = [], 0, 0
    for token in sentence.tokens:
        if token.text in "«„":
            opened, depth = (token.index, 1) if depth == 0 else (opened, depth + 1)
        elif token.text in "»“" and depth:
            depth -= 1
            if depth == 0:
                found.append((opened, token.index + 1))
        elif token.text == '"':
            opened, depth = (token.index, 1) if depth == 0 else (opened, 0)
            if depth == 0:
                found.append((opened, token.index + 1))
    return tuple(found)


def quotation_from(sentence: Sentence, index: int) -> int | None:
    """Where the quotation that opens at a token ends (excluded), or None."""
    return next((last for first, last in quotations(sentence) if first == index), None)


@lru_cache(maxsize=256)
def noun_phrases(sentence: Sentence) -> tuple[Phrase, ...]:
    """The base phrases of a sentence, left to right, without overlaps."""
    return tuple(_base_phrases(sentence))


@lru_cache(maxsize=256)
def _phrases_by_start(sentence: Sentence) -> dict[int, Phrase]:
    return {phrase.first: phrase for phrase in noun_phrases(sentence)}


@lru_cache(maxsize=256)
def _phrases_by_token(sentence: Sentence) -> dict[int, Phrase]:
    return {index: phrase for phrase in noun_phrases(sentence) for index in range(phrase.first, phrase.last)}


def phrase_at(sentence: Sentence, index: int) -> Phrase | None:
    """The base phrase that holds a token, or None."""
    return _phrases_by_token(sentence).get(index)


def phrase_from(sentence: Sentence, index: int) -> Phrase | None:
    """The base phrase that begins at a token (or right after a preposition there), or None."""
    found = _phrases_by_start(sentence)
    if index in found:
        return found[index]
    following = found.get(index + 1)
    return following if following and following.prep and following.start == index else None


def _base_phrases(sentence: Sentence) -> Iterator[Phrase]:
    tokens, start = sentence.tokens, 0
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if is_noun(token) and token.text.lower() not in PREPOSITION_CASES and not _is_mistagged(sentence, index):
            phrase = _around(sentence, start, index)
            yield phrase
            index = start = phrase.last
            continue
        modifies = is_modifier(token) or _links_modifiers(sentence, index, start) or _is_mistagged(sentence, index)
        if not modifies:
            start = index + 1
        index += 1


def _is_mistagged(sentence: Sentence, index: int) -> bool:
    """An adjective that the tagger took for a noun: «82 экспортно-импортных контракта»."""
    token = sentence.tokens[index]
    if token.pos != "NOUN" or token.text[:1].isupper() or index + 1 >= len(sentence.tokens):
        return False
    if str(readings(token.text.lower())[0].tag.POS) != "ADJF":
        return False
    step = 3 if sentence.tokens[index + 1].lemma in {"и", "или"} and index + 3 < len(sentence.tokens) else 1
    following = sentence.tokens[index + step]
    return following.pos in {"NOUN", "ADJ", "PROPN"} and bool(cases_of(token) & cases_of(following))


def _links_modifiers(sentence: Sentence, index: int, start: int) -> bool:
    """«пищевой и легкой промышленности», «строительных, сельскохозяйственных машин», «самый большой», «более чем»."""
    tokens = sentence.tokens
    if index == start or index + 1 >= len(tokens):
        return tokens[index].pos in {"NUM"} and tokens[index].text.isdigit() is False and tokens[index].pos == "NUM"
    token = tokens[index]
    joins = token.lemma in {"и", "или", ","} and is_modifier(tokens[index - 1]) and is_modifier(tokens[index + 1])
    return joins and bool(cases_of(tokens[index - 1]) & cases_of(tokens[index + 1]))


def _around(sentence: Sentence, start: int, head: int) -> Phrase:
    tokens = sentence.tokens
    shared = cases_of(tokens[head])
    first = head
    for index in range(head - 1, start - 1, -1):
        token = tokens[index]
        if is_modifier(token) or _is_mistagged(sentence, index):
            if not (shared & cases_of(token)):
                break
            shared &= cases_of(token)
            first = index
    prep = tokens[first - 1].text.lower() if first and tokens[first - 1].text.lower() in PREPOSITION_CASES else None
    if prep and shared & set(PREPOSITION_CASES[prep]):
        shared &= set(PREPOSITION_CASES[prep])
    case = _choose(tokens[head], tokens[first], shared)
    return Phrase(first, _tail(sentence, head), head, case, tokens[head].number == "Plur", prep)


def _choose(head: Token, first: Token, shared: frozenset[str]) -> str:
    if head.rel in {"nsubj", "nsubj:pass"} and "Nom" in shared:
        return "Nom"
    for token in (head, first):
        if token.case in shared and token.case:
            return token.case
    return next((case for case in _ALL if case in shared), "Nom")


def _tail(sentence: Sentence, head: int) -> int:
    """The end of a phrase: the head, names that run on from it, a quoted name."""
    tokens, last = sentence.tokens, head + 1
    if (
        tokens[head].lemma == "республика"
        and last < len(tokens)
        and tokens[last].pos == "PROPN"
        and tokens[last].text[:1].isupper()
    ):
        last += 1  # «Республики Беларусь»: the name does not decline
    while last < len(tokens) and tokens[last].rel in {"flat:name", "flat:foreign"} and is_noun(tokens[last]):
        last += 1
    if last < len(tokens) and tokens[last].text in _OPEN:
        closed = quotation_from(sentence, last)
        if closed is not None and closed - last <= 16:
            return closed
    return last


def genitive_end(sentence: Sentence, phrase: Phrase, prepositions: Collection[str] = ()) -> int:
    """Where a phrase ends with its genitive chain, and with complements by the given prepositions.

    «производству | жестяных банок | для упаковки | химической продукции»
    """
    last = phrase.last
    while True:
        following = phrase_from(sentence, last)
        if following is None:
            return last
        if (following.prep is None and following.case == "Gen" and _is_genitive(sentence, following)) or (
            following.prep in prepositions and following.start == last
        ):
            last = following.last
        else:
            return last


def _is_genitive(sentence: Sentence, phrase: Phrase) -> bool:
    return all(
        "Gen" in cases_of(sentence.tokens[i])
        for i in range(phrase.first, phrase.head + 1)
        if is_modifier(sentence.tokens[i]) or i == phrase.head
    )


def conjuncts(sentence: Sentence, phrase: Phrase, prepositions: Collection[str] = ()) -> tuple[Phrase, ...]:
    """The phrase and those coordinated with it to the right, in the same case: «банок, масел и катализаторов»."""
    found = [phrase]
    while True:
        end = genitive_end(sentence, found[-1], prepositions)
        start = _after_conjunction(sentence, end)
        if start is None:
            return tuple(found)
        following = phrase_from(sentence, start)
        if following is None or following.start != start or not _parallel(sentence, phrase, following):
            return tuple(found)
        found.append(following)


def _after_conjunction(sentence: Sentence, index: int) -> int | None:
    """The token after «,», «и», «а также», «, в том числе»; None when none stands at `index`."""
    words = [token.text.lower() for token in sentence.tokens[index : index + 4]]
    for joint in (["а", "также"], [",", "а", "также"], [",", "и"], [","], ["и"], ["или"], ["либо"], ["да"]):
        if words[: len(joint)] == joint:
            return index + len(joint)
    return None


def _parallel(sentence: Sentence, phrase: Phrase, other: Phrase) -> bool:
    if other.prep not in {None, phrase.prep}:
        return False
    shared = cases_of(sentence.tokens[other.head])
    for index in range(other.first, other.head):
        if is_modifier(sentence.tokens[index]):
            shared &= cases_of(sentence.tokens[index])
    return phrase.case in shared


def nominative(sentence: Sentence, first: int, last: int, head: int, *, plural: bool | None = None) -> str:
    """The words first..last with the head and its agreeing modifiers in the nominative, the rest as it stands.

    `plural` forces a number. Spaces are as in the text.
    """
    tokens = sentence.tokens
    noun = tokens[head]
    number = ("Plur" if plural else "Sing") if plural is not None else _number_of(noun)
    words = []
    for index in range(first, last):
        token = tokens[index]
        if index == head:
            word = _nominative_noun(token, number)
        elif index < head and (is_modifier(token) or _is_mistagged(sentence, index)):
            word = _nominative_modifier(token, noun, number)
        else:
            word = token.text
        words.append((index > first and token.span.start > tokens[index - 1].span.stop, word))
    return "".join((" " if spaced else "") + word for spaced, word in words)


def _number_of(noun: Token) -> str:
    """The number that the dictionary gives the form, where it leaves no choice («сеялок»), else the tagger's."""
    nouns = [one for one in readings(noun.text.lower()) if str(one.tag.POS) == "NOUN" and one.is_known]
    numbers = {str(one.tag.number) for one in nouns}
    if len(numbers) == 1:
        return "Plur" if numbers == {"plur"} else "Sing"
    return noun.number or "Sing"


def _nominative_noun(token: Token, number: str) -> str:
    if token.case == "Nom" and token.number == number:
        return token.text
    return inflect(token.text, token.pos, token.feats, ("Nom", number))


def _nominative_modifier(token: Token, noun: Token, number: str) -> str:
    if token.text[:1].isdigit():
        return token.text
    gender = str(reading_of(noun.text.lower(), noun.pos, noun.feats).tag.gender or "") or noun.gender or ""
    wanted = ("Nom", number) if number == "Plur" or not gender else ("Nom", number, gender)
    return inflect(token.text, "ADJ" if token.pos in {"DET", "NOUN"} else token.pos, token.feats, wanted)
