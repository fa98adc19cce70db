"""Mentions → linked mentions: names joined over the article, pronouns and descriptions resolved or left alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from kg.discourse import Discourse, Linked, nearest
from kg.entities import THINGS, describe, entity_of, from_gazetteer, key
from kg.gazetteer import lookup
from kg.language.clauses import speech_quotations
from kg.language.genitive import genitive
from kg.language.morphology import readings
from kg.language.phrases import Phrase, is_modifier, nominative, noun_phrases, phrase_at
from kg.mentions.events import event_type
from kg.mentions.organizations import find_abbreviations, is_bare
from kg.mentions.personal_names import is_patronymic
from kg.mentions.span import make_mention, span_of
from kg.model import Document, Entity, Mention, Sentence
from kg.wordlists import words

_CONSONANTS = frozenset("бвгджзйклмнпрстфхцчшщ")
_NUMERIC = {"Quantity", "Money", "Date"}
_OWN = {"наш", "свой", "этот", "данный", "весь", "все", "сам"}


def link(document: Document, sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]]) -> Discourse:
    """The article with every name linked and what can be resolved resolved, sentence by sentence."""
    rows = [tuple(row) for row in mentions]
    surnames = {_surname(m.normal) for row in rows for m in row if m.type == "Person" and len(m.normal.split()) > 1}
    rows = [_with_surnames(sentence, row, surnames) for sentence, row in zip(sentences, rows, strict=True)]
    discourse = Discourse(document, tuple(sentences), tuple(rows))
    names = _named_entities(discourse)
    for sentence, row in zip(discourse.sentences, discourse.mentions, strict=True):
        discourse.linked.append([])
        items = discourse.linked[-1]
        for mention in row:
            if mention.type not in _NUMERIC and mention.type != "Post" and mention in names and not is_bare(mention):
                items.append(_link_name(sentence, mention, names[mention]))
        _link_posts(discourse, sentence, row)
        for item in _descriptions(discourse, sentence):
            if not any(item.head == other.head and not other.adjectival for other in items):
                items.append(item)
        items.extend(_pronouns(discourse, sentence))
        items.extend(_event_pronouns(discourse, sentence))
        items.extend(_object_pronouns(discourse, sentence))
        items.sort(key=lambda one: (one.first, -one.last, one.type))
    return discourse


def _link_name(sentence: Sentence, mention: Mention, entity: Entity) -> Linked:
    token = sentence.tokens[mention.head]
    phrase = phrase_at(sentence, mention.head)
    adjectival = (
        mention.type in {"Country", "Region", "City", "District"}
        and is_modifier(token)
        and (phrase is not None and phrase.head != mention.head and not mention.first <= phrase.head < mention.last)
    )
    prep = (
        phrase.prep
        if phrase and phrase.prep and phrase.first in range(mention.first, mention.head + 1)
        else _preposition(sentence, mention.first)
    )
    case = phrase.case if phrase else token.case or "Nom"
    declines = genitive(mention.normal) != mention.normal or mention.normal[-1:].lower() in _CONSONANTS
    if mention.type == "Person" and key(mention.text) == key(mention.normal) and declines:
        case = "Nom"  # the form tells what the tagger may miss in a foreign name
    return Linked(
        entity, sentence.index, mention.first, mention.last, mention.head, mention.span, case, prep,
        adjectival=adjectival, plural=entity.collective, mention=mention,
    )  # fmt: skip


def _preposition(sentence: Sentence, first: int) -> str | None:
    index = first - 1
    while index >= 0 and (sentence.tokens[index].pos == "NUM" or sentence.tokens[index].text.isdigit()):
        index -= 1  # «с пятью регионами», «из 23 регионов»
    before = sentence.tokens[index] if index >= 0 else None
    return before.text.lower() if before is not None and before.pos == "ADP" else None


# ---- names over the whole article


def _with_surnames(sentence: Sentence, row: tuple[Mention, ...], surnames: Collection[str]) -> tuple[Mention, ...]:
    """The mentions, and the surnames alone that the name finder passed over: «Лукашенко прибыл»."""
    taken = {index for mention in row if mention.type not in {"Post", "Date"} for index in range(mention.first, mention.last)}
    found = []
    for token in sentence.tokens:
        if token.index in taken or not token.text[:1].isupper() or token.text.isupper() or len(token.text) < 3:
            continue
        if any(same_surname(key(token.text), surname) for surname in surnames):
            normal = next(name for name in sorted(surnames) if same_surname(key(token.text), name)).capitalize()
            found.append(
                make_mention(sentence, "Person", token.index, token.index + 1, head=token.index, normal=normal)
            )
    return tuple(sorted((*row, *found), key=lambda mention: (mention.first, -mention.last, mention.type)))


def _named_entities(discourse: Discourse) -> dict[Mention, Entity]:
    every = [mention for row in discourse.mentions for mention in row if mention.type not in _NUMERIC]
    found: dict[Mention, Entity] = {}
    people = [mention for mention in every if mention.type == "Person"]
    found.update(_people(people, discourse.document.id))
    found.update(
        _bodies(
            discourse,
            [m for m in every if m.type in {"Organization", "Company", "InternationalOrganization", "Publisher"}],
        )
    )
    for mention in every:
        found.setdefault(mention, entity_of(mention))
    return found


def _surname(name: str) -> str:
    return key(name).split(" ")[-1] if name else ""


def same_surname(left: str, right: str) -> bool:
    """Whether two surnames are one, in whatever cases: the same word up to an ending.

    >>> same_surname("вовка", "вовк"), same_surname("боос", "бооса"), same_surname("котов", "котова")
    (True, True, True)
    >>> same_surname("петров", "петренко")
    False
    """
    shorter, longer = sorted((left, right), key=len)
    if shorter == longer:
        return True
    endings = {"", "а", "у", "ом", "ым", "е", "ой", "ому", "ого", "ем", "я", "ю", "им", "ий", "ый", "ею", "и"}
    stem = next((longer[:size] for size in range(len(longer), 2, -1) if shorter.startswith(longer[:size])), "")
    return len(stem) >= 3 and shorter[len(stem) :] in endings and longer[len(stem) :] in endings


def _people(mentions: Sequence[Mention], article: str) -> dict[Mention, Entity]:
    full: list[str] = []
    for mention in sorted(mentions, key=lambda one: (-len(one.normal.split()), one.span)):
        words_of = mention.normal.split()
        if len(words_of) < 2 or (len(words_of) == 2 and is_patronymic(words_of[1])):
            continue
        if not any(_same_full_name(mention.normal, name) for name in full):
            full.append(mention.normal)
    result = {}
    for mention in mentions:
        names = [name for name in full if _may_be(mention.normal, name)]
        if len(names) == 1:
            result[mention] = describe("Person", names[0])
        elif not names:
            context = "" if len(mention.normal.split()) > 1 else article
            result[mention] = describe("Person", mention.normal, context=context)
    return result


def _same_full_name(left: str, right: str) -> bool:
    a, b = key(left).split(), key(right).split()
    return same_surname(a[-1], b[-1]) and _same_given(a[0], b[0])


def _same_given(left: str, right: str) -> bool:
    if len(left) <= 2 or len(right) <= 2:
        return left[:1] == right[:1]
    return same_surname(left, right)


def _may_be(name: str, full: str) -> bool:
    parts = key(name).split()
    if is_patronymic(parts[-1].capitalize()) and len(parts) == 2:
        return _same_given(parts[0], key(full).split()[0])
    if len(parts) == 1:
        return same_surname(parts[0], _surname(full))
    return _same_full_name(name, full)


def _bodies(discourse: Discourse, mentions: Sequence[Mention]) -> dict[Mention, Entity]:
    abbreviations: dict[str, str] = {}
    for sentence in discourse.sentences:
        for full, short in find_abbreviations(sentence):
            abbreviations.setdefault(key(short), key(full))
    by_key: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda one: (one.reference is None, one.type != "Company", one.span)):
        by_key.setdefault(key(mention.normal), mention)
    result = {}
    for mention in mentions:
        own = key(mention.normal)
        target = by_key.get(abbreviations.get(own, own)) or _full_by_abbreviation(own, abbreviations, by_key) or mention
        result[mention] = entity_of(by_key.get(own, mention) if target is mention else target)
    return result


def _full_by_abbreviation(own: str, abbreviations: dict[str, str], by_key: dict[str, Mention]) -> Mention | None:
    full = abbreviations.get(own)
    if full is None:
        return None
    found = [mention for name, mention in by_key.items() if name in full or full in name]
    return found[0] if len(found) == 1 else None


# ---- posts: who holds them, and whom they stand for


def person_region(discourse: Discourse, person: Entity) -> Entity | None:
    """The region or country that a person speaks for by the post that the text gives, or None."""
    for holders in discourse.holders.values():
        for _, holder, place in holders:
            if holder.iri == person.iri and place is not None:
                return place
    return None


def headed_place(discourse: Discourse, person: Entity) -> Entity | None:
    """The region or country whose head a person is: its governor, president, chairman of its executive committee."""
    for lemma in sorted(words("lexicon", "head_post") & discourse.holders.keys()):
        for post, holder, place in discourse.holders[lemma]:
            committee = any(stem in post.normal.lower() for stem in ("исполком", "исполнительного комитета"))
            if holder.iri == person.iri and place is not None and (lemma != "председатель" or committee):
                return place if place.type in {"Region", "Country", "City", "District"} else None
    return None


def _link_posts(discourse: Discourse, sentence: Sentence, row: Sequence[Mention]) -> None:
    items = discourse.linked[sentence.index]
    posts = [mention for mention in row if mention.type == "Post"]
    for post in posts:
        if any(other is not post and other.first <= post.first and post.last <= other.last for other in posts):
            continue
        person = adjacent_person(discourse, sentence, post)
        lemma = sentence.tokens[post.head].lemma
        if person is not None:
            place = _place_of_post(discourse, sentence, post)
            discourse.holders.setdefault(lemma, []).append((post, person.entity, place))
            continue
        entity = _described_person(discourse, sentence, post)
        if entity is not None:
            phrase = phrase_at(sentence, post.head)
            items.append(
                Linked(
                    entity, sentence.index, post.first, post.last, post.head, post.span,
                    phrase.case if phrase else "Nom", phrase.prep if phrase else None, by_name=False, plural=entity.collective, mention=post,
                )
            )  # fmt: skip


def adjacent_person(discourse: Discourse, sentence: Sentence, post: Mention) -> Linked | None:
    """The person whose name stands right after a post, or before it, set off by a comma or a dash."""
    people = [item for item in discourse.linked[sentence.index] if item.type == "Person" and item.by_name]
    tokens = sentence.tokens
    for person in people:
        if not _fits(sentence, person, post):
            continue
        if person.first == post.last or (
            person.first == post.last + 1
            and tokens[post.last].text in {",", "—", "–", "-"}
            and post.first
            and tokens[post.first - 1].text == ","
        ):
            return person
    for person in people:
        gap = tokens[person.last : post.first]
        if (
            person.last < post.first
            and len(gap) == 1
            and gap[0].text in {",", "—", "–", "-", "("}
            and _agrees(sentence, person, post)
        ):
            follower = next((other for other in people if other.first == post.last), None)
            return person if follower is None else None
    return None


def _fits(sentence: Sentence, person: Linked, post: Mention) -> bool:
    """Not a name in an oblique case behind a post in the nominative: «предшественник Уразалина»."""
    phrase = phrase_at(sentence, post.head)
    oblique = person.mention is not None and key(person.mention.text) != key(person.mention.normal)
    return not (phrase is not None and phrase.case == "Nom" and person.case not in {"Nom", "Acc"} and oblique)


def _agrees(sentence: Sentence, person: Linked, post: Mention) -> bool:
    phrase = phrase_at(sentence, post.head)
    return phrase is None or phrase.case in {person.case, "Nom"}


def _place_of_post(discourse: Discourse, sentence: Sentence, post: Mention) -> Entity | None:
    """The region or country of a post: named in it, or the one that its body governs."""
    inside = [item for item in discourse.linked[sentence.index] if post.first <= item.first and item.last <= post.last]
    for item in inside:
        if item.mention is not None and (item.mention.reference or "").startswith("authority/"):
            place = lookup(item.mention.reference or "").within
            if place is not None:
                return from_gazetteer(place)
    for types in ({"Region"}, {"Country"}, {"City", "District"}):
        places = [item for item in inside if item.type in types and not item.entity.collective]
        if places:
            return places[0].entity
    return None


def _described_person(discourse: Discourse, sentence: Sentence, post: Mention) -> Entity | None:
    """Whom «председатель области», «губернатор» stand for: the last holder of such a post; several people stay a group."""
    token = sentence.tokens[post.head]
    if token.number == "Plur":
        return describe("Person", post.normal, collective=True)
    holders = discourse.holders.get(token.lemma, [])
    place = _place_of_post(discourse, sentence, post)
    matching = [person for _, person, other in holders if place is None or other is None or place.iri == other.iri]
    distinct = {person.iri for person in matching}
    if place is None and len(distinct) > 1:
        recent = [item.entity for item in discourse.before(sentence.index, post.first) if item.entity.iri in distinct]
        return recent[0] if recent else None
    return matching[-1] if matching else None


# ---- pronouns


def _gender(name: str) -> str | None:
    for word in name.split():
        for reading in readings(word.lower()):
            if {"Name", "Patr"} & set(reading.tag.grammemes) and reading.tag.gender:
                return {"masc": "Masc", "femn": "Fem"}.get(str(reading.tag.gender))
    return None


def _pronouns(discourse: Discourse, sentence: Sentence) -> Iterator[Linked]:
    actions = words("lexicon", "speech") | words("lexicon", "participate") | words("lexicon", "person_action")
    for token in sentence.tokens:
        if token.lemma not in {"он", "она"} or token.pos != "PRON" or token.case != "Nom":
            continue
        verb = sentence.tokens[token.head] if token.head >= 0 else None
        near = [other.lemma for other in sentence.tokens[max(0, token.index - 3) : token.index + 4]]
        if not (verb is not None and verb.lemma in actions) and not actions & set(near):
            continue
        person = _antecedent(discourse, sentence, token.index, "Fem" if token.lemma == "она" else "Masc")
        if person is not None:
            yield Linked(
                person, sentence.index, token.index, token.index + 1, token.index, token.span, "Nom", by_name=False
            )


def _object_pronouns(discourse: Discourse, sentence: Sentence) -> Iterator[Linked]:
    """«его принял губернатор», «с ним обсудил» → the person of the sentences before, other than this clause's subject."""
    for token in sentence.tokens:
        if token.lemma not in {"он", "она"} or token.pos != "PRON" or token.case not in {"Acc", "Ins", "Gen"}:
            continue
        near = {other.lemma for other in sentence.tokens[max(0, token.index - 3) : token.index + 5]}
        if not near & (words("lexicon", "receive") | words("lexicon", "talk") | words("lexicon", "meet")):
            continue
        before = sentence.tokens[token.index - 1].text.lower() if token.index else ""
        gender = "Fem" if token.text.lower() in {"ее", "её", "ней", "нею"} else "Masc"
        person = _antecedent(discourse, sentence, token.index, gender)
        if person is not None:
            case, prep = ("Ins", before) if before in {"с", "со"} else ("Acc", None)
            yield Linked(
                person, sentence.index, token.index, token.index + 1, token.index, token.span, case, prep, by_name=False
            )


