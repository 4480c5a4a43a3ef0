"""What a literal is read as, in lines: `checker read` prints them, and an editor shows them beside a value."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checker.literals.boxes import read_value
from checker.literals.dates.dates import read_moment, read_span
from checker.literals.phrase import show_days, show_interval
from checker.literals.quantity import read_quantity
from checker.literals.units.tidy import is_measure
from checker.model.interval import Interval
from checker.model.value import Bounds, Moment, Quantity
from checker.model.vocabulary import Property, Vocabulary

NAMELESS = ""
"""The name of the property that a literal is read for where no unit is stated: none of a corpus has it."""

Lines = Iterator[tuple[str, str]]
"""What a line is about, and its words."""


def reading_lines(literal: str, prop: Property, vocabulary: Vocabulary, language: str) -> Lines:
    """What the literal is read as: its bare words, what a reader expects, all that it may mean, and why so wide.

    Raises `LiteralError` where it cannot be read.
    """
    yield "literal", literal
    if prop.datatype == "interval":
        span = read_span(literal, vocabulary.fiscal_years, language)
        for side, moment, kind in (("start", span.start, span.start_kind), ("end", span.end, span.end_kind)):
            yield side, _known(moment) if moment else kind
            yield from _readings(moment.bounds, show_days) if moment else ()
        return
    value = read_value(literal, prop, vocabulary, language)
    if not isinstance(value, Bounds):
        yield "value", value.text
    elif prop.datatype == "date":
        yield "date", _known(read_moment(literal, vocabulary.fiscal_years, language))
        yield from _readings(value, show_days)
    else:
        yield from _measured(literal, value, prop, language)


def _known(moment: Moment) -> str:
    return "one of several days" if moment.precision == "interval" else f"known to the {moment.precision}"


def _measured(literal: str, value: Bounds, prop: Property, language: str) -> Lines:
    """A quantity with its hedge and its unit, or a rank."""
    unit = prop.unit
    if prop.datatype == "quantity":
        written = read_quantity(literal, prop.tolerance, unit=unit, language=language)
        unit = unit or written.unit
        yield "hedge", written.hedge or "none"
        yield "unit", " → ".join(dict.fromkeys(filter(None, (written.unit, unit)))) + _said_of(written, prop) or "none"
    yield from _readings(value, lambda interval: show_interval(interval, "" if unit == "1" else unit))


def _said_of(written: Quantity, prop: Property) -> str:
    """What is to be known of a unit that the literal alone names: it may be no more than words after a figure."""
    if written.whole and not is_measure(written.unit.removeprefix("1")):
        return f" (a share {written.whole})"
    if prop.name == NAMELESS and written.unit == prop.unit and written.unit and not is_measure(written.unit):
        return " (not known as a unit: taken for what is counted)"
    return ""


def _readings(value: Bounds, show: Callable[[Interval], str]) -> Lines:
    yield "bare words", show(value.literal)
    yield "what a reader expects", show(value.plausible)
    yield "at the widest", show(value.possible)
    yield "how wide", value.tolerance
