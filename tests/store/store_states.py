"""What stores hold, to compare them."""

from __future__ import annotations

from kg.model import ArticleFacts
from kg.store import Store
from kg.store.store import SOURCES


def held(store: Store) -> set[str]:
    """What an export holds."""
    names = (name for name in store.engine.graphs() if name != SOURCES)
    return {f"{triple} {name}" for name in names for triple in store.engine.triples(name)}


def built(articles: list[ArticleFacts]) -> set[str]:
    store = Store()
    for article in articles:
        store.add(article)
    return held(store)
