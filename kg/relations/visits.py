"""Visits: who travelled where, what they looked at there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from kg.coreference import headed_place
from kg.discourse import Linked
from kg.language.clauses import is_participle, is_verb, subject_of
from kg.model import Entity
from kg.relations.delegations import delegation_at, delegation_itself, delegation_led, heads_of_delegation, principals
from kg.relations.pattern import Match, Relation, cover
from kg.relations.scene import BODIES, PLACES, Scene
from kg.wordlists import words

_VISITORS = frozenset({"Person", "Organization"})
_GOALS = PLACES | {"Company", "Organization"}
_INTO = {"в", "во", "на"}


def travels_to(scene: Scene) -> Iterator[Match]:
    """«прибыл в Узбекистан с визитом», «посетил Минск», «побывавший в Чувашии посол»."""
    for token in scene.triggers("travel"):
        if not (is_verb(token) or is_participle(token)) or scene.negated(token.index) or _invited(scene, token.index):
            continue
        for place, who in product(_goals(scene, token.index), _travellers(scene, token.index)):
            yield _trip(scene, who, token.index, place, token.index)


def _invited(scene: Scene, verb: int) -> bool:
    """«пригласил Романа Зуева посетить Астану»: who invites does not travel."""
    token = scene.tokens[verb]
    above = scene.tokens[token.head].lemma if token.head >= 0 else ""
    return token.feats.get("VerbForm") == "Inf" and above in words("lexicon", "call_off")


def _trip(scene: Scene, who: Linked | Entity, word: int, place: Linked, verb: int) -> Match:
    sides = (who, place) if isinstance(who, Linked) else (place,)
    return Match(
        who, place, *cover(word, *sides), period=scene.period(word), status=scene.tense(verb) if verb >= 0 else None
    )


def _goals(scene: Scene, verb: int) -> tuple[Linked, ...]:
    """Where to: behind the verb, else before it in its clause; several where they are listed."""
    objects = tuple(item for item in scene.after(verb, _GOALS, {None}, within=4) if _seen(scene, verb, item))
    into = scene.after(verb, _GOALS, _INTO)
    behind = objects if objects and not (into and into[0].first < objects[0].first) else into
    if behind:
        return behind if behind[0].case in {"Acc", "Loc"} or behind[0].prep is None else ()
    low, _ = scene.clause(verb)
    before = [
        item
        for item in scene.outer
        if item.type in _GOALS and low <= item.first < verb and item.prep in _INTO and not item.adjectival
    ]
    return scene.conjoined(before[-1])[-1:] if before and before[-1].case in {"Acc", "Loc"} else ()


def _seen(scene: Scene, verb: int, item: Linked) -> bool:
    """The verb's object: in the accusative, or looking like the nominative while the subject stands elsewhere."""
    return item.case == "Acc" or (
        item.case == "Nom" and item.type in BODIES and subject_of(scene.sentence, verb) not in {None, item.head}
    )


def _travellers(scene: Scene, verb: int) -> list[Linked | Entity]:
    """The verb's subjects; the head of a delegation, else the delegation, where it is one that travels."""
    if is_participle(scene.tokens[verb]):
        described = [
            i for i in scene.outer if i.type == "Person" and i.by_name and verb < i.first <= verb + 14 and not i.plural
        ]
        described = [i for i in described if i.case == scene.tokens[verb].case]
        return [*([who for who in scene.subjects(verb, {"Person"}) if who.prep is None] or described[:1])]
    noun = subject_of(scene.sentence, verb)
    found = [who for who in scene.subjects(verb, _VISITORS) if not who.plural and who.prep is None]
    found = [who for who in found if who.case == "Nom"]
    if not found and noun is not None and noun > verb and scene.named(noun, _GOALS):
        found = _said_to_travel(scene, verb)
    return [*found] or _in_delegation(scene, noun)


def _said_to_travel(scene: Scene, verb: int) -> list[Linked]:
    """The speaker whose own trip it is: «директор X сообщил, что посетил Иваново» (a town looks like a subject)."""
    above = scene.tokens[verb].head
    if above < 0 or scene.tokens[verb].rel != "ccomp":
        return []
    return [who for who in scene.subjects(above, {"Person"}) if who.case == "Nom" and not who.plural]


