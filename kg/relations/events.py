"""Events: where and when they are, what they are part of, who holds them and who takes part."""

from __future__ import annotations

from collections.abc import Iterator

from kg.coreference import headed_place
from kg.discourse import Linked
from kg.entities import describe
from kg.language.clauses import described_noun, is_participle, is_verb
from kg.mentions.span import text_of
from kg.model import Mention, Period, Quantity, Status
from kg.relations.pattern import Match, Relation, cover
from kg.relations.scene import BODIES, EVENTS, PLACES, Scene
from kg.wordlists import words

SETTLED = frozenset({"City", "Region", "Country", "District", "Place"})
_PARTICIPANTS = frozenset(
    {"Person", "Organization", "Company", "InternationalOrganization", "Region", "Country", "City", "District"}
)
_VENUE = {"в", "во", "на"}


# ---- where and when


def event_happens_in(scene: Scene) -> Iterator[Match]:
    """Event, verb of happening, place: «выставка впервые проходит в Минске», «В Орше стартует форум»."""
    for event, verb in _happenings(scene):
        for place in _venues(scene, event, verb):
            yield Match(event, place, *cover(event, verb, place), status=_tense(scene, verb))


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
    for event in _events(scene):
        following = [
            item for item in scene.outer if item.type in SETTLED and item.prep in _VENUE and item.case == "Loc"
        ]
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
        yield Match(event, None, *cover(event, verb, *words_of), period=period, status=_tense(scene, verb))


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
    for event in _events(scene):
        for date in scene.dates:
            if date.first == event.last and scene.tokens[date.first].pos != "ADP":
                yield Match(event, None, *cover(event, (date.first, date.last)), period=date.period)


def place_before_event(scene: Scene) -> Iterator[Match]:
    """The place before its event: «в Сочи на Российском инвестиционном форуме», «съехались в Брест на форум»."""
    for event in _events(scene):
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
    for event in _events(scene):
        if event.type != "Event" or not event.by_name or not _place_of_action(scene, event):
            continue
        low, high = scene.clause(event.head)
        dates = [m for m in scene.dates if low <= m.head < high and m.last <= event.first and event.first - m.last <= 6]
        verb = scene.verb_above(event.head)
        if dates and (verb is None or scene.tokens[verb].feats.get("Tense") != "Pres"):
            date = dates[-1]
            yield Match(event, None, *cover((date.first, date.last), event), period=date.period)


def _happen_lemmas() -> frozenset[str]:
    return words("lexicon", "happen")


def _events(scene: Scene) -> list[Linked]:
    return [item for item in scene.outer if item.type in EVENTS]


def _happenings(scene: Scene) -> Iterator[tuple[Linked, int]]:
    for token in scene.triggers("happen"):
        if not is_verb(token):
            continue
        subjects = [item for item in scene.subjects(token.index, EVENTS) if item.case in {"Nom", "Acc"}]
        if not subjects:
            low, high = scene.clause(token.index)
            subjects = [
                item
                for item in _events(scene)
                if low <= item.head < high and item.prep is None and item.case in {"Nom", "Acc"}
            ][:1]
        for event in subjects[:1]:
            yield event, token.index


def _venues(scene: Scene, event: Linked, verb: int) -> list[Linked]:
    low, high = scene.clause(verb)
    places = [
        item for item in scene.outer
        if item.type in SETTLED and item.prep in _VENUE and item.case == "Loc" and low <= item.head < high
        and not (event.first <= item.first < event.last) and not item.adjectival
    ]  # fmt: skip
    return places[:1]


def _inside(event: Linked, mention: Mention) -> bool:
    return event.first <= mention.first < event.last


def _tense(scene: Scene, verb: int) -> Status:
    token = scene.tokens[verb]
    if token.feats.get("Tense") == "Past":
        return Status.DONE
    if token.feats.get("Aspect") == "Perf" or token.feats.get("Tense") == "Fut":
        return Status.PLANNED
    return Status.UNDERWAY


# ---- parts


