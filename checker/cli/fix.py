"""`checker fix`: claim files follow texts that changed, where every quote still stands in them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.common import Flags, corpus_options, requested
from checker.cli.errors import stored

if TYPE_CHECKING:
    from checker.texts.fix import FixedFile

SHOWN = 5
"""Documents without a text that are named."""


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show the change and write nothing.")
@corpus_options
def fix(paths: tuple[Path, ...], dry_run: bool, flags: Flags) -> None:
    """Write the SHA-256 of texts that changed, and the prefix and suffix of quotes that moved in them.

    Only where every quote from a text still stands in it, in one place. Quotes and values are never touched.
    Documents whose text is not there are named, and looked past as in checker check. Exit codes: 0 nothing is left to
    do; 2 something is left, with the reason; 3 a text is there and was not read, or none is there.
    """
    from checker.decisions import store
    from checker.gate import CLEAN, FAULTY, INCOMPLETE
    from checker.readers.load import load
    from checker.report.explain import counted
    from checker.report.safe import visible
    from checker.texts.fix import fixes, seen

    request = requested(paths, flags)
    if request.documents is None:
        raise click.UsageError("there are no texts to look at; name their folder with --documents, or in checker.toml")
    root, corpus = request.root.resolve(), load(request.root)
    plan = fixes(corpus, request.root, request.documents, request.chosen)
    for fixed in plan.files:
        if dry_run:
            click.echo(_diff(fixed))
            continue
        stored(lambda one=fixed: store.write(one.path, one.after, seen(one), root=root), fixed.path, "claims", "fix")
        for told in fixed.told:
            click.echo(visible(f"{fixed.name}: {told}"))
    for line in plan.left:
        click.echo(visible(f"left: {line}"), err=True)
    for line in plan.unread:
        click.echo(visible(f"not read: {line}"), err=True)
    if plan.absent:
        shown = ", ".join(plan.absent[:SHOWN]) + (", …" if len(plan.absent) > SHOWN else "")
        click.echo(
            visible(f"not looked at: no text is there of {counted(len(plan.absent), 'document')}: {shown}"), err=True
        )
    if (plan.looked_at or not plan.absent) and not (plan.files or plan.left or plan.unread):
        there = " that is there" if plan.absent else ""
        click.echo(f"nothing to fix: every text{there} is the one that was read, and every quote stands in it")
    faults = (*request.faults, *corpus.faults)
    if faults:
        click.echo(f"left: {len(faults)} faults in the claim files, which checker check tells", err=True)
    nothing = bool(plan.absent) and plan.looked_at == 0
    sys.exit(FAULTY if plan.left or faults else INCOMPLETE if plan.unread or nothing else CLEAN)


def _diff(fixed: FixedFile) -> str:
    from difflib import unified_diff

    from checker.readers.encoding import split_lines
    from checker.report.safe import visible

    old, new = (split_lines(raw.decode("utf-8-sig")) for raw in (fixed.before, fixed.after))
    return "\n".join(map(visible, unified_diff(old, new, fixed.name, fixed.name, lineterm="")))
