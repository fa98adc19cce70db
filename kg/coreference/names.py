"""Names over the whole article: one person, one body under its several names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from os.path import commonprefix

from kg.coreference.districts import find_districts
from kg.discourse import Discourse
from kg.entities import describe, entity_of, key
from kg.mentions.events import edition_of, is_exhibition
from kg.mentions.organizations import find_abbreviations
from kg.mentions.personal_names import is_patronymic
from kg.mentions.span import make_mention
from kg.model import Entity, Mention, Sentence

_NUMERIC = {"Quantity", "Money", "Date"}
_ENDINGS = frozenset({"", "а", "у", "ом", "ым", "е", "ой", "ому", "ого", "ем", "я", "ю", "им", "ий", "ый", "ею", "и"})
_LEAST_STEM = 3


def with_surnames(
    sentence: Sentence, row: tuple[Mention, ...], surnames: Mapping[str, Sequence[str]]
) -> tuple[Mention, ...]:
    """The mentions, and the surnames alone that the name finder passed over: «Лукашенко прибыл».

    `surnames` as `by_stem` sorts them.
    """
    taken = {
        index for mention in row if mention.type not in {"Post", "Date"} for index in range(mention.first, mention.last)
    }
    found = []
    for token in sentence.tokens:
        if token.index in taken or not token.text[:1].isupper() or token.text.isupper() or len(token.text) < 3:
            continue
        word = key(token.text)
        known = next((name for name in surnames.get(word[:_LEAST_STEM], ()) if same_surname(word, name)), None)
        if known is not None:
            normal = known.capitalize()
            found.append(
                make_mention(sentence, "Person", token.index, token.index + 1, head=token.index, normal=normal)
            )
    return tuple(sorted((*row, *found), key=lambda mention: (mention.first, -mention.last, mention.type)))


def named_entities(discourse: Discourse) -> dict[Mention, Entity]:
    """The entity of each mention of the article: one for all names of a person, a body or an event."""
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
    found.update(find_districts(discourse))
    for mention in every:
        found.setdefault(mention, entity_of(mention))
    return found | _events(discourse, {mention: found[mention] for mention in every if mention.type == "Event"})


def _events(discourse: Discourse, found: Mapping[Mention, Entity]) -> dict[Mention, Entity]:
    """Events with what any of their mentions tells: which time, and whether goods are shown."""
    editions: dict[str, int] = {}
    exhibitions: set[str] = set()
    for mention, entity in found.items():
        sentence = discourse.sentences[mention.sentence]
        number = edition_of(sentence, mention)
        if number is not None:
            editions.setdefault(entity.iri, number)
        if is_exhibition(sentence.tokens[mention.head].lemma):
            exhibitions.add(entity.iri)
    return {
        mention: replace(entity, edition=editions.get(entity.iri), exhibition=entity.iri in exhibitions)
        for mention, entity in found.items()
    }


def surname_of(name: str) -> str:
    return key(name).split(" ")[-1] if name else ""


def by_stem(surnames: Iterable[str]) -> dict[str, list[str]]:
    """Surnames, sorted, under the letters that all forms of one begin with."""
    found: dict[str, list[str]] = {}
    for surname in sorted(surnames):
        found.setdefault(surname[:_LEAST_STEM], []).append(surname)
    return found


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
    stem = len(commonprefix((shorter, longer)))
    return stem >= _LEAST_STEM and shorter[stem:] in _ENDINGS and longer[stem:] in _ENDINGS


@dataclass(slots=True)
class _FullNames:
    """Names of at least two words, in the order they were added, by how their surname and their given name begin."""

    by_surname: dict[str, list[str]] = field(default_factory=dict)
    by_given: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str) -> None:
        parts = key(name).split()
        self.by_surname.setdefault(parts[-1][:_LEAST_STEM], []).append(name)
        self.by_given.setdefault(parts[0][:1], []).append(name)

    def with_surname(self, surname: str) -> Sequence[str]:
        """All with this surname, among others."""
        return self.by_surname.get(surname[:_LEAST_STEM], ())

    def that_may_be(self, name: str) -> list[str]:
        """Those that a name, whole or in part, can stand for."""
        parts = key(name).split()
        beside = self.by_given.get(parts[0][:1], ()) if _is_polite(parts) else self.with_surname(parts[-1])
        return [full for full in beside if _may_be(name, full)]


def _people(mentions: Sequence[Mention], article: str) -> dict[Mention, Entity]:
    full = _FullNames()
    for mention in sorted(mentions, key=lambda one: (-len(one.normal.split()), one.span)):
        words_of = mention.normal.split()
        if len(words_of) < 2 or (len(words_of) == 2 and is_patronymic(words_of[1])):
            continue
        if not any(_same_full_name(mention.normal, name) for name in full.with_surname(surname_of(mention.normal))):
            full.add(mention.normal)
    result = {}
    for mention in mentions:
        names = full.that_may_be(mention.normal)
        if len(names) == 1:
            result[mention] = describe("Person", names[0])
        elif not names:
            context = "" if _tells(mention.normal) else article
            result[mention] = describe("Person", mention.normal, context=context)
    return result


def _tells(name: str) -> bool:
    """Whether it is more than a surname, or a surname with initials."""
    return sum(not word.endswith(".") for word in name.split()) > 1


def _same_full_name(left: str, right: str) -> bool:
    a, b = key(left).split(), key(right).split()
    return same_surname(a[-1], b[-1]) and _same_given(a[0], b[0])


def _same_given(left: str, right: str) -> bool:
    if len(left) <= 2 or len(right) <= 2:
        return left[:1] == right[:1]
    return same_surname(left, right)


def _is_polite(parts: Sequence[str]) -> bool:
    """«Наталья Владимировна», without a surname."""
    return len(parts) == 2 and is_patronymic(parts[-1].capitalize())


def _may_be(name: str, full: str) -> bool:
    parts = key(name).split()
    if _is_polite(parts):
        return _same_given(parts[0], key(full).split()[0])
    if len(parts) == 1:
        return same_surname(parts[0], surname_of(full))
    return _same_full_name(name, full)


def _bodies(discourse: Discourse, mentions: Sequence[Mention]) -> dict[Mention, Entity]:
    abbreviations: dict[str, str] = {}
    shorts: dict[str, str] = {}
    for sentence in discourse.sentences:
        for full, short in find_abbreviations(sentence):
            abbreviations.setdefault(key(short), key(full))
            shorts.setdefault(key(full), short)
    by_key: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda one: (one.reference is None, one.type != "Company", one.span)):
        by_key.setdefault(key(mention.normal), mention)
    result = {}
    for mention in mentions:
        own = key(mention.normal)
        target = by_key.get(abbreviations.get(own, own)) or _full_by_abbreviation(own, abbreviations, by_key) or mention
        entity = entity_of(by_key.get(own, mention) if target is mention else target)
        abbreviation = shorts.get(key(entity.name))
        if abbreviation is not None and key(abbreviation) not in map(key, (entity.name, *entity.aliases)):
            entity = replace(entity, aliases=(*entity.aliases, abbreviation))
        result[mention] = entity
    return result


def _full_by_abbreviation(own: str, abbreviations: dict[str, str], by_key: dict[str, Mention]) -> Mention | None:
    full = abbreviations.get(own)
    if full is None:
        return None
    found = [mention for name, mention in by_key.items() if name in full or full in name]
    return found[0] if len(found) == 1 else None
