"""An article's quads in a store: its named graph, and the record that lets it be replaced and forgotten."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg import __version__
from kg.model import ArticleFacts, Document
from kg.rendering.articles import article_triples
from kg.rendering.quads import to_oxigraph
from kg.store.variants import descriptions, variant_iri
from kg.vocabulary import KG, RECORD_GRAPH, article_iri

RECORDS = ox.NamedNode(str(RECORD_GRAPH))
DESCRIBES = ox.NamedNode(str(KG.describes))
VARIANT_OF = ox.NamedNode(str(KG.variantOf))
DESCRIPTION = ox.NamedNode(str(KG.description))
HASH = ox.NamedNode(str(KG.contentHash))
FOREIGN = "imported"  # the hash of an article that another tool wrote


@dataclass(frozen=True, slots=True)
class Record:
    """What a store knows of an article: its id, the hash of what was read, the file it came from (may be empty)."""

    id: str
    hash: str
    source: str = ""


def content_hash(document: Document) -> str:
    """Of the text, of what was read beside it, and of the kg that reads it: the same hash means the same graph."""
    meta = document.metadata
    published = meta.published.iso if meta.published else None
    read = [document.text, document.language, published, meta.publisher, meta.place, meta.title, meta.url, __version__]
    return hashlib.sha256(json.dumps(read, ensure_ascii=False).encode()).hexdigest()


def article_quads(article: ArticleFacts) -> Iterator[ox.Quad]:
    """The article's named graph and its record; what entities are is made from the records of all articles."""
    home = article_iri(article.document.id)
    yield from to_oxigraph((*triple, home) for triple in article_triples(article))
    yield from record_quads(str(home), content_hash(article.document), descriptions(article))


def record_quads(article: str, hash: str, described: dict[str, str]) -> Iterator[ox.Quad]:
    """The record of an article: `described` maps each entity's IRI to its N-Triples."""
    this = ox.NamedNode(article)
    yield ox.Quad(this, HASH, ox.Literal(hash), RECORDS)
    for entity, text in described.items():
        variant = variant_iri(text)
        yield ox.Quad(this, DESCRIBES, variant, RECORDS)
        yield ox.Quad(variant, VARIANT_OF, ox.NamedNode(entity), RECORDS)
        yield ox.Quad(variant, DESCRIPTION, ox.Literal(text), RECORDS)
