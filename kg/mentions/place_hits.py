"""Words that name a place, before it is settled which: hits, and the choice between places of one name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.gazetteer import GazetteerEntry, entries, lookup
from kg.mentions.declension import adjective_stem, plain

_ORDER = ("Country", "Region", "City", "District")


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens `first` to `last` (excluded) that name one of the places at `candidates`.

    `head` is the token that carries case and number: for «Витебская» of «Витебская и Могилёвская области» the
    shared noun. `type` and `normal` say what is known of a place that no gazetteer holds.
    """

    first: int
    last: int
    head: int
    candidates: tuple[str, ...] = ()
    type: str = ""
    normal: str = ""
    adjectival: bool = False

    @property
    def tokens(self) -> range:
        return range(self.first, self.last)


def settle(hits: Sequence[Hit]) -> Iterator[tuple[Hit, GazetteerEntry | None]]:
    """Each hit with the place it names, None where two are equally good."""
    sure = {hit.candidates[0] for hit in hits if len(hit.candidates) == 1}
    around = {reference for one in sure for reference in _lineage(one)}
    for hit in hits:
        yield hit, _choose(hit, around)


def _lineage(reference: str) -> Iterator[str]:
    within: str | None = reference
    while within:
        yield within
        within = lookup(within).within


def _choose(hit: Hit, around: set[str]) -> GazetteerEntry | None:
    found = [lookup(reference) for reference in hit.candidates]
    first = min((_ORDER.index(entry.type) for entry in found), default=0)
    found = [entry for entry in found if _ORDER.index(entry.type) == first]
    if not found:
        return None
    if len(found) == 1:
        return None if found[0].type == "District" and not _is_sure_district(found[0], around) else found[0]
    near = [entry for entry in found if entry.within in around]
    if len(near) == 1:
        return near[0]
    return _largest(near or [entry for entry in found if around & set(_lineage(entry.reference))] or found)


def _largest(found: Sequence[GazetteerEntry]) -> GazetteerEntry | None:
    """The place that outweighs the others: three times as many people, ten times where it is in another country."""
    one, *others = sorted(found, key=lambda entry: -entry.population)
    for other in others:
        factor = 3 if _country(one) == _country(other) else 10
        if one.population < factor * max(other.population, 1):
            return None
    return one


def _country(entry: GazetteerEntry) -> str:
    return list(_lineage(entry.reference))[-1]


def _is_sure_district(district: GazetteerEntry, around: set[str]) -> bool:
    """«Дзержинский район» is one of Belarus only where Belarus or its region is named; «Оршанский район» always."""
    stem = adjective_stem(district.name.split()[0]) or ""
    return "country/BY" in around or stem.removesuffix("ск") not in _russian_stems()


@cache
def _russian_stems() -> frozenset[str]:
    """The names of Russian towns without their endings, for districts of both countries."""
    names = (plain(entry.name) for entry in entries("city") if (entry.within or "").startswith("region/RU"))
    return frozenset(
        stem
        for name in names
        for stem in (name, name.rstrip("аоыи"), name.removesuffix("ск"), name.removesuffix("ский"))
    )
