"""Files that are opened, or a reason for people why not."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import BinaryIO

from kg.errors import ReadError

_REASONS = {
    errno.ENOENT: ("no such file", "Check the path"),
    errno.EISDIR: ("a folder, not an article", "Name a file, or use find_articles"),
    errno.EACCES: ("no permission to read it", "Change the file's permissions"),
}


def open_file(path: Path | str) -> BinaryIO:
    """The file's bytes, open; raises ReadError."""
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise unreadable(error, path) from error


def unreadable(error: OSError, path: Path | str) -> ReadError:
    """What the system says, for people."""
    what, remedy = _REASONS.get(error.errno or 0, (error.strerror or "it cannot be read", "Check the file"))
    return ReadError(what, where=str(path), remedy=remedy)
