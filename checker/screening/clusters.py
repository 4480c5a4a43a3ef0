"""Boxes that conflict, directly or through others, make a cluster.

To link each box to its worst opponent is not enough: two halves of a cluster may each have theirs within. So rounds of
Borůvka's method follow, in which each box looks for its worst opponent in another cluster, until none finds one.

Source: O. Borůvka, "O jistém problému minimálním" (1926); each round at least halves what is still to be joined.
"""

from __future__ import annotations

import numpy as np

from checker.screening.arrays import BoolArray, Int64Array
from checker.screening.kernel import NONE, Candidates, worst_opponents


def cluster_labels(rows: Candidates, worst: Int64Array) -> Int64Array:
    """For each row the smallest claim of its cluster, given each row's worst opponent; −1 for one that has none."""
    conflicting = np.flatnonzero(worst != NONE)
    label = _joined(np.arange(len(rows)), conflicting, worst[conflicting])
    live = conflicting
    while len(live := live[_divided(rows.group[live], label[live])]):
        live_rows = rows.take(live)
        best = worst_opponents(live_rows, label[live])
        linked = np.flatnonzero(best.row != NONE)
        label = _joined(label, live[linked], live[best.row[linked]])
        live = live[np.isin(live_rows.group, live_rows.group[linked])]
    return _smallest(rows.claim, label, conflicting)


def _joined(label: Int64Array, a: Int64Array, b: Int64Array) -> Int64Array:
    """Labels after the rows of `a` and `b` are linked, pair by pair: rows that are linked by any way have one label."""
    while len(apart := np.flatnonzero(label[a] != label[b])):
        a, b = a[apart], b[apart]
        high, low = np.maximum(label[a], label[b]), np.minimum(label[a], label[b])
        root = np.arange(len(label))
        np.minimum.at(root, high, low)
        while (root[root] != root).any():
            root = root[root]
        label = root[label]
    return label


def _divided(group: Int64Array, label: Int64Array) -> BoolArray:
    """Which rows are of a key that has more than one label."""
    if not len(group):
        return np.zeros(0, dtype=bool)
    group = _dense(group)
    least, most = np.full(group.max() + 1, label.max()), np.full(group.max() + 1, NONE)
    np.minimum.at(least, group, label)
    np.maximum.at(most, group, label)
    return (least < most)[group]


def _dense(group: Int64Array) -> Int64Array:
    """Groups in the same order, counted from 0 without gaps; equal ones lie together."""
    return np.cumsum(np.append(False, group[1:] != group[:-1]))


def _smallest(claim: Int64Array, label: Int64Array, conflicting: Int64Array) -> Int64Array:
    least = np.full(len(label), np.iinfo(np.int64).max)
    np.minimum.at(least, label[conflicting], claim[conflicting])
    result = np.full(len(label), NONE, dtype=np.int64)
    result[conflicting] = least[label[conflicting]]
    return result
