"""The tables of the gazetteer: CSV rows → entries."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg import resources

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """A known thing.

    `type` is a class of the ontology; `name` the Russian name that facts use; `labels` (language, text) pairs;
    `same_as` IRIs elsewhere; `within` the reference of the containing place (of the jurisdiction, for an authority; of
    the parent, for an industry); `coordinates` latitude and longitude. A collective («регионы России») has `members`,
    references, where they are settled. `adjectives` are lower-case, `combining` their first halves («американо»).
    """

    reference: str
    type: str
    name: str
    labels: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    within: str | None = None
    coordinates: tuple[Decimal, Decimal] | None = None
    collective: bool = False
    members: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    combining: tuple[str, ...] = ()
    population: int = 0


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of the gazetteer."""
    with resources.gazetteer(name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _list(cell: str | None) -> tuple[str, ...]:
    return tuple(part for part in (cell or "").split("|") if part)


def _labels(row: Row, name: str, english: str = "name_en") -> tuple[tuple[str, str], ...]:
    pairs = (("ru", name), ("en", row.get(english, "")), ("be", row.get("name_be", "")))
    return tuple((language, text) for language, text in pairs if text)


def _same_as(row: Row) -> tuple[str, ...]:
    wikidata = [f"http://www.wikidata.org/entity/{row['wikidata']}"] if row.get("wikidata") else []
    return (*wikidata, *([f"https://sws.geonames.org/{row['geonames']}/"] if row.get("geonames") else []))


@cache
def _preferred() -> Mapping[str, str]:
    everyday = {f"industry/{row['code']}": row["name_ru"] for row in read_rows("branches") if row["code"]}
    return everyday | {row["reference"]: row["name_ru"] for row in read_rows("names")}


@cache
def _colloquial() -> Mapping[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for row in read_rows("colloquial"):
        names[row["reference"]] = (*names.get(row["reference"], ()), row["name_ru"])
    return names


@cache
def _adjectives() -> Mapping[str, Row]:
    return {row["reference"]: row for row in read_rows("adjectives")}


def _place(row: Row, reference: str, type_: str, within: str | None) -> GazetteerEntry:
    name = _preferred().get(reference, row["name_ru"])
    more = _adjectives().get(reference, {})
    aliases = (row["name_ru"], *_list(row.get("aliases_ru")), *_colloquial().get(reference, ()))
    return GazetteerEntry(
        reference,
        type_,
        name,
        _labels(row, name),
        tuple(dict.fromkeys(alias for alias in aliases if alias != name)),
        _same_as(row),
        within,
        (Decimal(row["latitude"]), Decimal(row["longitude"])) if row.get("latitude") else None,
        adjectives=tuple(dict.fromkeys((*_list(row.get("adjective_ru")), *_list(more.get("adjective_ru"))))),
        combining=_list(more.get("combining_ru")),
        population=int(row.get("population") or 0),
    )


def _countries() -> Iterator[GazetteerEntry]:
    for row in read_rows("countries"):
        yield _place(row, f"country/{row['iso_3166_1']}", "Country", None)


def _regions() -> Iterator[GazetteerEntry]:
    """Disputed units lie within no country: which one counts them depends on the source (their `note`)."""
    for row in read_rows("regions"):
        within = None if "disputed" in row["note"] else f"country/{row['country']}"
        yield _place(row, f"region/{row['iso_3166_2']}", "Region", within)


def _districts() -> Iterator[GazetteerEntry]:
    for row in read_rows("districts_by"):
        yield _place(row, f"district/{row['geonames']}", "District", f"region/{row['region']}")


def _cities() -> Iterator[GazetteerEntry]:
    """Towns; city districts and villages (`kind` other) are left out."""
    for row in (*read_rows("cities"), *read_rows("cities_more")):
        if row.get("kind", "city") == "city":
            within = f"region/{row['region']}" if row["region"] else f"country/{row['country']}"
            yield _place(row, f"city/{row['geonames']}", "City", None if within == "country/" else within)


def _organizations() -> Iterator[GazetteerEntry]:
    for row in read_rows("organizations"):
        international = row["type"] != "union_body"
        yield GazetteerEntry(
            f"organization/{row['id']}",
            "InternationalOrganization" if international else "Organization",
            row["name_ru"],
            _labels(row, row["name_ru"]),
            tuple(dict.fromkeys((*_list(row["aliases_ru"]), *_list(row["abbr_en"])))),
            _same_as(row),
        )


def _authorities() -> Iterator[GazetteerEntry]:
    for row in read_rows("authorities_by"):
        yield GazetteerEntry(
            f"authority/{row['id']}",
            "Organization",
            row["name_ru"],
            (("ru", row["name_ru"]),),
            (row["full_name_ru"], *_list(row["aliases_ru"])),
            within=_governed(row),
        )


def _governed(row: Row) -> str | None:
    """What an authority governs; a city that is a region of its own is the city."""
    if row["jurisdiction_scheme"] == "geonames":
        return f"district/{row['jurisdiction']}"
    region = f"region/{row['jurisdiction']}"
    if row["kind"].startswith("city_"):
        return next((city.reference for city in _cities() if city.within == region), region)
    return region


def _groups() -> Iterator[GazetteerEntry]:
    """Federal districts, which are regions, and collectives, which are no single thing."""
    kinds = {row["id"]: row for row in read_rows("collectives")}
    known = read_rows("groups")
    for row in (*known, *(row for id_, row in kinds.items() if id_ not in {given["id"] for given in known})):
        kind = kinds.get(row["id"])
        yield GazetteerEntry(
            f"group/{row['id']}",
            kind["type"] if kind else "Region",
            row["name_ru"],
            _labels(row, row["name_ru"]),
            _list(row.get("aliases_ru")),
            _same_as(row),
            _whole(kind["of"]) if kind else "country/RU",
            collective=kind is not None,
            members=_members(row, kind),
        )


def _whole(reference: str) -> str | None:
    return reference if reference.startswith("country/") else None


def _members(row: Row, kind: Row | None) -> tuple[str, ...]:
    if pattern := (kind or {}).get("members", ""):
        codes = [f"region/{region['iso_3166_2']}" for region in read_rows("regions")]
        return tuple(code for code in codes if code.startswith(pattern.rstrip("*")))
    table = "country" if kind and kind["type"] == "Country" else "region"
    return tuple(f"{table}/{code}" for code in _list(row.get("members")))


def _industries() -> Iterator[GazetteerEntry]:
    """OKVED 2 and everyday umbrella terms, under their everyday names; an umbrella's members are references too."""
    for row in read_rows("industries"):
        reference = f"industry/{row['code']}"
        name = _preferred().get(reference, row["label_ru"])
        yield GazetteerEntry(
            reference,
            "Industry",
            name,
            _labels({"name_en": row["label_en"]}, name),
            tuple(dict.fromkeys(alias for alias in (row["label_ru"], *_list(row["keywords_ru"])) if alias != name)),
            within=f"industry/{row['parent']}" if row["parent"] else None,
            members=tuple(f"industry/{code}" for code in _list(row["members"])),
        )


TABLES: Mapping[str, Callable[[], Iterator[GazetteerEntry]]] = {
    "country": _countries,
    "region": _regions,
    "district": _districts,
    "city": _cities,
    "group": _groups,
    "organization": _organizations,
    "authority": _authorities,
    "industry": _industries,
}
