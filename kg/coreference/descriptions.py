"""Descriptions: «наши предприятия», «область», «выставка», «российская сторона» → the thing meant, or nothing."""

from __future__ import annotations

from collections.abc import Iterator

from kg.coreference.focus import focus_region, speaker_region
from kg.discourse import Discourse, Linked
from kg.entities import describe, key
from kg.language.genitive import genitive
from kg.language.phrases import Phrase, nominative, noun_phrases
from kg.mentions.events import event_type
from kg.mentions.span import span_of
from kg.model import Entity, Sentence
from kg.wordlists import words

_OWN = {"наш", "свой", "этот", "данный", "весь", "все", "сам"}


def find_descriptions(discourse: Discourse, sentence: Sentence) -> Iterator[Linked]:
    """The phrases of a sentence that mean a thing without naming it; silent where the text leaves it open."""
    for phrase in noun_phrases(sentence):
        for resolve in (_sides, _enterprises, _places, _events, _companies, _bodies_described):
            entity = resolve(discourse, sentence, phrase)
            if entity is not None:
                last = max(phrase.last, _own_region_end(discourse, sentence, phrase, entity))
                yield Linked(
                    entity,
                    sentence.index,
                    phrase.first,
                    last,
                    phrase.head,
                    span_of(sentence, phrase.first, last),
                    phrase.case,
                    phrase.prep,
                    by_name=False,
                    plural=entity.collective,
                )
                break


def _own_region_end(discourse: Discourse, sentence: Sentence, phrase: Phrase, entity: Entity) -> int:
    if not (entity.type == "Company" and entity.collective):
        return phrase.last
    following = [
        item
        for item in discourse.linked[sentence.index]
        if item.first == phrase.last and item.type in {"Region", "Country", "City"}
    ]
    return following[0].last if following else phrase.last


def _modifiers(sentence: Sentence, phrase: Phrase) -> list[str]:
    return [sentence.tokens[index].lemma for index in range(phrase.first, phrase.head)]


def _is_bare(sentence: Sentence, phrase: Phrase) -> bool:
    return set(_modifiers(sentence, phrase)) <= _OWN and phrase.last == phrase.head + 1


def _adjectival_place(discourse: Discourse, sentence: Sentence, phrase: Phrase) -> Entity | None:
    places = [
        item for item in discourse.linked[sentence.index] if item.adjectival and phrase.first <= item.head < phrase.head
    ]
    return places[0].entity if len(places) == 1 else None


def _sides(discourse: Discourse, sentence: Sentence, phrase: Phrase) -> Entity | None:
    """«российской стороны», «белорусская делегация» → the country or region."""
    lemma = sentence.tokens[phrase.head].lemma
    if lemma not in words("lexicon", "side"):
        return None
    return _adjectival_place(discourse, sentence, phrase)


def _enterprises(discourse: Discourse, sentence: Sentence, phrase: Phrase) -> Entity | None:
    """«наши предприятия», «витебские предприятия», «предприятия области» → the region's enterprises as a group."""
    token = sentence.tokens[phrase.head]
    if token.lemma not in words("lexicon", "enterprises") or token.number != "Plur":
        return None
    place = _adjectival_place(discourse, sentence, phrase)
    if place is None and "наш" in _modifiers(sentence, phrase):
        place = speaker_region(discourse, sentence, phrase.head)
    if place is None:
        following = [
            i for i in discourse.linked[sentence.index] if i.first == phrase.last and i.case == "Gen" and i.prep is None
        ]
        owners = [
            item for item in following if item.type in {"Region", "Country", "City"} and not item.entity.collective
        ]
        place = owners[0].entity if owners else None
        if (
            place is None
            and phrase.last < len(sentence.tokens)
            and sentence.tokens[phrase.last].lemma in {"область", "регион", "край", "республика"}
        ):
            place = focus_region(discourse, sentence, phrase.head)
    if place is None or set(_modifiers(sentence, phrase)) - _OWN - _place_words(sentence, phrase):
        return None
    noun = nominative(sentence, phrase.head, phrase.head + 1, phrase.head, plural=True).lower()
    return describe("Company", f"{noun} {genitive(place.name)}", collective=True, within=place.iri)


def _place_words(sentence: Sentence, phrase: Phrase) -> set[str]:
    return {
        sentence.tokens[i].lemma
        for i in range(phrase.first, phrase.head)
        if sentence.tokens[i].pos == "ADJ" and sentence.tokens[i].lemma.endswith("ский")
    }


_REPUBLICS = frozenset({"Country", "Region"})
_REGION_NOUNS = {
    "область": ("область",),
    "край": ("край",),
    "регион": ("",),
    "округ": ("округ",),
    "республика": ("республика",),
}


