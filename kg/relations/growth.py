"""What grew, and by how much."""

from __future__ import annotations

from collections.abc import Iterator

from kg.coreference import focus_region
from kg.discourse import Linked
from kg.entities import describe
from kg.language.clauses import is_verb
from kg.language.phrases import cases_of, genitive_end, nominative, phrase_from
from kg.model import Entity, Mention, Status
from kg.relations.fields import fields_from
from kg.relations.pattern import Match, Relation, cover
from kg.relations.scene import PARTNERS, PLACES, Scene
from kg.wordlists import words

# ---- growth


def growth_of(scene: Scene) -> Iterator[Match]:
    """A noun of growth: «увеличение доли экспорта …», «рост в сфере машиностроения», «рост экспорта на 10 %»."""
    for token in scene.triggers("growth"):
        phrase = phrase_from(scene.sentence, token.index + 1)
        if phrase is None or _planned(scene, token.index):
            continue
        if scene.tokens[phrase.head].lemma in words("lexicon", "project_site") | words("lexicon", "cooperation"):
            continue  # «расширение фабрики» is a project, «расширение сотрудничества» a wish
        if phrase.prep in {"в", "во"} and scene.tokens[phrase.head].lemma in words("lexicon", "field_head"):
            items = list(fields_from(scene, phrase.last))[:1]
            name, last = (items[0].entity.name, items[0].last) if items else ("", 0)
        elif phrase.prep is None and phrase.case == "Gen":
            last = genitive_end(scene.sentence, phrase)
            name = nominative(scene.sentence, phrase.first, last, phrase.head)
        else:
            continue
        subject = _grower(scene, token.index, last)
        if name and subject is not None:
            figure = _rate(scene, token.index)
            words_of = (figure.first, figure.last) if figure else None
            yield Match(
                subject,
                describe("Quantity", name),
                *cover(token.index, last - 1, words_of),
                quantity=figure.quantity if figure else None,
                period=scene.period(token.index),
            )


def grows_by(scene: Scene) -> Iterator[Match]:
    """A verb of growth: «экспорт региона увеличился в полтора раза», «поставки выросли более чем на 40 %»."""
    for token in scene.triggers("grow"):
        if not is_verb(token) or scene.negated(token.index):
            continue
        low, high = scene.clause(token.index)
        heads = [
            p
            for p in scene.phrases
            if low <= p.head < high
            and p.case == "Nom"
            and p.prep is None
            and scene.tokens[p.head].pos in {"NOUN", "PROPN"}
        ]
        near = min(heads, key=lambda p: abs(p.head - token.index), default=None)
        figure = _rate(scene, token.index)
        if near is None or scene.tokens[near.head].lemma not in words("lexicon", "measure") or figure is None:
            continue
        last = genitive_end(scene.sentence, near)
        subject = _grower(scene, near.head, last)
        if subject is not None:
            name = nominative(scene.sentence, near.first, last, near.head)
            status = Status.PLANNED if token.feats.get("Tense") == "Fut" else Status.DONE
            yield Match(
                subject,
                describe("Quantity", name),
                *cover((near.first, last), token.index, (figure.first, figure.last)),
                quantity=figure.quantity,
                period=scene.period(token.index),
                status=status,
            )


def _planned(scene: Scene, index: int) -> bool:
    return any(token.lemma in {"за", "для"} for token in scene.tokens[max(0, index - 1) : index])


def _rate(scene: Scene, index: int) -> Mention | None:
    low, high = scene.clause(index)
    rates = [m for m in scene.quantities if m.quantity and m.quantity.unit in {"%", "раз"} and low <= m.first < high]
    return min(rates, key=lambda m: abs(m.first - index), default=None)


def _grower(scene: Scene, index: int, last: int) -> Linked | Entity | None:
    """Whose growth: a place or company within the phrase, the verb's subject, the region that the text is about."""
    inside = [
        i
        for i in scene.outer
        if i.type in {"Region", "Country", "Company", "City"} and index <= i.first and i.last <= last and i.prep is None
    ]
    if inside:
        return inside[0]
    adjectival = [i for i in scene.linked if i.adjectival and index <= i.head < last]
    if adjectival:
        return adjectival[0].entity
    verb = scene.verb_above(index)
    if verb is not None:
        subjects = [
            i for i in scene.subjects(verb, PLACES | {"Company"}) if not i.entity.collective or i.type == "Company"
        ]
        if subjects and subjects[0].head != index:
            return subjects[0]
    return focus_region(scene.discourse, scene.sentence, index)


def increases(scene: Scene) -> Iterator[Match]:
    """A verb of increasing and what it increases: «край увеличил вывоз зерна в 1,7 раза»."""
    for token in scene.triggers("increase"):
        if not is_verb(token) or scene.negated(token.index) or token.feats.get("Voice") == "Mid":
            continue
        low, high = scene.clause(token.index)
        objects = [
            p
            for p in scene.phrases
            if low <= p.head < high and p.prep is None and "Acc" in cases_of(scene.tokens[p.head])
        ]
        near = [p for p in objects if scene.tokens[p.head].lemma in words("lexicon", "measure")]
        figure = _rate(scene, token.index)
        if not near or figure is None:
            continue
        phrase = min(near, key=lambda one: abs(one.head - token.index))
        last = genitive_end(scene.sentence, phrase, ("с", "в"))
        subjects = [i for i in scene.subjects(token.index, PARTNERS) if i.case == "Nom" and i.head != phrase.head]
        focus = focus_region(scene.discourse, scene.sentence, token.index)
        subject: Linked | Entity | None = subjects[0] if subjects else focus
        if subject is not None:
            name = nominative(scene.sentence, phrase.first, last, phrase.head)
            planned = token.feats.get("VerbForm") == "Inf" or token.feats.get("Tense") == "Fut"
            yield Match(
                subject,
                describe("Quantity", name),
                *cover((phrase.first, last), token.index, (figure.first, figure.last)),
                quantity=figure.quantity,
                period=scene.period(token.index),
                status=Status.PLANNED if planned else Status.DONE,
            )


RELATIONS = (Relation("growth", (growth_of, grows_by, increases)),)
