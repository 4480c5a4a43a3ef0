"""How far a value may lie from its words: the two intervals around a number, its hedge and its rounding.

Source: the table of the design, section 4; each constant of it is a field of `Tolerance`.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from checker.literals.numbers.hedges import Hedge
from checker.literals.numbers.number import WrittenNumber
from checker.model.interval import Interval, point
from checker.model.interval import Number as End
from checker.model.value import Bounds, exactly
from checker.model.vocabulary import Tolerance

COARSEST_PERCENTAGE = Fraction(10)
"""Percentage points. Why: percentages are written to the point or rounded to tens, never to hundreds."""


def show(value: End) -> str:
    """The value in digits where it ends, else as a fraction."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1 or value.denominator > 10**30:
        return f"{value.numerator:,}/{value.denominator:,}"
    decimals = 0
    while (value * 10**decimals).denominator != 1:
        decimals += 1
    digits = abs(value.numerator) * 10**decimals // value.denominator
    whole, after = divmod(digits, 10**decimals)
    return ("-" if value < 0 else "") + f"{whole:,}" + (f".{after:0{decimals}d}" if decimals else "")


def rounding(number: WrittenNumber, tolerance: Tolerance, measured: bool) -> Fraction:
    """How far an unhedged number may lie from its digits: a count without trailing zeros not at all."""
    if number.whole and number.grain == 1 and not measured:
        return Fraction(0)
    return tolerance.rounded * number.grain


def percentage(number: WrittenNumber) -> WrittenNumber:
    """A percentage is known to ten points at least: 100 % is no number between 50 and 150."""
    return replace(number, grain=min(number.grain, COARSEST_PERCENTAGE))


def around(value: Fraction, allowance: Fraction) -> Interval:
    return Interval(value - allowance, value + allowance)


def next_round(number: WrittenNumber) -> Fraction:
    """The next rounder number above: over 40,000 is up to 50,000, over 85 up to 90, over 12.5 up to 13.

    Why: had the value reached it, the writer would have said *over* that number. A number with one significant
    digit steps in that digit, any other in the digit before its last.
    """
    return (number.value // number.step + 1) * number.step


def last_round(number: WrittenNumber) -> Fraction:
    """The next rounder number below: under 40,000 is down to 30,000, under 85 down to 80."""
    return -((-number.value) // number.step + 1) * number.step


def unhedged(number: WrittenNumber, tolerance: Tolerance, measured: bool) -> Bounds:
    allowance = rounding(number, tolerance, measured)
    if not allowance:
        counted = number.whole and number.grain == 1
        return exactly(point(number.value), "none: an exact count" if counted else "none: taken as exact")
    outer = around(number.value, allowance)
    return Bounds(point(number.value), outer, outer, f"±{show(allowance)}, {_rounded(number, tolerance)}")


def _rounded(number: WrittenNumber, tolerance: Tolerance) -> str:
    size = "half" if tolerance.rounded == Fraction(1, 2) else show(tolerance.rounded)
    return f"{size} of {'the last significant digit' if number.rounded_by_digits else 'a step between rough fractions'}"


def approximate(number: WrittenNumber, tolerance: Tolerance, measured: bool) -> Bounds:
    size = abs(number.value)
    rounded = tolerance.rounded * number.grain
    plausible = min(rounded, tolerance.approximately_plausible * size) if size else rounded
    possible = max(tolerance.approximately * size, rounding(number, tolerance, measured), plausible)
    text = _approximately(tolerance)
    if possible > tolerance.approximately * size:
        text = f"±{show(possible)} for 'approximately'"
    return Bounds(point(number.value), around(number.value, plausible), around(number.value, possible), text)


def _approximately(tolerance: Tolerance) -> str:
    return f"±{show(tolerance.approximately * 100)} % for 'approximately'"


def near(number: WrittenNumber, tolerance: Tolerance) -> Bounds:
    """Nearly v lies below v; the tolerance limits how far, and plausibly v's last significant digit."""
    value = number.value
    most = tolerance.nearly * abs(value)
    less = min(number.grain, most)
    if not less:
        return exactly(point(value), "none: 'nearly' has no room below this number")
    plausible = Interval(value - less, value, hi_open=True)
    return Bounds(
        plausible, plausible, Interval(value - most, value), f"-{show(tolerance.nearly * 100)} % for 'nearly'"
    )


def one_sided(hedge: Hedge, start: Bounds, limit: End | None, floor: bool) -> Bounds:
    """Everything on one side of a value; a reader expects it no farther than `limit`, the next round number.

    `start` is what the hedge bounds: a point, an approximate or a vague value. `floor`: nothing lies below 0.
    """
    strict = hedge in ("over", "under")
    if hedge in ("over", "at_least"):
        edge, expected = start.possible.lo, start.plausible.lo
        possible = Interval(edge, None, lo_open=strict)
        plausible = Interval(expected, limit, lo_open=strict)
        text = f"no upper limit; expected up to {show(limit)}" if limit is not None else "no upper limit"
    else:
        edge, expected = start.possible.hi, start.plausible.hi
        bottom = Fraction(0) if floor and edge is not None and edge > 0 else None
        if bottom is not None and limit is not None:
            limit = max(limit, bottom)
        possible = Interval(bottom, edge, hi_open=strict)
        plausible = Interval(limit if limit is not None else bottom, expected, hi_open=strict)
        below = "nothing below 0" if bottom is not None else "no lower limit"
        text = f"{below}; expected down to {show(limit)}" if limit is not None else below
    if not start.possible.is_point:
        text = f"{start.tolerance}; {text}"
    return Bounds(plausible, plausible, possible, text)


def stretch(first: WrittenNumber, second: WrittenNumber, hedge: Hedge, tolerance: Tolerance, measured: bool) -> Bounds:
    """From one number to another: the ends keep the allowance that they would have alone."""
    literal = Interval(first.value, second.value)
    if hedge == "about":
        ends = [approximate(number, tolerance, measured) for number in (first, second)]
        plausible, possible = ends[0].plausible.hull(ends[1].plausible), ends[0].possible.hull(ends[1].possible)
        # allowances have both ends
        low, high = first.value - possible.lo, possible.hi - second.value  # type: ignore[unsupported-operation]
        return Bounds(literal, plausible, possible, f"{show(low)} below and {show(high)} above, for 'approximately'")
    if hedge == "exactly":
        return exactly(literal, "none: said to be exact")
    low, high = (rounding(number, tolerance, measured) for number in (first, second))
    text = f"{show(low)} below and {show(high)} above, {_rounded(second if high else first, tolerance)}"
    if not low and not high:
        text = "none: exact ends"
    return Bounds(literal, literal, Interval(first.value - low, second.value + high), text)


def margin(number: WrittenNumber, error: Fraction, about: bool, tolerance: Tolerance) -> Bounds:
    """v ± e: as the document says. Why no wider: the margin already is what the document allows; only *about* allows
    what it allows of a number without a margin.
    """
    outer = around(number.value, error)
    text = f"±{show(error)}, as the document says"
    hedged = tolerance.approximately * abs(number.value)
    if not about or hedged <= error:
        return Bounds(point(number.value), outer, outer, text)
    return Bounds(point(number.value), outer, around(number.value, hedged), f"{text}, and {_approximately(tolerance)}")
