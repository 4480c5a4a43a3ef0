"""What `checker import` does with files that others have written: their statements become claim files."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.entering import corpus_of, say_next, write_files

if TYPE_CHECKING:
    from checker.model.fault import Mark

SHOWN = 50
"""Lines of one sort that are printed; the rest is counted."""


def import_statements(names: Sequence[Path], output: Path | None, publisher: str, published: str) -> None:
    """Writes a claim file for each document that the files speak of; all that can be read of them. Ends with 2 where
    something of a file is at fault.
    """
    from checker.gate import FAULTY
    from checker.importing.claims import ClaimFile, Given, claim_files
    from checker.importing.forms import read
    from checker.report.explain import counted
    from checker.report.safe import visible

    folder, corpus = corpus_of(output)
    found = [read(name, str(name)) for name in names]
    faults = [fault for one in found for fault in one.faults]
    declared = frozenset(ref for draft in corpus.drafts for ref in draft.declared)
    sources = (source for one in found for source in one.sources)
    files: list[ClaimFile] = []
    for made in claim_files(sources, Given(publisher, published), corpus.lexicon, declared):
        if isinstance(made, ClaimFile):
            files.append(made)
        else:
            faults.append(made)
    if files:
        said = [f": {counted(one.claims, 'claim')}, {counted(one.drafts, 'draft')}" for one in files]
        step = "take that file away first, or name another folder with --output"
        write_files({folder / f"{one.id}.yaml": one.text for one in files}, folder, step, said)
    _tell(pair for one in files for pair in one.told)
    _tell((mark, f"passed over: {why}") for one in found for mark, why in one.passed_over)
    for fault in sorted(faults):
        field = f" ({fault.field})" if fault.field else ""
        click.echo(visible(f"{fault.mark}: {fault.code}{field}: {fault.message}"), err=True)
    if files:
        say_next("confirm each draft or drop it", folder, corpus, ())
    elif not faults:
        click.echo("nothing that states a claim was found, and nothing was written")
    if faults:
        sys.exit(FAULTY)


def _tell(lines: Iterable[tuple[Mark, str]]) -> None:
    from checker.report.safe import visible

    listed = sorted(lines)
    for mark, words in listed[:SHOWN]:
        click.echo(visible(f"  {mark}: {words}"))
    if len(listed) > SHOWN:
        click.echo(f"  and {len(listed) - SHOWN:,} more")
