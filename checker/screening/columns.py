"""Boxes as columns: one row for each box, one array for each field.

    claim       whole number, another one in each row: names the box and breaks ties
    key         whole number: boxes are compared with those of the same key
    lo, hi      the range of values, in the key's unit; minus and plus infinity where it is open
    t0, t1      the range of days; minus and plus infinity where it is open
    tolerance   how far values of the key may lie apart and still agree
    rate        how much the value may change in a day: 0 where time plays no part, infinite where only boxes that
                share a day are compared

Tolerance and rate belong to the key: where its rows differ, the smallest holds.

Why floats may serve: an exact number becomes a float by `low_end` and `high_end`, so that two ends which differ stay
different, whatever float64 can hold. Then no pair is lost; a pair too many is judged in exact numbers later.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from checker.model.interval import Interval
from checker.screening.arrays import Float64Array, Int64Array

if TYPE_CHECKING:
    import pyarrow as pa

HUGE = 2.0**1000
"""Numbers past it (a 1 with 301 zeros) count as this one: sums of a few of them stay within float64."""

TINY = 1e-290
"""Below it floats have fewer digits, and different numbers may become one."""

DIGITS = 15
"""Decimal numbers of so many significant digits become different floats when they differ (IEEE 754 binary64)."""

SLACK = 2.0**-50
"""Eight units in the last place of a float: more than the few roundings of a number and a sum can take."""

MISSING = {"lo": -math.inf, "hi": math.inf, "t0": -math.inf, "t1": math.inf, "tolerance": 0.0, "rate": 0.0}
"""What a row means that leaves a field out."""


@dataclass(frozen=True, slots=True, eq=False)
class BoxColumns:
    """Arrays of one length. Raises `ValueError` where they hold what no box can be."""

    claim: Int64Array
    key: Int64Array
    lo: Float64Array
    hi: Float64Array
    t0: Float64Array
    t1: Float64Array
    tolerance: Float64Array
    rate: Float64Array

    def __post_init__(self) -> None:
        if wrong := self._wrong():
            raise ValueError(f"columns of boxes: {wrong}")

    def __len__(self) -> int:
        return len(self.claim)

    def take(self, rows: NDArray) -> Self:
        """Only these rows (numbers or a mask)."""
        return type(self)(*(getattr(self, name)[rows] for name in FIELDS))

    def _wrong(self) -> str:
        for name in FIELDS:
            if len(getattr(self, name)) != len(self.claim):
                return (
                    f"{name} has {len(getattr(self, name)):,} rows and claim {len(self.claim):,}; give them one length"
                )
        inf = math.inf
        for name, least, most in (
            ("lo", -inf, 2 * HUGE),
            ("hi", -2 * HUGE, inf),
            ("t0", -inf, 2.0**53),
            ("t1", -(2.0**53), inf),
            ("tolerance", 0.0, inf),
            ("rate", 0.0, inf),
        ):
            column = getattr(self, name)
            bad = ~((column >= least) & (column <= most))  # also true of what is no number
            bad |= np.isfinite(column) & (np.abs(column) > 2 * HUGE)
            if bad.any():
                row = int(bad.argmax())
                return (
                    f"{name} of claim {self.claim[row]} is {column[row]}; expected a number from {least:g} to {most:g}"
                )
        if (self.t0 > self.t1).any():
            row = int((self.t0 > self.t1).argmax())
            return f"claim {self.claim[row]} ends on day {self.t1[row]}, before day {self.t0[row]}; expected t0 ≤ t1"
        return ""


FIELDS: tuple[str, ...] = tuple(field.name for field in fields(BoxColumns))


def box_columns(claim: ArrayLike, key: ArrayLike, **given: ArrayLike) -> BoxColumns:
    """BoxColumns from sequences; a single number holds for every row, and what is left out has its usual meaning."""
    if unknown := sorted(set(given) - set(MISSING)):
        raise ValueError(f"columns of boxes: found {', '.join(unknown)}; expected {', '.join(MISSING)}")
    names = np.asarray(claim, dtype=np.int64)
    values = {
        name: np.broadcast_to(np.asarray(given.get(name, missing), dtype=np.float64), names.shape)
        for name, missing in MISSING.items()
    }
    return BoxColumns(names, np.asarray(key, dtype=np.int64), **values)


def from_arrow(table: pa.Table | pa.RecordBatch) -> BoxColumns:
    """BoxColumns of an Arrow table, which holds at least `claim` and `key`; an empty cell is what was left out."""
    import pyarrow as pa
    import pyarrow.compute as pc

    def array(name: str, type: pa.DataType, missing: float | None) -> NDArray:
        cells = table[name].cast(type)
        if missing is not None and cells.null_count:
            cells = pc.fill_null(cells, missing)
        if cells.null_count:
            raise ValueError(f"columns of boxes: {cells.null_count:,} rows have no {name}; expected a whole number")
        return cells.to_numpy() if isinstance(cells, pa.ChunkedArray) else cells.to_numpy(zero_copy_only=False)

    given = {name: array(name, pa.float64(), MISSING[name]) for name in MISSING if name in table.schema.names}
    return box_columns(array("claim", pa.int64(), None), array("key", pa.int64(), None), **given)


def low_end(number: Fraction | int | None) -> float:
    """The smallest value of a box: its float, or the next above where float64 may take two numbers for one."""
    if number is None:
        return -math.inf
    if abs(number) > HUGE:  # of two numbers past it, each may be the larger
        return 2 * HUGE if number > 0 else -HUGE
    return float(number) if _keeps_apart(number) else math.nextafter(float(number), math.inf)


def high_end(number: Fraction | int | None) -> float:
    """The largest value of a box, in the same way."""
    return math.inf if number is None else -low_end(-number)


def value_ends(interval: Interval) -> tuple[float, float]:
    """Both ends of a value; one that is left out lies just inside: ranges that only touch there share nothing."""
    lo, hi = low_end(interval.lo), high_end(interval.hi)
    return (
        math.nextafter(lo, math.inf) if interval.lo_open else lo,
        math.nextafter(hi, -math.inf) if interval.hi_open else hi,
    )


def day_ends(extent: Interval) -> tuple[float, float]:
    """The first and the last day of a time."""
    return -math.inf if extent.lo is None else float(extent.lo), math.inf if extent.hi is None else float(extent.hi)


def allowance(amount: Fraction | int | None, lo: float, hi: float) -> float:
    """A tolerance (or a rate a day) for a box from `lo` to `hi`: less than the exact one by more than floats can err.

    `None` is infinite. An allowance that floats cannot tell from nothing beside such values is 0.
    """
    if amount is None:
        return math.inf
    largest = max((abs(end) for end in (lo, hi) if math.isfinite(end)), default=0.0)
    exact = min(amount, Fraction(HUGE))
    return max(0.0, float(exact) * (1 - SLACK) - largest * SLACK)


def _keeps_apart(number: Fraction | int) -> bool:
    """The number is a decimal of few digits, neither huge nor tiny, so no other such number has the same float."""
    if number == 0:
        return True
    if abs(number) < TINY:
        return False
    return Fraction(f"{float(number):.{DIGITS - 1}e}") == number
