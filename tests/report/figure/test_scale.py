"""Scales never divide by zero, keep their order at every size, and are marked at round numbers and calendar steps."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.literals.dates.days import day_number
from checker.report.figure.scale import day_scale, day_ticks, number_scale, number_ticks


def labels(numbers: list, unit: str = "", **more: bool) -> list[str]:
    return [tick.label for tick in number_ticks(number_scale(map(Fraction, numbers)), unit, **more)]


def day_labels(*dates: tuple[int, int, int]) -> list[str]:
    return [tick.label for tick in day_ticks(day_scale(day_number(*date) for date in dates))]


@pytest.mark.parametrize(
    ("numbers", "unit", "expected"),
    [
        pytest.param([40, 55], "MW", ["40", "45", "50", "55 MW"], id="a step of five"),
        pytest.param([0, 100], "%", ["0", "50", "100 %"], id="per cent"),
        pytest.param([86, 86], "%", ["80", "85", "90 %"], id="one number only"),
        pytest.param([0], "", ["-1", "-0.5", "0", "0.5", "1"], id="zero only"),
        pytest.param([2 * 10**9, 2.5 * 10**9], "USD", ["2 billion", "2.2 billion", "2.4 billion USD"], id="billions"),
        pytest.param([-30, 30], "°C", ["-20", "0", "20 °C"], id="below zero"),
        pytest.param(["0.001", 10**6], "kg", ["0.0001", "0.1", "100", "100,000 kg"], id="a wide spread is logarithmic"),
        pytest.param([10**30, 3 * 10**30], "", ["10^30", "2×10^30", "3×10^30"], id="more than anybody writes out"),
        pytest.param([], "", ["-1", "-0.5", "0", "0.5", "1"], id="no number at all"),
    ],
)
def test_numbers_are_marked(numbers: list, unit: str, expected: list[str]) -> None:
    assert labels(numbers, unit) == expected


def test_ranks_are_marked_at_whole_numbers() -> None:
    assert labels([1, 2], integers=True) == ["1", "2"]
    assert labels([1], integers=True) == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        pytest.param(
            [(2020, 3, 4)],
            ["21 Feb", "1 Mar", "11 Mar 2020"],
            id="a day: its month",
        ),
        pytest.param([(2020, 1, 1), (2020, 12, 31)], ["2020", "Apr", "Jul", "Oct", "2021"], id="a year"),
        pytest.param([(2015, 1, 1), (2019, 12, 31)], ["2015", "2016", "2017", "2018", "2019", "2020"], id="years"),
        pytest.param([(1945, 1, 1), (1972, 12, 31)], ["1950", "1960", "1970"], id="decades"),
        pytest.param([(1500, 1, 1), (1899, 1, 1)], ["1500", "1600", "1700", "1800", "1900"], id="centuries"),
        pytest.param([(-659, 2, 11), (-43, 3, 15)], ["600 BCE", "400 BCE", "200 BCE", "1 CE"], id="before our era"),
        pytest.param([(-249, 1, 1), (249, 1, 1)], ["200 BCE", "1 CE", "200 CE"], id="both eras"),
        pytest.param([(-1, 1, 1), (2, 1, 1)], ["2 BCE", "1 BCE", "1 CE", "2 CE"], id="no year 0"),
        pytest.param([(-43, 3, 15), (-43, 5, 25)], ["Apr 44 BCE", "May", "Jun"], id="months of 44 BCE"),
        pytest.param([(-43, 3, 15), (-43, 3, 25)], ["21 Mar 44 BCE"], id="days of 44 BCE"),
        pytest.param([(-13_999, 1, 1), (-11_999, 1, 1)], ["14,000 BCE", "12,000 BCE"], id="the ice age"),
        pytest.param(
            [(-(10**6), 1, 1), (10**6, 1, 1)],
            ["1 CE"],
            id="two million years",
        ),
    ],
)
def test_days_are_marked(dates: list[tuple[int, int, int]], expected: list[str]) -> None:
    assert day_labels(*dates) == expected


HUGE = st.builds(
    lambda sign, digits, power: sign * Fraction(digits) * Fraction(10) ** power,
    st.sampled_from((1, -1)),
    st.integers(0, 10**6),
    st.integers(-999, 999),
)


@given(st.lists(HUGE, min_size=1, max_size=6))
def test_numbers_of_any_size_keep_their_order_on_a_scale(numbers: list[Fraction]) -> None:
    scale = number_scale(numbers)
    places = [scale.at(number) for number in sorted(numbers)]
    assert places == sorted(places)
    assert all(0 <= place <= 1 for place in places)
    ticks = number_ticks(scale, "kg")
    assert 1 <= len(ticks) <= 5
    assert all(0 <= tick.at <= 1 and len(tick.label) < 30 for tick in ticks)


@given(st.lists(st.integers(-400_000_000, 400_000_000), min_size=1, max_size=6))
def test_days_of_any_era_keep_their_order_on_a_scale(days: list[int]) -> None:
    scale = day_scale(days)
    places = [scale.at(day) for day in sorted(days)]
    assert places == sorted(places)
    ticks = day_ticks(scale)
    assert len(ticks) <= 6
    assert [tick.at for tick in ticks] == sorted({tick.at for tick in ticks})
    assert all(0 <= tick.at <= 1 for tick in ticks)
