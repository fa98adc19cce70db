"""How many agreements, at which level, and for what sum."""

from __future__ import annotations

from collections.abc import Iterator

from kg.entities import describe
from kg.language.clauses import is_participle
from kg.language.phrases import phrase_from
from kg.model import Mention, Status
from kg.relations.agreement_nouns import status_of
from kg.relations.contract_sums import holder, sum_of_contracts
from kg.relations.fields import text
from kg.relations.pattern import Match, Relation
from kg.relations.scene import Scene
from kg.wordlists import words

_LEVELS = (
    ("облисполком", "regional"),
    ("областной", "regional"),
    ("регион", "regional"),
    ("гор-", "municipal"),
    ("горисполком", "municipal"),
    ("город", "municipal"),
    ("муниципальн", "municipal"),
    ("райисполком", "district"),
    ("район", "district"),
    ("правительств", "national"),
    ("министерств", "national"),
    ("государств", "national"),
)


def counts_agreements(scene: Scene) -> Iterator[Match]:
    """«Реализуются 32 соглашения и планы по сотрудничеству, подписанные на уровне облисполкома»."""
    for figure in scene.quantities:
        if (
            figure.quantity is None
            or figure.type == "Money"
            or scene.tokens[figure.head].lemma not in words("lexicon", "agreement")
            or not figure.normal
        ):
            continue
        subject, verb = holder(scene, figure), scene.verb_above(figure.head)
        if subject is None or (verb is not None and scene.negated(verb)):
            continue
        name, last, levels = _kind(scene, figure)
        type_ = "Document" if scene.tokens[figure.head].lemma == "документ" else "Agreement"
        object_ = describe(type_, name, collective=True)
        yield Match(
            subject, object_, figure.first, last, quantity=figure.quantity, levels=levels, status=_carried(scene, verb)
        )


def _carried(scene: Scene, verb: int | None) -> Status | None:
    if verb is None:
        return None
    if scene.tokens[verb].lemma in words("lexicon", "carry_out") and scene.tokens[verb].feats.get("Tense") != "Past":
        return Status.UNDERWAY
    return status_of(scene, verb)


def _kind(scene: Scene, figure: Mention) -> tuple[str, int, tuple[str, ...]]:
    """The counted kind with its complement and level; where its words end; the codes of its levels."""
    name, last = figure.normal, figure.last
    joined = (
        phrase_from(scene.sentence, last + 1) if last < len(scene.tokens) and scene.tokens[last].lemma == "и" else None
    )
    if joined is not None and joined.prep is None and scene.tokens[joined.head].lemma in words("lexicon", "agreement"):
        name, last = f"{name} и {scene.name(joined)}", joined.last
    complement = phrase_from(scene.sentence, last)
    if complement is not None and complement.prep in {"о", "об", "по"}:
        name, last = f"{name} {text(scene, complement.start, complement.last)}", complement.last
    level = _level_start(scene, last)
    if level is None:
        return name, last, ()
    low, high = level
    words_of = _whole_bodies(scene, low, high)
    codes = sorted(
        {
            code
            for stem, code in _LEVELS
            if any(word.lower().startswith(stem.rstrip("-")) for word in words_of.split()[2:])
        }
    )
    return f"{name} {words_of}", high, tuple(codes)


def _level_start(scene: Scene, index: int) -> tuple[int, int] | None:
    """The range of «на уровне …» right behind, or behind «, подписанные»."""
    start = index
    while (
        start < len(scene.tokens)
        and start - index <= 3
        and (scene.tokens[start].text == "," or is_participle(scene.tokens[start]))
    ):
        start += 1
    phrase = phrase_from(scene.sentence, start)
    if phrase is None or phrase.prep != "на" or scene.tokens[phrase.head].lemma != "уровень":
        return None
    high = phrase.last
    while (
        high < len(scene.tokens)
        and (
            scene.tokens[high].pos in {"NOUN", "PROPN", "ADJ", "CCONJ"}
            or (scene.tokens[high].text in {"-", ","} and _list_goes_on(scene, high))
        )
        and scene.tokens[high].text.lower() not in {"а", "но"}
    ):
        high += 1
    return phrase.start, high


def _list_goes_on(scene: Scene, index: int) -> bool:
    """A comma or hyphen inside «гор-, райисполкомов», not one that ends the phrase."""
    before, mark = scene.tokens[index - 1], scene.tokens[index]
    if mark.text == "-":
        return True
    return before.text == "-" or before.text.endswith("-")


def _whole_bodies(scene: Scene, low: int, high: int) -> str:
    """«на уровне гор-, райисполкомов» → «на уровне горисполкомов и райисполкомов»."""
    said = text(scene, low, high)
    head, _, tail = said.partition("-, ")
    if not tail:
        return said
    stem = head.split()[-1]
    root = next((root for root in ("исполком", "совет", "администрац") if root in tail), None)
    return f"{head}{tail[tail.index(root) :]} и {tail}" if root else said if not stem else said


RELATIONS = (
    Relation("agreementCount", (counts_agreements,)),
    Relation("contractValue", (sum_of_contracts,)),
)
