"""Claims become boxes: what the reading of a value needs to know of the vocabulary."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checker.literals.boxes import read_value
from checker.literals.phrase import show_difference
from checker.model.value import Bounds
from checker.model.vocabulary import Constraint, Property, Unit, Vocabulary

BYTES = Vocabulary(
    units={
        "B": Unit("B", "byte", "measure", ("bytes", "byte")),
        "kB": Unit("kB", "kilobyte", "measure", (), "1000 B"),
        "M": Unit("M", "module", "count", ("modules",)),
    }
)
SIZE = Property("size", "size", "quantity", "constant", "B")
PARTS = Property("parts", "parts", "quantity", "constant", "M")


@pytest.mark.parametrize(
    ("text", "prop", "literal"),
    [
        pytest.param("512 B", SIZE, 512, id="B is bytes where bytes are declared"),
        pytest.param("512 bytes", SIZE, 512, id="and so are bytes"),
        pytest.param("about 512 B", SIZE, 512, id="a hedge before it"),
        pytest.param("2 kB", SIZE, 2000, id="a declared multiple"),
        pytest.param("12 M", PARTS, 12, id="M is modules where they are declared"),
        pytest.param("2 billion B", SIZE, 2 * 10**9, id="a magnitude in words"),
    ],
)
def test_a_declared_unit_goes_before_a_magnitude_of_the_same_letters(text, prop, literal):
    value = read_value(text, prop, BYTES)
    assert value.literal.lo == value.literal.hi == Fraction(literal)


def test_undeclared_letters_are_magnitudes():
    value = read_value("2 bn", Property("cost", "cost", "quantity", "constant", "USD"), Vocabulary())
    assert value.literal.lo == 2 * 10**9


def test_percentages_differ_by_points():
    assert show_difference(Fraction(37, 10), "%") == "3.7 percentage points"
    assert show_difference(3, "km") == "3 km"


LIMITS = (("min", ("0 %",)), ("max", ("100 %",)))
SHARE = Property(
    "share", "share", "quantity", "constant", "%", constraints=(Constraint("value-range", "share", LIMITS),)
)


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        pytest.param("over 95 %", "94.5", "100", id="more than nearly all"),
        pytest.param("about 98 %", "88.2", "100", id="nearly all"),
        pytest.param("at most 5 %", "0", "5.5", id="hardly any"),
        pytest.param("about 40 %", "32", "48", id="well inside"),
        pytest.param("120 %", "115", "130", id="outside, which a rule tells of"),
    ],
)
def test_a_share_of_a_whole_is_read_within_it(value: str, low: str, high: str) -> None:
    bounds = read_value(value, SHARE, Vocabulary())
    assert isinstance(bounds, Bounds)
    assert (bounds.possible.lo, bounds.possible.hi) == (Fraction(low), Fraction(high))
