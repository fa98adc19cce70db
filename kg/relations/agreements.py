"""Agreements: between whom, how many, at which level, for what sum."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kg.discourse import Linked
from kg.entities import describe
from kg.language.clauses import is_participle
from kg.language.phrases import phrase_from
from kg.model import Entity, Mention, Status
from kg.relations.contract_sums import holder, party, sum_of_contracts
from kg.relations.fields import text
from kg.relations.pattern import Match, Relation, cover
from kg.relations.scene import PARTNERS, Scene
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


# ---- between whom


def parties_sign(scene: Scene) -> Iterator[Match]:
    """«Воронежская и Курская области подписали соглашение», «палата заключила договор с союзом»."""
    for token in scene.triggers("sign"):
        if scene.negated(token.index) or not _agreement_near(scene, token.index) or _open(scene, token.index):
            continue
        subjects = [party(scene, item) for item in _signers(scene, token.index)]
        sides = [item for item in subjects if item is not None]
        others = scene.after(token.index, PARTNERS, {"с", "со"}) or _parties_of_object(scene, token.index)
        with_others: list[tuple[Linked | Entity, Linked | Entity]] = [
            (one, other) for one in sides[:1] for other in others
        ]
        pairs = with_others or list(combinations(sides, 2))
        for left, right in pairs:
            yield Match(
                left,
                right,
                *cover(token.index, *(i for i in (left, right) if isinstance(i, Linked))),
                status=_status(scene, token.index),
            )


def _signers(scene: Scene, verb: int) -> tuple[Linked, ...]:
    """The verb's subjects, or, where the tree finds none, the names listed in the nominative of its clause."""
    found = tuple(i for i in scene.subjects(verb, PARTNERS | {"Person"}) if i.case != "Gen")
    if found:
        return found
    low, high = scene.clause(verb)
    near = [
        i for i in scene.outer if i.type in PARTNERS and i.case == "Nom" and i.prep is None and low <= i.head < high
    ]
    return scene.conjoined(near[0]) if near and not near[0].adjectival else ()


def agreement_between(scene: Scene) -> Iterator[Match]:
    """«соглашение между Минском и Казанью», «договор с Татарстаном подписан»."""
    for token in scene.triggers("agreement"):
        verb = _signing_verb(scene, token.index)
        if verb is None:
            continue
        row = scene.after(token.index, PARTNERS, {"между"}, within=8)
        for left, right in combinations(row, 2):
            yield Match(left, right, *cover(token.index, left, right), status=_status(scene, verb))


def _agreement_near(scene: Scene, verb: int) -> bool:
    low, high = scene.clause(verb)
    if low and scene.tokens[low].lemma == "который":  # «соглашение, которое области подписали»
        low = max(0, low - 3)
    return any(token.lemma in words("lexicon", "agreement") for token in scene.tokens[low:high])


def _signing_verb(scene: Scene, index: int) -> int | None:
    low, high = scene.clause(index)
    return next(
        (t.index for t in scene.tokens[low:high] if t.lemma in words("lexicon", "sign") or t.lemma == "подписание"),
        None,
    )


def _parties_of_object(scene: Scene, verb: int) -> tuple[Linked, ...]:
    """«соглашение с Томской областью подписал …»: the other side stands by the agreement, before the verb."""
    low, _ = scene.clause(verb)
    nouns = [token.index for token in scene.triggers("agreement") if low <= token.index < verb]
    return tuple(one for one in scene.after(nouns[0], PARTNERS, {"с", "со"}) if one.last <= verb) if nouns else ()


def _open(scene: Scene, verb: int) -> bool:
    """An offer or a readiness is neither an agreement nor a plan: «готова подписать», «предложил заключить»."""
    before = {other.lemma for other in scene.tokens[max(0, verb - 3) : verb]}
    return scene.tokens[verb].feats.get("VerbForm") == "Inf" and bool(before & words("lexicon", "offer"))


def _status(scene: Scene, verb: int) -> Status:
    token = scene.tokens[verb]
    before = {other.lemma for other in scene.tokens[max(0, verb - 3) : verb]}
    if before & words("lexicon", "plan") or token.feats.get("Tense") == "Fut":
        return Status.PLANNED
    if token.feats.get("VerbForm") == "Inf" and not before & words("lexicon", "success"):
        return Status.PLANNED  # «договорились подписать», not «удалось подписать»
    if (
        token.feats.get("VerbForm") == "Fin"
        and token.feats.get("Tense") != "Past"
        and token.feats.get("Aspect") == "Perf"
    ):
        return Status.PLANNED
    return Status.DONE


# ---- how many


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
    return _status(scene, verb)


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
    Relation("signedAgreementWith", (parties_sign, agreement_between)),
    Relation("agreementCount", (counts_agreements,)),
    Relation("contractValue", (sum_of_contracts,)),
)
