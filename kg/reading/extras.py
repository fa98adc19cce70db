"""Libraries that only some formats need: the extra `kg[readers]`."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from kg.errors import ReadError


def need(module: str, what: str, where: str) -> Any:
    """The module; raises ReadError, which names the extra, where it is not installed."""
    try:
        return import_module(module)
    except ImportError as error:
        missing = f"{what} needs {error.name or module}, which is not installed"
        raise ReadError(missing, where=where, remedy="Install it with: pip install 'kg[readers]'") from error
