"""The worst opponent of each box by a look at every pair: what the kernel finds, without numpy.

For corpora with a large block where numpy is not installed, and what tests hold the kernel against.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from checker.model.groups import grouped

NONE = -1
"""The index of nothing."""
MOST_LOOKS = 4_000_000
"""Pairs that are looked at, each from both sides: some two seconds. A block of 2,000 claims."""


class FloatBox(NamedTuple):
    """The ends of a box as floats (`checker.screening.ends`), and the group in which it meets others."""

    group: int
    lo: float
    hi: float
    t0: float
    t1: float


class TooVaried(Exception):
    """The claims of a block are too many, or of too many kinds, to be held against each other."""


def worst_opponents(boxes: Sequence[FloatBox], rate: float, label: Sequence[int] | None = None) -> list[int]:
    """For each box the index of its worst opponent in its group, with another label where there are labels: of several
    the first, `NONE` where it has none. `rate`: by how much a value may change in a day; infinite where only boxes that
    share a day are compared.

    Raises `TooVaried` beyond `MOST_LOOKS`.
    """
    groups = grouped(range(len(boxes)), lambda index: boxes[index].group).values()
    if sum(len(members) ** 2 for members in groups) > MOST_LOOKS:
        raise TooVaried
    worst = [NONE] * len(boxes)
    for members in groups:
        for index in members:
            worst[index] = _worst(index, members, boxes, rate, label)
    return worst


def _worst(
    index: int, members: Sequence[int], boxes: Sequence[FloatBox], rate: float, label: Sequence[int] | None
) -> int:
    _, lo, hi, t0, t1 = boxes[index]
    best, farthest, most = NONE, 0.0, Fraction(0)
    for other in members:
        _, low, high, start, end = boxes[other]
        gap = max(low - hi, lo - high)  # rounding keeps the sign of differences, and their order
        if gap <= 0 or gap < farthest or (label and label[other] == label[index]):
            continue
        days = max(start - t1, t0 - end)
        if days > 0 and math.isinf(rate):
            continue
        excess = Fraction(low) - Fraction(hi) if low > hi else Fraction(lo) - Fraction(high)
        if days > 0 and rate:
            excess -= Fraction(rate) * Fraction(days)
        if excess > most:
            best, farthest, most = other, float(excess), excess
    return best
