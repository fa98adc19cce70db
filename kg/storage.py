"""Where a store's files lie, and how it is opened: the only module that knows the folder's form.

STORE/kg-store.json     the format and the kg that made it
STORE/quads/            pyoxigraph's files (RocksDB)
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import StoreError

if TYPE_CHECKING:
    from pyoxigraph import Store

FORMAT = 1
MARK, QUADS = "kg-store.json", "quads"
# From the format before: a change of the files that one version of kg made into those of the next.
MIGRATIONS: dict[int, Callable[[Path], None]] = {}

_FULL = ("no space left", "No space", "Disk quota")


def is_store(path: str | Path) -> bool:
    """Whether a folder is a store of kg."""
    return (Path(path) / MARK).is_file()


def open_readable(path: str | Path) -> Store:
    """The store for reading, while another process may write to it. Raises StoreError."""
    from pyoxigraph import Store

    path = Path(path)
    check_format(path)
    return _opened(lambda: Store.read_only(str(path / QUADS)), path)


def open_writable(path: str | Path) -> Store:
    """The store for writing: one process at a time. A store of an older format is brought to this one first."""
    from pyoxigraph import Store

    path = Path(path)
    found = check_format(path)
    store = _opened(lambda: Store(str(path / QUADS)), path)  # its lock guards the migration too
    if found < FORMAT:
        del store
        _migrate(path, found)
        store = _opened(lambda: Store(str(path / QUADS)), path)
    return store


def check_format(path: Path) -> int:
    """The format of a store's files. Raises StoreError where it is none, broken, or newer than this kg."""
    mark = path / MARK
    try:
        found = json.loads(mark.read_bytes())["format"]
    except FileNotFoundError as error:
        what, remedy = "not a store of kg", f"Make one with `kg store init {path}`"
        raise StoreError(what, where=str(path), remedy=remedy) from error
    except OSError as error:
        raise StoreError(f"cannot be read: {error.strerror}", where=str(mark), remedy="Check the path") from error
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError("is broken", where=str(mark), remedy="Restore the store from a backup") from error
    if not isinstance(found, int) or not 0 < found <= FORMAT:
        what = f"the store has format {found}, and this kg reads up to {FORMAT}"
        raise StoreError(what, where=str(path), remedy="Install a newer kg")
    return found


def mark_of(format: int, version: str) -> bytes:
    """The bytes of kg-store.json."""
    return (json.dumps({"format": format, "kg": version}, indent=2) + "\n").encode()


def store_error(error: Exception, path: Path) -> StoreError:
    """What the engine says, as a line for people."""
    text = str(error)
    if "LOCK" in text or "lock hold" in text:
        return StoreError("another process writes to it", where=str(path), remedy="Wait until it has ended")
    if any(words.lower() in text.lower() for words in _FULL):
        remedy = "Make room; what was added before is kept"
        return StoreError("no space left", where=str(path), remedy=remedy)
    if "Permission denied" in text or "Read-only" in text:
        remedy = "Change the permissions, or only read it"
        return StoreError("no permission to write here", where=str(path), remedy=remedy)
    first = text.strip().partition("\n")[0]
    return StoreError(f"cannot be used: {first}", where=str(path), remedy="Restore it from a backup")


def _opened(make: Callable[[], Store], path: Path) -> Store:
    try:
        return make()
    except (OSError, RuntimeError) as error:
        raise store_error(error, path) from error


def _migrate(path: Path, found: int) -> None:
    from kg import __version__
    from kg.writing import write_file

    for step in range(found, FORMAT):
        MIGRATIONS[step](path)
        write_file(path / MARK, mark_of(step + 1, __version__))
