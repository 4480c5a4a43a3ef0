"""`checker export`: claims and findings in the forms of other tools."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from checker.cli.common import ROOT, STANDARD_OUTPUT, Flags, checked, corpus_options, requested, save
from checker.cli.errors import refuse, stoppable
from checker.cli.export_wikibase import mismatch_finder, quickstatements
from checker.exporting.formats import FORMS, Form
from checker.exporting.names import URN, Names, trouble
from checker.extras import absent, installing


def base_of(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """A base of URIs that was given."""
    if value is not None and (words := trouble(value)):
        raise click.BadParameter(words)
    return value


@click.group()
def export() -> None:
    """Check a corpus and write claims, findings or decisions for another tool; nothing is sent anywhere.

    What a form cannot say is told. Exit codes: 0 written; 2 a fault in the input, and what could be read was written;
    3 incomplete.
    """


def _command(form: Form) -> click.Command:
    """The command that writes a form."""

    @click.command(form.name, help=f"Write {form.doc}.", short_help=form.doc)
    @_output(form)
    @_base(form)
    @ROOT
    @corpus_options
    def write(output: Path, root: Path | None, flags: Flags, base: str = URN) -> None:
        _write(form, output, Names(base), root, flags)

    return write


def _output(form: Form) -> Callable:
    if form.made == "text":
        path = click.Path(dir_okay=False, path_type=Path, allow_dash=True)
        words = "Write this file (default: print)."
        return click.option("--output", type=path, default=STANDARD_OUTPUT, metavar="FILE", help=words)
    folder = form.made == "folder"
    path = click.Path(dir_okay=folder, file_okay=not folder, path_type=Path)
    words = "Write a file for each table into this folder." if folder else "Write this file."
    return click.option("--output", type=path, required=True, metavar=form.made.upper(), help=words)


def _base(form: Form) -> Callable:
    """Only texts have URIs."""
    words = f"What the URIs of documents, claims and entities begin with (default: {URN})."
    option = click.option("--base", callback=base_of, default=URN, metavar="URI", help=words)
    return option if form.made == "text" else lambda command: command


def _write(form: Form, output: Path, names: Names, root: Path | None, flags: Flags) -> None:
    from checker import gate
    from checker.report.safe import visible

    if form.extra and absent(form.extra):
        raise refuse(f"what writes {form.name} is not installed: {installing(form.extra)}")
    with stoppable():
        result = checked(requested((root,) if root else (), flags))
        made = form.write(result, names)
    if form.made == "text":
        save(output, made.text)
    for name, content in made.files.items():
        save(output / name, content)
    for line in made.left_out:
        click.echo(visible(f"left out: {line}"), err=True)
    for fault in result.faults:
        click.echo(visible(f"{fault.mark}: {fault.code}: {fault.message}"), err=True)
    sys.exit(gate.exit_code((), faults=bool(result.faults), complete=result.complete))


for form in FORMS:
    export.add_command(_command(form))
export.add_command(mismatch_finder)
export.add_command(quickstatements)
