"""Organisations, firms, international organisations and publishers.

Found by the gazetteer, by publishers' names, by quotation marks with what stands before them, by head nouns with their
chains, by Latin letters, and last by the name finder. A mention may stand inside another («пресс-служба УК «…»»), none
crosses another. A firm's normal form is its bare name, a body's the whole: «Татнефть», «Витебский облисполком».
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.language.morphology import readings
from kg.language.phrases import is_modifier, nominative, noun_phrases
from kg.mentions.bodies import find_bodies, first_adjective, follows_firm, head_form, is_other
from kg.mentions.headwords import find_forms, row_of
from kg.mentions.international import find_international
from kg.mentions.publishers import find_publishers
from kg.mentions.quoted_names import find_quoted, names_events
from kg.mentions.quotes import in_title_quote
from kg.mentions.span import make_mention, text_of
from kg.mentions.titles import acronym_base, is_acronym, legal_forms, title_words
from kg.model import Mention, Name, Sentence

_TYPES = frozenset({"Organization", "Company", "InternationalOrganization", "Publisher"})


def find_organizations(sentence: Sentence, known: Sequence[Mention]) -> Iterator[Mention]:
    """Organisations, outer ones before those inside them."""
    found: list[Mention] = []
    for finder in (find_international, find_publishers, find_quoted, find_bodies, _find_latin, _find_rest):
        for mention in finder(sentence, (*known, *found)):
            if not any(_clash(mention, other) for other in found) and not _is_person(mention, known):
                found.append(mention)
    yield from sorted(found, key=lambda mention: (mention.first, -mention.last))


def is_bare(mention: Mention) -> bool:
    """Whether a body is named by its common noun alone: «облисполком», «пресс-служба»; «Минпром», «Союз» are names."""
    forms = find_forms("organization_heads", mention.normal) if mention.normal[:1].islower() else ()
    return any(row_of("organization_heads", form.head)["kind"] != "ministry" for form in forms)


def find_abbreviations(sentence: Sentence, known: Sequence[Mention] = ()) -> Iterator[tuple[str, str]]:
    """(name in the nominative, abbreviation) of each «X (Y)» and «X (далее — Y)».

    X is an organisation, or words whose initials spell Y.
    """
    bracketed = [(index, _bracketed(sentence, index)) for index in range(1, len(sentence.tokens) - 2)]
    shorts = [(index, short) for index, short in bracketed if short is not None]
    if not shorts:
        return
    mentions = [mention for mention in known if mention.type in _TYPES] or list(find_organizations(sentence, known))
    for index, short in shorts:
        before = [mention for mention in mentions if mention.last == index]
        if before:
            yield before[0].normal, short
        elif (first := _spelt_from(sentence, index, short)) is not None:
            yield _phrase(sentence, first, index), short


def _clash(mention: Mention, other: Mention) -> bool:
    same = (mention.first, mention.last) == (other.first, other.last)
    nested = mention.span in other.span or other.span in mention.span
    # The same firm with less before it, or a publisher's name again
    again = nested and mention.normal == other.normal
    part = nested and other.type == "InternationalOrganization" and mention.first == other.first
    return same or again or part or (mention.span.overlaps(other.span) and not nested)


def _is_person(mention: Mention, known: Sequence[Mention]) -> bool:
    return any(other.type == "Person" and mention.span.overlaps(other.span) for other in known)


def _find_latin(sentence: Sentence, known: Sequence[Mention]) -> Iterator[Mention]:
    """«Blue Sky Construction Company»: capital Latin words in a row, one of them a firm's, or known to the finder."""
    del known
    tokens, first = sentence.tokens, 0
    while first < len(tokens):
        last = first
        while last < len(tokens) and _is_latin(tokens[last].text, inside=last > first):
            last += 1
        while last > first and not tokens[last - 1].text[0].isupper():
            last -= 1
        event = first > 0 and names_events(sentence.tokens[first - 1])
        if (
            last > first
            and not event
            and not in_title_quote(sentence, first)
            and (last - first > 1 or follows_firm(sentence, first))
        ):
            seen = any(name.kind == "ORG" and name.first < last and first < name.last for name in sentence.names)
            if (
                seen
                or follows_firm(sentence, first)
                or any(token.text in title_words("firm") for token in tokens[first:last])
            ):
                name = text_of(sentence, first, last)
                yield make_mention(sentence, "Company", first, last, head=last - 1, normal=name)
        first = max(last, first + 1)


