"""Words of agreement, and how far a verb of signing says it has come."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Status, Token
from kg.relations.scene import Scene
from kg.wordlists import words


def agreement_words(scene: Scene) -> Iterator[Token]:
    """Nouns of agreement: «соглашение», «меморандум», «дорожная карта»."""
    yield from scene.triggers("agreement")
    for token in scene.tokens:
        if token.lemma == "карта" and token.index and scene.tokens[token.index - 1].lemma == "дорожный":
            yield token


def status_of(scene: Scene, verb: int) -> Status:
    """How far a signing has come: done in the past, planned in the future or behind a word of planning."""
    token = scene.tokens[verb]
    before = {other.lemma for other in scene.tokens[max(0, verb - 3) : verb]}
    if before & words("lexicon", "plan") or token.feats.get("Tense") == "Fut":
        return Status.PLANNED
    if token.feats.get("VerbForm") == "Inf" and not before & words("lexicon", "success"):
        return Status.PLANNED  # «договорились подписать», not «удалось подписать»
    if (
        token.feats.get("VerbForm") == "Fin"
        and token.feats.get("Tense") != "Past"
        and token.feats.get("Aspect") == "Perf"
    ):
        return Status.PLANNED
    return Status.DONE
