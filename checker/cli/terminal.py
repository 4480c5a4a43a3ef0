"""What a command knows of the terminal: how wide it is, and that somebody waits there."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic
from typing import TextIO

SOON_SECONDS = 2.0
"""How long nothing is said: what takes no longer is over before it is read."""
EVERY_SECONDS = 1.0


def width() -> int:
    """Columns of the terminal that the output goes to, or those that COLUMNS names; 0 for a file or a pipe, whose lines
    are as long as they are: a search finds them whole there.
    """
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit():
        return shutil.get_terminal_size().columns
    return 0


@contextmanager
def waiting(
    doing: str, stream: TextIO | None = None, soon: float = SOON_SECONDS, every: float = EVERY_SECONDS
) -> Iterator[None]:
    """While something lasts longer than `soon` seconds the error output says so, on one line that goes away again;
    only where that is a terminal. The clock decides nothing else.
    """
    stream = stream or sys.stderr
    if stream is None or not stream.isatty() or os.environ.get("TERM") == "dumb":
        yield
        return
    over, begun = Event(), monotonic()

    def tell() -> None:
        if over.wait(soon):
            return
        while True:
            stream.write(f"\r{doing} … {monotonic() - begun:.0f} s, Ctrl-C stops it\x1b[K")
            stream.flush()
            if over.wait(every):
                break
        stream.write("\r\x1b[K")
        stream.flush()

    teller = Thread(target=tell, name="waiting", daemon=True)
    teller.start()
    try:
        yield
    finally:
        over.set()
        teller.join()