def section_within_event(scene: Scene) -> Iterator[Match]:
    """A section or event held within another: «во время секции «…» на полях выставки», «сессии, прошедшей в рамках …»."""
    for word in scene.triggers("within_event"):
        whole = next(
            (item for item in _events(scene) if item.type == "Event" and 0 < item.first - word.index <= 2), None
        )
        if whole is None:
            continue
        before = [i for i in _events(scene) if i.last <= word.index and i.entity.iri != whole.entity.iri]
        sections = [item for item in before if item.type == "EventSection"]
        low, _ = scene.clause(word.index)
        subjects = [item for item in before if low <= item.first and _nominative_subject(scene, item)]
        for part in (sections or subjects)[-1:]:
            yield Match(part, whole, *cover(part, word.index, whole))


def section_of_event(scene: Scene) -> Iterator[Match]:
    """The section before its event in the genitive: «пленарная сессия форума «…»»."""
    for part in _events(scene):
        whole = next(
            (
                item
                for item in _events(scene)
                if item.type == "Event" and item.first == part.last and item.case == "Gen"
            ),
            None,
        )
        if part.type == "EventSection" and whole is not None:
            yield Match(part, whole, *cover(part, whole))


def _nominative_subject(scene: Scene, item: Linked) -> bool:
    return item.case == "Nom" and item.prep is None


# ---- who takes part


def takes_part(scene: Scene) -> Iterator[Match]:
    """A verb of taking part: «участвует в форуме», «выступил на», «принимают участие в», «открывая выставку»."""
    for token in scene.triggers("participate", "taking_part"):
        if not (is_verb(token) or token.lemma in words("lexicon", "taking_part")) or _negated(scene, token.index):
            continue
        for event in _attended(scene, token.index):
            verb = token.index if is_verb(token) else scene.verb_above(token.index)
            for who in _attendants(scene, verb) if verb is not None else ():
                if not (who.type == "Company" and who.entity.collective):
                    yield Match(who, event, *cover(who, token.index, event))


def _attendants(scene: Scene, verb: int) -> tuple[Linked, ...]:
    """The subjects; for «открыть заседание предстоит губернатору …» those in the dative."""
    if scene.tokens[verb].feats.get("VerbForm") == "Inf":
        low, high = scene.clause(verb)
        if any(token.lemma == "предстоять" for token in scene.tokens[low:high]):
            return tuple(i for i in scene.outer if i.type == "Person" and i.case == "Dat" and low <= i.head < high)
    return scene.subjects(verb, _PARTICIPANTS)


def acts_at_event(scene: Scene) -> Iterator[Match]:
    """A person who speaks or acts at an event: «рассказал … во время секции», «в кулуарах форума», «на форуме»."""
    for event in _events(scene):
        if not _place_of_action(scene, event):
            continue
        verb = scene.verb_above(event.head)
        if verb is None or is_participle(scene.tokens[verb]) or _negated(scene, verb):
            continue
        if scene.tokens[verb].lemma not in words("lexicon", "speech") | words("lexicon", "person_action") | words(
            "lexicon", "participate"
        ):
            continue
        for who in scene.subjects(verb, {"Person"}) or _speaker_near(scene, verb):
            if who.case == "Nom":
                yield Match(who, event, *cover(who, verb, event))


def sides_of_meeting(scene: Scene) -> Iterator[Match]:
    """The two sides that a joint body's meeting is of: «заседание рабочей группы между областью и республикой»."""
    for event in _events(scene):
        inside = scene.tokens[event.first : event.last]
        if not any(token.lemma in words("lexicon", "joint_body") for token in inside):
            continue
        sides = [
            item for item in scene.linked
            if item.type in {"Region", "Country"} and event.first < item.first and item.last <= event.last and not item.adjectival
        ]  # fmt: skip
        if len(sides) == 2 and not any(item.entity.collective for item in sides):
            for item in sides:
                yield Match(item, event, *cover(event))


