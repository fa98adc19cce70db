"""An archive of articles on disk: a named graph each; it grows, forgets and stays a function of the set of articles."""

from kg.store.records import Record, article_quads
from kg.store.store import Store, create, open_store

__all__ = ["Record", "Store", "article_quads", "create", "open_store"]
