"""Whom «we» and silence stand for: the region of who speaks, or that the text is about."""

from __future__ import annotations

from kg.coreference.posts import person_region
from kg.discourse import Discourse
from kg.language.clauses import speech_quotations
from kg.model import Entity, Sentence


def speaker_region(discourse: Discourse, sentence: Sentence, token: int) -> Entity | None:
    """The region of who speaks: the sentence's speaker by the post, else the region that the text is about."""
    around = sorted(discourse.linked[sentence.index], key=lambda item: abs(item.head - token))
    quoted = any(first <= token < last for first, last in speech_quotations(sentence))
    for item in around:
        if item.type == "Person" and not item.plural and (not quoted or not _inside_speech(sentence, item.head)):
            region = person_region(discourse, item.entity)
            if region is not None:
                return region
        if item.type == "Organization" and item.prep in {"в", "во"}:  # «в пресс-службе правительства Приморья»
            own = [i for i in around if i.type == "Region" and i.span in item.span and not i.entity.collective]
            if own:
                return own[0].entity
    return focus_region(discourse, sentence, token)


def _inside_speech(sentence: Sentence, index: int) -> bool:
    return any(first <= index < last for first, last in speech_quotations(sentence))


def focus_region(discourse: Discourse, sentence: Sentence, token: int) -> Entity | None:
    """The region that the text is about at a token: the last one named as such, else the last speaker's."""
    for item in discourse.before(sentence.index, token):
        if item.type == "Region" and not item.entity.collective and not item.adjectival and item.case == "Nom":
            return item.entity
        if item.type == "Person":
            region = person_region(discourse, item.entity)
            if region is not None and region.type in {"Region", "Country"}:
                return region
    named = [
        item for item in discourse.before(sentence.index, token) if item.type == "Region" and not item.entity.collective
    ]
    return named[0].entity if named and len({item.entity.iri for item in named}) == 1 else None
