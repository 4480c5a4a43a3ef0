"""What ends a command before it is done, each with one line that says what to do."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

import click

from checker.scale.engines import EngineError


def refuse(message: str) -> click.ClickException:
    """What was asked is not done, though nothing is wrong with the command line or the input."""
    from checker.gate import INCOMPLETE

    return _ended(message, INCOMPLETE)


def faulty(message: str) -> click.ClickException:
    """Something is wrong with the input, though the command line has its form."""
    from checker.gate import FAULTY

    return _ended(message, FAULTY)


def _ended(message: str, code: int) -> click.ClickException:
    class Ended(click.ClickException):
        exit_code = code

    return Ended(message)


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


HELP: tuple[type, ...] = tuple(filter(None, (getattr(click.exceptions, "NoArgsIsHelpError", None),)))
"""What click raises to show the help, whose lines are ours; older versions print it."""

FOR_EYES = {"text", "concise", "github"}
"""Formats whose standard output bears a line more; what else is printed is read whole by a program."""
STANDARD_OUTPUTS = ("-", "/dev/stdout", "/dev/fd/1")


@contextmanager
def annotated(arguments: Sequence[str]) -> Iterator[None]:
    """What ends the command is an annotation too, where annotations are asked for. Words of files that stand in it are
    no commands of a build system.
    """
    from checker.report.safe import log_safe

    try:
        yield
    except click.ClickException as error:
        if not isinstance(error, HELP):
            vars(error)["message"] = log_safe(error.message)  # final for click's callers; it is shown after this
        annotate(arguments, error.exit_code, error.format_message())
        raise


def annotate(arguments: Sequence[str], code: int, message: str) -> None:
    """Prints an annotation, if annotations are asked for; GitHub reads the error output for them as well."""
    asked, printed = _formats(arguments)
    if "github" not in asked:
        return
    from checker.gate import INCOMPLETE
    from checker.report import github

    title = "checker: incomplete" if code == INCOMPLETE else "checker: usage error"
    for_errors = not printed <= FOR_EYES
    try:
        click.echo(github.failure(title, message), err=for_errors)
    except OSError:  # where nothing can be printed, the exit code says it
        close_output(sys.stderr if for_errors else sys.stdout)


def close_output(stream: TextIO) -> None:
    """What is left goes nowhere: Python writes it once more when it ends, and would fail again, with 120."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _formats(arguments: Sequence[str]) -> tuple[set[str], set[str]]:
    """The formats that are asked for, and those of the standard output; by the words, for a command line at fault
    gets no values.
    """
    printed, outputs, words = "", [], iter(arguments)
    for word in words:
        if word == "--":
            break
        option, equals, value = word.partition("=")
        if option in ("--format", "--output"):
            value = value if equals else next(words, "")
            if option == "--format":
                printed = value
            else:
                outputs.append(value.partition("="))
    dashes = {form for form, _, path in outputs if path in STANDARD_OUTPUTS}
    there = dashes | ({printed} if printed else set() if dashes else {"text"})  # as check does
    return {form for form, _, _ in outputs} | there, there


def stored(action: Callable[[], object], path: Path, of: str = "decisions", again: str = "rule") -> None:
    """Does what writes or removes a ruling, or another file `of` the corpus; what keeps it from that ends the command
    with one line.
    """
    from checker.decisions.store import Changed, Outside

    try:
        action()
    except Changed:
        raise refuse(f"{path} changed meanwhile, and nothing was written; look at it and {again} again") from None
    except Outside:
        raise click.UsageError(f"{path} lies outside the folder of {of}, by a link; remove the link") from None
    except OSError as error:
        raise click.UsageError(
            f"{path} cannot be written ({error.strerror}); check the rights of its folder"
        ) from error
