"""Interval propagation: what the constraints leave of each quantity, and which elements that rests on.

Each constraint narrows its quantities to what the others allow, in exact arithmetic, until nothing changes. An empty
rest is a proof of conflict with its supporting elements; where the constraints form a tree, a rest that is not empty
is a proof that all can hold.
Source: bounds consistency on interval constraints (Davis, Artificial Intelligence 32, 1987).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from checker.model.interval import ALL, Interval, Number
from checker.relations.problem import Bound, Constraint, Linear, Product, Variable

MOST_CHANGES = 20
"""Times that one quantity may be narrowed: constraints in a circle can creep for ever (x < y and y < x)."""

MOST_BITS = 8_192
"""Size up to which exact numbers are narrowed with: products of products double their digits at every step, and a
literal has at most a thousand digits (3,322 bits).
"""


@dataclass(slots=True)
class Narrowed:
    """What is left of each quantity, the elements that each end rests on, and whether nothing would change further.

    `conflict` holds the elements that leave nothing for some quantity.
    """

    domains: dict[Variable, Interval] = field(default_factory=dict)
    reasons: dict[Variable, frozenset[str]] = field(default_factory=dict)
    conflict: frozenset[str] | None = None
    settled: bool = True


class _Empty(Exception):
    def __init__(self, reasons: frozenset[str]) -> None:
        super().__init__()
        self.reasons = reasons


def propagate(constraints: Iterable[tuple[str, Constraint]], known: Narrowed | None = None, first: int = 0) -> Narrowed:
    """Narrow all quantities by constraints, each given with the name of its element.

    `known` is what the constraints before number `first` left: only what the others change is looked at again.
    """
    rows = list(constraints)
    state = Narrowed(dict(known.domains), dict(known.reasons)) if known else Narrowed()
    watching: dict[Variable, list[int]] = {}
    for row, (_, constraint) in enumerate(rows):
        for variable in constraint.variables:
            watching.setdefault(variable, []).append(row)
    changes: dict[Variable, int] = {}
    queue = deque(range(first if known and known.settled else 0, len(rows)))
    waiting = set(queue)
    try:
        while queue:
            row = queue.popleft()
            waiting.discard(row)
            name, constraint = rows[row]
            for variable in _narrow(name, constraint, state):
                changes[variable] = changes.get(variable, 0) + 1
                if changes[variable] > MOST_CHANGES:
                    state.settled = False
                    continue
                fresh = [other for other in watching[variable] if other not in waiting]
                queue += fresh
                waiting.update(fresh)
    except _Empty as empty:
        state.conflict = empty.reasons
    return state


def _narrow(name: str, constraint: Constraint, state: Narrowed) -> list[Variable]:
    if isinstance(constraint, Bound):
        return _keep(constraint.variable, constraint.interval, frozenset({name}), state)
    if isinstance(constraint, Linear):
        return _narrow_linear(name, constraint, state)
    return _narrow_product(name, constraint, state)


def _keep(variable: Variable, allowed: Interval, reasons: frozenset[str], state: Narrowed) -> list[Variable]:
    now = state.domains.get(variable, ALL)
    if allowed.covers(now):
        return []
    known = state.reasons.get(variable, frozenset())
    rest = now.intersection(allowed)
    if rest is None:
        raise _Empty(known | reasons)
    if _unwieldy(rest):
        state.settled = False
        return []
    state.domains[variable] = rest
    state.reasons[variable] = reasons if now.covers(allowed) else known | reasons
    return [variable]


def _unwieldy(interval: Interval) -> bool:
    ends = (end for end in (interval.lo, interval.hi) if end is not None)
    return any(max(end.numerator.bit_length(), end.denominator.bit_length()) > MOST_BITS for end in ends)


def _narrow_linear(name: str, constraint: Linear, state: Narrowed) -> list[Variable]:
    if not constraint.terms:
        if not _holds(constraint.constant, constraint.sense):
            raise _Empty(frozenset({name}))
        return []
    if constraint.sense == "!=":
        return _exclude(name, constraint, state)
    changed: list[Variable] = []
    for variable, weight in constraint.terms:
        rest = Interval(constraint.constant, constraint.constant)
        reasons = {name}
        for other, other_weight in constraint.terms:
            if other != variable:
                rest = rest.plus(scale(state.domains.get(other, ALL), other_weight))
                reasons |= state.reasons.get(other, frozenset())
        # weight·x + rest (sense) 0  →  weight·x lies in −rest (equality) or below −rest's upper end
        target = scale(rest, -1)
        if constraint.sense != "=":
            target = Interval(
                None, target.hi, False, target.hi is not None and (target.hi_open or constraint.sense == "<")
            )
        changed += _keep(variable, scale(target, Fraction(1) / weight), frozenset(reasons), state)
    return changed


def _exclude(name: str, constraint: Linear, state: Narrowed) -> list[Variable]:
    """`!=` only bites where everything in it is pinned to one number."""
    total = constraint.constant
    reasons = {name}
    for variable, weight in constraint.terms:
        domain = state.domains.get(variable, ALL)
        if not domain.is_point:
            return []
        total += weight * domain.lo  # type: ignore[operator]  # a point has both ends
        reasons |= state.reasons.get(variable, frozenset())
    if total == 0:
        raise _Empty(frozenset(reasons))
    return []


def _narrow_product(name: str, constraint: Product, state: Narrowed) -> list[Variable]:
    left, right = state.domains.get(constraint.left, ALL), state.domains.get(constraint.right, ALL)
    result = state.domains.get(constraint.result, ALL)
    why = {v: state.reasons.get(v, frozenset()) for v in constraint.variables}
    own = frozenset({name})
    changed = _keep(constraint.result, multiply(left, right), own | why[constraint.left] | why[constraint.right], state)
    for factor, other in ((constraint.left, constraint.right), (constraint.right, constraint.left)):
        divisor = state.domains.get(other, ALL)
        result = state.domains.get(constraint.result, ALL)
        if 0 not in divisor and constraint.left != constraint.right:
            quotient = multiply(result, invert(divisor))
            reasons = own | state.reasons.get(constraint.result, frozenset()) | state.reasons.get(other, frozenset())
            changed += _keep(factor, quotient, reasons, state)
    return changed


def _holds(number: Number, sense: str) -> bool:
    return {"<=": number <= 0, "<": number < 0, "=": number == 0, "!=": number != 0}[sense]


def scale(a: Interval, factor: Number) -> Interval:
    """Each number times a factor other than 0; a negative one turns the interval round."""
    if factor == 1:
        return a
    if factor == -1:  # orders and sums need no other: whole numbers stay whole, which is many times faster
        return a.mirrored()
    if factor > 0:
        return a.map(factor)
    lo = None if a.hi is None else a.hi * factor
    hi = None if a.lo is None else a.lo * factor
    return Interval(lo, hi, a.hi_open, a.lo_open)


def invert(a: Interval) -> Interval:
    """One divided by each number of an interval that does not hold 0."""
    if a.lo is not None and a.lo >= 0:
        hi, hi_open = (None, False) if a.lo == 0 else (Fraction(1) / a.lo, a.lo_open)
        return Interval(Fraction(0) if a.hi is None else Fraction(1) / a.hi, hi, a.hi is None or a.hi_open, hi_open)
    return scale(invert(scale(a, -1)), -1)


def multiply(a: Interval, b: Interval) -> Interval:
    """The products of all numbers of two intervals (their hull, which is exact: a product is continuous)."""
    if a == Interval(0, 0) or b == Interval(0, 0):
        return Interval(Fraction(0), Fraction(0))
    corners = [_corner(x, y) for x in _ends(a) for y in _ends(b)]
    lo = min(corners, key=lambda corner: (corner[0], corner[1]))
    hi = max(corners, key=lambda corner: (corner[0], not corner[1]))
    low = None if lo[0] == -_INFINITE else lo[0]
    high = None if hi[0] == _INFINITE else hi[0]
    # 0 is reached from inside wherever one side holds it, whatever the corner says
    lo_open = low is not None and lo[1] and not (low == 0 and (0 in a or 0 in b))
    hi_open = high is not None and hi[1] and not (high == 0 and (0 in a or 0 in b))
    return Interval(low, high, lo_open, hi_open)


_INFINITE = float("inf")
"""Only ever compared with exact numbers and never calculated with: Python compares a Fraction and infinity exactly."""


def _ends(a: Interval) -> tuple[tuple, tuple]:
    low = (-_INFINITE, True) if a.lo is None else (Fraction(a.lo), a.lo_open)
    high = (_INFINITE, True) if a.hi is None else (Fraction(a.hi), a.hi_open)
    return low, high


def _corner(x: tuple, y: tuple) -> tuple:
    """The product of two ends and whether it is left out; an end at 0 makes 0 whatever the other is."""
    if x[0] == 0 or y[0] == 0:
        zero = x if x[0] == 0 else y
        other = y if x[0] == 0 else x
        return Fraction(0), zero[1] and not (other[0] == 0 and not other[1])
    if abs(x[0]) == _INFINITE or abs(y[0]) == _INFINITE:
        return (_INFINITE if (x[0] > 0) == (y[0] > 0) else -_INFINITE), True
    return x[0] * y[0], x[1] or y[1]


def is_tree(constraints: Iterable[Constraint], domains: Mapping[Variable, Interval]) -> bool:
    """No two constraints are tied to one another in more than one way, so that narrowing decides exactly.

    A `!=` and a product whose factors may be 0 leave rests with holes: those are never decided here.
    """
    parent: dict[object, object] = {}

    def root(node: object) -> object:
        parent.setdefault(node, node)
        while parent[node] != node:
            node = parent[node]
        return node

    for index, constraint in enumerate(constraints):
        if isinstance(constraint, Bound):
            continue
        if isinstance(constraint, Linear) and constraint.sense == "!=":
            return False
        if isinstance(constraint, Product) and any(
            0 in domains.get(factor, ALL) for factor in (constraint.left, constraint.right)
        ):
            return False
        for variable in constraint.variables:
            root_a, root_b = root(("constraint", index)), root(("variable", variable))
            if root_a == root_b:
                return False
            parent[root_a] = root_b
    return True
