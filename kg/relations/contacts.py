"""Meetings: who met whom, talked with whom, received whom."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from kg.discourse import Linked
from kg.language.clauses import is_verb
from kg.relations.delegations import heads_of_delegation
from kg.relations.pattern import Match, Relation, cover
from kg.relations.scene import Scene
from kg.wordlists import words


def meets_with(scene: Scene) -> Iterator[Match]:
    """«встретился с губернатором … Денисом Паслером», «провёл переговоры с хокимом …», «обсудил с послом …»."""
    for token in scene.triggers("meet", "talk"):
        if scene.negated(token.index):
            continue
        if token.case == "Acc" and scene.tokens[token.index - 1].text.lower() == "на":
            continue  # «прибыл на встречу с X»: it is still to come
        verb = token.index if is_verb(token) else scene.verb_above(token.index)
        low, high = scene.clause(token.index)
        others = [
            i
            for i in scene.outer
            if i.type == "Person"
            and low <= i.head < high
            and i.case == "Ins"
            and _with(scene, i.first)
            and not i.plural
        ]
        subjects = scene.subjects(verb, {"Person"}) if verb is not None else ()
        firsts = [i for i in subjects if i.case == "Nom" and not i.plural]
        firsts = firsts or [i for i in scene.linked if _whose(scene, token.index, i)]
        for left, right in product(firsts[:1], others):
            yield Match(left, right, *cover(left, token.index, right), period=scene.period(token.index))


def _whose(scene: Scene, noun: int, item: Linked) -> bool:
    """The person in the genitive behind a noun, inside the name of an event too: «встреча Сергея Левкова с …»."""
    return item.type == "Person" and item.case == "Gen" and not item.plural and _own(scene, noun, item)


def met_together(scene: Scene) -> Iterator[Match]:
    """«X и Y встретились в Минске», «X и Y обсудили поставки», «X и Y провели переговоры»."""
    for token in scene.triggers("meet", "talk"):
        verb = token.index if is_verb(token) else scene.verb_above(token.index)
        if verb is None or scene.negated(token.index) or scene.negated(verb):
            continue
        if not is_verb(token) and scene.tokens[verb].lemma not in words("lexicon", "make_visit"):
            continue
        pair = [i for i in scene.subjects(verb, {"Person"}) if i.case == "Nom" and not i.plural]
        if len(pair) == 2 and not _others_met(scene, token.index):
            found = cover(pair[0], pair[1], token.index)
            yield Match(pair[0], pair[1], *found, period=scene.period(verb), status=scene.tense(verb))


def _others_met(scene: Scene, index: int) -> bool:
    """Whether both meet a third: «X и Y встретились с Z»."""
    low, high = scene.clause(index)
    third = [t.index for t in scene.tokens[index + 1 : high] if t.text.lower() in {"с", "со"}]
    return any(scene.tokens[i].case == "Ins" for at in third for i in range(at + 1, min(at + 3, high)))


def talks_of_two(scene: Scene) -> Iterator[Match]:
    """The two in the genitive or under «между»: «переговоры губернатора … X и хокима … Y», «встреча между X и Y»."""
    for token in scene.triggers("meet"):
        if is_verb(token):
            continue
        people = [i for i in scene.outer if i.type == "Person" and token.index < i.first <= token.index + 10]
        if not people or people[0].case not in {"Gen", "Acc", "Ins"} or not _own(scene, token.index, people[0]):
            continue
        pair = scene.conjoined(people[0])
        if len(pair) == 2 and not any(item.plural for item in pair):
            yield Match(pair[0], pair[1], *cover(token.index, *pair), period=scene.period(token.index))


def _own(scene: Scene, noun: int, person: Linked) -> bool:
    """Whether the person, or the post before the name, follows the noun, with «между» for the instrumental."""
    post = next((m for m in scene.mentions if m.type == "Post" and m.last == person.first), None)
    first = post.first if post is not None else person.first
    between = [t.text.lower() for t in scene.tokens[noun + 1 : first]]
    return between == (["между"] if person.case == "Ins" else [])


def receives_delegation(scene: Scene) -> Iterator[Match]:
    """«губернатор … принял делегацию … во главе с X», «встретился с делегацией … во главе с X»."""
    for token in scene.triggers("receive", "meet"):
        if not is_verb(token) or scene.negated(token.index):
            continue
        _, high = scene.clause(token.index)
        guests = [t.index for t in scene.tokens[token.index : high] if t.lemma == "делегация"]
        hosts = [i for i in scene.subjects(token.index, {"Person"}) if i.case == "Nom" and not i.plural]
        for host, head in product(hosts[:1], heads_of_delegation(scene, guests[0]) if guests else ()):
            yield Match(host, head, *cover(host, token.index, head), period=scene.period(token.index))


def receives(scene: Scene) -> Iterator[Match]:
    """«губернатор … принял посла …», «его принял и. о. губернатора Илья Середюк»."""
    for token in scene.triggers("receive"):
        if not is_verb(token) or scene.negated(token.index):
            continue
        low, high = scene.clause(token.index)
        hosts = [i for i in scene.subjects(token.index, {"Person"}) if i.case == "Nom" and not i.plural]
        guests = [
            i
            for i in scene.outer
            if i.type == "Person" and low <= i.head < high and i.prep is None and _is_object(scene, i)
        ]
        for host, guest in product(hosts[:1], guests):
            yield Match(host, guest, *cover(host, token.index, guest), period=scene.period(token.index))


def _is_object(scene: Scene, person: Linked) -> bool:
    """In the accusative, which «посла Сергея Левкова» shares with the genitive: then the post is the verb's object."""
    posts = [m for m in scene.mentions if m.type == "Post" and m.last == person.first]
    return person.case == "Acc" or any(scene.tokens[post.head].rel == "obj" for post in posts)


def _with(scene: Scene, first: int) -> bool:
    """Under «с», directly or behind the person's post."""
    window = [token.text.lower() for token in scene.tokens[max(0, first - 14) : first]]
    return "с" in window or "со" in window


RELATIONS = (Relation("meets", (meets_with, met_together, talks_of_two, receives, receives_delegation)),)
