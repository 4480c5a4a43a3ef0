"""Numbers that meet many sums and orders at once, found by approach and then held against every constraint exactly.

Each constraint that is not met moves its quantities straight towards where it is; this is repeated, first for a point
with room on all sides. What comes near is rounded, equations are solved for one quantity each, and only numbers that
meet all constraints in exact arithmetic count. A search that fails proves nothing, but shows where it is tight.
Source: Agmon; Motzkin and Schoenberg, "The relaxation method for linear inequalities" (Canadian Journal of
Mathematics 6, 1954).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.model.interval import ALL, Interval, Number
from checker.relations.elimination import eliminate
from checker.relations.problem import Constraint, Linear, Product, Variable
from checker.relations.propagate import surely_holds

ROOMS = (0.05, 0.0)
"""How far inside a point is looked for, in units of the quantities: what has room stays met when it is rounded."""
MOST_LOOKS, MOST_ROUNDS = 20, 2
"""Times that all constraints are looked at for one such room, and those in between that are not met."""
FINENESS = (1, 16, 1 << 20)
"""Parts of one to which numbers are rounded; whole numbers first, which mostly are what was meant."""


@dataclass(frozen=True, slots=True)
class Approach:
    """Whether numbers were found that meet everything, and the constraints, by number, that were last in the way."""

    found: bool
    tight: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    terms: tuple[tuple[int, float], ...]
    constant: float
    size: float
    equation: bool
    nearly: float


def approach(
    constraints: Sequence[Constraint], domains: Mapping[Variable, Interval], spend: Callable[[int], None]
) -> Approach:
    """Looks for numbers within domains; `spend` gets the number of quantities looked at. Products are not tried."""
    if any(isinstance(c, Product) for c in constraints):
        return Approach(False)
    linears = [(n, c) for n, c in enumerate(constraints) if isinstance(c, Linear)]
    open_rows = [(n, c) for n, c in linears if c.sense in ("=", "!=") or not surely_holds(c, domains)]
    names = sorted({v for c in constraints for v in c.variables})
    tight: set[int] = set()
    try:
        places = {name: place for place, name in enumerate(names)}
        rows = [_row(n, c, places) for n, c in open_rows if c.sense != "!="]
        ranges = [_range(domains.get(name, ALL)) for name in names]
        at = [_middle(lo, hi) for lo, hi in ranges]
        for room in ROOMS:
            tight |= _approached(rows, at, ranges, room, spend)
            spend(len(FINENESS) * sum(len(c.terms) for _, c in open_rows))
            for parts in FINENESS:
                if _meets(
                    [c for _, c in open_rows], _rounded(dict(zip(names, at, strict=True)), domains, parts), domains
                ):
                    return Approach(True)
    except OverflowError:  # numbers beyond 10³⁰⁸
        pass
    return Approach(False, frozenset(tight))


def _approached(
    rows: Sequence[_Row],
    at: list[float],
    ranges: Sequence[tuple[float, float]],
    room: float,
    spend: Callable[[int], None],
) -> set[int]:
    """Moves to where all constraints are met with room to spare, if it gets there; those that were in the way."""
    tight: set[int] = set()
    for _ in range(MOST_LOOKS):
        spend(sum(len(row.terms) for row in rows))
        unmet = [row for row in rows if _moved(row, at, ranges, room)]
        if not unmet:
            break
        tight.update(row.number for row in unmet)
        near = [row for row in rows if row.number in tight]
        for _ in range(MOST_ROUNDS):
            spend(sum(len(row.terms) for row in near))
            if not [row for row in near if _moved(row, at, ranges, room)]:
                break
    return tight


def _row(number: int, constraint: Linear, places: Mapping[Variable, int]) -> _Row:
    terms = tuple((places[name], float(weight)) for name, weight in constraint.terms)
    size = sum(weight * weight for _, weight in terms)
    constant = float(constraint.constant)
    return _Row(number, terms, constant, size, constraint.sense == "=", 1e-9 * (1.0 + abs(constant)))


def _range(domain: Interval) -> tuple[float, float]:
    lo = -float("inf") if domain.lo is None else float(domain.lo)
    hi = float("inf") if domain.hi is None else float(domain.hi)
    return lo, hi


def _middle(lo: float, hi: float) -> float:
    if lo == -float("inf"):
        return 0.0 if hi == float("inf") else hi - 1.0
    return lo + 1.0 if hi == float("inf") else (lo + hi) / 2


def _moved(row: _Row, at: list[float], ranges: Sequence[tuple[float, float]], room: float) -> bool:
    """Whether a constraint is not met with room to spare; then its quantities move towards that."""
    over = row.constant
    for place, weight in row.terms:
        over += weight * at[place]
    if not row.equation:
        over += room * row.size**0.5
    if (abs(over) if row.equation else over) <= row.nearly or not row.size:
        return False
    for place, weight in row.terms:
        lo, hi = ranges[place]
        at[place] = min(max(at[place] - over * weight / row.size, lo), hi)
    return True


def _rounded(at: Mapping[Variable, float], domains: Mapping[Variable, Interval], parts: int) -> dict[Variable, Number]:
    """The numbers in whole parts of one, within what is left of each quantity."""
    numbers: dict[Variable, Number] = {}
    for name, number in at.items():
        domain, near = domains.get(name, ALL), Fraction(round(number * parts), parts)
        if near not in domain:
            near = _inside(domain)
        numbers[name] = near
    return numbers


def _inside(domain: Interval) -> Number:
    """The middle of what is left, or a number near its only end."""
    if domain.lo is not None and domain.hi is not None:
        return domain.lo if domain.is_point else (Fraction(domain.lo) + domain.hi) / 2
    return domain.lo + 1 if domain.lo is not None else 0 if domain.hi is None else domain.hi - 1


def _meets(rows: Iterable[Linear], numbers: dict[Variable, Number], domains: Mapping[Variable, Interval]) -> bool:
    """Whether numbers meet everything once each equation is solved for a quantity of its own."""
    rows = list(rows)
    equations = [row for row in rows if row.sense == "="]
    if equations:
        free: dict[Variable, None] = {}
        for row in equations:
            options = [v for v, _ in row.terms if v not in free and not domains.get(v, ALL).is_point]
            if options:
                free[max(options, key=lambda name: (":" in name, _width(domains.get(name, ALL)), name))] = None
        pinned = {name: Interval(number, number) for name, number in numbers.items() if name not in free}
        numbers = {**numbers, **eliminate(equations, pinned)}
        if not all(numbers[name] in domains.get(name, ALL) for name in free):
            return False
    return all(_holds(row, numbers) for row in rows)


def _width(domain: Interval) -> float:
    return float("inf") if domain.width is None else float(domain.width)


def _holds(row: Linear, numbers: Mapping[Variable, Number]) -> bool:
    total = row.constant + sum(weight * numbers[name] for name, weight in row.terms)
    return {"<=": total <= 0, "<": total < 0, "=": total == 0, "!=": total != 0}[row.sense]
