"""Who said what: speakers, their words, and which part of a sentence is theirs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.discourse import Linked
from kg.language.clauses import speech_quotations, subject_of
from kg.model import SpeechMode, Token
from kg.relations.scene import Scene
from kg.relations.speaking_bodies import body_behind, body_in, speaking_body
from kg.wordlists import words

SPEAKERS = frozenset({"Person", "Organization", "Company", "InternationalOrganization"})
_SECOND_HAND = {"по", "согласно"}


@dataclass(frozen=True, slots=True)
class Speech:
    """A speaker and the word that makes him one; `quoted` are the token ranges of his literal words."""

    speaker: Linked
    trigger: int
    quoted: tuple[tuple[int, int], ...]

    def mode_at(self, token: int) -> SpeechMode:
        """Direct inside the quotation, else indirect."""
        inside = any(first <= token < last for first, last in self.quoted)
        return SpeechMode.DIRECT if inside else SpeechMode.INDIRECT


def find_speech(scene: Scene) -> tuple[Speech, ...]:
    """The speakers of a sentence, in the order of their verbs."""
    quoted = speech_quotations(scene.sentence)
    found: list[Speech] = []
    finders = (_according_to, _stated_in, _cited, _referred_to)
    others = [pair for finder in finders for pair in finder(scene)]
    for trigger, speaker in (*_by_verb(scene, quoted), *others):
        if _is_unnamed_firm(speaker):
            continue
        if all(speaker.entity.iri != other.speaker.entity.iri for other in found):
            found.append(Speech(speaker, trigger, quoted))
    return tuple(found)


def _is_unnamed_firm(speaker: Linked) -> bool:
    """«одна из пензенских компаний»: nobody whom one could name."""
    return speaker.type == "Company" and not speaker.by_name and speaker.entity.name[:1].islower()


def _by_verb(scene: Scene, quoted: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, Linked]]:
    """«Субботин отметил, что …», «…», — добавил он», «сообщили в пресс-службе …»."""
    for token in scene.triggers("speech"):
        if (
            token.pos not in {"VERB", "ADJ"}
            or token.feats.get("VerbForm") in {"Inf", "Conv"}
            or _inside(token.index, quoted)
        ):
            continue
        if token.feats.get("VerbForm") == "Part" and token.feats.get("Variant") != "Short":
            continue
        speaker = _subject(scene, token, quoted) or _office(scene, token)
        if speaker is not None:
            yield token.index, speaker


def _inside(index: int, quoted: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= index < last for first, last in quoted)


def _subject(scene: Scene, verb: Token, quoted: tuple[tuple[int, int], ...]) -> Linked | None:
    candidates = [
        item for item in scene.subjects(verb.index, SPEAKERS) if item.case == "Nom" and not _inside(item.head, quoted)
    ]
    if candidates:
        return candidates[0]
    own = subject_of(scene.sentence, verb.index)
    if own is not None and scene.tokens[own].lemma in words("lexicon", "unnamed_speaker"):
        return None  # «рассказал источник в акимате»
    phrase = scene.phrase(own) if own is not None else None
    body = speaking_body(scene, phrase) if phrase is not None and phrase.case == "Nom" else None
    near = _nominatives_near(scene, verb, quoted)
    return body or (near[0] if near else None)


def _nominatives_near(scene: Scene, verb: Token, quoted: tuple[tuple[int, int], ...]) -> list[Linked]:
    """The nominative name of the verb's clause that stands nearest to it."""
    low, high = scene.clause(verb.index)
    if verb.feats.get("Voice") == "Pass":
        return []
    near = [
        item
        for item in scene.outer
        if item.type in SPEAKERS
        and item.case == "Nom"
        and item.prep is None
        and not item.adjectival
        and not item.plural
        and low <= item.head < high
        and not _inside(item.head, quoted)
    ]
    return sorted(near, key=lambda item: (abs(item.head - verb.index), item.first))


def _office(scene: Scene, verb: Token) -> Linked | None:
    """«сообщили в пресс-службе губернатора»: a plural verb without a subject, a body after «в»."""
    if verb.number != "Plur":
        return None
    found = scene.after(verb.index, SPEAKERS - {"Person"}, {"в", "во"}, within=12)
    if found:
        return found[0]
    low, high = scene.clause(verb.index)
    before = [
        i
        for i in scene.outer
        if i.type in SPEAKERS - {"Person"} and i.prep in {"в", "во"} and i.case == "Loc" and low <= i.head < verb.index
    ]
    if before and before[0].first <= low + 1:
        return before[0]
    return body_in(scene, verb.index + 1, high) or body_in(scene, low, min(low + 2, verb.index))


def _according_to(scene: Scene) -> Iterator[tuple[int, Linked]]:
    """«по словам вице-премьера», «по данным министерства», «по мнению председателя»."""
    for token in scene.triggers("according"):
        before = scene.tokens[token.index - 1].text.lower() if token.index else ""
        if before not in _SECOND_HAND:
            continue
        person = next(
            (item for item in scene.outer if item.type in SPEAKERS and _follows(scene, token.index, item)), None
        )
        speaker = person or body_behind(scene, token.index)
        if speaker is not None:
            yield token.index, speaker


def _cited(scene: Scene) -> Iterator[tuple[int, Linked]]:
    """«цитирует главу региона пресс-служба», «слова министра приводит ТАСС»: the one whose words they are."""
    for token in scene.triggers("cite"):
        low, high = scene.clause(token.index)
        near = [i for i in scene.outer if i.type in SPEAKERS and low <= i.head < high and not i.plural]
        yield from ((token.index, i) for i in near if i.case == "Acc" and i.prep is None)
        words_of = (t.index for t in scene.tokens[low:high] if t.lemma == "слово" and t.number == "Plur")
        yield from ((token.index, item) for i in words_of for item in scene.genitive_of(i, SPEAKERS)[:1])


def _referred_to(scene: Scene) -> Iterator[tuple[int, Linked]]:
    """«со ссылкой на Мингорисполком», «ссылаясь на министра»."""
    for token in scene.triggers("reference"):
        for item in scene.after(token.index, SPEAKERS, {"на"}, within=6)[:1]:
            yield token.index, item


def _stated_in(scene: Scene) -> Iterator[tuple[int, Linked]]:
    """«говорится в сообщении пресс-службы …», «следует из информации администрации …»."""
    for token in scene.triggers("stated"):
        for index in range(token.index + 1, min(token.index + 4, len(scene.tokens))):
            if scene.tokens[index].lemma in words("lexicon", "statement"):
                yield from ((token.index, item) for item in scene.genitive_of(index, SPEAKERS)[:1])


def _follows(scene: Scene, index: int, item: Linked) -> bool:
    """Right after the noun, or behind the post of the person."""
    if item.first == index + 1:
        return True
    return item.type == "Person" and any(
        m.type == "Post" and m.first == index + 1 and m.last == item.first for m in scene.mentions
    )
