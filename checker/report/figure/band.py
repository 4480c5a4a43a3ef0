"""The gap between claims that part, with its size in words; and the time between claims that time reconciles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from checker.literals.dates.spoken import in_words
from checker.literals.phrase import show_days, show_difference, show_gap
from checker.model.box import Box
from checker.model.finding import Finding, Verdict
from checker.model.interval import Interval, Number
from checker.model.value import Bounds, Term
from checker.report.explain import verdict_words
from checker.report.figure.layout import FULL, Layout
from checker.report.figure.scale import Scale
from checker.report.figure.shape import Area, Band, Stretch

READINGS: dict[Verdict, str] = {"contradiction": "possible", "tension": "plausible"}
"""The reading under which claims of a verdict part."""


def bands(finding: Finding, drawn: Layout) -> tuple[Band, ...]:
    """At most one: the widest gap between two claims of the finding."""
    if finding.verdict == "reconciled":
        return tuple(_reconciled(finding, drawn))
    reading = READINGS.get(finding.verdict)
    if reading is None:
        return ()
    if drawn.values is None:
        return tuple(_shared_time(finding, drawn))
    pairs = [(a, b) for a, b in combinations(finding.boxes, 2) if _numbers(a, b)]
    gaps = [(_gap(a, b, reading), a, b) for a, b in pairs]
    parted = [(gap, a, b) for gap, a, b in gaps if gap is not None]
    if not parted:
        return ()
    gap, a, b = max(parted, key=lambda pair: pair[0])
    return (_between(gap, a, b, reading, finding.verdict, drawn),)


def _numbers(a: Box, b: Box) -> bool:
    """Both say of one quantity what it is; a denial leaves all other numbers."""
    bounded = isinstance(a.value, Bounds) and isinstance(b.value, Bounds)
    return bounded and a.root == b.root and a.key.scope == b.key.scope and not (a.claim.denies or b.claim.denies)


def _interval(box: Box, reading: str) -> Interval:
    return getattr(box.value, reading)


def _gap(a: Box, b: Box, reading: str) -> Number | None:
    return _interval(a, reading).gap(_interval(b, reading))


def _between(gap: Number, a: Box, b: Box, reading: str, verdict: Verdict, drawn: Layout) -> Band:
    step = int(a.datatype == "date")
    first, second = _interval(a, reading), _interval(b, reading)
    low, high = (first, second) if first.below(second) else (second, first)
    stretch = _free(low, high, drawn.values, step)
    if drawn.figure.kind == "rows":
        area = Area(stretch, FULL)
    else:
        xs = [mark.possible.x for mark in drawn.figure.marks if mark.claim.ref in (a.ref, b.ref)]
        shared = max(x.lo for x in xs), min(x.hi for x in xs)
        lo, hi = shared if shared[0] < shared[1] else (min(x.lo for x in xs), max(x.hi for x in xs))
        area = Area(Stretch(lo, hi), stretch)
    sort = "contradiction" if verdict == "contradiction" else "tension"
    return Band(area, sort, between(gap, first, second, a))


def between(gap: Number, first: Interval, second: Interval, box: Box) -> str:
    """How far two ranges lie apart: `1.11 billion USD apart`."""
    if box.datatype == "date":
        return show_gap(first, second)
    return f"{show_difference(gap, box.unit)} apart" if gap else "no value in common"


def _free(low: Interval, high: Interval, scale: Scale | None, step: int) -> Stretch:
    if scale is None or low.hi is None or high.lo is None:
        return Stretch(0.0, 0.0)
    first, last = scale.at(low.hi + step), scale.at(high.lo)
    return Stretch(min(first, last), max(first, last))


def _shared_time(finding: Finding, drawn: Layout) -> Iterator[Band]:
    """Values without numbers part in the time of which both speak."""
    for a, b in combinations(finding.boxes, 2):
        shared = a.time.extent.intersection(b.time.extent)
        if isinstance(a.value, Term) and shared is not None and drawn.times is not None:
            always = "always" in (a.time.sort, b.time.sort) and shared == Interval()
            x = FULL if always else drawn.times.stretch(shared, step=1)
            words = "two values at all times" if always else f"two values for {in_words(show_days(shared))}"
            sort = "contradiction" if finding.verdict == "contradiction" else "tension"
            yield Band(Area(x, FULL), sort, words)
            return


def _reconciled(finding: Finding, drawn: Layout) -> Iterator[Band]:
    """What reconciles them, and the time between those that time keeps apart."""
    words = verdict_words(finding)
    for a, b in combinations(finding.boxes, 2):
        first, second = a.time.extent, b.time.extent
        if "time" in finding.reasons and drawn.times is not None and not first.overlaps(second):
            low, high = (first, second) if first.below(second) else (second, first)
            yield Band(Area(_free(low, high, drawn.times, 1), FULL), "reconciled", words)
            return
    yield Band(None, "reconciled", words)
