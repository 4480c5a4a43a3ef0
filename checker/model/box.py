"""A claim in normal form: key, range of values, range of time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from checker.model.claim import Claim
from checker.model.interval import ALL, Interval
from checker.model.value import Bounds, Term

Scope = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What is being talked about: subject, property and scope (pairs of dimension and member, sorted)."""

    subject: str
    property: str
    scope: Scope = ()


@dataclass(frozen=True, slots=True)
class Time:
    """When a claim holds.

    `always`: at every time (events, constants). `throughout`: on each day of the extent. `moment`: at one moment
    within the extent; which one is not known where the extent is longer than a day.
    `stated` is false where the moment is taken from the document's date.
    """

    extent: Interval = ALL
    sort: Literal["always", "throughout", "moment"] = "always"
    stated: bool = True
    text: str = ""

    def overlaps(self, other: Time) -> bool:
        return self.extent.overlaps(other.extent)

    def surely_overlaps(self, other: Time) -> bool:
        """Both hold at some common time however the unknown moments are chosen.

        Two moments of the same extent count as one moment: a year's figure against a figure for the same year.
        """
        if not self.overlaps(other):
            return False
        if "always" in (self.sort, other.sort) or self.extent == other.extent:
            return True
        if self.sort == other.sort == "throughout":
            return True
        if self.sort == "throughout":
            return self.extent.covers(other.extent)
        if other.sort == "throughout":
            return other.extent.covers(self.extent)
        return False


@dataclass(frozen=True, slots=True)
class Box:
    """One claim about one key. A claim of an interval makes two boxes, one for each end.

    `value` is in the unit of the property (`unit`), dates (and ends of intervals) in day numbers. `facet` tells which
    end of an interval claim this is. `root` is the most general sense of the property: the literal reading compares by
    it.
    """

    claim: Claim
    key: Key
    root: str
    datatype: Literal["quantity", "rank", "date", "entity", "text", "boolean"]
    value: Bounds | Term
    time: Time
    unit: str = ""
    facet: Literal["", "start", "end"] = ""

    @property
    def ref(self) -> str:
        return self.claim.ref


def claims_of(boxes: Iterable[Box]) -> tuple[Claim, ...]:
    """The claims that make some boxes, each once."""
    return tuple({box.ref: box.claim for box in boxes}.values())


def by_property(boxes: Iterable[Box]) -> Mapping[tuple[str, str], list[Box]]:
    """The boxes of each subject and property."""
    groups: dict[tuple[str, str], list[Box]] = {}
    for box in boxes:
        groups.setdefault((box.key.subject, box.key.property), []).append(box)
    return groups
