"""A sentence as the patterns see it: its words, what they name, its numbers and dates, and the article around it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property, wraps
from typing import Any, TypeVar

from kg.coreference import adjacent_person
from kg.discourse import Discourse, Linked
from kg.language.clauses import clause_of, is_participle, is_verb, subject_of
from kg.language.phrases import Phrase, genitive_end, nominative, noun_phrases, phrase_at
from kg.model import Entity, Mention, Period, Sentence, Status, Token
from kg.wordlists import words

PLACES = frozenset({"Country", "Region", "City", "District", "Place"})
BODIES = frozenset({"Organization", "Company", "InternationalOrganization"})
PARTNERS = frozenset({"Region", "Country", "Organization", "Company", "City", "District", "InternationalOrganization"})
EVENTS = frozenset({"Event", "EventSection"})
_NEAR = 4  # sentences that are remembered
_JOINTS = {",", "и", "или", "а", "также", "да"}


_Found = TypeVar("_Found")


def once(find: Callable[[Scene], Iterable[_Found]]) -> Callable[[Scene], tuple[_Found, ...]]:
    """The finder, which looks through a scene once and then remembers."""

    @wraps(find)
    def remembered(scene: Scene) -> tuple[_Found, ...]:
        if remembered not in scene.found:
            scene.found[remembered] = tuple(find(scene))
        return scene.found[remembered]

    return remembered


def scenes(discourse: Discourse) -> Iterator[Scene]:
    """The sentences of an article as scenes, in order; each knows the few before it."""
    near: dict[int, Scene] = {}
    for sentence in discourse.sentences:
        scene = near.setdefault(sentence.index, Scene(discourse, sentence, near))
        near.pop(sentence.index - _NEAR, None)
        yield scene


@dataclass(frozen=True)
class Scene:
    """One sentence of a discourse. Indexes are token indexes of the sentence; `near` are the scenes before it."""

    discourse: Discourse
    sentence: Sentence
    near: dict[int, Scene] = field(default_factory=dict, repr=False, compare=False)

    def at(self, index: int) -> Scene:
        """The scene of another sentence of the article."""
        if index not in self.near:
            self.near[index] = Scene(self.discourse, self.discourse.sentences[index], self.near)
        return self.near[index]

    @cached_property
    def found(self) -> dict[Any, tuple[Any, ...]]:
        """What finders remember; see `once`."""
        return {}

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words and marks of the sentence."""
        return self.sentence.tokens

    @cached_property
    def linked(self) -> tuple[Linked, ...]:
        """What the sentence names, left to right."""
        return tuple(self.discourse.linked[self.sentence.index])

    @cached_property
    def outer(self) -> tuple[Linked, ...]:
        """What the sentence names, without places inside bodies' names and the like."""
        wide = [item for item in self.linked if item.type in BODIES | EVENTS | {"Person", "Publisher", "Place"}]
        return tuple(
            item
            for item in self.linked
            if not any(
                other is not item
                and other.first <= item.first
                and item.last <= other.last
                and (other.last - other.first > item.last - item.first)
                for other in wide
            )
        )

    @cached_property
    def quantities(self) -> tuple[Mention, ...]:
        """Numbers with their bounds, left to right."""
        return tuple(
            m for m in self.discourse.mentions[self.sentence.index] if m.type in {"Quantity", "Money"} and m.quantity
        )

    @cached_property
    def dates(self) -> tuple[Mention, ...]:
        """Dates that can be placed in time."""
        return tuple(m for m in self.discourse.mentions[self.sentence.index] if m.type == "Date" and m.period)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions of the sentence, left to right, an outer one before those inside it."""
        return self.discourse.mentions[self.sentence.index]

    def triggers(self, *groups: str) -> Iterator[Token]:
        """The words of the lexicon's groups, left to right."""
        by_lemma = self._by_lemma
        found = {index for lemma in by_lemma.keys() & _lemmas(groups) for index in by_lemma[lemma]}
        return (self.tokens[index] for index in sorted(found))

    @cached_property
    def _by_lemma(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for token in self.tokens:
            for lemma in {token.lemma, active(token)}:
                found.setdefault(lemma, []).append(token.index)
        return found

    def clause(self, index: int) -> tuple[int, int]:
        """The clause around a token."""
        return clause_of(self.sentence, index)

    def phrase(self, index: int) -> Phrase | None:
        """The base noun phrase that holds a token."""
        return phrase_at(self.sentence, index)

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """The base noun phrases of the sentence, left to right."""
        return noun_phrases(self.sentence)

    def named(self, index: int, types: Collection[str]) -> Linked | None:
        """What the phrase headed by a token names; of nested names the longest."""
        found = [
            item
            for item in self.linked
            if item.type in types and not item.adjectival and item.first <= index < item.last
        ]
        heads = [item for item in found if item.head == index]
        return max(heads or found, key=lambda item: item.last - item.first, default=None)

    def conjoined(self, item: Linked) -> tuple[Linked, ...]:
        """An item and those listed with it, before and after: «Казахстана, Кыргызстана и Узбекистана».

        The place that another lies in («Псковский район Псковской области») stands in no list.
        """
        row = [item] + [other for other in self._listable if other is not item and other.type in _family(item.type)]
        row.sort(key=lambda one: one.first)
        place = row.index(item)
        low = high = place
        while low and self._joined(row[low - 1], row[low]):
            low -= 1
        while high + 1 < len(row) and self._joined(row[high], row[high + 1]):
            high += 1
        return tuple(row[low : high + 1])

    @cached_property
    def _listable(self) -> tuple[Linked, ...]:
        names = [item for item in self.outer if not item.adjectival]
        return tuple(item for item in names if self._whole_of(item) is None)

    def _whole_of(self, item: Linked) -> Linked | None:
        """The place right before, that lies in this one."""
        if item.type not in PLACES or item.case != "Gen" or item.prep is not None:
            return None
        return next((o for o in self.outer if o.last == item.first and o.type in PLACES and not o.adjectival), None)

    def _end(self, item: Linked) -> int:
        """Where the words of an item end, the place that it lies in included."""
        if item.type == "Person":  # «Егор Коблик, председатель совета директоров …, и …»
            post = next((m for m in self.mentions if m.type == "Post" and m.first == item.last + 1), None)
            set_off = post is not None and self.tokens[item.last].text in {",", "("}
            return post.last if post is not None and set_off else item.last
        whole = next((o for o in self.outer if o.first == item.last and self._whole_of(o) is item), None)
        return whole.last if whole is not None else item.last

    def _start(self, item: Linked) -> int:
        """Where the words of an item begin, a person's post before the name included."""
        if item.type != "Person":
            return item.first
        post = next((m for m in self.mentions if m.type == "Post" and m.last == item.first), None)
        return post.first if post is not None else item.first

    def _joined(self, left: Linked, right: Linked) -> bool:
        between = self.tokens[self._end(left) : self._start(right)]
        joints = [token for token in between if token.text.lower() in _JOINTS]
        listed = (
            len(joints) > 0 and len(between) <= 3 and all(token in joints or token.pos == "ADP" for token in between)
        )
        return listed and (left.case == right.case or right.prep is not None or not left.prep)

    def subjects(self, verb: int, types: Collection[str]) -> tuple[Linked, ...]:
        """Who does what the verb says, with those listed beside; empty where the sentence does not name them."""
        index = subject_of(self.sentence, verb)
        if index is None:
            return ()
        item = (self._holder(index) if "Person" in types else None) or self.named(index, types)
        if item is None and "Person" in types:
            item = self._apposed(index)
        return tuple(one for one in self.conjoined(item) if one.type in types) if item else ()

    def _holder(self, index: int) -> Linked | None:
        """The person whose post a token heads: «посол Беларуси в Казахстане Павел Утюпин»."""
        post = next((m for m in self.mentions if m.type == "Post" and m.head == index), None)
        return adjacent_person(self.discourse, self.sentence, post) if post is not None else None

    def _apposed(self, index: int) -> Linked | None:
        """The name behind a common noun: «предшественник Уразалина Бердыбек Сапарбаев»."""
        phrase = self.phrase(index)
        if phrase is None or phrase.case != "Nom":
            return None
        start = genitive_end(self.sentence, phrase)
        people = [i for i in self.outer if i.type == "Person" and i.by_name and i.case == "Nom" and not i.plural]
        found = next((i for i in people if i.first in {phrase.last, start}), None)
        behind = next((i for i in people if found is not None and i.first == found.last), None)
        return behind or found

    def verb_above(self, index: int) -> int | None:
        """The verb that governs a word, by the tree unless another finite verb stands between; else the nearest."""
        seen: set[int] = set()
        current = index
        while current >= 0 and current not in seen:
            seen.add(current)
            token = self.tokens[current]
            if current != index and (is_verb(token) or is_participle(token)):
                return self._between(index, current)
            current = token.head
        low, high = self.clause(index)
        near = [token.index for token in self.tokens[low:high] if is_verb(token) and token.index != index]
        return min(near, key=lambda one: (abs(one - index), one), default=None)

    def _between(self, index: int, verb: int) -> int:
        """A finite verb of the word's clause that stands nearer than the one that the tree gives."""
        low, high = self.clause(index)
        span = range(index + 1, verb) if index < verb else range(index - 1, verb, -1)
        finite = [i for i in span if low <= i < high and self.tokens[i].feats.get("VerbForm") == "Fin"]
        return finite[0] if finite else verb

    def actors(self, index: int, types: Collection[str]) -> tuple[Linked, ...]:
        """Whose action a noun names: its genitive («сотрудничество Витебской области с …»), else its verb's subject."""
        own = self.genitive_of(index, types)
        if own:
            return own
        verb = index if is_verb(self.tokens[index]) else self.verb_above(index)
        return self.doers(verb, types) if verb is not None else ()

    def genitive_of(self, index: int, types: Collection[str]) -> tuple[Linked, ...]:
        """The names in the genitive right after a noun."""
        item = next((i for i in self.outer if i.first == index + 1 and self._may_be_genitive(i)), None)
        return tuple(one for one in self.conjoined(item) if one.type in types) if item and item.type in types else ()

    def _may_be_genitive(self, item: Linked) -> bool:
        """In the genitive, or headed by an abbreviation, which has no cases: «участие УП «…»»."""
        if item.prep is not None or item.adjectival:
            return False
        return item.case == "Gen" or self.tokens[item.head].text.isupper()

    def doers(self, verb: int, types: Collection[str]) -> tuple[Linked, ...]:
        """Who acts: the agent in the instrumental of a passive («поставляется предприятиями»), else the subject."""
        token = self.tokens[verb]
        passive = token.feats.get("Voice") in {"Pass", "Mid"}
        if passive:
            low, high = self.clause(verb)
            agents = [
                i
                for i in self.outer
                if i.type in types and i.case == "Ins" and i.prep is None and not i.adjectival and low <= i.head < high
            ]
            if agents:
                return tuple(one for one in self.conjoined(agents[0]) if one.type in types)
        if token.feats.get("Voice") == "Pass":
            return ()
        return self.subjects(verb, types)

    def after(
        self, index: int, types: Collection[str], prepositions: Collection[str | None], *, within: int = 12
    ) -> tuple[Linked, ...]:
        """The first names after a token, in its clause, that stand under one of the prepositions; with those listed."""
        _, high = self.clause(index)
        for item in self.outer:
            if (
                index < item.first <= min(high, index + within)
                and item.type in types
                and item.prep in prepositions
                and not item.adjectival
            ):
                return tuple(one for one in self.conjoined(item) if one.type in types)
        return ()

    def name(self, phrase: Phrase, last: int | None = None, *, plural: bool | None = None) -> str:
        """A phrase in the nominative, without determiners before it; `last` extends it."""
        first = next(
            (i for i in range(phrase.first, phrase.head + 1) if self.tokens[i].pos not in {"DET", "NUM"}), phrase.head
        )
        return nominative(self.sentence, first, last or phrase.last, phrase.head, plural=plural)

    def negated(self, index: int) -> bool:
        """Whether «не» stands before a word."""
        return index > 0 and self.tokens[index - 1].text.lower() == "не"

    def period(self, index: int) -> Period | None:
        """The date of the clause around a word."""
        low, high = self.clause(index)
        return next((mention.period for mention in self.dates if low <= mention.head < high), None)

    def tense(self, verb: int) -> Status:
        """How far what a verb says has come: past is done, a perfective or future form is planned, else underway."""
        feats = self.tokens[verb].feats
        if feats.get("Tense") == "Past":
            return Status.DONE
        if feats.get("Aspect") == "Perf" or feats.get("Tense") == "Fut":
            return Status.PLANNED
        return Status.UNDERWAY


@cache
def _lemmas(groups: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(words("lexicon", group) for group in groups))


def active(token: Token) -> str:
    """The lemma of a verb without the passive's ending: «поставляется» → «поставлять»."""
    passive = token.pos == "VERB" and token.feats.get("Voice") in {"Pass", "Mid"}
    return token.lemma.removesuffix("ся").removesuffix("сь") if passive else token.lemma


def _family(type_: str) -> frozenset[str]:
    for family in (PLACES | BODIES, EVENTS):
        if type_ in family:
            return family
    return frozenset({type_})


def entities(items: Collection[Linked]) -> tuple[Entity, ...]:
    """The things that the items name, each once."""
    found: dict[str, Entity] = {}
    for item in items:
        found.setdefault(item.entity.iri, item.entity)
    return tuple(found.values())
