"""Everything that one run found."""

from __future__ import annotations

from dataclasses import dataclass

from checker.model.box import Box
from checker.model.corpus import Corpus
from checker.model.fault import Fault
from checker.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many claims there are, were compared with another, stand alone, or could not be fully checked.

    `uncorroborated` and `unchecked` hold the references of claims.
    """

    claims: int
    compared: int
    uncorroborated: tuple[str, ...]
    unchecked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """Findings and faults of one run in a fixed order; `as_of` is the pinned clock, an ISO date."""

    corpus: Corpus
    as_of: str
    boxes: tuple[Box, ...]
    findings: tuple[Finding, ...]
    faults: tuple[Fault, ...]
    coverage: Coverage

    @property
    def complete(self) -> bool:
        """Something was checked, and every rule finished."""
        return bool(self.corpus.claims) and not self.of("unchecked")

    def of(self, *verdicts: str) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.verdict in verdicts)
