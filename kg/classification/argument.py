"""A possible side of a fact."""

from __future__ import annotations

from dataclasses import dataclass

from kg.discourse import Linked
from kg.model import Entity, Period, Quantity

PHRASE = "Phrase"  # a common noun phrase: goods, a field or a measure, as the relation has it


@dataclass(frozen=True, slots=True, eq=False)
class Argument:
    """A possible side of a fact, in the sentence that names it.

    `kind` is the type of a named thing, else Phrase, Industry, Project, Quantity, Money, Date. Tokens `first` to
    `last` (excluded) of the sentence, `head` the noun; `source` tells how it was found.
    """

    kind: str
    source: str
    sentence: int
    first: int
    last: int
    head: int
    case: str
    prep: str | None
    name: str
    linked: Linked | None = None
    entity: Entity | None = None
    quantity: Quantity | None = None
    period: Period | None = None

    @property
    def key(self) -> str:
        """What makes two arguments one thing."""
        return self.entity.iri if self.entity is not None else f"{self.kind}:{self.name}:{self.sentence}:{self.first}"
