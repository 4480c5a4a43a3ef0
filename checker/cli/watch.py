"""`check --watch`: what changed in the findings, told whenever a file changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.watching import Seen, changed, look, watched

if TYPE_CHECKING:
    from checker.model.fault import Fault
    from checker.model.finding import Finding
    from checker.model.result import Result
    from checker.report.options import Options
    from checker.request import Request

PAUSE_SECONDS = 0.5
"""Between two looks: short for a person who has just saved a file, long for a machine."""


def wait(
    places: Iterable[Path], before: Seen, pause: float = PAUSE_SECONDS, sleep: Callable[[float], None] = time.sleep
) -> Seen:
    """The files once they are not as they were `before`, and have been still for one pause: who saves many files, or
    a large one, is not asked in the middle.
    """
    places, last = tuple(places), before
    while True:
        sleep(pause)
        now = look(places)
        if now == last and now != before:
            return now
        last = now


@dataclass(frozen=True, slots=True)
class Run:
    """One check: what was asked, what is told of it, and how; `whole` is the result with what was there before."""

    request: Request
    result: Result
    whole: Result
    options: Options


def follow(places: tuple[Path, ...], run: Callable[[], Run], show: Callable[[Run], None], own: Collection[Path]) -> int:
    """Checks with `run` and tells all of it, then checks again whenever a file at or below the places changes and
    tells what came and went; until Ctrl-C. The exit code is that of the last check, 3 where it was not finished.

    `own` are files that a check writes: they are no news.
    """
    from checker import gate
    from checker.run import exit_code

    code, last = gate.INCOMPLETE, None
    try:
        seen = look(places)
        while True:
            code = gate.INCOMPLETE
            try:
                now = run()
            except click.ClickException as error:
                if last is None:
                    raise
                error.show()
                code = error.exit_code
            else:
                code = exit_code(now.result, now.request.policy, outvoted=now.options.outvoted)
                places = watched(now.request)
                if last is None:
                    show(now)
                else:
                    click.echo("\n".join(news(last, now)), color=True)
                last = now
            seen = wait(places, _but(seen, look(places), own))
    except KeyboardInterrupt:
        click.echo("", err=True)
    return code


def _but(seen: Seen, now: Seen, own: Collection[Path]) -> Seen:
    """The files as they were seen, save those that the check itself has written."""
    mine = {path.resolve() for path in own}
    return {**seen, **{path: now[path] for path in changed(seen, now) if path in now and path.resolve() in mine}}


def news(before: Run, now: Run) -> Iterator[str]:
    """What came, changed and went from one check to the next, and how many findings there are now."""
    from checker.report import text
    from checker.report.explain import counted, summary
    from checker.report.safe import visible

    old, new = ({finding.id: finding for finding in _shown(run)} for run in (before, now))
    came = [finding for finding in new.values() if finding.id not in old]
    turned = [finding for finding in new.values() if finding.id in old and _says(finding) != _says(old[finding.id])]
    gone = [finding for finding in old.values() if finding.id not in new]
    known = {_what(fault) for fault in before.result.faults}
    faults = [fault for fault in now.result.faults if _what(fault) not in known]
    mended = len(known - {_what(fault) for fault in now.result.faults})
    parts = [
        f"{counted(len(came), 'finding')} came, {len(gone):,} went" if came or gone else "no finding came or went",
        f"{len(turned):,} changed" if turned else "",
        f"{counted(len(faults), 'fault')} came" if faults else "",
        f"{counted(mended, 'fault')} went" if mended else "",
    ]
    yield ", ".join(filter(None, parts))
    shown = replace(now.result, findings=tuple(came + turned), faults=tuple(faults))
    yield from text.write(shown, replace(now.options, quiet=True)).splitlines()
    for finding in gone:
        yield visible(f"gone[{finding.rule}]: {finding.message}   {finding.id}")
    if not now.options.quiet:
        number = len(now.result.faults)
        yield summary(now.result.findings) + (f", {counted(number, 'fault')} in the input" if number else "")


def _shown(run: Run) -> Iterator[Finding]:
    """The findings that a report on the terminal tells."""
    from checker.report.explain import put_away

    open_ = run.result.of("contradiction", "tension", "unchecked")
    yield from run.result.findings if run.options.show_reconciled else (f for f in open_ if not put_away(f))


def _says(finding: Finding) -> tuple:
    """What a reader would learn anew of a finding; where it stands is not part of it."""
    return finding.verdict, finding.severity, finding.decision, finding.message, finding.why, finding.explanations


def _what(fault: Fault) -> tuple[str, ...]:
    return fault.mark.file, fault.code, fault.field, fault.message
