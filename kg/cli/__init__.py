"""The command line: parse, call, print. What a command does, the library does too."""

from __future__ import annotations

from kg.cli.entry import main

__all__ = ["main"]
