"""Whole processes are timed, and stopped where they take too long or too much memory.

A process is timed from its start to its end, because that is what a person waits for. Whoever measures stays small:
Linux counts the memory of the process that starts another one among that of the other.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Container, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

COMPLETED = (0, 1)  # checkers exit with 1 where they found something; Python does too where it crashed
LOOK = 0.02  # seconds between two looks at a process: that is how late its end is seen at most
WORDS = 60  # of an error, in a table


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds by the clock, peak memory in bytes and seconds of a processor of one process; `broke` says why it gave no
    answer, or is empty.
    """

    seconds: float
    peak: int
    output: str = ""
    broke: str = ""
    processor: float = 0


def run(
    command: Sequence[str | Path],
    folder: Path,
    most_seconds: float,
    most_memory: int,
    completed: Container[int] = COMPLETED,
) -> Run:
    """One run in a folder, with the exit codes of a run that did its work. `output` is what it printed."""
    with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=told, stderr=errors)
        broke = ""
        while True:
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
            taken = time.perf_counter() - start
            if ended:
                break
            if not broke and taken > most_seconds:
                broke = f"stopped after {most_seconds:g} s"
                process.kill()
            elif not broke and _memory(process.pid) > most_memory:
                broke = f"stopped at {most_memory / 2**30:g} GiB, after {taken:.1f} s"
                process.kill()
            time.sleep(LOOK if taken > 1 else LOOK / 10)
        process.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        errors.seek(0)
        wrong = errors.read().decode(errors="replace")
        if not broke and (process.returncode not in completed or "Traceback" in wrong):
            broke = f"broke down: {(wrong.splitlines() or [f'exit code {process.returncode}'])[-1][:WORDS]}"
        return Run(taken, usage.ru_maxrss * 1024, told.read().decode(), broke, usage.ru_utime + usage.ru_stime)


def median(runs: Sequence[Run]) -> Run:
    """The middle of the times and the most of the memory; one run that broke down breaks all."""
    broke = next((one.broke for one in runs if one.broke), "")
    seconds, processor = (statistics.median(map(attrgetter(name), runs)) for name in ("seconds", "processor"))
    return Run(seconds, max(one.peak for one in runs), runs[0].output, broke, processor)


def _memory(process: int) -> int:
    """Bytes that a process holds now; 0 where it has just ended, or where the system does not tell."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
