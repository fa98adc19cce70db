"""Agreements: between whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from kg.coreference import speaker_region
from kg.discourse import Linked
from kg.language.clauses import is_participle
from kg.language.phrases import phrase_from
from kg.model import Status, Token
from kg.relations.agreement_nouns import agreement_words, status_of
from kg.relations.pattern import Match, Relation, cover
from kg.relations.scene import PARTNERS, Scene
from kg.relations.sides import (
    ACTORS,
    WITH,
    Side,
    distinct,
    entity_of_side,
    left_sides,
    named_in,
    side_of,
    sides_named_by,
)
from kg.wordlists import words


def parties_sign(scene: Scene) -> Iterator[Match]:
    """«Воронежская и Курская области подписали соглашение», «палата заключила договор с союзом»."""
    for token in scene.triggers("sign"):
        if not _agreement_near(scene, token.index) or _withheld(scene, token.index):
            continue
        left, right = _signers(scene, token.index), _counterparts(scene, token.index)
        left = left or _own_side(scene, token.index, right)
        if not named_in(*left, *right) and _counted(scene, token.index):
            continue  # «стороны заключили 82 контракта»: their firms did
        for one, other in list(product(left[:1], right)) or list(combinations(left, 2)):
            words_of = cover(token.index, *named_in(one, other))
            yield Match(one, other, *words_of, status=status_of(scene, token.index))


def _counted(scene: Scene, verb: int) -> bool:
    low, high = scene.clause(verb)
    heads = {token.index for token in agreement_words(scene)}
    return any(low <= figure.head < high and figure.head in heads for figure in scene.quantities)


def _signers(scene: Scene, verb: int) -> tuple[Side, ...]:
    """The verb's subjects or agents; where the tree finds none, the names listed in the nominative of its clause."""
    token = scene.tokens[verb]
    if token.feats.get("Voice") == "Pass" and not is_participle(token):
        agents = scene.doers(verb, ACTORS)  # «с Томском и Омском» are no agents
        return distinct([side_of(scene, item) for item in agents]) if agents and agents[0].prep is None else ()
    if is_participle(token):
        return ()
    found = left_sides(scene, verb)
    if found:
        return found
    low, high = scene.clause(verb)
    near = [i for i in scene.outer if i.type in ACTORS and i.case == "Nom" and i.prep is None and low <= i.head < high]
    row = scene.conjoined(near[0]) if near and not near[0].adjectival else ()
    return distinct([side_of(scene, item) for item in row])


def _counterparts(scene: Scene, verb: int) -> tuple[Side, ...]:
    """The other side, under «с» behind the verb or by the agreement before it."""
    found = scene.after(verb, ACTORS, WITH) or _parties_of_object(scene, verb)
    return distinct([side_of(scene, item) for item in found])


def _parties_of_object(scene: Scene, verb: int) -> tuple[Linked, ...]:
    """«соглашение с Томской областью подписал …»: the other side stands by the agreement, before the verb."""
    low, _ = scene.clause(verb)
    nouns = [token.index for token in agreement_words(scene) if low <= token.index < verb]
    return tuple(one for one in scene.after(nouns[0], ACTORS, WITH) if one.last <= verb) if nouns else ()


def _own_side(scene: Scene, verb: int, others: Sequence[Side]) -> tuple[Side, ...]:
    """Who signs where nobody is named: «мы», or the region that the text is about: «подписан договор с Гомелем»."""
    if not others:
        return ()
    low, high = scene.clause(verb)
    having = [i for i in scene.outer if i.type in PARTNERS and i.prep == "у" and low <= i.head < high]
    region = having[0] if having else speaker_region(scene.discourse, scene.sentence, verb)
    same = region is None or any(entity_of_side(one).iri == entity_of_side(region).iri for one in others)
    passive = scene.tokens[verb].feats.get("Voice") == "Pass"
    return (region,) if region is not None and passive and not same else ()


