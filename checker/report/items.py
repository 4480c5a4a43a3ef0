"""Disagreements and faults in the one shape that the formats for other programs write, the worst first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from checker.literals.fingerprint import fingerprint
from checker.literals.phrase import show_beside
from checker.model.claim import Claim
from checker.model.decision import SETTLED, Decided
from checker.model.fault import Mark
from checker.model.finding import SEVERITIES, VERDICTS, Finding, Reason, Severity
from checker.model.result import Result
from checker.readers.tally import listed_faults
from checker.report.dispute import Entry, entries, grounds_of, is_new, position_lines, told_claims
from checker.report.explain import counted, grounds, over_limit, ruled_out, statement_mark
from checker.report.options import Options
from checker.report.safe import visible
from checker.report.silence import SilenceLine, silence_lines

Level = Literal["fault", Severity]
Outcome = Literal["error", "failure", "skipped", "passed"]
LEVELS: tuple[Level, ...] = ("fault", "error", "warning", "info")
"""A fault stands first: where a file cannot be read, disagreements may be missing."""

LEVEL_NAMES: dict[Level, str] = {level: level for level in LEVELS}
"""The words of a format that has none of its own."""

OVER_LIMIT = "too-many-tensions"
CHANGE = "change"
"""The verdict of what a change did that is no disagreement."""
SIDES = 20
"""Claims that are listed of one disagreement; larger sets are counted."""
NOTHING_CHECKED = "nothing-checked"
NOTHING = "nothing was checked: there is no claim that could be read"


@dataclass(frozen=True, slots=True)
class ItemLocation:
    """Where a claim or a fault stands: line and columns count from 1, in characters; `end_column` lies after it.

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
class ReportItem:
    """A disagreement, a finding that belongs to none, or a fault.

    `id` is what people type; `fingerprint` is what other programs know it by: of a disagreement the full hash of the
    question and its positions. `rule` is that of the shortest finding. `key` is what it is about. `positions` and
    `details` are lines that say who says what, and why that does not fit. `reasons` explain it.
    `fails`: it fails the run, whatever severity does.

    It has a location at least: where it concerns no claim, the folder of the claims. Programs drop what has none.
    """

    id: str
    rule: str
    level: Level
    verdict: str
    message: str
    locations: tuple[ItemLocation, ...]
    details: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    key: str = ""
    reasons: tuple[Reason, ...] = ()
    ruled_out: tuple[str, ...] = ()
    decision: Decided | None = None
    fingerprint: str = ""
    new: bool = False
    fails: bool = False

    def __post_init__(self) -> None:
        if not self.fingerprint:
            object.__setattr__(self, "fingerprint", self.id)

    @property
    def lines(self) -> tuple[str, ...]:
        """What is said beside the message: who says what, and why that does not fit."""
        return self.positions + self.details

    @property
    def settled(self) -> bool:
        """People ruled on it or let it pass, and that stands. What was not checked cannot be settled."""
        return self.decision is not None and self.decision.state in SETTLED and self.verdict != "unchecked"

    @property
    def ruling(self) -> str:
        """How it stands with the people: `decided by ann: …`; empty where nobody ruled."""
        if self.decision is None:
            return ""
        who = f" by {self.decision.reviewer}" if self.decision.reviewer else ""
        return f"{self.decision.state}{who}: {self.decision.reason}"


def open_items(result: Result, options: Options) -> tuple[ReportItem, ...]:
    """What is open; with `show_reconciled` everything."""
    return tuple(item for item in items(result, options) if options.show_reconciled or _open(item))


def items(result: Result, options: Options) -> tuple[ReportItem, ...]:
    """All faults, disagreements and findings that belong to none, the worst first: by level, verdict, then as the
    result has them.
    """
    listed = [*_faults(result, options), *(_item(entry, result, options) for entry in entries(result))]
    if not result.coverage.claims:
        folder = (_folder(result, options),)
        listed.append(ReportItem(NOTHING_CHECKED, NOTHING_CHECKED, "error", "unchecked", NOTHING, folder))
    if words := over_limit(result, options):
        folder = (_folder(result, options),)
        listed.append(ReportItem(OVER_LIMIT, OVER_LIMIT, "error", "tension", words, folder, fails=True))
    listed += [_silence(line, result, options) for line in silence_lines(options)]
    order = ("fault", *VERDICTS, CHANGE)
    return tuple(sorted(listed, key=lambda item: (LEVELS.index(item.level), order.index(item.verdict))))


def _open(item: ReportItem) -> bool:
    return item.verdict not in ("reconciled", "agreement") and not item.settled


def _silence(line: SilenceLine, result: Result, options: Options) -> ReportItem:
    where = _location(line.mark, result, options) if line.mark else _folder(result, options)
    level: Level = "error" if line.fails else "info"
    name = fingerprint(line.kind, map(visible, (line.message, *line.details)))
    return ReportItem(name, line.kind, level, CHANGE, line.message, (where,), line.details, fails=line.fails)


