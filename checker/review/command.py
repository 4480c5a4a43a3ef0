"""`checker review`: the page on which an analyst decides, served to this machine only."""

from __future__ import annotations

import secrets
import signal
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.commands.common import Flags, corpus_options, job

if TYPE_CHECKING:
    from checker.review.session import Session

TOKEN_BYTES = 16
"""128 bits: nobody guesses it."""

GRACE_SECONDS = 2
"""How long answers that are under way may take after Ctrl-C."""


@click.command()
@click.option("--claims", "root", type=click.Path(exists=True, path_type=Path), help="The corpus (default: claims).")
@click.option("--reviewer", default="", metavar="NAME", help="Who rules (default: the user of git).")
@click.option("--new-since", metavar="REF", help="Call new what came since the branch left REF, not since last time.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="The port (default: a free one).")
@click.option("--no-open", is_flag=True, help="Open no browser; print the address only.")
@click.option("--plain", is_flag=True, help="Review on this terminal instead of in a browser.")
@corpus_options
def review(
    root: Path | None, reviewer: str, new_since: str | None, port: int, no_open: bool, plain: bool, flags: Flags
) -> None:
    """Rule on findings one by one, with the claims, their words and a picture side by side.

    The page is served to this machine only, at an address that nobody else knows. Each ruling is one small file below
    claims/decisions: commit it. Changed files are checked again while the page is open. Ctrl-C ends the review.
    """
    from checker.review.session import close
    from checker.review.summary import told

    session = _session(root, reviewer, new_since, flags)
    try:
        if plain:
            from checker.review.plain import run

            run(session)
        else:
            _serve(session, port, no_open)
    finally:
        close(session)
    click.echo(told(session))
    if session.journal.here:
        click.echo(f"the rulings are below {session.now.task.root.name}/decisions: look at them, then commit")


def _session(root: Path | None, reviewer: str, new_since: str | None, flags: Flags) -> Session:
    from dataclasses import replace

    from checker.commands.decide import reviewer_of
    from checker.review import journal
    from checker.review.session import begin

    paths = (root,) if root else ()
    task = job(paths, flags)
    who = reviewer_of(task, reviewer)
    known = None
    if new_since:
        from checker.commands.since import compared, tell_notes

        found = compared(paths, flags, new_since)
        tell_notes(found)
        known = frozenset(finding.id for finding in found.before.findings)
    return begin(lambda: replace(job(paths, flags), chosen=()), who, journal.opened(task.cache, who), known)


def _serve(session: Session, port: int, no_open: bool) -> None:
    """Answers until Ctrl-C or until the process is asked to end."""
    import uvicorn

    from checker.review.app import application
    from checker.review.guard import guarded
    from checker.review.session import keep_watch

    sockets = _sockets(port)
    port = sockets[0].getsockname()[1]
    token = secrets.token_urlsafe(TOKEN_BYTES)
    config = uvicorn.Config(
        guarded(application(session), port, token),
        http="h11",
        ws="none",
        lifespan="off",
        loop="asyncio",
        log_level="error",
        access_log=False,  # it would write the token down
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    address = f"http://127.0.0.1:{port}/{token}/"
    click.echo(f"{session.reviewer} reviews {session.now.task.root.name} at {address}")
    click.echo("Ctrl-C ends the review")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    watcher = keep_watch(session)
    if not no_open:
        click.launch(address)
    try:
        uvicorn.Server(config).run(sockets)
    except KeyboardInterrupt:
        pass
    finally:
        session.stop.set()
        watcher.join()
        for one in sockets:
            one.close()
    click.echo("")


def _sockets(port: int) -> list[socket.socket]:
    """Sockets that only this machine reaches: on 127.0.0.1, and on ::1 where there is such an address."""
    first = socket.socket(socket.AF_INET)
    try:
        first.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        first.bind(("127.0.0.1", port))
    except OSError as error:
        first.close()
        raise click.UsageError(f"port {port} is not free ({error.strerror}); choose another one") from None
    found = [first]
    try:
        second = socket.socket(socket.AF_INET6)
        second.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        second.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        second.bind(("::1", first.getsockname()[1]))
        found.append(second)
    except OSError:  # no such address here, or somebody else has that port: 127.0.0.1 is what is told
        pass
    return found
