"""What a user calls a thing → the terms that bear this name in the graph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from kg.errors import QueryError
from kg.query.binding import Term, is_iri
from kg.query.catalogue import Parameter
from kg.query.engines import Engine
from kg.query.prefixes import PREFIXES

THINGS = "https://w3id.org/kg-econ/id/"
_NAMED = {
    "entity": f'?thing rdfs:label|skos:altLabel|owl:sameAs ?name FILTER(STRSTARTS(STR(?thing), "{THINGS}"))',
    "type": "?thing a owl:Class ; rdfs:label ?name",
    "relation": "?thing a ?kind ; rdfs:label ?name FILTER(?kind IN (owl:ObjectProperty, owl:DatatypeProperty))",
    "article": "?thing a schema:NewsArticle ; schema:identifier|schema:headline|schema:url|rdfs:label ?name",
    "fact": '?thing a kg:Fact BIND(STRAFTER(STR(?thing), "#") AS ?name)',
}
_QUOTES = re.compile(r"[«»„“”\"'’]")
_SUGGESTIONS = 5


def fold(name: str) -> str:
    """A name without what people write this way and that: case, ё, quotation marks, spaces.

    >>> fold("ООО «Берёзка»")
    'ооо березка'
    """
    return " ".join(_QUOTES.sub(" ", name).casefold().replace("ё", "е").split())


def resolve(engine: Engine, parameter: Parameter, value: str) -> list[Term]:
    """The terms that this value stands for: all that bear the name, or the one IRI.

    Raises QueryError where nothing in the graph bears it, with names that are near.
    """
    if parameter.kind == "text":
        return [Term(value, iri=False)]
    if parameter.kind == "entity" and (exact := _exact(engine, value)):
        return exact
    names: dict[str, set[str]] = {}
    spelled: dict[str, str] = {}
    for thing, name in _names(engine, parameter.kind):
        names.setdefault(fold(name), set()).add(thing)
        spelled.setdefault(fold(name), name)
        if thing == value.strip("<>"):
            return [Term(thing, iri=True)]
    found = names.get(fold(value.removeprefix("kg:")))
    if found is None:
        raise _unknown(parameter, value, spelled)
    return [Term(thing, iri=True) for thing in sorted(found)]


def _names(engine: Engine, kind: str) -> Iterator[tuple[str, str]]:
    declared = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
    question = f"{declared}SELECT DISTINCT ?thing ?name WHERE {{ {_NAMED[kind]} }} ORDER BY STR(?name) STR(?thing)"
    for thing, name in engine.select(question)[1]:
        if thing and name:
            yield thing, name
            if kind in ("type", "relation"):
                yield thing, thing.rpartition("#")[2]


def _exact(engine: Engine, value: str) -> list[Term]:
    """The entities that bear just this name: found by the index, however large the graph."""
    word = str(Term(value, iri=False))
    spellings = " ".join([word, *(f"{word}@{language}" for language in ("ru", "en", "be"))])
    where = f"VALUES ?name {{ {spellings} }} ?thing rdfs:label|skos:altLabel ?name"
    if is_iri(value.strip("<>")):
        where = f"VALUES ?thing {{ <{value.strip('<>')}> }} ?thing rdfs:label ?name"
    _, rows = engine.select(f'SELECT DISTINCT ?thing WHERE {{ {where} FILTER(STRSTARTS(STR(?thing), "{THINGS}")) }}')
    return [Term(thing, iri=True) for thing in sorted(thing for (thing,) in rows if thing)]


def _unknown(parameter: Parameter, value: str, spelled: dict[str, str]) -> QueryError:
    wanted = fold(value)
    parts = [name for name in sorted(spelled) if wanted and (wanted in name or name in wanted)]
    close = get_close_matches(wanted, sorted(spelled), n=_SUGGESTIONS, cutoff=0.6)
    near = list(dict.fromkeys(spelled[name] for name in (*close, *parts)))[:_SUGGESTIONS]
    some = [spelled[name] for name in sorted(spelled)][:_SUGGESTIONS]
    if near:
        remedy = f"Did you mean {', '.join(f'«{name}»' for name in near)}?"
    elif some:
        remedy = f"There are {', '.join(f'«{name}»' for name in some)} …"
    else:
        remedy = "The graph names nothing of this kind"
    return QueryError(f"no {parameter.kind} is called «{value}»", where=f"--param {parameter.name}", remedy=remedy)
