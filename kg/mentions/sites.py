"""Sites with a name of their own: «промышленный парк «Большой Камень»», «СЭЗ «Витебск»», «концертный зал «Витебск»»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.language.phrases import nominative, noun_phrases, quotation_from
from kg.mentions.places import is_adjectival
from kg.mentions.span import make_mention
from kg.model import Mention, Sentence
from kg.wordlists import words


def find_sites(sentence: Sentence, known: Sequence[Mention]) -> Iterator[Mention]:
    """Places that are parks, zones, halls: a noun of the list and a quoted name."""
    places = {m.head for m in known if m.type in {"Country", "Region", "City"} and is_adjectival(sentence, m)}
    for phrase in noun_phrases(sentence):
        token = sentence.tokens[phrase.head]
        if token.lemma not in words("lexicon", "site") and token.text not in {"СЭЗ", "ОЭЗ", "ТОР", "ТОСЭР"}:
            continue
        last = _name_end(sentence, phrase.head + 1)
        if last is None:
            continue
        first = next(
            (i for i in range(phrase.first, phrase.head + 1) if i not in places and _is_own(sentence, i)), phrase.head
        )
        normal = nominative(sentence, first, last, phrase.head)
        yield make_mention(sentence, "Place", first, last, head=phrase.head, normal=normal)


def _is_own(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    return token.pos != "DET" and token.lemma not in words("lexicon", "vague_modifier")


def _name_end(sentence: Sentence, index: int) -> int | None:
    """The end of the quoted name behind the noun, an abbreviation in brackets skipped: «зоне (ОЭЗ) «…»»."""
    tokens = sentence.tokens
    if index + 2 < len(tokens) and tokens[index].text == "(" and tokens[index + 2].text == ")":
        index += 3
    end = quotation_from(sentence, index) if index < len(tokens) else None
    return end if end is not None and end - index <= 10 else None
