"""Orders and durations: constraints between two quantities, decided on a graph.

A constraint x − y ≤ c is an edge; the constraints can all hold exactly where no circle of edges sums up to less than
zero, and such a circle is the explanation of a conflict.
Source: Bellman (1958), Ford (1956); strict constraints carry an infinitesimal, compared after the number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from checker.relations.problem import Bound, Constraint, Linear, Variable

ORIGIN: Variable = ""
Weight = tuple[Fraction, int]
Edge = tuple[Variable, Variable, Weight, str]


def edges(constraints: Iterable[tuple[str, Constraint]]) -> list[Edge] | None:
    """The constraints as edges (from y to x for x − y ≤ c); `None` where one is no such constraint."""
    graph: list[Edge] = []
    for name, constraint in constraints:
        if isinstance(constraint, Bound):
            interval = constraint.interval
            if interval.hi is not None:
                graph.append((ORIGIN, constraint.variable, (Fraction(interval.hi), -int(interval.hi_open)), name))
            if interval.lo is not None:
                graph.append((constraint.variable, ORIGIN, (Fraction(-interval.lo), -int(interval.lo_open)), name))
        elif isinstance(constraint, Linear) and constraint.sense != "!=" and (pair := _pair(constraint)):
            x, y, limit = pair
            graph.append((y, x, (limit, -int(constraint.sense == "<")), name))
            if constraint.sense == "=":
                graph.append((x, y, (-limit, 0), name))
        else:
            return None
    return graph


def _pair(constraint: Linear) -> tuple[Variable, Variable, Fraction] | None:
    """`x`, `y`, `c` of x − y ≤ c; `None` where the weights are not one and minus one of equal size."""
    if len(constraint.terms) > 2 or not constraint.terms:
        return None
    terms = [*constraint.terms, (ORIGIN, -constraint.terms[0][1])][:2]
    (a, weight), (b, opposite) = terms
    if weight != -opposite:
        return None
    size = abs(weight)
    limit = Fraction(-constraint.constant) / size
    return (a, b, limit) if weight > 0 else (b, a, limit)


def negative_circle(graph: list[Edge], spend: Callable[[int], None] = lambda _: None) -> frozenset[str] | None:
    """The names on one circle of edges that sums up to less than zero; `None` where there is none.

    `spend` gets the number of edges that each round looks at, and may end the search by raising.
    """
    nodes = sorted({node for edge in graph for node in edge[:2]})
    distance: dict[Variable, Weight] = dict.fromkeys(nodes, (Fraction(0), 0))
    came: dict[Variable, Edge] = {}
    while True:
        spend(len(graph))
        changed = False
        for edge in graph:
            start, end, (weight, strict), _name = edge
            reached = (distance[start][0] + weight, distance[start][1] + strict)
            if reached < distance[end]:
                distance[end], came[end], changed = reached, edge, True
        if not changed:
            return None
        if circle := _circle(came):
            return circle


def _circle(came: dict[Variable, Edge]) -> frozenset[str] | None:
    """The names on a circle of the edges by which the nodes were reached; such a circle sums up to less than zero."""
    done: set[Variable] = set()
    for first in sorted(came):
        path: dict[Variable, int] = {}
        trail: list[Edge] = []
        node = first
        while node in came and node not in done and node not in path:
            path[node] = len(trail)
            trail.append(came[node])
            node = came[node][0]
        if node in path:
            return frozenset(edge[3] for edge in trail[path[node] :])
        done |= path.keys()
    return None
