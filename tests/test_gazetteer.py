"""The gazetteer: stable references, one thing each, and what the tables say of each other."""

from __future__ import annotations

from collections import Counter

import pytest

from kg import gazetteer
from kg.gazetteer import TABLES, capitals, collective_of, entries, is_known, lookup, read_rows


def test_reference_means_one_thing() -> None:
    references = [entry.reference for table in TABLES for entry in gazetteer.TABLES[table]()]
    assert [reference for reference, count in Counter(references).items() if count > 1] == []


def test_same_as_means_one_place() -> None:
    """No two places of one table claim the same thing elsewhere."""
    for table in ("country", "region", "district", "city"):
        ids = [iri for entry in entries(table) for iri in entry.same_as]
        assert [iri for iri, count in Counter(ids).items() if count > 1] == []


@pytest.mark.parametrize("table", TABLES)
def test_tables_point_at_known_things(table: str) -> None:
    for entry in entries(table):
        pointed = [*([entry.within] if entry.within else []), *entry.members]
        assert [reference for reference in pointed if not is_known(reference)] == [], entry.reference


@pytest.mark.parametrize(
    ("reference", "type_", "name"),
    [
        ("region/BY-VI", "Region", "Витебская область"),
        ("country/KG", "Country", "Кыргызстан"),
        ("city/498817", "City", "Санкт-Петербург"),
        ("district/620133", "District", "Витебский район"),
        ("group/grp-ru-regions", "Region", "регионы России"),
        ("group/grp-eaeu-countries", "Country", "страны ЕАЭС"),
        ("group/ru-fd-volga", "Region", "Приволжский федеральный округ"),
        ("organization/org-eaeu", "InternationalOrganization", "Евразийский экономический союз"),
        ("authority/by-oblispolkom-vi", "Organization", "Витебский облисполком"),
        ("industry/NEWS-light-industry", "Industry", "легкая промышленность"),
    ],
)
def test_lookup(reference: str, type_: str, name: str) -> None:
    entry = lookup(reference)
    assert (entry.type, entry.name) == (type_, name)
    assert entry.labels[0] == ("ru", name)


def test_lookup_of_an_unknown_reference() -> None:
    with pytest.raises(KeyError):
        lookup("region/XX-YY")
    with pytest.raises(KeyError):
        lookup("planet/mars")


def test_collectives_are_collective() -> None:
    assert {e.reference for e in entries("group") if e.collective} == set(collective_of().values())
    assert lookup("group/grp-eaeu-countries").members[0] == "country/AM"
    assert not lookup("group/ru-fd-volga").collective


def test_disputed_regions_lie_in_no_country() -> None:
    assert {e.reference for e in entries("region") if e.within is None} == {
        f"region/UA-{code}" for code in ("09", "14", "23", "40", "43", "65")
    }


def test_authorities_govern_a_place() -> None:
    assert lookup("authority/by-gorispolkom-minsk").within == "city/625144"
    assert lookup("authority/by-oblispolkom-vi").within == "region/BY-VI"
    assert all(entry.within for entry in entries("authority"))


def test_side_tables_point_at_known_things() -> None:
    assert all(is_known(reference) for pair in capitals().items() for reference in pair)
    for name in ("adjectives", "colloquial", "names"):
        assert [row["reference"] for row in read_rows(name) if not is_known(row["reference"])] == []
