"""`checker read`: what a literal is read as, or why not."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.common import ROOT, language_tag

if TYPE_CHECKING:
    from checker.literals.literal import LiteralError
    from checker.model.vocabulary import Datatype, Property, Vocabulary

_MINUS = re.compile(r"-[^a-zA-Z-]")

_NO_UNITS = frozenset((
    "in", "at", "on", "by", "from", "since", "during", "until", "till", "before", "after", "within", "throughout",
    "for", "last", "next", "this", "that", "these", "those", "now", "today", "yesterday", "ago", "later",
    "earlier", "then", "other", "others", "again", "more", "less", "fewer", "who", "which", "were", "was", "are",
    "is", "had", "have",
))  # fmt: skip
"""Words with which nothing begins that is counted."""


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
    from checker.report.readings import NAMELESS, reading_lines
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
        lines = list(reading_lines(literal, prop, vocabulary, language))
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
