"""Engines read boxes, drop the keys that cannot hold opponents, and bring the rest in the order of keys.

`checker.scale.answers` says what follows, the same for all of them. An engine adds no meaning: it only scales.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

Progress = Callable[[str, float], None]
"""Gets a step and how much of it is done, from 0 to 1."""
RunKernel = Callable[[], Iterator["pa.Table"]]
"""Gives the boxes that have opponents, by key and claim."""
Query = Callable[..., "pa.Table"]
"""Asks in SQL about the table `boxes`, and about `wanted` where a second table is given."""

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


class Interrupted(KeyboardInterrupt):
    """The user stopped the run; what it had written for itself is gone, and nothing was reported."""

    def __init__(self) -> None:
        super().__init__("stopped; temporary files are removed and nothing was reported")


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


def suffix_of(paths: Sequence[PurePath | str], known: Collection[str]) -> str:
    """The suffix that all files of boxes share. Raises `EngineError` where there is none that is known."""
    suffixes = sorted({PurePath(path).suffix.lower() for path in paths})
    if len(suffixes) != 1 or suffixes[0] not in known:
        names = ", ".join(suffix or "no suffix" for suffix in suffixes) or "no files"
        raise EngineError(f"files of boxes: found {names}; expected files of one kind: {', '.join(known)}")
    return suffixes[0]


def check_columns(present: Collection[str]) -> None:
    """Raises `EngineError` where boxes lack a column that each of them needs."""
    if lacking := sorted({"claim", "key"}.difference(present)):
        names = ", ".join(sorted(present)) or "nothing"
        raise EngineError(f"columns of boxes: {' and '.join(lacking)} not found among {names}; add it to every row")
