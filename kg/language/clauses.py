"""Who does what in a sentence: the subject of a verb, the clause around a word."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from kg.language.morphology import possible_cases
from kg.language.phrases import is_noun, noun_phrases, phrase_at, quotations
from kg.model import Sentence, Token

_QUOTED_NAME = 14  # tokens: a longer quotation is speech
_SUBJECTS = {"nsubj", "nsubj:pass", "csubj"}


def is_verb(token: Token) -> bool:
    """A finite verb, an infinitive, a converb, a short participle: what can have a subject."""
    if token.pos not in {"VERB", "AUX"} and not (token.pos == "ADJ" and token.feats.get("Variant") == "Short"):
        return False
    return not is_participle(token)


def is_participle(token: Token) -> bool:
    """A full participle, which agrees with the noun it describes: «подписанные», «присутствующим»."""
    tagged = token.feats.get("VerbForm") == "Part" and token.feats.get("Variant") != "Short"
    return tagged and bool(possible_cases(token.text))  # «скрепили» has none, whatever the tagger says


@lru_cache(maxsize=256)
def _boundaries(sentence: Sentence) -> tuple[int, ...]:
    """Indexes of the marks that end a clause."""
    tokens, found = sentence.tokens, [-1]
    named = [(first, last) for first, last in quotations(sentence) if last - first <= _QUOTED_NAME]
    for token in tokens:
        if any(first < token.index < last for first, last in named):
            continue
        following = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
        if token.text in ";:":
            found.append(token.index)
        elif token.text == "," and following is not None:
            after = tokens[token.index + 2] if token.index + 2 < len(tokens) else None
            if (
                following.pos == "SCONJ"
                or following.lemma in {"который", "где", "когда", "причем", "но", "куда", "откуда", "кто"}
                or (following.pos == "ADP" and after is not None and after.lemma in {"который", "кто"})
                or following.text in "—–-"
            ):
                found.append(token.index)
    found.append(len(tokens))
    return tuple(found)


def clause_of(sentence: Sentence, index: int) -> tuple[int, int]:
    """The tokens (first, last excluded) of the clause around a token, by punctuation and conjunctions."""
    marks = _boundaries(sentence)
    right = max(1, bisect_left(marks, index))
    return marks[right - 1] + 1, marks[right]


def subject_of(sentence: Sentence, verb: int) -> int | None:
    """The token that heads the subject of a verb; a converb, an infinitive, a conjoined verb borrow theirs."""
    seen: set[int] = set()
    index = verb
    while index >= 0 and index not in seen:
        seen.add(index)
        token = sentence.tokens[index]
        if is_participle(token):
            return described_noun(sentence, index)
        own = [child for child in sentence.children[index] if sentence.tokens[child].rel in _SUBJECTS]
        if own:
            return _antecedent(sentence, index) if sentence.tokens[own[0]].lemma == "который" else own[0]
        if index == verb or sentence.tokens[verb].rel == "xcomp":
            near = _nearest_nominative(sentence, index)
            if near is not None and token.rel not in {"xcomp", "advcl"}:
                return near
        if token.rel not in {"conj", "xcomp", "advcl", "aux", "cop", "parataxis", "ccomp", "acl", "obl"}:
            return None
        index = token.head
        if index >= 0 and not (is_verb(sentence.tokens[index]) or is_participle(sentence.tokens[index])):
            return None
    return None


def _antecedent(sentence: Sentence, verb: int) -> int | None:
    """What «который» stands for: the noun that its clause describes, else the one before the comma."""
    head = sentence.tokens[verb].head
    if 0 <= head < verb and is_noun(sentence.tokens[head]):
        return head
    low, _ = clause_of(sentence, verb)
    before = [phrase.head for phrase in noun_phrases(sentence) if phrase.last <= low - 1]
    return before[-1] if before else None


def described_noun(sentence: Sentence, participle: int) -> int | None:
    """The noun a participle agrees with: the one it precedes within a phrase, or the one before its comma."""
    inside = phrase_at(sentence, participle)
    if inside is not None and inside.head > participle:
        return inside.head
    head = sentence.tokens[participle].head
    if head >= 0 and is_noun(sentence.tokens[head]):
        return head
    return None


def _nearest_nominative(sentence: Sentence, verb: int) -> int | None:
    """The nominative noun closest to a verb within its clause, where the tree gives the verb no subject."""
    low, high = clause_of(sentence, verb)
    number = sentence.tokens[verb].number
    heads = [
        phrase.head
        for phrase in noun_phrases(sentence)
        if low <= phrase.head < high
        and phrase.case == "Nom"
        and phrase.prep is None
        and (number is None or sentence.tokens[phrase.head].number in {number, None} or number == "Plur")
    ]
    return min(heads, key=lambda head: (abs(head - verb), head), default=None)


def speech_quotations(sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """Token ranges of the quotations that are speech, not names: they hold a verb and several words."""
    found = []
    for first, last in quotations(sentence):
        inside = sentence.tokens[first + 1 : last - 1]
        words = sum(token.pos != "PUNCT" for token in inside)
        if (words >= 4 and any(is_verb(token) or token.pos == "PRON" for token in inside)) or (
            words >= 3 and last < len(sentence.tokens) and sentence.tokens[last].text == ","
        ):
            found.append((first, last))
    return tuple(found)
