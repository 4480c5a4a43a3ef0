"""Which of the boxes that have opponents are judged: those of the keys that part most, of a very large key some."""

from __future__ import annotations

from collections.abc import Iterator
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
"""Claims that are judged of a key where more have opponents than can all be held against each other."""


@dataclass(frozen=True, slots=True)
class LargeKey:
    """A key in which more boxes have opponents than are all judged.

    `first` of them stands for the key; `conflicting` have opponents, in so many `groups` that do not oppose each other;
    `judged` are, and `worst` are the two that part most. Of several that part as much as each other those are judged
    whose rows come first.
    """

    key: int
    first: int
    conflicting: int
    groups: int
    judged: int
    worst: tuple[int, int]

    @property
    def fast(self) -> bool:
        return bool(self.key & BY_CHANGE)


@dataclass(slots=True)
class ConflictingBoxes:
    """Boxes that have opponents: how many `rows`, the first box of each key, those that are `judged` and their keys;
    `truncated` counts the others, which stand in so many keys of which none is judged.
    """

    rows: int = 0
    first: list[tuple[Int64Array, Int64Array]] = field(default_factory=list)
    judged: Int64Array = field(default_factory=no_numbers)
    judged_keys: Int64Array = field(default_factory=no_numbers)
    large: tuple[LargeKey, ...] = ()
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
        worst = _worst_of_each(table)
        large += _large_keys(table, worst)
        waiting.append(worst)
        if sum(map(len, waiting)) > 4 * MOST_JUDGED:
            waiting = [_worst_keys(pa.concat_tables(waiting))]
    if waiting:
        worst = _worst_keys(pa.concat_tables(waiting))
        boxes.judged = worst["claim"].to_numpy()
        boxes.judged_keys = np.unique(worst["key"].to_numpy())
    judged_keys = set(boxes.judged_keys.tolist())
    boxes.large = tuple(key for key in large if key.key in judged_keys)
    boxes.truncated = boxes.rows - len(boxes.judged) - sum(key.conflicting - key.judged for key in boxes.large)
    boxes.truncated_keys = sum(len(keys) for keys, _ in boxes.first) - len(boxes.judged_keys)
    return boxes


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


def _large_keys(table: pa.Table, worst: pa.Table) -> Iterator[LargeKey]:
    """The keys of which the worst boxes only are judged."""
    keys, start, sizes = np.unique(table["key"].to_numpy(), return_index=True, return_counts=True)
    if not (sizes > ALL_PAIRS).any():
        return
    judged_keys, judged = np.unique(worst["key"].to_numpy(), return_counts=True)
    for index in np.flatnonzero(sizes > judged[np.searchsorted(judged_keys, keys)]):
        part = table.slice(start[index], sizes[index])
        claim, opponent, excess, cluster = (part[name].to_numpy() for name in ("claim", "worst", "excess", "cluster"))
        most = np.lexsort((claim, -excess))[0]
        yield LargeKey(
            key=int(keys[index]),
            first=int(claim[0]),
            conflicting=len(part),
            groups=len(np.unique(cluster)),
            judged=int(judged[index]),
            worst=(int(claim[most]), int(opponent[most])),
        )


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
