"""What the screens of large tables left out, and what of all claims is known without judging them one by one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from checker.model.box import Unlisted
from checker.model.claim import Claim
from checker.model.result import Sums
from checker.screening.groups import RELATIONS


@dataclass(frozen=True, slots=True)
class Selection:
    """What becomes of the claims of a corpus that are not all judged one by one: `rows` sound ones stand in large
    tables, and `judged` of them are.

    Nothing is known of these: `truncated` claims that have opponents, in `truncated_keys` keys of which none is judged;
    by property, `skipped` claims that only the rules could judge and that were too many, `ungrouped` ones in groups
    that may break what is asked of claims together, and `per_claim` ones not held against what is asked of each by
    itself. `unread_quotes`: how many of all rows have quotes that cannot be read.

    `governed` are the claims that each constraint is held against, by its path, and those that relations are
    (`groups.RELATIONS`), whose properties are `partial`; of all others claims may be missing. `unlisted`: by the name
    of a box that stands for them, claims of large keys that say the same and are judged by it.

    `large_blocks`: subjects and most general properties with more claims than are compared pair by pair, of which not
    all are there.
    """

    rows: int = 0
    judged: int = 0
    sums: Sums | None = None
    truncated: int = 0
    truncated_keys: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)
    ungrouped: Mapping[str, int] = field(default_factory=dict)
    per_claim: Mapping[str, int] = field(default_factory=dict)
    unread_quotes: int = 0
    governed: Mapping[str, Collection[str]] = field(default_factory=dict)
    partial: frozenset[str] = frozenset()
    unlisted: Mapping[str, Unlisted] = field(default_factory=dict)
    large_blocks: frozenset[tuple[str, str]] = frozenset()

    def relates(self, claim: Claim) -> bool:
        """All that relations tie to the claim is among what is judged."""
        return claim.property not in self.partial or claim.ref in self.governed[RELATIONS]

    def missing(self, property: str) -> bool:
        """Claims of the property may be missing among what is judged."""
        return property in self.skipped or property in self.ungrouped


EVERYTHING = Selection()
"""Every claim is judged."""
