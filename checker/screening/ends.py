"""The ends of values and times as floats, for screens.

Why floats may serve: an exact number becomes a float by `low_end` and `high_end`, so that two ends which differ stay
different, whatever float64 can hold. Then no pair is lost; a pair too many is judged in exact numbers later.
"""

from __future__ import annotations

import math
from fractions import Fraction

from checker.model.interval import Interval

HUGE = 2.0**1000
"""Numbers past it (a 1 with 301 zeros) count as this one: sums of a few of them stay within float64."""

TINY = 1e-290
"""Below it floats have fewer digits, and different numbers may become one."""

DIGITS = 15
"""Decimal numbers of so many significant digits become different floats when they differ (IEEE 754 binary64)."""

SLACK = 2.0**-50
"""Eight units in the last place of a float: more than the few roundings of a number and a sum can take."""


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
