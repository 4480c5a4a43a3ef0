"""Numbers and amounts in words: exact where they can be, told apart where they differ, in the plural where many."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.literals.phrase import show_amount, show_difference, show_interval, show_intervals, show_number
from checker.literals.units.nouns import singular
from checker.literals.units.plurals import plural
from checker.model.interval import Interval, point

NUMBERS = [
    ("a whole number", "55000", "55,000"),
    ("millions", "23110000000", "23.11 billion"),
    ("a decimal as long as documents write it", "26.98153857", "26.98153857"),
    ("its neighbour, a digit shorter", "26.9815385", "26.9815385"),
    ("a small decimal", "0.00001", "0.00001"),
    ("decimals that do not end", "2/3", "≈0.6667"),
    ("decimals that end too late to be shown", "0.1234567890123", "≈0.1235"),
    ("a negative fraction", "-1/3", "≈-0.3333"),
]


@pytest.mark.parametrize(("number", "words"), [case[1:] for case in NUMBERS], ids=[case[0] for case in NUMBERS])
def test_a_number_in_words(number: str, words: str) -> None:
    assert show_number(Fraction(number)) == words


UNITS = [
    ("one", "1", "second", "1 second"),
    ("more than one", "350", "second", "350 seconds"),
    ("less than one", "0.5", "mile", "0.5 miles"),
    ("none", "0", "day", "0 days"),
    ("ending in y", "85", "facility", "85 facilities"),
    ("irregular", "85", "person", "85 people"),
    ("feet", "6", "foot", "6 feet"),
    ("one plural for both", "3", "aircraft", "3 aircraft"),
    ("a symbol", "5", "km", "5 km"),
    ("a symbol of small letters", "5", "mbps", "5 mbps"),
    ("a symbol of three", "5", "ppt", "5 ppt"),
    ("three letters that are a word", "5", "ton", "5 tons"),
    ("a difference of temperatures", "5", "°C difference", "5 °C difference"),
    ("a code", "5", "USD", "5 USD"),
    ("a rate", "12", "flight/day", "12 flights/day"),
    ("a rate of so many", "12", "death/1000 person", "12 deaths/1000 people"),
    ("several words", "5", "nautical mile", "5 nautical miles"),
    ("a plural already", "5", "deaths/100000 people", "5 deaths/100000 people"),
]


@pytest.mark.parametrize(("number", "unit", "words"), [case[1:] for case in UNITS], ids=[case[0] for case in UNITS])
def test_an_amount_in_words(number: str, unit: str, words: str) -> None:
    assert show_amount(Fraction(number), unit) == words


def test_a_range_is_in_the_plural_and_percentages_differ_by_points() -> None:
    assert show_interval(Interval(Fraction(250), Fraction(350)), "second") == "250 to 350 seconds"
    assert show_interval(point(Fraction(1)), "second") == "1 second"
    assert show_interval(Interval(Fraction(1, 3), Fraction(1, 3) + Fraction(1, 10**9)), "%") == "≈0.3333 %"
    assert show_difference(Fraction(5), "%") == "5 percentage points"
    assert show_difference(Fraction(1), "%") == "1 percentage point"


def test_figures_that_differ_are_shown_to_differ() -> None:
    near = [point(Fraction(2, 3)), point(Fraction(2, 3) + Fraction(1, 10**9))]
    first, second = show_intervals(near, "km")
    assert first == "≈0.666666666667 km"
    assert second != first


@given(st.lists(st.fractions(-(10**6), 10**6, max_denominator=10**6).map(point), min_size=1, max_size=4))
def test_no_two_numbers_have_the_same_words(points: list[Interval]) -> None:
    words = show_intervals(points)
    assert len(set(words)) == len(set(points))


@pytest.mark.parametrize("word", ["second", "facility", "person", "foot", "box", "ship", "day", "boss", "bus"])
def test_a_plural_has_its_singular(word: str) -> None:
    assert singular(plural(word)) == word
