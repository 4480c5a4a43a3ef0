"""`checker diff`: what changed in the claims since a revision, and what became of the disagreements."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from checker.cli.common import ROOT, Flags, corpus_options
from checker.cli.since import compared, print_notes
from checker.cli.terminal import width


@click.command()
@click.argument("ref", metavar="REF")
@click.option("--format", "form", type=click.Choice(("text", "json", "markdown")), default="text", show_default=True)
@ROOT
@corpus_options
def diff(ref: str, form: str, root: Path | None, flags: Flags) -> None:
    """Tell what changed in the claims since the branch left REF, and which disagreements that made or settled.

    What is not committed yet counts too. Exit codes: 0 told; 2 a fault in the input; 3 incomplete.
    """
    from checker import gate
    from checker.history.difference import difference
    from checker.history.render import WRITERS
    from checker.report.fitting import fitted

    found = compared((root,) if root else (), flags, ref)
    print_notes(found)
    now = found.now
    written = WRITERS[form](difference(ref, found.commit, now, found.before))
    lines = (row for line in written.split("\n") for row in fitted(line, width() if form == "text" else 0))
    click.echo("\n".join(lines), nl=False)
    sys.exit(gate.exit_code((), faults=bool(now.faults), complete=now.complete))
