"""How the tables of the tests write days and ranges, and what they ask of an amount."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checker.literals.dates.days import day_number
from checker.literals.literal import LiteralError
from checker.literals.quantity import read_quantity
from checker.model.interval import Interval


def days(text: str) -> Interval:
    """`1951-01-01..1951-12-31` as day numbers; nothing for an end without bound."""
    first, dots, last = text.partition("..")
    return Interval(_day(first), _day(last) if dots else _day(first))


def _day(text: str) -> int | None:
    if not text:
        return None
    sign = -1 if text.startswith("-") else 1
    year, month, day = text.lstrip("-").split("-")
    return day_number(sign * int(year), int(month), int(day))


def span(text: str) -> Interval:
    """An interval from mathematical writing: `[1, 2)`, `(40, )` without an end, `85` for a point."""
    if text[0] not in "[(":
        return Interval(Fraction(text), Fraction(text))
    lo, hi = (Fraction(end.strip().replace("_", "")) if end.strip() else None for end in text[1:-1].split(","))
    return Interval(lo, hi, lo is not None and text[0] == "(", hi is not None and text[-1] == ")")


def is_read(literal: str, possible: str, plausible: str, unit: str) -> None:
    quantity = read_quantity(literal)
    assert (quantity.bounds.possible, quantity.bounds.plausible) == (span(possible), span(plausible))
    assert quantity.unit == unit


def is_refused(literal: str, words: str, repair: str) -> None:
    """With these words, and with a repair that is read."""
    with pytest.raises(LiteralError) as caught:
        read_quantity(literal)
    assert words in caught.value.message
    assert f"`{repair}`" in caught.value.message
    assert read_quantity(repair)
