"""The page is served on this machine's own addresses, 127.0.0.1 and ::1, and on no other."""

from __future__ import annotations

import secrets
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cache.store import digest

if TYPE_CHECKING:
    from uvicorn import Server

    from checker.review.session import Session

TOKEN_BYTES = 16
"""128 bits: nobody guesses it."""

GRACE_SECONDS = 2
"""How long answers that are under way may take after Ctrl-C."""

QUIET_PORTS = range(20000, 32768)
"""Ports from which no system takes one for a connection that names none, and so takes none of ours by chance. Source:
RFC 6335, section 6 (macOS and Windows take them from 49152 on); Linux's `ip_local_port_range` starts at 32768.
"""

LOCAL = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))
"""The addresses of this machine that no other machine reaches; a browser may take `localhost` for either."""


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that listens already and answers once it runs; `address` is where, with the token."""

    server: Server
    sockets: tuple[socket.socket, ...]
    address: str

    def close(self) -> None:
        for listener in self.sockets:
            listener.close()


def prepared(session: Session, port: int = 0) -> Serving:
    """A server of the session on the port; where it is 0 on the corpus' usual one, or on a free one."""
    import uvicorn

    from checker.review.app import application
    from checker.review.guard import guarded

    sockets = _sockets(port) if port else _usual(session.now.task.root)
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
    return Serving(uvicorn.Server(config), sockets, f"http://127.0.0.1:{port}/{token}/")


def run(serving: Serving) -> None:
    """Answers until the server is told to stop; Ctrl-C stops it and is raised again."""
    serving.server.run(list(serving.sockets))


def _usual(root: Path) -> tuple[socket.socket, ...]:
    """The port that this corpus always has, unless it is taken. Why: browsers keep drafts by address and port, and so
    the drafts are there again after a restart.
    """
    try:
        return _sockets(QUIET_PORTS[int(digest(str(root)), 16) % len(QUIET_PORTS)])
    except click.UsageError:
        return _sockets(0)


def _sockets(port: int) -> tuple[socket.socket, ...]:
    """One socket for each address, all on one port; ::1 is left out where there is none, or its port is taken."""
    sockets: list[socket.socket] = []
    for family, address in LOCAL:
        listener = socket.socket(family)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((address, port))
            listener.listen()  # at once: two sockets may be bound to one port, and only one listens
        except OSError as error:
            listener.close()
            if not sockets:
                message = f"port {port} is not free ({error.strerror}); choose another one, or none for a free one"
                raise click.UsageError(message) from None
            continue
        sockets.append(listener)
        port = listener.getsockname()[1]
    return tuple(sockets)