def agreement_between(scene: Scene) -> Iterator[Match]:
    """«соглашение между Минском и Казанью подписано», «церемония подписания договора между компаниями»."""
    for token in agreement_words(scene):
        verb = _signing_word(scene, token.index)
        if verb is None or _withheld(scene, verb):
            continue
        row: tuple[Side, ...] = scene.after(token.index, PARTNERS, {"между"}, within=8)
        row = row or _between_before(scene, token)
        for left, right in combinations(row or _pair_between(scene, token.index), 2):
            yield Match(left, right, *cover(token.index, *named_in(left, right)), status=status_of(scene, verb))


def _between_before(scene: Scene, token: Token) -> tuple[Side, ...]:
    """«между областью и краем действует соглашение»."""
    low, _ = scene.clause(token.index)
    first = next((i for i in scene.outer if i.prep == "между" and low <= i.head < token.index), None)
    return tuple(i for i in scene.conjoined(first) if i.type in PARTNERS) if first is not None else ()


def _pair_between(scene: Scene, index: int) -> tuple[Side, ...]:
    """«подписано соглашение между странами»: the pair named before."""
    _, high = scene.clause(index)
    phrases = (phrase_from(scene.sentence, i) for i in range(index + 1, min(high, index + 8)))
    between = next((phrase for phrase in phrases if phrase is not None and phrase.prep == "между"), None)
    return sides_named_by(scene, scene.tokens[between.head]) if between is not None else ()


def signing_of_agreement(scene: Scene) -> Iterator[Match]:
    """«завершилось подписанием протокола с Томском», «после подписания соглашения с администрацией»."""
    for token in scene.triggers("signing"):
        noun = next((t for t in agreement_words(scene) if 0 < t.index - token.index <= 3), None)
        verb = scene.verb_above(token.index)
        if noun is None or (verb is not None and _withheld(scene, verb)):
            continue
        right = distinct([side_of(scene, item) for item in scene.after(noun.index, ACTORS, WITH, within=8)])
        left = left_sides(scene, verb) if verb is not None else ()
        for one, other in product(left[:1], right):
            yield Match(one, other, *cover(token.index, *named_in(one, other)), status=_signingstatus_of(scene, verb))


def _signingstatus_of(scene: Scene, verb: int | None) -> Status:
    return Status.DONE if verb is None else status_of(scene, verb)


def _agreement_near(scene: Scene, verb: int) -> bool:
    low, high = scene.clause(verb)
    if low and scene.tokens[low].lemma == "который":  # «соглашение, которое области подписали»
        low = max(0, low - 3)
    return any(low <= token.index < high for token in agreement_words(scene))


def _signing_word(scene: Scene, index: int) -> int | None:
    """The verb or noun of signing in an agreement's clause."""
    low, high = scene.clause(index)
    return next(
        (token.index for token in scene.triggers("sign", "signing", "in_force") if low <= token.index < high), None
    )


def _withheld(scene: Scene, verb: int) -> bool:
    """Denied, offered, or merely possible: «не будет подписывать», «готова подписать»."""
    low, high = scene.clause(verb)
    token = scene.tokens[verb]
    loose = range(low, high) if token.feats.get("VerbForm") == "Inf" else ()  # «подписывать … область не будет»
    governors = {verb, token.head, *scene.sentence.children[verb], *loose}
    verbs = [i for i in governors if low <= i < high and scene.tokens[i].pos in {"VERB", "AUX"}]
    return any(scene.negated(index) for index in (verb, *verbs)) or _open(scene, verb)


def _open(scene: Scene, verb: int) -> bool:
    """An offer or a readiness is neither an agreement nor a plan: «готова подписать», «предложил заключить»."""
    before = {other.lemma for other in scene.tokens[max(0, verb - 3) : verb]}
    return scene.tokens[verb].feats.get("VerbForm") == "Inf" and bool(before & words("lexicon", "offer"))


RELATIONS = (Relation("signedAgreementWith", (agreement_between, parties_sign, signing_of_agreement)),)
