"""Companies counted: how many there are in a region, have foreign capital, may export."""

from __future__ import annotations

from collections.abc import Iterator

from kg.coreference import focus_region
from kg.discourse import Linked
from kg.entities import describe
from kg.language.clauses import is_verb
from kg.language.phrases import phrase_from
from kg.model import Entity, Mention, Quantity, Token
from kg.relations.fields import text
from kg.relations.pattern import Match, Relation
from kg.relations.scene import PLACES, Scene
from kg.wordlists import words

_BACK = 4  # tokens: «из них около 30 —»
Subject = Linked | Entity


def counts_enterprises(scene: Scene) -> Iterator[Match]:
    """«работает 64 предприятия с российским капиталом», «Резидентами числятся 44 предприятия»."""
    for figure, subject in _counted(scene):
        name, last = _with_capital(scene, figure)
        yield Match(subject, describe("Company", name, collective=True), figure.first, last, quantity=figure.quantity)


def _counted(scene: Scene) -> Iterator[tuple[Mention, Subject]]:
    for figure in _figures(scene, tuple(scene.triggers("exist"))):
        low, high = scene.clause(figure.head)
        inside = [
            i for i in scene.outer
            if i.type in PLACES and i.prep in {"в", "во"} and low <= i.head < high and not i.entity.collective
        ]  # fmt: skip
        focus = focus_region(scene.discourse, scene.sentence, figure.head)
        subject: Subject | None = inside[0] if inside else focus
        if subject is not None and not any(low <= t.index < high for t in scene.triggers("resident")):
            yield figure, subject


def counts_permitted(scene: Scene) -> Iterator[Match]:
    """«право поставлять в Китай получили 16 предприятий области», «аккредитацию имеют 8 белорусских заводов»."""
    for figure in _figures(scene, tuple(scene.triggers("permission"))):
        owners = [
            i for i in scene.linked
            if i.type in {"Region", "Country"} and not i.entity.collective
            and (figure.first <= i.head < figure.last if i.adjectival else i.first == figure.last and i.case == "Gen")
        ]  # fmt: skip
        focus = focus_region(scene.discourse, scene.sentence, figure.head)
        subject = owners[0].entity if owners else focus
        if subject is not None:
            counted = describe("Company", figure.normal, collective=True)
            yield Match(subject, counted, figure.first, figure.last, quantity=figure.quantity)


def counts_some_of_them(scene: Scene) -> Iterator[Match]:
    """«…, из них 12 созданы с участием российских партнёров», «в том числе 534 с российским капиталом»."""
    for figure in scene.quantities:
        if figure.quantity is None or figure.quantity.unit is not None or not _says_part(scene, figure):
            continue
        whole = _whole_before(scene, figure)
        behind = scene.tokens[figure.last : figure.last + 4]
        start = next((t.index for t in behind if t.text.lower() in {"с", "со"}), None)
        phrase = phrase_from(scene.sentence, start) if start is not None else None
        if whole is None or phrase is None or scene.tokens[phrase.head].lemma not in words("lexicon", "capital"):
            continue
        subject, noun, unit = whole
        name = f"{noun} {text(scene, phrase.start, phrase.last)}"
        quantity = Quantity(figure.quantity.value, figure.quantity.comparator, unit)
        yield Match(subject, describe("Company", name, collective=True), figure.first, phrase.last, quantity=quantity)


def _says_part(scene: Scene, figure: Mention) -> bool:
    around = [t.lemma for t in scene.tokens[max(0, figure.first - _BACK) : figure.last + 2]]
    pairs = set(zip(around, around[1:], strict=False))
    return bool(pairs & {("из", "они"), ("тот", "число"), ("из", "который")})


def _whole_before(scene: Scene, figure: Mention) -> tuple[Subject, str, str] | None:
    """(whose, the noun, its unit) of the count that a figure is a part of."""
    here = [pair for pair in _counted(scene) if pair[0].last <= figure.first]
    if here:
        whole, subject = here[-1]
        return subject, whole.normal.split()[-1], whole.quantity.unit if whole.quantity and whole.quantity.unit else ""
    if scene.sentence.index == 0:
        return None
    earlier = Scene(scene.discourse, scene.discourse.sentences[scene.sentence.index - 1])
    told = list(_counted(earlier))
    if not told or told[-1][0].quantity is None:
        return None
    whole, subject = told[-1]
    entity = subject.entity if isinstance(subject, Linked) else subject
    return entity, whole.normal.split()[-1], (whole.quantity.unit if whole.quantity else None) or ""


def _figures(scene: Scene, triggers: tuple[Token, ...]) -> Iterator[Mention]:
    """The counts of firms in a clause that holds one of the words, not denied."""
    for figure in scene.quantities:
        unit = figure.quantity.unit if figure.quantity else None
        if not figure.normal or unit not in words("lexicon", "exhibitor"):
            continue
        low, high = scene.clause(figure.head)
        denied = any(scene.negated(t.index) for t in scene.tokens[low:high] if is_verb(t))
        if not denied and any(low <= t.index < high for t in triggers):
            yield figure


def _with_capital(scene: Scene, figure: Mention) -> tuple[str, int]:
    """The counted firms and whose money they have, «предприятия с российским капиталом»; where the words end."""
    phrase = phrase_from(scene.sentence, figure.last)
    if phrase is None or phrase.prep != "с" or scene.tokens[phrase.head].lemma not in words("lexicon", "capital"):
        return figure.normal, figure.last
    return f"{figure.normal} {text(scene, phrase.start, phrase.last)}", phrase.last


RELATIONS = (Relation("enterpriseCount", (counts_enterprises, counts_permitted, counts_some_of_them)),)
