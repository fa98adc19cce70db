"""What stores hold, to compare them."""

from __future__ import annotations

from kg.model import ArticleFacts
from kg.store import Store
from kg.store.store import graphs_of


def held(store: Store) -> set[str]:
    """What an export holds."""
    return {
        str(quad) for name in graphs_of(store.quads) for quad in store.quads.quads_for_pattern(None, None, None, name)
    }


def built(articles: list[ArticleFacts]) -> set[str]:
    store = Store()
    for article in articles:
        store.add(article)
    return held(store)
