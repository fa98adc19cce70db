"""A graph file or a store → a store to ask, without a detour through rdflib."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import GraphError
from kg.storage import is_store, open_readable

if TYPE_CHECKING:
    from pyoxigraph import Store

_FORMATS = {
    ".ttl": "text/turtle",
    ".trig": "application/trig",
    ".nq": "application/n-quads",
    ".nt": "application/n-triples",
}


def load(path: str | Path) -> Store:
    """The store of a Turtle, TriG, N-Quads or N-Triples file, or of a folder of `kg store`, read only.

    It belongs to the thread that loads it.
    Raises GraphError for a file that is missing, of another kind, or broken.
    """
    from pyoxigraph import RdfFormat, Store

    path = Path(path)
    if is_store(path):
        return open_readable(path)
    media_type = _FORMATS.get(path.suffix.lower())
    if media_type is None:
        raise GraphError("not a graph file", where=str(path), remedy=f"Give one of {', '.join(_FORMATS)}")
    store = Store()
    try:
        store.bulk_load(path.read_bytes(), format=RdfFormat.from_media_type(media_type))
    except OSError as error:
        raise GraphError(f"cannot be read: {error.strerror}", where=str(path), remedy="Check the path") from error
    except SyntaxError as error:
        raise GraphError(f"is broken: {error.msg}", where=str(path), remedy="Build it again") from error
    return store
