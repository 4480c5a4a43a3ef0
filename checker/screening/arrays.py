"""The arrays that boxes are made of, as columns."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BoolArray = NDArray[np.bool_]
Int64Array = NDArray[np.int64]
Float64Array = NDArray[np.float64]
Hashes = NDArray[np.uint64]
"""Numbers that stand for texts."""


def no_numbers() -> Int64Array:
    return np.zeros(0, np.int64)
