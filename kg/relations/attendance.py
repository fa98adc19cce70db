"""Events: who shows goods or signs at one, comes to it, plays a part in it, or is listed among those present."""

from __future__ import annotations

from collections.abc import Iterator

from kg.discourse import Linked
from kg.language.clauses import is_verb, subject_of
from kg.relations.delegations import delegation_at, delegation_led, heads_of_delegation, is_delegation, principals
from kg.relations.occasions import event_of_sentence, events_of, is_place_of_action
from kg.relations.pattern import Match, cover
from kg.relations.scene import BODIES, EVENTS, PLACES, Scene
from kg.wordlists import words

_SHOWN = BODIES | PLACES - {"Place"}
_ALL = _SHOWN | {"Person"}


def shows_at_event(scene: Scene) -> Iterator[Match]:
    """A body or a region shows or signs there: «продукцию на ярмарке показали ОАО …», «подписали на форуме»."""
    for event in events_of(scene):
        verb = scene.verb_above(event.head) if is_place_of_action(scene, event) else None
        if verb is None or scene.tokens[verb].feats.get("VerbForm") != "Fin" or scene.negated(verb):
            continue
        if scene.tokens[verb].lemma not in words("lexicon", "exhibit") | words("lexicon", "sign_verb"):
            continue
        for who in scene.subjects(verb, _SHOWN) or _sent_by(scene, verb):
            if not who.entity.collective and not who.adjectival:
                yield Match(who, event, *cover(who, verb, event))


def _sent_by(scene: Scene, verb: int) -> tuple[Linked, ...]:
    at = delegation_at(scene, subject_of(scene.sentence, verb))
    return principals(scene, at) if at is not None else ()


def shown_by(scene: Scene) -> Iterator[Match]:
    """The firms that stand for a side: «регион представлен на выставке предприятиями «Альфа» и «Бета»»."""
    for event in events_of(scene):
        verb = scene.verb_above(event.head) if is_place_of_action(scene, event) else None
        if verb is None or scene.tokens[verb].lemma != "представить" or scene.tokens[verb].feats.get("Voice") != "Pass":
            continue
        low, high = scene.clause(verb)
        agents = [i for i in scene.outer if i.type in BODIES and low <= i.head < high and i.prep is None]
        agents = [
            i
            for i in agents
            if i.first > verb and ((i.case == "Ins" and i.type == "Company") or _by_firms(scene, verb, i))
        ]
        for who in scene.conjoined(agents[0]) if agents else ():
            if who.type in BODIES and not who.entity.collective:
                yield Match(who, event, *cover(verb, who, event))


def _by_firms(scene: Scene, verb: int, item: Linked) -> bool:
    """Names behind «предприятиями», «компаниями»."""
    before = scene.tokens[item.first - 1]
    return item.first - 1 > verb and before.case == "Ins" and before.lemma in words("lexicon", "exhibitor")


def stand_at_event(scene: Scene) -> Iterator[Match]:
    """Whose stand is there: «экспозиция Гродненской области на выставке», «стенд АО «…» на форуме»."""
    for token in scene.triggers("stand"):
        owners = scene.genitive_of(token.index, _SHOWN)
        events = [i for i in events_of(scene) if owners and i.prep == "на" and 0 < i.first - owners[-1].last <= 1]
        for who in owners if events else ():
            if not who.entity.collective:
                yield Match(who, events[0], *cover(token.index, who, events[0]))


def comes_to_event(scene: Scene) -> Iterator[Match]:
    """«делегация приехала на форум», «прибыл на выставку»; not «приедет»: that is a plan."""
    for event in events_of(scene):
        verb = scene.verb_above(event.head) if event.prep == "на" and event.case == "Acc" else None
        if verb is None or scene.tokens[verb].lemma not in words("lexicon", "come") or scene.negated(verb):
            continue
        if not is_verb(scene.tokens[verb]):
            continue
        at = delegation_at(scene, subject_of(scene.sentence, verb))
        sent = (*principals(scene, at), *heads_of_delegation(scene, at)) if at is not None else ()
        for who in scene.subjects(verb, _ALL) or sent:
            if not who.entity.collective and not who.plural:
                yield Match(who, event, *cover(who, verb, event), status=scene.tense(verb))


