"""Intervals of numbers, exact, with open, closed or unbounded ends.

One class serves quantities (ends are `Fraction`) and time (ends are whole day numbers).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

Number = int | Fraction


def _less(a: Number, b: Number) -> bool:
    """`a < b`, which fractions find out by way of abstract classes, and in four times as long."""
    return a < b if type(a) is type(b) is int else a.numerator * b.denominator < b.numerator * a.denominator


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `lo` to `hi`; an end that is `None` is unbounded, an end marked open is left out.

    Raises `ValueError` where nothing lies between the ends: an empty interval says nothing.
    """

    lo: Number | None = None
    hi: Number | None = None
    lo_open: bool = False
    hi_open: bool = False

    def __post_init__(self) -> None:
        if self.lo is None or self.hi is None:
            return
        if _less(self.hi, self.lo) or ((self.lo_open or self.hi_open) and self.lo == self.hi):
            raise ValueError(f"nothing lies between {self.lo} and {self.hi}")

    def __contains__(self, number: Number) -> bool:
        above = self.lo is None or self.lo < number or (self.lo == number and not self.lo_open)
        below = self.hi is None or number < self.hi or (self.hi == number and not self.hi_open)
        return above and below

    @property
    def is_point(self) -> bool:
        return self.lo is not None and self.lo == self.hi

    @property
    def width(self) -> Number | None:
        """The distance between the ends; `None` where an end is unbounded."""
        return None if self.lo is None or self.hi is None else self.hi - self.lo

    def starts_no_later_than(self, other: Interval) -> bool:
        if self.lo is None or other.lo is None:
            return self.lo is None
        if self.lo_open and not other.lo_open:
            return _less(self.lo, other.lo)
        return not _less(other.lo, self.lo)

    def ends_no_earlier_than(self, other: Interval) -> bool:
        if self.hi is None or other.hi is None:
            return self.hi is None
        if self.hi_open and not other.hi_open:
            return _less(other.hi, self.hi)
        return not _less(self.hi, other.hi)

    def covers(self, other: Interval) -> bool:
        """Every number of `other` lies in this interval."""
        return self.starts_no_later_than(other) and self.ends_no_earlier_than(other)

    def below(self, other: Interval) -> bool:
        """Every number of this interval is smaller than every number of `other`."""
        if self.hi is None or other.lo is None:
            return False
        if self.hi_open or other.lo_open:
            return not _less(other.lo, self.hi)
        return _less(self.hi, other.lo)

    def overlaps(self, other: Interval) -> bool:
        return not self.below(other) and not other.below(self)

    def gap(self, other: Interval) -> Number | None:
        """The distance between two intervals without a common number; `None` where they share one.

        Two intervals that meet at an end which one of them leaves out are 0 apart.
        """
        if self.below(other):
            return other.lo - self.hi  # type: ignore[operator]  # below() holds only where both are numbers
        if other.below(self):
            return self.lo - other.hi  # type: ignore[operator]
        return None

    def intersection(self, other: Interval) -> Interval | None:
        if not self.overlaps(other):
            return None
        late = other if self.starts_no_later_than(other) else self
        early = other if self.ends_no_earlier_than(other) else self
        return Interval(late.lo, early.hi, late.lo_open, early.hi_open)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that covers both."""
        first = self if self.starts_no_later_than(other) else other
        last = self if self.ends_no_earlier_than(other) else other
        return Interval(first.lo, last.hi, first.lo_open, last.hi_open)

    def map(self, factor: Number, offset: Number = 0) -> Interval:
        """Each number times `factor` (above 0) plus `offset`: a change of unit."""
        lo = None if self.lo is None else self.lo * factor + offset
        hi = None if self.hi is None else self.hi * factor + offset
        return Interval(lo, hi, self.lo_open, self.hi_open)

    def plus(self, other: Interval) -> Interval:
        """All sums of a number of one and a number of the other."""
        lo = None if self.lo is None or other.lo is None else self.lo + other.lo
        hi = None if self.hi is None or other.hi is None else self.hi + other.hi
        lo_open, hi_open = self.lo_open or other.lo_open, self.hi_open or other.hi_open
        return Interval(lo, hi, lo is not None and lo_open, hi is not None and hi_open)

    def whole(self) -> Interval | None:
        """The least interval with the same whole numbers; `None` where it has none."""
        lo = None if self.lo is None else floor(self.lo) + 1 if self.lo_open else ceil(self.lo)
        hi = None if self.hi is None else ceil(self.hi) - 1 if self.hi_open else floor(self.hi)
        return None if lo is not None and hi is not None and lo > hi else Interval(lo, hi)

    def mirrored(self) -> Interval:
        """The negative of each number."""
        lo = None if self.hi is None else -self.hi
        hi = None if self.lo is None else -self.lo
        return Interval(lo, hi, self.hi_open, self.lo_open)


ALL = Interval()


def point(number: Number) -> Interval:
    return Interval(number, number)
