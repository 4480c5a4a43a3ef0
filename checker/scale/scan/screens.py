"""The screens that rules ask for, on the columns of a table: one way each to find what may be open at any size.

A screen of the kernel says which rows it compares: their key, their range of values, and how much that may change in a
day. The others name keys all of whose claims are judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checker.rules.registry import PAIR_SCREENS
from checker.scale.scan.context import ScanContext
from checker.scale.scan.hashes import joined
from checker.screening.arrays import BoolArray, Float64Array, Hashes, Int64Array
from checker.screening.screens import AT_ONE_TIME, CHANGE_RATE, DENIAL, Screen

Limits = tuple[Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array]
"""Both ends of what readers expect, of the widest reading, and of the bare words."""

KERNEL_SCREENS: tuple[Screen, ...] = (AT_ONE_TIME, CHANGE_RATE)
"""Their places are the sorts of boxes, which the last bit of a key tells."""
VALUES, CHANGES = 0, 1
SORT = np.uint64(1)
ROUNDING = 1 - 2.0**-49  # of a product of two floats that must not come out too large


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Some boxes before any screen. `prop` is the property of each box, `own` that of its claim, by number; `quiet` are
    boxes that oppose none by their value: denials, what is deprecated, and one of several values.
    """

    block: Hashes
    scope: Hashes
    prop: Int64Array
    own: Int64Array
    quiet: BoolArray
    times: tuple[Float64Array, Float64Array]
    limits: Limits


Rows = tuple[NDArray, dict[str, NDArray]]
"""Which of the boxes a screen compares, and the columns of these that are its own."""


def at_one_time(part: Part, context: ScanContext) -> Rows:
    """All boxes: they part by what readers expect, where their times share a day or nothing changes. The sums of a
    table rest on these rows too, so that they are there whether a rule asks for them or not.
    """
    courses = context.courses
    changes = courses.changes[part.own]
    return np.arange(len(part.prop)), {
        "key": joined(part.block, np.where(courses.scoped[part.prop], part.scope, np.uint64(0))) & ~SORT,
        "lo": np.where(part.quiet, -np.inf, part.limits[0]),
        "hi": np.where(part.quiet, np.inf, part.limits[1]),
        "t0": np.where(changes, part.times[0], -np.inf),
        "t1": np.where(changes, part.times[1], np.inf),
        "rate": np.where(changes, np.inf, 0.0),
    }


def change_rate(part: Part, context: ScanContext) -> Rows:
    """The boxes of properties whose change has a limit: they part by more than that in every reading."""
    courses = context.courses
    fast = np.flatnonzero(courses.limited[part.prop] & ~part.quiet)
    lo, hi, sense = part.limits[2][fast], part.limits[3][fast], part.prop[fast]
    with np.errstate(invalid="ignore"):
        size = np.where(courses.relative[sense], np.maximum(np.abs(lo), np.abs(hi)) * ROUNDING, 1.0)
        rate = np.nan_to_num(courses.pace[sense] * size, nan=0.0, posinf=np.inf)
    key = joined(part.block[fast], part.scope[fast], courses.name[sense]) | SORT
    return fast, {"key": key, "lo": lo, "hi": hi, "rate": rate}


ROWS: Mapping[Screen, Callable[[Part, ScanContext], Rows]] = {AT_ONE_TIME: at_one_time, CHANGE_RATE: change_rate}


def kernel_rows(part: Part, context: ScanContext) -> Iterator[tuple[int, Rows]]:
    """The rows of each screen of the kernel that a rule asks for, by its sort."""
    for sort, screen in enumerate(KERNEL_SCREENS):
        if screen is AT_ONE_TIME or screen in PAIR_SCREENS:
            yield sort, ROWS[screen](part, context)


DENIALS_WANTED = DENIAL in PAIR_SCREENS
"""Keys of which something is denied are judged in whole."""
