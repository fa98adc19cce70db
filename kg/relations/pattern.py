"""What a pattern yields, and how a relation makes facts of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kg.discourse import Linked
from kg.language.clauses import clause_of, is_verb
from kg.model import Entity, Period, Quantity, Span, Status
from kg.relations.scene import Scene
from kg.vocabulary import relations as declared
from kg.wordlists import words


@dataclass(frozen=True, slots=True)
class Match:
    """Two sides and the words that state the relation: tokens `first` to `last` (excluded).

    A side is a linked mention, or an entity understood from elsewhere in the article.
    """

    subject: Linked | Entity
    object: Linked | Entity | None
    first: int
    last: int
    quantity: Quantity | None = None
    period: Period | None = None
    post: str | None = None
    body: Entity | None = None
    status: Status | None = None
    part_of: Span | None = None
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Abstention:
    """A pattern that recognised its construction and then held back."""

    token: int
    reason: str


Pattern = Callable[[Scene], Iterator[Match | Abstention]]


@dataclass(frozen=True)
class Relation:
    """A relation of the ontology and the constructions that state it."""

    name: str
    patterns: tuple[Pattern, ...]

    def accepts(self, subject: Entity, object_: Entity | None) -> bool:
        """Whether both sides are of the types that the ontology declares."""
        signature = declared()[self.name]
        return subject.type in signature.domain and (object_ is None or object_.type in signature.range)

    def find(self, scene: Scene) -> Iterator[tuple[str, Match | Abstention]]:
        """(pattern, what it yielded) for a sentence; a match whose sides do not fit is turned into an abstention."""
        for pattern in self.patterns:
            label = f"{self.name}.{pattern.__name__}"
            for found in pattern(scene):
                if isinstance(found, Abstention):
                    yield label, found
                    continue
                subject, object_ = side(found.subject), side(found.object)
                if subject is None or (object_ is not None and object_.iri == subject.iri):
                    continue
                if denied(scene, found):
                    yield label, Abstention(found.first, "denied")
                    continue
                if not self.accepts(subject, object_):
                    reason = f"{subject.type} → {object_.type if object_ else '∅'} does not fit"
                    yield label, Abstention(found.first, reason)
                    continue
                yield label, replace(found, status=found.status or _planned(scene, found))


def side(item: Linked | Entity | None) -> Entity | None:
    """The entity of a side."""
    return item.entity if isinstance(item, Linked) else item


def denied(scene: Scene, match: Match) -> bool:
    """Whether the stating words deny, wish or refuse: «не сотрудничает», «хотел бы встретиться», «отказался строить».

    A clause in between denies something else: «завод, который год не работал, выпускает тракторы».
    """
    ends = {match.first, match.last - 1}
    for index in range(max(0, match.first - 2), match.last):
        low, high = clause_of(scene.sentence, index)
        if _unreal(scene, index, match.first) and any(low <= end < high for end in ends):
            return True
    return False


def _planned(scene: Scene, match: Match) -> Status | None:
    """Planned where the stating verb is in the future or hangs on a plan: «примут участие», «намерена поставлять»."""
    ends = {match.first, match.last - 1}
    for index in range(match.first, match.last):
        token, (low, high) = scene.tokens[index], clause_of(scene.sentence, index)
        before = {other.lemma for other in scene.tokens[max(low, index - 2) : index]}
        intended = token.feats.get("VerbForm") == "Inf" and bool(before & words("lexicon", "plan"))
        future = token.feats.get("VerbForm") == "Fin" and token.feats.get("Tense") == "Fut"
        if (future or intended) and any(low <= end < high for end in ends):
            return Status.PLANNED
    return None


def _unreal(scene: Scene, index: int, first: int) -> bool:
    token = scene.tokens[index]
    if token.text.lower() in {"бы", "б"} or token.lemma in words("lexicon", "refusal"):
        return True
    return index >= first and is_verb(token) and _negated(scene, index)


def _negated(scene: Scene, verb: int) -> bool:
    """Behind «не», directly or through the verb that governs an infinitive."""
    before = scene.tokens[verb - 1] if verb else None
    if before is None:
        return False
    through = scene.tokens[verb].feats.get("VerbForm") == "Inf" and is_verb(before)
    return before.text.lower() == "не" or (through and _negated(scene, before.index))


def cover(*parts: Linked | int | tuple[int, int] | None) -> tuple[int, int]:
    """The token range that holds all parts: linked mentions, ranges, single tokens.

    >>> cover(3, (5, 9), None)
    (3, 9)
    """
    ranges = [_range(part) for part in parts if part is not None]
    return min(first for first, _ in ranges), max(last for _, last in ranges)


def _range(part: Linked | int | tuple[int, int]) -> tuple[int, int]:
    if isinstance(part, int):
        return part, part + 1
    if isinstance(part, tuple):
        return part
    return part.first, part.last
