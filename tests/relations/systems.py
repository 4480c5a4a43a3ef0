"""Small random systems of constraints, and what the solver alone says of them."""

from __future__ import annotations

from fractions import Fraction

import z3
from hypothesis import strategies as st

from checker.model.interval import Interval
from checker.relations.problem import Bound, Element, Linear, Product, linear

NAMES = ("x", "y", "z", "u")
NUMBERS = st.one_of(st.integers(-4, 4), st.fractions(-3, 3, max_denominator=3))


@st.composite
def intervals(draw, whole: bool = False) -> Interval:
    """With two ends, one or none, each open or closed."""
    ends = st.one_of(st.none(), st.integers(-4, 4) if whole else NUMBERS)
    lo, hi = draw(ends), draw(ends)
    if lo is not None and hi is not None and lo > hi:
        lo, hi = hi, lo
    if lo is not None and lo == hi:
        return Interval(lo, hi)
    return Interval(lo, hi, lo is not None and draw(st.booleans()), hi is not None and draw(st.booleans()))


@st.composite
def constraints(draw, products: bool = True):
    kind = draw(st.sampled_from(["bound"] * 3 + ["order"] * 2 + ["sum"] * 2 + ["product"] * products))
    if kind == "bound":
        return Bound(draw(st.sampled_from(NAMES)), draw(intervals()))
    if kind == "product":
        return Product(*(draw(st.sampled_from(NAMES)) for _ in range(3)))
    sense = draw(st.sampled_from(["<=", "<=", "<", "=", "=", "!="]))
    if kind == "order":
        x, y = draw(st.permutations(NAMES))[:2]
        return linear([(x, 1), (y, -1)], draw(NUMBERS), sense)
    terms = [(name, draw(st.sampled_from([1, 1, -1, 2, Fraction(1, 3)]))) for name in draw(st.permutations(NAMES))[:3]]
    return linear(terms, draw(NUMBERS), sense)


@st.composite
def denials(draw) -> tuple[tuple[Bound, ...], ...]:
    """What lies on either side of an interval."""
    name, lo = draw(st.sampled_from(NAMES)), draw(st.integers(-3, 3))
    hi, opened = lo + draw(st.integers(0, 2)), draw(st.booleans())
    return (Bound(name, Interval(None, lo, False, opened)),), (Bound(name, Interval(hi, None, not opened)),)


@st.composite
def systems(draw, products: bool = True, largest: int = 9) -> list[Element]:
    """Elements of one reading or of several, and of one constraint or of two."""
    elements = []
    for index in range(draw(st.integers(2, largest))):
        if draw(st.integers(0, 4)) == 0:
            alternatives = draw(denials())
        else:
            readings = draw(st.sampled_from([1, 1, 1, 2, 3]))
            alternatives = tuple(
                tuple(draw(st.lists(constraints(products), min_size=1, max_size=2))) for _ in range(readings)
            )
        elements.append(Element(f"e{index}", alternatives, draw(st.integers(0, 5)) > 0, ""))
    return elements


def satisfiable(elements) -> bool:
    """The solver alone, without any of the cheaper methods: the peer that all others are held against."""
    solver = z3.Solver()
    for element in elements:
        solver.add(z3.Or([z3.And([_formula(c) for c in rows]) for rows in element.alternatives]))
    answer = solver.check()
    assert answer != z3.unknown
    return answer == z3.sat


def _formula(c):
    if isinstance(c, Bound):
        x, days = z3.Real(c.variable), c.interval
        low = True if days.lo is None else x > _number(days.lo) if days.lo_open else x >= _number(days.lo)
        high = True if days.hi is None else x < _number(days.hi) if days.hi_open else x <= _number(days.hi)
        return z3.And(low, high)
    if isinstance(c, Linear):
        total = sum((_number(weight) * z3.Real(name) for name, weight in c.terms), _number(c.constant))
        return {"<=": total <= 0, "<": total < 0, "=": total == 0, "!=": total != 0}[c.sense]
    return z3.Real(c.result) == z3.Real(c.left) * z3.Real(c.right)


def _number(number):
    return z3.Q(number.numerator, number.denominator)
