"""The events of a sentence, for the patterns about them."""

from __future__ import annotations

from kg.discourse import Linked
from kg.relations.scene import EVENTS, Scene
from kg.wordlists import words

SETTLED = frozenset({"City", "Region", "Country", "District", "Place"})
VENUE = {"в", "во", "на"}


def events_of(scene: Scene) -> list[Linked]:
    """The events and sections that a sentence names, left to right."""
    return [item for item in scene.outer if item.type in EVENTS]


def event_of_sentence(scene: Scene, token: int) -> Linked | None:
    """The event of the sentence, else the last one named before."""
    own = [item for item in events_of(scene) if item.type == "Event"]
    if own:
        return own[0]
    return next((i for i in scene.discourse.before(scene.sentence.index, token) if i.type == "Event"), None)


def is_place_of_action(scene: Scene, event: Linked) -> bool:
    """«на форуме», «во время секции», «на полях выставки»."""
    if event.prep in VENUE and event.case == "Loc":  # «обсудили участие в форуме» may be said anywhere
        return event.first < 2 or scene.tokens[event.first - 2].lemma not in words("lexicon", "taking_part")
    before = scene.tokens[event.first - 1] if event.first else None
    return before is not None and before.lemma in words("lexicon", "within_event")


def is_part_attended(scene: Scene, event: Linked) -> bool:
    """«в работе форума», «в церемонии открытия выставки»: the event behind nouns of its parts, under «в» or «на»."""
    at = event.first - 1
    while at > 0 and event.case == "Gen" and scene.tokens[at].lemma in words("lexicon", "event_part"):
        at -= 1
        while scene.tokens[at].pos == "ADJ" and at > 0:
            at -= 1
    return at < event.first - 1 and scene.tokens[at].text.lower() in VENUE
