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


Held = tuple[str, tuple[str, ...]]  # a person's name, and the posts that articles give it

ONE_PERSON: list[tuple[Held, Held]] = [
    (
        ("Александр Дрозденко", ("губернатор Ленинградской области",)),
        ("А. Ю. Дрозденко", ("губернатор Ленинградской области",)),
    ),
    (
        ("Дрозденко", ("губернатор Ленинградской области",)),
        ("Александр Юрьевич Дрозденко", ("губернатор Ленинградской области",)),
    ),
    (("Юрий Чеботарь", ("министр экономики Беларуси",)), ("Ю. Чеботарь", ("министр экономики Республики Беларусь",))),
    (("Пётр Орлов", ("депутат Госдумы",)), ("Петр Ильич Орлов", ("депутат Госдумы",))),
]
TWO_PEOPLE: list[tuple[Held, Held]] = [
    (("Сергей Иванов", ("директор завода «Вектор»",)), ("Иванов", ("директор завода «Алмаз»",))),
    (("Сергей Иванов", ("министр",)), ("С. Иванов", ("министр",))),
    (("Сергей Иванов", ("депутат Госдумы",)), ("Иванов", ("депутат Госдумы",))),
    (
        ("Сергей Иванов", ("заместитель министра экономики Беларуси",)),
        ("С. Иванов", ("заместитель министра экономики Беларуси",)),
    ),
    (("Андрей Викторович Смирнов", ("глава Мордовии",)), ("А. Б. Смирнов", ("глава Мордовии",))),
    (("Андрей Смирнов", ("глава Мордовии",)), ("Алексей Смирнов", ("глава Мордовии",))),
    (("Анна Смирнова", ("глава Мордовии",)), ("А. Смирнов", ("глава Мордовии",))),
    (("Александр Юрьевич Дрозденко", ()), ("Александр Дрозденко", ())),
]
ONE_BODY = [
    ("Минпромторг Татарстана", "Министерство промышленности и торговли Республики Татарстан"),
    ("МИД РФ", "Министерство иностранных дел России"),
    ("Гомельский горисполком", "Гомельский городской исполнительный комитет"),
    ("Госдума", "Государственная дума"),
]
TWO_BODIES = [
    ("Минпромторг", "Министерство промышленности и торговли"),
    ("Минпромторг", "Минпромторг России"),
    ("Минэкономики Татарстана", "Минэкономразвития Татарстана"),
    ("Министерство экономики Республики Алтай", "Министерство экономики Алтайского края"),
    ("Администрация Псковской области", "Администрация Пскова"),
    ("Витебский горисполком", "Витебский облисполком"),
]


def people(*held: Held) -> dict[str, Thing]:
    made = [
        Thing(f"{THINGS}person/{number}", {"Person"}, {name}, posts=set(p)) for number, (name, p) in enumerate(held)
    ]
    return {thing.iri: thing for thing in made}


@pytest.mark.parametrize(("one", "other"), ONE_PERSON)
def test_one_person(one: Held, other: Held) -> None:
    (found,) = proposals(people(one, other))
    assert found.reason.startswith("the names agree, and both are «")


@pytest.mark.parametrize(("one", "other"), TWO_PEOPLE)
def test_two_people(one: Held, other: Held) -> None:
    assert proposals(people(one, other)) == []


def test_a_surname_that_two_holders_of_a_post_have_tells_nothing() -> None:
    held = [(name, ("глава Мордовии",)) for name in ("Смирнов", "Андрей Смирнов", "Алексей Смирнов")]
    for order in permutations(held):
        assert proposals(people(*order)) == []


@pytest.mark.parametrize(("one", "other"), ONE_BODY)
def test_one_body(one: str, other: str) -> None:
    (found,) = proposals(things(("Organization", one, ()), ("Organization", other, ())))
    assert found.reason.startswith("both are «")


@pytest.mark.parametrize(("one", "other"), TWO_BODIES)
def test_two_bodies(one: str, other: str) -> None:
    assert proposals(things(("Organization", one, ()), ("Organization", other, ()))) == []


def test_a_project_is_told_by_its_own_name() -> None:
    assert len(proposals(things(("Project", "проект «Янтарь»", ()), ("Project", "«Янтарь»", ())))) == 1
    assert proposals(things(("Project", "проект «Янтарь»", ()), ("Project", "завод «Янтарь»", ()))) == []
    assert proposals(things(("Project", "завод «Янтарь»", ()), ("Project", "порт «Янтарь»", ()))) == []


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
