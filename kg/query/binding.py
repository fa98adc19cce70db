"""Parameters → RDF terms in the query's VALUES blocks: what a user typed is data there, never syntax."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.errors import QueryError
from kg.query.catalogue import Query

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\0": "\N{REPLACEMENT CHARACTER}"})
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")


@dataclass(frozen=True, slots=True)
class Term:
    """An IRI or a string, ready for a query."""

    value: str
    iri: bool

    def __str__(self) -> str:
        r"""The term as SPARQL writes it.

        >>> print(Term('Витебск" } DELETE', iri=False))
        "Витебск\" } DELETE"
        """
        if self.iri and not is_iri(self.value):
            raise ValueError(f"not an IRI: {self.value!r}")
        return f"<{self.value}>" if self.iri else f'"{self.value.translate(_ESCAPES)}"'


def is_iri(value: str) -> bool:
    """Whether this is an absolute IRI, without a character that could end it early."""
    return _IRI.fullmatch(value) is not None


def bind(query: Query, terms: Mapping[str, Sequence[Term]]) -> str:
    """The text of the query with these terms in its VALUES blocks; lines stay where they are.

    Raises QueryError where a declared parameter has no block.
    """
    text = query.text
    for parameter in query.parameters:
        block = re.compile(rf"VALUES \?{parameter.name} \{{ UNDEF \}}")
        if not block.search(text):
            remedy = f"Write «VALUES ?{parameter.name} {{ UNDEF }}» where it belongs"
            raise QueryError(f"the parameter «{parameter.name}» stands nowhere", where=query.origin, remedy=remedy)
        if parameter.name in terms:
            values = " ".join(map(str, terms[parameter.name]))
            text = block.sub(lambda _, name=parameter.name, values=values: f"VALUES ?{name} {{ {values} }}", text)  # type: ignore[misc]
    return text
