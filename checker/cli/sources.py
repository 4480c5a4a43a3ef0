"""`checker sources`: how often each source agrees with the others, whom it copies, and what is best supported."""

from __future__ import annotations

from pathlib import Path

import click

from checker.cli.common import ROOT, STANDARD_OUTPUT, Flags, corpus_options, ended, requested, save
from checker.cli.errors import engine_errors


@click.command()
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="A table, or all as data.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write it to a file.")
@ROOT
@corpus_options
def sources(form: str, output: Path | None, root: Path | None, flags: Flags) -> None:
    """Tell of each source how often it agrees with the others, and of each question what is best supported.

    Sources of which one copies the other count as one. It is support, never truth, and no verdict rests on it. Exit
    codes: 0 told, also where sources differ: `checker check` judges that; 2 a fault in the input; 3 incomplete.
    """
    from checker.report.sources import write_json, write_text
    from checker.run import examine

    request = requested((root,) if root else (), flags)
    with engine_errors():
        result = examine(request)
    save(output or STANDARD_OUTPUT, (write_json if form == "json" else write_text)(result))
    ended(result, request.faults)