def _places(discourse: Discourse, sentence: Sentence, phrase: Phrase) -> Entity | None:
    """«область», «регион», «республика», «город» alone → the last one named of that kind."""
    token = sentence.tokens[phrase.head]
    if token.number != "Sing" or not _is_bare(sentence, phrase) or _has_genitive(sentence, phrase):
        return None
    if acts_as_many(sentence, phrase.head):
        return None
    if "наш" in _modifiers(sentence, phrase) and token.lemma in _REGION_NOUNS:
        return speaker_region(discourse, sentence, phrase.head)
    if token.lemma in _REGION_NOUNS:
        kinds = _REGION_NOUNS[token.lemma]
        for item in discourse.before(sentence.index, phrase.head):
            if item.entity.collective or item.type not in (_REPUBLICS if token.lemma == "республика" else {"Region"}):
                continue
            names = " ".join((item.entity.name, *item.entity.aliases)).lower()
            if any(kind in names for kind in kinds):
                return item.entity
    if token.lemma == "город":
        found = [
            item
            for item in discourse.before(sentence.index, phrase.head)
            if item.type == "City" and not item.adjectival
        ]
        return found[0].entity if found else None
    return None


def acts_as_many(sentence: Sentence, index: int) -> bool:
    """«Города намерены …»: a form that may be either number, and the verb says which."""
    token = sentence.tokens[index]
    verb = sentence.tokens[token.head] if token.head >= 0 else None
    return token.rel in {"nsubj", "nsubj:pass"} and verb is not None and verb.number == "Plur"


def _has_genitive(sentence: Sentence, phrase: Phrase) -> bool:
    following = phrase.last
    return (
        following < len(sentence.tokens)
        and sentence.tokens[following].case == "Gen"
        and sentence.tokens[following].pos in {"NOUN", "ADJ", "PROPN"}
    )


def _events(discourse: Discourse, sentence: Sentence, phrase: Phrase) -> Entity | None:
    """«выставка», «форум», «секция», «экспозиция», «мероприятие» alone → the last such event."""
    token = sentence.tokens[phrase.head]
    own = {"круглый"} if token.lemma == "стол" else set()
    if token.number == "Plur" or set(_modifiers(sentence, phrase)) - _OWN != own or phrase.last != phrase.head + 1:
        return None
    type_ = event_type(token.lemma)
    if type_ is None and token.lemma not in {"экспозиция", "мероприятие", "смотр", "площадка"}:
        return None
    earlier = [
        item
        for item in discourse.before(sentence.index, phrase.head)
        if item.type in {"Event", "EventSection"} and item.by_name
    ]
    if token.lemma == "экспозиция":
        earlier = [
            item
            for item in earlier
            if item.type == "Event"
            and _head_of(discourse, item) in {"выставка", "ярмарка", "салон", "выставка-ярмарка", "форум"}
        ]
    elif token.lemma in {"мероприятие", "смотр"}:
        earlier = [item for item in earlier if item.type == "Event"]
    elif token.lemma == "площадка":
        return None
    else:
        earlier = [item for item in earlier if _head_of(discourse, item) == token.lemma]
    if not earlier and token.lemma in words("lexicon", "unnamed_event") and phrase.prep != "для":
        return _only_event(discourse, sentence, phrase, token.lemma)
    return earlier[0].entity if earlier else None


def _only_event(discourse: Discourse, sentence: Sentence, phrase: Phrase, lemma: str) -> Entity | None:
    """The one event that the article has named so far, under another noun; an event of its own where there is none."""
    named = {i.entity.iri: i.entity for i in discourse.before(sentence.index, phrase.head) if i.type == "Event"}
    if not named:
        return describe("Event", lemma, context=discourse.document.id)
    return next(iter(named.values())) if len(named) == 1 else None


def _head_of(discourse: Discourse, item: Linked) -> str:
    return discourse.sentences[item.sentence].tokens[item.head].lemma


def _companies(discourse: Discourse, sentence: Sentence, phrase: Phrase) -> Entity | None:
    """«компания», «завод», «холдинг» alone → the company last introduced by that noun, or the only one."""
    token = sentence.tokens[phrase.head]
    if (
        token.number != "Sing"
        or token.lemma not in words("lexicon", "company_noun")
        or not _is_bare(sentence, phrase)
        or _has_genitive(sentence, phrase)
    ):
        return None
    earlier = [
        item
        for item in discourse.before(sentence.index, phrase.head)
        if item.type == "Company" and item.by_name and not item.plural
    ]
    introduced = [item for item in earlier if token.lemma in _words_around(discourse, item)]
    if introduced:
        return introduced[0].entity
    return earlier[0].entity if len({item.entity.iri for item in earlier}) == 1 else None


def _words_around(discourse: Discourse, item: Linked) -> set[str]:
    tokens = discourse.sentences[item.sentence].tokens
    return {token.lemma for token in tokens[max(0, item.first - 2) : item.last]}


def _bodies_described(discourse: Discourse, sentence: Sentence, phrase: Phrase) -> Entity | None:
    """«облисполком», «министерство», «пресс-служба» alone → the last body of that noun."""
    token = sentence.tokens[phrase.head]
    bare = _is_bare(sentence, phrase) and not _has_genitive(sentence, phrase)
    if token.lemma not in words("lexicon", "body_noun") or not bare:
        return None
    earlier = [
        item
        for item in discourse.before(sentence.index, phrase.head)
        if item.type == "Organization" and token.lemma in key(item.entity.name)
    ]
    return earlier[0].entity if earlier else None
