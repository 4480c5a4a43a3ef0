"""`checker baseline`: what was there when a team began does not fail the gate; what comes new does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.common import ROOT, Flags, checked, corpus_options, requested
from checker.cli.errors import refuse

if TYPE_CHECKING:
    from checker.model.result import Result
    from checker.request import Request

FILE = click.option(
    "--file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The baseline (default: checker-baseline.txt beside the claims).",
)


@click.group()
def baseline() -> None:
    """Let the disagreements that are there now pass: their hashes in a file, one to a line."""


@baseline.command()
@ROOT
@FILE
@corpus_options
def create(root: Path | None, file: Path | None, flags: Flags) -> None:
    """Write every disagreement that is open now to the baseline, in place of what it held."""
    from checker.decisions.baseline import REOPENED, fingerprints
    from checker.report.safe import visible

    request, path, seen = _task(root, file, flags)
    result = _whole(request)
    write_entries(path, fingerprints(result.disagreements), seen)
    for one in result.disagreements:
        if one.open and one.decision and one.decision.state in REOPENED:
            click.echo(visible(f"left out, as its ruling is {one.decision.state}: {one.title}; rule again: {one.id}"))


@baseline.command()
@ROOT
@FILE
@corpus_options
def prune(root: Path | None, file: Path | None, flags: Flags) -> None:
    """Take out of the baseline what is no longer there; nothing is added."""
    from checker.decisions.audit import every_rule
    from checker.decisions.baseline import fingerprints, read_baseline
    from checker.evaluate import RULE_IDS
    from checker.run import wanted_rules

    request, path, seen = _task(root, file, flags)
    if not path.exists():
        raise click.UsageError(f"there is no baseline {path}; checker baseline create makes one")
    entries, faults = read_baseline(path, str(path))
    if faults:
        raise click.UsageError("; ".join(f"{fault.mark}: {fault.message}" for fault in faults))
    result = _whole(request)
    if not every_rule(wanted_rules(request.policy), RULE_IDS):
        raise click.UsageError("not all rules run, so nothing can be called gone; leave out --select, --ignore and off")
    left = entries & set(fingerprints(result.disagreements))
    write_entries(path, tuple(left), seen)
    click.echo(f"{len(entries - left):,} taken out")


def _task(root: Path | None, file: Path | None, flags: Flags) -> tuple[Request, Path, str]:
    """The job, the file, and the hash that the file has before the corpus is read."""
    from checker.decisions import beside
    from checker.decisions.store import seen

    request = requested((root,) if root else (), {**flags, **({"baseline": file} if file else {})})
    path = request.baseline or beside(request.root)
    return request, path, seen(path)


def _whole(request: Request) -> Result:
    """The result of the whole corpus. One with faults hides findings, and a baseline made of it would hide more."""
    from dataclasses import replace

    from checker.report.explain import counted

    result = checked(replace(request, chosen=()))
    faults = [fault for fault in result.faults if fault.code != "bad-baseline"]
    if faults:
        first = f"{faults[0].mark}: {faults[0].message}"
        raise click.UsageError(
            f"the corpus has {counted(len(faults), 'fault')}; correct that first, beginning with {first}"
        )
    if not result.complete:
        raise refuse("something was not checked, so the baseline would lack it; checker check tells what")
    return result


def write_entries(path: Path, identifiers: tuple[str, ...], seen: str) -> None:
    """Writes a baseline that has the hash `seen`."""
    from checker.decisions.baseline import render
    from checker.decisions.store import Changed, write

    try:
        write(path, render(identifiers).encode(), seen, root=path.parent)
    except Changed:
        raise refuse(f"{path} changed meanwhile, and nothing was written; run the command again") from None
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written ({error.strerror}); name another file") from error
    click.echo(f"{len(identifiers):,} in {path}")
