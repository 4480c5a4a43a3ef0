"""What every engine answers for a bucket of whole keys: one table, whatever cut the bucket out.

An engine yields the boxes in the order of keys, as Arrow batches; `answers` cuts them into slices of whole keys and
screens each. So plain Python, DuckDB and Spark give the same rows in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from checker.screening.columns import BoxColumns, from_arrow
from checker.screening.kernel import NONE, candidates, worst_opponents

if TYPE_CHECKING:
    import pyarrow as pa

ANSWER = ("key", "claim", "worst", "excess")
"""The columns of an answer: a box that has opponents, by key and claim; the claim of its worst opponent; by how much
the two part beyond what the key allows.
"""

BYTES_A_ROW = 720
"""Memory that the kernel takes at its peak for a row of a key that holds opponents (measured: 590, and 64 for the
columns).
"""


def answer(boxes: BoxColumns) -> pa.Table:
    """The boxes that have opponents, ordered by key and claim."""
    import pyarrow as pa

    rows = candidates(boxes)
    best = worst_opponents(rows)
    conflicting = np.flatnonzero(best.row != NONE)
    chosen = conflicting[np.lexsort((rows.claim[conflicting], boxes.key[rows.row[conflicting]]))]
    columns = (
        boxes.key[rows.row[chosen]],
        rows.claim[chosen],
        rows.claim[best.row[chosen]],
        best.excess[chosen],
    )
    return pa.table(dict(zip(ANSWER, columns, strict=True)))


def answers(batches: Iterable[pa.RecordBatch], rows: int) -> Iterator[pa.Table]:
    """The answers to batches in the order of keys, by slices of about so many rows."""
    return (answer(from_arrow(part)) for part in slices(batches, rows))


def slices(batches: Iterable[pa.RecordBatch], rows: int) -> Iterator[pa.Table]:
    """The same rows in tables of whole keys, each of at least so many rows but the last. Batches come by key."""
    import pyarrow as pa

    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        if not batch.num_rows:
            continue
        waiting.append(batch)
        if sum(part.num_rows for part in waiting) < rows or _same_key(waiting[0], batch):
            continue
        table = pa.Table.from_batches(waiting)
        key = table["key"].to_numpy()
        cut = int(np.searchsorted(key, key[-1]))
        yield table.slice(0, cut)
        waiting = table.slice(cut).to_batches()
    if waiting:
        yield pa.Table.from_batches(waiting)


def _same_key(first: pa.RecordBatch, last: pa.RecordBatch) -> bool:
    return first["key"][0] == last["key"][last.num_rows - 1]
