"""What the rules share that look at how the claims of one key follow each other in time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, combinations

from checker.literals.phrase import show_amount, show_dates_apart, show_side, show_subject, show_time
from checker.model.box import Box
from checker.model.finding import Conflict, Verdict, all_but
from checker.model.groups import grouped
from checker.model.interval import Number
from checker.model.value import Bounds
from checker.model.vocabulary import Constraint
from checker.rules.breaches import Wrong, left_out, pairs_of
from checker.rules.rule import parting
from checker.rules.world import World
from checker.screening.blocks import ALL_PAIRS

MOST_PAIRS = 500_000
"""Pairs of one key that are compared: a second or two."""
MOST_TOLD = ALL_PAIRS**2 // 2
"""Conflicts of one key that are told: as many as a block of claims may have where all of its pairs are looked at."""

ASKED = all_but("time", "event-sense")
"""Reasons that may explain a breach: that the times differ is what makes it one."""


def series(boxes: Iterable[Box]) -> Iterator[list[Box]]:
    """The boxes of each key, those that start first at the front."""
    for members in grouped(boxes, lambda box: (box.key, box.facet)).values():
        yield sorted(members, key=_start)


def _start(box: Box) -> tuple[bool, Number, str]:
    start = box.time.extent.lo
    return start is not None, start or 0, box.ref


def following(a: Box, b: Box) -> tuple[Box, Box, Verdict] | None:
    """The earlier and the later of two claims that surely speak of different times, and the gravest verdict on them: a
    tension where one of them does not state its time.
    """
    if "always" in (a.time.sort, b.time.sort) or not a.time.apart(b.time):
        return None
    early, late = (a, b) if a.time.extent.starts_no_later_than(b.time.extent) else (b, a)
    return early, late, "contradiction" if a.time.stated and b.time.stated else "tension"


def told(early: Box, late: Box, what: str, world: World) -> str:
    """The sentence of a breach: `what` never happens, and two claims say that it did."""
    first, second = (f"{show_side(box)} for {show_time(box)}" for box in (early, late))
    return f"{show_subject(early.key, world.vocabulary)} {what}: {first}, and later {second}"


def of_pairs(rule: str, boxes: Sequence[Box], check: Callable[[Box, Box], Conflict | None]) -> Iterator[Conflict]:
    """The conflicts of all pairs; of very many boxes only those that stand beside each other are compared, and of very
    many conflicts not all are told: that is never clean.
    """
    several = len(boxes) * (len(boxes) - 1) // 2
    pairs, skipped = (combinations(boxes, 2), 0) if several <= MOST_PAIRS else pairs_of(boxes)
    count = 0
    for compared, (a, b) in enumerate(pairs, start=1):
        if conflict := check(a, b):
            yield conflict
            count += 1
            if count == MOST_TOLD:
                skipped = several - compared
                break
    if skipped:
        yield left_out(rule, boxes, skipped)


def constant_in_time(constraint: Constraint, world: World) -> Wrong:
    """That nothing follows anything in time: what never changes, or has several values at one time."""
    prop = world.property_of(constraint)
    if not prop.changes:
        yield "rule", f"{prop.name} is of kind {prop.kind}, which never changes; write kind: state, or take this away"
    elif prop.many:
        yield "rule", f"{prop.name} has several values at one time; write values: single, or take this away"


# --- figures that move one way only


def moving_back(rule: str, boxes: Sequence[Box], world: World, *, up: bool) -> Iterator[Conflict]:
    """Each pair of figures of which the later lies where the earlier cannot have come from; `up`: figures only rise."""
    for members in series(boxes):
        few = members if len(members) <= ALL_PAIRS else _moved(members, up=up)
        yield from of_pairs(rule, few, lambda a, b: _back(rule, a, b, world, up=up))


def _back(rule: str, a: Box, b: Box, world: World, *, up: bool) -> Conflict | None:
    if not (isinstance(a.value, Bounds) and isinstance(b.value, Bounds)) or not parting(a.value, b.value):
        return None
    if not (order := following(a, b)):
        return None
    early, late, ceiling = order
    first, second = early.value, late.value
    for strength in ("possible", "plausible"):
        before, after = getattr(first, strength), getattr(second, strength)
        if after.below(before) if up else before.below(after):
            message = told(early, late, "never falls" if up else "never rises", world)
            moved = f"{'falls' if up else 'rises'} by {show_amount(before.gap(after) or 0, early.unit)} at the least"
            why = show_dates_apart(before, after) if early.datatype == "date" else f"it {moved}"
            return Conflict(rule, (early, late), strength, message, why, asked=ASKED, ceiling=ceiling)
    return None


def _moved(members: Sequence[Box], *, up: bool) -> list[Box]:
    """The boxes that may lie below one that starts no later, or above one that starts no earlier; `up` or mirrored."""
    ranges = [
        box.value.plausible if up else box.value.plausible.mirrored()
        for box in members
        if isinstance(box.value, Bounds)
    ]
    highest = accumulate(ranges, lambda best, other: other if best.starts_no_later_than(other) else best)
    lowest = accumulate(reversed(ranges), lambda best, other: other if best.ends_no_earlier_than(other) else best)
    return [
        box
        for box, own, most, least in zip(members, ranges, highest, reversed(list(lowest)), strict=True)
        if own.below(most) or least.below(own)
    ]
