"""What became of findings: which appeared, which went, and which are judged otherwise.

A finding's identifier holds what its claims say, so a value that changed makes another identifier. One finding of the
same rule on the same claims counts as one that changed, not as one that went and one that came.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Literal

from checker.model.finding import VERDICTS, Finding
from checker.model.groups import grouped
from checker.model.result import Result

TurnKind = Literal["appeared", "went", "changed"]
Called = Callable[[str], str]
"""Gives the reference of now of a claim that may have had another one before."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A finding before and now; one of them is missing where it appeared or went."""

    before: Finding | None
    now: Finding | None

    @property
    def kind(self) -> TurnKind:
        return "appeared" if self.before is None else "went" if self.now is None else "changed"

    @property
    def finding(self) -> Finding:
        """The finding of now, else that of before."""
        return self.now or self.before  # type: ignore[bad-return]  # one of them is there

    @property
    def judged_otherwise(self) -> bool:
        return self.before is None or self.now is None or _judged(self.before) != _judged(self.now)

    def refs(self, called: Called) -> frozenset[str]:
        """The claims of both, by their references of now."""
        before = self.before.refs if self.before else ()
        return frozenset((*map(called, before), *(self.now.refs if self.now else ())))


def turns(now: Result, before: Result, called: Called) -> tuple[Turn, ...]:
    """What differs, the gravest first."""
    olds = {finding.id: finding for finding in before.findings}
    same = (Turn(olds[finding.id], finding) for finding in now.findings if finding.id in olds)
    turned = [turn for turn in same if turn.judged_otherwise]
    ids = {finding.id for finding in now.findings}
    came = [finding for finding in now.findings if finding.id not in olds]
    gone = [finding for finding in before.findings if finding.id not in ids]

    pairs, came, gone = _paired(came, gone, lambda f: (f.rule, frozenset(map(called, f.refs))))
    # what agrees is one finding for each key: a source more is no other agreement
    agreements, came, gone = _paired(came, gone, lambda f: (f.rule, f.key) if f.verdict == "agreement" else f.id)
    turned += [turn for turn in (*pairs, *agreements) if turn.finding.verdict != "agreement" or turn.judged_otherwise]
    turned += [*(Turn(None, finding) for finding in came), *(Turn(finding, None) for finding in gone)]
    return tuple(sorted(turned, key=_order))


def _judged(finding: Finding) -> tuple:
    return finding.verdict, finding.severity, finding.reasons, finding.decision and finding.decision.state


def _paired(
    came: Iterable[Finding], gone: Iterable[Finding], by: Callable[[Finding], Hashable]
) -> tuple[list[Turn], list[Finding], list[Finding]]:
    """Findings that are alike, one of each side; and what is left of both sides."""
    waiting = grouped(gone, by)
    pairs, left = [], []
    for finding in came:
        alike = waiting.get(by(finding))
        if alike:
            pairs.append(Turn(alike.pop(0), finding))
        else:
            left.append(finding)
    return pairs, left, [finding for findings in waiting.values() for finding in findings]


def _order(turn: Turn) -> tuple:
    finding = turn.finding
    return VERDICTS.index(finding.verdict), ("appeared", "changed", "went").index(turn.kind), finding.key, finding.id
