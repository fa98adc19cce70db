"""What each article calls a thing, kept apart, so that a thing's description can be made again when an article goes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.identities import LABEL, OTHER
from kg.model import ArticleFacts
from kg.rendering.quads import to_oxigraph
from kg.rendering.things import entities_of, thing_triples

VARIANT = "https://w3id.org/kg-econ/variant/"


def descriptions(article: ArticleFacts) -> dict[str, str]:
    """Each entity's IRI → what the article says it is called and is, as sorted N-Triples."""
    quads = to_oxigraph((*triple, None) for triple in thing_triples(entities_of(article)))
    return by_subject(quad.triple for quad in quads)


def by_subject(triples: Iterable[ox.Triple]) -> dict[str, str]:
    """Each subject's IRI → its triples as sorted N-Triples."""
    lines: dict[str, list[str]] = {}
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode):
            lines.setdefault(triple.subject.value, []).append(f"{triple} .\n")
    return {iri: "".join(sorted(set(found))) for iri, found in sorted(lines.items())}


def variant_iri(description: str) -> ox.NamedNode:
    """Named by its content: articles that say the same of a thing share it."""
    return ox.NamedNode(VARIANT + hashlib.sha256(description.encode()).hexdigest()[:24])


def merged(variants: Iterable[str]) -> set[ox.Triple]:
    """One description of a thing from those of several articles: the same as if all had been built at once.

    The first Russian label in the order of letters stays one; the others become alternatives (`thing_triples`).
    """
    triples = {t for text in variants for t in _parsed(text)}
    russian = {t for t in triples if t.predicate == LABEL and _language(t.object) == "ru"}
    if not russian:
        return triples
    first = min(russian, key=lambda t: str(t.object.value))  # type: ignore[union-attr]
    others = {ox.Triple(t.subject, OTHER, t.object) for t in russian - {first}}
    same = ox.Triple(first.subject, OTHER, first.object)
    return (triples - russian - {same}) | others | {first}


def _parsed(text: str) -> Iterator[ox.Triple]:
    for quad in ox.parse(text.encode(), ox.RdfFormat.N_TRIPLES):
        yield quad.triple


def _language(term: object) -> str | None:
    return term.language if isinstance(term, ox.Literal) else None
