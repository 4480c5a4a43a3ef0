"""Whether elements can all hold, by every method that decides, against the solver alone."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.interval import Interval
from checker.relations.difference import edges, negative_circle
from checker.relations.problem import Bound, Element, Linear, Product, linear
from checker.relations.propagate import multiply, propagate
from checker.relations.solve import Effort, core


def bound(name: str, variable: str, lo, hi) -> Element:
    return Element(name, ((Bound(variable, Interval(lo, hi)),),), True, name)


def satisfiable(elements) -> bool:
    """The solver alone, without any of the cheaper methods: the peer that all others are held against."""
    z3 = pytest.importorskip("z3")
    solver = z3.Solver()
    for element in elements:
        readings = []
        for constraints in element.alternatives:
            parts = []
            for c in constraints:
                if isinstance(c, Bound):
                    x = z3.Real(c.variable)
                    if c.interval.lo is not None:
                        parts.append(
                            x > z3.Q(*frac(c.interval.lo)) if c.interval.lo_open else x >= z3.Q(*frac(c.interval.lo))
                        )
                    if c.interval.hi is not None:
                        parts.append(
                            x < z3.Q(*frac(c.interval.hi)) if c.interval.hi_open else x <= z3.Q(*frac(c.interval.hi))
                        )
                elif isinstance(c, Linear):
                    total = sum((z3.Q(*frac(w)) * z3.Real(v) for v, w in c.terms), z3.Q(*frac(c.constant)))
                    parts.append({"<=": total <= 0, "<": total < 0, "=": total == 0, "!=": total != 0}[c.sense])
                elif isinstance(c, Product):
                    parts.append(z3.Real(c.result) == z3.Real(c.left) * z3.Real(c.right))
            readings.append(z3.And(parts))
        solver.add(z3.Or(readings))
    return solver.check() == z3.sat


def frac(number) -> tuple[int, int]:
    exact = Fraction(number)
    return exact.numerator, exact.denominator


NAMES = st.sampled_from("xyz")
SMALL = st.integers(-3, 3)


@st.composite
def constraints(draw, products: bool):
    kind = draw(st.sampled_from(["bound", "difference", "sum", *(["product"] if products else [])]))
    if kind == "bound":
        lo = draw(SMALL)
        hi = lo + draw(st.integers(0, 2))
        opened = draw(st.booleans()) and hi > lo
        return Bound(draw(NAMES), Interval(draw(st.sampled_from([lo, None])), hi, False, opened))
    sense = draw(st.sampled_from(["<=", "<", "="]))
    if kind == "difference":
        return linear([("x", 1), (draw(st.sampled_from("yz")), -1)], draw(SMALL), sense)
    if kind == "sum":
        return linear([("x", draw(st.sampled_from([1, 2, -1]))), ("y", 1), ("z", -1)], draw(SMALL), sense)
    return Product("z", "x", "y")


@st.composite
def problems(draw, products: bool = False):
    number = draw(st.integers(2, 6))
    elements = []
    for place in range(number):
        readings = draw(st.integers(1, 2)) if place == 0 else 1
        alternatives = tuple((draw(constraints(products)),) for _ in range(readings))
        elements.append(Element(f"e{place}", alternatives, draw(st.integers(0, 5)) > 0, ""))
    return elements


@given(problems(products=True))
def test_products_are_decided_as_the_solver_decides_them(elements):
    assert (core(elements, Effort.of()) is None) == satisfiable(elements)


@given(problems())
def test_every_core_cannot_hold(elements):
    found = core(elements, Effort.of())
    assert (found is None) == satisfiable(elements)
    if found is not None:
        hard = [element for element in elements if not element.soft]
        assert not satisfiable([*hard, *(e for e in elements if e.soft and e.name in found)])


def test_a_circle_of_orders_is_its_own_explanation():
    rows = [
        ("a", linear([("x", 1), ("y", -1)], 0, "<")),
        ("b", linear([("y", 1), ("z", -1)], 0, "<")),
        ("c", linear([("z", 1), ("x", -1)], 0, "<=")),
        ("d", linear([("z", 1), ("w", -1)], 0, "<=")),
    ]
    graph = edges(rows)
    assert graph is not None
    assert negative_circle(graph) == {"a", "b", "c"}
    assert negative_circle(edges(rows[:2]) or []) is None


ENDS = st.one_of(st.none(), st.integers(-4, 4).map(Fraction))


@st.composite
def intervals(draw):
    lo, hi = draw(ENDS), draw(ENDS)
    if lo is not None and hi is not None and lo > hi:
        lo, hi = hi, lo
    same = lo is not None and lo == hi
    return Interval(
        lo, hi, not same and lo is not None and draw(st.booleans()), not same and hi is not None and draw(st.booleans())
    )


@given(intervals(), intervals(), st.fractions(-6, 6), st.fractions(-6, 6))
def test_a_product_of_members_is_a_member_of_the_product(a, b, x, y):
    if x in a and y in b:
        assert x * y in multiply(a, b)


@given(intervals(), intervals())
def test_a_product_holds_nothing_beyond_its_members(a, b):
    """Each end of the product is reached by members, or approached by them as closely as one likes."""
    product = multiply(a, b)
    if product.lo is not None and not product.lo_open:
        assert any(x * y == product.lo for x in corners(a) for y in corners(b))
    if product.hi is not None and not product.hi_open:
        assert any(x * y == product.hi for x in corners(a) for y in corners(b))


def corners(interval: Interval) -> list[Fraction]:
    """The halves that an interval holds: all its closed ends, which are whole, and 0, are among them."""
    return [Fraction(n, 2) for n in range(-9, 10) if Fraction(n, 2) in interval]


def test_a_long_circle_of_orders_is_found_at_once():
    size = 2_000
    rows = [(f"r{n}", linear([(f"x{n}", 1), (f"x{(n + 1) % size}", -1)], 0, "<")) for n in range(size)]
    assert negative_circle(edges(rows) or []) == {name for name, _ in rows}


def test_numbers_that_double_their_digits_stop_growing():
    squares = [("start", Bound("x0", Interval(Fraction(10) ** 100, Fraction(10) ** 100)))]
    squares += [(f"r{n}", Product(f"x{n + 1}", f"x{n}", f"x{n}")) for n in range(60)]
    narrowed = propagate(squares)
    assert narrowed.conflict is None
    assert not narrowed.settled
