"""A document's facts: every stage in turn, then what no fact rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from kg.classification.classifier import Classifier, load_classifier
from kg.classification.decisions import Judge
from kg.coreference import link
from kg.discourse import Discourse, Linked
from kg.entities import key
from kg.language import annotate
from kg.language.clauses import speech_quotations
from kg.mentions import find_mentions
from kg.mentions.quantities import find_numerals
from kg.mentions.span import span_of
from kg.model import (
    ArticleFacts,
    Coverage,
    Document,
    Entity,
    Evidence,
    Fact,
    Quotation,
    Sentence,
    Span,
    SpeechMode,
    Status,
)
from kg.relations import RELATIONS
from kg.relations.pattern import Abstention, Match, side
from kg.relations.precision import confidence_of
from kg.relations.publishing import article_entity, publisher_of
from kg.relations.scene import Scene, scenes
from kg.relations.speech import Speech, find_speech
from kg.vocabulary import relations as declared


def find_facts(
    document: Document, classifier: Classifier | None = None, *, sentences: Sequence[Sentence] | None = None
) -> ArticleFacts:
    """The facts that a document states, each with its words, in the order of the text.

    `classifier` judges what the patterns leave; None: the one that comes with kg. `sentences` are the document's where
    `kg.language.annotate_all` has analysed many together.
    """
    sentences = annotate(document) if sentences is None else sentences
    mentions = [find_mentions(sentence, document.metadata.published) for sentence in sentences]
    discourse = link(document, sentences, mentions)
    facts: list[Fact] = list(_from_header(discourse))
    abstentions: list[tuple[int, str, str]] = []
    quotations: list[Quotation] = []
    judge = Judge(classifier or load_classifier())
    for scene in scenes(discourse):
        speech = find_speech(scene)
        quotations.extend(_quotations(scene, speech))
        matches: list[tuple[str, Match]] = []
        for pattern, found in _matches(scene):
            if isinstance(found, Abstention):
                abstentions.append((scene.sentence.index, pattern, found.reason))
            else:
                matches.append((pattern.partition(".")[0], found))
                facts.append(_fact(scene, pattern, found, speech))
        for decision in judge.decide(scene, matches):
            same = [match for name, match in matches if name == decision.relation]
            listed = decision.relation == "cooperationIndustry" and len(same) > 1  # patterns read a list whole
            if not listed and not any(_says_the_same(decision.relation, match, decision.match) for match in same):
                fact = _fact(scene, f"{decision.relation}.classifier", decision.match, speech)
                facts.append(replace(fact, confidence=decision.confidence))
    kept = _without_repeats(facts)
    return ArticleFacts(
        document, tuple(sentence.span for sentence in sentences), kept, tuple(quotations),
        _coverage(discourse, kept), tuple(dict.fromkeys(abstentions)),
    )  # fmt: skip


def _says_the_same(relation: str, match: Match, other: Match) -> bool:
    """Whether a pattern's match says what the classifier says: the same sides or figure, the same words."""
    one, two = (_iris(each) for each in (match, other))
    if one == two or (declared()[relation].symmetric and one == two[::-1]):
        return True
    if relation in _ONE_SIDED:  # a field holds for both partners, a speaker for any paper
        return one[1] == two[1] or _named_alike(match, other)
    if match.quantity is not None and other.quantity is not None and match.quantity.value == other.quantity.value:
        return True  # one figure says one thing of a relation
    if one[0] != two[0]:
        return False
    object_ = side(other.object)
    loose = object_ is not None and object_.type in _WORDED and not isinstance(other.object, Linked)
    return loose and match.first < other.last and other.first < match.last


def _named_alike(match: Match, other: Match) -> bool:
    """Whether both objects bear one name: «легкая промышленность» of a pattern is the gazetteer's «лёгкая …»."""
    one, two = side(match.object), side(other.object)
    return one is not None and two is not None and one.type == two.type and key(one.name) == key(two.name)


def _iris(match: Match) -> tuple[str, str]:
    subject, object_ = side(match.subject), side(match.object)
    return subject.iri if subject else "", object_.iri if object_ else ""


def _matches(scene: Scene) -> Iterator[tuple[str, Match | Abstention]]:
    for relation in RELATIONS:
        for pattern, found in relation.find(scene):
            yield f"{pattern}", found


def _from_header(discourse: Discourse) -> Iterator[Fact]:
    """PublishedBy from the dateline: «Минск /Корр. БЕЛТА/»."""
    metadata = discourse.document.metadata
    if metadata.publisher is None or metadata.publisher_span is None:
        return
    evidence = Evidence(metadata.publisher_span, 0, "publishedBy.dateline", None, metadata.publisher_span)
    yield Fact(
        "publishedBy", article_entity(discourse), publisher_of(discourse), evidence, period=metadata.published,
        confidence=confidence_of(evidence.pattern),
    )  # fmt: skip


def _fact(scene: Scene, pattern: str, match: Match, speech: Sequence[Speech]) -> Fact:
    relation = pattern.partition(".")[0]
    subject, object_ = side(match.subject), side(match.object)
    if subject is None:
        raise ValueError(f"{pattern} gave no subject")
    own = _own_speech(scene, speech, match, relation)
    evidence = Evidence(
        span_of(scene.sentence, match.first, match.last), scene.sentence.index, pattern,
        _words(scene, match.subject), _words(scene, match.object),
    )  # fmt: skip
    return Fact(
        relation, subject, object_, evidence,
        quantity=match.quantity, period=match.period, post=match.post, body=match.body,
        status=match.status or Status.DECLARED,
        speaker=own.speaker.entity if own else None,
        mode=own.mode_at(match.first) if own else SpeechMode.NARRATION,
        part_of=match.part_of, levels=match.levels, confidence=confidence_of(pattern),
    )  # fmt: skip


