"""People: names of every build, put into the nominative."""

from __future__ import annotations

import pytest

from kg.mentions.people import PersonName, find_people, parse_name, same_person
from kg.mentions.personal_names import is_initial, is_patronymic, read_name
from tests.cases_runner import Case, read_cases, sentence_of


@pytest.mark.parametrize("case", read_cases("mentions/people.txt"), ids=str)
def test_case(case: Case) -> None:
    found = find_people(sentence_of(case.sentence), ())
    assert [(one.type, one.text, one.normal) for one in found] == list(case.expected)


def test_mention_is_its_characters() -> None:
    sentence = sentence_of("Акт подписал его заместитель Ковальчук В. И. вчера.")
    (person,) = find_people(sentence, ())
    assert person.span.of(sentence.text) == person.text == "Ковальчук В. И."
    assert sentence.tokens[person.head].text == "Ковальчук"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Александр Субботин", PersonName("Александр", "", "Субботин")),
        ("Татьяна Сергеевна Брылева", PersonName("Татьяна", "Сергеевна", "Брылева")),
        ("Наталья Владимировна", PersonName("Наталья", "Владимировна")),
        ("А. С. Субботин", PersonName(surname="Субботин", initials="АС")),
        ("Ведерников", PersonName(surname="Ведерников")),
        ("Наталья Петкевич", PersonName("Наталья", "", "Петкевич")),
        ("Си Цзиньпин", PersonName("Си", "", "Цзиньпин")),
    ],
)
def test_parts_of_a_name(name: str, parts: PersonName) -> None:
    assert parse_name(name) == parts


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ведерников", "Михаил Ведерников"),
        ("А. С. Субботин", "Александр Субботин"),
        ("Наталья Владимировна", "Наталья Владимировна Петкевич"),
        ("Артём Новиков", "Артем Новиков"),
    ],
)
def test_one_person(left: str, right: str) -> None:
    assert same_person(left, right)
    assert same_person(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Иван Ведерников", "Михаил Ведерников"),
        ("В. Субботин", "Александр Субботин"),
        ("Александр", "Александр Субботин"),
        ("Наталья Сергеевна", "Наталья Владимировна Петкевич"),
    ],
)
def test_two_people(left: str, right: str) -> None:
    assert not same_person(left, right)


def test_readings_keep_rare_surnames_whole() -> None:
    """A woman's surname on a consonant, and surnames on -о and -ых, are the same in every case."""
    for name in ("Петкевич", "Гнатко", "Черных"):
        assert any(
            reading.case == "Dat" and reading.gender == "Fem" and reading.nominative == name
            for reading in read_name(name)
        )


def test_marks_of_names() -> None:
    assert is_initial("А.")
    assert not is_initial("Ан")
    assert is_patronymic("Абишевичу")
    assert not is_patronymic("Субботин")
