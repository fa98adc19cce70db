"""Known places, organisations, authorities and industries: CSV tables → frozen entries under stable references.

A reference is a table and an id within it: «region/BY-VI», «city/620127», «group/grp-ru-regions». A table is read when
first asked for, and once. What each file is, and where it is from: gazetteers/SOURCES.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.gazetteer.tables import TABLES, GazetteerEntry, read_rows

__all__ = [
    "TABLES",
    "GazetteerEntry",
    "capitals",
    "collective_of",
    "entries",
    "is_known",
    "lookup",
    "read_rows",
]


def lookup(reference: str) -> GazetteerEntry:
    """The entry of a reference. Raises KeyError for a reference that is in no table.

    >>> lookup("region/BY-VI").name
    'Витебская область'
    """
    return _table(reference.partition("/")[0])[reference]


def is_known(reference: str) -> bool:
    """Whether a reference is in a table.

    >>> is_known("country/BY"), is_known("country/ZZ")
    (True, False)
    """
    table = reference.partition("/")[0]
    return table in TABLES and reference in _table(table)


def entries(table: str) -> tuple[GazetteerEntry, ...]:
    """All entries of a table (one of TABLES), in the order of its files."""
    return tuple(_table(table).values())


@cache
def capitals() -> Mapping[str, str]:
    """Reference of a country or region → reference of its capital city."""
    return {row["place"]: row["city"] for row in read_rows("capitals")}


@cache
def collective_of() -> Mapping[tuple[str, str], str]:
    """(type of the members, reference of the whole) → reference of the collective.

    >>> collective_of()["Region", "country/RU"]
    'group/grp-ru-regions'
    """
    return {(row["type"], row["of"]): f"group/{row['id']}" for row in read_rows("collectives")}


@cache
def _table(table: str) -> dict[str, GazetteerEntry]:
    return {entry.reference: entry for entry in TABLES[table]()} if table in TABLES else {}
