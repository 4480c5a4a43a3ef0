"""Random corpora as columns, and a slow screen that looks at every pair."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pytest

from checker.screen.columns import Columns, columns

Corpora = Callable[..., Columns]
Slow = Callable[[Columns], pa.Table]


def random_corpora(seed: int, keys: int = 1000, largest: int = 24) -> Columns:
    """As many corpora as keys, of 1 to `largest` boxes each, in which much touches, ties and overlaps.

    All numbers are small multiples of 1/4, so that sums and products of them are exact.
    """
    random = np.random.default_rng(seed)
    group = np.repeat(np.arange(keys), random.integers(1, largest + 1, keys))
    size = len(group)

    def of_key(choices: list[float]) -> np.ndarray:
        return random.choice(choices, keys)[group]

    def sometimes(share: float) -> np.ndarray:
        return random.random(size) < share

    spread, width, days, length = of_key([0, 2, 8, 40]), of_key([0, 2, 6]), of_key([0, 5, 30]), of_key([0, 4, 20])
    lo = np.floor(random.uniform(-spread, spread + 1)) / of_key([1, 4])
    hi = lo + np.floor(random.uniform(0, width + 1)) * sometimes(0.6)
    t0 = np.floor(random.uniform(-days, days + 1))
    t1 = t0 + np.floor(random.uniform(0, length + 1)) * sometimes(0.6)
    return columns(
        random.permutation(size * 3)[:size] - size,
        random.permutation(keys * 2)[:keys][group] - keys,
        lo=np.where(sometimes(0.08), -np.inf, lo),
        hi=np.where(sometimes(0.08), np.inf, hi),
        t0=np.where(sometimes(0.08), -np.inf, t0),
        t1=np.where(sometimes(0.08), np.inf, t1),
        tolerance=of_key([0, 0, 0.25, 1, 3]),
        rate=of_key([0, 0.25, 0.5, 1, 4, np.inf]),
    )


def every_pair(boxes: Columns) -> pa.Table:
    """What `checker.screen.answers.answer` promises, from all pairs of each key."""
    found: list[tuple[int, int, int, float, int]] = []
    for key in np.unique(boxes.key):
        part = boxes.take(boxes.key == key)
        excess = excesses(part, np.arange(len(part)))
        excess[np.diag_indices(len(part))] = -np.inf
        cluster = _tied(excess > 0)
        for row in np.flatnonzero((excess > 0).any(axis=1)):
            most = excess[row].max()
            worst = part.claim[excess[row] == most].min()
            tied = part.claim[cluster[row]].min()
            found.append((int(key), int(part.claim[row]), int(worst), float(most), int(tied)))
    kinds = {"key": pa.int64(), "claim": pa.int64(), "worst": pa.int64(), "excess": pa.float64(), "cluster": pa.int64()}
    cells = list(zip(*sorted(found), strict=True)) or [()] * len(kinds)
    return pa.table({name: pa.array(cells[place], kind) for place, (name, kind) in enumerate(kinds.items())})


def excesses(boxes: Columns, rows: np.ndarray) -> np.ndarray:
    """By how much each of `rows` parts from each box, straight from the definition; below 0: not at all."""
    a = boxes.take(rows)
    none = np.zeros(1)
    gap = np.maximum(np.maximum(boxes.lo - a.hi[:, None], a.lo[:, None] - boxes.hi), none)
    days = np.maximum(np.maximum(boxes.t0 - a.t1[:, None], a.t0[:, None] - boxes.t1), none)
    apart = days > 0
    drift = np.zeros(days.shape)
    drift[apart] = (np.broadcast_to(a.rate[:, None], days.shape)[apart]) * days[apart]
    return gap - (a.tolerance[:, None] + drift)


def _tied(opposed: np.ndarray) -> np.ndarray:
    """Who is tied to whom by any number of steps."""
    tied = opposed | np.eye(len(opposed), dtype=bool)
    while True:
        further = (tied.astype(np.float32) @ tied.astype(np.float32)) > 0
        if (further == tied).all():
            return tied
        tied = further


@pytest.fixture(scope="session")
def corpora() -> Corpora:
    return random_corpora


@pytest.fixture(scope="session")
def slow() -> Slow:
    return every_pair


@pytest.fixture(scope="session")
def parting() -> Callable[[Columns, np.ndarray], np.ndarray]:
    return excesses
