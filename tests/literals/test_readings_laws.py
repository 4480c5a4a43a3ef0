"""The table of nested readings (design, section 4) against an oracle of its own, and its laws over units and kinds."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checker.literals.literal import LiteralError
from checker.literals.quantity import read_quantity
from checker.model.interval import Interval
from checker.model.value import Bounds
from checker.model.vocabulary import Tolerance

EXACT = Tolerance(rounded=Fraction(0))


DEFAULT = Tolerance()


def read(text: str, tolerance: Tolerance = DEFAULT) -> Bounds:
    try:
        return read_quantity(text, tolerance).bounds
    except LiteralError as error:
        assume("leaves no value" not in error.message and "may start at" not in error.message)
        raise


class Unit(NamedTuple):
    """`least`: the least that can be so much. `counts`: whole numbers of things."""

    words: str
    counts: bool
    least: int | None


UNITS = (
    Unit("", True, 0),
    Unit(" people", True, 0),
    Unit(" km", False, 0),
    Unit(" kg", False, 0),
    Unit(" %", False, None),
    Unit(" °C", False, None),
    Unit(" years", False, 0),
)


@dataclass(frozen=True)
class Figure:
    """A figure in digits, what it is and the unit of its last significant digit, worked out from its digits."""

    digits: str
    value: Fraction
    grain: Fraction

    @property
    def whole(self) -> bool:
        return "." not in self.digits


def figure(digits: str) -> Figure:
    plain = digits.replace(",", "").lstrip("-")
    if "." in plain:
        grain = Fraction(1, 10 ** len(plain.partition(".")[2]))
    else:
        grain = Fraction(10 ** (len(plain) - len(plain.rstrip("0")))) if plain.strip("0") else Fraction(1)
    return Figure(digits, Fraction(digits.replace(",", "")), grain)


WHOLE = st.one_of(
    st.integers(0, 200),
    st.integers(0, 10**6),
    st.tuples(st.integers(1, 999), st.integers(0, 9)).map(lambda pair: pair[0] * 10 ** pair[1]),
).map(lambda number: figure(f"{number:,}"))
DECIMAL = st.tuples(st.integers(0, 10**5), st.integers(0, 99), st.integers(1, 2)).map(
    lambda parts: figure(f"{parts[0]}.{parts[1] % 10 ** parts[2]:0{parts[2]}d}")
)
FIGURES = st.one_of(WHOLE, DECIMAL)


def percent(number: Figure, part: int) -> Fraction:
    return number.value * part / 100 if number.value else number.grain / 2


def exact(number: Figure, unit: Unit) -> bool:
    if unit.words == " %" and number.value in (0, 100):
        return True
    return unit.counts and number.whole and (number.grain == 1 or number.value < 20)


def cut(interval: Interval, unit: Unit) -> Interval:
    return interval if unit.least is None else interval.intersection(Interval(Fraction(unit.least)))


class Readings(NamedTuple):
    plausible: Interval
    possible: Interval


def bare(number: Figure, unit: Unit) -> Readings:
    v, g = number.value, number.grain
    if exact(number, unit):
        return Readings(Interval(v, v), Interval(v, v))
    r = min(g / 2, percent(number, 5))
    return Readings(
        Interval(v - r, v + r, hi_open=True),
        Interval(v - min(g / 2, percent(number, 10)), v + min(g, percent(number, 10)), hi_open=True),
    )


def about(number: Figure, unit: Unit) -> Readings:
    v, g, least = number.value, number.grain, 1 if unit.counts else 0
    expected = max(percent(number, 5), min(g / 2, percent(number, 10)), least)
    widest = max(percent(number, 10), min(g, percent(number, 20)), least)
    return Readings(Interval(v - expected, v + expected), Interval(v - widest, v + widest))


def nearly(number: Figure, unit: Unit) -> Readings:
    v, near, own = number.value, about(number, unit), bare(number, unit)
    return Readings(
        Interval(near.plausible.lo, v, hi_open=True),
        Interval(near.possible.lo, own.possible.hi, hi_open=own.possible.hi_open),
    )


def just_over(number: Figure, unit: Unit) -> Readings:
    v, near, own = number.value, about(number, unit), bare(number, unit)
    return Readings(Interval(v, near.plausible.hi, lo_open=True), Interval(own.possible.lo, near.possible.hi))


def reach(number: Figure, unit: Unit) -> Fraction:
    return max(min(max(number.grain, percent(number, 10)), percent(number, 50)), 1 if unit.counts else 0)


def over(number: Figure, unit: Unit) -> Readings:
    v = number.value
    slack = min(number.grain / 2, percent(number, 5))
    return Readings(Interval(v, v + reach(number, unit), lo_open=True), Interval(v - slack, None, lo_open=True))


def at_least(number: Figure, unit: Unit) -> Readings:
    v = number.value
    return Readings(Interval(v, v + reach(number, unit)), Interval(bare(number, unit).possible.lo, None))


def up_to(number: Figure, unit: Unit) -> Readings:
    v, own = number.value, bare(number, unit).possible
    return Readings(Interval(v - reach(number, unit), v), Interval(None, own.hi, hi_open=own.hi_open))


def under(number: Figure, unit: Unit) -> Readings:
    v, own = number.value, bare(number, unit).possible
    return Readings(Interval(v - reach(number, unit), v, hi_open=True), Interval(None, own.hi, hi_open=True))


TABLE = {
    "": bare,
    "about ": about,
    "close to ": about,
    "nearly ": nearly,
    "just under ": nearly,
    "just over ": just_over,
    "slightly more than ": just_over,
    "over ": over,
    "well over ": over,
    "at least ": at_least,
    "up to ": up_to,
    "under ": under,
}


@given(st.sampled_from(sorted(TABLE)), FIGURES, st.sampled_from(UNITS))
def test_a_figure_is_read_as_the_table_says(hedge: str, number: Figure, unit: Unit) -> None:
    expected = TABLE[hedge](number, unit)
    assume(all(reading.intersection(Interval(Fraction(0))) for reading in expected) or unit.least is None)
    bounds = read_quantity(f"{hedge}{number.digits}{unit.words}").bounds
    assert (bounds.plausible, bounds.possible) == tuple(cut(reading, unit) for reading in expected)
    assert bounds.literal == (
        Interval(number.value, number.value) if hedge in ("", "about ", "close to ") else bounds.plausible
    )


@given(FIGURES, st.sampled_from(UNITS), st.sampled_from(["", "-", "exactly "]), FIGURES)
def test_a_range_goes_from_the_lowest_of_one_to_the_highest_of_the_other(
    one: Figure, unit: Unit, sign: str, other: Figure
) -> None:
    low, high = sorted((one, other), key=lambda number: number.value)
    if sign == "-":
        assume(unit.least is None)
        low, high = high, low
    sign_, words = (sign, "") if sign == "-" else ("", sign)
    text = f"{words}{sign_}{low.digits}{unit.words} to {sign_}{high.digits}{unit.words}"
    bounds = read(text)
    ends = [read_quantity(f"{words}{sign_}{number.digits}{unit.words}").bounds for number in (low, high)]
    assert bounds.plausible == ends[0].plausible.hull(ends[1].plausible) == bounds.literal
    assert bounds.possible == ends[0].possible.hull(ends[1].possible)


MIRRORED = {"about ": "about ", "": "", "nearly ": "nearly ", "over ": "under ", "at least ": "up to ",
            "just over ": "just under "}  # fmt: skip


@given(st.sampled_from(sorted(MIRRORED)), FIGURES, st.sampled_from([" %", " °C"]))
def test_a_negative_figure_is_read_as_the_mirror_image(hedge: str, number: Figure, unit: str) -> None:
    assume(number.value)
    below = read_quantity(f"{hedge}-{number.digits}{unit}").bounds
    above = read_quantity(f"{MIRRORED[hedge]}{number.digits}{unit}").bounds
    assert (below.literal, below.plausible, below.possible) == (
        above.literal.mirrored(), above.plausible.mirrored(), above.possible.mirrored(),
    )  # fmt: skip


# --- the laws

HEDGES = st.sampled_from(["about ", "nearly ", "almost ", "just under ", "just over ", "a little over ", "close to "])
SIGNS = st.sampled_from(["", "-"])
TOLERANCES = st.builds(
    Tolerance,
    *[st.one_of(st.none(), st.integers(0, 30).map(lambda n: Fraction(n, 100)))] * 3,
    st.one_of(st.none(), st.integers(0, 8).map(lambda n: Fraction(n, 4))),
)
WORDS = st.sampled_from(
    ["half", "two-thirds", "a dozen", "two dozen", "2½", "a million and a half", "three quarters", "fifty"]
)


@given(st.one_of(FIGURES.map(lambda number: number.digits), WORDS), SIGNS, st.sampled_from(UNITS), TOLERANCES)
def test_about_contains_each_reading_of_the_bare_figure(
    digits: str, sign: str, unit: Unit, tolerance: Tolerance
) -> None:
    assume(not sign or (unit.least is None and digits[0].isdigit()))
    own, near = (read(f"{hedge}{sign}{digits}{unit.words}", tolerance) for hedge in ("", "about "))
    assert near.literal == own.literal
    assert near.plausible.covers(own.plausible)
    assert near.possible.covers(own.possible)


@given(st.one_of(FIGURES.map(lambda number: number.digits), WORDS), SIGNS, st.sampled_from(UNITS), HEDGES, TOLERANCES)
def test_a_hedge_never_rules_out_what_the_bare_figure_allows(
    digits: str, sign: str, unit: Unit, hedge: str, tolerance: Tolerance
) -> None:
    assume(not sign or (unit.least is None and digits[0].isdigit()))
    own, hedged = (read(f"{words}{sign}{digits}{unit.words}", tolerance) for words in ("", hedge))
    assert hedged.possible.covers(own.possible)
    if tolerance.nearly is None:
        assert read(f"about {sign}{digits}{unit.words}", tolerance).possible.covers(hedged.possible)


ANY_HEDGE = st.sampled_from(["", "about ", "nearly ", "just over ", "over ", "at least ", "up to ", "under ", "1 to "])


@given(FIGURES, st.sampled_from(UNITS), ANY_HEDGE)
def test_what_is_not_exact_allows_what_the_exact_allows(number: Figure, unit: Unit, hedge: str) -> None:
    assume(hedge != "1 to " or number.value >= 1)
    text = f"{hedge}{number.digits}{unit.words}"
    assert read(text).possible.covers(read(text, EXACT).possible)


@given(FIGURES, st.sampled_from(UNITS), ANY_HEDGE, TOLERANCES, st.integers(0, 3), st.integers(1, 40))
def test_a_wider_tolerance_never_rules_anything_out(
    number: Figure, unit: Unit, hedge: str, tolerance: Tolerance, which: int, more: int
) -> None:
    assume(hedge != "1 to " or number.value >= 1)
    widths = [tolerance.approximately, tolerance.approximately_plausible, tolerance.nearly, tolerance.rounded]
    assume(widths[which] is not None)
    wider = list(widths)
    wider[which] = widths[which] + Fraction(more, 40)
    text = f"{hedge}{number.digits}{unit.words}"
    assert read(text, Tolerance(*wider)).possible.covers(read(text, tolerance).possible)


@given(FIGURES, FIGURES, st.sampled_from([unit for unit in UNITS if unit.words]))
def test_two_bare_figures_agree_only_where_one_may_have_been_rounded_to_the_other(
    one: Figure, other: Figure, unit: Unit
) -> None:
    a, b = (read(f"{number.digits}{unit.words}") for number in (one, other))
    apart = abs(one.value - other.value)
    if a.plausible.overlaps(b.plausible):
        assert apart == 0 or apart < sum(min(n.grain / 2, percent(n, 5)) for n in (one, other))
    if apart > sum(min(n.grain, percent(n, 10)) for n in (one, other)):
        assert not a.possible.overlaps(b.possible)


@pytest.mark.parametrize("hedge", ["nearly", "just under"])
def test_nothing_that_is_counted_lies_below_zero(hedge: str) -> None:
    assert read_quantity(f"{hedge} 0 people").bounds.possible == Interval(Fraction(0), Fraction(0))
    with pytest.raises(LiteralError, match="lies below 0"):
        read_quantity("under 0 people")


@pytest.mark.parametrize("hedge", ["nearly", "just under", "under"])
def test_nothing_that_is_measured_lies_below_zero(hedge: str) -> None:
    assert read_quantity(f"{hedge} 0 km").bounds.possible == Interval(Fraction(0), Fraction(1, 2), hi_open=True)


HEDGES = ("", "about ", "nearly ", "over ", "at least ", "up to ", "just over ", "exactly ")


@pytest.mark.parametrize("hedge", HEDGES)
@pytest.mark.parametrize("size", ["million", "billion", "trillion"])
@pytest.mark.parametrize(
    "after, before",
    [
        ("a {} and a half", "one and a half {}"),
        ("a {} and a half", "1½ {}"),
        ("a {} and a half", "1 1/2 {}"),
        ("a {} and a quarter", "one and a quarter {}"),
        ("a {} and a third", "one and a third {}"),
        ("two {} and a half", "two and a half {}"),
        ("3 {} and a half", "3½ {}"),
        ("ten {} and a half", "ten and a half {}"),
        ("minus a {} and a half", "minus one and a half {}"),
    ],
)
@pytest.mark.parametrize("counted", [True, False], ids=["counted", "measured"])
def test_a_part_after_its_magnitude_is_read_as_one_before_it(
    after: str, before: str, size: str, hedge: str, counted: bool
) -> None:
    one, other = (
        read_quantity(hedge + words.format(size), measured=not counted, unit="" if counted else "km").bounds
        for words in (after, before)
    )
    assert one == other
