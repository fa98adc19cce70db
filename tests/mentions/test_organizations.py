"""Organisations, firms and publishers; their abbreviations."""

from __future__ import annotations

import pytest

from kg.mentions.organizations import find_abbreviations, find_organizations, is_bare
from kg.mentions.people import find_people
from tests.cases_runner import Case, read_cases, sentence_of


@pytest.mark.parametrize("case", read_cases("mentions/organizations.txt"), ids=str)
def test_case(case: Case) -> None:
    sentence = sentence_of(case.sentence)
    found = find_organizations(sentence, tuple(find_people(sentence, ())))
    rows = [(one.type, one.text, one.normal, *([one.reference] if one.reference else [])) for one in found]
    assert rows == list(case.expected)


def test_outer_before_inner_and_none_crosses() -> None:
    sentence = sentence_of("Об этом рассказали в пресс-службе Министерства сельского хозяйства Чувашии и в УК «Весна».")
    found = list(find_organizations(sentence, ()))
    assert [one.span.of(sentence.text) for one in found] == [one.text for one in found]
    assert found[0].text.startswith("пресс-службе")
    assert all(
        not one.span.overlaps(other.span) or one.span in other.span or other.span in one.span
        for one in found
        for other in found
    )


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Средства даст Российско-Кыргызский фонд развития (РКФР).", ("Российско-Кыргызский фонд развития", "РКФР")),
        (
            "Договор подписало ОАО «Белорусский автомобильный завод» (БелАЗ).",
            ("Белорусский автомобильный завод", "БелАЗ"),
        ),
        (
            "План утвердило Министерство промышленности Республики Беларусь (Минпром).",
            ("Министерство промышленности Республики Беларусь", "Минпром"),
        ),
        (
            "Соглашение с Фондом развития Чувашии (далее — Фонд) подписано.",
            ("Фонд развития Чувашии", "Фонд"),
        ),
        (
            "Об этом говорили на полях Петербургского международного экономического форума (ПМЭФ).",
            ("Петербургский международный экономический форум", "ПМЭФ"),
        ),
    ],
)
def test_abbreviations(text: str, pair: tuple[str, str]) -> None:
    assert list(find_abbreviations(sentence_of(text))) == [pair]


def test_brackets_that_abbreviate_nothing() -> None:
    sentence = sentence_of("Сектора лежат в Витебске (семь) и Орше (РФ).")
    assert list(find_abbreviations(sentence)) == []


def test_bare_bodies() -> None:
    sentence = sentence_of("Планы подписаны на уровне облисполкома, пишет пресс-служба Минпрома.")
    assert [(one.normal, is_bare(one)) for one in find_organizations(sentence, ())] == [
        ("облисполком", True),
        ("пресс-служба Минпрома", False),
        ("Минпром", False),
    ]
