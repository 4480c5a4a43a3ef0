"""Which boxes have an opponent, and which opponent is worst, at any size.

Two boxes of a key are opponents where values lie farther apart than the key allows for their times:

    gap of values > tolerance + rate × gap of times          each gap 0 where the ranges share a number

The excess is the left side less the right. The worst opponent has the largest excess; of several the one with the
smallest claim. The answer is the same whatever the order of rows and however the keys are spread over calls.

How: a key whose largest `lo` and smallest `hi` lie within its tolerance has no opponents: most keys are gone. In the
others the opponents *above* a box fall in four classes, of which each has its best by one look-up; those below are
found in the mirror. The first and third alone tell the keys that hold opponents at all:

    starts within   it starts while the box holds     the best of a range of rows in the order of starts
    covers          it holds when the box starts      the best of the ranges that cover a row
    after           it starts later                   the best of a range of rows, by lo − rate × t0
    before          it ends earlier                   the same with time mirrored

Within a class all have the same limit, so the farthest reach is the worst opponent: nothing is a mere bound.

Why the sums are exact: limit and reach are rounded towards opposition, and only where float64 cannot hold them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from checker.screening.arrays import BoolArray, Float64Array, Int64Array
from checker.screening.columns import BoxColumns
from checker.screening.maxima import NONE, best_covering, best_within
from checker.screening.sums import exact_sum, raised, raised_by_product

RATES = (2.0**-300, 2.0**900)
"""Slower is no change at all, faster counts as this fast: products with days stay within the exact ones."""


@dataclass(frozen=True, slots=True, eq=False)
class Screened:
    """For each row: the row of its worst opponent (−1: none), and by how much they part (0: none)."""

    worst: Int64Array
    excess: Float64Array

    @property
    def conflicting(self) -> BoolArray:
        """Which rows have an opponent."""
        return self.worst != NONE


@dataclass(frozen=True, slots=True, eq=False)
class BoxRanges:
    """Where the values and times of rows lie, and what their keys allow; the fields are those of the columns."""

    lo: Float64Array
    hi: Float64Array
    t0: Float64Array
    t1: Float64Array
    tolerance: Float64Array
    rate: Float64Array

    def take(self, rows: NDArray) -> Self:
        return type(self)(*(getattr(self, field.name)[rows] for field in fields(self)))

    def mirrored(self) -> Self:
        """The values upside down: what was below is above."""
        return replace(self, lo=-self.hi, hi=-self.lo)


@dataclass(frozen=True, slots=True, eq=False)
class Reaches:
    """How far each box reaches upwards, seen from a box that overlaps it in time, lies before it, lies after it; and
    the limits that a reach must pass to oppose it. Infinite where the class can hold nothing.
    """

    reach: tuple[Float64Array, Float64Array, Float64Array]
    limit: tuple[Float64Array, Float64Array, Float64Array]

    def take(self, rows: NDArray) -> Self:
        (r0, r1, r2), (l0, l1, l2) = self.reach, self.limit
        return type(self)((r0[rows], r1[rows], r2[rows]), (l0[rows], l1[rows], l2[rows]))


OVERLAP, AFTER, BEFORE = range(3)


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """The boxes of keys that may hold opponents, ordered by key, larger claims first.

    `group` numbers the keys; `row` is the index in the columns; `below` are the reaches of the mirrored values.
    """

    row: Int64Array
    claim: Int64Array
    group: Int64Array
    t0: Float64Array
    t1: Float64Array
    above: Reaches
    below: Reaches

    def __len__(self) -> int:
        return len(self.row)


class WorstOpponents:
    """The worst opponent known so far of each of some rows; takes offers of worse ones."""

    def __init__(self, rows: Candidates) -> None:
        self.claim = rows.claim
        self.row = np.full(len(rows), NONE, dtype=np.int64)
        self.excess = np.zeros(len(rows))
        self._rest = np.zeros(len(rows))

    def offer(self, to: Int64Array, opponent: Int64Array, reach: Float64Array, limit: Float64Array) -> None:
        """Each row of `to` (none twice) gets an opponent with some reach, against its own limit."""
        passed = reach > limit
        to, opponent = to[passed], opponent[passed]
        excess, rest = exact_sum(reach[passed], -limit[passed])
        now, now_rest, known = self.excess[to], self._rest[to], self.row[to]
        tie = (excess == now) & (rest == now_rest) & (known != NONE)
        worse = (excess > now) | ((excess == now) & (rest > now_rest)) | (known == NONE)
        worse |= tie & (self.claim[opponent] < self.claim[known])
        to = to[worse]
        self.row[to], self.excess[to], self._rest[to] = opponent[worse], excess[worse], rest[worse]


def screen(boxes: BoxColumns, label: NDArray | None = None) -> Screened:
    """Each box's worst opponent; with labels, one for each box, its worst opponent with another label."""
    rows = candidates(boxes)
    best = worst_opponents(rows, None if label is None else label[rows.row])
    conflicting = np.flatnonzero(best.row != NONE)
    worst = np.full(len(boxes), NONE, dtype=np.int64)
    excess = np.zeros(len(boxes))
    worst[rows.row[conflicting]] = rows.row[best.row[conflicting]]
    excess[rows.row[conflicting]] = best.excess[conflicting]
    return Screened(worst, excess)