def _is_latin(text: str, *, inside: bool) -> bool:
    return text.isascii() and (text[0].isupper() or (inside and text in {"of", "and", "for", "the", "&"}))


def _find_rest(sentence: Sentence, known: Sequence[Mention]) -> Iterator[Mention]:
    """What the name finder calls an organisation and nobody else found: acronyms, capital names."""
    for name in sentence.names:
        if name.kind == "ORG" and not _is_taken(sentence, name, known):
            yield from _rest(sentence, *_trimmed(sentence, name))


def _is_taken(sentence: Sentence, name: Name, known: Sequence[Mention]) -> bool:
    types = _TYPES | {"Person"}
    if any(mention.type in types and mention.first < name.last and name.first < mention.last for mention in known):
        return True
    inside = range(name.first, name.last)
    return any(in_title_quote(sentence, index) or sentence.tokens[index].text in '«»"' for index in inside)


def _trimmed(sentence: Sentence, name: Name) -> tuple[int, int]:
    tokens = sentence.tokens
    last = next((index for index in range(name.first, name.last) if tokens[index].text in "()"), name.last)
    return name.first, last


def _rest(sentence: Sentence, first: int, last: int) -> Iterator[Mention]:
    tokens = sentence.tokens[first:last]
    if not tokens or not tokens[0].text[0].isupper() or tokens[0].text in title_words("service"):
        return
    if len(tokens) == 1:
        token = tokens[0]
        hyphenated = "-" in token.text and find_forms("organization_heads", token.text.split("-")[-1])
        ministry = token.text.startswith("Мин") and not any(one.is_known for one in readings(token.text.lower()))
        if token.text in legal_forms() or token.text in title_words("other") or is_modifier(token):
            return
        firm = follows_firm(sentence, first)
        if not (is_acronym(token.text) or hyphenated or ministry or firm):
            return
        type_ = row_of("organization_heads", hyphenated[0].head)["type"] if hyphenated else "Organization"
        type_ = "Company" if firm else type_
        yield make_mention(sentence, type_, first, last, head=first, normal=acronym_base(token.text))
        return
    head = next((index for index in range(first, last) if head_form(sentence, index)), None)
    if head is None:
        return
    form = head_form(sentence, head)
    if form is not None and not form.plural:
        first = max(first, first_adjective(sentence, head, form))
        if not sentence.tokens[first].text[0].isupper() or is_other(sentence, first, head):
            return
        type_ = row_of("organization_heads", form.head)["type"]
        yield make_mention(sentence, type_, first, last, head=head, normal=nominative(sentence, first, last, head))


def _bracketed(sentence: Sentence, index: int) -> str | None:
    """The abbreviation in brackets that open at a token: «(РКФР)», «(далее — Фонд)»."""
    tokens = sentence.tokens
    if tokens[index].text != "(":
        return None
    start = index + 1
    if tokens[start].text.lower() == "далее":
        start += 1
        while start < len(tokens) - 1 and tokens[start].text in {"—", "–", "-", ":"}:
            start += 1
    closed = start + 1 < len(tokens) and tokens[start + 1].text == ")"
    text = tokens[start].text
    named = is_acronym(text) or (text[0].isupper() and (start > index + 1 or _is_ministry(text)))
    return text if closed and named else None


def _is_ministry(text: str) -> bool:
    """«Минпром»: a short name without a second capital."""
    forms = find_forms("organization_heads", text)
    return any(row_of("organization_heads", form.head)["kind"] == "ministry" for form in forms)


def _spelt_from(sentence: Sentence, index: int, short: str) -> int | None:
    """Where a name begins whose words' initials spell the abbreviation after it: «форума (ПМЭФ)»."""
    letters: list[str] = []
    for first in range(index - 1, max(-1, index - 10), -1):
        parts = sentence.tokens[first].text.lower().split("-")
        letters[:0] = [part[0] for part in parts if part[:1].isalpha() and len(part) > 2]
        if "".join(letters) == short.lower():
            return first
    return None


def _phrase(sentence: Sentence, first: int, last: int) -> str:
    head = next((phrase.head for phrase in noun_phrases(sentence) if first <= phrase.head < last), last - 1)
    return nominative(sentence, first, last, head)
