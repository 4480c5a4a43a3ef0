"""The screens that rules ask for, on the columns of a table: one way each to find what may be open at any size.

A screen of the kernel says which rows it compares: their key, their range of values, and how much that may change in a
day. The others name keys all of whose claims are judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from checker.rules.registry import PAIR_SCREENS
from checker.scale.scan.context import PropertyLimits
from checker.scale.scan.hashes import joined
from checker.scale.scan.literals import ValueRanges
from checker.screening.arrays import BoolArray, Float64Array, Hashes, Int64Array
from checker.screening.screens import AT_ONE_TIME, CHANGE_RATE, DENIAL, Screen

KERNEL_SCREENS: tuple[Screen, ...] = (AT_ONE_TIME, CHANGE_RATE)
"""The index of a box's screen is its column `screen`, and the last bit of its key."""
BY_VALUE, BY_CHANGE = range(len(KERNEL_SCREENS))
SCREEN_BIT = np.uint64(1)
ROUNDING = 1 - 2.0**-49  # of a product of two floats that must not come out too large


@dataclass(frozen=True, eq=False)
class UnscreenedBoxes:
    """Some boxes before any screen, as columns.

    `facet` tells which end of an interval a box is. `limiting` is the scope without members that may limit
    nothing. `property` is that of the box, `claim_property` that of its claim,
    by number. `excluded` are claims that oppose none by their value: denials, and those deprecated. `reach` is the last
    day with which a box may share a moment, beyond its `days` where it states no time. `order` is the number of the
    order in which a rank is a place.
    """

    limits: PropertyLimits
    row_id: Int64Array
    facet: Int64Array
    subject: Hashes
    scope: Hashes
    limiting: Hashes
    property: Int64Array
    claim_property: Int64Array
    excluded: BoolArray
    days: tuple[Float64Array, Float64Array]
    reach: Float64Array
    ranges: ValueRanges[Float64Array]
    order: Float64Array

    @cached_property
    def block(self) -> Hashes:
        """Subject and most general sense."""
        return joined(self.subject, self.limits.root[self.property])

    @cached_property
    def quiet(self) -> BoolArray:
        """Boxes that oppose none by their value: what is excluded, and one of several values."""
        return self.excluded | self.limits.many[self.property]


class ScreenRows(NamedTuple):
    """Which of the boxes a screen compares, and the columns of these that are its own."""

    chosen: NDArray
    columns: dict[str, NDArray]


def at_one_time(boxes: UnscreenedBoxes) -> ScreenRows:
    """All boxes: they part by what readers expect, where their times share a day, documents are near to each other or
    nothing changes. The sums of a table rest on these rows too, so that they are there whether a rule asks for them or
    not.
    """
    changes = boxes.limits.changes[boxes.claim_property]
    limited = boxes.limits.limited[boxes.property]  # what changes faster than it may is found by its own screen
    scope = np.where(boxes.limits.scoped[boxes.property], boxes.limiting, np.uint64(0))
    columns = {
        "key": joined(boxes.block, scope) & ~SCREEN_BIT,
        "lo": np.where(boxes.quiet, -np.inf, boxes.ranges.plausible[0] + boxes.order),
        "hi": np.where(boxes.quiet, np.inf, boxes.ranges.plausible[1] + boxes.order),
        "t0": np.where(changes, boxes.days[0], -np.inf),
        "t1": np.where(changes, np.where(limited, boxes.days[1], boxes.reach), np.inf),
        "moment": np.where(changes & np.isfinite(boxes.days).all(axis=0), _sum(*boxes.days), np.inf),
        "rate": np.where(changes, np.inf, 0.0),
    }
    return ScreenRows(np.arange(len(boxes.property)), columns)


def _sum(a: Float64Array, b: Float64Array) -> Float64Array:
    with np.errstate(invalid="ignore"):
        return a + b


def change_rate(boxes: UnscreenedBoxes) -> ScreenRows:
    """The boxes of properties whose change has a limit: they part by more than that in every reading."""
    limits = boxes.limits
    chosen = np.flatnonzero(limits.limited[boxes.property] & ~boxes.quiet)
    prop, lo, hi = (column[chosen] for column in (boxes.property, *boxes.ranges.possible))
    with np.errstate(invalid="ignore"):
        size = np.where(limits.relative[prop], np.maximum(np.abs(lo), np.abs(hi)) * ROUNDING, 1.0)
        rate = np.nan_to_num(limits.pace[prop] * size, nan=0.0, posinf=np.inf)
    key = joined(boxes.block[chosen], boxes.scope[chosen], limits.name[prop]) | SCREEN_BIT
    t0, t1 = (days[chosen] for days in boxes.days)
    return ScreenRows(chosen, {"key": key, "lo": lo, "hi": hi, "t0": t0, "t1": t1, "rate": rate})


ROWS: Mapping[Screen, Callable[[UnscreenedBoxes], ScreenRows]] = {AT_ONE_TIME: at_one_time, CHANGE_RATE: change_rate}


def kernel_rows(boxes: UnscreenedBoxes) -> Iterator[tuple[int, ScreenRows]]:
    """The rows of each screen of the kernel that a rule asks for, by its index."""
    for index, screen in enumerate(KERNEL_SCREENS):
        if screen is AT_ONE_TIME or screen in PAIR_SCREENS:
            yield index, ROWS[screen](boxes)


DENIALS_WANTED = DENIAL in PAIR_SCREENS
"""Of keys of which something is denied all claims are judged."""