def _event_pronouns(discourse: Discourse, sentence: Sentence) -> Iterator[Linked]:
    """«в ней участвуют», «на нём выступил» → the event named last, where the gender agrees."""
    actions = words("lexicon", "participate") | words("lexicon", "attend") | words("lexicon", "taking_part")
    for token in sentence.tokens:
        if token.text.lower() not in {"нем", "нём", "ней"} or token.index == 0:
            continue
        before = sentence.tokens[token.index - 1].text.lower()
        near = {other.lemma for other in sentence.tokens[max(0, token.index - 4) : token.index + 5]}
        if before not in {"в", "на"} or not actions & near:
            continue
        event = nearest(discourse.before(sentence.index, token.index), frozenset({"Event"}))
        if event is not None and _gender_of_head(discourse, event) in _GENDERS[token.text.lower()]:
            yield Linked(
                event.entity, sentence.index, token.index, token.index + 1, token.index, token.span, "Loc", before,
                by_name=False,
            )  # fmt: skip


_GENDERS = {"ней": {"Fem"}, "нем": {"Masc", "Neut"}, "нём": {"Masc", "Neut"}}


def _gender_of_head(discourse: Discourse, item: Linked) -> str | None:
    return discourse.sentences[item.sentence].tokens[item.head].gender


def _antecedent(discourse: Discourse, sentence: Sentence, token: int, gender: str) -> Entity | None:
    """The one person of the last sentences; among several, the last one in the nominative."""
    for index in range(sentence.index, max(-1, sentence.index - 4), -1):
        people = [
            item for item in discourse.linked[index]
            if item.type == "Person" and not item.plural and (index < sentence.index or item.head < token) and _gender(item.entity.name) in {gender, None}
        ]  # fmt: skip
        distinct = {item.entity.iri for item in people}
        if len(distinct) == 1:
            return people[0].entity
        subjects = [item for item in people if item.case == "Nom"]
        if subjects:
            return subjects[-1].entity
        if people:
            return None
    return None


