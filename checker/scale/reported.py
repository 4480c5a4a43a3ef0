"""The claims that summaries report: one for each role in a key's trend, the first by name of those that may have it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.literals.boxes import normalise
from checker.model.box import Box
from checker.model.claim import Claim
from checker.model.result import KeySums
from checker.model.vocabulary import Vocabulary
from checker.scale.scan.boxes import FACET_BITS
from checker.scale.trend import Trend
from checker.screening.blocks import literal_keys


@dataclass(frozen=True, slots=True)
class ReportedKeys:
    """The trends of keys that are reported in sums."""

    trends: tuple[Trend, ...] = ()

    def row_ids(self) -> frozenset[int]:
        """The rows of all claims that may be reported."""
        return frozenset(claim >> FACET_BITS for trend in self.trends for claim in trend.reported)


@dataclass(frozen=True, slots=True)
class ReportedBoxes:
    """The claims that may be reported, as boxes by their numbers."""

    boxes: Mapping[int, Box]
    vocabulary: Vocabulary

    def sums(self, keys: ReportedKeys) -> tuple[KeySums, ...]:
        return tuple(sums for trend in keys.trends if (sums := self._sums(trend)))

    def _sums(self, trend: Trend) -> KeySums | None:
        """Nothing where no claim says what the key is."""
        ends, steepest = self._pair(trend.first, trend.last), self._pair(trend.before, trend.after)
        box = next(iter(ends), None)
        if box is None:
            return None
        (key,) = literal_keys((box,), self.vocabulary)
        return KeySums(key, trend.claims, trend.times, trend.apart, trend.worded, ends, steepest)

    def _pair(self, first: Sequence[int], second: Sequence[int]) -> tuple[Box, ...]:
        """The first by name of each; nothing where one has none."""
        boxes = [self._boxes(claims) for claims in (first, second)]
        return tuple(min(some, key=lambda box: (box.ref, box.facet)) for some in boxes) if all(boxes) else ()

    def _boxes(self, claims: Sequence[int]) -> tuple[Box, ...]:
        return tuple(self.boxes[claim] for claim in claims if claim in self.boxes)


def reported_boxes(claims: Mapping[int, Claim], vocabulary: Vocabulary) -> ReportedBoxes:
    """The boxes of claims; they are given by their row ids."""
    row_id = {claim.ref: number for number, claim in claims.items()}
    boxes, _ = normalise(tuple(claims.values()), vocabulary)
    return ReportedBoxes({(row_id[box.ref] << FACET_BITS) | (box.facet == "end"): box for box in boxes}, vocabulary)