def candidates(boxes: BoxColumns) -> Candidates:
    """The rows of keys that hold opponents, with their reaches and limits."""
    order = _ordered(boxes.key)
    row, starts = _envelope(boxes, order)
    group = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(row))))
    tolerance, rate = (
        np.minimum.reduceat(column[row], starts)[group] if len(row) else column[row]
        for column in (boxes.tolerance, boxes.rate)
    )
    rate = np.where(rate < RATES[0], 0.0, np.where(np.isfinite(rate), np.minimum(rate, RATES[1]), rate))
    timeless = rate == 0
    t0, t1 = np.where(timeless, -np.inf, boxes.t0[row]), np.where(timeless, np.inf, boxes.t1[row])
    ranges = BoxRanges(boxes.lo[row], boxes.hi[row], t0, t1, tolerance, rate)
    chosen = np.flatnonzero(may_conflict(group, ranges))
    chosen = chosen[np.lexsort((~boxes.claim[row[chosen]], group[chosen]))]
    row, group, ranges = row[chosen], group[chosen], ranges.take(chosen)
    above, below = _reaches(ranges), _reaches(ranges.mirrored())
    return Candidates(row, boxes.claim[row], group, ranges.t0, ranges.t1, above, below)


def _ordered(key: Int64Array) -> Int64Array:
    return np.arange(len(key)) if (key[1:] >= key[:-1]).all() else np.argsort(key, kind="stable")


def _envelope(boxes: BoxColumns, order: Int64Array) -> tuple[Int64Array, Int64Array]:
    """The rows of keys whose values lie farther apart than the tolerance, and where each key starts among them."""
    key = boxes.key[order]
    starts = np.flatnonzero(np.append(True, key[1:] != key[:-1])) if len(key) else np.zeros(0, dtype=np.int64)
    if not len(starts):
        return order, starts
    size = np.diff(np.append(starts, len(key)))
    top, bottom = np.maximum.reduceat(boxes.lo[order], starts), np.minimum.reduceat(boxes.hi[order], starts)
    allowed = np.minimum.reduceat(boxes.tolerance[order], starts)
    wide = (size > 1) & (top > bottom) & (top - bottom >= allowed)
    sizes = size[wide]
    return order[np.repeat(wide, size)], np.cumsum(sizes) - sizes


def _drift(ranges: BoxRanges) -> tuple[BoolArray, BoolArray, Float64Array, Float64Array, Float64Array]:
    """Which values drift from a start, which to an end, the start, the end, and how fast; 0 where they do not."""
    drifts = np.isfinite(ranges.rate)
    starts, ends = drifts & np.isfinite(ranges.t0), drifts & np.isfinite(ranges.t1)
    start, end = np.where(starts, ranges.t0, 0.0), np.where(ends, ranges.t1, 0.0)
    return starts, ends, start, end, np.where(drifts, ranges.rate, 0.0)


def _reaches(ranges: BoxRanges) -> Reaches:
    """What is above."""
    starts, ends, start, end, speed = _drift(ranges)
    floor = raised(-ranges.hi, -ranges.tolerance)
    return Reaches(
        (
            ranges.lo,
            np.where(starts, raised_by_product(ranges.lo, -speed, start), -np.inf),
            np.where(ends, raised_by_product(ranges.lo, speed, end), -np.inf),
        ),
        (
            -floor,
            np.where(ends, -raised_by_product(floor, speed, end), np.inf),
            np.where(starts, -raised_by_product(floor, -speed, start), np.inf),
        ),
    )


def may_conflict(group: Int64Array, ranges: BoxRanges) -> BoolArray:
    """Which rows are of a key that may hold opponents; of the others none does.

    Each pair is seen from the box that starts first, and a reach without a name is enough; what rounding may take is
    given: a fraction of the work.
    """
    line = Timeline.of(group, ranges.t0, ranges.t1)
    starts, ends, start, end, speed = _drift(ranges)
    from_start, to_end = speed * start, speed * end
    apart = np.zeros(len(group), dtype=bool)
    for seen in (ranges, ranges.mirrored()):
        floor = -_rough(seen.hi, seen.tolerance, up=False)
        reach_after = np.where(starts, _rough(seen.lo, -from_start), -np.inf)
        limit_after = np.where(ends, -_rough(floor, to_end), np.inf)
        for reach, limit, first, stop in (
            (seen.lo, -floor, line.next, line.stop),
            (reach_after, limit_after, line.stop, line.end),
        ):
            apart |= best_within(reach[line.order], first, stop)[0] > limit[line.order]
    return np.isin(group, group[line.order[apart]])