# ---- descriptions


def _descriptions(discourse: Discourse, sentence: Sentence) -> Iterator[Linked]:
    for phrase in noun_phrases(sentence):
        for resolve in (_sides, _enterprises, _places, _events, _companies, _bodies_described):
            entity = resolve(discourse, sentence, phrase)
            if entity is not None:
                last = max(phrase.last, _own_region_end(discourse, sentence, phrase, entity))
                yield Linked(
                    entity, sentence.index, phrase.first, last, phrase.head, span_of(sentence, phrase.first, last),
                    phrase.case, phrase.prep, by_name=False, plural=entity.collective,
                )  # fmt: skip
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
        return describe("Event", token.lemma, context=discourse.document.id)
    return earlier[0].entity if earlier else None


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
    if token.number != "Sing" and token.lemma not in words("lexicon", "body_noun"):
        return None
    if token.lemma not in words("lexicon", "body_noun") or not _is_bare(sentence, phrase):
        return None
    earlier = [
        item for item in discourse.before(sentence.index, phrase.head)
        if item.type == "Organization" and token.lemma in key(item.entity.name)
    ]  # fmt: skip
    return earlier[0].entity if earlier else None


# ---- whom «we» and silence stand for


def speaker_region(discourse: Discourse, sentence: Sentence, token: int) -> Entity | None:
    """The region of who speaks: the sentence's speaker by the post, else the region that the text is about."""
    around = sorted(discourse.linked[sentence.index], key=lambda item: abs(item.head - token))
    quoted = any(first <= token < last for first, last in speech_quotations(sentence))
    for item in around:
        if item.type == "Person" and not item.plural and (not quoted or not _inside_speech(sentence, item.head)):
            region = person_region(discourse, item.entity)
            if region is not None:
                return region
    return focus_region(discourse, sentence, token)


def _inside_speech(sentence: Sentence, index: int) -> bool:
    return any(first <= index < last for first, last in speech_quotations(sentence))


def focus_region(discourse: Discourse, sentence: Sentence, token: int) -> Entity | None:
    """The region that the text is about at a token: the last one named as such, else the last speaker's."""
    for item in discourse.before(sentence.index, token):
        if item.type == "Region" and not item.entity.collective and not item.adjectival and item.case == "Nom":
            return item.entity
        if item.type == "Person":
            region = person_region(discourse, item.entity)
            if region is not None and region.type in {"Region", "Country"}:
                return region
    named = [
        item for item in discourse.before(sentence.index, token) if item.type == "Region" and not item.entity.collective
    ]
    return named[0].entity if named and len({item.entity.iri for item in named}) == 1 else None


def with_entity(item: Linked, entity: Entity) -> Linked:
    """The same words naming another thing."""
    return replace(item, entity=entity)


__all__ = [
    "THINGS",
    "adjacent_person",
    "focus_region",
    "link",
    "person_region",
    "same_surname",
    "speaker_region",
    "with_entity",
]
