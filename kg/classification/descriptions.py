"""What may stand in a fact without a known name: common nouns of bodies and events, peoples, small places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from kg.classification.argument import Argument
from kg.entities import describe, from_gazetteer
from kg.language.morphology import readings
from kg.language.phrases import nominative
from kg.mentions.events import event_type
from kg.mentions.headwords import find_forms, row_of
from kg.model import Token
from kg.relations.scene import Scene
from kg.wordlists import rows

_BODIES = {"Organization", "Company"}
_LONGEST_PLACE = 3  # tokens


def common_nouns(scene: Scene) -> Iterator[Argument]:
    """Bodies, firms and events by their noun alone: «завод», «оргкомитет», «переговоры», «региональная ярмарка»."""
    taken = {item.head for item in scene.linked if not item.adjectival}
    for phrase in scene.phrases:
        token = scene.tokens[phrase.head]
        kind = _kind(token) if phrase.head not in taken and token.text[:1].islower() else None
        if kind is not None and phrase.last == phrase.head + 1:
            first = next((i for i in range(phrase.first, phrase.head) if scene.tokens[i].pos == "ADJ"), phrase.head)
            name = nominative(scene.sentence, first, phrase.last, phrase.head)
            entity = describe(kind, name, context=scene.discourse.document.id)
            yield Argument(
                kind, "common", scene.sentence.index, first, phrase.last, phrase.head, phrase.case, phrase.prep,
                name, entity=entity,
            )  # fmt: skip


def _kind(token: Token) -> str | None:
    if (type_ := event_type(token.lemma)) is not None:
        return type_
    if token.number == "Plur":
        return None
    form = next(iter(find_forms("organization_heads", token.text)), None)
    row = row_of("organization_heads", form.head) if form is not None and not form.plural else {}
    return row["type"] if row and row["type"] in _BODIES and row["kind"] != "ministry" else None


def peoples(scene: Scene) -> Iterator[Argument]:
    """Those who live in a place, for the place: «белорусы поставят», «у смолян»."""
    for token in scene.tokens:
        reference = _people(token)
        if reference is not None:
            entity = from_gazetteer(reference)
            phrase = scene.phrase(token.index)
            case, prep = (phrase.case, phrase.prep) if phrase is not None else (token.case or "Nom", None)
            yield Argument(
                entity.type, "people", scene.sentence.index, token.index, token.index + 1, token.index, case, prep,
                entity.name, entity=entity,
            )  # fmt: skip


def _people(token: Token) -> str | None:
    if token.number != "Plur" or token.pos not in {"NOUN", "PROPN"}:
        return None
    found = {_peoples()[one.normal_form] for one in readings(token.text.lower()) if one.normal_form in _peoples()}
    return found.pop() if len(found) == 1 else None


@cache
def _peoples() -> Mapping[str, str]:
    return {row["lemma"]: row["reference"] for row in rows("demonyms")}


def unknown_places(scene: Scene) -> Iterator[Argument]:
    """Villages and the like, which the name finder sees and no list holds: «в Каникургане»."""
    for name in scene.sentence.names:
        if name.kind != "LOC" or name.last - name.first > _LONGEST_PLACE:
            continue
        found = any(m.first < name.last and name.first < m.last for m in scene.mentions)
        phrase = scene.phrase(name.last - 1)
        if found or phrase is None or phrase.head >= name.last or not scene.tokens[name.first].text[:1].isupper():
            continue
        normal = nominative(scene.sentence, name.first, name.last, phrase.head)
        entity = describe("Place", normal, context=scene.discourse.document.id)
        yield Argument(
            "Place", "unknown", scene.sentence.index, name.first, name.last, phrase.head, phrase.case, phrase.prep,
            normal, entity=entity,
        )  # fmt: skip
