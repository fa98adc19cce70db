"""Words of cooperation, and who the text says cooperates."""

from __future__ import annotations

from collections.abc import Iterator

from kg.coreference import focus_region
from kg.discourse import Linked
from kg.language.clauses import is_verb
from kg.model import Token
from kg.relations.scene import Scene
from kg.relations.sides import ACTORS, Side, side_of
from kg.wordlists import words


def cooperation_words(scene: Scene) -> Iterator[Token]:
    """Nouns of cooperation: «сотрудничество», «партнерские отношения», «совместная работа», «развитие диалога»."""
    yield from scene.triggers("cooperation")
    for token in scene.triggers("cooperation_if", "joint_noun"):
        if _modifiers(scene, token.index) & words("lexicon", "joint_adjective"):
            yield token
    for token in scene.triggers("relation_noun"):
        if _modifiers(scene, token.index) & words("lexicon", "relation_adjective") or _developed(scene, token):
            yield token


def _modifiers(scene: Scene, index: int) -> set[str]:
    phrase = scene.phrase(index)
    return {scene.tokens[i].lemma for i in range(phrase.first, phrase.head)} if phrase else set()


def _developed(scene: Scene, token: Token) -> bool:
    """«развивать отношения», «расширение диалога»."""
    head = scene.tokens[token.head] if token.head >= 0 else None
    return head is not None and head.lemma in words("lexicon", "develop")


def actors_of(scene: Scene, index: int) -> Iterator[tuple[Side, Linked | None]]:
    """Who cooperates: the noun's genitive, the verb's subject, or whom the person speaks for."""
    verbal = is_verb(scene.tokens[index])
    for actor in scene.doers(index, ACTORS) if verbal else scene.actors(index, ACTORS):
        side = side_of(scene, actor)
        if side is not None:
            yield side, side if isinstance(side, Linked) else None


def focus_of(scene: Scene, index: int) -> list[Side]:
    """The region that the text is about at a word, as a list of one; empty where it leaves that open."""
    region = focus_region(scene.discourse, scene.sentence, index)
    return [region] if region is not None else []


def is_collective(item: Side) -> bool:
    """Whether a side is a group: «регионы России»."""
    return item.entity.collective if isinstance(item, Linked) else item.collective
