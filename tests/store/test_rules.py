"""What rules merge, and what they leave apart."""

from __future__ import annotations

from itertools import permutations

import pytest

from kg import gazetteer
from kg.entities import THINGS, mint
from kg.store.rules import proposals
from kg.store.things import Thing

Named = tuple[str, str, tuple[str, ...]]  # type, name, aliases

SAME: list[tuple[Named, Named]] = [
    (("Company", "БелАЗ", ()), ("Company", "Белорусский автомобильный завод", ("БелАЗ",))),
    (("Company", "БелАЗ", ("ОАО «БелАЗ»",)), ("Company", "Белорусский автозавод", ("«БелАЗ»",))),
    (("Company", "РЖД", ()), ("Company", "Российские железные дороги", ("РЖД",))),
    (("Event", "ПМЭФ", ()), ("Event", "Петербургский международный экономический форум", ("ПМЭФ",))),
    (("Company", "BelAZ", ()), ("Company", "БелАЗ", ("BelAZ",))),
]
DIFFERENT: list[tuple[Named, Named]] = [
    (("Company", "Гидропресс", ()), ("Company", "Гидропром", ())),
    (("Company", "Вектор", ("ООО «Вектор»",)), ("Company", "Вектор-Томск", ("АО «Вектор»", "Вектор"))),
    (("Organization", "Минпромторг", ()), ("Organization", "Министерство промышленности Татарстана", ("Минпромторг",))),
    (("Person", "Иванов", ()), ("Person", "Сергей Иванов", ("Иванов",))),
    (("Person", "Сергей Иванов", ()), ("Person", "Сергей Иванович Иванов", ())),
    (("Company", "компания", ()), ("Company", "Гидропресс", ("компания",))),
    (("Company", "Алмаз", ()), ("Event", "Выставка камней", ("Алмаз",))),
    (("City", "Киров", ()), ("City", "Вятка", ("Киров",))),
    (("Company", "BelAZ", ()), ("Company", "БелАЗ", ())),
]


def things(*named: Named) -> dict[str, Thing]:
    made = [Thing(mint(type_, name), {type_}, {name}, set(aliases)) for type_, name, aliases in named]
    return {thing.iri: thing for thing in made}


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_thing(one: Named, other: Named) -> None:
    (found,) = proposals(things(one, other))
    assert set(found.pair) == set(things(one, other))
    assert proposals(things(other, one)) == [found]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_things(one: Named, other: Named) -> None:
    assert proposals(things(one, other)) == []


def test_two_equally_good_partners_are_no_match() -> None:
    short, *full = [
        ("Company", "БМЗ", ()),
        ("Company", "Белорусский завод", ("БМЗ",)),
        ("Company", "Брянский", ("БМЗ",)),
    ]
    for order in permutations((short, *full)):
        assert proposals(things(*order)) == []


def test_regions_are_never_merged_whatever_they_are_called() -> None:
    entries = [one for one in gazetteer.entries("region") if one.reference.startswith(("region/RU", "region/BY"))]
    assert len(entries) == 90
    for type_ in ("Region", "Company"):
        made = [Thing(THINGS + one.reference, {type_}, {one.name}, {*one.aliases, "Область"}) for one in entries]
        assert proposals({thing.iri: thing for thing in made}) == []
