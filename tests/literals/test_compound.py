"""Amounts in several units are their sum, in the smallest of them; what may be two amounts is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.literals.literal import LiteralError
from checker.literals.quantity import read_quantity
from checker.literals.units.units import convert
from checker.model.vocabulary import Vocabulary
from tests.literals.writing import is_read, is_refused, span

CASES = [
    # label, literal, possible, plausible, unit
    ("feet and inches", "5 ft 2 in", "[61.5, 63)", "[61.5, 62.5)", "in"),
    ("with points", "5 ft. 2 in.", "[61.5, 63)", "[61.5, 62.5)", "in"),
    ("in words", "five feet two inches", "[61.5, 63)", "[61.5, 62.5)", "in"),
    ("with a comma", "882 feet, 9 inches", "[10592.5, 10594)", "[10592.5, 10593.5)", "in"),
    ("with and", "5 feet and 2 inches", "[61.5, 63)", "[61.5, 62.5)", "in"),
    ("hyphens", "5-foot 2-inch", "[61.5, 63)", "[61.5, 62.5)", "in"),
    ("ten inches are no rounded ones", "5 ft 10 in", "[69.5, 71)", "[69.5, 70.5)", "in"),
    ("no inches", "5 ft 0 in", "[59.5, 61)", "[59.5, 60.5)", "in"),
    ("a part of an inch", "5 ft 2½ in", "[62.45, 62.55)", "[62.45, 62.55)", "in"),
    ("decimals of an inch", "5 ft 2.5 in", "[62.45, 62.6)", "[62.45, 62.55)", "in"),
    ("pounds and ounces", "5 lb 3 oz", "[82.5, 84)", "[82.5, 83.5)", "oz"),
    ("stones and pounds", "11 stone 4 pounds", "[157.5, 159)", "[157.5, 158.5)", "pound"),
    ("hours and minutes, which tens part", "2 h 40 min", "[155, 170)", "[155, 165)", "minute"),
    ("to the minute", "2 h 41 min", "[160.5, 162)", "[160.5, 161.5)", "minute"),
    ("m after hours", "2h 41m", "[160.5, 162)", "[160.5, 161.5)", "minute"),
    ("glued", "2h41min", "[160.5, 162)", "[160.5, 161.5)", "minute"),
    ("three units", "1 day, 2 hours and 5 minutes", "[1564.5, 1566)", "[1564.5, 1565.5)", "minute"),
    ("years and months", "1 year 3 months", "[14.5, 16)", "[14.5, 15.5)", "month"),
    ("by the article", "a year and 3 months", "[14.5, 16)", "[14.5, 15.5)", "month"),
    ("kilometres and metres", "2 km 305 m", "[2304.5, 2306)", "[2304.5, 2305.5)", "m"),
    ("an angle", "40° 26′ 46″", "[145605.5, 145607)", "[145605.5, 145606.5)", "arcsecond"),
    ("a rate", "2 h 41 min per day", "[160.5, 162)", "[160.5, 161.5)", "minute/day"),
    ("money", "5 dollars and 21 cents", "[5.205, 5.22)", "[5.205, 5.215)", "dollars"),
    ("below zero", "−2 h 41 min", "(-162, -160.5]", "(-161.5, -160.5]", "minute"),
    ("about", "about 5 ft 2 in", "[55.8, 68.2]", "[58.9, 65.1]", "in"),
    ("over", "over 5 ft 2 in", "(61.5, )", "(62, 68.2]", "in"),
    ("or more", "5 ft 2 in or more", "[61.5, )", "[62, 68.2]", "in"),
    ("a range", "5 ft 2 in to 5 ft 6 in", "[61.5, 67)", "[61.5, 66.5)", "in"),
    ("between", "between 5 ft 2 in and 5 ft 6 in", "[61.5, 67)", "[61.5, 66.5)", "in"),
    ("a range whose first end has one unit", "5 ft to 5 ft 6 in", "[54, 67)", "[57, 66.5)", "in"),
    ("two limits", "over 5 ft 2 in but under 6 ft", "(61.5, 79.2)", "(62, 72)", "in"),
    ("a margin", "5 ft 2 in ± 1 in", "[61, 63]", "[61, 63]", "in"),
]


@pytest.mark.parametrize(
    "literal, possible, plausible, unit", [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_the_sum_of_several_units(literal: str, possible: str, plausible: str, unit: str) -> None:
    is_read(literal, possible, plausible, unit)


REFUSED = [
    # label, literal, words of the message, a repair that is offered, its middle
    ("more inches than a foot has", "5 ft 14 in", "14 in make one ft or more", "74 in"),
    ("months differ in length", "1 month 3 days", "months differ in how many days they have", "about 33 days"),
    ("years too", "1 year 40 days", "years differ in how many days they have", "about 405 days"),
    ("signs of two sorts", "5'2\"", "may be feet and inches, or minutes and seconds", "5 ft 2 in"),
    ("the second sign is left out", "about 5' 2", "may be feet and inches, or minutes and seconds", "5 min 2 s"),
    ("an end without a unit", "5 to 6 ft 2 in", "may be in any of them", "5 in"),
    ("an hour or a ratio", "2:40", "may be a ratio, or a length of time", "2 h 40 min"),
]


@pytest.mark.parametrize("literal, words, repair", [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_may_be_two_amounts_is_refused(literal: str, words: str, repair: str) -> None:
    is_refused(literal, words, repair)


@pytest.mark.parametrize("literal", ["5 ft 2", "9 inches 2 ft", "5 ft 2 kg", "5.5 ft 2 in", "5 people 2 in", "2 h 2 h"])
def test_what_is_no_amount_in_several_units(literal: str) -> None:
    with pytest.raises(LiteralError):
        read_quantity(literal)


PAIRS = [
    ("ft", "in", 12),
    ("lb", "oz", 16),
    ("h", "min", 60),
    ("min", "s", 60),
    ("year", "months", 12),
    ("km", "m", 1000),
]
NONE = Vocabulary()


@given(st.sampled_from(PAIRS), st.integers(1, 500), st.data())
def test_several_units_are_their_sum(pair: tuple[str, str, int], many: int, data: st.DataObject) -> None:
    large, small, ratio = pair
    few = data.draw(st.integers(0, ratio - 1))
    compound, alone = read_quantity(f"{many} {large} {few} {small}"), read_quantity(f"{many * ratio + few} {small}")
    assert (compound.unit, compound.bounds.literal) == (alone.unit, alone.bounds.literal)
    assert alone.bounds.possible.covers(compound.bounds.possible)


@given(st.integers(0, 200), st.integers(0, 11), st.sampled_from(["", "about ", "over ", "up to ", "nearly "]))
def test_a_hedge_says_of_a_sum_what_it_says_of_one_figure(feet: int, inches: int, hedge: str) -> None:
    total = feet * 12 + inches
    compound, alone = read_quantity(f"{hedge}{feet} ft {inches} in"), read_quantity(f"{hedge}{total} in")
    assert compound.bounds.literal.overlaps(alone.bounds.literal)
    if total % 10:
        assert compound.bounds == alone.bounds


def test_a_sum_converts_exactly() -> None:
    height = convert(read_quantity("882 ft 9 in").bounds, "in", "foot", NONE)
    assert height.literal == span("882.75")
