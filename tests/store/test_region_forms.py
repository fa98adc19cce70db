"""Every form of every region's name leads to that region, alone and beside another, and to no other place.

Everyday names («Тамбовщина») are sometimes not found; none is taken for another place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from kg.coreference import link, names
from kg.entities import THINGS, entity_of
from kg.language import annotate_all
from kg.mentions import find_mentions
from kg.model import Entity, Mention
from kg.reading import read_text
from tests.store.region_forms import Form, accepted, forms, regions

PLACES = {"Region", "City", "Country", "District"}
ALONE = {
    "Nom": "{} поставляет зерно за рубеж.",
    "Gen": "Предприятия {} увеличили выпуск станков.",
    "Dat": "Заказ достался {} по итогам торгов.",
    "Acc": "Поставки тракторов в {} выросли.",
    "Ins": "Торговля с {} растет третий год.",
    "Loc": "Новый завод работает в {} с весны.",
}
BESIDE = "Предприятия {} ведут торговлю с {} третий год."


def found(sentences: Sequence[str]) -> list[set[str]]:
    """The IRIs of the places that each sentence names."""
    documents = [read_text(sentence, f"s{number:05}") for number, sentence in enumerate(sentences)]
    places = []
    for document, read in zip(documents, annotate_all(documents), strict=True):
        discourse = link(document, read, [find_mentions(sentence) for sentence in read])
        places.append({item.entity.iri for item in discourse.all() if item.type in PLACES})
    return places


@dataclass(frozen=True)
class Faults:
    """Sentences where another place than the named ones is found, and forms that lead nowhere."""

    confused: list[str]
    lost: list[str]


def faults(sentences: Sequence[tuple[str, tuple[Form, ...]]]) -> Faults:
    confused, lost = [], []
    for (sentence, named), places in zip(sentences, found([text for text, _ in sentences]), strict=True):
        wanted = [{THINGS + reference for reference in accepted(form.reference)} for form in named]
        if places - set().union(*wanted):
            confused.append(f"{sentence} → {sorted(place.removeprefix(THINGS) for place in places)}")
        lost += [form.text for form, good in zip(named, wanted, strict=True) if not good & places]
    return Faults(confused, lost)


def alone() -> list[tuple[str, tuple[Form, ...]]]:
    return [(_start(ALONE[form.case].format(form.text)), (form,)) for form in forms()]


def pairs() -> list[tuple[str, tuple[Form, ...]]]:
    """A genitive and an instrumental of two regions in a sentence: each name with a dozen others."""
    every = forms()
    first = [form for form in every if form.case == "Gen"]
    second = [form for form in every if form.case == "Ins"]
    steps = range(1, 13)
    both = ((one, second[(number + 7 * step) % len(second)]) for step in steps for number, one in enumerate(first))
    return [
        (BESIDE.format(one.text, other.text), (one, other)) for one, other in both if one.reference != other.reference
    ]


def test_there_are_all_regions() -> None:
    assert len({form.reference for form in forms()} | {"region/RU-AL", "region/RU-ALT"}) == len(regions()) == 90
    assert len(alone()) > 900
    assert len(pairs()) > 1500


def test_each_form_alone() -> None:
    found = faults(alone())
    assert found.confused == []
    assert not {form.text for form in forms() if form.text in found.lost and form.first}, found.lost
    assert len(found.lost) < 0.01 * len(alone()), found.lost


def test_pairs_of_regions() -> None:
    found = faults(pairs())
    assert found.confused == []
    assert len(found.lost) < 0.02 * 2 * len(pairs()), found.lost


def test_a_planted_error_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def confuse(mention: Mention, context: str = "") -> Entity:
        other = mention.reference == "region/RU-NGR"
        return entity_of(replace(mention, reference="region/RU-NIZ") if other else mention, context)

    few = [one for one in alone() if one[1][0].reference in {"region/RU-NGR", "region/RU-PSK"}]
    assert faults(few).confused == []
    monkeypatch.setattr(names, "entity_of", confuse)
    planted = faults(few).confused
    assert len(planted) >= 6
    assert all("овгород" in fault for fault in planted)


def _start(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]
