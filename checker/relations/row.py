"""Conflicts that a single sum proves: its terms cannot come to what it asks, whatever is chosen within their bounds.

A minimal one is found in one go: of each quantity the strictest end counts, and where the group behind it can be
spared, the next strictest takes its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from checker.model.interval import Number
from checker.relations.problem import Bound, Constraint, Linear, Variable

HARD = ""
"""The group of what holds by definition."""


@dataclass(frozen=True, slots=True)
class End:
    """An end of a quantity, whether it is left out, and the group that puts it there."""

    number: Number
    left_out: bool
    group: str


Ends = Mapping[Variable, list[End]]


def minimal_of_row(rows: Iterable[tuple[str, Constraint]], removable: Callable[[str], str]) -> frozenset[str] | None:
    """Groups of elements that cannot all hold for the sake of one sum, and of which each is needed for that; `None`
    where no single sum proves a conflict.

    `removable` gives the group of an element, which is dropped as one, and `""` where it holds by definition. Groups
    are dropped in the order of their first row, as long as the rest leaves the sum no way to hold.
    """
    rows = list(rows)
    groups = {name: removable(name) for name, _ in rows}
    below: dict[Variable, list[End]] = {}
    above: dict[Variable, list[End]] = {}
    for name, constraint in rows:
        if isinstance(constraint, Bound):
            interval, group = constraint.interval, groups[name]
            if interval.lo is not None:
                below.setdefault(constraint.variable, []).append(End(interval.lo, interval.lo_open, group))
            if interval.hi is not None:
                above.setdefault(constraint.variable, []).append(End(interval.hi, interval.hi_open, group))
    for ends, sign in ((below, -1), (above, 1)):
        for members in ends.values():
            members.sort(key=lambda end, sign=sign: (sign * end.number, not end.left_out, end.group != HARD))
    for name, constraint in rows:
        if isinstance(constraint, Linear):
            sums = [_Sum.of(constraint, side, below, above) for side in (1, -1)]
            if needed := _violated(constraint.sense, *sums):
                order = dict.fromkeys(groups.values())
                return _least(constraint.sense, needed, order, groups[name])
    return None


@dataclass(slots=True)
class _Sum:
    """The least sum of a row's terms (for side -1 that of its mirror image): `ends` has, for each term, its ends from
    the strictest on, and `at` says which of them counts.
    """

    weights: list[Number]
    ends: list[list[End]]
    at: list[int]
    total: Number
    unbounded: int = 0
    left_out: int = 0
    counting: dict[str, set[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, row: Linear, side: int, below: Ends, above: Ends) -> _Sum:
        weights = [side * weight for _, weight in row.terms]
        ends = [(below if side * weight > 0 else above).get(variable, []) for variable, weight in row.terms]
        made = cls(weights, ends, [0] * len(ends), side * row.constant)
        for term in range(len(ends)):
            made._count(term, 1)
        return made

    def move(self, term: int, to: int) -> None:
        """Another end of a term counts."""
        self._count(term, -1)
        self.at[term] = to
        self._count(term, 1)

    def _count(self, term: int, by: int) -> None:
        if self.at[term] == len(self.ends[term]):
            self.unbounded += by
            return
        end = self.ends[term][self.at[term]]
        self.total += by * self.weights[term] * end.number
        self.left_out += by * end.left_out
        members = self.counting.setdefault(end.group, set())
        (members.add if by > 0 else members.discard)(term)

    @property
    def above_zero(self) -> bool:
        return not self.unbounded and (self.total > 0 or (self.total == 0 and self.left_out > 0))

    @property
    def not_below_zero(self) -> bool:
        return not self.unbounded and self.total >= 0


def _violated(sense: str, least: _Sum, mirrored: _Sum) -> list[_Sum]:
    """The sums that leave a row no way to hold; none where there is one."""
    match sense:
        case "<=":
            return [least] if least.above_zero else []
        case "<":
            return [least] if least.not_below_zero else []
        case "=":
            return [total for total in (least, mirrored) if total.above_zero][:1]
    return [least, mirrored] if least.not_below_zero and mirrored.not_below_zero else []


def _least(sense: str, sums: list[_Sum], order: Iterable[str], own: str) -> frozenset[str]:
    """The groups that are left when one after another is dropped as long as the row stays violated."""
    strict = sense in ("<", "!=")
    dropped: set[str] = set()
    for group in order:
        if group in (HARD, own):
            continue
        moved: list[tuple[_Sum, int, int]] = []
        for total in sums:
            for term in sorted(total.counting.get(group, ())):
                moved.append((total, term, total.at[term]))
                total.move(term, _next(total.ends[term], total.at[term], group, dropped))
        if all(total.not_below_zero if strict else total.above_zero for total in sums):
            dropped.add(group)
        else:
            for total, term, before in moved:
                total.move(term, before)
    needed = {group for total in sums for group, terms in total.counting.items() if terms}
    return frozenset(needed | {own}) - {HARD}


def _next(ends: list[End], at: int, without: str, dropped: set[str]) -> int:
    """The next end that a group holds which is still there."""
    while at < len(ends) and (ends[at].group == without or ends[at].group in dropped):
        at += 1
    return at
