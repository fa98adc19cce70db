"""Events: who takes part, and who holds them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.coreference import headed_place
from kg.discourse import Linked
from kg.language.clauses import described_noun, is_participle, is_verb, subject_of
from kg.relations.attendance import (
    comes_to_event,
    delegates_from,
    greets_participants,
    leads_delegation_there,
    role_at_event,
    shown_by,
    shows_at_event,
    stand_at_event,
)
from kg.relations.delegations import delegation_at, heads_of_delegation, principals
from kg.relations.occasions import VENUE, event_of_sentence, events_of, is_part_attended, is_place_of_action
from kg.relations.pattern import Match, Relation, cover
from kg.relations.scene import BODIES, EVENTS, PLACES, Scene
from kg.wordlists import words

_PARTICIPANTS = frozenset(
    {"Person", "Organization", "Company", "InternationalOrganization", "Region", "Country", "City", "District"}
)


# ---- who takes part


def takes_part(scene: Scene) -> Iterator[Match]:
    """A verb of taking part: «участвует в форуме», «выступил на», «принимают участие в», «открывая выставку»."""
    for token in scene.triggers("participate", "taking_part"):
        if not (is_verb(token) or token.lemma in words("lexicon", "taking_part")) or scene.negated(token.index):
            continue
        for event in _attended(scene, token.index):
            verb = token.index if is_verb(token) else scene.verb_above(token.index)
            if verb != token.index and verb is not None and _only_spoken_of(scene, verb):
                continue
            for who in _attendants(scene, verb) if verb is not None else ():
                if not (who.type == "Company" and who.entity.collective):
                    yield Match(who, event, *cover(who, token.index, event))


def _only_spoken_of(scene: Scene, verb: int) -> bool:
    """«обсудили участие в выставке», «пригласил принять участие»."""
    return scene.tokens[verb].lemma in words("lexicon", "talk") | words("lexicon", "call_off")


def _attendants(scene: Scene, verb: int) -> tuple[Linked, ...]:
    """The subjects; for «открыть заседание предстоит губернатору …» those in the dative."""
    if scene.tokens[verb].feats.get("VerbForm") == "Inf":
        low, high = scene.clause(verb)
        if any(token.lemma == "предстоять" for token in scene.tokens[low:high]):
            return tuple(i for i in scene.outer if i.type == "Person" and i.case == "Dat" and low <= i.head < high)
    return scene.subjects(verb, _PARTICIPANTS) or _delegation_of(scene, verb)


def _delegation_of(scene: Scene, verb: int) -> tuple[Linked, ...]:
    """Whose delegation acts, and who heads it: «делегация Томской области во главе с X участвует»."""
    at = delegation_at(scene, subject_of(scene.sentence, verb))
    return (*principals(scene, at), *heads_of_delegation(scene, at)) if at is not None else ()


def acts_at_event(scene: Scene) -> Iterator[Match]:
    """A person who speaks or acts at an event: «рассказал … во время секции», «в кулуарах форума», «на форуме»."""
    for event in events_of(scene):
        if not is_place_of_action(scene, event):
            continue
        verb = scene.verb_above(event.head)
        if verb is None or is_participle(scene.tokens[verb]) or scene.negated(verb):
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
    for event in events_of(scene):
        inside = scene.tokens[event.first : event.last]
        if not any(token.lemma in words("lexicon", "joint_body") for token in inside):
            continue
        sides = [
            item
            for item in scene.linked
            if item.type in {"Region", "Country"}
            and event.first < item.first
            and item.last <= event.last
            and not item.adjectival
        ]
        if len(sides) == 2 and not any(item.entity.collective for item in sides):
            for item in sides:
                yield Match(item, event, *cover(event))


def sends_delegation(scene: Scene) -> Iterator[Match]:
    """«официальные делегации прислали Смоленск, Тверь и Псков», «область представляет делегация»."""
    for token in scene.triggers("send"):
        low, high = scene.clause(token.index)
        if not any(other.lemma == "делегация" for other in scene.tokens[low:high]):
            continue
        event = event_of_sentence(scene, token.index)
        case = "Acc" if token.lemma.startswith("представ") else "Nom"
        places = [
            i for i in scene.outer if i.type in PLACES and i.case == case and i.prep is None and low <= i.head < high
        ]
        sent = next(other.index for other in scene.tokens[low:high] if other.lemma == "делегация")
        heads = heads_of_delegation(scene, sent) if places else ()
        for who in (*(scene.conjoined(places[0]) if places else ()), *heads):
            if event is not None and not who.adjectival:
                yield Match(who, event, *cover(token.index, who))


def head_stands_for_place(scene: Scene) -> Iterator[Match]:
    """A head's attendance counts for his region or country: «губернатор Иван Крупко, открывая выставку»."""
    for match in (*takes_part(scene), *acts_at_event(scene), *comes_to_event(scene), *greets_participants(scene)):
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
    if scene.subjects(verb, BODIES | PLACES):
        return ()
    low, high = scene.clause(verb)
    return tuple(
        i for i in scene.outer if i.type == "Person" and i.case == "Nom" and not i.plural and low <= i.head < high
    )[:1]