def _words(scene: Scene, item: Linked | Entity | None) -> Span | None:
    return item.span if isinstance(item, Linked) and item.sentence == scene.sentence.index else None


_WORDED = {"Product", "Industry", "Quantity", "Project", "Money", "Area", "Agreement", "Document"}
_ONE_SIDED = {"saidBy", "cooperationIndustry"}
_NARRATED = {"saidBy", "publishedBy", "holdsPost", "worksFor"}
_SETTING = {"partOfEvent", "participatesIn", "takesPlaceIn", "takesPlaceOn", "visits", "meets"}


def _own_speech(scene: Scene, speech: Sequence[Speech], match: Match, relation: str) -> Speech | None:
    """The speech that a fact belongs to: inside a quotation, or behind the verb.

    Posts are the agency's words, and so is where the speaker spoke: «поделился … во время секции».
    """
    if relation in _NARRATED:
        return None
    for one in speech:
        if any(first <= match.first and match.last <= last for first, last in one.quoted):
            return one
    for one in speech:
        outside = match.first > one.trigger or match.last <= one.trigger
        if not one.quoted and outside and (relation not in _SETTING or _set_off(scene, one.trigger, match)):
            return one
    return None


def _set_off(scene: Scene, trigger: int, match: Match) -> bool:
    """Whether a comma, a colon or a dash parts the words from the verb of speech: «сообщил, что выставка пройдёт …»."""
    between = scene.tokens[trigger + 1 : match.first] if match.first > trigger else scene.tokens[match.last : trigger]
    return any(token.text in {",", ":", "—", "–", "«"} for token in between)


def _quotations(scene: Scene, speech: Sequence[Speech]) -> Iterator[Quotation]:
    speaker = speech[0].speaker.entity if len(speech) == 1 else None
    for first, last in speech_quotations(scene.sentence):
        if last - first > 2:
            yield Quotation(span_of(scene.sentence, first + 1, last - 1), speaker, scene.sentence.index)


def _without_repeats(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Each statement once: the same sides, number and date say the same; symmetric relations in either order."""
    kept: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        sides = [fact.subject.iri, fact.object.iri if fact.object else ""]
        if declared()[fact.relation].symmetric:
            sides.sort()
        if fact.relation == "saidBy":
            sides = sides[1:]
        key = (fact.relation, *sides, fact.quantity, fact.period)
        kept.setdefault(key, fact)
    told = {(fact.relation, fact.object.iri) for fact in kept.values() if fact.object and not _is_guessed(fact)}
    specific = [fact for fact in kept.values() if not _is_weaker(fact, kept.values())]
    specific = [fact for fact in specific if not _is_field_again(fact, specific, told)]
    return tuple(
        sorted(
            specific,
            key=lambda fact: (
                fact.evidence.span,
                fact.relation,
                fact.subject.iri,
                fact.object.iri if fact.object else "",
            ),
        )
    )


def _is_guessed(fact: Fact) -> bool:
    return fact.evidence.pattern.endswith(".classifier")


def _is_field_again(fact: Fact, others: Sequence[Fact], told: Collection[tuple[str, str]]) -> bool:
    """A field of cooperation that is told of the one partner, guessed for the other: of guesses the surest stays."""
    if fact.relation != "cooperationIndustry" or fact.object is None or not _is_guessed(fact):
        return False
    if (fact.relation, fact.object.iri) in told:
        return True
    rivals = [one for one in others if one.relation == fact.relation and one.object == fact.object]
    return fact is not max(rivals, key=lambda one: (one.confidence, -one.evidence.span.start))


def _is_weaker(fact: Fact, others: Iterable[Fact]) -> bool:
    """The same two sides without the number or date of another fact; a post without the body of another."""
    if fact.relation == "holdsPost" and fact.body is None:
        same = (o for o in others if o.relation == "holdsPost" and o.subject.iri == fact.subject.iri and o.body)
        return any(other.post == fact.post for other in same)
    if fact.quantity is not None or fact.period is not None:
        return False
    return any(
        other is not fact and other.relation == fact.relation and other.subject.iri == fact.subject.iri
        and (other.object.iri if other.object else None) == (fact.object.iri if fact.object else None)
        and (other.quantity is not None or other.period is not None)
        for other in others
    )  # fmt: skip


def _coverage(discourse: Discourse, facts: Sequence[Fact]) -> Coverage:
    """Sentences, numerals and names that no fact's words hold; a numeral inside a date is at home."""
    covered = [fact.evidence.span for fact in facts]
    stated = {fact.evidence.sentence for fact in facts}
    sentences = tuple(s.span for s in discourse.sentences if s.index not in stated)
    numerals, names = [], []
    for sentence in discourse.sentences:
        numerals += [span for span in _numerals(sentence) if not _attached(span, discourse, sentence, covered)]
        for item in discourse.linked[sentence.index]:
            if item.by_name and not any(item.span.overlaps(span) for span in covered):
                names.append(item.span)
    return Coverage(sentences, tuple(numerals), tuple(dict.fromkeys(names)))


def _numerals(sentence: Sentence) -> Iterator[Span]:
    for first, last in find_numerals(sentence):
        yield span_of(sentence, first, last)


def _attached(span: Span, discourse: Discourse, sentence: Sentence, covered: Sequence[Span]) -> bool:
    dates = [m.span for m in discourse.mentions[sentence.index] if m.type == "Date"]
    names = [
        item.span for item in discourse.linked[sentence.index] if item.type in {"Event", "Company", "Organization"}
    ]
    return any(span in one for one in (*covered, *dates, *names))
