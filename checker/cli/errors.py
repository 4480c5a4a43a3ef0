"""What ends a command before it is done, each with one line that says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from checker.scale.engines import EngineError


def refuse(message: str) -> click.ClickException:
    """What was asked is not done, though nothing is wrong with the command line or the input."""
    from checker.gate import INCOMPLETE

    class Refused(click.ClickException):
        exit_code = INCOMPLETE

    return Refused(message)


@contextmanager
def engine_errors() -> Iterator[None]:
    """An engine that cannot go on ends the command with one line."""
    try:
        yield
    except EngineError as error:
        raise refuse(str(error)) from None


@contextmanager
def stoppable() -> Iterator[None]:
    """Ctrl-C ends a run with one line, and with the exit code of what was not finished."""
    try:
        yield
    except KeyboardInterrupt:
        raise refuse("stopped; nothing was reported, and temporary files are removed") from None
