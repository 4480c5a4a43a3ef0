"""The best of many ranges of a row of entries at once, and for each index the best of the ranges that cover it.

A range of any length is covered by two ranges of one length, a power of two: the best of both is the best of it. So one
pass over the powers of two serves all ranges, with one array in memory at a time: n·log(n) steps, whatever overlaps.

An entry is a rank, each another number, so that the best is never a matter of taste. With `labels` (of each rank) an
entry is the best rank and the best with another label than that one: two such entries have one better entry again.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from checker.screening.arrays import Float64Array, Int64Array

NONE = -1
"""The rank of nothing: below all others. Labels are one more than there are ranks, the last one is its."""


def entries(ranks: NDArray, labels: NDArray | None) -> NDArray:
    """One row of ranks, and with labels a second row for the best with another label."""
    return ranks[None, :] if labels is None else np.stack([ranks, np.full_like(ranks, NONE)])


def better(a: NDArray, b: NDArray, labels: NDArray | None) -> NDArray:
    """The best of two arrays of entries, index by index."""
    if labels is None:
        return np.maximum(a, b)
    first, low = np.maximum(a[0], b[0]), np.minimum(a[0], b[0])
    ours = a[0] >= b[0]
    of_first, of_low = np.where(ours, a[1], b[1]), np.where(ours, b[1], a[1])
    second = np.maximum(of_first, np.where(labels[first] == labels[low], of_low, low))
    return np.stack([first, second])


def best_within(
    ranks: Int64Array | Float64Array, start: NDArray, stop: NDArray, labels: NDArray | None = None
) -> NDArray:
    """For each range from `start` to before `stop` the best entry in it; without labels any numbers may be ranked."""
    table = entries(ranks, labels)
    nothing = -np.inf if ranks.dtype.kind == "f" else NONE
    best = np.full((len(table), len(start)), nothing, dtype=ranks.dtype)
    for level, chosen in _by_level(start, stop):
        table = _grown(table, len(ranks), level, labels)
        best[:, chosen] = better(table[:, start[chosen]], table[:, stop[chosen] - 2**level], labels)
    return best


def best_covering(ranks: Int64Array, start: NDArray, stop: NDArray, labels: NDArray | None = None) -> NDArray:
    """For each index the best of the ranges that cover it; range i goes from `start[i]` to before `stop[i]`."""
    width = 1 if labels is None else 2
    size = len(ranks)
    best: NDArray | None = None
    above = 0
    for level, chosen in reversed(list(_by_level(start, stop))):
        current = np.full((width, size - 2**level + 1), NONE, dtype=ranks.dtype)
        for indices in (start[chosen], stop[chosen] - 2**level):
            _enter(current, indices, ranks[chosen], labels)
        if best is not None:
            current = better(current, _shrunk(best, above, level, labels), labels)
        best, above = current, level
    if best is None:
        return np.full((width, size), NONE, dtype=ranks.dtype)
    return _shrunk(best, above, 0, labels)


def _by_level(start: NDArray, stop: NDArray) -> Iterator[tuple[int, NDArray]]:
    """The ranges that hold something, by the largest power of two that fits into them, smallest first."""
    length = stop - start
    level = (np.frexp(length.astype(np.float64))[1] - 1).astype(np.int8)  # of so few bytes sorting takes no time
    level[length <= 0] = NONE
    order = np.argsort(level, kind="stable")
    bounds = np.searchsorted(level[order], np.arange(level.max(initial=NONE) + 2))
    for power, (first, last) in enumerate(pairwise(bounds)):
        if first < last:
            yield power, order[first:last]


def _grown(table: NDArray, size: int, level: int, labels: NDArray | None) -> NDArray:
    """The best of 2^level neighbours, from the best of fewer."""
    while (neighbours := size - table.shape[1] + 1) < 2**level:
        table = better(table[:, :-neighbours], table[:, neighbours:], labels)
    return table


def _shrunk(table: NDArray, above: int, level: int, labels: NDArray | None) -> NDArray:
    """What holds of 2^above neighbours holds of each 2^level among them."""
    for power in range(above - 1, level - 1, -1):
        step, count = 2**power, table.shape[1]
        wider = np.full((len(table), count + step), NONE, dtype=table.dtype)
        wider[:, :count] = table
        wider[:, step:] = better(wider[:, step:], table, labels)
        table = wider
    return table


def _enter(table: NDArray, indices: NDArray, ranks: NDArray, labels: NDArray | None) -> None:
    """Better the entries at `indices`, some of which may come more than once, by ranks."""
    if labels is None:
        np.maximum.at(table[0], indices, ranks)
        return
    newcomer = np.full(table.shape, NONE, dtype=table.dtype)
    np.maximum.at(newcomer[0], indices, ranks)
    others = labels[ranks] != labels[newcomer[0][indices]]
    np.maximum.at(newcomer[1], indices[others], ranks[others])
    table[:] = better(table, newcomer, labels)
