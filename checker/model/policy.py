"""What a team asks of its claims, and what stood before the change under test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from checker.model.claim import Claim, Document
from checker.model.disagreement import Disagreement
from checker.model.finding import Severity

Threshold = Literal["error", "warning", "info", "never"]
RuleWeight = Literal["error", "warning", "info", "off"]

THRESHOLDS: tuple[Threshold, ...] = get_args(Threshold)
WEIGHTS: tuple[RuleWeight, ...] = get_args(RuleWeight)


@dataclass(frozen=True, slots=True)
class Policy:
    """Which rules run and how grave they are, whose decisions count, and what fails.

    `fail_on_outvoted`: a change fails that gives another position the most sources where people disagree already.
    `fail_on_removed`: a change fails that removes, hides or redefines what was there before.
    `reviewers` left out: everybody's decisions count. `accept_proposed`: a change may bring its own decisions.
    """

    fail_on: Threshold = "error"
    max_tensions: int | None = None
    fail_on_outvoted: bool = False
    fail_on_removed: bool = False
    exit_zero: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, RuleWeight] = field(default_factory=dict)
    reviewers: tuple[str, ...] | None = None
    accept_proposed: bool = False

    @property
    def ignored(self) -> tuple[str, ...]:
        """The rules that do not run: those named, and those whose severity is `off`."""
        return (*self.ignore, *(rule for rule, weight in self.severity.items() if weight == "off"))

    def weight(self, rule: str) -> Severity | None:
        """The severity that the policy gives to a rule's contradictions and tensions, where it gives one."""
        weight = self.severity.get(rule)
        return None if weight is None or weight == "off" else weight


SeenClaim = tuple[str, str]
"""A claim's reference, and the hash of what is to be seen of it."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What has other names now and is the same: disagreements (before and now), and claims as decisions saw them."""

    disagreements: tuple[tuple[Disagreement, Disagreement], ...] = ()
    claims: Mapping[SeenClaim, SeenClaim] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Base:
    """The tree before the change under test: whatever the change adds to it cannot approve the change.

    `files` holds decision files and baselines by the names that marks give them (`claims/decisions/…`,
    `checker-baseline.txt`), `claims` the claims, for their suppressions, `documents` what revises which one, and
    `policy` what was in force. `moved`: what all of these speak of by names that are others now. `standing`:
    disagreements of now (their identifiers) that had all their positions before; `None` where nobody looked.
    """

    files: Mapping[str, bytes]
    claims: tuple[Claim, ...] = ()
    policy: Policy = Policy()
    moved: Moved = Moved()
    documents: tuple[Document, ...] = ()
    standing: frozenset[str] | None = None
