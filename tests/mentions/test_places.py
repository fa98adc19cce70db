"""Places: the case file, and every region of Russia and Belarus in every case."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from kg.gazetteer import GazetteerEntry, entries
from kg.language.morphology import match_case, readings
from kg.mentions.organizations import find_organizations
from kg.mentions.people import find_people
from kg.mentions.place_names import names_at, place_index, places_of_adjective
from kg.mentions.places import find_places, is_adjectival
from kg.model import Mention, Sentence, Span, Token
from kg.wordlists import words
from tests.cases_runner import Case, read_cases, sentence_of

CASES_OF_NOUNS = ("nomn", "gent", "datv", "accs", "ablt", "loct")
FEDERAL_CITIES = {"Минск", "Москва", "Санкт-Петербург"}  # regions by ISO, cities in the news


def places_of(text: str) -> tuple[Sentence, list[Mention]]:
    sentence = sentence_of(text)
    people = tuple(find_people(sentence, ()))
    return sentence, list(find_places(sentence, (*people, *find_organizations(sentence, people))))


@pytest.mark.parametrize("case", read_cases("mentions/places.txt"), ids=str)
def test_cases(case: Case) -> None:
    sentence, mentions = places_of(case.sentence)
    found = [
        (m.type, m.text, m.normal, m.reference or "", *(["adjectival"] if is_adjectival(sentence, m) else []))
        for m in mentions
    ]
    assert found == [tuple(row) for row in case.expected]


def test_spans_are_the_words() -> None:
    text = "Витебская и Могилевская области и г. Минск."
    _, mentions = places_of(text)
    assert [m.span.of(text) for m in mentions] == [m.text for m in mentions]


def test_shared_noun_is_the_head() -> None:
    sentence, mentions = places_of("Витебская и Могилевская области подписали соглашение.")
    assert {sentence.tokens[m.head].text for m in mentions} == {"области"}


@cache
def regions() -> tuple[GazetteerEntry, ...]:
    return tuple(entry for entry in entries("region") if entry.within in {"country/RU", "country/BY"})


def tokens_of(forms: list[str]) -> list[Token]:
    return [Token(i, Span(i, i + 1), word, word.lower(), "PROPN", {}, -1, "root") for i, word in enumerate(forms)]


def inflected(name: str, case: str) -> list[str] | None:
    """A name in a case by the dictionary; adjectives agree with the noun. None where the dictionary has no form."""
    forms = []
    for word in name.replace(" — ", " ").split():
        fitting = [r for r in readings(word.lower()) if "nomn" in r.tag and "plur" not in r.tag]
        form = fitting[0].inflect({case}) if fitting and fitting[0].tag.POS in {"NOUN", "ADJF"} else None
        if form is None:
            return None
        forms.append(match_case(str(form.word), word))
    return forms


def test_regions_in_every_case() -> None:
    wrong: list[tuple[str, str, list[str]]] = []
    right = 0
    for region in regions():
        for case in CASES_OF_NOUNS:
            forms = inflected(region.name, case)
            if forms is None:
                continue
            found = {name.reference for name in names_at(tokens_of(forms), 0)}
            if region.reference in found or (region.name in FEDERAL_CITIES and found):
                right += 1
            else:
                wrong.append((region.name, case, forms))
    assert right >= 500
    assert len(wrong) <= right / 100, wrong


def test_regions_by_adjective() -> None:
    silent = words("place_words", "silent")
    cities = {"минский", "московский"}
    for region in regions():
        for adjective in set(region.adjectives) - silent - cities:
            places = places_of_adjective(adjective)
            assert places == (region.reference,) or places[0].startswith("city/"), adjective


@pytest.mark.parametrize("adjective", ["кировский", "столичного", "приморские", "советский", "торговый", "русский"])
def test_silent_adjectives(adjective: str) -> None:
    assert places_of_adjective(adjective) == ()


def test_no_name_is_lost() -> None:
    """Each place is found under its own name, alone or with its namesakes."""
    index = place_index()
    known = {name.reference for row in index.names.values() for name in row}
    lost = [e.name for t in ("country", "district", "city") for e in entries(t) if e.reference not in known]
    assert not lost


def test_namesakes_are_few() -> None:
    index = place_index()
    counts = Counter(
        name
        for name, _ in {(n.words, n.reference) for row in index.names.values() for n in row if "region/" in n.reference}
    )
    assert {name for name, count in counts.items() if count > 1} == {("алтай",)}
