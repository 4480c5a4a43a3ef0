"""`checker decide --renamed-since`: rulings and the baseline are written by the names of now."""

from __future__ import annotations

from pathlib import Path

import click

from checker.cli.common import Flags
from checker.cli.errors import stored


def move_along(root: Path | None, flags: Flags, ref: str) -> None:
    """Writes by the names of now what speaks by those of before; says what people have to write themselves."""
    from checker.cli.baseline import write_entries
    from checker.cli.left_behind import baseline_of, left_behind
    from checker.cli.since import compared
    from checker.decisions import files, store
    from checker.decisions.form import render
    from checker.readers.folder import name_of
    from checker.report.safe import visible

    found = compared((root,) if root else (), flags, ref)
    request = found.request
    baseline = baseline_of(request)
    seen = store.seen(baseline)
    plan = left_behind(request, found.now.corpus.claims, found.moved)
    top = request.root.resolve()
    folder = top / files.FOLDER
    for was, now in plan.decisions:
        path, before = files.path_of(top, now.disagreement, now.reviewer), top.parent / was.mark.file
        raw = render(now).encode("utf-8", "surrogatepass")
        if path == before:
            stored(lambda path=path, raw=raw, was=was: store.write(path, raw, was.sha256, root=folder), path)
        else:
            stored(lambda path=path, raw=raw: store.write(path, raw, store.ABSENT, root=folder), path)
            stored(lambda path=before, was=was: store.remove(path, was.sha256, root=folder), before)
        click.echo(visible(f"{was.mark.file}: now {name_of(path, top)}"))
    if plan.entries != plan.entries_now:
        write_entries(baseline, tuple(plan.entries_now), seen)
    for (_, was), (_, now) in plan.allowed:
        click.echo(visible(f"{was.mark}: write {now.disagreement} in place of {was.disagreement}"))
    if not plan.told:
        click.echo(f"nothing speaks by a name of before {ref}")
