"""Events: how many take part, how large they are."""

from __future__ import annotations

from collections.abc import Iterator

from kg.discourse import Linked
from kg.entities import describe
from kg.mentions.span import text_of
from kg.model import Mention, Quantity
from kg.relations.occasions import event_of_sentence, events_of
from kg.relations.pattern import Match, Relation, cover
from kg.relations.scene import EVENTS, PLACES, Scene
from kg.wordlists import words

# ---- how many, how large

_MEASURED = {"площадь", "экспозиция"}


def counts_participants(scene: Scene) -> Iterator[Match]:
    """Numbers of who takes part: «свыше 510 компаний, в том числе более 290 из 23 регионов России»."""
    if not any(True for _ in scene.triggers("taking_part", "participate", "gather", "attend")):
        return
    previous: Mention | None = None
    whole: Mention | None = None
    for mention in scene.quantities:
        event = event_of_sentence(scene, mention.head)
        counted = mention if mention.normal else previous
        if event is None or counted is None or counted.quantity is None or mention.quantity is None:
            continue
        if not _counts_here(scene, mention):
            continue
        if counted.quantity.unit not in words("lexicon", "participants"):
            continue
        yield from _participants(scene, event, mention, counted, whole)
        if mention.normal and whole is None:
            whole = mention
        previous = counted if counted.quantity.unit in words("lexicon", "exhibitor") else previous


def _counts_here(scene: Scene, mention: Mention) -> bool:
    """A count of its own: not «двух наших стран», not «одна область»."""
    if mention.quantity is not None and mention.quantity.value <= 1:
        return False
    return not any(token.pos == "DET" for token in scene.tokens[mention.first : mention.head])


def _participants(
    scene: Scene, event: Linked, mention: Mention, counted: Mention, whole: Mention | None
) -> Iterator[Match]:
    quantity = mention.quantity
    if quantity is None or counted.quantity is None:
        return
    name, last = _qualified(scene, mention, counted)
    type_ = words_type(counted.quantity.unit or "")
    known = next((i for i in scene.linked if i.entity.collective and i.type == type_ and i.head == mention.head), None)
    origin = _origin(scene, mention.last, last)
    object_ = known.entity if known is not None else describe(type_, name, collective=True, within=origin)
    figure = Quantity(quantity.value, quantity.comparator, quantity.unit or counted.quantity.unit)
    part_of = whole.span if whole is not None and type_ == "Company" else None
    yield Match(event, object_, mention.first, last, quantity=figure, part_of=part_of)


def _origin(scene: Scene, first: int, last: int) -> str | None:
    """The IRI of the country, else the region, that the counted come from: «из Беларуси», «из 23 регионов России»."""
    named = [i for i in scene.linked if first <= i.first and i.last <= last and i.type in PLACES and not i.adjectival]
    countries = [item for item in named if item.type == "Country"]
    return next((item.entity.iri for item in (*countries, *named) if not item.entity.collective), None)


def words_type(unit: str) -> str:
    """The type of what is counted: компания → Company, регион → Region, …"""
    for group, type_ in (
        ("exhibitor", "Company"),
        ("count_region", "Region"),
        ("count_country", "Country"),
        ("count_city", "City"),
    ):
        if unit in words("lexicon", group):
            return type_
    return "Person"


def _qualified(scene: Scene, mention: Mention, counted: Mention) -> tuple[str, int]:
    """What is counted, with its qualifier: «компании из регионов России», «регионы России»; and where the words end."""
    name, last = counted.normal, mention.last
    item = next(
        (i for i in scene.outer if i.type in PLACES and i.prep is None and i.case == "Gen" and i.first == last), None
    )
    if mention.normal and item is not None:
        return f"{name} {_surface(scene, item)}", item.last
    if mention.normal and any(token.pos == "ADJ" for token in scene.tokens[mention.first : mention.head]):
        return name, last
    if last < len(scene.tokens) and scene.tokens[last].text.lower() == "из":
        inner = next((m for m in scene.quantities if last < m.first <= last + 1 and m.normal), None)
        if inner is not None:
            end = next((i.last for i in scene.outer if i.first == inner.last and i.case == "Gen"), inner.last)
            return f"{name} из {_text(scene, inner.head, end)}", end
        place = next((i for i in scene.outer if i.first == last + 1 and i.type in PLACES), None)
        if place is not None and len(scene.conjoined(place)) == 1:
            return f"{name} из {_surface(scene, place)}", place.last
    return name, last


def _surface(scene: Scene, item: Linked) -> str:
    return _text(scene, item.first, item.last)


def _text(scene: Scene, first: int, last: int) -> str:
    return text_of(scene.sentence, first, last)


def area_of_event(scene: Scene) -> Iterator[Match]:
    """«Общая площадь экспозиции превысила 20 тыс. кв.м»."""
    for token in scene.tokens:
        if token.lemma not in _MEASURED:
            continue
        low, high = scene.clause(token.index)
        measured = [other.index for other in scene.tokens[low:high] if other.lemma in _MEASURED]
        if measured[:1] != [token.index]:
            continue
        figure = next(
            (
                m
                for m in scene.quantities
                if m.quantity and m.quantity.unit in {"кв. м", "га"} and low <= m.first < high
            ),
            None,
        )
        event = next(iter(scene.genitive_of(token.index, EVENTS)), None) or event_of_sentence(scene, token.index)
        if figure is None or event is None:
            continue
        area = describe("Area", _measured(scene, token.index), context=event.entity.iri)
        yield Match(event, area, *cover(token.index, (figure.first, figure.last)), quantity=figure.quantity)


def _measured(scene: Scene, index: int) -> str:
    """What has the area: «площадь экспозиции» → экспозиция; the area itself where that is the event."""
    following = scene.phrase(index + 1)
    named = following is not None and any(i.first <= following.head < i.last and i.by_name for i in events_of(scene))
    if following is None or following.case != "Gen" or named:
        return scene.tokens[index].lemma
    return scene.name(following).lower()


RELATIONS = (
    Relation("participantCount", (counts_participants,)),
    Relation("exhibitionArea", (area_of_event,)),
)
