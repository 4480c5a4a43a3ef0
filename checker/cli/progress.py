"""How far a run is, told on a terminal once it takes longer than people wait without a word, and gone at its end."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable

import click

PATIENCE = 2.0
"""Seconds without a word. What is told changes no result."""

WIDTH = 60
"""Columns of the line, which the report writes over."""

Later = Callable[[Callable[[], None]], Callable[[], None]]
"""Has something done after a while; what it gives calls that off."""


def progress() -> Callable[[str, float], None] | None:
    """Tells on a terminal how far a run is; nothing elsewhere."""
    return delayed(_show, _after_a_while) if sys.stderr.isatty() else None


def delayed(show: Callable[[str], None], later: Later) -> Callable[[str, float], None]:
    """Takes the step of a run with the share of it that is done (0 where nobody knows), and shows them only once
    `later` has come. The step `""` ends the run, and takes away what is shown.
    """
    words, shown = "", False
    call_off: Callable[[], None] | None = None
    alone = threading.RLock()

    def begin() -> None:
        nonlocal shown
        with alone:
            if words:
                shown = True
                show(words)

    def tell(step: str, share: float) -> None:
        nonlocal words, shown, call_off
        with alone:
            words = f"{step}: {share:.0%}" if share else step
            if shown:
                show(words)
            if not step:
                if call_off:
                    call_off()
                call_off, shown = None, False
            elif call_off is None:
                call_off = later(begin)

    return tell


def _show(words: str) -> None:
    click.echo(f"\r{words:<{WIDTH}.{WIDTH}}\r", nl=False, err=True)


def _after_a_while(act: Callable[[], None]) -> Callable[[], None]:
    timer = threading.Timer(PATIENCE, act)
    timer.daemon = True
    timer.start()
    return timer.cancel
