"""Russian-language news on interregional economic cooperation → an RDF knowledge graph, each fact tied to its words.

    document = kg.read("article.txt")
    facts = kg.find_facts(document)
    graph = kg.to_graph(facts)

The names load what they need when they are first used.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.evaluation import evaluate
    from kg.extraction import find_facts
    from kg.graph import read_graph, serialize_turtle, to_graph
    from kg.network import to_network
    from kg.query import list_queries, run
    from kg.reading import Rejected, Reprint, find_articles, read, read_articles, read_text
    from kg.validation import validate
    from kg.view import to_html

__version__ = "0.1.0"

# One thread for matrix products, set before numpy is imported: two gain little in wall time for much more CPU, and lose
# on a busy machine. Who sets another number keeps it.
for _variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

_HOMES = {
    "Rejected": "kg.reading",
    "Reprint": "kg.reading",
    "evaluate": "kg.evaluation",
    "find_articles": "kg.reading",
    "find_facts": "kg.extraction",
    "list_queries": "kg.query",
    "read": "kg.reading",
    "read_articles": "kg.reading",
    "read_graph": "kg.graph",
    "read_text": "kg.reading",
    "run": "kg.query",
    "serialize_turtle": "kg.graph",
    "to_graph": "kg.graph",
    "to_html": "kg.view",
    "to_network": "kg.network",
    "validate": "kg.validation",
}

__all__ = [
    "Rejected",
    "Reprint",
    "__version__",
    "evaluate",
    "find_articles",
    "find_facts",
    "list_queries",
    "read",
    "read_articles",
    "read_graph",
    "read_text",
    "run",
    "serialize_turtle",
    "to_graph",
    "to_html",
    "to_network",
    "validate",
]


def __getattr__(name: str) -> Any:
    """The public name, from its home (PEP 562)."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
