"""The graph on a map: places, and the facts that tie them together as arcs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.gazetteer import lookup
from kg.view.outlines import Point, country_points, outlines
from kg.view.palette import relation_looks
from kg.view.places import Places, find_places
from kg.view.sheet import to_sheet
from kg.view.statements import Statement, is_symmetric, name_of, relation_name, to_statements
from kg.view.style import look_of

if TYPE_CHECKING:
    import networkx

Record = dict[str, Any]


def to_map(network: networkx.MultiDiGraph[str], title: str = "", language: str = "ru") -> str:
    """The network as one page with a map of Europe and Asia that needs nothing beside it.

    An arc is a relation between two places; it is dashed where a side is not the place itself, but a body or an event
    that facts put there. Facts that no place is known for are listed apart.
    """
    statements = to_statements(network, language)
    places = find_places(network, statements.facts)
    used = sorted({place for fact in statements.facts for place in _sides(places, fact) if place is not None})
    number = {iri: index for index, iri in enumerate(used)}
    ends = [[number.get(place or "", -1) for place in _sides(places, fact)] for fact in statements.facts]
    arcs = _arcs(statements.facts, ends, places)
    spots = [_place(network.nodes[iri], iri, places.own[iri], language) for iri in used]
    _part(spots)
    names = {fact.relation: relation_name(fact.relation, language, fact.record["name"]) for fact in statements.facts}
    data = {
        "land": [[outline.path, _country_name(outline.code, language), *outline.middle] for outline in outlines()],
        "places": spots,
        "names": dict(sorted(names.items())),
        "ends": ends,
        "arcs": arcs,
        "looks": relation_looks(arc["relation"] for arc in arcs for _ in arc["facts"]),
    }
    return to_sheet("map", data, statements, title, language)


def _sides(places: Places, fact: Statement) -> tuple[str | None, str | None]:
    return places.of(fact.start), places.of(fact.end)


def _arcs(facts: list[Statement], ends: list[list[int]], places: Places) -> list[Record]:
    """The facts between two places, folded: one arc for a pair of places and a relation, `both` ways if symmetric."""
    folded: dict[tuple[int, int, str, bool], list[int]] = {}
    for index, (fact, (start, end)) in enumerate(zip(facts, ends, strict=True)):
        if start != end and min(start, end) >= 0:
            through = fact.start not in places.own or fact.end not in places.own
            if is_symmetric(fact.relation):
                start, end = sorted((start, end))
            folded.setdefault((start, end, fact.relation, through), []).append(index)
    arcs: list[Record] = []
    slots: dict[tuple[int, int], int] = {}
    for (start, end, relation, through), members in sorted(folded.items()):
        pair = (min(start, end), max(start, end))
        slots[pair] = slots.get(pair, 0) + 1
        arc = {"from": start, "to": end, "relation": relation, "through": through, "facts": members}
        arcs.append(arc | {"slot": slots[pair] - 1, "both": is_symmetric(relation)})
    return arcs


def _place(node: Mapping[str, Any], iri: str, point: Point, language: str) -> Record:
    kind = str(node.get("type") or "Place")
    look = look_of(kind)
    return {
        "iri": iri,
        "name": name_of(node, language, iri),
        "type": kind,
        "x": point[0],
        "y": point[1],
        "colour": [look.light, look.dark],
    }


def _part(places: list[Record]) -> None:
    """Number the places that share a point, so that the page can set them side by side."""
    seen: dict[tuple[float, float], int] = {}
    for place in places:
        point = (place["x"], place["y"])
        place["seat"] = seen.get(point, 0)
        seen[point] = place["seat"] + 1


def _country_name(code: str, language: str) -> str:
    if code not in country_points():
        return ""
    entry = lookup(f"country/{code}")
    return dict(entry.labels).get(language, entry.name)
