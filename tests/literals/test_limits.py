"""A limit that is said to be exact tells nothing of where beyond it the value is expected."""

from __future__ import annotations

import sys
from fractions import Fraction

import pytest

from checker.literals.dates.dates import read_extent
from checker.literals.literal import LiteralError
from checker.literals.quantity import read_quantity
from checker.model.interval import Interval


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("at least exactly 40", Interval(Fraction(40), None), id="at least"),
        pytest.param("over exactly 7 %", Interval(Fraction(7), None, lo_open=True), id="over"),
        pytest.param("at most exactly -3", Interval(None, Fraction(-3)), id="at most, below zero"),
        pytest.param("under exactly 5 km", Interval(Fraction(0), Fraction(5), hi_open=True), id="under, of a length"),
    ],
)
def test_all_readings_of_an_exact_limit_are_one(text: str, expected: Interval) -> None:
    bounds = read_quantity(text).bounds
    assert bounds.literal == bounds.plausible == bounds.possible == expected


def test_a_limit_that_is_not_said_to_be_exact_expects_the_value_near_it() -> None:
    assert read_quantity("at least 40").bounds.plausible == Interval(Fraction(40), Fraction(50))


@pytest.mark.parametrize("text", ["exactly nearly 40", "exactly about 40", "over at least exactly 40"])
def test_other_hedges_still_do_not_go_together(text: str) -> None:
    with pytest.raises(LiteralError, match="do not go together"):
        read_quantity(text)


@pytest.mark.parametrize("text", [" or ".join(["1951"] * 60), "1951" + " or x" * 90, " or" * 160 + " 1951"])
def test_many_dates_to_choose_from_are_refused_in_few_steps(text: str) -> None:
    steps = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal steps
        steps += event == "call"

    sys.setprofile(count)
    try:
        with pytest.raises(LiteralError):
            read_extent(text)
    finally:
        sys.setprofile(None)
    assert steps < 50_000


def test_a_limit_behind_and_is_a_second_limit() -> None:
    both, but = (read_quantity(f"over 40 {word} under 50").bounds for word in ("and", "but"))
    assert both == but
    assert read_quantity("65 and over").bounds == read_quantity("65 or more").bounds


def test_people_out_of_more_are_not_counted_alone() -> None:
    with pytest.raises(LiteralError, match="`out of ten` is not understood here"):
        read_quantity("three people out of ten")
