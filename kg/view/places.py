"""Where on the map the things of a graph stand: by the gazetteer, or at the one place that facts put them in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.gazetteer import capitals, is_known, lookup, read_rows
from kg.view.outlines import Point, country_points
from kg.view.projection import project
from kg.view.statements import Statement
from kg.vocabulary import THING

if TYPE_CHECKING:
    import networkx

STANDS_IN = frozenset({"locatedIn", "takesPlaceIn", "partOfEvent"})
_SOUTH, _EAST, _WEST = 0.0, 190.0, -25.0


@dataclass(frozen=True, slots=True)
class Places:
    """`own`: IRI → point of what is a place; `homes`: IRI → IRI of the place where another thing stands."""

    own: Mapping[str, Point]
    homes: Mapping[str, str]

    def of(self, iri: str) -> str | None:
        """The IRI of the place that a thing is, or stands in; None where no fact or gazetteer says."""
        return iri if iri in self.own else self.homes.get(iri)


def find_places(network: networkx.MultiDiGraph[str], facts: Iterable[Statement]) -> Places:
    """The places of a network. A thing that facts put in two places stands in neither."""
    points = ((iri, _point(iri, network.nodes[iri])) for iri in sorted(network))
    own = {iri: point for iri, point in points if point is not None}
    within: dict[str, set[str]] = {}
    for fact in facts:
        if fact.relation in STANDS_IN and fact.start not in own:
            within.setdefault(fact.start, set()).add(fact.end)
    return Places(own, {iri: home for iri in sorted(within) if (home := _home(iri, within, own, 3)) is not None})


def _home(iri: str, within: Mapping[str, set[str]], own: Mapping[str, Point], steps: int) -> str | None:
    """The one place to which the steps lead: a section to its event, and the event to its city."""
    if iri in own:
        return iri
    if steps == 0:
        return None
    found = {home for near in within.get(iri, ()) if (home := _home(near, within, own, steps - 1)) is not None}
    return found.pop() if len(found) == 1 else None


def _point(iri: str, node: Mapping[str, Any]) -> Point | None:
    latitude, longitude = node.get("lat"), node.get("lon")
    if latitude is not None and longitude is not None:
        return _on_map(float(latitude), float(longitude))
    reference = iri.removeprefix(str(THING))
    return _known_point(reference) if reference != iri else None


def _known_point(reference: str) -> Point | None:
    """The point of a region; the capital's of a country, or of that which a collective («регионы России») is of."""
    table, _, name = reference.partition("/")
    if table == "region":
        return _region_points().get(name)
    if table == "country":
        return _capital(reference) or country_points().get(name)
    whole = lookup(reference).within if table == "group" and is_known(reference) else None
    return _known_point(whole) if whole and whole.startswith("country/") else None


def _capital(country: str) -> Point | None:
    """Where most people look for a country: the middle of Russia lies in the taiga."""
    city = capitals().get(country)
    coordinates = lookup(city).coordinates if city is not None else None
    return _on_map(*map(float, coordinates)) if coordinates is not None else None


@cache
def _region_points() -> Mapping[str, Point]:
    rows = read_rows("region_points")
    return {row["region"]: project(float(row["latitude"]), float(row["longitude"])) for row in rows}


def _on_map(latitude: float, longitude: float) -> Point | None:
    """The point of a place that the map shows: Europe, Asia and the north of Africa."""
    east = longitude + 360 if longitude < -168 else longitude
    return project(latitude, east) if latitude > _SOUTH and _WEST < east < _EAST else None
