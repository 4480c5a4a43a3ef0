"""Interval propagation: what the constraints leave of each quantity, and which elements that rests on.

Each constraint narrows its quantities to what the others allow, in exact arithmetic, until nothing changes. An empty
rest is a proof of conflict with its supporting elements; where the constraints form a tree, a rest that is not empty
is a proof that all can hold, but for what has to be whole: its ends are whole, and no sum lacks a common divisor.
Source: bounds consistency on interval constraints (Davis, Artificial Intelligence 32, 1987).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import ceil, floor

from checker.model.interval import ALL, Interval, Number
from checker.relations.divisor import no_whole_numbers
from checker.relations.multiply import invert, multiply
from checker.relations.problem import Bound, Constraint, Linear, Product, Variable, plain
from checker.relations.walk import walk

MOST_SWEEPS, FINE_SWEEPS, LEAST_PART = 6, 3, 16
"""Times that the constraints are gone through, to and fro: a chain of any length needs two, while constraints in a
circle can creep for ever (x < y and y < x). After some, only what takes at least a 16th of a range is worth its cost.
"""

MOST_BITS = 8_192
"""Size up to which exact numbers are narrowed with: products of products double their digits at every step, and a
literal has at most a thousand digits (3,322 bits).
"""

Reason = tuple[str, Sequence["Reason | None"], int]
"""Why an end lies where it does: the element whose constraint put it there, the reasons of the ends that this was
worked out from, and which of these had no part in it (-1: all had). The names behind it are gathered when they are
asked for: a chain of n constraints has n² of them in all, and a sum of n quantities too.
"""
_NONE = -1


@dataclass(slots=True)
class Narrowed:
    """What is left of each quantity, why each end lies there, and whether nothing would change further.

    `conflict` holds the elements that leave nothing for some quantity. `coarse`: small steps are not taken any more.
    `whole` are the quantities that have to be whole numbers, each with the element that says so.
    """

    domains: dict[Variable, Interval] = field(default_factory=dict)
    why: dict[Variable, tuple[Reason | None, Reason | None]] = field(default_factory=dict)
    whole: dict[Variable, str] = field(default_factory=dict)
    conflict: frozenset[str] | None = None
    settled: bool = True
    coarse: bool = False

    def reasons(self, variable: Variable) -> frozenset[str]:
        """The elements that both ends of a quantity rest on."""
        return names_behind(self.why.get(variable, ()))


class _Empty(Exception):
    def __init__(self, *ends: Reason | None) -> None:
        super().__init__()
        self.reasons = names_behind(ends)


def names_behind(ends: Iterable[Reason | None]) -> frozenset[str]:
    """The names of the elements that ends rest on, directly or through others."""
    found: set[str] = set()
    left_out: dict[int, int] = {}
    waiting = [reason for reason in ends if reason]
    while waiting:
        name, premises, without = waiting.pop()
        found.add(name)
        before = left_out.get(id(premises))
        if before is None:
            left_out[id(premises)] = without
            waiting += [reason for index, reason in enumerate(premises) if reason and index != without]
        elif before not in (_NONE, without):
            left_out[id(premises)] = _NONE
            if reason := premises[before]:
                waiting.append(reason)
    return frozenset(found)


def propagate(
    constraints: Iterable[tuple[str, Constraint]],
    known: Narrowed | None = None,
    first: int = 0,
    spend: Callable[[int], None] = lambda _: None,
) -> Narrowed:
    """Narrow all quantities by constraints, each given with the name of its element.

    `known` is what the constraints before number `first` left: only what the others change is looked at again. `spend`
    gets the number of quantities that each look at a constraint concerns, and may end the narrowing by raising.
    """
    rows = list(constraints)
    state = Narrowed(dict(known.domains), dict(known.why), dict(known.whole)) if known else Narrowed()
    first = first if known and known.settled else 0
    try:
        changed = [
            constraint.variable
            for name, constraint in rows[first:]
            if isinstance(constraint, Bound) and _bind(name, constraint, state)
        ]
        spend(len(rows) - first)
        tied = {row: c.variables for row, (_, c) in enumerate(rows) if not isinstance(c, Bound)}
        ties = walk(tied)
        watching: dict[Variable, list[int]] = {}
        for position, row in enumerate(ties):
            for variable in tied[row]:
                watching.setdefault(variable, []).append(position)
        waiting = {position for position, row in enumerate(ties) if row >= first}
        waiting.update(position for variable in changed for position in watching.get(variable, ()))
        _sweep([(*rows[row], len(tied[row])) for row in ties], waiting, watching, state, spend)
    except _Empty as empty:
        state.conflict = empty.reasons
    return state


def _sweep(
    ties: Sequence[tuple[str, Constraint, int]],
    waiting: set[int],
    watching: Mapping[Variable, Sequence[int]],
    state: Narrowed,
    spend: Callable[[int], None],
) -> None:
    """Look at the waiting constraints in their order, then at those woken by that in the opposite order, and so on."""
    direction = 1
    for sweep in range(MOST_SWEEPS):
        if not waiting:
            return
        state.coarse = sweep >= FINE_SWEEPS
        ahead, later = [direction * position for position in waiting], set()
        heapify(ahead)
        while ahead:
            position = direction * heappop(ahead)
            waiting.discard(position)
            name, constraint, quantities = ties[position]
            spend(quantities)
            for variable in _narrow(name, constraint, state):
                for other in watching[variable]:
                    if other in waiting or other in later:
                        continue
                    if direction * (other - position) > 0:
                        waiting.add(other)
                        heappush(ahead, direction * other)
                    elif other != position or isinstance(constraint, Product):  # a sum is done with in one look
                        later.add(other)
        waiting, direction = later, -direction
    state.settled = state.settled and not waiting


def _narrow(name: str, constraint: Constraint, state: Narrowed) -> list[Variable]:
    if isinstance(constraint, Linear):
        return _narrow_linear(name, constraint, state)
    if isinstance(constraint, Product):
        return _narrow_product(name, constraint, state)
    return []


def _bind(name: str, bound: Bound, state: Narrowed) -> bool:
    """Whether what is said of one quantity takes something from it."""
    if not bound.whole:
        return _keep(bound.variable, bound.interval, (name, (), _NONE), state)
    variable, now = bound.variable, state.domains.get(bound.variable, ALL)
    below, above = state.why.get(variable, (None, None))
    state.whole[variable] = name
    lower = now.lo is not None and _cut_below(variable, now.lo, now.lo_open, below, state)
    upper = now.hi is not None and _cut_above(variable, now.hi, now.hi_open, above, state)
    return _keep(variable, bound.interval, (name, (), _NONE), state) or lower or upper


def _keep(variable: Variable, allowed: Interval, reason: Reason, state: Narrowed) -> bool:
    """Whether an interval takes something from a quantity."""
    lower = allowed.lo is not None and _cut_below(variable, allowed.lo, allowed.lo_open, reason, state)
    upper = allowed.hi is not None and _cut_above(variable, allowed.hi, allowed.hi_open, reason, state)
    return lower or upper


def _cut_below(variable: Variable, lo: Number, lo_open: bool, reason: Reason | None, state: Narrowed) -> bool:
    if variable in state.whole and (lo_open or lo.denominator != 1):
        lo, lo_open, reason = floor(lo) + 1, False, (state.whole[variable], (reason,), _NONE)
    now = state.domains.get(variable, ALL)
    if now.lo is not None and (lo < now.lo or (lo == now.lo and (now.lo_open or not lo_open))):
        return False
    above = state.why.get(variable, (None, None))[1]
    if now.hi is not None and (now.hi < lo or (lo == now.hi and (lo_open or now.hi_open))):
        raise _Empty(reason, above)
    if _unwieldy(lo) or (state.coarse and _is_small(lo - now.lo if now.lo is not None else None, now)):
        state.settled = False
        return False
    state.domains[variable] = Interval(lo, now.hi, lo_open, now.hi_open)
    state.why[variable] = (reason, above)
    return True


def _cut_above(variable: Variable, hi: Number, hi_open: bool, reason: Reason | None, state: Narrowed) -> bool:
    if variable in state.whole and (hi_open or hi.denominator != 1):
        hi, hi_open, reason = ceil(hi) - 1, False, (state.whole[variable], (reason,), _NONE)
    now = state.domains.get(variable, ALL)
    if now.hi is not None and (now.hi < hi or (hi == now.hi and (now.hi_open or not hi_open))):
        return False
    below = state.why.get(variable, (None, None))[0]
    if now.lo is not None and (hi < now.lo or (hi == now.lo and (hi_open or now.lo_open))):
        raise _Empty(below, reason)
    if _unwieldy(hi) or (state.coarse and _is_small(now.hi - hi if now.hi is not None else None, now)):
        state.settled = False
        return False
    state.domains[variable] = Interval(now.lo, hi, now.lo_open, hi_open)
    state.why[variable] = (below, reason)
    return True


def _is_small(step: Number | None, domain: Interval) -> bool:
    """Whether a step takes little of a range with two ends."""
    return step is not None and domain.width is not None and step * LEAST_PART < domain.width


def _unwieldy(end: Number) -> bool:
    return max(end.numerator.bit_length(), end.denominator.bit_length()) > MOST_BITS


@dataclass(slots=True)
class _Total:
    """The least sum of the terms of a row: of each its end (`None`: unbounded), whether that is left out, and why."""

    number: Number
    ends: list[tuple[Number | None, bool]] = field(default_factory=list)
    reasons: list[Reason | None] = field(default_factory=list)
    unbounded: int = 0
    left_out: int = 0

    def add(self, end: Number | None, left_out: bool, weight: Number, reason: Reason | None) -> None:
        if end is None:
            self.unbounded += 1
        else:
            end = end if weight == 1 else -end if weight == -1 else end * weight
            self.number += end
            self.left_out += left_out
        self.ends.append((end, left_out))
        self.reasons.append(reason)

    def without(self, index: int) -> tuple[Number, bool] | None:
        """The least sum of all other terms, and whether it is left out; `None` where there is none."""
        end, left_out = self.ends[index]
        if end is None:
            return (self.number, self.left_out > 0) if self.unbounded == 1 else None
        return (self.number - end, self.left_out > left_out) if not self.unbounded else None


def _narrow_linear(name: str, constraint: Linear, state: Narrowed) -> list[Variable]:
    """Each term is at most what the least sum of the others leaves of 0; in an equation that holds for its negative
    too. One look is all: what it takes from one term leaves the others where they are.
    """
    if not constraint.terms:
        if not _holds(constraint.constant, constraint.sense):
            raise _Empty((name, (), _NONE))
        return []
    if constraint.sense == "!=":
        return _exclude(name, constraint, state)
    if constraint.sense == "=" and state.whole:
        if found := no_whole_numbers(constraint, state.domains, state.whole):
            ends = [reason for variable in found[0] for reason in state.why[variable]]
            raise _Empty((name, (), _NONE), *ends, *((state.whole[variable], (), _NONE) for variable in found[1]))
    changed: dict[Variable, None] = {}
    sides = (1, -1) if constraint.sense == "=" else (1,)
    totals = [_total(constraint, side, state) for side in sides]
    for side, total in zip(sides, totals, strict=True):
        if total.unbounded > 1:
            continue
        for index, (variable, weight) in enumerate(constraint.terms):
            rest = total.without(index)
            if rest is None:
                continue
            end = _over(-rest[0], side * weight)
            left_out = rest[1] or constraint.sense == "<"
            cut = _cut_above if side * weight > 0 else _cut_below
            if cut(variable, end, left_out, (name, total.reasons, index), state):
                changed[variable] = None
    return list(changed)


def _total(constraint: Linear, side: int, state: Narrowed) -> _Total:
    total = _Total(side * constraint.constant)
    for variable, weight in constraint.terms:
        domain = state.domains.get(variable, ALL)
        below, above = state.why.get(variable, (None, None))
        if side * weight > 0:
            total.add(domain.lo, domain.lo_open, side * weight, below)
        else:
            total.add(domain.hi, domain.hi_open, side * weight, above)
    return total


def _over(number: Number, weight: Number) -> Number:
    """A number divided by a weight, which is mostly 1 or -1: whole numbers stay whole, which is many times faster."""
    return plain(number * weight if weight in (1, -1) else Fraction(number) / weight)


def _exclude(name: str, constraint: Linear, state: Narrowed) -> list[Variable]:
    """`!=` only bites where everything in it is pinned to one number."""
    total = constraint.constant
    ends: list[Reason | None] = [(name, (), _NONE)]
    for variable, weight in constraint.terms:
        domain = state.domains.get(variable, ALL)
        if not domain.is_point:
            return []
        total += weight * domain.lo  # type: ignore[operator]  # a point has both ends
        ends += state.why.get(variable, ())
    if total == 0:
        raise _Empty(*ends)
    return []


def _narrow_product(name: str, constraint: Product, state: Narrowed) -> list[Variable]:
    def behind(*variables: Variable) -> Reason:
        return name, tuple(end for variable in variables for end in state.why.get(variable, ())), _NONE

    left, right = state.domains.get(constraint.left, ALL), state.domains.get(constraint.right, ALL)
    changed: list[Variable] = []
    if _keep(constraint.result, multiply(left, right), behind(constraint.left, constraint.right), state):
        changed.append(constraint.result)
    if constraint.left == constraint.right:
        return changed
    for factor, other in ((constraint.left, constraint.right), (constraint.right, constraint.left)):
        divisor = state.domains.get(other, ALL)
        if 0 not in divisor:
            quotient = multiply(state.domains.get(constraint.result, ALL), invert(divisor))
            if _keep(factor, quotient, behind(constraint.result, other), state):
                changed.append(factor)
    return changed


def _holds(number: Number, sense: str) -> bool:
    return {"<=": number <= 0, "<": number < 0, "=": number == 0, "!=": number != 0}[sense]


def is_tree(constraints: Iterable[Constraint], domains: Mapping[Variable, Interval]) -> bool:
    """No two constraints are tied to one another in more than one way, so that narrowing decides exactly.

    What is pinned to a number ties nothing, and so does an inequality that the rest can no longer break. A `!=` and a
    product of two open factors that may be 0 leave rests with holes: those are never decided here.
    """
    parent: dict[object, object] = {}

    def root(node: object) -> object:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for index, constraint in enumerate(constraints):
        if isinstance(constraint, Bound):
            continue
        if isinstance(constraint, Product):
            factors = [domains.get(factor, ALL) for factor in (constraint.left, constraint.right)]
            if any(0 in factor for factor in factors) and not any(factor.is_point for factor in factors):
                return False
        elif constraint.sense == "!=":
            return False
        elif constraint.sense != "=" and surely_holds(constraint, domains):
            continue
        for variable in constraint.variables:
            if domains.get(variable, ALL).is_point:
                continue
            root_a, root_b = root(("constraint", index)), root(("variable", variable))
            if root_a == root_b:
                return False
            parent[root_a] = root_b
    return True


def surely_holds(constraint: Linear, domains: Mapping[Variable, Interval]) -> bool:
    """An inequality that holds whatever is chosen of what is left of its quantities."""
    total, left_out = constraint.constant, False
    for variable, weight in constraint.terms:
        domain = domains.get(variable, ALL)
        end, opened = (domain.hi, domain.hi_open) if weight > 0 else (domain.lo, domain.lo_open)
        if end is None:
            return False
        total, left_out = total + end * weight, left_out or opened
    return total < 0 or (total == 0 and (left_out or constraint.sense == "<="))
