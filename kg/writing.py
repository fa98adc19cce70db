"""Bytes → files: each is written beside its target and then put in its place, so that nobody sees half of one."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path

from kg.errors import OutputError

_REASONS = {
    errno.ENOSPC: ("no space left", "Make room, or choose another place"),
    errno.EDQUOT: ("the disk quota is used up", "Make room, or choose another place"),
    errno.EACCES: ("no permission to write here", "Choose another place"),
    errno.EPERM: ("no permission to write here", "Choose another place"),
    errno.EROFS: ("the file system is read-only", "Choose another place"),
    errno.ENOTDIR: ("a part of the path is a file, not a folder", "Choose another place"),
    errno.EISDIR: ("a folder stands in its place", "Choose another name"),
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter name"),
}


def write_file(path: Path | str, data: bytes) -> None:
    """Writes the file, or leaves what was there. Raises OutputError."""
    write_files({Path(path): data})


def write_files(files: Mapping[Path, bytes]) -> None:
    """Writes all the files or none; the folder they go to must exist. Raises OutputError.

    A device or a pipe is written to directly: nothing can stand beside it.
    """
    staged: dict[Path, Path] = {}
    target = Path()
    try:
        for number, (target, data) in enumerate(files.items()):
            if _is_stream(target):
                target.write_bytes(data)
            else:
                staged[_stage(target, number, data)] = target
        for part, target in staged.items():
            os.replace(part, target.resolve())
    except OSError as error:
        raise output_error(error, target) from error
    finally:
        for part in staged:
            part.unlink(missing_ok=True)


def make_folder(path: Path) -> None:
    """Makes the folder where it is missing; raises OutputError where nothing can be written into it."""
    check_folder(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise output_error(error, path) from error


def check_folder(path: Path) -> None:
    """Raises OutputError where the folder can neither be written into nor be made: to know it before the work."""
    try:
        there = next((folder for folder in (path, *path.parents) if folder.exists()), path)
        if not there.is_dir():
            raise OutputError("a file, not a folder", where=str(there), remedy="Choose another place")
        if not os.access(there, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, "")
    except OSError as error:
        raise output_error(error, path) from error


def output_error(error: OSError, path: Path | str) -> OutputError:
    """The reason that the system gives, as a line for people."""
    what, remedy = _REASONS.get(error.errno or 0, (error.strerror or "cannot be written", "Choose another place"))
    if error.errno == errno.ENOENT:
        what, remedy = "its folder does not exist", "Make the folder first"
    return OutputError(what, where=str(path), remedy=remedy)


def _is_stream(target: Path) -> bool:
    return target.exists() and not target.is_file() and not target.is_dir()


def _stage(target: Path, number: int, data: bytes) -> Path:
    """The finished file, beside its target."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "")
    part = target.resolve().parent / f".kg-{os.getpid()}-{number}.part"
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part
