"""Orders and durations: constraints between two quantities, decided on a graph.

A constraint x − y ≤ c is an edge; the constraints can all hold exactly where no circle of edges sums up to less than
zero, and such a circle is the explanation of a conflict.
Source: Goldberg and Radzik, "A heuristic improvement of the Bellman-Ford algorithm" (Applied Mathematics Letters 6,
1993); a search of the edges that can be tight finds the circles (Cherkassky and Goldberg, Mathematical Programming 85,
1999).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import count
from math import lcm

from checker.model.interval import Number
from checker.relations.problem import Bound, Constraint, Linear, Variable

ORIGIN: Variable = ""
MOST_BITS = 1 << 29
"""Size of all weights together up to which they are brought to whole numbers of one unit, 64 megabytes."""
Edge = tuple[Variable, Variable, int, str]
"""From y to x with c, for x − y ≤ c, and the name of its element."""
Spend = Callable[[int], None]


def edges(constraints: Iterable[tuple[str, Constraint]]) -> list[Edge] | None:
    """The constraints as edges; `None` where one is no such constraint, or their fractions are too unlike.

    All weights are brought to whole numbers of one unit. A strict constraint is less by so little that all of them
    together are less than one unit: added up along a circle they decide where the rest is zero, and only there.
    """
    raw: list[tuple[Variable, Variable, Number, bool, str]] = []
    for name, constraint in constraints:
        if isinstance(constraint, Bound):
            interval = constraint.interval
            if interval.hi is not None:
                raw.append((ORIGIN, constraint.variable, interval.hi, interval.hi_open, name))
            if interval.lo is not None:
                raw.append((constraint.variable, ORIGIN, -interval.lo, interval.lo_open, name))
        elif isinstance(constraint, Linear) and constraint.sense != "!=" and (pair := _pair(constraint)):
            x, y, limit = pair
            raw.append((y, x, limit, constraint.sense == "<", name))
            if constraint.sense == "=":
                raw.append((x, y, -limit, False, name))
        else:
            return None
    unit = 1
    for denominator in sorted({limit.denominator for _, _, limit, _, _ in raw}):
        unit = lcm(unit, denominator)
        if unit.bit_length() * len(raw) > MOST_BITS:
            return None
    more = 1 + sum(strict for _, _, _, strict, _ in raw)
    return [
        (start, end, limit.numerator * (unit // limit.denominator) * more - strict, name)
        for start, end, limit, strict, name in raw
    ]


def is_order(constraint: Constraint) -> bool:
    """Whether a constraint is one between two quantities that has edges."""
    if not isinstance(constraint, Linear) or constraint.sense == "!=" or len(constraint.terms) != 2:
        return False
    return _pair(constraint) is not None


def _pair(constraint: Linear) -> tuple[Variable, Variable, Number] | None:
    """`x`, `y`, `c` of x − y ≤ c; `None` where the weights are not one and minus one of equal size."""
    if len(constraint.terms) > 2 or not constraint.terms:
        return None
    terms = [*constraint.terms, (ORIGIN, -constraint.terms[0][1])][:2]
    (a, weight), (b, opposite) = terms
    if weight != -opposite:
        return None
    size = abs(weight)
    limit = -constraint.constant if size == 1 else -constraint.constant * (1 / Fraction(size))
    return (a, b, limit) if weight > 0 else (b, a, limit)


def negative_circle(graph: list[Edge], spend: Spend = lambda _: None) -> frozenset[str] | None:
    """The names on one circle of edges that sums up to less than zero; `None` where there is none.

    `spend` gets the number of edges that each round looks at, and may end the search by raising.
    """
    circle = circle_of(graph, spend)
    return None if circle is None else frozenset(edge[3] for edge in circle)


def circle_of(graph: Iterable[Edge], spend: Spend) -> list[Edge] | None:
    """Edges one after another that end where they start and sum up to less than zero; no node comes twice."""
    leaving: dict[Variable, list[Edge]] = {}
    for edge in graph:
        leaving.setdefault(edge[0], []).append(edge)
        leaving.setdefault(edge[1], [])
    distance = dict.fromkeys(leaving, 0)
    came: dict[Variable, Edge] = {}
    changed: Iterable[Variable] = leaving
    for passes in count(1):
        order: dict[Variable, None] = {}
        for node in changed:
            if node not in order and any(distance[node] + edge[2] < distance[edge[1]] for edge in leaving[node]):
                if circle := _follow(node, leaving, distance, came, order):
                    return circle
        spend(1 + sum(len(leaving[node]) for node in order))
        fresh: dict[Variable, None] = {}
        for node in reversed(order):
            for edge in leaving[node]:
                end = edge[1]
                if distance[node] + edge[2] < distance[end]:
                    distance[end], came[end] = distance[node] + edge[2], edge
                    fresh[end] = None
        if not fresh:
            return None
        changed = fresh
        # a walk finds nearly all circles at once; those that it misses show in the ways by which nodes were reached
        if passes & (passes - 1) == 0 and (circle := _closed(came)):
            return circle
    raise AssertionError("counted for ever")


def _follow(
    first: Variable,
    leaving: Mapping[Variable, list[Edge]],
    distance: dict[Variable, int],
    came: dict[Variable, Edge],
    order: dict[Variable, None],
) -> list[Edge] | None:
    """Walks all edges that are tight or too short, depth first, and shortens what they lead to; a circle that is still
    too short when it closes is the one that is looked for.

    `order` gets the nodes when all that they lead to is walked.
    """
    path: list[tuple[Variable, Iterator[Edge]]] = [(first, iter(leaving[first]))]
    trail: list[Edge] = []
    met = {first: 0}
    while path:
        node, rest = path[-1]
        for edge in rest:
            end, reached = edge[1], distance[node] + edge[2]
            if reached > distance[end]:
                continue
            if end in met:
                if reached < distance[end]:
                    return [*trail[met[end] :], edge]
            elif end not in order:
                if reached < distance[end]:
                    distance[end], came[end] = reached, edge
                met[end] = len(path)
                trail.append(edge)
                path.append((end, iter(leaving[end])))
                break
        else:
            path.pop()
            del met[node]
            order[node] = None
            if trail:
                trail.pop()
    return None


def _closed(came: Mapping[Variable, Edge]) -> list[Edge] | None:
    """A circle of the edges by which the nodes were reached last; such a circle sums up to less than zero."""
    done: set[Variable] = set()
    for node in came:
        trail: list[Edge] = []
        met: dict[Variable, int] = {}
        while node in came and node not in done and node not in met:
            met[node] = len(trail)
            trail.append(came[node])
            node = came[node][0]
        if node in met:
            return trail[met[node] :][::-1]
        done |= met.keys()
    return None


def minimal_of_circle(
    rows: Iterable[tuple[str, Constraint]], removable: Callable[[str], str], spend: Spend = lambda _: None
) -> frozenset[str] | None:
    """Groups of elements that a circle of orders shows to be a minimal conflict; `None` where none shows it.

    `removable` gives the group of an element, which is dropped as one, and `""` where it holds by definition. Why: a
    circle of n edges is looked at once instead of n times. Without one edge all its others can be met to the point,
    and the conflict is minimal where this breaks nothing else that the groups and definitions say.
    """
    graph = edges(rows)
    circle = circle_of(graph, spend) if graph else None
    if not graph or not circle:
        return None
    drops: dict[str, int] = {}
    for index, edge in enumerate(circle):
        drops.setdefault(removable(edge[3]), index)
    drops.pop("", None)
    height, heights = 0, []
    for edge in circle:
        heights.append(height)
        height += edge[2]
    at = {edge[0]: index for index, edge in enumerate(circle)}
    own = {id(edge) for edge in circle}
    within = _in_circles([edge for edge in graph if not (group := removable(edge[3])) or group in drops])
    spend(len(graph))
    for edge in within:
        start, end, weight, name = edge
        if id(edge) in own:
            continue
        if start not in at or end not in at:
            return None
        slack = weight - heights[at[end]] + heights[at[start]]
        if slack >= -height:
            continue
        spend(len(drops))
        for group, index in drops.items():
            # what lies behind the dropped edge moves up by what the circle lacks
            moved = (at[end] > index) - (at[start] > index)
            if slack < -height * moved and group != removable(name):
                return None
    return frozenset(drops)


def _in_circles(graph: list[Edge]) -> list[Edge]:
    """The edges without those that surely close no circle: they start or end where nothing arrives or leaves."""
    while True:
        starts, ends = {edge[0] for edge in graph}, {edge[1] for edge in graph}
        rest = [edge for edge in graph if edge[0] in ends and edge[1] in starts]
        if len(rest) == len(graph):
            return rest
        graph = rest
