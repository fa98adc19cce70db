"""Places of a sentence: countries, regions, districts, cities, collectives of them, and their adjectives.

A place inside a longer one («России» in «регионы России») is a mention of its own: the longer comes first, relations
pick. Places inside the names of bodies are given too. An adjective («витебские») is a mention of its place that
`is_adjectival` tells apart. Where a name means two places equally, the mention has no reference. Names in short
quotation marks («ИННОПРОМ. Беларусь»), people and streets are no places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from kg.gazetteer import GazetteerEntry, lookup
from kg.language.clauses import speech_quotations
from kg.language.morphology import readings
from kg.language.phrases import PREPOSITION_CASES
from kg.mentions.declension import adjective_stem, is_like_adjective, is_relational, noun_forms, plain
from kg.mentions.place_areas import shared_areas, types_of, unknown_areas
from kg.mentions.place_hits import Hit, settle
from kg.mentions.place_names import PlaceName, names_at, places_of_adjective
from kg.mentions.place_wholes import Settled, collectives, named_capitals
from kg.mentions.span import make_mention
from kg.mentions.town_adjectives import town_of
from kg.model import Mention, Sentence, Token
from kg.wordlists import words

_LONGEST_NAME = 10  # words: a longer quotation is speech, whose places count
_LOCAL = {"в", "во", "из", "под", "около", "из-под"}
_OPEN, _CLOSE = "«„", "»“"


def find_places(sentence: Sentence, known: Sequence[Mention]) -> Iterator[Mention]:
    """The places of a sentence in the order of the text, a longer mention before those inside it."""
    blocked = _blocked(sentence, known)
    hits = list(_hits(sentence, blocked, known))
    settled = list(settle(hits))
    wide = [*collectives(sentence, settled), *named_capitals(sentence, settled)]
    rows: Settled = [*((hit, lookup(hit.candidates[0])) for hit in wide if not blocked & set(hit.tokens)), *settled]
    for hit, entry in sorted(rows, key=lambda row: (row[0].first, -row[0].last)):
        yield _mention(sentence, hit, entry)


def is_adjectival(sentence: Sentence, mention: Mention) -> bool:
    """Whether a place is named by an adjective alone: «витебские предприятия», «белорусско-узбекское»."""
    if mention.last - mention.first != 1 or mention.head != mention.first or mention.reference is None:
        return False
    word = sentence.tokens[mention.head].text
    if mention.reference in places_of_adjective(word):
        return True
    named = plain(word) in noun_forms(mention.normal) and not word[0].islower()  # «между Слуцком и Минском»
    return mention.reference == town_of(word.lower()) and not named


def _mention(sentence: Sentence, hit: Hit, entry: GazetteerEntry | None) -> Mention:
    known = entry or (lookup(hit.candidates[0]) if hit.candidates else None)
    normal = known.name if known else hit.normal
    type_ = known.type if known else hit.type
    reference = entry.reference if entry else None
    return make_mention(sentence, type_, hit.first, hit.last, head=hit.head, normal=normal, reference=reference)


def _hits(sentence: Sentence, blocked: frozenset[int], known: Sequence[Mention]) -> Iterator[Hit]:
    taken = set(blocked)
    for find in (shared_areas, _named, unknown_areas, _adjectives, partial(_of_towns, known=known)):
        found = list(find(sentence, frozenset(taken)))
        taken.update(index for hit in found for index in hit.tokens)
        yield from found


def _named(sentence: Sentence, blocked: frozenset[int]) -> Iterator[Hit]:
    """Names of the gazetteer, the longest at each token: «Республикой Татарстан», «г. Минске»."""
    end = 0
    for token in sentence.tokens:
        if token.index < end or token.index in blocked:
            continue
        found = names_at(sentence.tokens, token.index)
        if not found or blocked & set(range(token.index, token.index + len(found[0].words))):
            continue
        cities = tuple(name for name in found if name.reference.startswith("city/"))
        first = _title_before(sentence, token.index) if cities else token.index
        if _is_place(sentence, first, found[0], token, end):
            last = end = token.index + len(found[0].words)
            meant = cities if first < token.index else found
            head = first if first < token.index else token.index + found[0].head
            yield Hit(first, last, head, tuple(dict.fromkeys(name.reference for name in meant)))


def _title_before(sentence: Sentence, index: int) -> int:
    """Where the words «город», «г.» before a name begin, or the name's own start."""
    before = [token.text.lower() for token in sentence.tokens[max(0, index - 2) : index]]
    if before[-2:] == ["г", "."]:
        return index - 2
    titles = {lemma for lemma, type_ in types_of("title").items() if type_ == "City"}
    if before and (sentence.tokens[index - 1].lemma in titles or before[-1] == "г."):
        return index - 1
    return index


def _is_place(sentence: Sentence, first: int, name: PlaceName, token: Token, end: int) -> bool:
    """Whether capitals and context make a name of it: «Владимир», «Мир», «Того» are words and people too."""
    last = token.index + len(name.words)
    if _is_in_street(sentence, token.index, last):
        return False
    if first < token.index or len(name.words) > 1:
        return True
    if _is_adjective_here(sentence, token) or (_is_abbreviation(name) and _opens(sentence, last)):
        return False
    if is_like_adjective(name.words[0]) and _precedes_noun(sentence, last):
        return False
    if any(n.kind == "LOC" and n.first >= token.index and n.last <= last for n in sentence.names) or _is_abbreviation(
        name
    ):
        return True
    person = any(n.kind == "PER" and n.first <= token.index < n.last for n in sentence.names)
    if not token.text[:1].isupper() or (person and _is_personal(token)):
        return False
    if _is_geographic(token) or person:
        return True  # what the people left: «хоким Намангана …», «с Синьцзяном»
    joined = end and token.index - end <= 2 and sentence.tokens[token.index - 1].text in {",", "и"}
    return bool(joined) or (token.index > 0 and sentence.tokens[token.index - 1].text.lower() in _LOCAL)


