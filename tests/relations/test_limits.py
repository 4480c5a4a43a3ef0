"""What joint reasoning costs, counted in steps: at size, where it gives up, and that it never ends in a crash."""

from __future__ import annotations

import sys
from contextlib import suppress
from fractions import Fraction

import pytest

from checker.model.interval import Interval
from checker.relations import solve
from checker.relations.difference import minimal_of_circle
from checker.relations.problem import Bound, Element, Product, Unfinished, linear
from checker.relations.row import minimal_of_row
from checker.relations.solve import Effort, core


def element(name: str, *alternatives) -> Element:
    return Element(name, tuple(tuple(rows) for rows in alternatives), True, name)


def at(variable: str, lo, hi=None) -> Element:
    return element(f"{variable} at {lo}", [Bound(variable, Interval(lo, lo if hi is None else hi))])


def at_most(lower: str, upper: str) -> Element:
    return element(f"{lower} {upper}", [linear([(lower, 1), (upper, -1)], 0, "<=")])


def chain(length: int) -> list[Element]:
    return [at_most(f"x{n}", f"x{n + 1}") for n in range(length)]


def rows_of(elements) -> list:
    return [(e.name, c) for e in elements for c in e.alternatives[0]]


def test_a_chain_of_ten_thousand_orders_is_looked_at_once():
    orders = chain(10_000)
    elements = [*orders, at("x0", 5), at("x10000", 3)]
    effort = Effort.of(40_000)
    assert core(elements, effort) == {e.name for e in elements}
    assert core([*orders, at("x0", 5), at("x10000", 30)], effort) is None
    assert minimal_of_circle(rows_of(elements), lambda name: name) == {e.name for e in elements}


def test_orders_in_fractions_that_share_no_divisor_are_decided_too():
    primes = [n for n in range(3, 20_000, 2) if all(n % d for d in range(3, int(n**0.5) + 1, 2))]
    apart = [
        element(f"{n}", [linear([(f"x{n}", 1), (f"x{n + 1}", -1)], Fraction(1, prime), "<=")])
        for n, prime in enumerate(primes)
    ]
    ends = [at("x0", 5), at(f"x{len(primes)}", 3)]
    assert core([*apart, *ends], Effort.of()) is not None


def test_a_long_chain_that_a_sum_closes_is_gone_through_a_few_times():
    total = element("sum", [linear([("x0", 1), ("x1000", 1), ("x2000", -1)], 0, "=")])
    elements = [*chain(2_000), total, at("x0", 5), at("x2000", 7)]
    assert "sum" in (core(elements, Effort.of(20_000)) or ())
    assert core([*elements[:-1], at("x2000", 30)], Effort.of(20_000)) is None


def test_ten_thousand_inequalities_over_a_hundred_quantities():
    orders = [at_most(f"x{n % 100}", f"x{n % 100 + 1 + n // 100 % (100 - n % 100)}") for n in range(10_000)]
    orders = [Element(f"{n} {e.name}", e.alternatives, True, "") for n, e in enumerate(orders)]
    values = [at(f"x{n}", n) for n in range(101)]
    assert core([*orders, *values], Effort.of(100_000)) is None
    wrong = core([*orders, *values[1:], at("x0", 2)], Effort.of(100_000))
    assert wrong is not None
    assert "x0 at 2" in wrong


def test_many_sums_within_ranges_need_no_solver():
    sums = [
        element(f"{n}", [linear([(f"x{n % 50}", 1), (f"x{n % 49 + 1}", 1), (f"x{n % 47 + 2}", -1)], -100, "<=")])
        for n in range(2_000)
    ]
    effort = Effort.of()
    assert core([*sums, *(at(f"x{n}", n, n + 9) for n in range(50))], effort) is None
    assert not effort.methods["solver"]


def test_one_sum_of_thousands_of_parts_costs_as_much_as_it_has_parts():
    for parts in (100, 1_000):
        terms = [*((f"x{n}", 1) for n in range(parts)), ("t", -1)]
        elements = [element("sum", [linear(terms, 0, "=")]), at("t", 1)]
        elements += [at(f"x{n}", Fraction(n, 7)) for n in range(parts)]
        assert core(elements, Effort.of(4 * parts + 10)) is not None
        assert minimal_of_row(rows_of(elements), lambda name: name) is not None