def present_at_event(scene: Scene) -> Iterator[Match]:
    """Those present: «присутствующим на секции губернаторам России», «участвующие в форуме предприятия»."""
    for token in scene.tokens:
        if not is_participle(token) or token.lemma not in words("lexicon", "attend"):
            continue
        events = [item for item in events_of(scene) if token.index < item.first <= token.index + 3]
        noun = described_noun(scene.sentence, token.index)
        who = [
            i
            for i in scene.outer
            if i.type in _PARTICIPANTS and events and (i.head == noun or 0 <= i.first - events[0].last <= 1)
        ]
        if events and who:
            yield Match(who[0], events[0], *cover(token.index, who[0], events[0]))


def national_stand(scene: Scene) -> Iterator[Match]:
    """A country with a stand of its own: «в составе национальных экспозиций этих стран»."""
    for token in scene.triggers("stand"):
        phrase = scene.phrase(token.index)
        event = event_of_sentence(scene, token.index)
        if (
            phrase is None
            or event is None
            or not any(scene.tokens[i].lemma.startswith("национальн") for i in range(phrase.first, phrase.head))
        ):
            continue
        countries = (
            _show_stand(scene, token.index)
            or scene.genitive_of(token.index, {"Country", "Region"})
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


def _show_stand(scene: Scene, stand: int) -> tuple[Linked, ...]:
    """«Национальные экспозиции представили Беларусь, Казахстан и Узбекистан»."""
    verb = scene.tokens[stand].head
    if verb < 0 or scene.tokens[verb].lemma not in words("lexicon", "exhibit"):
        return ()
    low, high = scene.clause(verb)
    shown = [i for i in scene.outer if i.type in PLACES and i.case == "Nom" and i.prep is None and low <= i.head < high]
    return scene.conjoined(shown[0]) if shown and not shown[0].adjectival else ()


def _these_countries(scene: Scene, start: int, before: int) -> tuple[Linked, ...]:
    """«этих стран»: the list of countries named last."""
    words_here = [token.lemma for token in scene.tokens[start : start + 2]]
    if words_here[-1:] != ["страна"]:
        return ()
    earlier = [item for item in scene.outer if item.type == "Country" and item.last <= before and not item.adjectival]
    return scene.conjoined(earlier[-1]) if earlier else ()


def _attended(scene: Scene, trigger: int) -> list[Linked]:
    """The event that a verb of taking part speaks of, behind it or before it in its clause."""
    low, high = scene.clause(trigger)
    near = [i for i in events_of(scene) if low <= i.first < high and _is_attended(scene, i, trigger)]
    after = [item for item in near if item.first > trigger and item.first - trigger <= 6]
    return (after or [item for item in near if item.first < trigger])[:1]


def _is_attended(scene: Scene, event: Linked, trigger: int) -> bool:
    """«в форуме», «в работе форума», «открыл форум», «выставку посетил»."""
    if event.prep in VENUE or is_part_attended(scene, event):
        return True
    if event.prep is not None or not is_verb(scene.tokens[trigger]):
        return False
    return event.case == "Acc" or (
        event.case == "Nom"
        and event.first < trigger
        and scene.tokens[trigger].lemma in words("lexicon", "attend_verb")
        and subject_of(scene.sentence, trigger) not in {None, event.head}
    )


def organizes_event(scene: Scene) -> Iterator[Match]:
    """«Организатором форума выступает палата», «форум организован палатой совместно с исполкомом»."""
    for token in scene.triggers("organizer"):
        event = next(iter(scene.genitive_of(token.index, EVENTS)), None) or event_of_sentence(scene, token.index)
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
        elif token.lemma in {"организовать", "провести", "проводить"} and is_verb(token):
            yield from _holds(scene, token.index)


def _holds(scene: Scene, verb: int) -> Iterator[Match]:
    """«Форум проводит палата»: a body acts on an event."""
    low, high = scene.clause(verb)
    events = [i for i in events_of(scene) if low <= i.head < high and i.prep is None and i.case in {"Acc", "Nom"}]
    bodies = [i for i in scene.subjects(verb, BODIES) if i.case == "Nom" and i.prep is None]
    for body in bodies if events else ():
        yield Match(body, events[0], *cover(body, verb, events[0]))


RELATIONS = (
    Relation(
        "participatesIn",
        (
            takes_part,
            acts_at_event,
            present_at_event,
            national_stand,
            sides_of_meeting,
            sends_delegation,
            shows_at_event,
            shown_by,
            stand_at_event,
            comes_to_event,
            role_at_event,
            greets_participants,
            delegates_from,
            leads_delegation_there,
            head_stands_for_place,
        ),
    ),
    Relation("organizes", (organizes_event,)),
)
