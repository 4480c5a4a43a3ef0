"""`checker export` for those who correct a Wikibase: what people decided, as files. Nothing is sent anywhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli.common import ROOT, STANDARD_OUTPUT, Flags, checked, corpus_options, requested, save

if TYPE_CHECKING:
    from checker.model.vocabulary import Vocabulary
    from checker.wikibase.corrections import Correction, Passed
    from checker.wikibase.ids import Ids

LARGEST = 10 * 2**20
"""Bytes that the Mismatch Finder takes at once. Source: its user guide."""


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of both forms."""
    for option in (
        corpus_options,
        ROOT,
        click.option(
            "--wikibase",
            "settings",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            metavar="FILE",
            help="What the identifiers of the Wikibase are (default: those of Wikidata).",
        ),
        click.option(
            "--output",
            type=click.Path(dir_okay=False, path_type=Path, allow_dash=True),
            default=STANDARD_OUTPUT,
            metavar="FILE",
            help="Write this file (default: print).",
        ),
    ):
        command = option(command)
    return command


@click.command("mismatch-finder", short_help="what people ruled wrong, for Wikidata's Mismatch Finder (CSV)")
@_options
def mismatch_finder(output: Path, settings: Path | None, root: Path | None, flags: Flags) -> None:
    """Write statements of a Wikibase that people ruled wrong, with what is right, for the Mismatch Finder (CSV).

    Only decisions that stand are written. Exit codes: 0 written; 2 a fault in the input; 3 incomplete.
    """
    from checker.wikibase.mismatches import mismatches

    _write(mismatches, output, settings, root, flags, LARGEST)


@click.command("quickstatements", short_help="what people ruled wrong, as commands of QuickStatements")
@click.option(
    "--deprecate", is_flag=True, help="Deprecate what is wrong (QuickStatements 3.0) in place of removing it."
)
@_options
def quickstatements(output: Path, settings: Path | None, root: Path | None, flags: Flags, deprecate: bool) -> None:
    """Write what puts statements of a Wikibase right that people ruled wrong, as commands of QuickStatements.

    Only decisions that stand are written. Exit codes: 0 written; 2 a fault in the input; 3 incomplete.
    """
    from functools import partial

    from checker.wikibase.quickstatements import commands

    _write(partial(commands, deprecate=deprecate), output, settings, root, flags)


def _write(
    form: Callable[[Sequence[Correction], Vocabulary, Ids, Passed], str],
    output: Path,
    settings: Path | None,
    root: Path | None,
    flags: Flags,
    largest: int | None = None,
) -> None:
    from checker import gate
    from checker.cli.import_wikibase import read_asked
    from checker.decisions.folder import read_decisions
    from checker.report.explain import counted
    from checker.report.safe import visible
    from checker.wikibase.corrections import Passed, corrections
    from checker.wikibase.ids import known_ids

    asked = read_asked(settings)
    if asked.labels:
        raise click.UsageError(
            "labels: true takes identifiers from a dump, and there is none here; list them under ids"
        )
    request = requested((root,) if root else (), flags)
    result = checked(request)
    passed = Passed()
    found = list(corrections(result, read_decisions(request.root).decisions, passed))
    content = form(found, result.corpus.vocabulary, known_ids(asked.ids, asked.units, None), passed)
    save(output, content)
    lines = [f"{counted(len(found), 'statement')} ruled wrong"]
    lines += [f"not written: {why}: {number:,}" for why, number in sorted(passed.counts.items())]
    if largest is not None and len(content.encode()) > largest:
        lines.append(
            f"the file has more than {largest:,} bytes, which the Mismatch Finder does not take at once; part it"
        )
    click.echo("\n".join(visible(line) for line in lines), err=True)
    sys.exit(gate.exit_code((), faults=bool(result.faults or request.faults), complete=result.complete))
