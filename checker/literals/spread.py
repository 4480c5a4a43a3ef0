"""How far the readings of a figure reach to either side of it, in words: what findings call the allowance."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from fractions import Fraction

from checker.literals.numbers.number import in_digits
from checker.literals.units.plurals import plural
from checker.model.interval import Interval
from checker.model.value import Bounds


def with_words(bounds: Bounds, value: Fraction, why: str, unit: str, times: Fraction) -> Bounds:
    """The bounds with what they allow around a figure, as findings say it, in a unit of which `times` are one of the
    figure's own; `why` names the hedge or the rounding.
    """
    if bounds.possible.is_point:
        return replace(bounds, tolerance=f"none: {why}")
    expected, widest = (_spread(reading, value, unit, times) for reading in (bounds.plausible, bounds.possible))
    text = f"{widest}: {why}" if expected == widest else f"{expected} expected, {widest} at the widest: {why}"
    return replace(bounds, tolerance=text)


def _spread(interval: Interval, value: Fraction, unit: str, times: Fraction) -> str:
    """`±500`, `-500 to +1,000`, `from -500 up`: how far an interval reaches to either side of a value."""
    below = None if interval.lo is None else (interval.lo - value) * times
    above = None if interval.hi is None else (interval.hi - value) * times
    if below is None and above is None:
        return "any"
    if below is None or above is None:
        edge, way = (above, "down") if below is None else (below, "up")
        return f"from {_signed(edge or Fraction(0), unit)} {way}"
    if below == -above:
        return f"±{_width(above, unit)}"
    ends = [_signed(end, unit) for end in (below, above) if end]
    return " to ".join(ends)


def _signed(value: Fraction, unit: str) -> str:
    return f"{'-' if value < 0 else '+' if value else ''}{_width(abs(value), unit)}"


def _width(value: Fraction, unit: str) -> str:
    """How far two amounts lie apart: two percentages differ by points."""
    if len(unit) == 1 and unicodedata.category(unit) == "Sc":
        return f"{unit}{in_digits(value)}"
    name = {"%": "point", "1": ""}.get(unit, unit)
    return f"{in_digits(value)} {name if value == 1 else plural(name)}".rstrip()
