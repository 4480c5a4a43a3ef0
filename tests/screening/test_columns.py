"""Columns hold what boxes can be, and exact numbers enter them without two becoming one."""

from __future__ import annotations

import math
from fractions import Fraction

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.screening.columns import box_columns, from_arrow
from checker.screening.ends import HUGE, allowance, high_end, low_end
from checker.screening.kernel import screen
from tests.boxes import to_arrow

DECIMALS = st.builds(
    lambda digits, places: Fraction(digits, 10**places), st.integers(-(10**18), 10**18), st.integers(0, 20)
)
LONG = st.builds(lambda a, b: a + Fraction(b, 10**40), DECIMALS, st.integers(-3, 3))
EXACT = DECIMALS | LONG | st.fractions() | st.integers(-(10**400), 10**400) | DECIMALS.map(lambda x: x / 10**320)


@given(EXACT, EXACT)
def test_numbers_that_differ_stay_different(a: Fraction | int, b: Fraction | int) -> None:
    low, high = min(a, b), max(a, b)
    if low < high:
        assert high_end(low) < low_end(high)


@given(
    st.builds(
        lambda digits, places: Fraction(digits, 10**places), st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 40)
    )
)
def test_a_short_decimal_is_one_float(number: Fraction) -> None:
    assert low_end(number) == high_end(number) == float(number)


@given(DECIMALS, DECIMALS, st.fractions(0, 10**6))
def test_an_allowance_loses_no_pair(a: Fraction, b: Fraction, tolerance: Fraction) -> None:
    ends = [(low_end(number), high_end(number)) for number in (a, b)]
    allowed = [allowance(tolerance, *end) for end in ends]
    boxes = box_columns([1, 2], [0, 0], lo=[e[0] for e in ends], hi=[e[1] for e in ends], tolerance=allowed)
    if abs(a - b) > tolerance:
        assert screen(boxes).conflicting.all()
    if abs(a - b) < tolerance * (1 - Fraction(1, 10**12)) - Fraction(1, 10**12) * max(abs(a), abs(b)):
        assert not screen(boxes).conflicting.any()


def test_an_allowance_leaves_room_for_the_digits_that_large_values_lack() -> None:
    """Among millions floats are 10^-10 apart, so the gap of many of these pairs comes out too small."""
    tenths = [Fraction(10**7 + number, 10) for number in range(100)]
    ends = [(low_end(value), high_end(value)) for first in tenths for value in (first, first + Fraction(2, 10))]
    tolerance = Fraction(2, 10) - Fraction(1, 10**15)
    boxes = box_columns(
        range(200),
        [number // 2 for number in range(200)],
        lo=[end[0] for end in ends],
        hi=[end[1] for end in ends],
        tolerance=[allowance(tolerance, *end) for end in ends],
    )
    assert screen(boxes).conflicting.all()


@given(DECIMALS, DECIMALS, st.fractions(0, 100), st.integers(700_000, 800_000), st.integers(1, 9999))
def test_a_rate_loses_no_pair(a: Fraction, b: Fraction, rate: Fraction, day: int, later: int) -> None:
    ends = [(low_end(number), high_end(number)) for number in (a, b)]
    rates = [allowance(rate, *end) for end in ends]
    days = [day, day + later]
    boxes = box_columns([1, 2], [0, 0], lo=[e[0] for e in ends], hi=[e[1] for e in ends], t0=days, t1=days, rate=rates)
    if abs(a - b) > rate * later:
        assert screen(boxes).conflicting.all()


@pytest.mark.parametrize(
    ("number", "low", "high"),
    [
        (None, -math.inf, math.inf),
        (0, 0.0, 0.0),
        (Fraction(1, 10), 0.1, 0.1),
        (Fraction(1, 3), math.nextafter(1 / 3, 1), math.nextafter(1 / 3, 0)),
        (2**53 + 1, 2.0**53 + 2, 2.0**53 - 1),
        (10**400, 2 * HUGE, HUGE),
        (-(10**400), -HUGE, -2 * HUGE),
        (Fraction(1, 10**400), 5e-324, -5e-324),
    ],
)
def test_the_ends_of_a_box(number: Fraction | int | None, low: float, high: float) -> None:
    assert (-math.inf if number is None else low_end(number)) == low
    assert (math.inf if number is None else high_end(number)) == high


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"lo": math.nan}, "lo of claim 4 is nan; expected a number from -inf to 2.14302e+301"),
        ({"lo": math.inf}, "lo of claim 4 is inf; expected a number from -inf to 2.14302e+301"),
        ({"t0": 5, "t1": 4}, "claim 4 ends on day 4.0, before day 5.0; expected t0 ≤ t1"),
        ({"tolerance": -1}, "tolerance of claim 4 is -1.0; expected a number from 0 to inf"),
        ({"rate": math.nan}, "rate of claim 4 is nan; expected a number from 0 to inf"),
        ({"speed": 1}, "found speed; expected lo, hi, t0, t1, tolerance, rate"),
    ],
)
def test_what_no_box_can_be(fields: dict[str, float], message: str) -> None:
    with pytest.raises(ValueError, match="columns of boxes") as raised:
        box_columns([4], [0], **fields)
    assert str(raised.value) == f"columns of boxes: {message}"


def test_columns_of_two_lengths() -> None:
    with pytest.raises(ValueError, match="key has 1 rows and claim 2; give them one length"):
        box_columns([1, 2], [1])


def test_an_empty_cell_is_what_was_left_out() -> None:
    table = pa.table({"claim": [1, 2], "key": [5, 5], "lo": [None, 3.0], "t1": pa.array([None, 4]), "note": ["", ""]})
    boxes = from_arrow(table)
    assert (boxes.lo.tolist(), boxes.hi.tolist()) == ([-math.inf, 3.0], [math.inf, math.inf])
    assert (boxes.t0.tolist(), boxes.t1.tolist()) == ([-math.inf, -math.inf], [math.inf, 4.0])
    assert boxes.tolerance.tolist() == boxes.rate.tolist() == [0.0, 0.0]
    assert to_arrow(from_arrow(to_arrow(boxes))).equals(to_arrow(boxes))


def test_a_row_without_a_claim() -> None:
    with pytest.raises(ValueError, match="1 rows have no claim; expected a whole number"):
        from_arrow(pa.table({"claim": [None, 2], "key": [1, 1]}))
