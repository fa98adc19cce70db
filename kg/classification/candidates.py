"""Pairs of arguments that a relation could hold between, in one sentence or across a few."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.classification.argument import PHRASE, Argument
from kg.classification.arguments import arguments
from kg.relations.scene import Scene
from kg.vocabulary import relations as declared

FIGURED = (
    "participantCount",
    "exhibitionArea",
    "partnerRegionCount",
    "agreementCount",
    "contractValue",
    "growth",
    "jobsCreated",
    "enterpriseCount",
)
PAIRED = (
    "takesPlaceIn",
    "partOfEvent",
    "participatesIn",
    "organizes",
    "visits",
    "meets",
    "cooperatesWith",
    "cooperationIndustry",
    "signedAgreementWith",
    "exportsTo",
    "importsFrom",
    "supplies",
    "produces",
    "growth",
    "implementsProject",
    "plansProject",
    "projectInIndustry",
    "initiatedBy",
    "financedBy",
    "investsIn",
    "industryOf",
    "locatedIn",
    "ownerOf",
    "partOf",
    "worksFor",
    "tradeTurnover",
    "enterpriseCount",
)
VALUED = ("supplies", "exportsTo", "importsFrom", "tradeTurnover", "investsIn", "produces", "growth", "plansProject")
SPOKEN = "saidBy"
DATED = "takesPlaceOn"
_PHRASED = {"Product", "Industry", "Quantity"}  # ranges that a common noun phrase may fill
_PLACED = ("takesPlaceIn", "visits", "locatedIn")  # a common noun may name the place: «районный Дворец культуры»
_RECALLED = frozenset(  # said of things that the sentence before names: «Меморандум об этом подписан»
    [
        "signedAgreementWith",
        "cooperatesWith",
        "meets",
        "tradeTurnover",
        "participatesIn",
        "exportsTo",
        "investsIn",
        "takesPlaceIn",
        "implementsProject",
        "plansProject",
        "ownerOf",
        "organizes",
    ]
)
_BACK = 3  # sentences
_REMEMBERED = 8  # things of the sentences before
_MOST = 24  # … with those of the opening and the events
_LONG = 30  # sentences in which an event is not forgotten
_FAR = 50  # tokens: time must not grow with the square of a sentence
_FLEETING = {"Industry", "Quantity", "Money", "Date"}
_TOPICS = {"Region", "Country", "City", "District", "Company", "Organization"}


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """Two arguments and the labels that their types admit; `subject` is None for saidBy."""

    subject: Argument | None
    object: Argument
    labels: tuple[str, ...]


def labels() -> tuple[str, ...]:
    """All labels of the classifier, in a fixed order: relations, then `relation#` for a figure that belongs to one."""
    return (*dict.fromkeys((SPOKEN, DATED, *PAIRED, *FIGURED)), *(f"{name}#" for name in VALUED))


def candidates(scene: Scene) -> Iterator[Candidate]:
    """The candidates whose later words stand in this sentence."""
    here = arguments(scene)
    before = remembered(scene)
    yield from _recalled([one for one in before if one.sentence == scene.sentence.index - 1])
    for one in here:
        if SPOKEN in labels_of(None, one.kind):
            yield Candidate(None, one, (SPOKEN,))
        for other in here:
            if one is not other and abs(one.head - other.head) <= _FAR and not _overlap(one, other):
                yield from _pair(one, other)
        for other in before:
            if one.key != other.key:
                yield from _pair(one, other)
                yield from _pair(other, one)


def _recalled(before: Sequence[Argument]) -> Iterator[Candidate]:
    """Pairs of what the last sentence named, where the sentence itself may name neither."""
    for place, one in enumerate(before):
        for other in before[place + 1 :]:
            if one.sentence == other.sentence and not _overlap(one, other):
                for subject, object_ in ((one, other), (other, one)):
                    found = [name for name in labels_of(subject.kind, object_.kind) if name in _RECALLED]
                    if subject is not one:
                        found = [name for name in found if not _symmetric(name)]
                    if found:
                        yield Candidate(subject, object_, tuple(found))


def _pair(one: Argument, other: Argument) -> Iterator[Candidate]:
    found = labels_of(one.kind, other.kind)
    if one.entity is not None and one.entity.collective:  # «брестские предприятия» say where they are by their name
        found = tuple(name for name in found if name != "locatedIn")
    if one.sentence == other.sentence and other.first < one.first:
        found = tuple(name for name in found if not _symmetric(name))
    if one.sentence > other.sentence:
        found = tuple(name for name in found if not _symmetric(name))
    if found:
        yield Candidate(one, other, found)


@cache
def _symmetric(label: str) -> bool:
    return label in declared() and declared()[label].symmetric


def _overlap(one: Argument, other: Argument) -> bool:
    """Whether two arguments share words, unless one is named inside the other: a place in an event's name."""
    if one.last <= other.first or other.last <= one.first:
        return False
    whole, part = (one, other) if one.last - one.first >= other.last - other.first else (other, one)
    inside = whole.first <= part.first and part.last <= whole.last
    named = part.source in {"adjective", "namesake", "inner", "industry", "branch"} or (
        whole.kind == "Project" and part.kind == PHRASE
    )
    return not (inside and named and part.head != whole.head)


@cache
def labels_of(subject: str | None, object_: str) -> tuple[str, ...]:
    """The labels that the kinds of two arguments admit."""
    found = [name for name in labels() if _admits(name, subject, object_)]
    return tuple(found)


def _admits(label: str, subject: str | None, object_: str) -> bool:
    if label.endswith("#"):
        return subject is not None and object_ in {"Quantity", "Money"} and _may_have_figure(label[:-1], subject)
    signature = declared()[label]
    if subject is None:
        return label == SPOKEN and object_ in signature.range
    if label == SPOKEN or subject not in signature.domain or "Publisher" in {subject, object_}:
        return False
    if label == DATED:
        return object_ == "Date"
    if object_ in {"Quantity", "Money"}:
        return label in FIGURED
    if object_ == PHRASE:
        return label in PAIRED and (bool(_PHRASED & signature.range) or label in _PLACED)
    return label in PAIRED and object_ in signature.range


def _may_have_figure(relation: str, side: str) -> bool:
    signature = declared()[relation]
    return side in signature.range or (side == PHRASE and bool(_PHRASED & signature.range))


def remembered(scene: Scene) -> tuple[Argument, ...]:
    """The things of the few sentences before, nearest first; those of the opening and the events; each once."""
    own = {argument.key for argument in arguments(scene)}
    found: dict[str, Argument] = {}
    last = scene.sentence.index - 1
    recent = range(last, max(-1, last - _LONG), -1)
    for index in (*recent, *(i for i in (1, 0) if i < last and i not in recent)):
        nearby = scene.sentence.index - index <= _BACK
        for argument in reversed(arguments(scene.at(index))):
            if argument.entity is None or argument.kind in _FLEETING or argument.key in own:
                continue
            opening = index <= 1 and argument.source in {"name", "adjective"}
            if (
                (nearby and len(found) < _REMEMBERED)
                or argument.kind in {"Event", "EventSection"}
                or (opening and argument.kind in _TOPICS)
            ):
                found.setdefault(argument.key, argument)
        if len(found) >= _MOST:
            break
    return tuple(found.values())[:_MOST]
