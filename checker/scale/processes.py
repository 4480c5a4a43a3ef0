"""Work that is shared among copies of this process: each does a share, and what it tells comes back as JSON.

Why copies: what they work on is there already, so that nothing but the answers travels. Made where that is safe: a
copy has one thread, and whatever another one held would stay locked in it; only Linux makes copies for certain.
What a copy does not tell, because it ended or failed, is left to whoever asked; so no answer depends on copies.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from typing import IO, Any

Told = tuple[int, Any]
"""The number of a piece of work, and what is told of it."""


def shares(weights: Sequence[int], most: int, pays: int) -> list[list[int]]:
    """Pieces of work, by their numbers, dealt to at most so many processes, the heaviest first; to one where all of
    them together are lighter than `pays`, or this process may not be copied.
    """
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
    number = min(most, cores, len(weights))
    if number < 2 or sum(weights) < pays or not _alone():
        return [list(range(len(weights)))]
    dealt: list[list[int]] = [[] for _ in range(number)]
    loads = [0] * number
    for piece in sorted(range(len(weights)), key=lambda piece: -weights[piece]):
        lightest = loads.index(min(loads))
        dealt[lightest].append(piece)
        loads[lightest] += weights[piece]
    return dealt


def _alone() -> bool:
    """No other thread is at work; those that only wait to say how far a run is hold nothing."""
    here = threading.current_thread()
    others = (thread for thread in threading.enumerate() if thread is not here)
    return here is threading.main_thread() and all(isinstance(thread, threading.Timer) for thread in others)


@contextmanager
def copies(tell: Callable[[int], Any], dealt: Sequence[Sequence[int]]) -> Iterator[Callable[[], Iterator[Told]]]:
    """A copy of this process for each share, at work; what is called at last gives all that they tell. However that
    ends, they are gone afterwards.
    """
    started: list[tuple[int, IO[str]]] = []
    try:
        for share in dealt:
            started.append(_started(tell, share))
        yield lambda: chain.from_iterable(_told(stream) for _, stream in started)
    finally:
        for process, stream in started:
            stream.close()
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)


def _started(tell: Callable[[int], Any], share: Sequence[int]) -> tuple[int, IO[str]]:
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, os.fdopen(reading, encoding="ascii")
    with suppress(BaseException):  # nothing of a copy goes on as if it were the first
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.close(reading)
        lines = [json.dumps([piece, tell(piece)]) for piece in share]  # a pipe holds less than a line, or little more
        with os.fdopen(writing, "w", encoding="ascii") as stream:
            stream.writelines(f"{line}\n" for line in lines)
    os._exit(0)


def _told(stream: IO[str]) -> Iterator[Told]:
    with suppress(ValueError):  # of a line that a copy did not end
        yield from map(json.loads, stream)
