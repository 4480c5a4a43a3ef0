"""Numbers and days find their place between 0 and 1, and the scale its marks at round numbers and calendar steps.

Why floats only at the end: a place is reckoned exactly and rounded once, so numbers of a thousand digits have places.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from checker.literals.dates.days import MONTHS, civil, day_number
from checker.literals.dates.spoken import said_year
from checker.literals.phrase import show_amount, show_number
from checker.model.interval import Interval, Number
from checker.report.figure.shape import Stretch, StretchEnd, Tick
from checker.report.figure.words import small_pixels

LOG_FROM = 1000
"""Spread (highest by lowest) from which a scale is logarithmic: below it the smallest box still is a dot to see."""

MARGIN = Fraction(1, 12)
"""Part of the range that stays free on either side, so that an edge is never taken for the frame."""

LONGEST_LABEL = 13
LONGEST_POWERS = (-4, 15)
"""Characters and powers of ten of a number on a scale that is written out; another is given by its power."""

ACROSS = 246
"""Pixels that labels beside each other may take: the frame on the narrowest page."""

BETWEEN = 7
"""Pixels from one label to the next."""

BESIDE = (6, 15)
"""Pixels left and right of the frame into which a label may reach."""

LEAST_TICKS = 2
"""Numbers on a scale: from one alone no distance can be read."""

DAY_PAD = 15
"""Days shown on either side of a picture that is about one day: its month."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From the number at 0 to the number at 1; they differ."""

    lo: Number
    hi: Number
    log: bool = False

    def at(self, number: Number) -> float:
        if number <= self.lo:
            return 0.0
        if number >= self.hi:
            return 1.0
        if self.log:
            bottom, top = log10(self.lo), log10(self.hi)
            return min(1.0, max(0.0, (log10(number) - bottom) / (top - bottom)))
        return float(Fraction(number - self.lo) / Fraction(self.hi - self.lo))

    def stretch(self, interval: Interval, step: int = 0) -> Stretch:
        """The interval's place; `step` is what its last number takes up itself (a day)."""
        lo = 0.0 if interval.lo is None else self.at(interval.lo)
        hi = 1.0 if interval.hi is None else self.at(interval.hi + step)
        return Stretch(lo, hi, _end(interval.lo, interval.lo_open), _end(interval.hi, interval.hi_open))


def _end(number: Number | None, left_out: bool) -> StretchEnd:
    return "open" if number is None else "left-out" if left_out else "closed"


def log10(number: Number) -> float:
    exact = Fraction(number)
    return math.log10(exact.numerator) - math.log10(exact.denominator)


def number_scale(numbers: Iterable[Number]) -> Scale:
    ordered = sorted(set(numbers)) or [0]
    lo, hi = Fraction(ordered[0]), Fraction(ordered[-1])
    if lo == hi:
        pad = max(abs(lo) / 10, Fraction(1)) if lo.denominator == 1 else abs(lo) / 10
        return Scale(lo - pad, hi + pad)
    if lo > 0 and hi / lo > LOG_FROM:
        pad = Fraction(10) ** max(1, round((log10(hi) - log10(lo)) * float(MARGIN)))
        return Scale(lo / pad, hi * pad, log=True)
    pad = (hi - lo) * MARGIN
    return Scale(lo - pad, hi + pad)


def day_scale(days: Iterable[Number]) -> Scale:
    """A scale of days on which the last one ends where the next begins."""
    ordered = sorted({int(day) for day in days}) or [0]
    lo, hi = ordered[0], ordered[-1] + 1
    pad = math.ceil((hi - lo) * MARGIN) if hi - lo > 1 else DAY_PAD
    return Scale(lo - pad, hi + pad)


def number_ticks_across(scale: Scale, unit: str, *, integers: bool = False) -> tuple[Tick, ...]:
    """Round numbers beside each other: as many as have room."""
    candidates = (number_ticks(scale, unit, integers=integers, most=most) for most in (4, 3, 2))
    return next((ticks for ticks in candidates if _fit(ticks)), ())


def _fit(ticks: tuple[Tick, ...]) -> bool:
    """No label meets the next one, also where the first or last one turns inwards at the edge."""
    spans = []
    for tick in ticks:
        half = (small_pixels(tick.label) + BETWEEN) / 2
        at = tick.at * ACROSS
        middle = at + half if at < half - BESIDE[0] else at - half if at > ACROSS + BESIDE[1] - half else at
        spans.append((middle - half, middle + half))
    return all(left[1] <= right[0] for left, right in pairwise(spans))


def number_ticks(scale: Scale, unit: str, *, integers: bool = False, most: int = 4) -> tuple[Tick, ...]:
    """Round numbers above each other, the highest with the unit; only integers where nothing lies between them
    (`integers`).
    """
    numbers = _powers(scale, most) if scale.log else _round_numbers(scale, most)
    if len(numbers) < LEAST_TICKS and not scale.log:
        numbers = _round_numbers(scale, 2 * most)
    if integers:
        numbers = [number for number in numbers if number.denominator == 1]
    last = len(numbers) - 1
    return tuple(
        Tick(scale.at(number), amount_label(number, unit if index == last else ""))
        for index, number in enumerate(numbers)
    )


