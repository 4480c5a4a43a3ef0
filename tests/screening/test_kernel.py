"""Opponents are those that the definition names: on edges, on any floats, and on the worst shapes there are."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.screening.columns import BoxColumns, box_columns
from checker.screening.ends import HUGE
from checker.screening.kernel import screen

INF = math.inf


def pair(first: dict[str, float], second: dict[str, float], **key: float) -> BoxColumns:
    usual = {"lo": -INF, "hi": INF, "t0": -INF, "t1": INF}
    both = {name: [first.get(name, usual[name]), second.get(name, usual[name])] for name in usual}
    return box_columns([1, 2], [7, 7], **both, **key)


def at(value: float, *days: float) -> dict[str, float]:
    box = {"lo": value, "hi": value}
    return box | {"t0": days[0], "t1": days[-1]} if days else box


@pytest.mark.parametrize(
    ("boxes", "excess"),
    [
        pytest.param(pair(at(5), at(7)), 2, id="two values"),
        pytest.param(pair(at(5), at(5)), 0, id="one value"),
        pytest.param(pair({"lo": 1, "hi": 5}, {"lo": 5, "hi": 9}), 0, id="ranges that touch"),
        pytest.param(pair({"lo": 6}, {"hi": 5}), 1, id="open ranges apart"),
        pytest.param(pair({"lo": 5}, {"lo": 9}), 0, id="ranges open to the same side"),
        pytest.param(pair({}, at(3)), 0, id="a box that says nothing"),
        pytest.param(pair(at(5), at(7), tolerance=2), 0, id="just tolerated"),
        pytest.param(pair(at(5), at(7), tolerance=1.5), 0.5, id="beyond tolerance"),
        pytest.param(
            pair(at(1), at(1 + 2.0**-52), tolerance=1.5 * 2.0**-53), 2.0**-52, id="beyond by less than a float can tell"
        ),
        pytest.param(pair(at(5), at(7), tolerance=INF), 0, id="anything is tolerated"),
        pytest.param(pair(at(5, 0, 3), at(7, 3, 9), rate=1), 2, id="drifting values of one day"),
        pytest.param(pair(at(5, 0), at(7, 2), rate=1), 0, id="as much drift as days"),
        pytest.param(pair(at(5, 0), at(7, 1), rate=1), 1, id="more drift than days"),
        pytest.param(pair(at(5, 4), at(7, 3), rate=1), 1, id="time the other way round"),
        pytest.param(pair(at(5, 0), at(9, 2), rate=1, tolerance=1), 1, id="drift and tolerance"),
        pytest.param(pair(at(5, 0), at(7, 1), rate=0), 2, id="time plays no part"),
        pytest.param(pair(at(5, 0), at(7, 1), rate=INF), 0, id="only shared days count: none"),
        pytest.param(pair(at(5, 0, 1), at(7, 1), rate=INF), 2, id="only shared days count: one"),
        pytest.param(pair(at(5, 0, INF), at(7, 900), rate=INF), 2, id="open end reaches on"),
        pytest.param(pair(at(5, -INF, 3), at(7, 4), rate=0.5), 1.5, id="open start"),
        pytest.param(pair(at(-1e300), at(1e300)), 2e300, id="huge"),
        pytest.param(pair(at(0, 0), at(2.0**890, 1), rate=2.0**889, tolerance=5), 2.0**889, id="huge drift"),
        pytest.param(pair(at(0.1), at(math.nextafter(0.1, 1))), math.ulp(0.1), id="one float apart"),
        pytest.param(pair(at(0), at(5e-324)), 5e-324, id="the smallest difference"),
        pytest.param(pair(at(9, 1.5e15), at(2, 1.5e15 + 1), rate=3), 4, id="days of another age"),
    ],
)
def test_a_pair(boxes: BoxColumns, excess: float) -> None:
    found = screen(boxes)
    assert found.conflicting.tolist() == [excess > 0] * 2
    assert found.worst.tolist() == ([1, 0] if excess > 0 else [-1, -1])
    assert found.excess.tolist() == [excess] * 2


@pytest.mark.parametrize(
    ("values", "worst"),
    [
        pytest.param([0, 5, 5], [1, 0, 0], id="the smaller claim of two as far above"),
        pytest.param([5, 0, 10], [1, 2, 1], id="the smaller claim of two as far to either side"),
        pytest.param([5, 10, 0], [1, 2, 1], id="the same mirrored"),
        pytest.param([0, 1, 3], [2, 2, 0], id="the farthest"),
        pytest.param([2.0**60, 1, -(2.0**60)], [2, 2, 0], id="the farthest, by less than a float can tell"),
        pytest.param([-(2.0**60), 1, 2.0**60], [2, 0, 0], id="the same mirrored, where it has the smaller claim"),
        pytest.param([4, 4, 4], [-1, -1, -1], id="none"),
    ],
)
def test_the_worst_opponent(values: list[float], worst: list[int]) -> None:
    assert screen(box_columns([1, 2, 3], [0, 0, 0], lo=values, hi=values)).worst.tolist() == worst


def test_tolerance_and_rate_of_a_key_are_the_smallest_of_its_rows() -> None:
    boxes = box_columns([1, 2], [0, 0], lo=[0, 5], hi=[0, 5], t0=[0, 9], t1=[0, 9], tolerance=[9, 1], rate=[0.25, INF])
    assert screen(boxes).excess.tolist() == [1.75, 1.75]


def test_claims_at_the_ends_of_whole_numbers_break_ties() -> None:
    least, most = np.iinfo(np.int64).min, np.iinfo(np.int64).max
    boxes = box_columns([most, least, 0], [least, least, least], lo=[1, 1, 0], hi=[1, 1, 0])
    assert screen(boxes).worst.tolist() == [2, 2, 1]


NUMBERS = st.floats(-HUGE, HUGE) | st.floats(-2, 2) | st.sampled_from([0.1, 0.2, 0.3, 1 / 3, -0.7, 1e15 + 0.3, 5e-324])
AMOUNTS = st.floats(0, HUGE) | st.sampled_from([0.0, 0.1, 1e-9, 1 / 3])
DAYS = st.integers(-(10**6), 10**6).map(float) | st.sampled_from([0.0, 1.0, 730_000.0, -5e12])


RATES = st.floats(2.0**-300, 2.0**900) | st.sampled_from([0.0, 0.1, 1e-9, 1 / 3])


@given(NUMBERS, NUMBERS, AMOUNTS, RATES, DAYS, DAYS)
def test_never_too_few_on_any_floats(
    a: float, b: float, tolerance: float, rate: float, first: float, second: float
) -> None:
    excess = abs(Fraction(a) - Fraction(b)) - Fraction(tolerance) - Fraction(rate) * abs(Fraction(first - second))
    boxes = box_columns(
        [1, 2], [0, 0], lo=[a, b], hi=[a, b], t0=[first, second], t1=[first, second], tolerance=tolerance, rate=rate
    )
    found = screen(boxes)
    assert found.conflicting[0] == found.conflicting[1]
    if excess > 0:
        assert found.conflicting[0]
    size = max(abs(a), abs(b), tolerance, rate * max(abs(first), abs(second)), 1e-300)
    if found.conflicting[0]:
        assert float(excess) > -8 * 2.0**-52 * size
        assert abs(found.excess[0] - float(excess)) <= 8 * 2.0**-52 * size


SIZE = 100_000
ROW = np.arange(SIZE)
RANDOM = np.random.default_rng(5)
SOME_DAYS = RANDOM.integers(0, 20_000, SIZE).astype(float)

SHAPES = {
    "half at one value, half at another": {"lo": ROW % 2, "hi": ROW % 2},
    "every value another one": {"lo": ROW, "hi": ROW},
    "every time within the one before": {"lo": ROW % 97, "hi": ROW % 97, "t0": ROW, "t1": 4 * SIZE - ROW, "rate": INF},
    "pairs with a day of their own": {"lo": ROW % 2, "hi": ROW % 2, "t0": ROW // 2, "t1": ROW // 2, "rate": INF},
    "a stair that drifts as it may": {"lo": ROW, "hi": ROW, "t0": ROW, "t1": ROW, "rate": 1},
    "a stair that drifts a little faster": {"lo": ROW, "hi": ROW, "t0": ROW, "t1": ROW, "rate": 0.5},
    "no end to any": {"lo": ROW % 5, "hi": ROW % 5 + 2, "t0": ROW, "rate": 0.25},
    "no start and no end": {"lo": ROW % 5, "hi": ROW % 5 + 2, "rate": INF},
    "random times that overlap": {
        "lo": (VALUES := RANDOM.integers(0, 400, SIZE).astype(float)),
        "hi": VALUES + RANDOM.integers(0, 100, SIZE),
        "t0": SOME_DAYS,
        "t1": SOME_DAYS + RANDOM.integers(0, 3000, SIZE) * (RANDOM.random(SIZE) < 0.3),
        "rate": 0.125,
        "tolerance": 3,
    },
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_hundred_thousand_claims_of_one_key(name: str, parting) -> None:
    boxes = box_columns((ROW * 7) % SIZE, np.zeros(SIZE), **SHAPES[name])
    found = screen(boxes)
    looked = np.random.default_rng(1).choice(SIZE, 40, replace=False)
    excess = parting(boxes, looked)
    most = excess.max(axis=1)
    assert found.conflicting[looked].tolist() == (most > 0).tolist()
    assert found.excess[looked].tolist() == np.maximum(most, 0).tolist()
    for place, row in enumerate(looked):
        if most[place] > 0:
            rows = np.flatnonzero(excess[place] == most[place])
            assert found.worst[row] == rows[boxes.claim[rows].argmin()]
