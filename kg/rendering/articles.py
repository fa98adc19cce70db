"""All that one article says, with its text and the words behind each fact."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from decimal import Decimal

from rdflib import PROV, RDF, RDFS, SDO, XSD, Literal, URIRef

from kg import __version__
from kg.model import ArticleFacts, Document, Fact, Quotation, Span
from kg.reading import Reprint
from kg.rendering.claims import claim_triples
from kg.rendering.nodes import Triple, date, decimal, digest, fact_iri, offset_iri, subject_iri, text_iri
from kg.vocabulary import ITSRDF, KG, NIF, THING, article_iri, codes


def article_triples(article: ArticleFacts) -> Iterator[Triple]:
    """The article's named graph."""
    document, publisher = article.document, _publisher(article)
    yield from _header(document)
    yield from _context(document)
    for span in article.sentences:
        yield from _marked(document, span, NIF.Sentence)
    for fact in _distinct(article):
        yield from claim_triples(article, fact)
        yield from _evidence(article, fact)
        yield from _source(document, fact, publisher)
    for quotation in article.quotations:
        yield from _quotation(document, quotation)
    yield from _coverage(article)


def reprint_triples(reprint: Reprint) -> Iterator[Triple]:
    """A reprint's named graph: what it is and which article it repeats, without text and facts of its own."""
    yield from _header(reprint.document)
    yield article_iri(reprint.document.id), SDO.isBasedOn, article_iri(reprint.of)


def _publisher(article: ArticleFacts) -> str | None:
    return next((fact.object.iri for fact in article.facts if fact.relation == "publishedBy" and fact.object), None)


def _distinct(article: ArticleFacts) -> list[Fact]:
    """The facts, each once, at its highest confidence."""
    facts: dict[URIRef, Fact] = {}
    for fact in sorted(article.facts, key=lambda fact: fact.confidence):
        facts[fact_iri(article.document, fact)] = fact
    return list(facts.values())


def _header(document: Document) -> Iterator[Triple]:
    this, metadata, language = article_iri(document.id), document.metadata, document.language
    yield this, RDF.type, SDO.NewsArticle
    yield this, RDF.type, KG.Document
    yield this, RDFS.label, Literal(metadata.title or f"статья {document.id}", lang="ru")
    yield this, SDO.identifier, Literal(document.id)
    yield this, SDO.inLanguage, Literal(language)
    if metadata.title:
        yield this, SDO.headline, Literal(metadata.title, lang=language)
    if metadata.published:
        yield this, SDO.datePublished, date(metadata.published.start)
    if metadata.place:
        yield this, SDO.dateline, Literal(metadata.place, lang=language)
    if metadata.url:
        yield this, SDO.url, Literal(metadata.url, datatype=XSD.anyURI, normalize=False)


def _context(document: Document) -> Iterator[Triple]:
    this = text_iri(document)
    yield this, RDF.type, NIF.Context
    yield this, NIF.isString, Literal(document.text)
    yield this, NIF.beginIndex, Literal(0)
    yield this, NIF.endIndex, Literal(len(document.text))
    yield this, SDO.sha256, Literal(hashlib.sha256(document.text.encode()).hexdigest())
    yield this, PROV.hadPrimarySource, article_iri(document.id)


def _marked(document: Document, span: Span, *kinds: URIRef) -> Iterator[Triple]:
    this = offset_iri(document, span)
    for kind in (NIF.OffsetBasedString, *kinds):
        yield this, RDF.type, kind
    yield this, NIF.beginIndex, Literal(span.start)
    yield this, NIF.endIndex, Literal(span.stop)
    yield this, NIF.anchorOf, Literal(span.of(document.text))
    yield this, NIF.referenceContext, text_iri(document)


def _evidence(article: ArticleFacts, fact: Fact) -> Iterator[Triple]:
    """The stating words in their sentence, and the words that name each side."""
    document, this, words = article.document, fact_iri(article.document, fact), fact.evidence
    yield this, KG.evidence, offset_iri(document, words.span)
    yield from _marked(document, words.span)
    if words.sentence < len(article.sentences):
        sentence = article.sentence_of(fact)
        yield offset_iri(document, words.span), NIF.sentence, offset_iri(document, sentence)
    if words.subject is not None:
        yield from _mention(document, fact, KG.subjectMention, words.subject, subject_iri(document, fact))
    if words.object is not None and fact.object is not None:
        yield from _mention(document, fact, KG.objectMention, words.object, URIRef(fact.object.iri))


def _mention(document: Document, fact: Fact, side: URIRef, span: Span, thing: URIRef) -> Iterator[Triple]:
    yield fact_iri(document, fact), side, offset_iri(document, span)
    yield from _marked(document, span)
    yield offset_iri(document, span), ITSRDF.taIdentRef, thing


def _source(document: Document, fact: Fact, publisher: str | None) -> Iterator[Triple]:
    """Who says it and how, and which pattern of which version of kg recognised it."""
    this, speaker = fact_iri(document, fact), fact.speaker.iri if fact.speaker else publisher
    yield this, PROV.hadPrimarySource, article_iri(document.id)
    yield this, KG.status, codes(KG.Statuses)[fact.status].iri
    yield this, KG.speechMode, codes(KG.SpeechModes)[fact.mode].iri
    yield this, KG.confidence, decimal(Decimal(str(fact.confidence)))
    if speaker is not None:
        yield this, KG.assertedBy, URIRef(speaker)
    run = URIRef(f"{article_iri(document.id)}#run_{digest(__version__, fact.evidence.pattern)}")
    yield this, PROV.wasGeneratedBy, run
    yield run, RDF.type, PROV.Activity
    yield run, KG.pattern, Literal(fact.evidence.pattern)
    yield run, PROV.used, article_iri(document.id)
    yield run, PROV.wasAssociatedWith, THING["software/kg"]
    yield run, SDO.softwareVersion, Literal(__version__)


def _quotation(document: Document, quotation: Quotation) -> Iterator[Triple]:
    span = quotation.span
    this = URIRef(f"{article_iri(document.id)}#quotation_{span.start}_{span.stop}")
    yield this, RDF.type, SDO.Quotation
    yield this, SDO.text, Literal(span.of(document.text), lang=document.language)
    yield this, SDO.isPartOf, article_iri(document.id)
    yield this, KG.evidence, offset_iri(document, span)
    yield from _marked(document, span)
    if quotation.speaker is not None:
        yield this, SDO.creator, URIRef(quotation.speaker.iri)


def _coverage(article: ArticleFacts) -> Iterator[Triple]:
    """What no fact rests on."""
    left = article.coverage
    for kind, spans in (
        (KG.UncoveredSentence, left.sentences),
        (KG.UnattachedNumeral, left.numerals),
        (KG.UnattachedName, left.names),
    ):
        for span in spans:
            yield from _marked(article.document, span, kind)
