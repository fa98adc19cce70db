"""What a figure of growth measures, and whose it is: «поставки картофеля в Сербию», «товарооборот с Беларусью»."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kg.discourse import Linked
from kg.language.clauses import is_verb
from kg.language.phrases import Phrase, genitive_end, nominative, phrase_from
from kg.model import Entity, Mention
from kg.relations.routes import reach, trading_region
from kg.relations.scene import PLACES, Scene

_GROWERS = frozenset({"Region", "Country", "Company", "City"})
_BETWEEN = frozenset({"между"})


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure: its name in the nominative and its words."""

    name: str
    first: int
    last: int
    head: int


def measure_at(scene: Scene, phrase: Phrase, prepositions: Collection[str]) -> Measured:
    """The measure that a phrase heads, with its genitives and with the places under the prepositions."""
    last = genitive_end(scene.sentence, phrase)
    following = phrase_from(scene.sentence, last)
    while following is not None and following.prep in prepositions and _names_place(scene, following):
        last = genitive_end(scene.sentence, following)
        following = phrase_from(scene.sentence, last)
    return Measured(nominative(scene.sentence, phrase.first, last, phrase.head), phrase.first, last, phrase.head)


def _names_place(scene: Scene, phrase: Phrase) -> bool:
    return any(phrase.first <= item.head < phrase.last and item.type in _GROWERS for item in scene.outer)


def rate_near(scene: Scene, index: int) -> Mention | None:
    """The rate («на 12 %», «в 1,5 раза») nearest to a word, within its reach."""
    low, high = reach(scene, index)
    rates = [m for m in scene.quantities if m.quantity and m.quantity.unit in {"%", "раз"} and low <= m.first < high]
    return min(rates, key=lambda m: abs(m.first - index), default=None)


def grower_of(scene: Scene, index: int, last: int) -> Linked | Entity | None:
    """Whose growth: a place or company within the phrase, the verb's subject, the region that the text is about."""
    phrase = scene.phrase(index)
    first = min(index, phrase.first) if phrase is not None else index
    inside = [
        i for i in scene.outer
        if i.type in _GROWERS and first <= i.first and i.last <= last and not i.adjectival
        and (i.prep is None or i.prep in _BETWEEN) and (i.case == "Gen" or i.prep in _BETWEEN)
    ]  # fmt: skip
    adjectival = [i for i in scene.linked if i.adjectival and first <= i.head < last and i.type in _GROWERS]
    if inside or adjectival:
        return inside[0] if inside else adjectival[0].entity
    between = scene.after(index, PLACES, _BETWEEN, within=3)
    low, high = reach(scene, index)
    inside = [i for i in scene.outer if i.type in _GROWERS and i.prep in {"в", "во"} and i.case == "Loc"
              and low <= i.head < high and not i.entity.collective]  # fmt: skip
    origin = scene.after(index, PLACES | {"Company"}, {"из"}, within=4)
    if between or inside or origin:
        return (between or inside or origin)[0]
    return _subject(scene, index) or trading_region(scene, index)


def _subject(scene: Scene, index: int) -> Linked | None:
    """«область увеличила …»: the subject of the verb above."""
    verb = scene.verb_above(index)
    if verb is None or not is_verb(scene.tokens[verb]):
        return None
    named = [i for i in scene.subjects(verb, PLACES | {"Company"}) if not i.entity.collective or i.type == "Company"]
    return named[0] if named and named[0].head != index else None
