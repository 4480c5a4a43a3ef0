"""Findings and faults become pass or fail.

Source: the exit codes are a contract (design, section 7); the higher cause wins: 2, 3, 1, 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from checker.model.finding import SEVERITIES, Finding

CLEAN, FOUND, FAULTY, INCOMPLETE = 0, 1, 2, 3
Threshold = Literal["error", "warning", "info", "never"]


def exit_code(findings: Iterable[Finding], *, faults: bool, complete: bool, fail_on: Threshold = "error") -> int:
    """0 clean, 1 a finding at or above `fail_on`, 2 a fault in the input, 3 something was not checked."""
    if faults:
        return FAULTY
    if not complete:
        return INCOMPLETE
    if fail_on == "never":
        return CLEAN
    serious = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return FOUND if any(finding.severity in serious for finding in findings) else CLEAN
