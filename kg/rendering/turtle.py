"""Triples → Turtle that people can read and compare: prefixed, sorted, the same bytes for the same triples.

An article comes first, then its facts in the order of the text, the words, the entities and the code lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from rdflib import RDF, RDFS, XSD, Literal, URIRef
from rdflib.term import Node

from kg.errors import GraphError
from kg.vocabulary import ARTICLE, ITSRDF, KG, NIF, QUDT, THING, UNIT

Description = dict[URIRef, list[Node]]

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "itsrdf": str(ITSRDF),
    "kg": str(KG),
    "nif": str(NIF),
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qudt": str(QUDT),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "unit": "http://qudt.org/vocab/unit/",
    "units": str(UNIT),
    "wd": "http://www.wikidata.org/entity/",
    "xsd": str(XSD),
}
_FIRST = {term: rank for rank, term in enumerate((RDF.type, RDFS.label, RDF.subject, RDF.predicate, RDF.object))}
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_KIND = re.compile(re.escape(str(THING)) + r"([a-z]+)/")
_RELATIVE = re.compile(r"[A-Za-z0-9_%~-][A-Za-z0-9_%~.-]*(?:#[A-Za-z0-9_.-]*)?")
_BARE = {
    XSD.integer: re.compile(r"[+-]?\d+"),
    XSD.decimal: re.compile(r"[+-]?\d*\.\d+"),
    XSD.boolean: re.compile("true|false"),
}
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"})
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_KINDS = ("", "fact", "quotation", "text", "offset")
_DIGITS = re.compile(r"(\d+)")


def write_turtle(triples: Iterable[tuple[Node, Node, Node]]) -> str:
    """The triples as Turtle. Raises GraphError for a blank node, which has no name that would stay the same."""
    subjects: dict[URIRef, Description] = {}
    for subject, predicate, value in triples:
        subjects.setdefault(_named(subject), {}).setdefault(_named(predicate), []).append(value)
    names = _Names()
    blocks = [_block(subject, subjects[subject], names) for subject in sorted(subjects, key=_order(subjects))]
    return f"{names.header()}\n{''.join(blocks)}"


class _Names:
    """Short names of IRIs, which remembers the prefixes that were used."""

    def __init__(self) -> None:
        self._used: dict[str, str] = {}
        self._known: dict[URIRef, str] = {}

    def __call__(self, iri: URIRef) -> str:
        if iri not in self._known:
            self._known[iri] = self._shorten(iri)
        return self._known[iri]

    def header(self) -> str:
        """The base and the prefixes in use, in the order of the alphabet."""
        lines = [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in sorted(self._used.items())]
        return "\n".join([f"@base <{ARTICLE}> .", *lines, ""])

    def _shorten(self, iri: URIRef) -> str:
        if _NOT_IN_IRI.search(iri):
            raise GraphError("an IRI holds a character that it must not hold", where=repr(str(iri)))
        if iri.startswith(ARTICLE) and _RELATIVE.fullmatch(iri, len(ARTICLE)):
            return f"<{iri[len(ARTICLE) :]}>"
        for prefix, namespace in _candidates(iri):
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                self._used[prefix] = namespace
                return f"{prefix}:{iri[len(namespace) :]}"
        return f"<{iri}>"


def _candidates(iri: URIRef) -> Iterator[tuple[str, str]]:
    """The prefixes that may fit; each kind of things has its own: `region:BY-VI`."""
    yield from PREFIXES.items()
    kind = _KIND.match(iri)
    if kind and kind[1] not in PREFIXES:
        yield kind[1], kind[0]


def _block(subject: URIRef, description: Description, names: _Names) -> str:
    lines = []
    for predicate in sorted(description, key=lambda term: (_FIRST.get(term, len(_FIRST)), names(term))):
        values = sorted({_term(value, names) for value in description[predicate]})
        verb, comma = ("a", ", ") if predicate == RDF.type else (names(predicate), ",\n        ")
        lines.append(f"{verb} {comma.join(values)}")
    return f"\n{names(subject)} " + " ;\n    ".join(lines) + " .\n"


def _term(value: Node, names: _Names) -> str:
    if not isinstance(value, Literal):
        return names(_named(value))
    pattern = _BARE.get(value.datatype) if value.datatype else None
    if pattern and pattern.fullmatch(value):
        return str(value)
    quoted = f'"{str(value).translate(_ESCAPES)}"'
    if value.language:
        return f"{quoted}@{value.language}"
    return f"{quoted}^^{names(value.datatype)}" if value.datatype and value.datatype != XSD.string else quoted


def _named(term: Node) -> URIRef:
    if not isinstance(term, URIRef):
        raise GraphError("a node without a name cannot be written the same way twice", where=term.n3())
    return term


def _order(subjects: Mapping[URIRef, Description]) -> Callable[[URIRef], tuple[object, ...]]:
    """Articles with what belongs to them, then things, then the rest; facts by the place of their words."""

    def order(subject: URIRef) -> tuple[object, ...]:
        if not subject.startswith(ARTICLE):
            return (1 if subject.startswith(THING) else 2, "", 0, 0, _natural(subject))
        article, _, fragment = str(subject).partition("#")
        kind = fragment.partition("_")[0]
        rank = _KINDS.index(kind) if kind in _KINDS else len(_KINDS)
        return (0, article, rank, _begin(subjects, subject), _natural(subject))

    return order


def _begin(subjects: Mapping[URIRef, Description], subject: URIRef) -> int:
    """Where the words of a fact begin; an interval of a fact stays beside it."""
    owner = URIRef(subject.removesuffix("_during"))
    words = subjects.get(owner, {}).get(KG.evidence, [])
    begins = [int(str(word).rpartition("#")[2].split("_")[1]) for word in words if "#offset_" in str(word)]
    return min(begins, default=0)


def _natural(iri: URIRef) -> tuple[tuple[int, int, str], ...]:
    """Numbers compare as numbers: offset_9 before offset_10."""
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in _DIGITS.split(str(iri)))
