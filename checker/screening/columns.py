"""Boxes as columns: one row for each box, one array for each field.

    claim       whole number, another one in each row: names the box and breaks ties
    key         whole number: boxes are compared with those of the same key
    lo, hi      the range of values, in the key's unit; minus and plus infinity where it is open
    t0, t1      the range of days; minus and plus infinity where it is open
    tolerance   how far values of the key may lie apart and still agree
    rate        how much the value may change in a day: 0 where time plays no part, infinite where only boxes that
                share a day are compared

Tolerance and rate belong to the key: where its rows differ, the smallest holds.

The ends are floats of `checker.screening.ends`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from checker.screening.arrays import Float64Array, Int64Array
from checker.screening.ends import HUGE

if TYPE_CHECKING:
    import pyarrow as pa

MISSING = {"lo": -math.inf, "hi": math.inf, "t0": -math.inf, "t1": math.inf, "tolerance": 0.0, "rate": 0.0}
"""What a row means that leaves a field out."""


@dataclass(frozen=True, slots=True, eq=False)
class BoxColumns:
    """Arrays of one length. Raises `ValueError` where they hold what no box can be."""

    claim: Int64Array
    key: Int64Array
    lo: Float64Array
    hi: Float64Array
    t0: Float64Array
    t1: Float64Array
    tolerance: Float64Array
    rate: Float64Array

    def __post_init__(self) -> None:
        if wrong := self._wrong():
            raise ValueError(f"columns of boxes: {wrong}")

    def __len__(self) -> int:
        return len(self.claim)

    def take(self, rows: NDArray) -> Self:
        """Only these rows (numbers or a mask)."""
        return type(self)(*(getattr(self, name)[rows] for name in FIELDS))

    def _wrong(self) -> str:
        for name in FIELDS:
            if len(getattr(self, name)) != len(self.claim):
                return (
                    f"{name} has {len(getattr(self, name)):,} rows and claim {len(self.claim):,}; give them one length"
                )
        inf = math.inf
        for name, least, most in (
            ("lo", -inf, 2 * HUGE),
            ("hi", -2 * HUGE, inf),
            ("t0", -inf, 2.0**53),
            ("t1", -(2.0**53), inf),
            ("tolerance", 0.0, inf),
            ("rate", 0.0, inf),
        ):
            column = getattr(self, name)
            bad = ~((column >= least) & (column <= most))  # also true of what is no number
            bad |= np.isfinite(column) & (np.abs(column) > 2 * HUGE)
            if bad.any():
                row = int(bad.argmax())
                return (
                    f"{name} of claim {self.claim[row]} is {column[row]}; expected a number from {least:g} to {most:g}"
                )
        if (self.t0 > self.t1).any():
            row = int((self.t0 > self.t1).argmax())
            return f"claim {self.claim[row]} ends on day {self.t1[row]}, before day {self.t0[row]}; expected t0 ≤ t1"
        return ""


FIELDS: tuple[str, ...] = tuple(field.name for field in fields(BoxColumns))


def box_columns(claim: ArrayLike, key: ArrayLike, **given: ArrayLike) -> BoxColumns:
    """BoxColumns from sequences; a single number holds for every row, and what is left out has its usual meaning."""
    if unknown := sorted(set(given) - set(MISSING)):
        raise ValueError(f"columns of boxes: found {', '.join(unknown)}; expected {', '.join(MISSING)}")
    names = np.asarray(claim, dtype=np.int64)
    values = {
        name: np.broadcast_to(np.asarray(given.get(name, missing), dtype=np.float64), names.shape)
        for name, missing in MISSING.items()
    }
    return BoxColumns(names, np.asarray(key, dtype=np.int64), **values)


def from_arrow(table: pa.Table | pa.RecordBatch) -> BoxColumns:
    """BoxColumns of an Arrow table, which holds at least `claim` and `key`; an empty cell is what was left out."""
    import pyarrow as pa
    import pyarrow.compute as pc

    def array(name: str, type: pa.DataType, missing: float | None) -> NDArray:
        cells = table[name].cast(type)
        if missing is not None and cells.null_count:
            cells = pc.fill_null(cells, missing)
        if cells.null_count:
            raise ValueError(f"columns of boxes: {cells.null_count:,} rows have no {name}; expected a whole number")
        return cells.to_numpy() if isinstance(cells, pa.ChunkedArray) else cells.to_numpy(zero_copy_only=False)

    given = {name: array(name, pa.float64(), MISSING[name]) for name in MISSING if name in table.schema.names}
    return box_columns(array("claim", pa.int64(), None), array("key", pa.int64(), None), **given)