def _in_delegation(scene: Scene, noun: int | None) -> list[Linked | Entity]:
    """Who comes with a delegation: its head, else the body that sent its people, else itself."""
    at = delegation_at(scene, noun)
    if at is None:
        return []
    heads = heads_of_delegation(scene, at)
    bodies = [item for item in principals(scene, at) if item.type in BODIES and not item.entity.collective]
    itself = delegation_itself(scene, at)
    return [*heads] or [*bodies] or ([itself] if itself is not None else [])


def visit_of(scene: Scene) -> Iterator[Match]:
    """«визит губернатора … в Минск», «совершил поездку в Гродненскую область», «находится с визитом в Ташкенте»."""
    for token in scene.triggers("visit"):
        verb = scene.verb_above(token.index)
        if (verb is not None and scene.negated(verb)) or _called_off(scene, token.index):
            continue
        stays = verb is not None and scene.tokens[verb].lemma in words("lexicon", "stay")
        places = [i for i in scene.after(token.index, PLACES, _INTO) if i.case == ("Loc" if stays else "Acc")]
        places = places or (_stayed_at(scene, verb) if stays and verb is not None else [])
        for place in places:
            for who in _whose_visit(scene, token.index, place) or _makes_visit(scene, verb):
                yield _trip(scene, who, token.index, place, verb if stays and verb is not None else -1)


def _stayed_at(scene: Scene, verb: int) -> list[Linked]:
    """«В Вологде находится с визитом …»: the place before the verb."""
    low, _ = scene.clause(verb)
    places = [i for i in scene.outer if i.type in PLACES and low <= i.first < verb and i.prep in {"в", "во"}]
    return [i for i in places if i.case == "Loc" and not i.adjectival][:1]


def _called_off(scene: Scene, noun: int) -> bool:
    """«отменил визит», «отказался от поездки», «приглашение посетить»: the trip is not said to be made."""
    low, high = scene.clause(noun)
    return any(token.lemma in words("lexicon", "call_off") for token in scene.tokens[low:high])


def _whose_visit(scene: Scene, noun: int, place: Linked) -> list[Linked | Entity]:
    """The visitor in the genitive between the noun and the place, a delegation too."""
    people = [
        i for i in scene.outer if i.type == "Person" and noun < i.first <= noun + 8 and i.case == "Gen" and not i.plural
    ]
    if people and people[0].head < place.first:
        return [people[0]]
    return _in_delegation(scene, noun + 1) if noun + 1 < place.first else []


def _makes_visit(scene: Scene, verb: int | None) -> list[Linked | Entity]:
    """Who does what the verb over the visit says: «Глава … совершил поездку», «В рамках визита … посол посетил»."""
    if verb is None or is_participle(scene.tokens[verb]):
        return []
    if scene.tokens[verb].lemma not in words("lexicon", "stay") | words("lexicon", "make_visit") | words(
        "lexicon", "travel"
    ) | words("lexicon", "person_action"):
        return []
    return [who for who in _travellers(scene, verb) if not isinstance(who, Linked) or who.type == "Person"][:1]


def visit_happens(scene: Scene) -> Iterator[Match]:
    """The visit as a subject: «В Душанбе завершился визит делегации … во главе с X»."""
    for token in scene.triggers("visit"):
        verb = scene.verb_above(token.index)
        if verb is None or scene.tokens[verb].lemma not in words("lexicon", "happen") or token.case != "Nom":
            continue
        low, high = scene.clause(verb)
        places = [i for i in scene.outer if i.type in PLACES and i.prep in {"в", "во"} and i.case == "Loc"]
        places = [i for i in places if low <= i.head < high and not i.adjectival]
        people = [i for i in scene.genitive_of(token.index, {"Person"}) if not i.plural]
        for who in people or _in_delegation(scene, token.index + 1):
            for place in places[:1]:
                yield _trip(scene, who, token.index, place, verb)


def looks_at(scene: Scene) -> Iterator[Match]:
    """«ознакомился с производством на заводе «…»», «ознакомились с работой комбината «…»»."""
    for token in scene.triggers("inspect"):
        if not is_verb(token) or scene.negated(token.index):
            continue
        low, high = scene.clause(token.index)
        seen = [t.index for t in scene.tokens[token.index : high] if t.lemma in words("lexicon", "inspected")]
        for noun in seen[:1]:
            places = scene.after(noun, _GOALS, {"в", "на"}, within=4) or scene.genitive_of(noun, _GOALS)
            for place, who in product(places, _travellers(scene, token.index)):
                yield _trip(scene, who, token.index, place, token.index)


