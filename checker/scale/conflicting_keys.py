"""Which of the boxes that have opponents are judged: those of the keys that part most, of a very large key some."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from checker.scale.scan.hashes import joined
from checker.scale.scan.screens import CHANGES
from checker.screening.arrays import Int64Array
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

    `first` of them stands for the key; `opposed` have opponents, in so many `groups` that do not oppose each other;
    `judged` are, and `worst` are the two that part most. Of several that part as much as each other those are judged
    whose rows come first.
    """

    key: int
    first: int
    opposed: int
    groups: int
    judged: int
    worst: tuple[int, int]

    @property
    def fast(self) -> bool:
        return bool(self.key & CHANGES)


@dataclass(slots=True)
class Opposed:
    """Boxes that have opponents: how many, one of each key, those that are judged, and of how many claims and keys
    nothing is.
    """

    rows: int = 0
    first: list[tuple[Int64Array, Int64Array]] = field(default_factory=list)
    claims: Int64Array = field(default_factory=lambda: np.zeros(0, np.int64))
    chosen: Int64Array = field(default_factory=lambda: np.zeros(0, np.int64))
    large: tuple[LargeKey, ...] = ()
    left: int = 0
    left_keys: int = 0

    def marks(self) -> pa.Table:
        """A box of each key, and whether it has opponents by how fast the value changes (1) or at one time (0)."""
        import pyarrow as pa

        nothing = np.zeros(0, np.int64)
        keys, claims = (np.concatenate(parts) for parts in zip((nothing, nothing), *self.first, strict=True))
        return pa.table({"claim": claims, "fast": keys & CHANGES})


def opposed(answers: Iterator[pa.Table]) -> Opposed:
    """What is judged of the answers of a screen; each has whole keys."""
    import pyarrow as pa

    found = Opposed()
    held: list[pa.Table] = []
    large: list[LargeKey] = []
    for table in answers:
        keys, first = np.unique(table["key"].to_numpy(), return_index=True)
        found.first.append((keys, table["claim"].to_numpy()[first]))
        found.rows += len(table)
        some = _worst_of_each(table)
        large += _large(table, some)
        held.append(some)
        if sum(map(len, held)) > 4 * MOST_JUDGED:
            held = [_worst_keys(pa.concat_tables(held))]
    if held:
        worst = _worst_keys(pa.concat_tables(held))
        found.claims = worst["claim"].to_numpy()
        found.chosen = np.unique(worst["key"].to_numpy())
    listed = set(found.chosen.tolist())
    found.large = tuple(one for one in large if one.key in listed)
    found.left = found.rows - len(found.claims) - sum(one.opposed - one.judged for one in found.large)
    found.left_keys = sum(len(keys) for keys, _ in found.first) - len(found.chosen)
    return found


def _worst_of_each(table: pa.Table) -> pa.Table:
    """Of each key all boxes, or, of very many, those that part most with their worst opponents."""
    key, claim, excess = (table[name].to_numpy() for name in ("key", "claim", "excess"))
    order = np.lexsort((claim, -excess, key))
    ordered = key[order]
    start, stop = (np.searchsorted(ordered, ordered, side) for side in ("left", "right"))
    first = order[(np.arange(len(key)) - start < SOME_OF_KEY) | (stop - start <= ALL_PAIRS)]
    kept = np.zeros(len(key), bool)
    kept[first] = True
    if len(first) < len(key):
        pairs = joined(key[first].view(np.uint64), table["worst"].to_numpy()[first].view(np.uint64))
        kept |= np.isin(joined(key.view(np.uint64), claim.view(np.uint64)), pairs)
    return table.filter(kept)


def _large(table: pa.Table, some: pa.Table) -> Iterator[LargeKey]:
    """The keys of which some boxes only are judged."""
    keys, start, sizes = np.unique(table["key"].to_numpy(), return_index=True, return_counts=True)
    if not (sizes > ALL_PAIRS).any():
        return
    own, judged = np.unique(some["key"].to_numpy(), return_counts=True)
    for place in np.flatnonzero(sizes > judged[np.searchsorted(own, keys)]):
        part = table.slice(start[place], sizes[place])
        claim, worst, excess, group = (part[name].to_numpy() for name in ("claim", "worst", "excess", "cluster"))
        most = np.lexsort((claim, -excess))[0]
        pair = int(claim[most]), int(worst[most])
        yield LargeKey(int(keys[place]), int(claim[0]), len(part), len(np.unique(group)), int(judged[place]), pair)


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
