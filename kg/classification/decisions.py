"""Which candidates become facts: the probable ones, each with the figure that belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from kg.classification.argument import PHRASE, Argument
from kg.classification.candidates import DATED, Candidate, candidates
from kg.classification.classifier import Classifier, Place, lay_out, load_classifier
from kg.classification.encoder import Floats, inputs
from kg.classification.features import climb, sentence_features, tokens_between
from kg.classification.pair_features import pair_features
from kg.classification.rules import Fired
from kg.classification.side_features import argument_features
from kg.discourse import Linked
from kg.entities import describe
from kg.language.clauses import is_participle, is_verb
from kg.model import Entity, Quantity, Status
from kg.relations.event_figures import words_type
from kg.relations.pattern import Match, cover, denied, side
from kg.relations.publishing import publisher_of
from kg.relations.scene import Scene
from kg.vocabulary import KG
from kg.vocabulary import relations as declared
from kg.wordlists import words

_TOGETHER = 16  # sentences
FIGURE = 0.5  # how probable it must be that a figure belongs to a fact
_NAMED_BY_TYPE = {"jobsCreated": "рабочие места", "exhibitionArea": "экспозиция", "contractValue": "контракты"}


@dataclass(frozen=True, slots=True)
class Decision:
    """A fact that the classifier takes for stated, and how probable it is."""

    relation: str
    match: Match
    confidence: float


@dataclass(slots=True)
class Judge:
    """Reads the scenes of one article in turn; remembers what it has computed of each argument and sentence."""

    classifier: Classifier = field(default_factory=load_classifier)
    seen: dict[tuple[str, int], Floats] = field(default_factory=dict)
    kept: list[Argument] = field(default_factory=list)
    states: dict[int, tuple[Floats, ...]] = field(default_factory=dict)

    def decide(self, scene: Scene, matches: Sequence[tuple[str, Match]] = ()) -> Iterator[Decision]:
        """The probable facts of a sentence, most probable first; `matches` are what patterns found there."""
        self._encode(scene)
        found = list(candidates(scene))
        if not found:
            return
        layout = lay_out(scene.sentence.index, [place_of(scene, one) for one in found])
        scores = self.classifier.probabilities(self._sums(scene, found, Fired.of(matches)), layout, self.states)
        yield from _chosen(self.classifier, scene, found, scores)

    def _encode(self, scene: Scene) -> None:
        """The states of a sentence and of some that follow it: many together cost less."""
        first = scene.sentence.index
        if first not in self.states:
            ahead = range(first, min(first + _TOGETHER, len(scene.discourse.sentences)))
            found = self.classifier.states([inputs(scene.at(index)) for index in ahead])
            self.states.update(zip(ahead, found, strict=True))

    def _sums(self, scene: Scene, found: Sequence[Candidate], fired: Fired) -> Floats:
        """What the features of each candidate add up to: the sentence's, both sides', the pair's."""
        views: dict[tuple[str, ...], int] = {}
        pairs = [views.setdefault(_pair_names(scene, one, fired), len(views)) for one in found]
        sums = self.classifier.features_sums("p", list(views))[pairs]
        sums += self.classifier.features_sum("z", sentence_features(scene))
        self._add_sides(sums, scene, "o", [one.object for one in found])
        self._add_sides(sums, scene, "s", [one.subject for one in found])
        return sums

    def _add_sides(self, sums: Floats, scene: Scene, role: str, sides: Sequence[Argument | None]) -> None:
        """Adds what one side of each candidate gives; each argument is looked at once an article."""
        fresh = {id(one): one for one in sides if one is not None and (role, id(one)) not in self.seen}
        self.kept += fresh.values()  # so that their ids stay their own
        views = [tuple(argument_features(scene.at(one.sentence), one)) for one in fresh.values()]
        for one, row in zip(fresh, self.classifier.features_sums(role, views), strict=True):
            self.seen[role, one] = row
        nothing = np.zeros(sums.shape[1], np.float32)
        sums += np.stack([nothing if one is None else self.seen[role, id(one)] for one in sides])


def _pair_names(scene: Scene, one: Candidate, fired: Fired) -> tuple[str, ...]:
    told = fired.features(one)
    own = ("unary",) if one.subject is None else pair_features(scene, one.subject, one.object)
    return (*own, *told) if told else own


def place_of(scene: Scene, one: Candidate) -> Place:
    """Where a candidate of a scene stands."""
    object_ = (one.object.sentence, one.object.head)
    if one.subject is None:
        return Place(None, object_)
    subject = (one.subject.sentence, one.subject.head)
    together = subject[0] == object_[0]
    sentence = scene.discourse.sentences[subject[0]]
    return Place(subject, object_, tokens_between(sentence, subject[1], object_[1]) if together else ())


def _chosen(classifier: Classifier, scene: Scene, found: Sequence[Candidate], scores: Floats) -> Iterator[Decision]:
    column = {label: index for index, label in enumerate(classifier.labels)}
    probable = [
        (float(scores[row, column[label]]), label, one)
        for row, one in enumerate(found)
        for label in one.labels
        if not label.endswith("#") and scores[row, column[label]] >= classifier.thresholds[column[label]]
    ]
    figures = [
        (float(scores[row, column[label]]), label, one)
        for row, one in enumerate(found)
        for label in one.labels
        if label.endswith("#") and scores[row, column[label]] >= FIGURE
    ]
    taken: list[tuple[str, Candidate]] = []
    for score, label, one in sorted(probable, key=lambda row: (-row[0], row[1], row[2].object.first)):
        if any(label == other and _same_words(one, kept) for other, kept in taken):
            continue
        taken.append((label, one))
        match = _match(scene, label, one, _figure_of(one, label, figures))
        if match is not None and _fits(label, match) and not denied(scene, match):
            yield Decision(label, match, round(score, 2))


