"""The order in which constraints are looked at, so that what one takes from a quantity is passed on at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checker.relations.problem import Variable

FEW_TIED = 4
"""Quantities in a constraint up to which it is walked along."""


def walk(ties: Mapping[int, Iterable[Variable]]) -> list[int]:
    """Things that tie quantities, each after one that it shares a quantity with: along chains, whatever the order of
    their names. Those that tie many come last: they are worth a look once the others are done.
    """
    by_variable: dict[Variable, list[int]] = {}
    long: list[int] = []
    few: dict[int, tuple[Variable, ...]] = {}
    for name, variables in ties.items():
        few[name] = tuple(variables)
        if len(few[name]) > FEW_TIED:
            long.append(name)
            del few[name]
    for name in reversed(few):
        for variable in few[name]:
            by_variable.setdefault(variable, []).append(name)
    order: dict[int, None] = {}
    for start in few:
        path = [start]
        while path:
            name = path.pop()
            if name not in order:
                order[name] = None
                for variable in few[name]:
                    path += by_variable.pop(variable, ())
    return [*order, *long]
