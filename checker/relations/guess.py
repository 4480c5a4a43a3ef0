"""Numbers that meet all constraints, found by trying some.

Why: where narrowing alone does not decide, a few tries mostly do, and cost far less than the solver.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from math import floor

from checker.model.interval import ALL, Interval, point
from checker.relations.elimination import eliminate
from checker.relations.problem import Bound, Rows
from checker.relations.propagate import Narrowed, is_tree, propagate

GUESSES = 16
"""Numbers tried."""


def witness(rows: Rows, narrowed: Narrowed, spend: Callable[[int], None]) -> bool:
    """Whether some choice of numbers, each tried in the middle of its range first, meets every constraint.

    Numbers that all constraints have accepted prove that all can hold; a failed search proves nothing.
    """
    if not _open(rows, narrowed):
        return narrowed.settled
    stack = [(rows, narrowed, _pins(rows, narrowed))]
    for _ in range(GUESSES):
        known, before, pins = stack[-1]
        pinned = next(pins, None)
        while pinned is None:
            stack.pop()
            if not stack:
                return False
            known, before, pins = stack[-1]
            pinned = next(pins, None)
        more = [*known, *(("guess", Bound(name, point(number))) for name, number in pinned.items())]
        tried = propagate(more, before, len(known), spend)
        if tried.conflict is not None:
            continue
        if tried.settled and is_tree((constraint for _, constraint in more), tried.domains):
            return True
        if _open(more, tried):
            stack.append((more, tried, _pins(more, tried)))
    return False


def _open(rows: Rows, narrowed: Narrowed) -> list[str]:
    """The quantities that are not pinned to a number, in the order in which they are worth pinning.

    Ranges with two ends first: once they are pinned, what is left open often follows from the equations; then what
    occurs most often: once it is pinned, circles through it are open.
    """
    uses = Counter(v for _, c in rows for v in c.variables)
    domains = {v: narrowed.domains.get(v, ALL) for v in uses}
    order = sorted(uses, key=lambda name: (domains[name].width is None, ":" in name, -uses[name], name))
    return [name for name in order if not domains[name].is_point]


def _pins(rows: Rows, narrowed: Narrowed) -> Iterator[dict[str, Fraction]]:
    """Numbers for quantities that are worth trying."""
    names = _open(rows, narrowed)
    domains = {name: narrowed.domains.get(name, ALL) for _, c in rows for name in c.variables}
    if all(domains[name].width is None for name in names) and (solved := eliminate((c for _, c in rows), domains)):
        yield solved
        return
    for number in _tries(domains[names[0]]):
        yield {names[0]: Fraction(floor(number)) if names[0] in narrowed.whole else number}


def _tries(domain: Interval) -> tuple[Fraction, ...]:
    """Numbers in a range that are worth trying."""
    if domain.lo is None or domain.hi is None:
        start = domain.lo if domain.lo is not None else None if domain.hi is None else domain.hi - 2
        return (Fraction(1) if start is None else Fraction(start) + 1,)
    lo, width = Fraction(domain.lo), Fraction(domain.hi) - Fraction(domain.lo)
    return (lo + width / 2, lo + width / 8, lo + width * 7 / 8)
