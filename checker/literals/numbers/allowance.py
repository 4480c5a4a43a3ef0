"""How far a value may lie from its words: the readings around a figure, by its hedge, its rounding and its kind.

Source: the table of the design, section 4. Here `g`, a number's `grain`, is the unit of its last significant digit.
Intervals of rounding are half-open, as rounding is: what two figures were rounded from is never one number.

All numbers are positive or 0; a negative one is read as the mirror image of its statement, see `quantity`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from checker.literals.numbers.hedges import Hedge
from checker.literals.numbers.number import WrittenNumber
from checker.model.interval import Interval, Number, point
from checker.model.value import Bounds, exactly
from checker.model.vocabulary import Tolerance

SMALL_COUNT = 20
"""Whole numbers of things below it are counted, not estimated, whatever their last digit."""

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Manner:
    """What beside its words decides how a figure is read.

    `counted`: it is a whole number of things: no money, no share, no measuring unit, no rate. `unit`: what its
    allowances are told in; `times`: how many of it are one of the figure's own, 100 where `one in five` are percent.
    `whole`: of a share, the number that is all of it, 100 of percentages. `firm`: a limit is said to be exact (`at
    least exactly 40`): nothing is rounded, nothing expected near it.
    """

    tolerance: Tolerance
    counted: bool
    unit: str = ""
    whole: Fraction | None = None
    firm: bool = False
    times: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Rounding:
    """How far a bare figure may lie from its digits.

    `expected`, either side, is where it was rounded; `below` and `above` allow that it was cut off.
    """

    expected: Fraction
    below: Fraction
    above: Fraction


@dataclass(frozen=True, slots=True)
class Vicinity:
    """How far, either side, a figure that is hedged with *about* may lie from its digits."""

    expected: Fraction
    widest: Fraction


def rounding(number: WrittenNumber, manner: Manner) -> Rounding:
    if _is_exact(number, manner):
        return Rounding(Fraction(0), Fraction(0), Fraction(0))
    expected, grain = _rounded(number, manner), number.grain
    if manner.tolerance.rounded is not None or not number.rounded_by_digits:
        return Rounding(expected, expected, expected)
    return Rounding(expected, min(grain / 2, _part(number, 10)), min(grain, _part(number, 10)))


def _rounded(number: WrittenNumber, manner: Manner) -> Fraction:
    """How far, either side, a number may have been rounded, whatever it counts."""
    if manner.tolerance.rounded is not None:
        return manner.tolerance.rounded * number.grain
    return min(number.grain / 2, _part(number, 5)) if number.rounded_by_digits else number.grain / 2


def _part(number: WrittenNumber, percent: int) -> Fraction:
    return _share(number, Fraction(percent, 100))


def _share(number: WrittenNumber, share: Fraction) -> Fraction:
    """A part of a figure; of 0 half of its last digit, whatever the part."""
    return number.value * share if number.value else number.grain / 2


def _is_exact(number: WrittenNumber, manner: Manner) -> bool:
    if manner.firm or manner.tolerance.rounded == 0:
        return True
    if manner.whole and number.value in (0, manner.whole) and not number.share:
        return True
    return manner.counted and number.whole and (number.grain == 1 or number.value < SMALL_COUNT)


def vicinity(number: WrittenNumber, manner: Manner) -> Vicinity:
    """Both widths contain those of the bare figure, and for counts the next number on either side."""
    tolerance, grain, bare = manner.tolerance, number.grain, rounding(number, manner)
    if number.rounded_by_digits:
        expected = max(_part(number, 5), min(grain / 2, _part(number, 10)))
        widest = max(_part(number, 10), min(grain, _part(number, 20)))
    else:
        expected, widest = max(_part(number, 5), grain / 2), max(_part(number, 10), grain)
    if tolerance.approximately is not None:
        widest = _share(number, tolerance.approximately)
    if tolerance.approximately_plausible is not None:
        expected = _share(number, tolerance.approximately_plausible)
    elif tolerance.approximately is not None:
        expected = min(expected, widest)
    least = Fraction(int(manner.counted))
    expected = max(expected, bare.expected, least)
    return Vicinity(expected, max(widest, expected, bare.below, bare.above))


def unhedged(number: WrittenNumber, manner: Manner) -> Bounds:
    value, bare = number.value, rounding(number, manner)
    if not bare.above:
        return exactly(point(value))
    plausible = Interval(value - bare.expected, value + bare.expected, hi_open=True)
    possible = Interval(value - bare.below, value + bare.above, hi_open=True)
    return Bounds(point(value), plausible, possible)


def why_unhedged(number: WrittenNumber, manner: Manner) -> str:
    """What the reading of a bare figure rests on."""
    if manner.tolerance.rounded == 0:
        return "the property is exact"
    if _is_exact(number, manner):
        return "an exact count" if manner.counted else "nothing and the whole are exact"
    if manner.tolerance.rounded is not None:
        return "rounded as the property says"
    return "rounded or cut off" if number.rounded_by_digits else "half a step between rough fractions"


def about(number: WrittenNumber, manner: Manner) -> Bounds:
    near = vicinity(number, manner)
    plausible, possible = (around(number.value, width) for width in (near.expected, near.widest))
    return Bounds(point(number.value), plausible, possible)


def around(value: Fraction, allowance: Fraction) -> Interval:
    return Interval(value - allowance, value + allowance)


def beside(hedge: Hedge, number: WrittenNumber, manner: Manner) -> Bounds:
    """`nearly v` and `just under v` lie below v, `just over v` above it; the other side has what a bare v allows."""
    value, near, bare = number.value, vicinity(number, manner), rounding(number, manner)
    expected, widest = near.expected, near.widest
    if (own := manner.tolerance.nearly) is not None:
        widest = max(_share(number, own), bare.below, bare.above, Fraction(int(manner.counted)))
        expected = min(expected, widest)
    if not expected:
        return unhedged(number, manner)  # the property allows no room beside the figure
    if hedge == "just_over":
        plausible = Interval(value, value + expected, lo_open=True)
        return Bounds(plausible, plausible, Interval(value - bare.below, value + widest))
    plausible = Interval(value - expected, value, hi_open=True)
    return Bounds(plausible, plausible, Interval(value - widest, value + bare.above, hi_open=bare.above > 0))


def one_sided(hedge: Hedge, number: WrittenNumber, manner: Manner, hedged: bool = False) -> Bounds:
    """Everything on one side of a figure, which is itself rounded; a reader expects it no farther than the reach.

    `hedged`: `over about 40` limits by an approximate figure.
    """
    value, strict, upward = number.value, hedge in ("over", "under"), hedge in ("over", "at_least")
    inside = slack = Fraction(0)
    if hedged:
        near = vicinity(number, manner)
        inside, slack = near.expected, near.widest
    elif not manner.firm:
        bare = rounding(number, manner)
        slack = _rounded(number, manner) if hedge == "over" else bare.below if upward else bare.above
    reach = max(_reach(number, manner), inside)
    if upward:
        plausible = Interval(value - inside, None if manner.firm else value + reach, lo_open=strict)
        possible = Interval(value - slack, None, lo_open=strict)
    else:
        plausible = Interval(None if manner.firm else value - reach, value + inside, hi_open=strict)
        possible = Interval(None, value + slack, hi_open=strict or (slack > 0 and not hedged))
    return Bounds(plausible, plausible, possible)


def _reach(number: WrittenNumber, manner: Manner) -> Fraction:
    """How far past its limit a one-sided figure is expected: a step of its last digit, 10 to 50 % of it."""
    if not number.rounded_by_digits:
        return number.step
    reach = min(max(number.grain, _part(number, 10)), _part(number, 50))
    return max(reach, Fraction(int(manner.counted)))


def beyond(hedge: Hedge, start: Bounds) -> Bounds:
    """Everything on one side of an amount without a figure: `at least several` may be several, `fewer than several` is
    less than a reader expects of several. Words whose bounds nobody doubts (`a majority`) end there.
    """
    strict, upward, sure = hedge in ("over", "under"), hedge in ("over", "at_least"), start.plausible == start.possible
    low, high, widest = start.plausible.lo, start.plausible.hi, start.possible
    whole = sure and widest.hi == 100  # whoever says `over a majority` means one
    if upward and strict and high is not None and not whole:
        plausible = Interval(high, high * 2, lo_open=not start.plausible.hi_open)
        possible = Interval(high, None, plausible.lo_open) if sure else Interval(widest.lo, None, lo_open=True)
    elif upward:
        plausible = Interval(low, high, lo_open=strict or start.plausible.lo_open, hi_open=start.plausible.hi_open)
        possible = Interval(widest.lo, None, lo_open=strict or widest.lo_open)
    elif strict:
        plausible = Interval(None, low or high, hi_open=not start.plausible.lo_open)
        possible = plausible if sure else Interval(None, widest.hi, hi_open=True)
    else:
        plausible = Interval(low, high, lo_open=start.plausible.lo_open, hi_open=start.plausible.hi_open)
        possible = Interval(None, widest.hi, hi_open=widest.hi_open)
    return Bounds(plausible, plausible, possible, f"{start.tolerance}; no {'upper' if upward else 'lower'} limit")


def margin(number: WrittenNumber, error: Fraction, hedged: bool, manner: Manner) -> Bounds:
    """v ± e: as the document says. Why no wider: the margin already is what the document allows; only *about* allows
    what it allows of a number without a margin.
    """
    stated = around(number.value, error)
    widest = max(error, vicinity(number, manner).widest) if hedged else error
    return Bounds(stated, stated, around(number.value, widest))


def cut(bounds: Bounds, least: Number | None, most: Number | None) -> Bounds | None:
    """The readings without what the value cannot be; nothing where all lies outside."""
    limits = Interval(least, most)
    if limits.covers(bounds.possible):
        return bounds
    possible = bounds.possible.intersection(limits)
    if possible is None:
        return None
    plausible = bounds.plausible.intersection(limits)
    if plausible is None:  # all that a reader expects is cut away: what is left at that end
        end = possible.lo if bounds.plausible.below(limits) else possible.hi
        plausible = possible if end is None else point(end)
    return Bounds(bounds.literal.intersection(limits) or plausible, plausible, possible, bounds.tolerance)