def delegation_received(scene: Scene) -> Iterator[Match]:
    """«губернатор … принял делегацию … во главе с X»: the host's place is where they came."""
    for token in scene.triggers("receive"):
        low, high = scene.clause(token.index)
        guests = [t.index for t in scene.tokens[token.index : high] if t.lemma == "делегация" and t.case == "Acc"]
        if not is_verb(token) or scene.negated(token.index) or not guests:
            continue
        hosts = [i for i in scene.subjects(token.index, {"Person"} | PLACES) if i.case == "Nom" and not i.plural]
        for host in hosts[:1]:
            place = headed_place(scene.discourse, host.entity) if host.type == "Person" else host.entity
            for who in _in_delegation(scene, guests[0]) if place is not None else ():
                sides = (who,) if isinstance(who, Linked) else ()
                yield Match(who, place, *cover(host, token.index, guests[0], *sides), status=scene.tense(token.index))


def delegation_sent(scene: Scene) -> Iterator[Match]:
    """«Бухарский хокимият прислал делегацию в Пензенскую область»."""
    for token in scene.triggers("send"):
        _, high = scene.clause(token.index)
        sent = [t.index for t in scene.tokens[token.index : high] if t.lemma == "делегация" and t.case == "Acc"]
        if not sent or not is_verb(token) or scene.negated(token.index):
            continue
        places = [i for i in scene.after(sent[0], PLACES, {"в", "во"}) if i.case == "Acc"]
        senders = [i for i in scene.subjects(token.index, BODIES) if i.case == "Nom" and not i.entity.collective]
        for place, who in product(places, senders):
            yield _trip(scene, who, token.index, place, token.index)


def guests_go_on(scene: Scene) -> Iterator[Match]:
    """The guests of the sentence before: «Гости осмотрели завод «…»», «Делегация побывала в …»."""
    if scene.sentence.index == 0:
        return
    for token in scene.triggers("travel", "inspect"):
        noun = subject_of(scene.sentence, token.index) if is_verb(token) else None
        if noun is None or scene.negated(token.index) or not _bare_guests(scene, noun):
            continue
        places = _goals(scene, token.index) or _inspected(scene, token.index)
        for place, who in product(places, _came_before(scene) if places else ()):
            yield Match(who, place, *cover(noun, token.index, place), status=scene.tense(token.index))


def _inspected(scene: Scene, verb: int) -> tuple[Linked, ...]:
    _, high = scene.clause(verb)
    seen = [t.index for t in scene.tokens[verb:high] if t.lemma in words("lexicon", "inspected")]
    return scene.after(seen[0], _GOALS, {"в", "на"}, within=4) if seen else ()


def _bare_guests(scene: Scene, noun: int) -> bool:
    token = scene.tokens[noun]
    if token.lemma not in words("lexicon", "guest") or token.case != "Nom":
        return False
    return not principals(scene, noun) and not heads_of_delegation(scene, noun)


def _came_before(scene: Scene) -> list[Linked | Entity]:
    """Who came, by the sentence before; nobody where two parties did."""
    found = [match.subject for match in _trips_before(scene)]
    names = {who.entity.iri if isinstance(who, Linked) else who.iri: who for who in found if who is not None}
    return list(names.values()) if len(names) == 1 else []


def leads_delegation(scene: Scene) -> Iterator[Match]:
    """Who headed the delegation of the sentence before: «Её возглавляет X», «Делегацию возглавил X»."""
    for head, verb in delegation_led(scene):
        for match in _trips_before(scene):
            if isinstance(match.subject, Entity) and match.object is not None:
                yield Match(head, match.object, *cover(head, verb), status=match.status)


def _trips_before(scene: Scene) -> list[Match]:
    if scene.sentence.index == 0:
        return []
    earlier = scene.at(scene.sentence.index - 1)
    return [match for pattern in (travels_to, visit_of, visit_happens) for match in pattern(earlier)]


_ALONE = (travels_to, visit_of, visit_happens, looks_at, delegation_received, delegation_sent)

RELATIONS = (Relation("visits", (*_ALONE, guests_go_on, leads_delegation)),)
