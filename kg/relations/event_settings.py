"""Events: where and when they are, and what they are part of."""

from __future__ import annotations

from collections.abc import Iterator

from kg.discourse import Linked
from kg.language.clauses import is_participle, is_verb, subject_of
from kg.model import Mention, Period
from kg.relations.occasions import SETTLED, VENUE, events_of, is_place_of_action
from kg.relations.pattern import Match, Relation, cover
from kg.relations.scene import EVENTS, Scene
from kg.wordlists import words

# ---- where and when


def event_happens_in(scene: Scene) -> Iterator[Match]:
    """Event, verb of happening, place: «выставка впервые проходит в Минске», «В Орше стартует форум»."""
    for event, verb in _happenings(scene):
        for place in _venues(scene, event, verb):
            yield Match(event, place, *cover(event, verb, place), status=scene.tense(verb))


def place_hosts_event(scene: Scene) -> Iterator[Match]:
    """The place is the host: «Уфа принимает форум», «форум, который принимает Минск»."""
    for token in scene.triggers("host"):
        places = [item for item in scene.subjects(token.index, SETTLED) if item.case == "Nom" and not item.adjectival]
        low, high = scene.clause(token.index)
        events = [item for item in scene.outer if item.type == "Event" and low <= item.head < high]
        if not events and low:
            events = [item for item in scene.outer if item.type == "Event" and item.last in {low, low - 1, low - 2}]
        if places and events:
            yield Match(events[0], places[0], *cover(events[0], token.index, places[0]))


def event_beside_place(scene: Scene) -> Iterator[Match]:
    """Event and place in one phrase: «на форуме в Ташкенте», «форума, проходящего в Ташкенте»."""
    for event in events_of(scene):
        following = [item for item in scene.outer if item.type in SETTLED and item.prep in VENUE and item.case == "Loc"]
        for place in following:
            between = scene.tokens[event.last : place.first - 1]
            words_between = [token for token in between if token.text != ","]
            participle = (
                len(words_between) <= 2
                and words_between
                and is_participle(words_between[0])
                and words_between[0].lemma in _happen_lemmas()
            )
            if place.first - 1 >= event.last and (not between or participle):
                yield Match(event, place, *cover(event, place))


def event_happens_on(scene: Scene) -> Iterator[Match]:
    """Event, verb of happening, date: «проходит с 29 сентября», «открылась 17 июня и продлится до 20 июня»."""
    found: dict[str, list[tuple[Linked, int, Mention]]] = {}
    for event, verb in _happenings(scene):
        date = _date_of(scene, event, verb)
        if date is not None:
            found.setdefault(event.entity.iri, []).append((event, verb, date))
    for rows in found.values():
        event, verb, date = rows[0]
        period = _span_of_dates(scene, rows) or date.period
        last = rows[-1][2] if period != date.period else date
        words_of = ((date.first, date.last), (last.first, last.last))
        yield Match(event, None, *cover(event, verb, *words_of), period=period, status=scene.tense(verb))


def _date_of(scene: Scene, event: Linked, verb: int) -> Mention | None:
    """The date nearest to the verb between its neighbours among the verbs of happening."""
    low, high = scene.clause(verb)
    others = [t.index for t in scene.triggers("happen") if is_verb(t) and t.index != verb]
    low = max([low, *(i for i in others if i < verb)])
    high = min([high, *(i for i in others if i > verb)])
    dates = [mention for mention in scene.dates if low <= mention.head < high and not _inside(event, mention)]
    return min(dates, key=lambda mention: abs(mention.first - verb), default=None)


def _span_of_dates(scene: Scene, rows: list[tuple[Linked, int, Mention]]) -> Period | None:
    """The interval from the day it opened to the day until which it lasts."""
    if len(rows) < 2:
        return None
    (_, first, opening), (_, second, closing) = rows[0], rows[1]
    starts = scene.tokens[first].lemma in words("lexicon", "begin")
    ends = scene.tokens[second].lemma in words("lexicon", "end")
    if not (starts and ends) or opening.period is None or closing.period is None:
        return None
    return Period(opening.period.start, closing.period.end or closing.period.start)


def event_beside_date(scene: Scene) -> Iterator[Match]:
    """Event and date in one phrase: «форум 13–15 мая», «11 февраля … состоится»."""
    for event in events_of(scene):
        for date in scene.dates:
            if date.first == event.last and scene.tokens[date.first].pos != "ADP":
                yield Match(event, None, *cover(event, (date.first, date.last)), period=date.period)


def place_before_event(scene: Scene) -> Iterator[Match]:
    """The place before its event: «в Сочи на Российском инвестиционном форуме», «съехались в Брест на форум»."""
    for event in events_of(scene):
        if event.prep != "на" or event.type != "Event":
            continue
        places = [i for i in scene.outer if i.type in SETTLED and i.prep in {"в", "во"} and i.last == event.first - 1]
        for place in places:
            gathered = any(
                t.lemma in words("lexicon", "gathered") for t in scene.tokens[max(0, place.first - 12) : place.first]
            )
            if (place.case == "Loc" and event.case == "Loc") or (gathered and "Acc" in {place.case, event.case}):
                yield Match(event, place, *cover(place, event))


