"""Findings and faults in the one shape that the formats for other programs tell, the worst first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from checker.literals.fingerprint import fingerprint
from checker.literals.phrase import show_beside
from checker.model.claim import Claim
from checker.model.fault import Fault, Mark
from checker.model.finding import VERDICTS, Finding, Severity
from checker.model.result import Result
from checker.report.explain import counted, reason_lines, repair_lines, ruled_out, unknown, would_reopen
from checker.report.options import Options
from checker.report.safe import visible

Level = Literal["fault", Severity]
LEVELS: tuple[Level, ...] = ("fault", "error", "warning", "info")
"""A fault stands first: where a file cannot be read, findings may be missing."""

NOTHING_CHECKED = "nothing-checked"
NOTHING = "nothing was checked: there is no claim that could be read"


@dataclass(frozen=True, slots=True)
class Place:
    """Where one side of a finding stands: line and columns count from 1, in characters; `end_column` lies after it.

    `file` is its name as seen from where the run was started.
    """

    file: str
    line: int
    column: int
    end_column: int
    claim: Claim | None = None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to tell. `details` are lines that say why; `finding` is empty for a fault.

    It has a place at least: where it concerns no claim, the folder of the claims. Programs drop what has none.
    """

    id: str
    rule: str
    level: Level
    verdict: str
    message: str
    places: tuple[Place, ...]
    details: tuple[str, ...] = ()
    finding: Finding | None = None

    @property
    def settled(self) -> bool:
        """People ruled on it or let it pass, and that stands."""
        return self.finding is not None and self.finding.settled

    @property
    def ruling(self) -> str:
        """How it stands with the people: `decided by ann: …`; empty where nobody ruled."""
        decision = self.finding.decision if self.finding else None
        if decision is None:
            return ""
        who = f" by {decision.reviewer}" if decision.reviewer else ""
        return f"{decision.state}{who}: {decision.reason}"


def open_items(result: Result, options: Options) -> tuple[Item, ...]:
    """What is open; with `show_reconciled` everything."""
    return tuple(item for item in items(result, options) if options.show_reconciled or _open(item))


def items(result: Result, options: Options) -> tuple[Item, ...]:
    """All faults and findings, the worst first: by level, verdict, then as the result has them."""
    told = [*_faults(result, options), *(_finding(finding, result, options) for finding in result.findings)]
    if not result.coverage.claims:
        told.append(Item(NOTHING_CHECKED, NOTHING_CHECKED, "error", "unchecked", NOTHING, (_home(result, options),)))
    order = {verdict: place for place, verdict in enumerate(("fault", *VERDICTS))}
    return tuple(sorted(told, key=lambda item: (LEVELS.index(item.level), order[item.verdict])))


def _open(item: Item) -> bool:
    return item.verdict not in ("reconciled", "agreement") and not item.settled


def _home(result: Result, options: Options) -> Place:
    """The folder that all claim files lie in."""
    file = next(iter(result.corpus.files), "").partition("/")[0]
    return Place(options.path(file) or options.folder or ".", 1, 1, 2)


def _finding(finding: Finding, result: Result, options: Options) -> Item:
    return Item(
        finding.id,
        finding.rule,
        finding.severity,
        finding.verdict,
        finding.message,
        tuple(_place(mark_of(claim), result, options, claim) for claim in _sides(finding, options))
        or (_home(result, options),),
        tuple(_details(finding)),
        finding,
    )


def _sides(finding: Finding, options: Options) -> list[Claim]:
    """The claims of a finding, those first that the change under test brought: there people look for it."""
    return sorted(finding.claims, key=lambda claim: claim.ref not in options.changed)


def _details(finding: Finding) -> Iterator[str]:
    if finding.why:
        yield finding.why
    yield from finding.steps
    yield from (f"reconciled by {line}" for line in reason_lines(finding))
    yield from repair_lines(finding)
    if ruled_out(finding):
        yield f"ruled out: {', '.join(ruled_out(finding))}"
    if not finding.reasons:
        yield from (f"unknown: {line}" for line in unknown(finding))
    yield from (f"would reopen if {line}" for line in would_reopen(finding))


def _faults(result: Result, options: Options) -> Iterator[Item]:
    """Equal faults of one place in a file get a number after their fingerprint."""
    seen: dict[str, int] = {}
    for fault in result.faults:
        name = fingerprint(fault.code, map(visible, (fault.mark.file, fault.field, fault.message)))
        seen[name] = seen.get(name, 0) + 1
        own = name if seen[name] == 1 else f"{name}-{seen[name]}"
        place = _place(fault.mark, result, options)
        yield Item(own, fault.code, "fault", "fault", fault.message, (place,), _field(fault))


def _field(fault: Fault) -> tuple[str, ...]:
    return (f"in the field {fault.field}",) if fault.field else ()


def mark_of(claim: Claim) -> Mark:
    """The place that shows what a claim says: its value or its relation."""
    name = "value" if claim.value else "readings" if "readings" in claim.marks else "relation"
    return claim.mark_of(name)


def _place(mark: Mark, result: Result, options: Options, claim: Claim | None = None) -> Place:
    lines = result.corpus.sources.get(mark.file, ())
    source = lines[mark.line - 1].rstrip() if 1 <= mark.line <= len(lines) else ""
    return Place(options.path(mark.file), mark.line, mark.column, max(mark.column, len(source)) + 1, claim)


def bounded(text: str, most: int) -> str:
    """The text, cut where it is longer than `most` characters; what was cut is counted."""
    return text if len(text) <= most else f"{text[:most]}… ({counted(len(text) - most, 'more character')})"


def log_safe(text: str) -> str:
    """One line for a build log: nothing hidden, and no command of a build system in it.

    Source: build systems read `##[…]` and `##vso[…]` anywhere in a line as commands.
    """
    return visible(text).replace("##", "#\\u{23}")


def side(claim: Claim, most: int) -> str:
    """`“over 40,000 are in Japan”, example-1997, reporting …`."""
    said = f", reporting {claim.said_by}" if claim.said_by else ""
    return f"“{bounded(claim.quote, most)}”{bounded(show_beside(claim), most)}, {claim.document.id}{said}"
