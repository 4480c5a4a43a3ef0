"""What commands share: their options, the settings in force, and a check of the corpus under them."""

from __future__ import annotations

import functools
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from checker.cli.errors import engine_errors, refuse
from checker.cli.table_options import TABLES, scan_options

if TYPE_CHECKING:
    from checker.cache.store import Store
    from checker.config import Loaded
    from checker.model.fault import Fault
    from checker.model.policy import Base
    from checker.model.result import Result
    from checker.request import Request

THRESHOLDS = ("error", "warning", "info", "never")

Flags = Mapping[str, Any]
"""The flags that were given, by the name of the setting that each replaces; `config` and `isolated` among them."""


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:  # noqa: ARG001  # click's signature
    from datetime import date

    try:
        return None if value is None else date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(f"found {value!r}, expected a date such as 2026-11-22") from None


def language_tag(_: click.Context, __: click.Parameter, value: str) -> str:
    from checker.languages import CODES
    from checker.readers.files.text import LANGUAGE_PATTERN

    if value and not re.search(LANGUAGE_PATTERN, value):
        raise click.BadParameter(f"found {value!r}; there are tables for {', '.join(CODES)}, as in de or de-CH")
    return value


# click calls every callback with these three
def _rules(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ARG001
    from checker.evaluate import RULE_IDS

    names = tuple(name.strip() for value in values for name in value.split(",") if name.strip())
    for name in names:
        if name not in RULE_IDS:
            raise click.BadParameter(f"{name!r} is no rule; the rules are {', '.join(RULE_IDS)}")
    return names


ROOT = click.option(
    "--claims", "root", type=click.Path(exists=True, path_type=Path), help="The corpus (default: claims)."
)

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
CORPUS: dict[str, Callable] = {
    "as-of": click.option(
        "--as-of", callback=day, metavar="DATE", help="The date that counts as now (default: today)."
    ),
    "documents": click.option(
        "--documents", type=FOLDER, metavar="DIR", help="Check every quote against the documents' texts in this folder."
    ),
    "config": click.option("--config", type=FILE, metavar="FILE", help="Use this configuration file."),
    "isolated": click.option("--isolated", is_flag=True, help="Use no configuration file."),
    "no-cache": click.option("--no-cache", is_flag=True, help="Read and judge everything anew, and keep nothing."),
}
POLICY: dict[str, Callable] = {
    "fail-on": click.option(
        "--fail-on", type=click.Choice(THRESHOLDS), help="Least severity that fails (default: error)."
    ),
    "max-tensions": click.option(
        "--max-tensions", type=click.IntRange(0), metavar="N", help="Fail where more tensions are open."
    ),
    "fail-on-outvoted": click.option(
        "--fail-on-outvoted",
        is_flag=True,
        help="Fail where the change gives another position the most sources (with --new-since).",
    ),
    "fail-on-removed": click.option(
        "--fail-on-removed",
        is_flag=True,
        help="Fail where the change removes or redefines what was there before (with --new-since).",
    ),
    "exit-zero": click.option("--exit-zero", is_flag=True, help="Exit with 0 instead of 1 when there are findings."),
    "select": click.option(
        "--select", callback=_rules, multiple=True, metavar="RULE", help="Only these rules; repeatable."
    ),
    "ignore": click.option(
        "--ignore", callback=_rules, multiple=True, metavar="RULE", help="All rules but these; repeatable."
    ),
    "baseline": click.option(
        "--baseline",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Let the findings in this file pass (default: checker-baseline.txt beside the claims).",
    ),
}


def _flags(options: Mapping[str, Callable]) -> Callable[[Callable], Callable]:
    """Adds options to a command; it gets those that were given as one mapping `flags`."""

    def decorate(command: Callable) -> Callable:
        @functools.wraps(command)
        def run(**found: Any) -> Any:
            values = {key: found.pop(key.replace("-", "_")) for key in options}
            return command(flags={key: value for key, value in values.items() if _was_given(value)}, **found)

        for option in reversed(tuple(options.values())):
            run = option(run)
        return run

    return decorate


def _was_given(value: Any) -> bool:
    return value is not None and value is not False and value != ()


corpus_options = _flags(CORPUS)
"""The options of every command that checks a corpus."""

policy_options = _flags({**POLICY, **CORPUS})
"""Those, and the options that say what fails."""

check_options = _flags({**POLICY, **CORPUS, **TABLES})
"""Those, and the options for large tables."""


def requested(paths: tuple[Path, ...], flags: Flags, trusted: Loaded | None = None) -> Request:
    """`request.request_of`; a corpus that is not there ends the command with one line."""
    from checker.request import request_of

    try:
        return request_of(paths, flags, scan_options(flags), trusted)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def checked(request: Request, base: Base | None = None, store: Store | None = None) -> Result:
    """`run.check`; an engine that cannot go on ends the command with one line."""
    from checker.run import check

    with engine_errors():
        return check(request, base, store)


def ended(result: Result, faults: Sequence[Fault] = ()) -> NoReturn:
    """Ends a command that judges nothing with the code that its corpus and further faults ask for, and says why."""
    from checker import gate
    from checker.report.explain import shortcomings
    from checker.report.safe import log_safe

    for line in shortcomings(result, (*faults, *result.faults)):
        click.echo(log_safe(line), err=True)
    sys.exit(gate.exit_code((), faults=bool(faults or result.faults), complete=result.complete))


def folder(root: Path) -> str:
    """The way to the folder that the corpus lies in; empty where that is here, or neither below here nor above."""
    base, here = root.resolve().parent, Path.cwd()
    if not (base.is_relative_to(here) or here.is_relative_to(base)):
        return ""
    way = Path(os.path.relpath(base, here)).as_posix()
    return "" if way == "." else way


WORKSPACES = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Variables in which platforms name the top of the checkout. Source: the documentation of GitHub and of GitLab."""


def hosted_folder(root: Path) -> str:
    """The way from the top of the repository to the folder that the corpus lies in; from here where there is none."""
    base = root.resolve().parent
    named = [Path(place).resolve() for name in WORKSPACES if (place := os.environ.get(name))]
    tops = [*named, *(place for place in (base, *base.parents) if (place / ".git").exists())]
    top = next((place for place in tops if base.is_relative_to(place)), None)
    if top is None:
        return folder(root)
    way = base.relative_to(top).as_posix()
    return "" if way == "." else way


STANDARD_OUTPUT = Path("-")
OUTPUT = 1
"""The number of its file. Opened anew under its name it begins at its start, and what was printed is written over."""


def save(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all; `-` is the standard output. A link gives way to the file. What is no file (a
    device, a pipe) is written into, and never replaced.
    """
    import tempfile

    content = content.encode() if isinstance(content, str) else content
    unfinished = None
    try:
        if path == STANDARD_OUTPUT or (_is_stream(path) and path.exists() and path.samefile(f"/dev/fd/{OUTPUT}")):
            click.echo(content, nl=False)
        elif _is_stream(path):
            with path.open("ab") as file:
                file.write(content)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
                unfinished = Path(file.name)
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.chmod(0o644)
            unfinished.replace(path)
    except OSError as error:
        if unfinished:
            unfinished.unlink(missing_ok=True)
        if path == STANDARD_OUTPUT:
            raise  # the command as a whole says what became of its output
        raise refuse(f"{path} cannot be written ({error.strerror}); name another file") from error


def _is_stream(path: Path) -> bool:
    """Something that is written into where it is: below /dev, whatever that leads to, or a pipe, device or socket."""
    if path.absolute().parts[1:2] in (("dev",), ("proc",)):
        return True
    return not path.is_symlink() and path.exists() and not path.is_file() and not path.is_dir()
