"""Equations between whole numbers that the common divisor of their weights rules out: 2·x + 4·y is never 7."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from math import gcd, lcm

from checker.model.interval import ALL, Interval, Number
from checker.relations.problem import Linear, Variable

Parts = tuple[list[Variable], list[Variable]]
"""The quantities of an equation that are pinned to a number, and those that have to be whole."""


def no_whole_numbers(
    equation: Linear, domains: Mapping[Variable, Interval], whole: Collection[Variable]
) -> Parts | None:
    """What leaves an equation without whole numbers; `None` where that is not so, or not seen.

    Whole quantities that are pinned are looked at as such only where the rest does not do: as little as may be stands
    behind a conflict.
    """
    ranges = {name: domains.get(name, ALL) for name, _ in equation.terms}
    at = {name: range_.lo for name, range_ in ranges.items() if range_.lo is not None and range_.is_point}
    if any(name not in whole and name not in at for name, _ in equation.terms):
        return None
    for pinned in ([name for name in at if name not in whole], list(at)):
        free = [(name, weight) for name, weight in equation.terms if name not in pinned]
        constant = equation.constant + sum(weight * at[name] for name, weight in equation.terms if name in pinned)
        if free and not _is_multiple(Fraction(constant), [weight for _, weight in free]):
            return pinned, [name for name, _ in free]
    return None


def _is_multiple(number: Fraction, weights: Sequence[Number]) -> bool:
    """Whether whole numbers with these weights come to a number."""
    unit = lcm(*(weight.denominator for weight in weights))
    divisor = reduce(gcd, (weight.numerator * (unit // weight.denominator) for weight in weights))
    return (number * unit / divisor).denominator == 1
