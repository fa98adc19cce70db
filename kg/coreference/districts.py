"""A district under a name that many districts bear: the place that it is said to lie in tells which it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg import gazetteer
from kg.discourse import Discourse
from kg.entities import THINGS, describe, from_gazetteer
from kg.model import Entity, Mention, Sentence

_ADJECTIVAL = {"Region", "City", "District"}
_WHOLES = {"Country", "Region", "City"}


def find_districts(discourse: Discourse) -> dict[Mention, Entity]:
    """The districts that are not what their names alone say.

    «Кировский район Ленинградской области» is not the one of Belarus; «Советский район Казани» is no town of Советск.
    """
    rows = zip(discourse.sentences, discourse.mentions, strict=True)
    return {m: entity for sentence, row in rows for m, entity in _of(sentence, row, discourse.document.id)}


def _of(sentence: Sentence, row: Sequence[Mention], article: str) -> Iterator[tuple[Mention, Entity]]:
    for mention in row:
        if mention.type == "District" and mention.reference is not None:
            whole = _whole(row, mention.last)
            if whole is not None and not _holds(whole, mention.reference):
                yield mention, _district(mention.normal, whole)
        elif mention.type in _ADJECTIVAL and (name := _name(sentence, mention)) is not None:
            whole = _whole(row, mention.last + 1)
            known = [one for one in gazetteer.entries("district") if one.name == name and _within(one, whole)]
            if len(known) == 1:
                yield mention, from_gazetteer(known[0].reference)
            else:
                yield mention, _district(name, whole, article)


def _district(name: str, whole: Mention | None, article: str = "") -> Entity:
    if whole is None:
        return describe("District", name, context=article)
    return describe("District", name, context=str(whole.reference), within=THINGS + str(whole.reference))


def _name(sentence: Sentence, mention: Mention) -> str | None:
    """«Ленинском» before «районе» → «Ленинский район»; None where no such word follows."""
    token = sentence.tokens[mention.last - 1]
    follows = sentence.tokens[mention.last : mention.last + 1]
    single = mention.last - mention.first == 1 and token.lemma.endswith("ский")
    if not single or not follows or follows[0].lemma != "район" or follows[0].number == "Plur":
        return None
    return f"{token.lemma.capitalize()} район"


def _whole(row: Sequence[Mention], start: int) -> Mention | None:
    """The known place that is named right after."""
    return next((m for m in row if m.first == start and m.type in _WHOLES and m.reference is not None), None)


def _within(entry: gazetteer.GazetteerEntry, whole: Mention | None) -> bool:
    return whole is not None and _holds(whole, entry.reference)


def _holds(whole: Mention, reference: str) -> bool:
    """Whether the gazetteer puts the thing into the whole, at whatever depth."""
    place: str | None = reference
    while place is not None and place != whole.reference:
        place = gazetteer.lookup(place).within
    return place is not None
