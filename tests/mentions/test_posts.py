"""Posts with their titles, and what they govern."""

from __future__ import annotations

import pytest

from kg.mentions.organizations import find_organizations
from kg.mentions.people import find_people
from kg.mentions.posts import find_posts, is_plural, post_parts, singular_title
from kg.mentions.span import text_of
from kg.model import Mention, Sentence
from tests.cases_runner import Case, read_cases, sentence_of


def found_in(sentence: Sentence) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """What the earlier finders found, and the posts."""
    people = tuple(find_people(sentence, ()))
    known = (*people, *find_organizations(sentence, people))
    return known, tuple(find_posts(sentence, known))


@pytest.mark.parametrize("case", read_cases("mentions/posts.txt"), ids=str)
def test_case(case: Case) -> None:
    _, posts = found_in(sentence_of(case.sentence))
    assert [(one.type, one.text, one.normal) for one in posts] == list(case.expected)


@pytest.mark.parametrize(
    ("text", "post", "body"),
    [
        ("Приехал председатель Витебского облисполкома.", "председатель", "Витебского облисполкома"),
        ("Приехал заместитель премьер-министра Беларуси.", "заместитель премьер-министра", "Беларуси"),
        ("Приехал министр промышленности и торговли Татарстана.", "министр промышленности и торговли", "Татарстана"),
        ("Приехал посол Беларуси в Казахстане.", "посол", "Беларуси"),
        ("Приехал председатель правления РКФР.", "председатель правления", "РКФР"),
        ("Приехал директор ООО «Ромашка».", "директор", "ООО «Ромашка»"),
        (
            "Приехал заместитель губернатора Тульской области по экономике.",
            "заместитель губернатора",
            "Тульской области",
        ),
        ("Встретились с первым вице-премьером правительства Тувы.", "первый вице-премьер", "правительства Тувы"),
        ("Губернатор уехал.", "губернатор", None),
    ],
)
def test_parts(text: str, post: str, body: str | None) -> None:
    sentence = sentence_of(text)
    known, (mention,) = found_in(sentence)
    words, first, last = post_parts(sentence, mention, known)
    assert words == post
    assert (text_of(sentence, first, last) if first is not None and last is not None else None) == body


def test_plural_and_its_singular() -> None:
    sentence = sentence_of("Слово дали сопредседателям РБС и гостям.")
    known, (mention,) = found_in(sentence)
    assert is_plural(sentence, mention)
    assert mention.normal == "сопредседатели РБС"
    assert singular_title(sentence, mention, known) == "сопредседатель РБС"


def test_title_ends_before_the_name() -> None:
    sentence = sentence_of("Прибыл глава Татарстана Рустам Минниханов.")
    known, (mention,) = found_in(sentence)
    (person,) = [one for one in known if one.type == "Person"]
    assert mention.last == person.first
    assert mention.span.of(sentence.text) == mention.text
