"""«он», «его», «в ней»: pronouns resolved where the text supports one reading."""

from __future__ import annotations

from collections.abc import Iterator

from kg.discourse import Discourse, Linked, nearest
from kg.language.morphology import readings
from kg.model import Entity, Sentence
from kg.wordlists import words


def _gender(name: str) -> str | None:
    for word in name.split():
        for reading in readings(word.lower()):
            if {"Name", "Patr"} & set(reading.tag.grammemes) and reading.tag.gender:
                return {"masc": "Masc", "femn": "Fem"}.get(str(reading.tag.gender))
    return None


def find_pronouns(discourse: Discourse, sentence: Sentence) -> Iterator[Linked]:
    actions = words("lexicon", "speech") | words("lexicon", "participate") | words("lexicon", "person_action")
    for token in sentence.tokens:
        if token.lemma not in {"он", "она"} or token.pos != "PRON" or token.case != "Nom":
            continue
        verb = sentence.tokens[token.head] if token.head >= 0 else None
        near = [other.lemma for other in sentence.tokens[max(0, token.index - 3) : token.index + 4]]
        if not (verb is not None and verb.lemma in actions) and not actions & set(near):
            continue
        person = _antecedent(discourse, sentence, token.index, "Fem" if token.lemma == "она" else "Masc")
        if person is not None:
            yield Linked(
                person, sentence.index, token.index, token.index + 1, token.index, token.span, "Nom", by_name=False
            )


def find_object_pronouns(discourse: Discourse, sentence: Sentence) -> Iterator[Linked]:
    """«его принял губернатор», «с ним обсудил» → the person of the sentences before."""
    for token in sentence.tokens:
        if token.lemma not in {"он", "она"} or token.pos != "PRON" or token.case not in {"Acc", "Ins", "Gen"}:
            continue
        near = {other.lemma for other in sentence.tokens[max(0, token.index - 3) : token.index + 5]}
        if not near & (words("lexicon", "receive") | words("lexicon", "talk") | words("lexicon", "meet")):
            continue
        before = sentence.tokens[token.index - 1].text.lower() if token.index else ""
        gender = "Fem" if token.text.lower() in {"ее", "её", "ней", "нею"} else "Masc"
        person = _antecedent(discourse, sentence, token.index, gender)
        if person is not None:
            case, prep = ("Ins", before) if before in {"с", "со"} else ("Acc", None)
            yield Linked(
                person, sentence.index, token.index, token.index + 1, token.index, token.span, case, prep, by_name=False
            )


def find_event_pronouns(discourse: Discourse, sentence: Sentence) -> Iterator[Linked]:
    """«в ней участвуют», «на нём выступил» → the event named last, where the gender agrees."""
    actions = words("lexicon", "participate") | words("lexicon", "attend") | words("lexicon", "taking_part")
    for token in sentence.tokens:
        if token.text.lower() not in {"нем", "нём", "ней"} or token.index == 0:
            continue
        before = sentence.tokens[token.index - 1].text.lower()
        near = {other.lemma for other in sentence.tokens[max(0, token.index - 4) : token.index + 5]}
        if before not in {"в", "на"} or not actions & near:
            continue
        event = nearest(discourse.before(sentence.index, token.index), frozenset({"Event"}))
        if event is not None and _gender_of_head(discourse, event) in _GENDERS[token.text.lower()]:
            yield Linked(
                event.entity,
                sentence.index,
                token.index,
                token.index + 1,
                token.index,
                token.span,
                "Loc",
                before,
                by_name=False,
            )


def find_event_subjects(discourse: Discourse, sentence: Sentence) -> Iterator[Linked]:
    """«Она пройдёт с 22 по 24 апреля» → the event of the sentence before, where the gender agrees."""
    for token in sentence.tokens[:1]:
        verb = sentence.tokens[token.head] if token.head >= 0 else None
        if token.text.lower() not in _SUBJECTS or verb is None or verb.lemma not in words("lexicon", "event_verb"):
            continue
        earlier = discourse.linked[sentence.index - 1] if sentence.index else []
        events = [item for item in earlier if item.type == "Event"]
        agreeing = [item for item in events if _gender_of_head(discourse, item) == _SUBJECTS[token.text.lower()]]
        if len({item.entity.iri for item in events}) == 1 and agreeing:
            yield Linked(agreeing[0].entity, sentence.index, 0, 1, 0, token.span, "Nom", by_name=False)


_SUBJECTS = {"он": "Masc", "она": "Fem", "оно": "Neut"}
_GENDERS = {"ней": {"Fem"}, "нем": {"Masc", "Neut"}, "нём": {"Masc", "Neut"}}


def _gender_of_head(discourse: Discourse, item: Linked) -> str | None:
    return discourse.sentences[item.sentence].tokens[item.head].gender


def _antecedent(discourse: Discourse, sentence: Sentence, token: int, gender: str) -> Entity | None:
    """The one person of the last sentences; among several, the last one in the nominative."""
    for index in range(sentence.index, max(-1, sentence.index - 4), -1):
        people = [
            item
            for item in discourse.linked[index]
            if item.type == "Person"
            and not item.plural
            and (index < sentence.index or item.head < token)
            and _gender(item.entity.name) in {gender, None}
        ]
        distinct = {item.entity.iri for item in people}
        if len(distinct) == 1:
            return people[0].entity
        subjects = [item for item in people if item.case == "Nom"]
        if subjects:
            return subjects[-1].entity
        if people:
            return None
    return None
