"""A value literal is read into nested bounds and a unit, as the table of the design's section 4 tells.

`grammar` finds the form of the literal, `allowance` how far each number of it may lie from its words.

Units: the bounds are in the unit as written; `units.convert` takes them to another.
"""

from __future__ import annotations

from functools import lru_cache

from checker.literals.grammar import LiteralReading, parse
from checker.literals.literal import LiteralError
from checker.literals.numbers import allowance
from checker.literals.numbers.hedges import Hedge
from checker.literals.numbers.number import WrittenNumber
from checker.literals.numbers.rank import read_rank
from checker.literals.numbers.vague import Vague
from checker.literals.units.tidy import is_measure, may_be_negative
from checker.model.interval import Interval, point
from checker.model.value import Bounds, Quantity, exactly
from checker.model.vocabulary import Tolerance

__all__ = ["read_quantity", "read_rank"]

_DEFAULT = Tolerance()
REMEMBERED = 10_000
"""Literals that are read once: corpora write the same few again and again. Source: 10,000 claims with some 700 literals
become boxes in 0.35 s instead of 0.88.
"""


@lru_cache(maxsize=REMEMBERED)
def read_quantity(
    text: str, tolerance: Tolerance = _DEFAULT, *, measured: bool = False, language: str = ""
) -> Quantity:
    """What a literal says. Raises `LiteralError` where it cannot be read without guessing.

    `measured`: the property is measured, so that a bare whole number is rounded like any other, and no exact count.
    `language`: that of the document, where it states one.
    """
    reading = parse(text, language)
    words = reading.words.replace("- ", "-").replace("< =", "<=").replace("> =", ">=")
    return Quantity(_bounds(reading, tolerance, measured), reading.unit, words, text, reading.whole)


def _bounds(reading: LiteralReading, tolerance: Tolerance, measured: bool) -> Bounds:
    measured = measured or is_measure(reading.unit)
    floor = not may_be_negative(reading.unit)
    kind: Hedge = next((hedge for hedge in reading.hedges if hedge != "about"), "")
    about = "about" in reading.hedges
    first, second = reading.first, reading.second
    if isinstance(first, Vague):
        return _vague_bounds(first, kind, floor)
    if reading.unit == "%":
        first, second = allowance.percentage(first), second and allowance.percentage(second)
    if second is None:
        firm = "exactly" in reading.hedges
        return _single_bounds(first, kind, about, firm, floor, tolerance, measured)
    if reading.join == "±":
        error = abs(first.value) * second.value / 100 if reading.relative else second.value
        return allowance.margin(first, error, about, tolerance)
    if reading.join == "but":
        return _pair_bounds(first, kind, second, reading.second_hedge)
    return allowance.stretch(first, second, kind or ("about" if about else ""), tolerance, measured)


def _single_bounds(
    number: WrittenNumber, kind: Hedge, about: bool, firm: bool, floor: bool, tolerance: Tolerance, measured: bool
) -> Bounds:
    """`firm`: `at least exactly 40` tells a limit and nothing of where beyond it the value is expected."""
    if kind == "exactly":
        return exactly(point(number.value), "none: said to be exact")
    if kind == "nearly":
        return allowance.near(number, tolerance)
    if kind:
        start = allowance.approximate(number, tolerance, measured) if about else exactly(point(number.value))
        limit = allowance.next_round(number) if kind in ("over", "at_least") else allowance.last_round(number)
        limit = None if firm else limit
        return allowance.one_sided(kind, start, limit, floor)
    if about:
        return allowance.approximate(number, tolerance, measured)
    return allowance.unhedged(number, tolerance, measured)


def _vague_bounds(vague: Vague, kind: Hedge, floor: bool) -> Bounds:
    start = Bounds(vague.plausible, vague.plausible, vague.possible, vague.why)
    if not kind:
        return start
    limit = vague.plausible.hi if kind in ("over", "at_least") else vague.plausible.lo
    return allowance.one_sided(kind, start, limit, floor)


def _pair_bounds(first: WrittenNumber, kind: Hedge, second: WrittenNumber, other: Hedge) -> Bounds:
    if kind in ("under", "at_most"):
        first, kind, second, other = second, other, first, kind
    if first.value >= second.value:
        raise LiteralError(
            f"nothing lies over {first.text} and under {second.text}; write the limits the other way round"
        )
    return exactly(Interval(first.value, second.value, kind == "over", other == "under"), "none: both limits are given")
