"""Sums are exact where floats can hold them, and else the next float above at most."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from checker.screening.sums import exact_product, exact_sum, raised, raised_by_product

TERMS = st.floats(-(2.0**1001), 2.0**1001)
FACTORS = st.floats(2.0**-300, 2.0**900) | st.just(0.0)
DAYS = st.integers(-(2**53), 2**53).map(float)


def one(*numbers: float) -> list[np.ndarray]:
    return [np.array([number]) for number in numbers]


@given(TERMS, TERMS)
def test_a_sum_and_its_error(a: float, b: float) -> None:
    total, lost = exact_sum(*one(a, b))
    assert Fraction(float(total[0])) + Fraction(float(lost[0])) == Fraction(a) + Fraction(b)


@given(FACTORS, DAYS)
def test_a_product_and_its_error(a: float, b: float) -> None:
    product, lost = exact_product(*one(a, b))
    assert Fraction(float(product[0])) + Fraction(float(lost[0])) == Fraction(a) * Fraction(b)


@given(TERMS, TERMS)
def test_raised_is_the_least_float_not_below_the_sum(a: float, b: float) -> None:
    found, exact = float(raised(*one(a, b))[0]), Fraction(a) + Fraction(b)
    assert Fraction(found) >= exact
    assert Fraction(math.nextafter(found, -math.inf)) < exact


@given(TERMS | st.floats(-1e9, 1e9), FACTORS, DAYS)
def test_raised_by_a_product_is_never_below_and_exact_where_it_can_be(a: float, b: float, c: float) -> None:
    found, exact = float(raised_by_product(*one(a, b, c))[0]), Fraction(a) + Fraction(b) * Fraction(c)
    assert Fraction(found) >= exact
    if all(Fraction(float(part)) == part for part in (Fraction(b) * Fraction(c), exact)):
        assert Fraction(found) == exact


def test_infinite_terms_stay_infinite() -> None:
    assert raised(*one(-math.inf, 3.0))[0] == -math.inf
    assert raised_by_product(*one(math.inf, 0.1, 7.0))[0] == math.inf
