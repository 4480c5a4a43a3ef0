"""What a value literal says, in normal form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from checker.model.interval import Interval, Number


@dataclass(frozen=True, slots=True)
class Bounds:
    """Three nested readings of one value: `literal` inside `plausible` inside `possible`.

    `literal` is the bare wording (`about 54,000` is 54,000), `plausible` what a reader expects, `possible` all
    that a competent reader could defend. Raises `ValueError` where they are not nested.

    `tolerance` says in words which allowance made the outer two, with its size.
    """

    literal: Interval
    plausible: Interval
    possible: Interval
    tolerance: str = ""

    def __post_init__(self) -> None:
        if not self.possible.covers(self.plausible) or not self.plausible.covers(self.literal):
            raise ValueError(f"not nested: {self.literal}, {self.plausible}, {self.possible}")

    def map(self, factor: Number, offset: Number = 0) -> Bounds:
        return self._each(lambda reading: reading.map(factor, offset))

    def mirrored(self) -> Bounds:
        """The negative of each number."""
        return self._each(Interval.mirrored)

    def _each(self, change: Callable[[Interval], Interval]) -> Bounds:
        return Bounds(change(self.literal), change(self.plausible), change(self.possible), self.tolerance)


def exactly(interval: Interval, tolerance: str = "none") -> Bounds:
    return Bounds(interval, interval, interval, tolerance)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its hedge, in the unit that it was written in (`""`: no unit was written).

    `unit` is the unit's words as written, tidied: `USD/year`, `%`, `km`, `people`.
    `hedge` is the hedging words as written, lower case: `over`, `approximately`, or `""`.
    `whole` are the words for what it is a share of, where the literal names it: `two-thirds of the people`.
    """

    bounds: Bounds
    unit: str
    hedge: str
    text: str
    whole: str = ""


Precision = Literal["day", "month", "season", "quarter", "half", "year", "decade", "century", "millennium", "interval"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A date that lies somewhere in a range of days (day numbers, ends included).

    Units: days; day 1 is 0001-01-01 in the proleptic Gregorian calendar, 0001-01-01 BCE lies 366 days before it.
    """

    bounds: Bounds
    precision: Precision
    text: str


End = Literal["stated", "open", "unknown"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time: two moments. An end is `open` (it goes on, EDTF `..`) or `unknown` (EDTF empty): then
    its moment is `None`, and nothing can conflict with it.
    """

    start: Moment | None
    end: Moment | None
    start_kind: End
    end_kind: End
    text: str

    @property
    def extent(self) -> Interval:
        """All days that the span may touch."""
        lo = self.start.bounds.possible.lo if self.start else None
        hi = self.end.bounds.possible.hi if self.end else None
        return Interval(lo, hi)


@dataclass(frozen=True, slots=True)
class Term:
    """A value that is a name: an entity, a text, a boolean.

    `names` holds the folded value first and then what it is part of, nearest first: a term fits each of these. Of a
    list `members` are its items in the order of the alphabet, each with what it is part of; the names are those of the
    list, and of all these. `complete`: its claim says that nothing else belongs to the list.
    """

    names: tuple[str, ...]
    text: str
    members: tuple[tuple[str, ...], ...] = ()
    complete: bool = False

    @property
    def name(self) -> str:
        return self.names[0]

    def lacks(self, other: Term) -> tuple[str, ...]:
        """The items of another list of which this one has neither them nor a part or a whole of them. A value that is
        no list has one item.
        """
        own, theirs = self.members or (self.names,), other.members or (other.names,)
        return tuple(item[0] for item in theirs if not any(item[0] in one or one[0] in item for one in own))
