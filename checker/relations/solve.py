"""Can a set of elements hold together? The cheapest method that decides is asked first.

Narrowing decides most; a graph decides orders and durations; z3 only what is tied in circles by sums or products.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product

from checker.model.interval import ALL, Interval, point
from checker.relations.difference import edges, negative_circle
from checker.relations.elimination import eliminate
from checker.relations.problem import Bound, Constraint, Element, Linear, Unfinished
from checker.relations.propagate import Narrowed, is_tree, propagate

GUESSES, FEW_ROWS = 16, 60
"""Numbers tried, and constraints up to which it is tried, before the solver is loaded: a try takes about a
millisecond, loading and asking the solver 100.
"""
STEPS = 300_000
"""Constraints that may be looked at for one component: five to ten seconds of work."""
SOLVER_STEPS, SOLVER_LIMIT = 1_000, 20_000_000
"""What a call of the solver counts for, and its own limit in units of its resource counter: some seconds of work."""
MOST_READINGS = 64
"""Combinations of readings that are tried one by one; more than that go to the solver."""


@dataclass(slots=True)
class Effort:
    """How much reasoning may cost, and which methods were needed.

    `steps` counts constraints looked at and is the limit that is met first, the same on every machine; `deadline` (a
    `time.monotonic` reading) is there for a machine so slow that nobody would wait. `answers` keeps what came out: the
    search for conflicts and that for repairs ask about many sets twice.
    """

    deadline: float
    steps: int
    methods: Counter[str] = field(default_factory=Counter)
    answers: dict[frozenset[Element], frozenset[str] | None] = field(default_factory=dict)

    @classmethod
    def of(cls, seconds: float, steps: int = STEPS) -> Effort:
        return cls(time.monotonic() + seconds, steps)

    def spend(self, method: str, constraints: int) -> None:
        self.methods[method] += 1
        self.charge(constraints)

    def charge(self, constraints: int) -> None:
        self.steps -= constraints
        if self.steps < 0:
            raise Unfinished("the limit of reasoning steps was reached")
        if time.monotonic() > self.deadline:
            raise Unfinished("the time limit was reached")

    def left(self) -> float:
        return max(0.0, self.deadline - time.monotonic())


def core(elements: Sequence[Element], effort: Effort) -> frozenset[str] | None:
    """Names of elements that cannot all hold (not always the fewest); `None` where all can.

    Raises `Unfinished` where the effort runs out.
    """
    asked = frozenset(elements)
    if asked not in effort.answers:
        effort.answers[asked] = _core(elements, effort)
    return effort.answers[asked]


def _core(elements: Sequence[Element], effort: Effort) -> frozenset[str] | None:
    choices = 1
    for element in elements:
        choices *= len(element.alternatives)
    if choices > MOST_READINGS:
        return _by_solver(elements, effort)
    names: set[str] = set()
    for chosen in product(*(element.alternatives for element in elements)):
        rows = [(e.name, c) for e, constraints in zip(elements, chosen, strict=True) for c in constraints]
        part = _one_reading(rows, effort)
        if part is None:
            return None
        names |= part
    return frozenset(names)


def _one_reading(rows: list[tuple[str, Constraint]], effort: Effort) -> frozenset[str] | None:
    effort.spend("narrowing", len(rows))
    narrowed = propagate(rows)
    if narrowed.conflict is not None:
        return narrowed.conflict
    if narrowed.settled and is_tree((constraint for _, constraint in rows), narrowed.domains):
        return None
    if len(rows) <= FEW_ROWS:
        effort.spend("witness", len(rows) * GUESSES // 4)
        if _witness(rows, narrowed, GUESSES) is True:
            return None
    graph = edges(rows)
    if graph is not None:
        effort.spend("graph", len(rows))
        return negative_circle(graph, effort.charge)
    named = [Element(f"{index}", ((constraint,),), True, "") for index, (_, constraint) in enumerate(rows)]
    conflict = _by_solver(named, effort)
    return None if conflict is None else frozenset(rows[int(index)][0] for index in conflict)


def _witness(rows: list[tuple[str, Constraint]], narrowed: Narrowed, guesses: int) -> bool | int:
    """True where some choice of numbers, each tried in the middle of its range first, meets every constraint.

    Numbers that all constraints have accepted prove that all can hold; a failed search proves nothing, and returns the
    guesses that are left.
    """
    uses = Counter(v for _, c in rows for v in c.variables)
    domains = {v: narrowed.domains.get(v, ALL) for v in uses}
    # ranges with two ends first: once they are pinned, what is left open often follows from the equations; then what
    # occurs most often: once it is pinned, circles through it are open
    order = sorted(uses, key=lambda name: (domains[name].width is None, ":" in name, -uses[name], name))
    open_ones = [v for v in order if not domains[v].is_point]
    if not open_ones:
        return narrowed.settled or guesses
    if all(domains[v].width is None for v in open_ones) and (solved := eliminate((c for _, c in rows), domains)):
        pinned = [*rows, *(("guess", Bound(v, point(number))) for v, number in solved.items())]
        tried = propagate(pinned, narrowed, len(rows))
        return _witness(pinned, tried, guesses - 1) if tried.conflict is None else guesses - 1
    for number in _tries(narrowed.domains.get(open_ones[0], ALL)):
        if guesses <= 0:
            break
        pinned = [*rows, ("guess", Bound(open_ones[0], point(number)))]
        tried = propagate(pinned, narrowed, len(rows))
        guesses -= 1
        if tried.conflict is None:
            answer = _witness(pinned, tried, guesses)
            if answer is True:
                return True
            guesses = int(answer)
    return guesses


def _tries(domain: Interval) -> tuple[Fraction, ...]:
    """Numbers in a range that are worth trying."""
    if domain.lo is None or domain.hi is None:
        start = domain.lo if domain.lo is not None else None if domain.hi is None else domain.hi - 2
        return (Fraction(1) if start is None else Fraction(start) + 1,)
    lo, width = Fraction(domain.lo), Fraction(domain.hi) - Fraction(domain.lo)
    return (lo + width / 2, lo + width / 8, lo + width * 7 / 8)


def _by_solver(elements: Iterable[Element], effort: Effort) -> frozenset[str] | None:
    import z3

    effort.spend("solver", SOLVER_STEPS)
    solver = z3.Solver()
    solver.set("timeout", max(1, int(effort.left() * 1000)), "rlimit", SOLVER_LIMIT, "random_seed", 0)
    names: dict[str, str] = {}
    for index, element in enumerate(elements):
        choices = [z3.And([_formula(z3, c) for c in constraints]) for constraints in element.alternatives]
        label = f"e{index}"
        names[label] = element.name
        solver.assert_and_track(z3.Or(choices), label)
    answer = solver.check()
    if answer == z3.unknown:
        raise Unfinished(f"the solver gave up: {solver.reason_unknown()}")
    return None if answer == z3.sat else frozenset(names[str(label)] for label in solver.unsat_core())


def _formula(z3, constraint: Constraint):
    def number(value: Fraction | int):
        exact = Fraction(value)
        return z3.Q(exact.numerator, exact.denominator)

    if isinstance(constraint, Bound):
        x, interval, parts = z3.Real(constraint.variable), constraint.interval, []
        if interval.lo is not None:
            parts.append(x > number(interval.lo) if interval.lo_open else x >= number(interval.lo))
        if interval.hi is not None:
            parts.append(x < number(interval.hi) if interval.hi_open else x <= number(interval.hi))
        return z3.And(parts)
    if isinstance(constraint, Linear):
        total = z3.Sum([number(weight) * z3.Real(variable) for variable, weight in constraint.terms])
        left = total + number(constraint.constant)
        return {"<=": left <= 0, "<": left < 0, "=": left == 0, "!=": left != 0}[constraint.sense]
    return z3.Real(constraint.result) == z3.Real(constraint.left) * z3.Real(constraint.right)
