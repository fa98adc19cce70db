"""Mentions → linked mentions: names joined over the article, pronouns and descriptions resolved or left alone."""

from __future__ import annotations

from collections.abc import Sequence

from kg.coreference.descriptions import acts_as_many, find_descriptions
from kg.coreference.focus import focus_region, speaker_region
from kg.coreference.names import by_stem, named_entities, same_surname, surname_of, with_surnames
from kg.coreference.pairs import two_sides
from kg.coreference.posts import adjacent_person, headed_place, link_posts, person_body, person_region
from kg.coreference.pronouns import find_event_pronouns, find_event_subjects, find_object_pronouns, find_pronouns
from kg.coreference.unnamed import find_firm_pronouns, find_unnamed
from kg.discourse import Discourse, Linked
from kg.entities import key
from kg.language.genitive import genitive
from kg.language.phrases import is_modifier, phrase_at
from kg.mentions.organizations import is_bare
from kg.mentions.places import is_adjectival
from kg.model import Document, Entity, Mention, Sentence

__all__ = [
    "acts_as_many",
    "adjacent_person",
    "focus_region",
    "headed_place",
    "link",
    "person_body",
    "person_region",
    "same_surname",
    "speaker_region",
    "two_sides",
]

_CONSONANTS = frozenset("бвгджзйклмнпрстфхцчшщ")
_NUMERIC = {"Quantity", "Money", "Date"}
_ROLES = {"nsubj": "Nom", "nsubj:pass": "Nom", "obj": "Acc"}


def link(document: Document, sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]]) -> Discourse:
    """The article with every name linked and what can be resolved resolved, sentence by sentence."""
    rows = [tuple(row) for row in mentions]
    surnames = by_stem(
        {surname_of(m.normal) for row in rows for m in row if m.type == "Person" and len(m.normal.split()) > 1}
    )
    rows = [with_surnames(sentence, row, surnames) for sentence, row in zip(sentences, rows, strict=True)]
    discourse = Discourse(document, tuple(sentences), tuple(rows))
    names = named_entities(discourse)
    for sentence, row in zip(discourse.sentences, discourse.mentions, strict=True):
        discourse.linked.append([])
        items = discourse.linked[-1]
        for mention in row:
            if mention.type not in _NUMERIC and mention.type != "Post" and mention in names and not is_bare(mention):
                items.append(_link_name(sentence, mention, names[mention], _start_of(mention, row)))
        link_posts(discourse, sentence, row)
        for item in find_descriptions(discourse, sentence):
            if not any(item.head == other.head and not other.adjectival for other in items):
                items.append(item)
        items.extend(find_unnamed(discourse, sentence))
        items.extend(find_pronouns(discourse, sentence))
        items.extend(find_firm_pronouns(discourse, sentence))
        items.extend(find_event_pronouns(discourse, sentence))
        items.extend(find_event_subjects(discourse, sentence))
        items.extend(find_object_pronouns(discourse, sentence))
        items.sort(key=lambda one: (one.first, -one.last, one.type))
    return discourse


def _start_of(mention: Mention, row: Sequence[Mention]) -> int:
    """Where a name begins, a person's post before it included: «с послом Беларуси Олегом Раковым»."""
    posts = [m.first for m in row if m.type == "Post" and m.last == mention.first and mention.type == "Person"]
    return min([mention.first, *posts])


def _link_name(sentence: Sentence, mention: Mention, entity: Entity, start: int) -> Linked:
    token = sentence.tokens[mention.head]
    phrase = phrase_at(sentence, mention.head)
    adjectival = mention.type in {"Country", "Region", "City", "District"} and (
        _before_quotation(sentence, mention)
        if phrase is None or mention.first <= phrase.head < mention.last
        else is_modifier(token)
    )
    prep = (
        phrase.prep
        if phrase and phrase.prep and phrase.first in range(mention.first, mention.head + 1)
        else _preposition(sentence, start)
    )
    case = phrase.case if phrase else token.case or "Nom"
    declines = genitive(mention.normal) != mention.normal or mention.normal[-1:].lower() in _CONSONANTS
    formed = mention.type == "Person" or (mention.type == "Organization" and case not in {"Nom", "Acc"})
    if formed and key(mention.text) == key(mention.normal) and declines:
        case = "Nom"  # the form tells what the tagger may miss in a foreign name
    if token.text.isupper() and prep is None:
        case = _ROLES.get(token.rel, case)  # «ООО» has no cases, and the tagger guesses
    return Linked(
        entity,
        sentence.index,
        mention.first,
        mention.last,
        mention.head,
        mention.span,
        case,
        prep,
        adjectival=adjectival,
        plural=entity.collective,
        mention=mention,
    )


def _before_quotation(sentence: Sentence, mention: Mention) -> bool:
    """«слуцкий «Весна»»: an adjective whose noun is the name in quotation marks."""
    quoted = mention.last < len(sentence.tokens) and sentence.tokens[mention.last].text in '«„"'
    return quoted and is_adjectival(sentence, mention)


def _preposition(sentence: Sentence, first: int) -> str | None:
    index = first - 1
    while index >= 0 and (sentence.tokens[index].pos == "NUM" or sentence.tokens[index].text.isdigit()):
        index -= 1  # «с пятью регионами», «из 23 регионов»
    before = sentence.tokens[index] if index >= 0 else None
    return before.text.lower() if before is not None and before.pos == "ADP" else None
