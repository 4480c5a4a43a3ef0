"""Products and quotients of intervals."""

from __future__ import annotations

from fractions import Fraction

from checker.model.interval import Interval


def invert(a: Interval) -> Interval:
    """One divided by each number of an interval that does not hold 0."""
    if a.lo is not None and a.lo >= 0:
        hi, hi_open = (None, False) if a.lo == 0 else (Fraction(1) / a.lo, a.lo_open)
        return Interval(Fraction(0) if a.hi is None else Fraction(1) / a.hi, hi, a.hi is None or a.hi_open, hi_open)
    return invert(a.mirrored()).mirrored()


def multiply(a: Interval, b: Interval) -> Interval:
    """The products of all numbers of two intervals (their hull, which is exact: a product is continuous)."""
    if a == Interval(0, 0) or b == Interval(0, 0):
        return Interval(Fraction(0), Fraction(0))
    corners = [_corner(x, y) for x in _ends(a) for y in _ends(b)]
    lo = min(corners, key=lambda corner: (corner[0], corner[1]))
    hi = max(corners, key=lambda corner: (corner[0], not corner[1]))
    low = None if lo[0] == -_INFINITE else lo[0]
    high = None if hi[0] == _INFINITE else hi[0]
    # 0 is reached from inside wherever one side holds it, whatever the corner says
    lo_open = low is not None and lo[1] and not (low == 0 and (0 in a or 0 in b))
    hi_open = high is not None and hi[1] and not (high == 0 and (0 in a or 0 in b))
    return Interval(low, high, lo_open, hi_open)


_INFINITE = float("inf")
"""Only ever compared with exact numbers and never calculated with: Python compares a Fraction and infinity exactly."""


def _ends(a: Interval) -> tuple[tuple, tuple]:
    low = (-_INFINITE, True) if a.lo is None else (Fraction(a.lo), a.lo_open)
    high = (_INFINITE, True) if a.hi is None else (Fraction(a.hi), a.hi_open)
    return low, high


def _corner(x: tuple, y: tuple) -> tuple:
    """The product of two ends and whether it is left out; an end at 0 makes 0 whatever the other is."""
    if x[0] == 0 or y[0] == 0:
        zero = x if x[0] == 0 else y
        other = y if x[0] == 0 else x
        return Fraction(0), zero[1] and not (other[0] == 0 and not other[1])
    if abs(x[0]) == _INFINITE or abs(y[0]) == _INFINITE:
        return (_INFINITE if (x[0] > 0) == (y[0] > 0) else -_INFINITE), True
    return x[0] * y[0], x[1] or y[1]
