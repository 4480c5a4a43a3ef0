"""`checker review`: the page on which an analyst decides, served to this machine only."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.common import ROOT, Flags, corpus_options, requested
from checker.cli.errors import refuse
from checker.extras import absent, installing

if TYPE_CHECKING:
    from checker.review.session import Session


@click.command()
@ROOT
@click.option("--reviewer", default="", metavar="NAME", help="Who rules (default: the user of git).")
@click.option("--new-since", metavar="REF", help="Call new what came since the branch left REF, not since last time.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    metavar="N",
    help="The port (default: always the same one of this corpus, where it is free).",
)
@click.option(
    "--no-open",
    is_flag=True,
    help="Open no browser; print the address only. Who else works on this machine may see what is opened.",
)
@click.option("--plain", is_flag=True, help="Review on this terminal instead of in a browser.")
@corpus_options
def review(
    root: Path | None, reviewer: str, new_since: str | None, port: int, no_open: bool, plain: bool, flags: Flags
) -> None:
    """Rule on disagreements one by one, with the claims, their words and a picture side by side; confirm drafts.

    The page is served to this machine only, at an address that nobody else knows. Each ruling is one small file below
    claims/decisions: commit it. Changed files are checked again while the page is open. Ctrl-C ends the review.
    """
    from checker.decisions.files import FOLDER
    from checker.review.session import close
    from checker.review.summary import describe_session

    if not plain and absent("review"):
        raise refuse(f"the libraries of the page are not installed: {installing('review')}, or review with --plain")
    session = _session(root, reviewer, new_since, flags)
    try:
        if plain:
            from checker.review.plain import run

            run(session)
        else:
            _serve(session, port, no_open)
    finally:
        close(session)
    click.echo(describe_session(session))
    if session.journal.here:
        name = session.now.task.root.name
        ruled = all(step.path.startswith(f"{FOLDER}/") for step in session.journal.here)
        what = f"the rulings are below {name}/{FOLDER}" if ruled else f"the changes are below {name}"
        click.echo(f"{what}: look at them, then commit")


def _session(root: Path | None, reviewer: str, new_since: str | None, flags: Flags) -> Session:
    from dataclasses import replace

    from checker.cli.decide import reviewer_of
    from checker.review import journal
    from checker.review.session import begin

    paths = (root,) if root else ()
    request = requested(paths, flags)
    who = reviewer_of(request, reviewer)
    known = None
    if new_since:
        from checker.cli.since import compared, print_notes
        from checker.history.news import news_since

        found = compared(paths, flags, new_since)
        print_notes(found)
        known = news_since(found.now, ((result, names) for result, names, _ in found.results)).known
    return begin(lambda: replace(requested(paths, flags), chosen=()), who, journal.opened(request.cache, who), known)


def _serve(session: Session, port: int, no_open: bool) -> None:
    """Answers until Ctrl-C, or until the process is asked to end."""
    from checker.review.serve import prepared, run
    from checker.review.session import keep_watch

    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    serving = prepared(session, port)
    watcher = keep_watch(session)
    try:
        click.echo(f"{session.reviewer} reviews {session.now.task.root.name} at {serving.address}")
        click.echo("Ctrl-C ends the review")
        if not no_open:
            click.launch(serving.address)
        run(serving)
    except KeyboardInterrupt:
        pass
    finally:
        session.stop.set()
        watcher.join()
        serving.close()
        signal.signal(signal.SIGTERM, before)
    click.echo("")
