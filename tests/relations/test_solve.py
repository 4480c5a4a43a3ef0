"""Whether elements can hold together, by every method, held against the solver alone."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model.interval import Interval
from checker.relations.difference import edges, minimal_of_circle, negative_circle
from checker.relations.problem import Bound, Element, Linear, linear
from checker.relations.propagate import propagate
from checker.relations.row import minimal_of_row
from checker.relations.solve import Effort, core
from tests.relations.systems import intervals, satisfiable, systems


@settings(max_examples=150)
@given(systems())
def test_what_can_hold_is_what_the_solver_says_and_each_core_cannot(elements):
    conflict = core(elements, Effort.of())
    assert (conflict is None) == satisfiable(elements)
    if conflict is not None:
        assert conflict <= {element.name for element in elements}
        assert not satisfiable([element for element in elements if element.name in conflict])


# --- one sum


def bound(name: str, variable: str, lo, hi) -> tuple[str, Bound]:
    return name, Bound(variable, Interval(lo, hi))


TOTAL = ("total", linear([("a", 1), ("b", 1), ("t", -1)], 0, "="))
ONE_SUM = [
    ("two parts and a total that is too large", [TOTAL, bound("a1", "a", 1, 1), bound("b1", "b", 2, 2),
     bound("t1", "t", 9, 9)], {"total", "a1", "b1", "t1"}),
    ("a weaker claim of one part is spared", [TOTAL, bound("a0", "a", 0, 3), bound("a1", "a", 1, 1),
     bound("b1", "b", 2, 2), bound("t1", "t", 9, 9)], {"total", "a1", "b1", "t1"}),
    ("the weaker claim is enough where the stricter is dropped first", [TOTAL, bound("a1", "a", 1, 1),
     bound("a0", "a", 0, 3), bound("b1", "b", 2, 2), bound("t1", "t", 9, 9)], {"total", "a0", "b1", "t1"}),
    ("parts that are known by definition are no group", [TOTAL, bound("hard", "a", 1, 1), bound("b1", "b", 2, 2),
     bound("t1", "t", 9, 9)], {"total", "b1", "t1"}),
    ("of a sum that is at most, the parts' upper ends do not matter", [
     ("most", linear([("a", 1), ("b", 1)], -5, "<=")), bound("a0", "a", None, 9), bound("a1", "a", 4, None),
     bound("b1", "b", 2, 7)], {"most", "a1", "b1"}),
    ("a part alone is more than the whole, the other adds nothing", [
     ("most", linear([("a", 1), ("b", 1)], -5, "<=")), bound("b1", "b", 0, None), bound("hard", "b", 0, None),
     bound("a1", "a", 6, None)], {"most", "a1"}),
    ("numbers that are denied to be equal", [("unlike", linear([("a", 1), ("b", -1)], 0, "!=")), bound("a1", "a", 3, 3),
     bound("a2", "a", 3, 4), bound("b1", "b", 3, 3)], {"unlike", "a1", "b1"}),
    ("a sum that fits", [TOTAL, bound("a1", "a", 1, 1), bound("b1", "b", 2, 2), bound("t1", "t", 3, 3)], None),
    ("a part without an end", [TOTAL, bound("a1", "a", 1, None), bound("t1", "t", 9, 9)], None),
    ("a conflict that takes two sums", [("ab", linear([("a", 1), ("b", -1)], 1, "<=")),
     ("bc", linear([("b", 1), ("c", -1)], 1, "<=")), bound("a1", "a", 5, 5), bound("c1", "c", 5, 5)], None),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "groups"), [pytest.param(*rest, id=label) for label, *rest in ONE_SUM])
def test_a_conflict_of_one_sum_is_made_minimal(rows, groups):
    assert minimal_of_row(rows, lambda name: "" if name == "hard" else name) == (groups and frozenset(groups))


def test_what_one_document_says_of_several_parts_is_dropped_as_one():
    rows = [TOTAL, bound("d1#a", "a", 1, 1), bound("d1#b", "b", 2, 2), bound("d2#b", "b", 2, 2), bound("t", "t", 9, 9)]
    assert minimal_of_row(rows, lambda name: name.partition("#")[0]) == {"total", "d1", "t"}


@st.composite
def sums(draw):
    """One sum, and bounds of which each belongs to a group; some hold by definition."""
    names = ("x", "y", "z")
    terms = [(name, draw(st.sampled_from([1, -1, 2, Fraction(1, 3)]))) for name in names]
    row = linear(terms, draw(st.integers(-6, 6)), draw(st.sampled_from(["<=", "<", "=", "!="])))
    bounds = draw(st.lists(st.tuples(st.sampled_from(names), intervals(whole=True)), min_size=1, max_size=9))
    rows = [(f"g{draw(st.integers(0, 5))}", Bound(name, interval)) for name, interval in bounds]
    return [*rows, ("row", row)]


@given(sums())
def test_the_groups_of_one_sum_cannot_hold_and_each_is_needed(rows):
    groups = minimal_of_row(rows, lambda name: "" if name == "g0" else name)
    assert groups == minimal_of_row(rows, lambda name: "" if name == "g0" else name)
    narrowed = propagate([r for r in rows if isinstance(r[1], Bound)])
    if narrowed.conflict is not None:
        return  # bounds that part need no sum
    if groups is None:
        assert propagate(rows).conflict is None
        return
    assert propagate([r for r in rows if r[0] in (*groups, "g0")]).conflict is not None
    for group in groups:
        assert propagate([r for r in rows if r[0] in (*(groups - {group}), "g0")]).conflict is None


# --- a circle


def order(name: str, lower: str, upper: str, strict: bool = False) -> tuple[str, Linear]:
    return name, linear([(lower, 1), (upper, -1)], 0, "<" if strict else "<=")


CIRCLES = [
    ("ends that contradict over two orders", [order("ab", "a", "b"), order("bc", "b", "c"), bound("a1", "a", 5, 5),
     bound("c1", "c", 3, 3), bound("b0", "b", 0, 9)], {"ab", "bc", "a1", "c1"}),
    ("orders in a circle", [order("ab", "a", "b", True), order("bc", "b", "c"), order("ca", "c", "a")],
     {"ab", "bc", "ca"}),
    ("orders that hold by definition are no group", [order("hard", "a", "b"), bound("a1", "a", 5, 5),
     bound("b1", "b", 3, 3)], {"a1", "b1"}),
    ("orders that fit", [order("ab", "a", "b"), bound("a1", "a", 3, 3), bound("b1", "b", 5, 5)], None),
    ("not only orders", [order("ab", "a", "b", True), order("ba", "b", "a"), TOTAL], None),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "groups"), [pytest.param(*rest, id=label) for label, *rest in CIRCLES])
def test_a_conflict_of_one_circle_is_made_minimal(rows, groups):
    assert minimal_of_circle(rows, lambda name: "" if name == "hard" else name) == (groups and frozenset(groups))


@st.composite
def orders(draw):
    rows = []
    for number in range(draw(st.integers(2, 9))):
        x, y = draw(st.permutations("abcd"))[:2]
        row = linear([(x, 1), (y, -1)], draw(st.integers(-2, 3)), draw(st.sampled_from(["<=", "<", "="])))
        interval = draw(intervals())
        rows.append((f"g{draw(st.integers(0, number))}", draw(st.sampled_from([row, row, Bound(x, interval)]))))
    return rows


@given(orders())
def test_the_groups_of_a_circle_cannot_hold_and_each_is_needed(rows):
    graph = edges(rows)
    conflict = negative_circle(graph)
    elements = [Element(f"e{n}", ((row,),), True, "") for n, (_, row) in enumerate(rows)]
    assert (conflict is None) == satisfiable(elements)
    groups = minimal_of_circle(rows, lambda name: "" if name == "g0" else name)
    if groups is None:
        return
    assert negative_circle(edges([r for r in rows if r[0] in (*groups, "g0")])) is not None
    for group in groups:
        assert negative_circle(edges([r for r in rows if r[0] in (*(groups - {group}), "g0")])) is None


# --- narrowing


def by_definition(row: Linear, domains) -> dict[str, Interval]:
    """What one sum leaves of each quantity, each worked out from all others: slow, and plainly right."""
    left = dict(domains)
    for name, weight in row.terms:
        rest = Interval(row.constant, row.constant)
        for other, other_weight in row.terms:
            if other != name:
                domain = domains.get(other, Interval())
                rest = rest.plus(domain.map(other_weight) if other_weight > 0 else domain.map(-other_weight).mirrored())
        target = rest.mirrored()
        if row.sense != "=":
            opened = target.hi is not None and (target.hi_open or row.sense == "<")
            target = Interval(None, target.hi, False, opened)
        share = target.map(1 / Fraction(weight)) if weight > 0 else target.map(1 / Fraction(-weight)).mirrored()
        met = domains.get(name, Interval()).intersection(share)
        if met is None:
            return {}
        left[name] = met
    return left


@given(st.data())
def test_a_sum_leaves_of_each_quantity_what_all_others_leave(data):
    names = "vwxyz"[: data.draw(st.integers(1, 5))]
    domains = {name: data.draw(intervals()) for name in names}
    weights = st.sampled_from([1, 1, -1, 2, -3, Fraction(1, 2)])
    terms = [(name, data.draw(weights)) for name in names]
    row = linear(terms, data.draw(st.integers(-5, 5)), data.draw(st.sampled_from(["<=", "<", "="])))
    rows = [("row", row), *((f"of {name}", Bound(name, interval)) for name, interval in domains.items())]
    narrowed, wanted = propagate(rows), by_definition(row, domains)
    if narrowed.conflict is not None:
        assert not wanted
        assert propagate([r for r in rows if r[0] in narrowed.conflict]).conflict is not None
        return
    assert narrowed.settled
    for name in names:
        assert narrowed.domains.get(name, Interval()) == wanted[name]
        reasons = narrowed.reasons(name)
        again = propagate([r for r in rows if r[0] in reasons])
        assert again.domains.get(name, Interval()) == wanted[name]
