"""Which of the boxes that have opponents are judged: those of the keys that part most, of a very large key those that
say the same by one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from checker.scale.scan.hashes import joined
from checker.scale.scan.screens import BY_CHANGE
from checker.screening.arrays import Int64Array, no_numbers
from checker.screening.blocks import ALL_PAIRS

if TYPE_CHECKING:
    import pyarrow as pa


MOST_JUDGED = 20_000
"""Claims with opponents that become findings one by one: some ten seconds, and more than anybody reads."""
MOST_PAIRS = 200_000
"""Pairs that these may make: ten seconds again."""
SOME_OF_KEY = 50
"""Claims by which a key is weighed where more have opponents than can all be held against each other."""
MOST_READ = 50_000
"""Claims of such keys that are read, to see which say the same: some ten seconds."""


@dataclass(frozen=True, slots=True)
class LargeKey:
    """A key in which so many boxes have opponents that they are not held against each other one by one; `claims` are
    the first of them.
    """

    key: int
    conflicting: int
    claims: Int64Array


@dataclass(slots=True)
class ConflictingBoxes:
    """Boxes that have opponents: how many `rows`, the first box of each key, those that are `judged` and their keys;
    `alike` are those of large keys, of which those that say the same are judged by one of them. `truncated` counts the
    others, of which `truncated_keys` keys have nothing but these.
    """

    rows: int = 0
    first: list[tuple[Int64Array, Int64Array]] = field(default_factory=list)
    judged: Int64Array = field(default_factory=no_numbers)
    judged_keys: Int64Array = field(default_factory=no_numbers)
    alike: Int64Array = field(default_factory=no_numbers)
    truncated: int = 0
    truncated_keys: int = 0

    def sample(self) -> pa.Table:
        """A box of each key, and whether it has opponents by how fast the value changes (1) or at one time (0)."""
        import pyarrow as pa

        nothing = no_numbers()
        keys, claims = (np.concatenate(parts) for parts in zip((nothing, nothing), *self.first, strict=True))
        return pa.table({"claim": claims, "fast": keys & BY_CHANGE})


def conflicting_boxes(answers: Iterator[pa.Table]) -> ConflictingBoxes:
    """What is judged of the answers of an engine; each has whole keys."""
    import pyarrow as pa

    boxes = ConflictingBoxes()
    waiting: list[pa.Table] = []
    large: list[LargeKey] = []
    for table in answers:
        keys, first = np.unique(table["key"].to_numpy(), return_index=True)
        boxes.first.append((keys, table["claim"].to_numpy()[first]))
        boxes.rows += len(table)
        waiting.append(_worst_of_each(table))
        large += _large_keys(table)
        if sum(map(len, waiting)) > 4 * MOST_JUDGED or sum(len(key.claims) for key in large) > 4 * MOST_READ:
            waiting = [_worst_keys(pa.concat_tables(waiting))]
            large = _judged_of(large, np.unique(waiting[0]["key"].to_numpy()))
    if waiting:
        worst = _worst_keys(pa.concat_tables(waiting))
        boxes.judged_keys = np.unique(worst["key"].to_numpy())
        key, claim = worst["key"].to_numpy(), worst["claim"].to_numpy()
        large = _judged_of(large, boxes.judged_keys)
        read = [no_numbers(), *_read(large, key, claim)]
        boxes.alike = np.unique(np.concatenate(read))
        boxes.judged = claim[~np.isin(key, np.array([one.key for one in large], np.int64))]
        boxes.truncated = boxes.rows - len(boxes.judged) - sum(map(len, read))
    boxes.truncated_keys = sum(len(keys) for keys, _ in boxes.first) - len(boxes.judged_keys)
    return boxes


def _judged_of(large: Sequence[LargeKey], judged_keys: Int64Array) -> list[LargeKey]:
    """Of some large keys those that are judged, the smallest first."""
    judged = set(judged_keys.tolist())
    return sorted((key for key in large if key.key in judged), key=lambda key: (key.conflicting, key.key))


def _read(large: Sequence[LargeKey], key: Int64Array, claim: Int64Array) -> Iterator[Int64Array]:
    """The boxes of each large key that are read: all of them, or, where there is no room for these, some, with those
    that part most; these are given with their keys.
    """
    room = MOST_READ
    for number, one in enumerate(large):
        some = _spread(one.claims, room // (len(large) - number))
        room -= len(some)
        yield np.union1d(some, claim[key == one.key])


def _spread(claims: Int64Array, most: int) -> Int64Array:
    """At most so many, from the first to the last."""
    return claims if len(claims) <= most else claims[np.linspace(0, len(claims) - 1, most).astype(np.int64)]


def _worst_of_each(table: pa.Table) -> pa.Table:
    """Of each key all boxes, or, of very many, those that part most with their worst opponents."""
    key, claim, excess = (table[name].to_numpy() for name in ("key", "claim", "excess"))
    order = np.lexsort((claim, -excess, key))
    ordered = key[order]
    start, stop = (np.searchsorted(ordered, ordered, side) for side in ("left", "right"))
    first = order[(np.arange(len(key)) - start < SOME_OF_KEY) | (stop - start <= ALL_PAIRS)]
    judged = np.zeros(len(key), bool)
    judged[first] = True
    if len(first) < len(key):
        worst = joined(key[first].view(np.uint64), table["worst"].to_numpy()[first].view(np.uint64))
        judged |= np.isin(joined(key.view(np.uint64), claim.view(np.uint64)), worst)
    return table.filter(judged)


def _large_keys(table: pa.Table) -> Iterator[LargeKey]:
    """The keys of which not all boxes are held against each other."""
    keys, start, sizes = np.unique(table["key"].to_numpy(), return_index=True, return_counts=True)
    for index in np.flatnonzero(sizes > ALL_PAIRS):
        claims = table["claim"].slice(start[index], sizes[index]).to_numpy()
        yield LargeKey(int(keys[index]), int(sizes[index]), _spread(np.sort(claims), MOST_READ))


def _worst_keys(table: pa.Table) -> pa.Table:
    """The boxes of the keys that part most, as many keys as there is room for."""
    key, claim, excess = (table[name].to_numpy() for name in ("key", "claim", "excess"))
    _, group, sizes = np.unique(key, return_inverse=True, return_counts=True)
    most, least = np.full(len(sizes), -np.inf), np.full(len(sizes), np.iinfo(np.int64).max)
    np.maximum.at(most, group, excess)
    np.minimum.at(least, group, claim)
    order = np.lexsort((least, -most))
    sizes = sizes[order]
    fits = (np.cumsum(sizes) <= MOST_JUDGED) & (np.cumsum(sizes * (sizes - 1) // 2) <= MOST_PAIRS)
    return table.filter(np.isin(group, order[fits]))
