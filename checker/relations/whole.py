"""Whole numbers within what is left of quantities: what equations determine has to be one, and else range after range
is halved, until one fits or all have failed.

Why: three parts that are equal and whole do not make 100, though no sum by itself shows it. What takes too many steps
is taken to hold: a conflict is told only where nothing is left.
Source: branch and bound (Land and Doig, Econometrica 28, 1960).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from checker.model.interval import ALL, Interval
from checker.relations.difference import is_order
from checker.relations.elimination import eliminate
from checker.relations.problem import Bound, Constraint, Linear, Variable
from checker.relations.propagate import Narrowed, is_tree, propagate

FEW_ROWS = 60
"""Constraints up to which equations are solved."""
MOST_HALVES = 256
"""Halves of ranges that are looked at in one question."""


class _Left(Exception):
    """Too many halves, or too much work."""


def has_whole(constraints: Iterable[Constraint]) -> bool:
    return any(isinstance(constraint, Bound) and constraint.whole for constraint in constraints)


def whole_conflict(
    rows: list[tuple[str, Constraint]], known: Narrowed | None, spend: Callable[[int], bool]
) -> frozenset[str] | None:
    """Elements that leave no whole numbers where there have to be some; `None` where that is not shown.

    `known` is what narrowing by all rows left, where that was done. `spend` takes the steps of each look, and says
    whether there are more.
    """
    if not has_whole(constraint for _, constraint in rows):
        return None
    left = MOST_HALVES

    def look(steps: int) -> None:
        if not spend(steps):
            raise _Left

    def halves(rows: list[tuple[str, Constraint]], state: Narrowed, depth: int) -> frozenset[str] | None:
        nonlocal left
        if state.conflict is not None:
            return state.conflict
        variable = _narrowest(state)
        if variable is None:
            return None
        domain, guess, against = state.domains[variable], f"half {depth}", frozenset[str]()
        middle = (domain.lo + domain.hi) // 2  # type: ignore[operator]  # both ends are there
        for half in (Interval(domain.lo, middle), Interval(middle + 1, domain.hi)):
            left -= 1
            if left < 0:
                raise _Left
            more = [*rows, (guess, Bound(variable, half))]
            conflict = halves(more, propagate(more, state, len(rows), look), depth + 1)
            if conflict is None or guess not in conflict:
                return conflict
            against |= conflict - {guess}
        return against | {state.whole[variable]}

    try:
        narrowed = known or propagate(rows, spend=look)
        if narrowed.conflict is not None or _surely_whole(rows, narrowed):
            return narrowed.conflict
        if len(rows) <= FEW_ROWS and _determined(rows, narrowed):
            return frozenset(name for name, _ in rows)
        return halves(rows, narrowed, 0)
    except _Left:
        return None


def _determined(rows: Iterable[tuple[str, Constraint]], known: Narrowed) -> bool:
    """Equations leave a whole quantity nothing but a fraction."""
    solved = eliminate((constraint for _, constraint in rows), known.domains)
    return any(name in known.whole and number.denominator != 1 for name, number in solved.items())


def _surely_whole(rows: Iterable[tuple[str, Constraint]], known: Narrowed) -> bool:
    """Where numbers fit, whole ones do: whole quantities are added and taken away once each, and tied in no circles but
    those of orders.

    Source: their weights make a totally unimodular matrix (Hoffman and Kruskal, 1956).
    """
    ties = [constraint for _, constraint in rows if not isinstance(constraint, Bound)]
    plain = all(
        isinstance(tie, Linear)
        and tie.sense != "!="
        and tie.constant.denominator == 1
        and all(name in known.whole and weight in (1, -1) for name, weight in tie.terms)
        for tie in ties
    )
    return plain and known.settled and (all(map(is_order, ties)) or is_tree(ties, known.domains))


def _narrowest(state: Narrowed) -> Variable | None:
    """Of the whole quantities that are not pinned, and have two ends, the one with the fewest numbers left."""
    widths = ((state.domains.get(name, ALL).width, name) for name in state.whole)
    return min(((width, name) for width, name in widths if width), default=(0, None))[1]
