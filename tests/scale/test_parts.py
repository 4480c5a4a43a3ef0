"""Parts that come to more than their whole are never missed, and those that just fit are passed over."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.scale.parts import _exceeds
from checker.screening.ends import high_end, low_end

PARTS = {0: [[1, 2], [3]], 1: [[4, 5]]}
"""A whole with two parts in one dimension and one in another; the first part has parts of its own."""
numbers = st.one_of(
    st.none(),
    st.integers(-50, 50).map(Fraction),
    st.decimals(-50, 50, places=3).map(Fraction),
    st.fractions(-50, 50, max_denominator=30),
    st.integers(10**14, 10**17).map(Fraction),
)
ranges = st.tuples(numbers, numbers).map(
    lambda ends: ends if None in ends or ends[0] <= ends[1] else ends[::-1]  # type: ignore[operator]
)


def exact(box: list[tuple[Fraction | None, Fraction | None]]) -> bool:
    """Whether the least that some parts can be is more than their whole can be, in exact numbers."""
    least = [low for low, _ in box]
    for whole in (1, 0):
        for own in PARTS[whole]:
            sizes = [least[part] for part in own]
            known = [size for size in sizes if size is not None]
            sums = [*known, *([sum(known, Fraction(0))] if len(known) == len(sizes) else [])]
            top = box[whole][1]
            if sums and top is not None and max(sums) > top:
                return True
            least[whole] = max((size for size in (least[whole], *sums) if size is not None), default=None)
    return False


@given(st.lists(ranges, min_size=6, max_size=6))
def test_nothing_that_exceeds_its_whole_is_missed(box: list[tuple[Fraction | None, Fraction | None]]) -> None:
    low = np.array([[low_end(one)] for one, _ in box])
    high = np.array([[high_end(other)] for _, other in box])
    assert bool(_exceeds(low, high, PARTS)[0]) or not exact(box)


@pytest.mark.parametrize(
    "part, other, whole, wrong",
    [
        pytest.param("0.1", "0.2", "0.3", False, id="tenths that add up, though their floats do not"),
        pytest.param("12.345", "1", "13.345", False, id="thousandths that add up"),
        pytest.param("12.345", "1.001", "13.345", True, id="a thousandth too much"),
        pytest.param("40000000000", "2", "40000000002", False, id="large numbers that add up"),
        pytest.param("40000000000", "3", "40000000002", True, id="one too much of many"),
        pytest.param("5", "-1", "4.5", True, id="one part alone is more than the whole"),
        pytest.param("0.30000000000000000001", "0", "0.3", True, id="too much by less than floats can tell"),
    ],
)
def test_what_just_fits_is_sound(part: str, other: str, whole: str, wrong: bool) -> None:
    low = np.array([[-np.inf], [low_end(Fraction(part))], [low_end(Fraction(other))]])
    high = np.array([[high_end(Fraction(whole))], [np.inf], [np.inf]])
    assert bool(_exceeds(low, high, {0: [[1, 2]]})[0]) is wrong