def _fits(relation: str, match: Match) -> bool:
    """Whether the sides are of the declared types, and a reported figure has its number."""
    signature = declared()[relation]
    subject, object_ = side(match.subject), side(match.object)
    typed = subject is not None and subject.type in signature.domain
    typed = typed and (object_ is None or object_.type in signature.range)
    return typed and (match.quantity is not None or signature.form != KG.ReportedQuantity)


def _same_words(one: Candidate, other: Candidate) -> bool:
    """Two readings of the same words, or the same two things: «пермский завод» in Пермь, in Пермский край."""
    return _alike(one.subject, other.subject) and _alike(one.object, other.object)


def _alike(one: Argument | None, other: Argument | None) -> bool:
    if one is None or other is None:
        return one is other
    overlap = one.sentence == other.sentence and one.first < other.last and other.first < one.last
    return one.key == other.key or overlap


def _figure_of(one: Candidate, label: str, figures: Iterable[tuple[float, str, Candidate]]) -> Argument | None:
    """The figure that belongs to a fact by its object, else by its subject."""
    for one_side in (one.object, one.subject):
        own = [
            (p, f.object)
            for p, name, f in figures
            if name == f"{label}#" and one_side is not None and f.subject is one_side
        ]
        if own:
            return max(own, key=lambda row: row[0])[1]
    return None


def _match(scene: Scene, label: str, one: Candidate, figure: Argument | None) -> Match | None:
    """The fact that a candidate states, with its words in this sentence."""
    subject, object_ = one.subject, one.object
    here = [a for a in (subject, object_, figure) if a is not None and a.sentence == scene.sentence.index]
    words = _stating(scene, here) if here else (0, len(scene.tokens))
    if subject is None:
        return Match(publisher_of(scene.discourse), _side_of(scene, object_), *words)
    counted = object_ if object_.quantity is not None else figure
    quantity = counted.quantity if counted is not None else None
    whose = _side_of(scene, subject)
    what = None if label == DATED else _object_of(scene, label, subject, object_)
    if whose is None or (what is None and label != DATED):
        return None
    return Match(
        whose, what, *words,
        quantity=quantity, period=object_.period if label == DATED else scene.period(words[0]),
        status=_status(scene, words),
    )  # fmt: skip


def _stating(scene: Scene, sides: Sequence[Argument]) -> tuple[int, int]:
    """The words of the sides with the verb that governs one of them in its clause."""
    verbs = [climb(scene.sentence, one.head)[1] for one in sides]
    own = [verb for verb, one in zip(verbs, sides, strict=True) if verb >= 0 and _same_clause(scene, verb, one.head)]
    return cover(*((one.first, one.last) for one in sides), *own[:1])


def _same_clause(scene: Scene, one: int, other: int) -> bool:
    return scene.clause(one) == scene.clause(other)


def _side_of(scene: Scene, one: Argument) -> Linked | Entity | None:
    """The linked mention where it stands in this sentence, else the entity."""
    if one.linked is not None and one.sentence == scene.sentence.index:
        return one.linked
    return one.entity


def _object_of(scene: Scene, label: str, subject: Argument, one: Argument) -> Linked | Entity | None:
    if one.quantity is not None:
        return _counted(label, subject, one, one.quantity)
    if one.kind == PHRASE:
        if label == "cooperationIndustry" and one.name.split(" ")[0].lower() in words("lexicon", "no_branch"):
            return None  # «расширение ассортимента»
        kind = next(t for t in ("Product", "Industry", "Quantity", "Place") if t in declared()[label].range)
        return describe(kind, one.name)
    return _side_of(scene, one)


def _counted(label: str, subject: Argument, one: Argument, quantity: Quantity) -> Entity:
    """What a figure counts or measures, by its own words."""
    allowed = declared()[label].range
    name = _NAMED_BY_TYPE.get(label, one.name)
    for type_ in ("Money", "Area", "Agreement", "Quantity"):
        if type_ in allowed and label != "participantCount":
            return describe(type_, name, context=subject.key if type_ in {"Money", "Area"} else "")
    return describe(words_type(quantity.unit or ""), name, collective=True)


def _status(scene: Scene, words: tuple[int, int]) -> Status | None:
    """How far the verb among the stating words, or over them, says that it has come."""
    verbs = [t.index for t in scene.tokens[words[0] : words[1]] if is_verb(t) and not is_participle(t)]
    finite = [i for i in verbs if scene.tokens[i].feats.get("VerbForm") == "Fin"]
    above = scene.verb_above(words[0]) if not verbs else None
    verb = next(iter(finite or verbs), above)
    return scene.tense(verb) if verb is not None and _tells(scene, verb) else None


def _tells(scene: Scene, verb: int) -> bool:
    """Whether a verb's tense tells how far the fact has come: a verb of speech does not."""
    return scene.tokens[verb].lemma not in words("lexicon", "speech")


__all__ = ["Decision", "Judge"]
