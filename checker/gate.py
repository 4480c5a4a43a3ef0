"""Disagreements, decisions and policy become pass or fail.

Source: the exit codes are a contract (design, section 7); the higher cause wins: 2, 3, 1, 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from checker.model.disagreement import Disagreement
from checker.model.finding import SEVERITIES, Finding
from checker.model.policy import Policy, Threshold

CLEAN, FOUND, FAULTY, INCOMPLETE = 0, 1, 2, 3

WEIGHABLE = ("contradiction", "tension")
"""Verdicts whose severity a policy may set: what is reconciled or agrees never fails for its rule's weight, and what
was not checked is not a matter of taste."""


def exit_code(
    disagreements: Iterable[Disagreement],
    *,
    faults: bool,
    complete: bool,
    fail_on: Threshold = "error",
    max_tensions: int | None = None,
    forbidden: bool = False,
) -> int:
    """0 clean; 1 an open disagreement at or above `fail_on`, more open tensions than `max_tensions`, or what the
    policy lets no change do (`forbidden`); 2 a fault in the input; 3 something was not checked.
    """
    if faults:
        return FAULTY
    if not complete:
        return INCOMPLETE
    unsettled = [one for one in disagreements if one.open and not one.settled]
    if forbidden or (max_tensions is not None and sum(one.verdict == "tension" for one in unsettled) > max_tensions):
        return FOUND
    if fail_on == "never":
        return CLEAN
    serious = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return FOUND if any(one.severity in serious for one in unsettled) else CLEAN


def weighed(findings: Iterable[Finding], policy: Policy) -> tuple[Finding, ...]:
    """The findings with the severities that the policy gives to their rules."""
    return tuple(
        replace(finding, severity=weight)
        if (weight := policy.weight(finding.rule)) and finding.verdict in WEIGHABLE
        else finding
        for finding in findings
    )
