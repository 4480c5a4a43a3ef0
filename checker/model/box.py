"""A claim in normal form: key, range of values, range of time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from checker.model.claim import Claim
from checker.model.groups import grouped
from checker.model.interval import ALL, Interval, Number
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

    `always`: at every time (events, constants). `throughout`: from the start of the extent to its end. `moment`: at one
    moment within the extent; which one is not known where the extent is longer than a day.

    `said_in`: the document from whose date the time is taken, where the claim states none. `held`: when what holds
    throughout surely does, as points of time: a day is the stretch from its number to the next. `until`: the last day
    on which what another document says is not yet taken for something later; without it there is no such day.
    """

    extent: Interval = ALL
    sort: Literal["always", "throughout", "moment"] = "always"
    said_in: str = ""
    text: str = ""
    held: Interval | None = None
    until: Number | None = None

    @property
    def stated(self) -> bool:
        return not self.said_in

    @property
    def reach(self) -> Interval:
        """All days with which it may share a moment: those of which the claim may speak, and, where it states no time,
        those that are too near to its document's date to be told from it.
        """
        return self.extent if self.stated else Interval(self.extent.lo, self.until)

    def apart(self, other: Time) -> bool:
        """They surely speak of different times. Between two documents whose dates alone part them, only so far as what
        they speak of may have changed; one document without a stated time speaks of one moment.
        """
        if self.said_in and other.said_in:
            return self.said_in != other.said_in and not self.reach.overlaps(other.reach)
        if self.extent.overlaps(other.extent):
            early, late = (self, other) if self.extent.starts_no_later_than(other.extent) else (other, self)
            return early.stated and early.until is not None and _after(late.extent.lo, early.until)
        return True

    def surely_overlaps(self, other: Time) -> bool:
        """Both hold at some common time however the unknown moments are chosen.

        Two moments of the same extent count as one moment: a year's figure against a figure for the same year. What
        nobody states is never sure, but within one document. Where one stretch may end on the day or in the year in
        which another one starts, they need not meet.
        """
        if self.apart(other):
            return False
        if "always" in (self.sort, other.sort):
            return True
        if self.said_in or other.said_in:
            return self.said_in == other.said_in
        if self.extent == other.extent:
            return True
        if self.sort == other.sort == "throughout":
            return self.held is not None and other.held is not None and self.held.overlaps(other.held)
        for whole, moment in ((self, other), (other, self)):
            if whole.sort == "throughout" and whole.held is not None:
                return whole.held.covers(all_of(moment.extent))
        return False


@dataclass(frozen=True, slots=True)
class Unlisted:
    """Claims of a large table that say what a claim says which stands for them: so many, and one of each source."""

    number: int
    sources: tuple[Claim, ...]


def all_of(days: Interval) -> Interval:
    """A range of days as the points of time within it, the first and the last left out."""
    return Interval(days.lo, None if days.hi is None else days.hi + 1, days.lo is not None, days.hi is not None)


def _after(start: Number | None, last: Number) -> bool:
    return start is not None and start > last


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

    @property
    def name(self) -> str:
        """The name of a claim, or of one facet of it."""
        return f"{self.ref}.{self.facet}" if self.facet else self.ref


def claims_of(boxes: Iterable[Box]) -> tuple[Claim, ...]:
    """The claims that make some boxes, each once."""
    return tuple({box.ref: box.claim for box in boxes}.values())


def by_property(boxes: Iterable[Box]) -> Mapping[tuple[str, str], list[Box]]:
    """The boxes of each subject and property."""
    return grouped(boxes, lambda box: (box.key.subject, box.key.property))
