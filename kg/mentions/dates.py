"""Dates and intervals: «с 29 сентября по 1 октября 2025 года», «за девять месяцев», «в прошлом году», «вчера»."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from kg.mentions.calendar_words import values
from kg.mentions.date_patterns import CUES, explicit_patterns
from kg.mentions.moments import Moment, Stretch, publication_day, with_year
from kg.mentions.relative_dates import relative_patterns
from kg.mentions.span import make_mention, text_of
from kg.mentions.surface import fold, surface_of
from kg.model import Mention, Period, Sentence, Token

_CLIMB = 6  # steps from a date up to its verb


def find_dates(sentence: Sentence, published: Period | None = None) -> Iterator[Mention]:
    """The dates of a sentence, left to right, each with its period; type Date.

    `published` is the article's date: it gives the year that the text leaves out and what «вчера» counts from. The
    period is None where the text and it do not tell («31 февраля», «в июне» of an undated article); `normal` is then
    the ISO form without a year («--06-26») or the words. A preposition belongs to the mention in «с … по …» only.
    """
    text, taken = surface_of(sentence), bytearray(len(sentence.tokens))
    found, day = [], publication_day(published)
    present = {cue for cue, regex in CUES.items() if regex.search(text.text)}
    for cue, regex, read in chain(explicit_patterns(), relative_patterns()):
        for match in regex.finditer(text.text) if cue in present else ():
            group = "date" if "date" in regex.groupindex else 0
            tokens = text.tokens(*match.span(group)) or text.tokens(match.start(group), match.end(group) - 1)
            if tokens is None or any(taken[tokens[0] : tokens[1]]):
                continue
            stretch = read(match, day, tense_at(sentence, *tokens))
            if stretch is not None and not stretch.exists() and not _named(match.group()):
                continue
            taken[tokens[0] : tokens[1]] = b"\1" * (tokens[1] - tokens[0])
            found.append(_mention(sentence, *tokens, stretch, day))
    return iter(sorted(found, key=lambda mention: mention.first))


def _named(words: str) -> bool:
    """With words, not figures alone: «31 февраля» is an impossible date, «12.13.14» is none."""
    return any(character.isalpha() for character in words)


def _mention(sentence: Sentence, first: int, last: int, stretch: Stretch | None, day: Moment | None) -> Mention:
    tense = tense_at(sentence, first, last)
    if stretch is not None and stretch.exists():
        stretch = with_year(stretch, day, tense)
    if fold(text_of(sentence, first, last)) == "сегодня" and not _happens(sentence, first):
        stretch = None
    normal = stretch.iso if stretch is not None and stretch.exists() else text_of(sentence, first, last)
    head = _head(sentence, first, last)
    period = stretch.period if stretch else None
    return make_mention(sentence, "Date", first, last, head=head, normal=normal, period=period)


def _head(sentence: Sentence, first: int, last: int) -> int:
    """The token that hangs on a word outside."""
    inside = range(first, last)
    return next((index for index in inside if sentence.tokens[index].head not in inside), first)


def _verbs_above(sentence: Sentence, index: int) -> Iterator[Token]:
    token = sentence.tokens[index]
    for _ in range(_CLIMB):
        if token.pos in {"VERB", "AUX"}:
            yield token
        if token.head < 0:
            return
        token = sentence.tokens[token.head]


def tense_at(sentence: Sentence, first: int, last: int) -> str | None:
    """«Past» or «Fut» of the verb that a date belongs to, None for the present or no verb.

    An infinitive under a present verb looks ahead: «планируют открыть в марте».
    """
    infinitive = False
    for verb in _verbs_above(sentence, _head(sentence, first, last)):
        tense = verb.feats.get("Tense")
        if tense:
            return "Fut" if infinitive and tense == "Pres" else tense if tense != "Pres" else None
        infinitive = infinitive or verb.feats.get("VerbForm") == "Inf"
    return None


def _happens(sentence: Sentence, index: int) -> bool:
    """Whether «сегодня» is the day of an event («сегодня стартует»), not «nowadays» («сегодня поставляют»)."""
    verbs = _verbs_above(sentence, index)
    return any(verb.feats.get("Aspect") == "Perf" or verb.lemma in values("event") for verb in verbs)
