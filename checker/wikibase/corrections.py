"""What people decided against statements of a Wikibase: which statement, and what is right in its place.

Only rulings that stand count: of a listed reviewer, on what is there now, disputed by nobody. Nothing is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from checker.decisions.seen import ruled_positions
from checker.model.claim import Claim
from checker.model.decision import OF_POSITIONS, Decision
from checker.model.disagreement import Disagreement
from checker.model.result import Result

STATEMENT = re.compile(r"([QPL][1-9][0-9]*)\$[0-9A-Fa-f-]+")
"""The identifier of a statement, which claims of an import have as theirs."""
ADDRESS = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True, slots=True)
class Correction:
    """A statement that is ruled wrong: one of its claims; what is right of the same thing by other documents; whether
    the Wikibase says that already; and the ruling.
    """

    wrong: Claim
    right: tuple[Claim, ...]
    is_there: bool
    decision: Decision

    @property
    def item(self) -> str:
        return self.wrong.id.partition("$")[0]


@dataclass(slots=True)
class Passed:
    """Rulings and values that lead to no line of an export, by the reason why."""

    counts: dict[str, int] = field(default_factory=dict)

    def add(self, why: str) -> None:
        self.counts[why] = self.counts.get(why, 0) + 1


def corrections(result: Result, decisions: Iterable[Decision], passed: Passed) -> Iterator[Correction]:
    """The statements that are ruled wrong, each once, in the order of the disagreements."""
    by_ruling = {(one.disagreement, one.reviewer, one.date): one for one in decisions}
    seen: set[str] = set()
    for one in result.disagreements:
        decided = one.decision
        if decided is None or decided.verdict not in OF_POSITIONS:
            continue
        ruling = by_ruling.get((one.id, decided.reviewer, decided.date))
        if decided.state != "decided" or ruling is None:
            passed.add(f"rulings that do not count ({decided.state})")
        elif one.is_systematic:
            passed.add("rulings on what differs throughout, which speak of no single statement")
        elif found := list(_of_ruling(one, ruling, seen)):
            yield from found
        else:
            passed.add("rulings against no statement of a Wikibase")


def _of_ruling(one: Disagreement, ruling: Decision, seen: set[str]) -> Iterator[Correction]:
    numbers = ruled_positions(ruling, one)
    right = [claim for n, position in enumerate(one.positions) if n in numbers for claim in position.claims]
    right_ids = {claim.id for claim in right}
    for number, position in enumerate(one.positions):
        if number in numbers or position.derived:
            continue
        for claim in position.claims:
            if not STATEMENT.fullmatch(claim.id) or claim.deprecated or claim.id in seen | right_ids:
                continue
            seen.add(claim.id)
            same = [each for each in right if (each.subject, each.property) == (claim.subject, claim.property)]
            there = any(STATEMENT.fullmatch(each.id) for each in same)
            others = tuple(each for each in same if not STATEMENT.fullmatch(each.id))
            yield Correction(claim, others, there, ruling)


def address(claim: Claim) -> str:
    """The address of a claim's document, where its note has one."""
    match = ADDRESS.search(claim.document.note)
    return match[0] if match else ""
