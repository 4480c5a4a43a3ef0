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
    from checker.gate import FAULTY
    from checker.literals.literal import LiteralError
    from checker.model.vocabulary import Vocabulary
    from checker.readers.load import load
    from checker.report import reading
    from checker.report.safe import visible

    if name and (unit or exact or datatype):
        raise click.UsageError("a property says itself of what unit and what sort it is; leave the other options out")
    vocabulary = load(root or Path("claims")).vocabulary if name else Vocabulary()
    try:
        prop = reading.declared(name, vocabulary) if name else reading.property_of(unit, datatype or "quantity", exact)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    try:
        lines = list(reading.lines(literal, prop, vocabulary, language))
    except LiteralError as error:
        click.echo(f"Error: {_refusal(literal, error, prop, vocabulary)}", err=True)
        sys.exit(FAULTY)
    for head, words in lines:
        click.echo(visible(f"{head:<22} {words}"))


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
