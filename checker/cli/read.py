"""`checker read`: what a literal is read as, or why not."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.common import ROOT, language_tag

if TYPE_CHECKING:
    from checker.literals.literal import LiteralError
    from checker.model.interval import Interval
    from checker.model.value import Bounds, Moment, Quantity
    from checker.model.vocabulary import Datatype, Property, Vocabulary

_MINUS = re.compile(r"-[^a-zA-Z-]")

_NO_UNITS = frozenset((
    "in", "at", "on", "by", "from", "since", "during", "until", "till", "before", "after", "within", "throughout",
    "for", "last", "next", "this", "that", "these", "those", "now", "today", "yesterday", "ago", "later",
    "earlier", "then", "other", "others", "again", "more", "less", "fewer", "who", "which", "were", "was", "are",
    "is", "had", "have",
))  # fmt: skip
"""Words with which nothing begins that is counted."""

NAMELESS = ""
"""The name of the property that a literal is read for where no unit is stated: none of a corpus has it."""

Lines = Iterator[tuple[str, str]]
"""What a line is about, and its words."""


class _Negative(click.Command):
    """A literal may start with a minus sign; what follows a dash and no letter is never an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        literals = [] if "--" in args else [arg for arg in args if _MINUS.match(arg)]
        options = [arg for arg in args if arg not in literals]
        return super().parse_args(ctx, [*options, "--", *literals] if literals else args)


@click.command(cls=_Negative)
@click.argument("literal")
@click.option("--unit", default="", help="The unit of the property, in which the value is shown.")
@click.option("--exact", is_flag=True, help="Of a property that is exact: nothing is rounded.")
@click.option("--date", "datatype", flag_value="date", help="A date.")
@click.option("--interval", "datatype", flag_value="interval", help="A stretch of time.")
@click.option("--rank", "datatype", flag_value="rank", help="A place in an order.")
@click.option(
    "--language", callback=language_tag, default="", metavar="TAG", help="What the document states: de, en-GB."
)
@click.option("--property", "name", default="", metavar="NAME", help="A property of the corpus, with all it declares.")
@ROOT
def read(
    literal: str, unit: str, exact: bool, datatype: Datatype | None, language: str, name: str, root: Path | None
) -> None:
    """Show what LITERAL is read as: its bare words, what a reader expects, all that it may mean, and why so wide.

    Exit codes: 0 read; 2 refused, with what to write instead.
    """
    from fractions import Fraction

    from checker.gate import FAULTY
    from checker.literals.literal import LiteralError
    from checker.model.vocabulary import Property, Tolerance, Vocabulary
    from checker.report.safe import visible

    if name and (unit or exact or datatype):
        raise click.UsageError("a property says itself of what unit and what sort it is; leave the other options out")
    if name:
        prop, vocabulary = _declared(name, root or Path("claims"))
    else:
        tolerance = Tolerance(rounded=Fraction(0)) if exact else Tolerance()
        prop = Property(
            "value" if unit else NAMELESS, "value", datatype or "quantity", "constant", unit, tolerance=tolerance
        )
        vocabulary = Vocabulary()
    try:
        prop = prop if name or unit else _unit_as_written(literal, prop, language)
        lines = list(_lines(literal, prop, vocabulary, language))
    except LiteralError as error:
        click.echo(f"Error: {_refusal(literal, error, prop, vocabulary)}", err=True)
        sys.exit(FAULTY)
    for head, words in lines:
        click.echo(visible(f"{head:<22} {words}"))


def _unit_as_written(literal: str, prop: Property, language: str) -> Property:
    """Without a stated unit the property has the one that the literal is written in."""
    from dataclasses import replace

    from checker.literals.literal import LiteralError
    from checker.literals.quantity import read_quantity
    from checker.literals.units.tidy import is_measure

    if prop.datatype != "quantity":
        return prop
    unit = read_quantity(literal, prop.tolerance, language=language).unit
    first = unit.partition(" ")[0].lower()
    if first in _NO_UNITS and not is_measure(unit):
        raise LiteralError(
            f"`{unit}` is no unit; write the amount alone, and when, where or of whom it is beside it",
            max(0, literal.find(unit)),
        )
    return replace(prop, unit=unit)


def _declared(name: str, root: Path) -> tuple[Property, Vocabulary]:
    """The property of a corpus."""
    from checker.readers.load import load
    from checker.readers.names import suggestion

    vocabulary = load(root).vocabulary
    if name not in vocabulary.properties:
        hint = suggestion(name, {known: known for known in vocabulary.properties}, "its vocabulary.yaml declares them")
        raise click.UsageError(f"there is no property {name!r} in {root}; {hint}")
    return vocabulary.properties[name], vocabulary


def _lines(literal: str, prop: Property, vocabulary: Vocabulary, language: str) -> Lines:
    from checker.literals.boxes import read_value
    from checker.literals.dates.dates import read_moment, read_span
    from checker.literals.phrase import show_days
    from checker.model.value import Bounds

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
    from checker.literals.phrase import show_interval
    from checker.literals.quantity import read_quantity

    unit = prop.unit
    if prop.datatype == "quantity":
        written = read_quantity(literal, prop.tolerance, unit=unit, language=language)
        unit = unit or written.unit
        yield "hedge", written.hedge or "none"
        yield "unit", " → ".join(dict.fromkeys(filter(None, (written.unit, unit)))) + _said_of(written, prop) or "none"
    yield from _readings(value, lambda interval: show_interval(interval, "" if unit == "1" else unit))


def _said_of(written: Quantity, prop: Property) -> str:
    """What is to be known of a unit that the literal alone names: it may be no more than words after a figure."""
    from checker.literals.units.tidy import is_measure

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


def _refusal(literal: str, error: LiteralError, prop: Property, vocabulary: Vocabulary) -> str:
    """The message with the place in the literal, and how else it can be read."""
    from dataclasses import replace

    from checker.literals.boxes import read_value
    from checker.literals.literal import LiteralError
    from checker.report.safe import visible

    shown, marker = visible(literal), " " * len(visible(literal[: error.offset])) + "^"
    lines = [error.message, "", f"    {shown}", f"    {marker}"]
    for other in (replace(prop, datatype="date"), replace(prop, datatype="rank")):
        if other.datatype != prop.datatype:
            try:
                read_value(literal, other, vocabulary)
            except LiteralError:
                continue
            lines.append(f"With --{other.datatype} it is read.")
    return "\n".join(lines)