def role_at_event(scene: Scene) -> Iterator[Match]:
    """A part played: «модератором сессии стал X», «участниками выставки стали ООО «…» и …», «среди экспонентов — …»."""
    for token in scene.triggers("event_role"):
        event = next(iter(scene.genitive_of(token.index, EVENTS)), None)
        if event is None:
            continue
        for who in _plays(scene, token.index) or _listed(scene, token.index, event):
            if not who.entity.collective and not who.plural and not who.adjectival:
                yield Match(who, event, *cover(token.index, event, who))


def _plays(scene: Scene, role: int) -> tuple[Linked, ...]:
    """The subjects of «стать», «быть», «являться» with the role in the instrumental."""
    low, high = scene.clause(role)
    verbs = [t.index for t in scene.tokens[low:high] if is_verb(t) and t.lemma in words("lexicon", "become")]
    if not verbs or scene.negated(verbs[0]):
        return ()
    own = [i for i in scene.outer if i.type in _ALL and low <= i.head < high and i.case == "Nom" and i.prep is None]
    own = [i for i in own if i.first > verbs[0]]
    return scene.subjects(verbs[0], _ALL) or (scene.conjoined(own[0]) if own else ())


def _listed(scene: Scene, role: int, event: Linked) -> tuple[Linked, ...]:
    """What stands behind the dash of «среди участников форума — X, Y и Z»."""
    if role == 0 or scene.tokens[role - 1].lemma != "среди":
        return ()
    if event.last >= len(scene.tokens) or scene.tokens[event.last].text not in {"—", "–", "-", ":"}:
        return ()
    first = next((i for i in scene.outer if i.first > event.last and i.type in _ALL and i.prep is None), None)
    return scene.conjoined(first) if first is not None and first.case == "Nom" else ()


def greets_participants(scene: Scene) -> Iterator[Match]:
    """«обратился к участникам форума», «участников выставки приветствовал X»."""
    for token in scene.triggers("greet"):
        low, high = scene.clause(token.index)
        events = [
            event
            for guest in scene.tokens[low:high]
            if guest.lemma in words("lexicon", "greeted")
            for event in scene.genitive_of(guest.index, EVENTS)
        ]
        if not events or not is_verb(token) or scene.negated(token.index):
            continue
        for who in scene.subjects(token.index, {"Person"}):
            if who.case == "Nom" and not who.plural:
                yield Match(who, events[0], *cover(who, token.index, events[0]))


def delegates_from(scene: Scene) -> Iterator[Match]:
    """Countries and regions that sent people: «делегаты из России и Китая», «представители 80 стран, включая Иран»."""
    gathering = [t.index for t in scene.triggers("gather", "taking_part", "participate") if t.pos != "ADJ"]
    for item in scene.outer if gathering else ():
        if item.type not in PLACES or item.adjectival or not _sends(scene, item):
            continue
        event = event_of_sentence(scene, item.first)
        low, high = scene.clause(item.head)
        if event is None or any(token.text.lower() == "не" for token in scene.tokens[low:high]):
            continue
        for place in scene.conjoined(item):
            if not place.entity.collective:
                yield Match(place, event, *cover(gathering[0], place))


def _sends(scene: Scene, item: Linked) -> bool:
    """First of «включая X» behind counted countries, or under «из» behind delegates."""
    before = [t for t in scene.tokens[: item.first] if t.text not in {"(", ","}]
    if item.prep == "включая":
        countries = words("lexicon", "count_country") | words("lexicon", "count_region")
        return any(token.lemma in countries for token in before[-3:])
    if item.case == "Nom" and item.prep is None:  # «60 регионов, в том числе Брянская область»
        return [t.text.lower() for t in before if t.text.lower() != "и"][-3:] == ["в", "том", "числе"]
    return item.prep == "из" and len(before) > 1 and is_delegation(scene, before[-2].index)


def leads_delegation_there(scene: Scene) -> Iterator[Match]:
    """Who headed the delegation at the event of this sentence or the one before: «Делегацию региона возглавил X»."""
    for head, verb in delegation_led(scene):
        own = events_of(scene)
        earlier = scene.discourse.linked[scene.sentence.index - 1] if scene.sentence.index else []
        events = own or [i for i in earlier if i.type == "Event"]
        if len({event.entity.iri for event in events}) == 1:
            sides = (events[0],) if own else ()
            yield Match(head, events[0], *cover(head, verb, *sides))
