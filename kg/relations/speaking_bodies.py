"""Bodies that speak and have no name of their own: «пресс-служба хокимията», «в облисполкоме», «в министерстве»."""

from __future__ import annotations

from kg.discourse import Linked
from kg.entities import describe
from kg.language.phrases import Phrase, cases_of, genitive_end, nominative, phrase_from
from kg.mentions.span import span_of
from kg.model import Entity
from kg.relations.scene import BODIES, Scene
from kg.wordlists import words


def speaking_body(scene: Scene, phrase: Phrase) -> Linked | None:
    """The body that a phrase describes by what it is and whose it is; None where it is named, or is no body."""
    token = scene.tokens[phrase.head]
    if token.lemma not in words("lexicon", "speaking_body") or token.number == "Plur":
        return None
    last = genitive_end(scene.sentence, phrase)
    if any(phrase.first <= item.head < last and item.type in BODIES for item in scene.linked):
        return None
    bare = phrase.first == phrase.head and last == phrase.head + 1
    entity = (_earlier(scene, phrase) or _ministry(scene, phrase) if bare else None) or describe(
        "Organization",
        nominative(scene.sentence, phrase.first, last, phrase.head),
        context=scene.discourse.document.id,
    )
    span = span_of(scene.sentence, phrase.first, last)
    index = scene.sentence.index
    return Linked(entity, index, phrase.first, last, phrase.head, span, phrase.case, phrase.prep, by_name=False)


def _earlier(scene: Scene, phrase: Phrase) -> Entity | None:
    """«добавили в пресс-службе»: the one named last by that noun."""
    lemma = scene.tokens[phrase.head].lemma
    before = scene.discourse.before(scene.sentence.index, phrase.head)
    return next((i.entity for i in before if i.type in BODIES and i.entity.name.lower().startswith(lemma)), None)


def _ministry(scene: Scene, phrase: Phrase) -> Entity | None:
    """«в министерстве» → that of the one minister whom the text has named."""
    lemma = scene.tokens[phrase.head].lemma
    if lemma not in {"министерство", "ведомство"}:
        return None
    titles = {post.normal for post, _, _ in scene.discourse.holders.get("министр", [])}
    field = next(iter(titles)).partition("министр ")[2] if len(titles) == 1 else ""
    return describe("Organization", f"Министерство {field}") if field else None


def body_in(scene: Scene, low: int, high: int) -> Linked | None:
    """The first body under «в» between two tokens: «рассказали корреспонденту … в комитете экономики облисполкома»."""
    for index in range(low, high):
        if scene.tokens[index].text.lower() in {"в", "во"}:
            phrase = phrase_from(scene.sentence, index)
            if phrase is not None and phrase.prep and "Loc" in cases_of(scene.tokens[phrase.head]):
                body = speaking_body(scene, phrase)
                if body is not None:
                    return body
    return None


def body_behind(scene: Scene, index: int) -> Linked | None:
    """The body in the genitive right behind a noun: «по информации облисполкома»."""
    phrase = phrase_from(scene.sentence, index + 1)
    fits = phrase is not None and phrase.prep is None and "Gen" in cases_of(scene.tokens[phrase.head])
    return speaking_body(scene, phrase) if phrase is not None and fits else None
