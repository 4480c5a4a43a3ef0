"""What of a findings report fits into so many bytes: whole entries, the gravest first; what has to go is counted.

Every open disagreement is listed, whatever its size. Then come, as long as there is room, the findings that show the
open ones and those that did not finish, what reasons explain with the finding that shows it, the other findings, and
the claims that nothing else speaks about. A finding comes with its claims.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from checker.model.claim import Claim
from checker.model.disagreement import Disagreement
from checker.model.finding import Finding
from checker.model.result import Result

Entry = Claim | Disagreement | Finding


@dataclass(slots=True)
class Listed:
    """What a report lists, by its names."""

    claims: set[str] = field(default_factory=set)
    disagreements: set[str] = field(default_factory=set)
    findings: set[str] = field(default_factory=set)

    def has(self, entry: Entry) -> bool:
        match entry:
            case Claim():
                return entry.ref in self.claims
            case Disagreement():
                return entry.id in self.disagreements
            case Finding():
                return entry.id in self.findings

    def add(self, entry: Entry) -> None:
        match entry:
            case Claim():
                self.claims.add(entry.ref)
            case Disagreement():
                self.disagreements.add(entry.id)
            case Finding():
                self.findings.add(entry.id)

    def left_out(self, result: Result) -> dict[str, int | dict[str, int]]:
        """How many entries of a result are not listed; of what has verdicts, by these."""
        disagreements = Counter[str](one.verdict for one in result.disagreements if not self.has(one))
        findings = Counter[str](finding.verdict for finding in result.findings if not self.has(finding))
        claims = sum(not self.has(claim) for claim in result.corpus.claims)
        return {"claims": claims, "disagreements": dict(disagreements), "findings": dict(findings)}


def listed(result: Result, room: int, size: Callable[[Entry], int]) -> Listed:
    """As much of a result as fits into `room` bytes; `size` tells how many an entry takes."""
    chosen = Listed()
    for one in result.disagreements:
        if one.open:
            chosen.add(one)
            room -= size(one)
    for entries in _groups(result):
        new = {(type(entry), entry.ref if isinstance(entry, Claim) else entry.id): entry for entry in entries}
        new = [entry for entry in new.values() if not chosen.has(entry)]
        room -= sum(map(size, new))
        if room < 0:
            break
        for entry in new:
            chosen.add(entry)
    return chosen


def _groups(result: Result) -> Iterator[Iterable[Entry]]:
    """What is listed together, in the order in which it is."""
    opened = [one for one in result.disagreements if one.open]
    explained = [one for one in result.disagreements if not one.open]
    for one in opened:
        yield one.witness, *one.witness.claims
    for finding in result.of("unchecked"):
        yield finding, *finding.claims
    for one in opened:
        yield one.claims
        for finding in one.findings:
            yield finding, *finding.claims
    for one in explained:
        yield one, one.witness, *one.witness.claims
    for finding in result.findings:
        yield finding, *finding.claims
    for claim in result.corpus.claims:
        yield (claim,)
