"""`checker decide --renamed-since`: rulings and the baseline are written by the names of now."""

from __future__ import annotations

from pathlib import Path

import click

from checker.cli.common import Flags


def move_along(root: Path | None, flags: Flags, ref: str) -> None:
    """Writes by the names of now what speaks by those of before; says what people have to write themselves."""
    from checker.cli.left_behind import contents_of, left_behind, write_contents
    from checker.cli.since import compared
    from checker.decisions import files
    from checker.readers.folder import name_of
    from checker.report.safe import visible

    found = compared((root,) if root else (), flags, ref)
    plan = left_behind(found.request, found.now.corpus.claims, found.moved)
    top = found.request.root.resolve()
    write_contents(contents_of(plan, found.request), top)
    for was, now in plan.decisions:
        path = files.path_of(top, now.disagreement, now.reviewer)
        click.echo(visible(f"{was.mark.file}: now {name_of(path, top)}"))
    if plan.entries != plan.entries_now:
        click.echo(f"{len(plan.entries_now):,} in the baseline")
    for (_, was), (_, now) in plan.allowed:
        click.echo(visible(f"{was.mark}: write {now.disagreement} in place of {was.disagreement}"))
    if not plan.told:
        click.echo(f"nothing speaks by a name of before {ref}")
