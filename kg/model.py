"""The nouns: what an article is made of, from its text to its facts.

Every value is frozen: a stage returns a new one. Offsets are Unicode code points into `Document.text`, half-open.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` (included) to `stop` (excluded) of a document's text.

    >>> Span(2, 5).of("Витебск")
    'теб'
    """

    start: int
    stop: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.stop:
            raise ValueError(f"not a span: {self.start}..{self.stop}")

    def __len__(self) -> int:
        return self.stop - self.start

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.stop <= self.stop

    def overlaps(self, other: Span) -> bool:
        """Whether both share a character."""
        return self.start < other.stop and other.start < self.stop

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.stop]

    def cover(self, *others: Span) -> Span:
        """The smallest span that holds this one and the others."""
        spans = (self, *others)
        return Span(min(span.start for span in spans), max(span.stop for span in spans))


_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def _check_date(iso: str) -> None:
    match = _DATE.fullmatch(iso)
    if not match:
        raise ValueError(f"not a date: {iso!r}")
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or year == 0 or (month is not None and not 1 <= month <= 12):
        raise ValueError(f"not a date: {iso!r}")
    if month is not None and day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise ValueError(f"no such day: {iso!r}")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A day, month or year (`2025-09-29`, `2025-09`, `2025`), or an interval of two of them; ISO 8601.

    >>> Period("2025-09-29", "2025-10-01").iso
    '2025-09-29/2025-10-01'
    >>> Period("2025-13")
    Traceback (most recent call last):
    ValueError: not a date: '2025-13'
    """

    start: str
    end: str | None = None

    def __post_init__(self) -> None:
        _check_date(self.start)
        if self.end is not None:
            _check_date(self.end)

    @property
    def iso(self) -> str:
        """`start`, or `start/end`."""
        return self.start if self.end is None else f"{self.start}/{self.end}"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a text says of itself: header, dateline, agency. None where it is silent; spans point at the words."""

    published: Period | None = None
    published_span: Span | None = None
    publisher: str | None = None
    publisher_span: Span | None = None
    place: str | None = None
    place_span: Span | None = None
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An article as stored: its text is what every offset refers to.

    `blocks` are the stretches of running text (heading, paragraphs) in order, without header, dateline and scraps;
    `source` is the file that it was read from, with the record's number where there are more; no part of what it is.
    """

    id: str
    text: str
    blocks: tuple[Span, ...]
    metadata: Metadata = Metadata()
    language: str = "ru"
    source: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark, with its analysis.

    `index` counts from 0 within the sentence; `head` is the index of the governing token, -1 for a root; `rel` is the
    Universal Dependencies relation; `pos` the universal part of speech; `feats` the UD features (`Case` → `Gen`);
    `lemma` lower-case, without ё.
    """

    index: int
    span: Span
    text: str
    lemma: str
    pos: str
    feats: Mapping[str, str]
    head: int
    rel: str

    @property
    def case(self) -> str | None:
        return self.feats.get("Case")

    @property
    def number(self) -> str | None:
        return self.feats.get("Number")

    @property
    def gender(self) -> str | None:
        return self.feats.get("Gender")

    def __repr__(self) -> str:
        return f"<{self.index} {self.text} {self.pos} {self.rel}→{self.head}>"


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the recogniser found: `kind` is PER, LOC or ORG; tokens `first` to `last`, the last excluded."""

    kind: str
    first: int
    last: int


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence with its tokens and names; `index` counts from 0 within the document."""

    index: int
    span: Span
    text: str
    tokens: tuple[Token, ...]
    names: tuple[Name, ...] = ()
    children: tuple[tuple[int, ...], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the article bounds it.

    `value` in base units (20 тыс. → 20000); `comparator` is one of = > < >= <= ~; `unit` is a Russian noun in the
    nominative singular («компания», «кв. м», «%») or an ISO 4217 code, None where there is none.
    """

    value: Decimal
    comparator: str = "="
    unit: str | None = None

    def __post_init__(self) -> None:
        if self.comparator not in {"=", ">", "<", ">=", "<=", "~"}:
            raise ValueError(f"not a comparator: {self.comparator!r}")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a sentence that name something.

    `type` is a class of the ontology (its local name); `normal` the name in the nominative; `head` the index of the
    head token, `first`/`last` the token range (last excluded), `span` the characters in the document. `reference` is an
    reference to a gazetteer where the finder knows the thing, else None. `quantity` and `period`: numbers and dates.
    """

    type: str
    span: Span
    text: str
    normal: str
    sentence: int
    head: int
    first: int
    last: int
    reference: str | None = None
    quantity: Quantity | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing of the world, under its canonical Russian name.

    `type` is a class of the ontology; `labels` are (language, text) pairs; `same_as` IRIs elsewhere (Wikidata,
    GeoNames); `within` the IRI of the place that contains it by the gazetteer; `coordinates` latitude and longitude;
    `collective` for «регионы России» and the like; of an event, `edition` tells which time it is held and
    `exhibition` whether goods are shown.
    """

    iri: str
    type: str
    name: str
    labels: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    within: str | None = None
    coordinates: tuple[Decimal, Decimal] | None = None
    collective: bool = False
    edition: int | None = None
    exhibition: bool = False


class Status(StrEnum):
    """How far a thing has come, as the article puts it."""

    PLANNED = "planned"
    UNDERWAY = "underway"
    DONE = "done"
    DECLARED = "declared"


class SpeechMode(StrEnum):
    """Whose words: quoted, reported, or the agency's own."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    NARRATION = "narration"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the article states a fact: `span` the stating words, `sentence` its index, `pattern` what recognised it.

    `subject` and `object` are the words that name the two sides, None where they are understood from elsewhere.
    """

    span: Span
    sentence: int
    pattern: str
    subject: Span | None = None
    object: Span | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """What an article states, and where.

    `relation` is a relation of the ontology (its local name). `object` is None for takesPlaceOn only, where `period`
    says it all. `post` and `body` split the object of holdsPost. `part_of` is the evidence span of the quantity that
    this one is a part of («в том числе более 290»). `levels` are codes of the ontology's administrative levels.
    `confidence` is the pattern's measured precision, 0 to 1.
    """

    relation: str
    subject: Entity
    object: Entity | None
    evidence: Evidence
    quantity: Quantity | None = None
    period: Period | None = None
    post: str | None = None
    body: Entity | None = None
    status: Status = Status.DECLARED
    speaker: Entity | None = None
    mode: SpeechMode = SpeechMode.NARRATION
    part_of: Span | None = None
    levels: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that the article quotes: `span` without the quotation marks, and who said them (None where unresolved)."""

    span: Span
    speaker: Entity | None
    sentence: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What no fact rests on: sentences, numerals and names of the article left without one."""

    sentences: tuple[Span, ...] = ()
    numerals: tuple[Span, ...] = ()
    names: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """All that was found in one article. Iterates over its facts, in the order of the text.

    `abstentions` are (sentence index, pattern, reason): patterns that matched and then held back.
    """

    document: Document
    sentences: tuple[Span, ...]
    facts: tuple[Fact, ...]
    quotations: tuple[Quotation, ...] = ()
    coverage: Coverage = Coverage()
    abstentions: tuple[tuple[int, str, str], ...] = ()

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.facts)

    def __len__(self) -> int:
        return len(self.facts)

    def sentence_of(self, fact: Fact) -> Span:
        """The sentence that states a fact; the words themselves where they stand in the header."""
        words = fact.evidence.span
        sentence = self.sentences[fact.evidence.sentence] if self.sentences else words
        return sentence if words in sentence else words
