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

    Where the store knows several names of one thing, the store is a copy in memory with one node a thing.

    It belongs to the thread that loads it.
    Raises GraphError for a file that is missing, of another kind, or broken.
    """
    from pyoxigraph import RdfFormat, Store

    path = Path(path)
    if is_store(path):
        return _stored(path)
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


def _stored(path: Path) -> Store:
    """The files themselves; a copy in memory where names of one thing are to be put together."""
    from pyoxigraph import Store

    from kg.identities import links_of, merged_quads

    on_disk = open_readable(path)
    links = links_of(on_disk)
    if not links:
        return on_disk
    store = Store()
    store.bulk_extend(merged_quads(on_disk, links))
    return store
