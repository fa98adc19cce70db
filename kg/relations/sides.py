"""Whom the sides of a cooperation or an agreement are: bodies, those whom people stand for, «стороны», «мы»."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kg.coreference import acts_as_many, person_body, person_region, speaker_region, two_sides
from kg.discourse import Linked
from kg.language.clauses import subject_of
from kg.model import Entity, Token
from kg.relations.scene import PARTNERS, Scene
from kg.wordlists import words

Side = Linked | Entity
WITH = frozenset({"с", "со"})
ACTORS = PARTNERS | {"Person"}
_WE = frozenset({"мы", "наш"})
_BESIDE = frozenset({"два", "оба", "наш", "этот", "данный", "обе", "дружественный", "соседний", "весь"})


def side_of(scene: Scene, item: Linked) -> Side | None:
    """The side that a name is: itself, or whom a person stands for by the post; groups of people stand for none."""
    if item.type != "Person":
        return item
    if item.plural:
        return None
    return person_body(scene.discourse, item.entity) or person_region(scene.discourse, item.entity)


def entity_of_side(side: Side) -> Entity:
    """The entity of a side."""
    return side.entity if isinstance(side, Linked) else side


def named_in(*sides: Side) -> tuple[Linked, ...]:
    """Those of the sides that the sentence names by words."""
    return tuple(side for side in sides if isinstance(side, Linked))


def distinct(sides: Collection[Side | None]) -> tuple[Side, ...]:
    """The sides, each once."""
    found: dict[str, Side] = {}
    for side in sides:
        if side is not None:
            found.setdefault(entity_of_side(side).iri, side)
    return tuple(found.values())


def left_sides(scene: Scene, verb: int) -> tuple[Side, ...]:
    """Who does what a verb says: its subjects, «стороны» among them, or «мы»."""
    own = [item for item in scene.subjects(verb, ACTORS) if item.case != "Gen" and not item.entity.collective]
    named = distinct([side_of(scene, item) for item in own or _represented(scene, verb)])
    return named or both_sides(scene, verb, "Nom") or tuple(ours(scene, verb))


def _represented(scene: Scene, verb: int) -> tuple[Linked, ...]:
    """«представители Ташкента и Тулы подписали», «визит Тульской области завершился»: whose they are."""
    index = subject_of(scene.sentence, verb)
    stands = index is not None and scene.tokens[index].lemma in words("lexicon", "representative")
    return scene.genitive_of(index, PARTNERS) if index is not None and stands else ()


def right_sides(scene: Scene, verb: int) -> tuple[Side, ...]:
    """With whom, before the verb or behind it: «с губернатором Псковской области … обсудил»."""
    low, high = scene.clause(verb)
    first = next(
        (i for i in scene.outer if i.type in ACTORS and i.prep in WITH and i.case == "Ins" and low <= i.head < high
         and not i.adjectival and not i.entity.collective), None,
    )  # fmt: skip
    return distinct([side_of(scene, item) for item in scene.conjoined(first) if item.type in ACTORS]) if first else ()


def both_sides(scene: Scene, index: int, case: str) -> tuple[Entity, ...]:
    """The pair that «стороны», «страны», «два региона» of a clause stand for, or nothing."""
    low, high = scene.clause(index)
    for token in scene.tokens[low:high]:
        phrase = scene.phrase(token.index)
        if phrase is not None and phrase.head == token.index and phrase.case == case and phrase.prep is None:
            pair = sides_named_by(scene, token)
            if pair:
                return pair
    return ()


def sides_named_by(scene: Scene, token: Token) -> tuple[Entity, ...]:
    """The pair that one plural noun stands for: «стороны», «города-побратимы», «двух регионов»."""
    types = _types_of(token.lemma)
    phrase = scene.phrase(token.index)
    if types is None or phrase is None or scene.named(token.index, PARTNERS) is not None:
        return ()
    plural = (
        token.number == "Plur"
        or acts_as_many(scene.sentence, token.index)
        or any(scene.tokens[i].lemma in {"два", "оба"} for i in _before(scene, token.index))
    )
    inside = {scene.tokens[i].lemma for i in range(phrase.first, phrase.head)}
    follower = scene.tokens[phrase.last] if phrase.last < len(scene.tokens) else None
    owned = follower is not None and follower.case == "Gen" and follower.pos in {"NOUN", "PROPN", "ADJ"}
    if not plural or inside - _BESIDE or owned:
        return ()
    return two_sides(scene.discourse, scene.sentence, token.index, types)


def _types_of(lemma: str) -> frozenset[str] | None:
    """The types of the things that a noun of sides names; empty for any, None for another noun."""
    if lemma in words("lexicon", "pair_country"):
        return frozenset({"Country"})
    if lemma in words("lexicon", "pair_region"):
        return frozenset({"Region"})
    if lemma in words("lexicon", "pair_city"):
        return frozenset({"City"})
    return frozenset() if lemma in words("lexicon", "pair_side") else None


def _before(scene: Scene, index: int) -> range:
    return range(max(0, index - 2), index)


def ours(scene: Scene, index: int) -> Iterator[Entity]:
    """The region of who says «мы», «у нас», «наша область» in a clause."""
    low, high = scene.clause(index)
    if any(token.lemma in _WE for token in scene.tokens[low:high]):
        region = speaker_region(scene.discourse, scene.sentence, index)
        if region is not None:
            yield region