def event_at_time(scene: Scene) -> Iterator[Match]:
    """The date of what was done at an event: «подписали в июне на полях форума», «в 2023 году на выставке «…»»."""
    for event in events_of(scene):
        if event.type != "Event" or not event.by_name or not is_place_of_action(scene, event):
            continue
        low, high = scene.clause(event.head)
        dates = [m for m in scene.dates if low <= m.head < high and m.last <= event.first and event.first - m.last <= 6]
        verb = scene.verb_above(event.head)
        if dates and (verb is None or scene.tokens[verb].feats.get("Tense") != "Pres"):
            date = dates[-1]
            yield Match(event, None, *cover((date.first, date.last), event), period=date.period)


def _happen_lemmas() -> frozenset[str]:
    return words("lexicon", "happen")


def _happenings(scene: Scene) -> Iterator[tuple[Linked, int]]:
    for token in scene.triggers("happen"):
        if not is_verb(token):
            continue
        low, high = scene.clause(token.index)
        subjects = [
            item
            for item in scene.subjects(token.index, EVENTS)
            if item.case in {"Nom", "Acc"} or _which(scene, low, item)
        ]
        for event in (subjects or _opening_of(scene, token.index) or _in_clause(scene, low, high))[:1]:
            yield event, token.index


def _in_clause(scene: Scene, low: int, high: int) -> list[Linked]:
    """The event of the verb's clause, else the one that the clause describes: «выставке, которая … и продлится до»."""
    own = [i for i in events_of(scene) if low <= i.head < high and i.prep is None and i.case in {"Nom", "Acc"}]
    return own or [i for i in events_of(scene) if low - i.last in {0, 1} and _which(scene, low, i)]


def _opening_of(scene: Scene, verb: int) -> list[Linked]:
    """«состоялось открытие выставки», «началась работа форума»."""
    noun = subject_of(scene.sentence, verb)
    opens = noun is not None and scene.tokens[noun].lemma in words("lexicon", "event_part")
    return [*scene.genitive_of(noun, EVENTS)] if noun is not None and opens else []


def _which(scene: Scene, low: int, event: Linked) -> bool:
    """The event that «который» stands for: «форума, который проходил в Минске»."""
    return event.last <= low and any(token.lemma == "который" for token in scene.tokens[low : low + 2])


def _venues(scene: Scene, event: Linked, verb: int) -> list[Linked]:
    low, high = scene.clause(verb)
    places = [
        item
        for item in scene.outer
        if item.type in SETTLED
        and item.prep in VENUE
        and item.case == "Loc"
        and low <= item.head < high
        and not (event.first <= item.first < event.last)
        and not item.adjectival
    ]
    return places[:1] + _premises(scene, low, high)


def _premises(scene: Scene, low: int, high: int) -> list[Linked]:
    """«на базе технопарка «…»», «на площадке ВДНХ»."""
    nouns = [t.index for t in scene.tokens[low:high] if t.lemma in words("lexicon", "premises") and t.case == "Loc"]
    return [i for noun in nouns for i in scene.linked if i.type in SETTLED and i.first == noun + 1 and i.case == "Gen"][
        :1
    ]


def _inside(event: Linked, mention: Mention) -> bool:
    return event.first <= mention.first < event.last


# ---- parts


def section_within_event(scene: Scene) -> Iterator[Match]:
    """A section or event held within another: «во время секции «…» на полях выставки»."""
    for word in scene.triggers("within_event"):
        whole = next(
            (item for item in events_of(scene) if item.type == "Event" and 0 < item.first - word.index <= 2), None
        )
        if whole is None:
            continue
        before = [i for i in events_of(scene) if i.last <= word.index and i.entity.iri != whole.entity.iri]
        sections = [item for item in before if item.type == "EventSection"]
        low, _ = scene.clause(word.index)
        subjects = [item for item in before if low <= item.first and _nominative_subject(scene, item)]
        behind = [i for i in events_of(scene) if i.first >= whole.last and _nominative_subject(scene, i)]
        for part in (sections or subjects)[-1:] or behind[:1]:
            yield Match(part, whole, *cover(part, word.index, whole))


def section_of_event(scene: Scene) -> Iterator[Match]:
    """The section before its event in the genitive: «пленарная сессия форума «…»», «пленарное заседание форума «…»»."""
    for part in events_of(scene):
        whole = next(
            (
                item
                for item in events_of(scene)
                if item.type == "Event" and item.first == part.last and item.case == "Gen"
            ),
            None,
        )
        if whole is not None and part.entity.iri != whole.entity.iri:
            yield Match(part, whole, *cover(part, whole))


def _nominative_subject(scene: Scene, item: Linked) -> bool:
    return item.case == "Nom" and item.prep is None


RELATIONS = (
    Relation("takesPlaceIn", (event_happens_in, place_hosts_event, event_beside_place, place_before_event)),
    Relation("takesPlaceOn", (event_happens_on, event_beside_date, event_at_time)),
    Relation("partOfEvent", (section_within_event, section_of_event)),
)
