"""Boxes as members of groups: the columns that conditions of `checker.screening.groups` look at.

They are made only where some rule looks at groups.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from checker.scale.scan.context import ScanContext
from checker.scale.scan.screens import UnscreenedBoxes

MEMBER_TYPES = {
    "subject": np.int64,
    "scope": np.int64,
    "claim_property": np.int32,
    "plausible_lo": np.float64,
    "plausible_hi": np.float64,
    "value": np.int64,
    "indivisible": np.int8,
    "excluded": np.int8,
}
"""`claim_property` is the claim's property (that of an interval, where the box is its end), `plausible_lo` and
`plausible_hi` what readers expect whether the box is excluded or not, `value` the entity that is the value, 0 where it
is none.
"""


def member_columns(boxes: UnscreenedBoxes, context: ScanContext) -> dict[str, NDArray]:
    entities = context.entity_columns
    has_entity = entities.are_values[boxes.property]
    entity = np.where(has_entity, boxes.ranges.literal[0], -1).astype(np.int64)
    return {
        "subject": boxes.subject,
        "scope": boxes.scope,
        "claim_property": boxes.claim_property,
        "plausible_lo": boxes.ranges.plausible[0],
        "plausible_hi": boxes.ranges.plausible[1],
        "value": np.where(has_entity, entities.name[entity], np.uint64(0)),
        "indivisible": np.where(has_entity, entities.indivisible[entity], True),
        "excluded": boxes.excluded,
    }
