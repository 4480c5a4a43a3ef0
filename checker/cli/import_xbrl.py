"""`checker import` of reports of XBRL: their facts become claims, documents and a vocabulary in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.errors import refuse
from checker.cli.unfinished import finish, refuse_faults, unfinished
from checker.extras import absent, installing

if TYPE_CHECKING:
    from checker.xbrl.imports import Imported


def is_xbrl(path: Path) -> bool:
    """The file says at its top that it is a report of XBRL."""
    from checker.xbrl.report import is_report

    return is_report(path)


def import_xbrl(reports: Sequence[Path], output: Path | None, calculations: Path | None, published: str) -> None:
    """Writes the three files into the folder, or none where anything is at fault."""
    if absent("tables"):
        raise refuse(f"what reads tables is not installed: {installing('tables')}")
    from checker.readers.tally import listed_faults
    from checker.xbrl.imports import import_reports

    if output is None or output.is_file() or output.name.endswith((".jsonl", ".parquet", ".yaml")):
        raise click.UsageError("a report of XBRL becomes several files; give a folder for them with --output DIR")
    made = import_reports([(str(path), path) for path in reports], calculations, published)
    if made.faults:
        refuse_faults(listed_faults(made.faults))
    with ExitStack() as stack:
        written = []
        for name, lines in made.files.items():
            stream = stack.enter_context(unfinished(output / name))
            stream.writelines(line.encode() for line in lines)
            written.append((stream, output / name))
        for stream, path in written:
            finish(stream, path)
    _tell(made, len(reports))


def _tell(made: Imported, number: int) -> None:
    """What was made, and what claims cannot say, the most frequent first."""
    from checker.report.explain import counted
    from checker.report.safe import visible

    relations = f", {counted(made.relations, 'relation')}" if made.relations else ""
    lines = [f"{counted(made.claims, 'claim')}{relations} from {counted(number, 'report')}"]
    if made.left_out.counts:
        lines += ["left out:", *made.left_out.lines()]
    click.echo("\n".join(visible(line) for line in lines), err=True)