ROUNDING, LEAST = 2.0**-51, 2.0**-1000
"""Four times what rounding takes from a number, and more than it takes from the smallest."""


def _rough(a: Float64Array, b: Float64Array, *, up: bool = True) -> Float64Array:
    """A number a little above the sum, or a little below; an infinite `a` as it is. `b` may be a rounded product."""
    with np.errstate(invalid="ignore", over="ignore"):
        slack = (np.abs(a) + np.abs(b)) * ROUNDING + LEAST
        total = a + b + slack if up else a + b - slack
    total[np.isnan(total)] = np.inf if up else -np.inf
    return np.where(np.isinf(a), a, total)


def worst_opponents(rows: Candidates, label: NDArray | None = None) -> WorstOpponents:
    """Each row's worst opponent; with labels, one for each row, its worst opponent with another label."""
    best = WorstOpponents(rows)
    timelines = Timeline.of(rows.group, rows.t0, rows.t1), Timeline.of(rows.group, -rows.t1, -rows.t0)
    for reaches in (rows.above, rows.below):
        for kind, farthest in _classes(reaches, timelines, label):
            to = np.flatnonzero(farthest != NONE)
            opponent = farthest[to]
            best.offer(to, opponent, reaches.reach[kind][opponent], reaches.limit[kind][to])
    return best


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """Rows in the order of key and start. For each index in it: the row, the next index (`next`), where those end that
    start before it ends (`stop`), and where its key ends (`end`).
    """

    order: Int64Array
    next: Int64Array
    stop: Int64Array
    end: Int64Array

    @classmethod
    def of(cls, group: Int64Array, t0: Float64Array, t1: Float64Array) -> Self:
        first, last, width = _ranks(t0, t1)
        code = group * width + first
        order = np.argsort(code)
        code, group = code[order], group[order]
        stop = np.searchsorted(code, group * width + last[order], "right")
        bounds = np.append(np.flatnonzero(np.append(True, group[1:] != group[:-1])), len(group))
        return cls(order, np.arange(1, len(order) + 1), stop, np.repeat(bounds[1:], np.diff(bounds)))


WIDEST = 2**31
"""Days between the first start and the last up to which days are their own ranks."""


def _ranks(t0: Float64Array, t1: Float64Array) -> tuple[Int64Array, Int64Array, int]:
    """For each start its rank, for each end that of the last start that is not after it (−1: there may be none), and a
    number above all ranks.
    """
    dated = t0[np.isfinite(t0)]
    least, most = (dated.min() - 1, dated.max()) if len(dated) else (0.0, 0.0)
    if most - least < WIDEST and (dated == np.floor(dated)).all() and not np.isposinf(t0).any():
        first, last = (np.clip(np.floor(days), least, most) - least for days in (t0, t1))
        return first.astype(np.int64), last.astype(np.int64), int(most - least) + 2
    days = np.unique(t0)
    return np.searchsorted(days, t0), np.searchsorted(days, t1, "right") - 1, len(days) + 1


def _classes(
    reaches: Reaches, timelines: tuple[Timeline, Timeline], label: NDArray | None
) -> Iterator[tuple[int, Int64Array]]:
    """Each class, and for each row the opponent in it that reaches farthest (−1: none)."""
    forth, back = timelines
    ranking = Ranking.of(reaches.reach[OVERLAP], forth.order, label)
    yield OVERLAP, ranking.farthest(best_within(ranking.ranks, forth.next, forth.stop, ranking.labels))
    yield OVERLAP, ranking.farthest(best_covering(ranking.ranks, forth.next, forth.stop, ranking.labels))
    for kind, line in ((AFTER, forth), (BEFORE, back)):
        ranking = Ranking.of(reaches.reach[kind], line.order, label)
        yield kind, ranking.farthest(best_within(ranking.ranks, line.stop, line.end, ranking.labels))


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """The rows by reach, the smaller claim above where two reach equally far: rows come with larger claims first.

    `ranks` are in the order of a timeline; `by_rank` are the rows by rank, and `labels` theirs.
    """

    order: Int64Array
    ranks: Int64Array
    by_rank: Int64Array
    labels: NDArray | None

    @classmethod
    def of(cls, reach: Float64Array, order: Int64Array, label: NDArray | None) -> Self:
        by_rank = np.argsort(reach, kind="stable")
        rank = np.empty(len(reach), dtype=np.int64)
        rank[by_rank] = np.arange(len(reach))
        labels = None if label is None else np.append(label[by_rank], NONE)
        return cls(order, rank[order], by_rank, labels)

    def farthest(self, entries: NDArray) -> Int64Array:
        """For each row the row of its best entry, or of the best with another label than the row's own."""
        rank = entries[0]
        if self.labels is not None:
            rank = np.where(self.labels[rank] == self.labels[self.ranks], entries[1], rank)
        result = np.empty(len(self.order), dtype=np.int64)
        result[self.order] = np.where(rank == NONE, NONE, self.by_rank[rank])
        return result
