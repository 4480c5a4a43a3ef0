"""Equations solved exactly, against numbers that they were made from."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from checker.model.interval import Interval
from checker.relations.elimination import eliminate
from checker.relations.problem import Bound, Element, Product, linear
from checker.relations.solve import Effort, core

NUMBERS = st.fractions(-5, 5, max_denominator=6)


@given(st.lists(NUMBERS, min_size=3, max_size=3), st.lists(st.lists(NUMBERS, min_size=3, max_size=3), max_size=5))
def test_what_is_solved_is_what_the_equations_were_made_from(values, weights):
    truth = dict(zip("xyz", values, strict=True))
    rows = []
    for row in weights:
        terms = list(zip("xyz", row, strict=True))
        rows.append(linear(terms, -sum(weight * truth[name] for name, weight in terms), "="))
    for name, number in eliminate(rows, {}).items():
        assert number == truth[name]


def test_a_product_counts_once_a_factor_is_known():
    rows = [Product("part", "share", "whole"), linear([("part", 1), ("rest", 1), ("whole", -1)], 0, "=")]
    known = {"share": Interval(Fraction(4, 5), Fraction(4, 5)), "rest": Interval(20, 20)}
    assert eliminate(rows, known) == {"part": 80, "whole": 100}


def test_a_share_of_a_sum_needs_no_solver():
    rows = (Product("part", "share", "whole"), linear([("part", 1), ("rest", 1), ("whole", -1)], 0, "="))
    elements = [
        Element("relation", (rows,), False, ""),
        Element("share", ((Bound("share", Interval(Fraction(85, 100), Fraction(87, 100))),),), True, ""),
        Element("rest", ((Bound("rest", Interval(15, 25)),),), True, ""),
    ]
    effort = Effort.of()
    assert core(elements, effort) is None
    assert not effort.methods["solver"]
