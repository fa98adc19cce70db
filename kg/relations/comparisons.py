"""Growth told by comparing: «на 12 % больше, чем годом ранее», «а поставки в Сербию — вдвое», «рост составил 9 %»."""

from __future__ import annotations

from collections.abc import Iterator

from kg.entities import describe
from kg.language.clauses import is_verb
from kg.language.genitive import genitive
from kg.language.phrases import Phrase
from kg.model import Mention, Status, Token
from kg.relations.cargo import loads_of
from kg.relations.measures import Measured, grower_of, measure_at
from kg.relations.pattern import Match, cover
from kg.relations.routes import suppliers_of
from kg.relations.scene import Scene
from kg.relations.sides import Side, entity_of_side
from kg.wordlists import words

_COMPLEMENTS = ("с", "со", "в", "во", "на", "из")
_DASHES = frozenset({"—", "–"})


def compares(scene: Scene) -> Iterator[Match]:
    """«составил 780 млн долларов, что на 12 % больше, чем годом ранее», «вдвое больше», «на 8 % выше»."""
    for figure in _rates(scene):
        more = scene.tokens[figure.last] if figure.last < len(scene.tokens) else None
        if more is None or more.text.lower() not in words("lexicon", "more"):
            continue
        told = _told_before(scene, figure.first)
        if told is not None:
            yield _match(scene, *told, figure, more)


def goes_up_by_sum(scene: Scene) -> Iterator[Match]:
    """«Экспорт … достиг 1,7 млрд долларов. Рост составил 16,1 %», «прирост — 4 %»."""
    for token in scene.triggers("growth"):
        bare = token.case == "Nom" and token.index + 1 < len(scene.tokens)
        following = scene.tokens[token.index + 1] if bare else token
        linked = following.text in _DASHES or following.lemma in words("lexicon", "sum_verb")
        figure = next((m for m in _rates(scene) if 0 < m.first - token.index <= 4), None)
        told = _told_before(scene, token.index) if linked and figure is not None else None
        if told is not None and figure is not None:
            yield _match(scene, *told, figure, token)


def grows_too(scene: Scene) -> Iterator[Match]:
    """«…увеличила экспорт мяса на 30 %, а поставки картофеля в Сербию — вдвое»: the verb is understood."""
    grown = [t for t in scene.triggers("grow", "increase") if is_verb(t) and not scene.negated(t.index)]
    for figure in _rates(scene):
        dash = figure.first - 1
        dash -= scene.tokens[dash].text.lower() in {"на", "в"}
        phrase = _measure_before(scene, dash) if dash > 0 and scene.tokens[dash].text in _DASHES else None
        if not grown or phrase is None or phrase.head < grown[0].index:
            continue
        measured = measure_at(scene, phrase, _COMPLEMENTS)
        subject = grower_of(scene, phrase.head, measured.last) if measured.last == dash else None
        if subject is not None:
            yield _match(scene, subject, measured, figure, scene.tokens[dash])


def _rates(scene: Scene) -> list[Mention]:
    return [m for m in scene.quantities if m.quantity is not None and m.quantity.unit in {"%", "раз"}]


def _match(scene: Scene, subject: Side, measured: Measured, figure: Mention, word: Token) -> Match:
    return Match(
        subject,
        describe("Quantity", measured.name),
        *cover((measured.first, measured.last) if measured.last else None, (figure.first, figure.last), word.index),
        quantity=figure.quantity,
        period=scene.period(figure.first),
        status=Status.DONE,
    )


def _measure_before(scene: Scene, index: int) -> Phrase | None:
    """The last measure in the nominative or accusative before a word."""
    found = [
        p for p in scene.phrases
        if p.last <= index and p.prep is None and p.case in {"Nom", "Acc"}
        and scene.tokens[p.head].lemma in words("lexicon", "measure")
    ]  # fmt: skip
    return found[-1] if found else None


def _told_before(scene: Scene, index: int) -> tuple[Side, Measured] | None:
    """What the words before measure, and whose it is: a measure, or goods that were shipped."""
    phrase = _measure_before(scene, index)
    if phrase is not None:
        measured = measure_at(scene, phrase, _COMPLEMENTS)
        subject = grower_of(scene, phrase.head, measured.last)
        return (subject, measured) if subject is not None else None
    shipped = [t for t in scene.triggers("ship", "move") if is_verb(t) and t.index < index]
    suppliers = suppliers_of(scene, shipped[-1].index) if shipped else ()
    loads = loads_of(scene, shipped[-1].index) if suppliers else ()
    if not loads:
        return _told_in_sentence_before(scene)
    goods = loads[-1].goods
    return suppliers[0], Measured(f"поставки {genitive(goods.entity.name)}", goods.first, goods.last, goods.first)


def _told_in_sentence_before(scene: Scene) -> tuple[Side, Measured] | None:
    """The one measure of the sentence before: «Экспорт достиг 1,7 млрд долларов. Рост составил 16 %»."""
    if scene.sentence.index == 0:
        return None
    earlier = Scene(scene.discourse, scene.discourse.sentences[scene.sentence.index - 1])
    phrase = _measure_before(earlier, len(earlier.tokens))
    if phrase is None:
        return None
    measured = measure_at(earlier, phrase, _COMPLEMENTS)
    subject = grower_of(earlier, phrase.head, measured.last)
    return (entity_of_side(subject), Measured(measured.name, 0, 0, 0)) if subject is not None else None