def _folder(result: Result, options: Options) -> ItemLocation:
    """The folder that all claim files lie in."""
    file = next(iter(result.corpus.files), "").partition("/")[0]
    return ItemLocation(options.path(file) or options.folder or ".", 1, 1, 2)


def _item(entry: Entry, result: Result, options: Options) -> ReportItem:
    if isinstance(entry, Finding):
        return _finding(entry, result, options)
    witness = entry.witness
    return ReportItem(
        entry.id,
        witness.rule,
        entry.severity,
        entry.verdict,
        entry.title,
        _locations(told_claims(entry, options.changed), result, options),
        tuple(_details(grounds_of(entry))),
        position_lines(entry),
        entry.question.name,
        tuple(entry.reasons) if entry.verdict == "reconciled" else (),
        ruled_out(witness),
        entry.decision,
        entry.fingerprint,
        is_new(entry, options),
    )


def _finding(finding: Finding, result: Result, options: Options) -> ReportItem:
    return ReportItem(
        finding.id,
        finding.rule,
        finding.severity,
        finding.verdict,
        finding.message,
        _locations(sorted(finding.claims, key=lambda claim: claim.ref not in options.changed), result, options),
        tuple(_details(grounds(finding))),
        key=finding.key,
        reasons=finding.reasons,
        ruled_out=ruled_out(finding),
        new=is_new(finding, options),
    )


def _locations(claims: Iterable[Claim], result: Result, options: Options) -> tuple[ItemLocation, ...]:
    stands = tuple(_location(statement_mark(claim), result, options, claim) for claim in claims)
    return stands or (_folder(result, options),)


LEADS = {
    **dict.fromkeys(("why", "steps"), ""),
    "shown": "shown: ",
    **dict.fromkeys(("reconciled", "because"), "reconciled by "),
    **{"explained": "explained: ", "example": "for example: ", "settled by": "settled by ", "ruled out": "ruled out: "},
    **{"unknown": "unknown: ", "reopens if": "would reopen if "},
}
"""How the lines of the grounds begin; the ruling stands by itself."""
JOINED = ("ruled out", "settled by", "example")
"""Grounds whose lines are told as one."""


def _details(named: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for name, lines in named.items():
        if name in LEADS:
            yield from (f"{LEADS[name]}{line}" for line in ([", ".join(lines)] if name in JOINED else lines))


def _faults(result: Result, options: Options) -> Iterator[ReportItem]:
    """Those of one kind in a file up to a limit. Equal faults at one location get a number after their fingerprint."""
    seen: dict[str, int] = {}
    for fault in listed_faults(result.faults):
        name = fingerprint(fault.code, map(visible, (fault.mark.file, fault.field, fault.message)))
        seen[name] = seen.get(name, 0) + 1
        own = name if seen[name] == 1 else f"{name}-{seen[name]}"
        location = _location(fault.mark, result, options)
        details = (f"in the field {fault.field}",) if fault.field else ()
        yield ReportItem(own, fault.code, "fault", "fault", fault.message, (location,), details)


def _location(mark: Mark, result: Result, options: Options, claim: Claim | None = None) -> ItemLocation:
    lines = result.corpus.sources.get(mark.file, ())
    source = lines[mark.line - 1].rstrip() if 1 <= mark.line <= len(lines) else ""
    return ItemLocation(options.path(mark.file), mark.line, mark.column, max(mark.column, len(source)) + 1, claim)


def outcome(item: ReportItem, options: Options) -> Outcome:
    """What an item is as a test: what was not checked is no failure but an error, and what is open and fails nothing
    shows as skipped, as does what people settled.
    """
    if item.verdict in ("fault", "unchecked"):
        return "error"
    failing = SEVERITIES[: SEVERITIES.index(options.fail_on) + 1] if options.fail_on != "never" else ()
    if item.fails or (item.level in failing and not item.settled):
        return "failure"
    return "passed" if item.verdict in ("reconciled", "agreement") else "skipped"


def bounded(text: str, most: int) -> str:
    """The text, cut where it is longer than `most` characters; what was cut is counted."""
    return text if len(text) <= most else f"{text[:most]}… ({counted(len(text) - most, 'more character')})"


def side_text(claim: Claim, most: int) -> str:
    """`“over 40,000 are in Japan”, example-1997, reporting …`."""
    said = f", reporting {claim.said_by}" if claim.said_by else ""
    return f"“{bounded(claim.quote, most)}”{bounded(show_beside(claim), most)}, {claim.document.id}{said}"


def item_lines(item: ReportItem, most: int) -> Iterator[str]:
    """The message, each side with its location, and what is said beside it; quotes are cut past `most` characters."""
    yield f"{item.message} ({item.id})"
    for location in item.locations[:SIDES]:
        yield f"{location}: {side_text(location.claim, most)}" if location.claim else str(location)
    if len(item.locations) > SIDES:
        yield f"and {counted(len(item.locations) - SIDES, 'more claim')}"
    yield from item.lines
    if item.ruling:
        yield item.ruling
