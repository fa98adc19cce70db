"""The article as a whole: every mention with its entity, names joined, pronouns and descriptions resolved.

What the text leaves open stays open: an anaphor with two equally good readings gets no entity.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import Document, Entity, Mention, Sentence, Span


@dataclass(frozen=True, slots=True)
class Linked:
    """Words of a sentence and the thing they name.

    `case` and `prep` are those of the phrase (Nom … Loc; the preposition's lemma or None); `by_name` is False for
    pronouns and descriptions; `adjectival` for «витебские», «российской»; `plural` for several («губернаторы России»).
    """

    entity: Entity
    sentence: int
    first: int
    last: int
    head: int
    span: Span
    case: str = "Nom"
    prep: str | None = None
    by_name: bool = True
    adjectival: bool = False
    plural: bool = False
    mention: Mention | None = None

    @property
    def type(self) -> str:
        return self.entity.type


@dataclass(slots=True)
class Discourse:
    """An article under reading: its sentences, and what has been linked so far, by sentence."""

    document: Document
    sentences: tuple[Sentence, ...]
    mentions: tuple[tuple[Mention, ...], ...]
    linked: list[list[Linked]] = field(default_factory=list)
    holders: dict[str, list[tuple[Mention, Entity, Entity | None]]] = field(default_factory=dict)

    def before(self, sentence: int, token: int) -> Iterator[Linked]:
        """What was linked before a token, nearest first."""
        for index in range(min(sentence, len(self.linked) - 1), -1, -1):
            for item in sorted(self.linked[index], key=lambda one: (-one.head, one.first)):
                if index < sentence or item.head < token:
                    yield item

    def all(self) -> Iterator[Linked]:
        """Everything linked, in the order of the text."""
        for row in self.linked:
            yield from sorted(row, key=lambda one: (one.first, -one.last))


def nearest(items: Iterator[Linked] | Sequence[Linked], types: frozenset[str]) -> Linked | None:
    """The first of the items that has one of the types."""
    return next((item for item in items if item.type in types), None)


Aliases = Mapping[str, str]
