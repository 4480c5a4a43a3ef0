"""A literal as the figures that it says, in the unit of a property."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from checker.literals.boxes import read_value
from checker.literals.grammar import parse
from checker.literals.numbers.number import WrittenNumber
from checker.literals.units.tidy import is_measure
from checker.literals.units.units import convert, letters_of_units
from checker.model.interval import point
from checker.model.value import Bounds, exactly
from checker.model.vocabulary import Property, Vocabulary

_WORD = re.compile(r"[^\W\d_]+")
ROUGH = frozenset({"about", "nearly", "just_over", "just_under"})
"""Hedges on either side of a figure or near to it."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a literal says in the property's unit: its numbers in order, how finely each is written, hedges, bounds.

    `in_table`: it is the value of a row, whose unit and digits may be those of a column.
    """

    numbers: tuple[Fraction, ...]
    grains: tuple[Fraction, ...]
    manner: tuple[str, frozenset[str], bool]
    rough: bool
    bounds: Bounds
    unit: str
    in_table: bool = False


def figures_of(text: str, prop: Property, vocabulary: Vocabulary, language: str) -> Figures:
    """The figures of a literal. Raises `LiteralError` where it cannot be read as a value of the property."""
    bounds = read_value(text, prop, vocabulary, language)
    assert isinstance(bounds, Bounds)
    reading = parse(text, letters_of_units(_WORD.findall(text), prop.unit, vocabulary), language)
    written = [number for number in (reading.first, reading.second) if isinstance(number, WrittenNumber)]
    unit = "" if reading.whole and not is_measure(prop.unit) else reading.unit

    hedges = {*reading.hedges, reading.second_hedge} - {""}
    numbers = tuple(size(number.value, unit, prop, vocabulary) for number in written)
    next_ones = (size(number.value + number.grain, unit, prop, vocabulary) for number in written)
    grains = tuple(abs(after - number) for number, after in zip(numbers, next_ones, strict=True))
    manner = (reading.join, frozenset[str](hedges), reading.relative)
    return Figures(numbers, grains, manner, not hedges.isdisjoint(ROUGH), bounds, reading.unit)


def size(number: Fraction, unit: str, prop: Property, vocabulary: Vocabulary) -> Fraction:
    """A number of a unit in the unit of a property."""
    return Fraction(convert(exactly(point(number)), unit, prop.unit, vocabulary).literal.lo or 0)