def _precedes_noun(sentence: Sentence, index: int) -> bool:
    """«Советским | Союзом», «Глубокое | озеро»: an adjective, not a town."""
    return index < len(sentence.tokens) and sentence.tokens[index].pos in {"NOUN", "PROPN"}


def _is_abbreviation(name: PlaceName) -> bool:
    return len(name.text) == 1 and name.text[0].isupper() and len(name.text[0]) > 1


def _opens(sentence: Sentence, index: int) -> bool:
    """«НАО «Весна»» is a company, not an okrug."""
    return index < len(sentence.tokens) and sentence.tokens[index].text in _OPEN + '"'


def _is_geographic(token: Token) -> bool:
    """Whether the dictionary knows the word first of all as a place."""
    likeliest = readings(token.text.lower())[0]
    return bool(likeliest.is_known) and "Geox" in likeliest.tag


def _is_personal(token: Token) -> bool:
    """Whether the dictionary knows the word as a person's name."""
    known = [one for one in readings(token.text.lower()) if one.is_known]
    return any({"Name", "Surn", "Patr"} & set(one.tag.grammemes) for one in known)


def _is_adjective_here(sentence: Sentence, token: Token) -> bool:
    """«на Витебском заводе» against «между Витебском и Псковом»: the adjective stands before a noun that agrees."""
    if not plain(token.text).endswith(("ском", "цком")) or not places_of_adjective(token.text):
        return False
    following = sentence.tokens[token.index + 1 : token.index + 2]
    before = sentence.tokens[token.index - 1].text.lower() if token.index else ""
    locative = "Loc" in PREPOSITION_CASES.get(before, ()) and bool(following) and following[0].pos in {"NOUN", "ADJ"}
    return locative or (token.pos == "ADJ" and token.case == "Loc")


def _is_in_street(sentence: Sentence, first: int, last: int) -> bool:
    """«улица Гагарина», «Московский проспект», «Балтийское море»."""
    around = (*sentence.tokens[max(0, first - 1) : first], *sentence.tokens[last : last + 1])
    streets = words("place_words", "street")
    if not any(token.lemma in streets for token in around):
        return False
    return (first > 0 and around[0].lemma in streets) or adjective_stem(sentence.tokens[first].text) is not None


def _adjectives(sentence: Sentence, blocked: frozenset[int]) -> Iterator[Hit]:
    """«витебские предприятия», «российской стороны»; not «российских рублей», «белорусский язык»."""
    money = words("place_words", "money")
    for token in sentence.tokens:
        if token.index in blocked or token.pos == "ADV" or _is_finite(token):
            continue
        following = sentence.tokens[token.index + 1 : token.index + 2]
        if (following and following[0].lemma in money) or _is_in_street(sentence, token.index, token.index + 1):
            continue
        for reference in places_of_adjective(token.text):
            yield Hit(token.index, token.index + 1, token.index, (reference,), adjectival=True)


def _of_towns(sentence: Sentence, blocked: frozenset[int], *, known: Sequence[Mention]) -> Iterator[Hit]:
    """«рославльская «Весна»», «бузулукский завод «Весна»»: adjectives that no list holds, beside a firm's name."""
    firms = [m for m in known if m.type in {"Company", "Organization"}]
    for token in sentence.tokens:
        near = any(m.first - 1 <= token.index < m.last - 1 for m in firms)
        if near and token.index not in blocked and not _is_finite(token):
            town = town_of(token.text.lower())
            if town is not None:
                yield Hit(token.index, token.index + 1, token.index, (town,), adjectival=True)


def _is_finite(token: Token) -> bool:
    """A verb, but for participles and relational adjectives that the tagger takes for verbs: «слуцкий «Весна»»."""
    return token.pos == "VERB" and token.feats.get("VerbForm") != "Part" and not is_relational(token.text)


def _blocked(sentence: Sentence, known: Sequence[Mention]) -> frozenset[int]:
    """The tokens of people and of names in quotation marks."""
    people = {index for m in known if m.type == "Person" for index in range(m.first, m.last)}
    return frozenset(people | quoted_tokens(sentence))


def quoted_tokens(sentence: Sentence) -> set[int]:
    """The tokens inside quotation marks that name something, those within speech included."""
    speech = set(speech_quotations(sentence))
    found: set[int] = set()
    opened: list[int] = []
    for token in sentence.tokens:
        straight = token.text == '"'
        if token.text in _OPEN or (straight and not (opened and sentence.tokens[opened[-1]].text == '"')):
            opened.append(token.index)
        elif opened and (straight or token.text in _CLOSE):
            first = opened.pop()
            inside = sentence.tokens[first + 1 : token.index]
            if sum(t.pos != "PUNCT" for t in inside) <= _LONGEST_NAME and (first, token.index + 1) not in speech:
                found.update(t.index for t in inside)
    return found