@pytest.mark.parametrize("fits", [True, False])
def test_two_thousand_claims_with_several_readings_need_no_solver(fits):
    effort = Effort.of()
    elements = []
    for group in range(100):
        for n in range(20):
            name, right = f"g{group}-{n}", 10 * n + n % 3
            readings = [[Bound(name, Interval(value, value + 2))] for value in (right - 40, right, right + 70)]
            elements.append(element(name, *readings))
            if n:
                gap = linear([(name, -1), (f"g{group}-{n - 1}", 1)], 5, "<=")
                near = linear([(name, 1), (f"g{group}-{n - 1}", -1)], -15, "<=")
                elements.append(element(f"{name} after", [gap, near]))
        elements.append(at(f"g{group}-0", 0 if fits or group else 25, 2 if fits or group else 27))
    conflict = core(elements, effort)
    assert (conflict is None) == fits
    assert not effort.methods["solver"]


def test_what_fits_no_reading_names_only_what_its_readings_run_into():
    apart = [element(f"free {n}", [Bound(f"f{n}", Interval(1, 2))], [Bound(f"f{n}", Interval(3, 4))]) for n in range(9)]
    tied = [element(f"tie {n}", [linear([(f"f{n}", 1), ("x", 1)], -99, "<=")]) for n in range(9)]
    either = element("either", [Bound("x", Interval(1, 2))], [Bound("x", Interval(8, 9))])
    conflict = core([*apart, *tied, either, at("x", 5, 6)], Effort.of())
    assert conflict == {"either", "x at 5"}


# --- limits


def test_the_limit_is_met_at_the_same_step_every_time():
    elements = [*chain(50), at("x0", 5), at("x50", 30)]
    for steps in range(0, 400, 7):
        answers = []
        for _ in range(2):
            try:
                answers.append(str(core(elements, Effort.of(steps))))
            except Unfinished as limit:
                answers.append(str(limit))
        assert answers[0] == answers[1]


def test_an_easy_part_is_answered_where_a_hard_one_is_not():
    powers = [element(f"p{n}", [Product(f"x{n + 1}", f"x{n}", f"x{n}")]) for n in range(60)]
    powers += [at("x0", 2, 3), at("x60", 5, 6)]
    easy = [at("a", 5), at("a", 3)]
    assert core([*powers, *easy], Effort.of()) == {"a at 5", "a at 3"}
    with pytest.raises(Unfinished, match="60 products"):
        core([*powers, at("a", 5)], Effort.of())


@pytest.mark.parametrize("number", [100, 2_000])
def test_thousands_of_products_in_a_row_end_without_a_crash(number):
    for factor in ("x0", None):
        rows = [element(f"p{n}", [Product(f"x{n + 1}", f"x{n}", factor or f"x{n}")]) for n in range(number)]
        with suppress(Unfinished):
            assert core([*rows, at("x0", 2, 3), at(f"x{number}", 5, 6)], Effort.of()) is not None
        assert core([*rows, at("x0", 1), at(f"x{number}", 5, 6)], Effort.of()) is not None


def test_products_that_creep_for_ever_are_no_endless_guess():
    """What crashed: guesses went on where equations gave the same numbers again and again."""
    elements = [
        element("a", [linear([("e0", 1), ("e1", -1)], 0, "=")]),
        element("b", [Bound("e2", Interval(66, None))]),
        element("c", [Product("h", "e0", "e0"), linear([("h", 1), ("e2", -1)], 0, "<=")]),
        element("d", [Product("e0", "e2", "e1")]),
        element("e", [linear([("e1", 1), ("e2", -1)], 0, "=")]),
    ]
    depth = sys.getrecursionlimit()
    sys.setrecursionlimit(300)
    try:
        with suppress(Unfinished):
            core(elements, Effort.of())
    finally:
        sys.setrecursionlimit(depth)


@pytest.mark.parametrize("error", [MemoryError(), RecursionError("deep"), ValueError("a long number")])
def test_a_solver_that_fails_leaves_the_question_open(monkeypatch, error):
    def fail(*_):
        raise error

    monkeypatch.setattr(solve, "_asked", fail)
    elements = [
        element("a", [Product("z", "x", "y"), Product("u", "z", "y")]),
        element("b", [linear([("z", 1), ("y", 1), ("u", -1)], 0, "=")]),
        element("c", [linear([("x", 1), ("y", 1), ("u", -1)], -1, "!=")]),
    ]
    with pytest.raises(Unfinished, match="the solver failed"):
        solve._by_solver(elements, Effort.of())
