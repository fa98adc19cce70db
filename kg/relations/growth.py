"""What grew, and by how much: told by a noun or a verb of growth."""

from __future__ import annotations

from collections.abc import Iterator

from kg.discourse import Linked
from kg.entities import describe
from kg.language.clauses import is_verb, subject_of
from kg.language.phrases import Phrase, cases_of, phrase_from
from kg.model import Mention, Status, Token
from kg.relations.comparisons import compares, goes_up_by_sum, grows_too
from kg.relations.fields import fields_from
from kg.relations.measures import Measured, grower_of, measure_at, rate_near
from kg.relations.pattern import Match, Relation, cover
from kg.relations.routes import reach
from kg.relations.scene import PARTNERS, Scene
from kg.relations.sides import Side, ours
from kg.wordlists import words

_OBJECT = ("с", "со", "в", "во", "на", "из")


def growth_of(scene: Scene) -> Iterator[Match]:
    """A noun of growth: «увеличение доли экспорта …», «рост в сфере машиностроения», «рост экспорта на 10 %»."""
    for token in scene.triggers("growth"):
        phrase = phrase_from(scene.sentence, token.index + 1)
        if phrase is None or _is_aim(scene, token.index):
            continue
        if scene.tokens[phrase.head].lemma in words("lexicon", "project_site") | words("lexicon", "cooperation"):
            continue  # «расширение фабрики» is a project, «расширение сотрудничества» a wish
        figure = rate_near(scene, token.index)
        vague = phrase.prep is None and (not _is_measure(scene, phrase) or _is_wished(scene, token.index))
        if figure is None and vague:
            continue  # «повышение цен», «обсудили рост поставок»
        name, last = _what_grows(scene, phrase)
        subject = grower_of(scene, token.index, last) if name else None
        if subject is not None:
            yield Match(
                subject,
                describe("Quantity", name),
                *cover(token.index, last - 1, (figure.first, figure.last) if figure else None),
                quantity=figure.quantity if figure else None,
                period=scene.period(token.index),
            )


def _what_grows(scene: Scene, phrase: Phrase) -> tuple[str, int]:
    """The name of what a noun of growth governs, and where its words end; empty where it is nothing of the kind."""
    if phrase.prep in {"в", "во"} and scene.tokens[phrase.head].lemma in words("lexicon", "field_head"):
        items = list(fields_from(scene, phrase.last))[:1]
        return (items[0].entity.name, items[0].last) if items else ("", 0)
    if phrase.prep is None and phrase.case == "Gen":
        measured = measure_at(scene, phrase, ())
        return measured.name, measured.last
    return "", 0


def _is_wished(scene: Scene, index: int) -> bool:
    low, _ = scene.clause(index)
    before = {other.lemma for other in scene.tokens[max(low, index - 3) : index]}
    return bool(before & (words("lexicon", "offer") | words("lexicon", "trade_hedge")))


def _is_aim(scene: Scene, index: int) -> bool:
    return any(token.lemma in {"за", "для"} for token in scene.tokens[max(0, index - 1) : index])


def grows_by(scene: Scene) -> Iterator[Match]:
    """A verb of growth: «экспорт региона увеличился в полтора раза», «товарооборот прибавил 25 %»."""
    for token in scene.triggers("grow"):
        if not is_verb(token) or scene.negated(token.index) or _is_open(scene, token.index):
            continue
        measured = _subject_measured(scene, token)
        subject = grower_of(scene, measured.head, measured.last) if measured else None
        figure = rate_near(scene, token.index)
        if measured is None or subject is None or (figure is None and not isinstance(subject, Linked)):
            continue  # without a figure, whose growth it is must be said
        future = token.feats.get("Tense") == "Fut"
        yield _growth(scene, token, measured, subject, figure, Status.PLANNED if future else Status.DONE)


def _subject_measured(scene: Scene, verb: Token) -> Measured | None:
    """The measure that grows: the verb's subject, else the nearest one before or behind."""
    low, high = reach(scene, verb.index)
    head = subject_of(scene.sentence, verb.index)
    own = scene.phrase(head) if head is not None else None
    near = [
        p for p in scene.phrases
        if low <= p.head < high and p.prep is None and p.case in {"Nom", "Acc"} and _is_measure(scene, p)
    ]  # fmt: skip
    chosen = own if own is not None and own.prep is None and _is_measure(scene, own) else None
    chosen = chosen or min(near, key=lambda p: abs(p.head - verb.index), default=None)
    return measure_at(scene, chosen, _OBJECT) if chosen is not None else None


def _is_measure(scene: Scene, phrase: Phrase) -> bool:
    return scene.tokens[phrase.head].lemma in words("lexicon", "measure")


def _growth(
    scene: Scene, verb: Token, measured: Measured, subject: Side, figure: Mention | None, status: Status
) -> Match:
    return Match(
        subject,
        describe("Quantity", measured.name),
        *cover((measured.first, measured.last), verb.index, (figure.first, figure.last) if figure else None),
        quantity=figure.quantity if figure else None,
        period=scene.period(verb.index),
        status=status,
    )


def increases(scene: Scene) -> Iterator[Match]:
    """A verb of increasing and what it increases: «край увеличил вывоз зерна в 1,7 раза»."""
    for token in scene.triggers("increase"):
        if not is_verb(token) or scene.negated(token.index) or token.feats.get("Voice") == "Mid":
            continue
        low, high = reach(scene, token.index)
        near = [
            p for p in scene.phrases
            if low <= p.head < high and p.prep is None and _is_measure(scene, p)
            and "Acc" in cases_of(scene.tokens[p.head])
        ]  # fmt: skip
        figure = rate_near(scene, token.index)
        if not near or _is_open(scene, token.index):
            continue
        measured = measure_at(scene, min(near, key=lambda one: abs(one.head - token.index)), _OBJECT)
        named = [i for i in scene.subjects(token.index, PARTNERS) if i.case == "Nom" and i.head != measured.head]
        planned = token.feats.get("VerbForm") == "Inf" or token.feats.get("Tense") == "Fut"
        own: tuple[Side, ...] = tuple(named) or tuple(ours(scene, token.index))
        subject = own[0] if own else grower_of(scene, measured.head, measured.last) if figure else None
        if subject is not None and (figure is not None or not planned):
            yield _growth(scene, token, measured, subject, figure, Status.PLANNED if planned else Status.DONE)


def _is_open(scene: Scene, verb: int) -> bool:
    """«может вырасти», «готова нарастить»: neither growth nor a plan."""
    low, _ = scene.clause(verb)
    before = {other.lemma for other in scene.tokens[max(low, verb - 3) : verb]}
    return scene.tokens[verb].feats.get("VerbForm") == "Inf" and bool(before & words("lexicon", "offer"))


RELATIONS = (Relation("growth", (growth_of, grows_by, increases, compares, grows_too, goes_up_by_sum)),)