def sends_delegation(scene: Scene) -> Iterator[Match]:
    """«официальные делегации прислали Смоленск, Тверь и Псков», «область представляет делегация»."""
    for token in scene.triggers("send"):
        low, high = scene.clause(token.index)
        if not any(other.lemma == "делегация" for other in scene.tokens[low:high]):
            continue
        event = _event_of_sentence(scene, token.index)
        case = "Acc" if token.lemma.startswith("представ") else "Nom"
        places = [
            i for i in scene.outer if i.type in PLACES and i.case == case and i.prep is None and low <= i.head < high
        ]
        for place in scene.conjoined(places[0]) if places and event is not None else ():
            if event is not None and not place.adjectival:
                yield Match(place, event, *cover(token.index, place))


def head_stands_for_place(scene: Scene) -> Iterator[Match]:
    """A head's attendance counts for his region or country: «губернатор Иван Крупко, открывая выставку»."""
    for match in (*takes_part(scene), *acts_at_event(scene)):
        person, event = match.subject, match.object
        if (
            isinstance(person, Linked)
            and person.type == "Person"
            and isinstance(event, Linked)
            and event.type == "Event"
        ):
            place = headed_place(scene.discourse, person.entity)
            if place is not None:
                yield Match(place, event, match.first, match.last)


def _speaker_near(scene: Scene, verb: int) -> tuple[Linked, ...]:
    low, high = scene.clause(verb)
    return tuple(
        i for i in scene.outer if i.type == "Person" and i.case == "Nom" and not i.plural and low <= i.head < high
    )[:1]


def _place_of_action(scene: Scene, event: Linked) -> bool:
    """«на форуме», «во время секции», «на полях выставки»."""
    if event.prep in _VENUE and event.case == "Loc":
        return True
    before = scene.tokens[event.first - 1] if event.first else None
    return before is not None and before.lemma in words("lexicon", "within_event")


def present_at_event(scene: Scene) -> Iterator[Match]:
    """Those present: «присутствующим на секции губернаторам России», «участвующие в форуме предприятия»."""
    for token in scene.tokens:
        if not is_participle(token) or token.lemma not in words("lexicon", "attend"):
            continue
        events = [item for item in _events(scene) if token.index < item.first <= token.index + 3]
        noun = described_noun(scene.sentence, token.index)
        who = [
            i
            for i in scene.outer
            if i.type in _PARTICIPANTS and events and (i.head == noun or 0 <= i.first - events[0].last <= 1)
        ]
        if events and who:
            yield Match(who[0], events[0], *cover(token.index, who[0], events[0]))


def national_stand(scene: Scene) -> Iterator[Match]:
    """A country with a stand of its own: «в составе национальных экспозиций этих стран», «национальный стенд Казахстана»."""
    for token in scene.triggers("stand"):
        phrase = scene.phrase(token.index)
        event = _event_of_sentence(scene, token.index)
        if (
            phrase is None
            or event is None
            or not any(scene.tokens[i].lemma.startswith("национальн") for i in range(phrase.first, phrase.head))
        ):
            continue
        countries = (
            scene.genitive_of(token.index, {"Country", "Region"})
            or _these_countries(scene, phrase.last, token.index)
            or _shown_by_stand(scene, token.index)
        )
        for country in countries:
            yield Match(country, event, *cover(country, token.index))


def _shown_by_stand(scene: Scene, stand: int) -> tuple[Linked, ...]:
    """«Национальными экспозициями представлены Монголия, Китай и Казахстан»."""
    if scene.tokens[stand].case != "Ins":
        return ()
    low, high = scene.clause(stand)
    shown = [
        i for i in scene.outer if i.type == "Country" and i.case == "Nom" and not i.adjectival and low <= i.head < high
    ]
    return scene.conjoined(shown[0]) if shown else ()


def _these_countries(scene: Scene, start: int, before: int) -> tuple[Linked, ...]:
    """«этих стран»: the list of countries named last."""
    words_here = [token.lemma for token in scene.tokens[start : start + 2]]
    if words_here[-1:] != ["страна"]:
        return ()
    earlier = [item for item in scene.outer if item.type == "Country" and item.last <= before and not item.adjectival]
    return scene.conjoined(earlier[-1]) if earlier else ()


