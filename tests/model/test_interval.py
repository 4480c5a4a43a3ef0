"""Intervals say of their ends, closed, left out or missing, what a look at every point says; readings are nested."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.interval import ALL, Interval, Number, point
from checker.model.value import Bounds, exactly

HIGHEST = 3
POINTS = [Fraction(number, 2) for number in range(-2, 2 * HIGHEST + 3)]
"""Ends are whole numbers from 0: halves lie between any two of them, and a point lies beyond on each side."""

ends = st.none() | st.integers(0, HIGHEST) | st.integers(0, HIGHEST).map(Fraction)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    lo, hi = draw(ends), draw(ends)
    if lo is not None and hi is not None:
        lo, hi = sorted((lo, hi))
    if lo is not None and lo == hi:
        return Interval(lo, hi)
    return Interval(lo, hi, draw(st.booleans()), draw(st.booleans()))


def held(interval: Interval) -> set[Fraction]:
    """The points of an interval, from its ends."""
    lo, hi = interval.lo, interval.hi
    return {
        number
        for number in POINTS
        if (lo is None or number > lo or (number == lo and not interval.lo_open))
        and (hi is None or number < hi or (number == hi and not interval.hi_open))
    }


def closed(interval: Interval) -> Interval:
    return Interval(interval.lo, interval.hi)


@given(intervals())
def test_an_interval_holds_the_points_between_its_ends(one: Interval) -> None:
    assert {number for number in POINTS if number in one} == held(one)


@given(intervals(), intervals())
def test_what_is_covered_is_held(one: Interval, other: Interval) -> None:
    assert one.covers(other) == (held(other) <= held(one))


@given(intervals(), intervals())
def test_ends_are_compared_as_the_outermost_points_are(one: Interval, other: Interval) -> None:
    assert one.starts_no_later_than(other) == (min(held(one)) <= min(held(other)))
    assert one.ends_no_earlier_than(other) == (max(held(one)) >= max(held(other)))


@given(intervals(), intervals())
def test_below_is_below_in_every_point(one: Interval, other: Interval) -> None:
    assert one.below(other) == (max(held(one)) < min(held(other)))


@given(intervals(), intervals())
def test_intervals_overlap_where_they_share_a_point(one: Interval, other: Interval) -> None:
    shared = held(one) & held(other)
    common = one.intersection(other)
    assert one.overlaps(other) == bool(shared)
    assert (held(common) if common else set()) == shared


@given(intervals(), intervals())
def test_a_gap_is_the_distance_of_the_nearest_ends(one: Interval, other: Interval) -> None:
    if one.overlaps(other):
        assert one.gap(other) is None
    else:
        assert one.gap(other) == min(abs(a - b) for a in held(closed(one)) for b in held(closed(other)))
    assert one.gap(other) == other.gap(one)


@given(intervals())
def test_whole_numbers_of_an_interval_are_kept(one: Interval) -> None:
    whole = one.whole()
    kept = held(whole) if whole else set()
    assert {number for number in kept if number.denominator == 1} == {n for n in held(one) if n.denominator == 1}
    assert kept <= held(one)


@given(intervals(), intervals())
def test_the_hull_is_all_that_lies_between_any_two_points(one: Interval, other: Interval) -> None:
    both = held(one) | held(other)
    assert held(one.hull(other)) == {number for number in POINTS if min(both) <= number <= max(both)}


@given(intervals(), st.integers(1, 5), st.integers(-5, 5))
def test_a_change_of_unit_moves_every_point(one: Interval, factor: int, offset: int) -> None:
    moved = one.map(Fraction(1, factor), offset)
    assert all((number / factor + offset in moved) == (number in one) for number in POINTS)


@given(intervals())
def test_width_and_points(one: Interval) -> None:
    bounded = one.lo is not None and one.hi is not None
    assert one.width == (max(held(closed(one))) - min(held(closed(one))) if bounded else None)
    assert one.is_point == (len(held(one)) == 1 and one == point(min(held(one))))


CLOSED, LEFT_OUT = Interval(1, 2), Interval(1, 2, lo_open=True, hi_open=True)


@pytest.mark.parametrize(
    ("outer", "inner", "covered"),
    [
        pytest.param(CLOSED, LEFT_OUT, True, id="closed ends hold ends that are left out"),
        pytest.param(LEFT_OUT, CLOSED, False, id="ends that are left out do not hold closed ones"),
        pytest.param(LEFT_OUT, LEFT_OUT, True, id="ends left out on both sides"),
        pytest.param(Interval(1, 2, lo_open=True), CLOSED, False, id="only the lower end is left out"),
        pytest.param(Interval(1, 2, hi_open=True), CLOSED, False, id="only the upper end is left out"),
        pytest.param(ALL, CLOSED, True, id="missing ends hold everything"),
        pytest.param(CLOSED, ALL, False, id="nothing holds missing ends"),
        pytest.param(Interval(1), Interval(1, lo_open=True), True, id="one end is missing in both"),
        pytest.param(Interval(1, lo_open=True), Interval(1), False, id="one end is missing, the other is left out"),
    ],
)
def test_open_ends_against_closed_ones(outer: Interval, inner: Interval, covered: bool) -> None:
    assert outer.covers(inner) == covered


@pytest.mark.parametrize(
    ("one", "other", "gap"),
    [
        pytest.param(Interval(0, 1), Interval(1, 2), None, id="both have the end at which they meet"),
        pytest.param(Interval(0, 1, hi_open=True), Interval(1, 2), 0, id="one leaves it out"),
        pytest.param(Interval(0, 1, hi_open=True), Interval(1, 2, lo_open=True), 0, id="both leave it out"),
        pytest.param(Interval(0, 1), Interval(Fraction(3, 2), 2), Fraction(1, 2), id="half a unit lies between"),
        pytest.param(Interval(hi=1), Interval(lo=3), 2, id="both go on without end"),
    ],
)
def test_gaps(one: Interval, other: Interval, gap: Number | None) -> None:
    assert one.gap(other) == gap


@pytest.mark.parametrize(
    ("lo", "hi", "lo_open", "hi_open"),
    [
        pytest.param(2, 1, False, False, id="the wrong way round"),
        pytest.param(Fraction(1, 2), Fraction(1, 3), False, False, id="the wrong way round, in fractions"),
        pytest.param(1, 1, True, False, id="a point whose lower end is left out"),
        pytest.param(1, 1, False, True, id="a point whose upper end is left out"),
    ],
)
def test_an_empty_interval_is_refused(lo: Number, hi: Number, lo_open: bool, hi_open: bool) -> None:
    with pytest.raises(ValueError, match="nothing lies between"):
        Interval(lo, hi, lo_open, hi_open)


@given(intervals(), intervals(), intervals())
def test_readings_are_nested_or_refused(literal: Interval, plausible: Interval, possible: Interval) -> None:
    if held(literal) <= held(plausible) <= held(possible):
        assert Bounds(literal, plausible, possible).map(2, 1).literal == literal.map(2, 1)
    else:
        with pytest.raises(ValueError, match="not nested"):
            Bounds(literal, plausible, possible)


@given(intervals(), intervals(), intervals())
def test_hulls_are_nested(literal: Interval, plausible: Interval, possible: Interval) -> None:
    plausible = literal.hull(plausible)
    assert Bounds(literal, plausible, plausible.hull(possible)).literal == literal
    assert exactly(literal).possible == literal
