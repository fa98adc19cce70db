"""Events and their sections: a noun of the list with its own name or complement.

«международной промышленной выставки «Весна»», «12-е заседание рабочей группы по сотрудничеству Беларуси и Татарстана»,
«секции «…»», «Дни Псковской области». No event is made of a verb, and a bare «встреча» is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.language.morphology import reading_of
from kg.language.phrases import Phrase, cases_of, genitive_end, nominative, noun_phrases, phrase_from, quotations
from kg.mentions.quoted_names import listed_event, names_event
from kg.mentions.quotes import title_quotes
from kg.mentions.span import make_mention, text_of
from kg.mentions.titles import latin_end
from kg.model import Mention, Sentence, Token
from kg.wordlists import rows

_ROMAN = re.compile(r"[IVXLCХ]+(?:-[а-я]+)?")
_ORDINAL = re.compile(r"\d+-[а-я]{1,3}")
_DIGITS = re.compile(r"^(\d+)-[а-я]{1,3}")
_DAYS = frozenset({"дни", "дней", "дням", "днями", "днях"})
_COMPLEMENTS = ("по", "о", "об", "между")


@cache
def _heads() -> dict[str, dict[str, str]]:
    return {row["head"]: row for row in rows("event_heads")}


def event_type(lemma: str) -> str | None:
    """Event or EventSection for a noun of the list, else None."""
    row = _heads().get(lemma)
    return row["type"] if row else None


def is_exhibition(lemma: str) -> bool:
    """Whether a noun names an event where goods are shown: выставка, ярмарка, салон."""
    row = _heads().get(lemma)
    return row is not None and row["kind"] == "exhibition"


def edition_of(sentence: Sentence, mention: Mention) -> int | None:
    """Which time an event is held: «XXIII выставка», «12-й форум», «впервые проходит», «в десятый раз»; else None."""
    tokens = sentence.tokens
    for token in tokens[mention.first : mention.head]:
        if (number := _number(token)) is not None:
            return number
    behind = tokens[mention.last : mention.last + 4]
    if any(token.lemma == "впервые" for token in behind[:2]):
        return 1
    times = [one for one, other in zip(behind, behind[1:], strict=False) if other.lemma == "раз"]
    return _number(times[0]) if times else None


def _number(token: Token) -> int | None:
    """The number that an ordinal says, in digits, Roman figures or words."""
    if match := _ORDINAL.fullmatch(token.text):
        return int(match.group().split("-")[0])
    if _ROMAN.fullmatch(token.text):
        return _roman(token.text.split("-")[0].replace("Х", "X"))
    return _ordinals().get(token.lemma)


def _roman(figures: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[figure] for figure in figures]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def find_events(sentence: Sentence, known: Sequence[Mention]) -> Iterator[Mention]:
    """Events with a name, an ordinal, an adjective or a complement; a bare noun is left to coreference."""
    people = [mention for mention in known if mention.type == "Person"]
    taken = -1
    for phrase in noun_phrases(sentence):
        row = _heads().get(_head_lemma(sentence, phrase))
        if row is None or phrase.head <= taken or _quoted(sentence, phrase.head):
            continue
        mention = _event(sentence, phrase, row)
        if mention is not None and not (row["named"] and any(_within(mention, person) for person in people)):
            taken = mention.last - 1
            yield mention
    yield from _named_alone(sentence, known)


def _named_alone(sentence: Sentence, known: Sequence[Mention]) -> Iterator[Mention]:
    """A quoted name that says itself what it is, without a noun before it: «на «Нефтехимсалоне»»."""
    for first, last in title_quotes(sentence):
        before = sentence.tokens[first - 1] if first else None
        listed = listed_event(sentence, first)
        if listed is not None and before is not None and before.lemma != listed:
            name = text_of(sentence, first + 1, last - 1)
            yield make_mention(sentence, _heads()[listed]["type"], first, last, head=first + 1, normal=name)
            continue
        headed = before is not None and before.pos == "NOUN" and before.lemma in _heads()
        if not headed and names_event(sentence, first, last) and not any(m.first <= first < m.last for m in known):
            name = text_of(sentence, first + 1, last - 1)
            yield make_mention(sentence, "Event", first, last, head=first + 1, normal=name)


def _within(event: Mention, person: Mention) -> bool:
    """«переговоры губернатора Владимира Громова»: two people talk, no event is held."""
    return event.first <= person.first < event.last


def _head_lemma(sentence: Sentence, phrase: Phrase) -> str:
    token = sentence.tokens[phrase.head]
    if token.text.lower() in _DAYS:
        return "дни" if token.text[0].isupper() or phrase.prep in {"в", "на"} else ""
    return token.lemma if token.lemma in _heads() else _compound(token.lemma)


def _compound(lemma: str) -> str:
    """The noun that a compound is headed by: «IT-форум», «агро-выставка», «выставка-форум»."""
    parts = lemma.split("-")
    return next((part for part in (parts[-1], parts[0]) if part in _heads()), "") if len(parts) > 1 else ""


def _quoted(sentence: Sentence, index: int) -> bool:
    """Inside a quoted name; longer quotations are speech."""
    return any(first < index < last and last - first <= 14 for first, last in quotations(sentence))


def _event(sentence: Sentence, phrase: Phrase, row: dict[str, str]) -> Mention | None:
    first = _with_ordinal(sentence, phrase.first)
    last = _before_event(sentence, phrase, _complement_end(sentence, phrase))
    latin = latin_end(sentence, phrase.head + 1)
    if last > phrase.last and not _telling(sentence, phrase.last, last):
        last = phrase.last
    if latin > phrase.head + 1:
        name = text_of(sentence, phrase.head + 1, latin)
        return make_mention(sentence, row["type"], first, latin, head=phrase.head, normal=name)
    modifiers = [token.lemma for token in sentence.tokens[phrase.first : phrase.head] if token.pos != "DET"]
    bare = set(modifiers) <= {row["named"]} and first == phrase.first and last == phrase.head + 1
    named = phrase.last > phrase.head + 1
    if bare or (row["named"] == "yes" and not (named or last > phrase.last or first < phrase.first)):
        return None
    if row["named"] not in {"", "yes"} and row["named"] not in modifiers:
        return None
    return make_mention(
        sentence, row["type"], first, last, head=phrase.head, normal=_name(sentence, phrase, first, last)
    )


def _before_event(sentence: Sentence, phrase: Phrase, last: int) -> int:
    """The end before another event with a quoted name: «пленарное заседание | форума «Балтика»»."""
    for inner in noun_phrases(sentence):
        if phrase.head < inner.head < last and _head_lemma(sentence, inner) in _heads() and inner.last > inner.head + 1:
            return _with_ordinal(sentence, inner.first)
    return last


def _telling(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a complement names the event: it holds a name, or says which group sits."""
    return any(
        token.text[:1].isupper()
        or token.lemma in {"группа", "совет", "комитет", "комиссия", "коллегия"}
        or (token.feats.get("Animacy") == "Anim" and token.number == "Plur" and token.case == "Gen")
        for token in sentence.tokens[first:last]
    )


