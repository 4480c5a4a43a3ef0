"""Engines read boxes, drop the keys that cannot hold opponents, and bring the rest in the order of keys.

`checker.scale.answers` says what follows, the same for all of them. An engine adds no meaning: it only scales.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[str, float], None]
"""Is told a step and how much of it is done, from 0 to 1."""

ENVELOPE = "keys that may hold opponents"
GATHER = "their claims, in order"
KERNEL = "worst opponents"

MEMORY = 2 * 2**30
"""Bytes; enough for ten million boxes without spilling (measured), and less than a small machine has."""


SLICE = 2**15
"""Boxes that the kernel gets at a time, more only where one key has more: so its arrays stay in the processor's cache.

Source: measured; slices of a million take nearly twice the time, those of 4,000 a tenth more.
"""


class EngineError(Exception):
    """What an engine could not do, for people: what was found, what was expected, a next step."""


class Stopped(KeyboardInterrupt):
    """The user stopped the run; what it had written for itself is gone, and nothing was reported."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may take; no limit changes an answer.

    `memory` in bytes is shared by engine and kernel. `slice_rows`: boxes handed to the kernel at a time (0: what memory
    allows).
    """

    threads: int = os.cpu_count() or 1
    memory: int = MEMORY
    slice_rows: int = 0

    def rows(self, bytes_a_row: int) -> int:
        """Boxes in a slice: half of the memory is for the slices, of which each thread has one and one waits."""
        return self.slice_rows or max(1, min(SLICE, self.memory // 2 // (self.threads + 1) // bytes_a_row))


DEFAULT = Limits()
