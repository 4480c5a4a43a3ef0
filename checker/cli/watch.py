"""`check --watch`: what changed in what is found, told whenever a file changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.watching import Seen, changed, look, watched

if TYPE_CHECKING:
    from checker.model.fault import Fault
    from checker.model.result import Result
    from checker.report.dispute import Entry
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
                code = exit_code(
                    now.result, now.request.policy, outvoted=now.options.outvoted, removes=now.options.removes
                )
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
    """What came, changed and went from one check to the next, and how much there is now."""
    from checker.report import text
    from checker.report.explain import counted, summary
    from checker.report.safe import visible

    old, new = ({entry.id: entry for entry in _shown(run)} for run in (before, now))
    came = [entry for entry in new.values() if entry.id not in old]
    turned = [entry for entry in new.values() if entry.id in old and _says(entry) != _says(old[entry.id])]
    gone = [entry for entry in old.values() if entry.id not in new]
    known = {_what(fault) for fault in before.result.faults}
    faults = [fault for fault in now.result.faults if _what(fault) not in known]
    mended = len(known - {_what(fault) for fault in now.result.faults})
    parts = [
        f"{counted(len(came), 'disagreement')} came, {len(gone):,} went"
        if came or gone
        else "no disagreement came or went",
        f"{len(turned):,} changed" if turned else "",
        f"{counted(len(faults), 'fault')} came" if faults else "",
        f"{counted(mended, 'fault')} went" if mended else "",
    ]
    yield ", ".join(filter(None, parts))
    paint = text.painter(now.options.colour)
    for fault in faults:
        yield from (*text.fault_lines(fault, now.result, paint), "")
    for entry in came + turned:
        yield from (*text.entry_lines(entry, now.result, paint, now.options), "")
    for entry in gone:
        yield visible(f"gone: {_title(entry)}   {entry.id}")
    if not now.options.quiet:
        number = now.result.fault_count
        yield summary(now.result) + (f", {counted(number, 'fault')} in the input" if number else "")


def _shown(run: Run) -> Iterator[Entry]:
    """What a report on the terminal tells."""
    from checker.report.dispute import entries, put_away

    fine = ("reconciled", "agreement")
    for entry in entries(run.result):
        if run.options.show_reconciled or not (entry.verdict in fine or put_away(entry)):
            yield entry


def _title(entry: Entry) -> str:
    from checker.model.finding import Finding

    return entry.message if isinstance(entry, Finding) else entry.title


def _says(entry: Entry) -> tuple:
    """What a reader would learn anew; where it stands is not part of it."""
    from checker.model.finding import Finding

    judged = entry.verdict, entry.severity
    if isinstance(entry, Finding):
        return *judged, entry.message, entry.why, entry.explanations
    from checker.report.dispute import grounds_of, position_lines

    return *judged, entry.decision, entry.title, position_lines(entry), tuple(grounds_of(entry).items())


def _what(fault: Fault) -> tuple[str, ...]:
    return fault.mark.file, fault.code, fault.field, fault.message
