"""What ends a command before it is done, each with one line that says what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

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


def stored(action: Callable[[], object], path: Path) -> None:
    """Does what writes or removes a ruling; what keeps it from that ends the command with one line."""
    from checker.decisions.store import Changed, Outside

    try:
        action()
    except Changed:
        raise refuse(f"{path} changed meanwhile, and nothing was written; look at it and rule again") from None
    except Outside:
        raise click.UsageError(f"{path} lies outside the folder of decisions, by a link; remove the link") from None
    except OSError as error:
        raise click.UsageError(
            f"{path} cannot be written ({error.strerror}); check the rights of its folder"
        ) from error
