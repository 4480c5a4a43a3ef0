"""Equations solved exactly, where the rest of what they speak of is pinned to numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from checker.model.interval import Interval
from checker.relations.problem import Constraint, Linear, Product, Variable

Row = tuple[dict[Variable, Fraction], Fraction]
"""Weights of quantities and a constant that together make zero."""


def eliminate(constraints: Iterable[Constraint], domains: Mapping[Variable, Interval]) -> dict[Variable, Fraction]:
    """The quantities that equations determine; a product counts where one of its factors is known.

    Source: Gauss-Jordan elimination in exact fractions. Nothing is checked against inequalities or other products: a
    caller must try the numbers.
    """
    known = {v: Fraction(domain.lo) for v, domain in domains.items() if domain.is_point and domain.lo is not None}
    solved: dict[Variable, Row] = {}
    for weights, constant in filter(None, (_row(constraint, known) for constraint in constraints)):
        row = _reduced((weights, constant), solved)
        pivot = min(row[0], default=None)
        if pivot is None:
            continue
        row = _divided(row, row[0][pivot])
        solved = {name: _reduced(other, {pivot: row}) for name, other in solved.items()}
        solved[pivot] = row
    return {name: -constant for name, (weights, constant) in solved.items() if set(weights) == {name}}


def _row(constraint: Constraint, known: Mapping[Variable, Fraction]) -> Row | None:
    """An equation of the quantities that are not known; `None` where the constraint is none."""
    if isinstance(constraint, Linear) and constraint.sense == "=":
        terms, constant = constraint.terms, Fraction(constraint.constant)
    elif isinstance(constraint, Product) and (constraint.left in known or constraint.right in known):
        known_first = constraint.left in known
        factor, other = (constraint.left, constraint.right) if known_first else (constraint.right, constraint.left)
        terms, constant = ((constraint.result, Fraction(1)), (other, -known[factor])), Fraction(0)
    else:
        return None
    weights: dict[Variable, Fraction] = {}
    for name, weight in terms:
        if name in known:
            constant += weight * known[name]
        else:
            weights[name] = weights.get(name, Fraction(0)) + weight
    return {name: weight for name, weight in weights.items() if weight}, constant


def _reduced(row: Row, solved: Mapping[Variable, Row]) -> Row:
    """A row without the quantities that other rows solve."""
    weights, constant = dict(row[0]), row[1]
    for name in [name for name in weights if name in solved]:
        weight = weights[name]
        for other, more in solved[name][0].items():
            weights[other] = weights.get(other, Fraction(0)) - weight * more
        constant -= weight * solved[name][1]
    return {name: weight for name, weight in weights.items() if weight}, constant


def _divided(row: Row, by: Fraction) -> Row:
    return {name: weight / by for name, weight in row[0].items()}, row[1] / by
