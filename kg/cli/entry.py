"""From a run of a command to an exit code: 0 done, 1 failed, 2 misused, 130 interrupted."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence

import click

from kg.cli.commands import cli
from kg.errors import KgError

FAILED, MISUSED, INTERRUPTED = 1, 2, 130
_COMPLETING = "_KG_COMPLETE"


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code of a command; every error is one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return _guarded(lambda: _run(arguments))


def _guarded(run: Callable[[], int]) -> int:
    """What `run` returns, with the troubles of standard output: a closed pipe is none, a full one is."""
    try:
        code = run()
        sys.stdout.flush()
    except BrokenPipeError:
        _close_output()
        return 0
    except OSError as error:
        _close_output()
        click.echo(f"kg: standard output: {error.strerror}", err=True)
        return FAILED
    return code


def _run(arguments: Sequence[str] | None) -> int:
    if _COMPLETING in os.environ:
        cli.main(prog_name="kg", complete_var=_COMPLETING)  # answers the shell, and ends
    try:
        with cli.make_context("kg", list(sys.argv[1:] if arguments is None else arguments)) as context:
            return int(cli.invoke(context) or 0)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "kg"
        click.echo(f"kg: {error.format_message().rstrip('.')}. See {command} --help", err=True)
        return MISUSED
    except KgError as error:
        click.echo(f"kg: {error}", err=True)
        return error.exit_code


def _close_output() -> None:
    """Lets nothing more be written, so that the interpreter has nothing to complain of when it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return
