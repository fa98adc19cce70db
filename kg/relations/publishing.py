"""Who published the article, whom it quotes: «Минск /Корр. БЕЛТА/» → kg:publishedBy, «отметил Субботин» → kg:saidBy."""

from __future__ import annotations

from collections.abc import Iterator

from kg.discourse import Discourse, Linked
from kg.entities import describe
from kg.model import Entity, Token
from kg.relations.pattern import Match, Relation, cover
from kg.relations.scene import Scene
from kg.relations.speech import find_speech


def article_entity(discourse: Discourse) -> Entity:
    """The article itself, as the subject of publishedBy."""
    return describe("Document", "статья", context=discourse.document.id)


def publisher_of(discourse: Discourse) -> Entity:
    """The publisher that the header or the text names; else the article's unnamed paper."""
    named = discourse.document.metadata.publisher
    if named:
        return describe("Publisher", named)
    for item in discourse.all():
        if item.type == "Publisher":
            return item.entity
    return describe("Publisher", "издание", context=discourse.document.id)


def agency_reports(scene: Scene) -> Iterator[Match]:
    """An agency with a verb of publishing: «передает корреспондент БЕЛТА», «рассказал ТАСС», «пишет «…»»."""
    metadata = scene.discourse.document.metadata
    if metadata.publisher:
        return
    agencies = [item for item in scene.outer if item.type == "Publisher"]
    for item in agencies[:1]:
        verbs = [
            t.index
            for t in scene.triggers("publishing")
            if abs(t.index - item.head) <= 8 and _now_or_to(scene, t, item)
        ]
        if verbs:
            verb = min(verbs, key=lambda index: abs(index - item.head))
            yield Match(article_entity(scene.discourse), item, *cover(item, verb), period=metadata.published)


def _now_or_to(scene: Scene, verb: Token, item: Linked) -> bool:
    """It publishes now, was told, or told «об этом»: one that «сообщала тогда» is a source, not the publisher."""
    before = {token.lemma for token in scene.tokens[max(0, item.first - 2) : item.first]}
    of_this = {token.text.lower() for token in scene.tokens[: verb.index]} & {"этом", "чём", "чем"}
    first = verb.index > 1 and scene.tokens[verb.index - 2].text.lower() in {"об", "о"} and bool(of_this)
    now = verb.feats.get("Tense") == "Pres" or item.case == "Dat" or "корреспондент" in before
    return now or _indeclinable(item) or first


def _indeclinable(item: Linked) -> bool:
    return item.mention is not None and (item.mention.text.isupper() or "." in item.mention.text)


def speaker_says(scene: Scene) -> Iterator[Match]:
    """A person or body with a verb of speech: «Александр Субботин отметил», «по словам вице-премьера»."""
    for speech in find_speech(scene):
        if speech.speaker.plural:
            continue
        yield Match(
            publisher_of(scene.discourse),
            speech.speaker,
            *cover(_adjacent(speech.speaker, speech.trigger), speech.trigger),
        )


def _adjacent(speaker: Linked, trigger: int) -> Linked | int:
    """The speaker's own words where they stand near the verb; a long stretch between would state more than the fact."""
    return speaker if abs(speaker.head - trigger) <= 15 else trigger


PUBLISHED_BY = Relation("publishedBy", (agency_reports,))
SAID_BY = Relation("saidBy", (speaker_says,))
RELATIONS = (PUBLISHED_BY, SAID_BY)