def _event_of_sentence(scene: Scene, token: int) -> Linked | None:
    """The event of the sentence, else the last one named before."""
    own = [item for item in _events(scene) if item.type == "Event"]
    if own:
        return own[0]
    return next((i for i in scene.discourse.before(scene.sentence.index, token) if i.type == "Event"), None)


def _attended(scene: Scene, trigger: int) -> list[Linked]:
    low, high = scene.clause(trigger)
    near = [
        item for item in _events(scene)
        if low <= item.first < high and (item.prep in _VENUE or (item.prep is None and item.case == "Acc" and item.first > trigger))
    ]  # fmt: skip
    after = [item for item in near if item.first > trigger and item.first - trigger <= 6]
    return (after or [item for item in near if item.first < trigger])[:1]


def _negated(scene: Scene, verb: int) -> bool:
    return any(token.text.lower() == "не" for token in scene.tokens[max(0, verb - 1) : verb])


def organizes_event(scene: Scene) -> Iterator[Match]:
    """«Организатором форума выступает палата», «форум организован палатой совместно с исполкомом»."""
    for token in scene.triggers("organizer"):
        event = next(iter(scene.genitive_of(token.index, EVENTS)), None) or _event_of_sentence(scene, token.index)
        low, high = scene.clause(token.index)
        bodies = [
            i
            for i in scene.outer
            if i.type in BODIES and low <= i.head < high and i.case in {"Nom", "Ins"} and i.prep is None
        ]
        for body in scene.conjoined(bodies[0]) if bodies and event else ():
            if event is not None:
                yield Match(body, event, *cover(body, token.index))
    for token in scene.tokens:
        if token.lemma in {"организовать", "провести"} and token.feats.get("Voice") == "Pass":
            event = next(iter(scene.subjects(token.index, EVENTS)), None)
            agents = [
                i
                for i in scene.outer
                if i.type in BODIES and i.head > token.index and (i.case == "Ins" and i.prep in {None, "с"})
            ]
            for body in agents[:2] if event else ():
                yield Match(body, event, *cover(token.index, body))


# ---- how many, how large


def counts_participants(scene: Scene) -> Iterator[Match]:
    """Numbers of who takes part: «свыше 510 компаний, в том числе более 290 из 23 регионов России»."""
    if not any(True for _ in scene.triggers("taking_part", "participate", "gather", "attend")):
        return
    previous: Mention | None = None
    whole: Mention | None = None
    for mention in scene.quantities:
        event = _event_of_sentence(scene, mention.head)
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
    object_ = known.entity if known is not None else describe(type_, name, collective=True)
    figure = Quantity(quantity.value, quantity.comparator, quantity.unit or counted.quantity.unit)
    part_of = whole.span if whole is not None and type_ == "Company" else None
    yield Match(event, object_, mention.first, last, quantity=figure, part_of=part_of)


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
        low, high = scene.clause(token.index)
        measured = [other.index for other in scene.tokens[low:high] if other.lemma in {"площадь", "экспозиция"}]
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
        event = next(iter(scene.genitive_of(token.index, EVENTS)), None) or _event_of_sentence(scene, token.index)
        if figure is None or event is None:
            continue
        following = scene.phrase(token.index + 1)
        what = scene.name(following) if following and following.case == "Gen" else "площадь"
        area = describe("Area", what.lower(), context=event.entity.iri)
        yield Match(event, area, *cover(token.index, (figure.first, figure.last)), quantity=figure.quantity)


RELATIONS = (
    Relation("takesPlaceIn", (event_happens_in, place_hosts_event, event_beside_place, place_before_event)),
    Relation("takesPlaceOn", (event_happens_on, event_beside_date, event_at_time)),
    Relation("partOfEvent", (section_within_event, section_of_event)),
    Relation(
        "participatesIn",
        (
            takes_part,
            acts_at_event,
            present_at_event,
            national_stand,
            sides_of_meeting,
            sends_delegation,
            head_stands_for_place,
        ),
    ),
    Relation("organizes", (organizes_event,)),
    Relation("participantCount", (counts_participants,)),
    Relation("exhibitionArea", (area_of_event,)),
)
