"""`checker export`: what people decided, as files for those who correct a Wikibase. Nothing is sent anywhere."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from checker.cli.common import ROOT, STANDARD_OUTPUT, Flags, checked, corpus_options, requested, save

FORMATS = ("mismatch-finder", "quickstatements")
LARGEST = 10 * 2**20
"""Bytes that the Mismatch Finder takes at once. Source: its user guide."""


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write it to a file.")
@click.option(
    "--wikibase",
    "settings",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="What the identifiers of the Wikibase are (default: those of Wikidata).",
)
@click.option(
    "--deprecate",
    is_flag=True,
    help="With quickstatements: deprecate what is wrong (QuickStatements 3.0) in place of removing it.",
)
@ROOT
@corpus_options
def export(
    form: str, output: Path | None, settings: Path | None, deprecate: bool, root: Path | None, flags: Flags
) -> None:
    """Write statements of a Wikibase that people ruled wrong, with what is right: for the Mismatch Finder (CSV), or as
    commands of QuickStatements.

    Only decisions that stand are written. Nothing is sent anywhere. Exit codes: 0 written; 2 a fault in the input; 3
    incomplete.
    """
    from checker import gate
    from checker.cli.import_wikibase import counted, read_asked
    from checker.decisions.folder import read_decisions
    from checker.report.safe import visible
    from checker.wikibase.corrections import Passed, corrections
    from checker.wikibase.ids import known_ids
    from checker.wikibase.mismatches import mismatches
    from checker.wikibase.quickstatements import commands

    if deprecate and form != "quickstatements":
        raise click.UsageError(
            "--deprecate is for quickstatements; the Mismatch Finder leaves to its reviewers what to do"
        )
    asked = read_asked(settings)
    if asked.labels:
        raise click.UsageError(
            "labels: true takes identifiers from a dump, and there is none here; list them under ids"
        )
    request = requested((root,) if root else (), flags)
    result = checked(request)
    ids, passed = known_ids(asked.ids, asked.units, None), Passed()
    found = list(corrections(result, read_decisions(request.root).decisions, passed))
    vocabulary = result.corpus.vocabulary
    if form == "quickstatements":
        content = commands(found, vocabulary, ids, passed, deprecate=deprecate)
    else:
        content = mismatches(found, vocabulary, ids, passed)
    save(output or STANDARD_OUTPUT, content)
    lines = [f"{counted(len(found), 'statement')} ruled wrong"]
    lines += [f"not written: {why}: {number:,}" for why, number in sorted(passed.counts.items())]
    if form == "mismatch-finder" and len(content.encode()) > LARGEST:
        lines.append(
            f"the file has more than {LARGEST:,} bytes, which the Mismatch Finder does not take at once; part it"
        )
    click.echo("\n".join(visible(line) for line in lines), err=True)
    sys.exit(gate.exit_code((), faults=bool(result.faults or request.faults), complete=result.complete))
