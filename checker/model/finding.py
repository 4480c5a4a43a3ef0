"""Conflicts, the reasons that explain them, and findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from checker.model.box import Box, Time, claims_of
from checker.model.claim import Claim
from checker.model.interval import Interval

Reason = Literal[
    "time",
    "scope",
    "definition",
    "precision",
    "event-sense",
    "attribution",
    "revision",
    "staggered-update",
    "deduction",
]
Status = Literal["holds", "ruled-out", "unknown"]
Verdict = Literal["contradiction", "tension", "reconciled", "agreement", "unchecked"]
Severity = Literal["error", "warning", "info"]
Strength = Literal["possible", "plausible", "literal"]

REASONS: tuple[Reason, ...] = get_args(Reason)
VERDICTS: tuple[Verdict, ...] = ("contradiction", "tension", "unchecked", "reconciled", "agreement")
OPEN: tuple[Verdict, ...] = ("contradiction", "tension")
"""Verdicts of what has no reason that explains it, and that people have to settle."""
SEVERITY: dict[Verdict, Severity] = {
    "contradiction": "error",
    "tension": "warning",
    "unchecked": "warning",
    "reconciled": "info",
    "agreement": "info",
}
SEVERITIES: tuple[Severity, ...] = get_args(Severity)


def all_but(*reasons: Reason) -> tuple[Reason, ...]:
    """Every reason except those named: what is added to the list is asked wherever nobody left it out."""
    return tuple(reason for reason in REASONS if reason not in reasons)


@dataclass(frozen=True, slots=True)
class Derivation:
    """What claims make of a quantity by relations: as a reader expects it (`plausible`) and at the widest (`possible`),
    in the unit of `against`, the claim for which they leave no room.
    """

    against: Box
    plausible: Interval
    possible: Interval


@dataclass(frozen=True, slots=True)
class Joint:
    """What claims that relations tie together have beside their boxes.

    `key` names their quantities, of which there may be several. `relations` are the claims among them that state a
    relation, `times` all claims with the time at which each has to hold. `steps` is the chain of arithmetic,
    `derived` what comes of it.
    """

    key: str
    relations: tuple[Claim, ...]
    times: tuple[tuple[Claim, Time], ...]
    steps: tuple[str, ...]
    derived: Derivation | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A minimal set of boxes that cannot all hold under the literal reading.

    `strength` is the widest reading under which they still part: `possible` (no reading saves them), `plausible`
    (only what readers expect parts) or `literal` (the bare words part). `message` is the finding's sentence, `why`
    the figures behind it.

    `asked` are the innocent reasons that could explain it. `ceiling` is the gravest verdict that it may get, and
    `severity` the severity, where it is not its verdict's own. `about` tells it from other conflicts of the same
    claims. `joint` is there where the claims conflict by way of relations, and not all of them need have a box.
    """

    rule: str
    boxes: tuple[Box, ...]
    strength: Strength
    message: str
    why: str
    asked: tuple[Reason, ...] = REASONS
    ceiling: Verdict = "contradiction"
    severity: Severity | None = None
    about: str = ""
    joint: Joint | None = None

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Each claim once; those of a joint set, which has no order of its own, from the oldest document on."""
        if not self.joint:
            return claims_of(self.boxes)
        claims = {box.claim for box in self.boxes} | set(self.joint.relations)
        return tuple(sorted(claims, key=lambda claim: (claim.document.published, claim.ref)))


@dataclass(frozen=True, slots=True)
class Explanation:
    """What one reconciler says of a conflict: its reason holds, is ruled out, or cannot be known.

    `text` says why; `reopen` what would have to change for a reason that holds to fail. `spares`: what is unknown is
    what somebody left unsaid, and may explain all of it, so that nobody is contradicted.
    """

    reason: Reason
    status: Status
    text: str
    reopen: str = ""
    spares: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A conflict with its verdict, reasons and explanation; or an agreement; or a rule that could not finish.

    `steps` is a joint conflict's chain of arithmetic, and `derived` what the others make of a quantity.
    """

    id: str
    rule: str
    verdict: Verdict
    claims: tuple[Claim, ...]
    key: str
    message: str
    why: str
    reasons: tuple[Reason, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    steps: tuple[str, ...] = ()
    boxes: Sequence[Box] = ()
    derived: Derivation | None = None
    severity: Severity = ""  # type: ignore[bad-assignment]  # left out: its verdict's own

    def __post_init__(self) -> None:
        if not self.severity:
            object.__setattr__(self, "severity", SEVERITY[self.verdict])

    @property
    def refs(self) -> tuple[str, ...]:
        return tuple(claim.ref for claim in self.claims)

    def explanations_with(self, status: str) -> tuple[Explanation, ...]:
        return tuple(explanation for explanation in self.explanations if explanation.status == status)
