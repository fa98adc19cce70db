"""Sites with a name of their own: «парк «Большой Камень»», «СЭЗ «Витебск»», «Дом печати», «Летний амфитеатр»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.language.phrases import Phrase, genitive_end, nominative, noun_phrases, quotation_from
from kg.mentions.places import is_adjectival
from kg.mentions.span import make_mention
from kg.model import Mention, Sentence
from kg.wordlists import words

_SHORT = frozenset(["СЭЗ", "ОЭЗ", "ТОР", "ТОСЭР", "МВЦ", "КВЦ", "ВЦ", "МВК", "ДК", "ТЦ", "БЦ", "ТРЦ", "ФОК"])
_WHERE = frozenset({"в", "во", "на", "у", "близ"})


def find_sites(sentence: Sentence, known: Sequence[Mention]) -> Iterator[Mention]:
    """Places that are parks, zones, halls: a noun of the list and a quoted name, or a venue that capitals name."""
    places = {m.head for m in known if m.type in {"Country", "Region", "City"} and is_adjectival(sentence, m)}
    bodies = [m for m in known if m.type in {"Organization", "Company", "InternationalOrganization", "Publisher"}]
    for phrase in noun_phrases(sentence):
        in_body = any(m.first <= phrase.head < m.last for m in bodies)
        last = _zone_end(sentence, phrase) or (None if in_body else _venue_end(sentence, phrase))
        if last is None:
            continue
        first = next(
            (i for i in range(phrase.first, phrase.head + 1) if i not in places and _is_own(sentence, i)), phrase.head
        )
        normal = nominative(sentence, first, last, phrase.head)
        yield make_mention(sentence, "Place", first, last, head=phrase.head, normal=normal)


def _zone_end(sentence: Sentence, phrase: Phrase) -> int | None:
    """Where the name of a park, a zone, a hall ends: «индустриальный парк «Феникс»»; None where it is none."""
    token = sentence.tokens[phrase.head]
    named = token.lemma in words("lexicon", "site") or token.text in _SHORT
    return _name_end(sentence, phrase.head + 1) if named else None


def _venue_end(sentence: Sentence, phrase: Phrase) -> int | None:
    """Where the name of a venue ends that something happens in: «в Доме печати», «на площади Победы»."""
    token = sentence.tokens[phrase.head]
    if token.lemma not in words("lexicon", "venue") or phrase.prep not in _WHERE or phrase.case not in {"Loc", "Acc"}:
        return None
    named = _name_end(sentence, phrase.head + 1)
    capital = sentence.tokens[phrase.first].text[:1].isupper() and phrase.first > 0
    return named or (genitive_end(sentence, phrase) if capital or _names_square(sentence, phrase) else None)


def _names_square(sentence: Sentence, phrase: Phrase) -> bool:
    """«площадь Победы»: a common noun and a name in the genitive."""
    tokens = sentence.tokens
    after = tokens[phrase.last] if phrase.last < len(tokens) else None
    return tokens[phrase.head].lemma == "площадь" and after is not None and after.text[:1].isupper()


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
