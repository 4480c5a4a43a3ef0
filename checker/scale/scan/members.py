"""Boxes as members of groups: the columns that conditions of `checker.screening.groups` look at.

They are made only where some rule looks at groups.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from checker.scale.scan.context import ScanContext
from checker.screening.arrays import BoolArray, Float64Array, Hashes, Int64Array

KINDS = {
    "subject": np.int64,
    "scope": np.int64,
    "own": np.int32,
    "plo": np.float64,
    "phi": np.float64,
    "value": np.int64,
    "leaf": np.int8,
    "silent": np.int8,
}
"""`own` is the claim's property (that of an interval, where the box is its end), `plo` and `phi` what readers expect
whoever says it, `value` the entity that is the value, 0 where it is none.
"""


def members(
    subject: Hashes,
    scope: Hashes,
    prop: Int64Array,
    own: Int64Array,
    silent: BoolArray,
    limits: Sequence[Float64Array],
    context: ScanContext,
) -> dict[str, NDArray]:
    entities = context.known
    named = entities.valued[prop]
    place = np.where(named, limits[4], -1).astype(np.int64)
    return {
        "subject": subject,
        "scope": scope,
        "own": own,
        "plo": limits[0],
        "phi": limits[1],
        "value": np.where(named, entities.name[place], np.uint64(0)),
        "leaf": np.where(named, entities.leaf[place], True),
        "silent": silent,
    }