def amount_label(number: Number, unit: str) -> str:
    """`60,000 MW`, `2 billion`, `2×10^21`."""
    size = math.floor(log10(abs(number))) if number else 0
    words = show_number(number) if LONGEST_POWERS[0] <= size <= LONGEST_POWERS[1] else ""
    if words and len(words) <= LONGEST_LABEL:
        return show_amount(number, unit)
    times = round(Fraction(abs(number)) / Fraction(10) ** size)
    return f"{'-' if number < 0 else ''}{'' if times == 1 else f'{times}×'}10^{size} {unit}".rstrip()


def _round_numbers(scale: Scale, most: int) -> list[Fraction]:
    width = Fraction(scale.hi) - Fraction(scale.lo)
    power = math.floor(log10(width / most))
    steps = (Fraction(factor) * Fraction(10) ** (power + more) for more in (0, 1) for factor in (1, 2, 5))
    step = next(step for step in steps if width / step <= most)
    first, last = math.ceil(Fraction(scale.lo) / step), math.floor(Fraction(scale.hi) / step)
    return [step * times for times in range(first, last + 1)]


def _powers(scale: Scale, most: int) -> list[Fraction]:
    first, last = math.ceil(log10(scale.lo)), math.floor(log10(scale.hi))
    every = max(1, math.ceil((last - first + 1) / most))
    return [Fraction(10) ** power for power in range(first, last + 1) if (power - first) % every == 0]


# --- days

MONTH_STEPS = (1, 2, 3, 6)
YEAR_STEPS = (1, 2, 5)


def day_ticks(scale: Scale, most: int = 6) -> tuple[Tick, ...]:
    """Days, months, years, decades, centuries or more: the shortest step of which the labels have room."""
    lo, hi = math.ceil(scale.lo), math.floor(scale.hi)
    for step in _calendar_steps():
        days = step(lo, hi, most)
        if days is not None and len(days) <= most:
            for labels in (_day_labels(days, step), _day_labels(days[::-1], step)[::-1]):
                ticks = tuple(Tick(scale.at(day), label) for day, label in zip(days, labels, strict=True))
                if _fit(ticks):
                    return ticks
    raise AssertionError("steps grow without end")


CalendarStep = Callable[[int, int, int], list[int] | None]


def _calendar_steps() -> Iterable[CalendarStep]:
    """Each step gives the days from `lo` to `hi` that it marks, or `None` where they would be far too many."""
    for days in (1, 2, 5, 10):
        yield _Days(days)
    for months in MONTH_STEPS:
        yield _Months(months)
    power = 1
    while True:
        for years in YEAR_STEPS:
            yield _Months(12 * years * power)
        power *= 10


@dataclass(frozen=True, slots=True)
class _Days:
    """Days of a month: the first, and every so many after it as long as a whole step is left."""

    every: int

    def __call__(self, lo: int, hi: int, most: int) -> list[int] | None:
        if (hi - lo) / self.every > 2 * most:
            return None
        return [day for day in range(lo, hi + 1) if self._marked(civil(day)[2])]

    def _marked(self, of_month: int) -> bool:
        return (of_month - 1) % self.every == 0 and (self.every == 1 or of_month + self.every <= 32)


@dataclass(frozen=True, slots=True)
class _Months:
    """First days of months. Of several years those are marked that people call round, on either side of our era: `200`,
    `1` and `200 BCE`, which is the year -199.
    """

    every: int

    def __call__(self, lo: int, hi: int, most: int) -> list[int] | None:
        if (hi - lo) / (28 * self.every) > 2 * most:
            return None
        year, month, _ = civil(lo)
        first = (year * 12 + month - 1) // self.every - 1
        days = []
        for count in range(first, first + 2 * most + 5):
            at = count * self.every
            later = self.every > 12 and count <= 0
            day = day_number(at // 12 + later, at % 12 + 1, 1)
            if lo <= day <= hi:
                days.append(day)
        return days


def _day_labels(days: list[int], step: CalendarStep) -> list[str]:
    """`1960`; `Mar 2016`, `Jun`; `11 Mar 2016`, `21 Mar`: the year where it is another than before, and of January."""
    labels, before = [], None
    for day in days:
        year, month, of_month = civil(day)
        first_month = isinstance(step, _Months) and month == 1
        parts = [said_year(year)] if year != before or first_month else []
        if not first_month:
            parts.insert(0, MONTHS[month - 1][:3])
        if not isinstance(step, _Months):
            parts.insert(0, str(of_month))
        labels.append(" ".join(parts))
        before = year
    return labels