def _with_ordinal(sentence: Sentence, first: int) -> int:
    if first and (
        _ROMAN.fullmatch(sentence.tokens[first - 1].text) or _ORDINAL.fullmatch(sentence.tokens[first - 1].text)
    ):
        return first - 1
    return first


def _complement_end(sentence: Sentence, phrase: Phrase) -> int:
    """The end of «… рабочей группы по сотрудничеству Псковской области и Республики Беларусь»."""
    if phrase.last > phrase.head + 1:
        return phrase.last
    last = genitive_end(sentence, phrase, _COMPLEMENTS)
    while last > phrase.last and last + 1 < len(sentence.tokens) and sentence.tokens[last].lemma == "и":
        following = phrase_from(sentence, last + 1)
        if following is None or following.prep or not _proper(sentence, following):
            break
        last = genitive_end(sentence, following)
    return last


def _proper(sentence: Sentence, phrase: Phrase) -> bool:
    head = sentence.tokens[phrase.head]
    return sentence.tokens[phrase.first].text[:1].isupper() and bool({"Gen", "Ins"} & cases_of(head))


def _name(sentence: Sentence, phrase: Phrase, first: int, last: int) -> str:
    """The quoted name by itself, unless an ordinal tells the edition; else the whole phrase in the nominative."""
    if last == phrase.last > phrase.head + 1 and not any(
        _is_ordinal(token) for token in sentence.tokens[first : phrase.head]
    ):
        return text_of(sentence, phrase.head + 2, last - 1)
    start = next((i for i in range(first, phrase.head + 1) if sentence.tokens[i].pos != "DET"), first)
    name = nominative(sentence, start, last, phrase.head, plural=_is_plural(sentence.tokens[phrase.head]))
    return _DIGITS.sub(lambda match: match[1] + _endings(sentence, phrase.head), name)


def _is_plural(token: Token) -> bool | None:
    return True if token.number == "Plur" or token.text.lower() in _DAYS else None


def _endings(sentence: Sentence, head: int) -> str:
    """The ending of an ordinal in digits before the head: «12-й форум», «12-е заседание», «12-я выставка»."""
    token = sentence.tokens[head]
    gender = str(reading_of(token.text.lower(), token.pos, token.feats).tag.gender)
    return {"femn": "-я", "neut": "-е"}.get(gender, "-й")


@cache
def _ordinals() -> dict[str, int]:
    names = (
        "первый второй третий четвертый пятый шестой седьмой восьмой девятый десятый одиннадцатый двенадцатый"
        " тринадцатый четырнадцатый пятнадцатый шестнадцатый семнадцатый восемнадцатый девятнадцатый двадцатый"
    )
    return {name: number for number, name in enumerate(names.split(), 1)}


def _is_ordinal(token: Token) -> bool:
    return bool(_ORDINAL.fullmatch(token.text) or _ROMAN.fullmatch(token.text)) or token.lemma in _ordinals()
