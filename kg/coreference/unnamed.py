"""Firms without a name, and pronouns for firms: «китайский инвестор», «одна из пензенских компаний», «она построит»."""

from __future__ import annotations

from collections.abc import Iterator

from kg.discourse import Discourse, Linked
from kg.entities import describe
from kg.language.phrases import Phrase, nominative, noun_phrases
from kg.mentions.span import span_of
from kg.model import Entity, Sentence, Token
from kg.wordlists import words

_PLACES = {"Country", "Region", "City"}


def find_unnamed(discourse: Discourse, sentence: Sentence) -> Iterator[Linked]:
    """One firm known by its place alone: «китайский инвестор», «инвестор из Турции», «одна из пензенских компаний»."""
    for phrase in noun_phrases(sentence):
        token = sentence.tokens[phrase.head]
        one_of = [t.lemma for t in sentence.tokens[max(0, phrase.first - 2) : phrase.first]] == ["один", "из"]
        if token.lemma not in words("lexicon", "unnamed_firm") or _has_name(discourse, sentence, phrase, one_of):
            continue
        place = _place_inside(discourse, sentence, phrase)
        if place and one_of:
            yield _linked(discourse, sentence, phrase, phrase.first - 2, phrase.last)
        elif place and not phrase.plural:
            yield _linked(discourse, sentence, phrase, phrase.first, phrase.last)
        elif not phrase.plural and (origin := _origin(discourse, sentence, phrase)) is not None:
            yield _linked(discourse, sentence, phrase, phrase.first, origin.last)


def _has_name(discourse: Discourse, sentence: Sentence, phrase: Phrase, one_of: bool) -> bool:
    """Whether a name follows, or something else is found there already; «одна из …» may stand in a group's words."""
    following = sentence.tokens[phrase.last] if phrase.last < len(sentence.tokens) else None
    named = following is not None and (following.pos in {"PROPN", "X"} or following.text in '«"„“')
    items = [i for i in discourse.linked[sentence.index] if not (one_of and i.entity.collective)]
    taken = any(i.first <= phrase.head < i.last and not i.adjectival for i in items)
    return named or taken or phrase.last != phrase.head + 1


def _place_inside(discourse: Discourse, sentence: Sentence, phrase: Phrase) -> bool:
    return any(i.adjectival and phrase.first <= i.head < phrase.head for i in discourse.linked[sentence.index])


def _origin(discourse: Discourse, sentence: Sentence, phrase: Phrase) -> Linked | None:
    """«из Турции» right behind."""
    items = discourse.linked[sentence.index]
    return next((i for i in items if i.first == phrase.last + 1 and i.prep == "из" and i.type in _PLACES), None)


def _linked(discourse: Discourse, sentence: Sentence, phrase: Phrase, first: int, last: int) -> Linked:
    name = nominative(sentence, phrase.first, last, phrase.head, plural=False)
    new = describe("Company", name[:1].lower() + name[1:], context=discourse.document.id)
    entity = (_introduced(discourse, sentence, phrase) if first == phrase.first else None) or new
    case = (sentence.tokens[first].case or phrase.case) if first < phrase.first else phrase.case
    prep = phrase.prep if first == phrase.first else None
    span = span_of(sentence, first, last)
    return Linked(entity, sentence.index, first, last, phrase.head, span, case, prep, by_name=False)


def _introduced(discourse: Discourse, sentence: Sentence, phrase: Phrase) -> Entity | None:
    """The one firm that was named before with the same place: «узбекское общество «Х» … узбекский инвестор»."""
    places = [i for i in discourse.linked[sentence.index] if i.adjectival and phrase.first <= i.head < phrase.head]
    found: dict[str, Entity] = {}
    for index in range(sentence.index) if places else ():
        row = discourse.linked[index]
        for item in row:
            near = [p for p in row if p.adjectival and item.first - 2 <= p.head < item.last]
            if item.type == "Company" and not item.plural and any(p.entity == places[0].entity for p in near):
                found.setdefault(item.entity.iri, item.entity)
    return next(iter(found.values())) if len(found) == 1 else None


def find_firm_pronouns(discourse: Discourse, sentence: Sentence) -> Iterator[Linked]:
    """«она построит завод», «оно выпускает фанеру» → the one firm of that gender in the last sentences."""
    actions = words("lexicon", "launch") | words("lexicon", "carry_out") | words("lexicon", "make")
    actions |= words("lexicon", "invest") | words("lexicon", "plan") | words("lexicon", "specialize")
    actions |= words("lexicon", "occupy") | words("lexicon", "settle")
    for token in sentence.tokens:
        if token.lemma not in {"он", "она", "оно"} or token.pos != "PRON" or token.case != "Nom":
            continue
        near = {other.lemma for other in sentence.tokens[token.index + 1 : token.index + 5]}
        firm = _antecedent(discourse, sentence, token) if actions & near else None
        if firm is not None:
            yield Linked(
                firm, sentence.index, token.index, token.index + 1, token.index, token.span, "Nom", by_name=False
            )


def _antecedent(discourse: Discourse, sentence: Sentence, token: Token) -> Entity | None:
    """The only firm of the gender in this sentence or the one before, where no person could be meant."""
    gender = {"он": "Masc", "она": "Fem", "оно": "Neut"}[token.text.lower()]
    for index in (sentence.index, sentence.index - 1):
        items = discourse.linked[index] if index >= 0 else []
        before = [i for i in items if index < sentence.index or i.head < token.index]
        if gender != "Neut" and any(i.type == "Person" for i in before):
            return None
        firms = [i for i in before if i.type == "Company" and not i.plural and _gender(discourse, i) == gender]
        if firms:
            return firms[0].entity if len({i.entity.iri for i in firms}) == 1 else None
    return None


def _gender(discourse: Discourse, item: Linked) -> str | None:
    token = discourse.sentences[item.sentence].tokens[item.head]
    return "Neut" if token.text in {"ООО", "ОАО", "АО", "ПАО", "ЗАО", "СООО", "ОсОО", "ТОО"} else token.gender
