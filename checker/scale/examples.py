"""Of a large block whose pairs are not all looked at: some that show how the value went, and what explains the rest.

Why: a thousand figures for a thousand days make half a million pairs that time explains; nobody reads them one by one.
Quiet: for blocks all of whose pairs are looked at, themselves or by others that say the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby, pairwise

from checker.literals.phrase import show_later, show_time, show_value
from checker.model.box import Box
from checker.model.groups import grouped
from checker.model.interval import Interval
from checker.model.value import Bounds
from checker.screening.blocks import Block


def examples(block: Block) -> Iterator[tuple[Box, Box]]:
    """Pairs that are not looked at yet: the first claim in time with the last, the two between which the value changes
    fastest, two that differ in rounding only, and two that differ in each of what may explain it.
    """
    if not block.closed:
        return
    timed = [(middle, box) for box in block.boxes if (middle := _middle(box)) is not None]
    series = [box for _, box in sorted(timed, key=lambda pair: (pair[0], pair[1].ref, pair[1].facet))]
    ends = (series[0], series[-1]) if len(series) > 1 else (block.boxes[0], block.boxes[-1])
    known = {frozenset((a.name, b.name)) for a, b in block.pairs}
    order = {box.name: number for number, box in enumerate(block.boxes)}
    for pair in (ends, _steepest(series), _worded(block.boxes), *_unlike(block.boxes)):
        names = frozenset(box.name for box in pair)
        if len({box.ref for box in pair}) == 2 and names not in known:
            known.add(names)
            a, b = sorted(pair, key=lambda box: order[box.name])
            if block.meet(a.key.scope, b.key.scope):
                yield a, b


DIFFERENCES: tuple[Callable[[Box], object], ...] = (
    lambda box: box.key.scope,
    lambda box: box.key.property,
    lambda box: box.claim.definition,
    lambda box: box.claim.said_by,
    lambda box: box.claim.deprecated,
)
"""What may explain that claims part, beside their times and their rounding."""


def _unlike(boxes: Sequence[Box]) -> Iterator[tuple[Box, ...]]:
    """The first claim with the first one that differs from it in each of these."""
    for said in DIFFERENCES:
        other = next((box for box in boxes if said(box) != said(boxes[0])), None)
        if other:
            yield boxes[0], other


def _worded(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Two claims next to each other in value that part in their bare words only, of times that meet; none where there
    are none.
    """
    literal = [(box, box.value.literal) for box in boxes if isinstance(box.value, Bounds)]
    ended = [(range_.hi, number) for number, (_, range_) in enumerate(literal) if range_.hi is not None]
    ended.sort()
    for box, own in literal:
        below = bisect_left(ended, (own.lo, -1)) - 1 if own.lo is not None else -1
        if below >= 0 and _differ_in_words(other := literal[ended[below][1]][0], box):
            return other, box
    return ()


def _differ_in_words(a: Box, b: Box) -> bool:
    return _plausible(a).overlaps(_plausible(b)) and not a.time.apart(b.time)


def _plausible(box: Box) -> Interval:
    """The range of a number that readers expect."""
    assert isinstance(box.value, Bounds)
    return box.value.plausible


def show_trend(ends: Sequence[Box], steepest: Sequence[Box]) -> list[str]:
    """How a value went, in words: from the first claim to the last, and where it changed fastest."""
    words = [f"from {_show(ends[0])} to {_show(ends[1])}"] if ends else []
    if steepest:
        before, after = steepest
        days = _days_between(before, after)
        length = show_later(days, before.time.extent, after.time.extent)
        later = f", {length} later" if length else ""
        words.append(f"the steepest change: {_show(before)}, then {_show(after)}{later}")
    return words


def _steepest(series: Sequence[Box]) -> tuple[Box, ...]:
    """The two claims of one key between which the value changes fastest: of times next to each other those that part
    most. None where nothing changes. `series` is in the order of times.
    """
    best: tuple[Fraction, tuple[Box, ...]] = Fraction(0), ()
    for of_key in grouped(series, lambda box: box.key).values():
        moments = [list(members) for _, members in groupby(of_key, key=_middle)]
        for earlier, later in pairwise(moments):
            days = _days_between(earlier[0], later[0])
            for before, after in _farthest(earlier, later):
                if (step := _step(before, after)) and step / days > best[0]:
                    best = (step / days, (before, after))
    return best[1]


def _farthest(earlier: Sequence[Box], later: Sequence[Box]) -> Iterator[tuple[Box, Box]]:
    """The two pairs one of which parts most: the lowest before with the highest after, and the other way round."""
    if not all(isinstance(box.value, Bounds) for box in (*earlier, *later)):
        return
    yield min(earlier, key=_ceiling), max(later, key=_floor)
    yield max(earlier, key=_floor), min(later, key=_ceiling)


def _floor(box: Box) -> tuple[bool, Fraction]:
    lo = _plausible(box).lo
    return lo is not None, Fraction(lo or 0)


def _ceiling(box: Box) -> tuple[bool, Fraction]:
    hi = _plausible(box).hi
    return hi is None, Fraction(hi or 0)


def _step(a: Box, b: Box) -> Fraction | None:
    """How far the ranges that readers expect lie apart; nothing for names."""
    if not (isinstance(a.value, Bounds) and isinstance(b.value, Bounds)):
        return None
    gap = a.value.plausible.gap(b.value.plausible)
    return None if gap is None else Fraction(gap)


def _middle(box: Box) -> Fraction | None:
    extent = box.time.extent
    return None if extent.lo is None or extent.hi is None else Fraction(extent.lo + extent.hi, 2)


def _days_between(before: Box, after: Box) -> Fraction:
    """From the middle of one time to that of another; both have one."""
    start, end = _middle(before), _middle(after)
    assert start is not None
    assert end is not None
    return end - start


def _show(box: Box) -> str:
    return f"{show_value(box)} ({show_time(box)})"
