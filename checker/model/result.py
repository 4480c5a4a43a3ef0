"""Everything that one run found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.model.box import Box
from checker.model.corpus import Corpus
from checker.model.fault import Fault
from checker.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many claims there are, were compared with another, stand alone, or could not be fully checked.

    `uncorroborated` and `unchecked` hold the references of claims, all of them but for rows of large tables: of these
    `more_alone` and `more_unchecked` are only counted.
    """

    claims: int
    compared: int
    uncorroborated: tuple[str, ...]
    unchecked: tuple[str, ...]
    more_alone: int = 0
    more_unchecked: int = 0

    @property
    def alone(self) -> int:
        """How many claims nothing else speaks about."""
        return len(self.uncorroborated) + self.more_alone


@dataclass(frozen=True, slots=True)
class PropertySums:
    """What the claims of one general property come to: keys (one subject and scope each), claims, keys of one claim,
    keys whose claims all say the same, keys that differ in words only, and keys whose values part.
    """

    property: str
    keys: int
    claims: int
    single: int
    alike: int
    worded: int
    parted: int


@dataclass(frozen=True, slots=True)
class Sums:
    """What the claims of large tables come to, by property. `compared` claims have another one to be held against; in
    `open_keys` keys some have an opponent, in `fast_keys` keys the value changes faster than it may.
    """

    properties: tuple[PropertySums, ...] = ()
    compared: int = 0
    open_keys: int = 0
    fast_keys: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """Findings and faults of one run in a fixed order; `as_of` is the pinned clock, an ISO date.

    Where tables are too large to be listed, `sums` tells what all claims come to, and `corpus` holds those that were
    judged one by one.
    """

    corpus: Corpus
    as_of: str
    boxes: Sequence[Box]
    findings: tuple[Finding, ...]
    faults: tuple[Fault, ...]
    coverage: Coverage
    sums: Sums | None = None

    @property
    def complete(self) -> bool:
        """Something was checked, and every rule finished."""
        return bool(self.corpus.claims) and not self.of("unchecked")

    def of(self, *verdicts: str) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.verdict in verdicts)
