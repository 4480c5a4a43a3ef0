"""The command as a process of its own, forked from one Python that has imported it: its start takes a fiftieth.

It has its own streams, folder, environment and signals. What depends on how Python starts, hashes or ends belongs into
`subprocess.run([sys.executable, "-m", "checker", …])`.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

PATIENCE = 60
"""Seconds for a process to start or to end on a busy machine."""

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload([__name__, "checker.cli.main", "checker.run", "checker.review.app", "uvicorn"])


def _become(words: Sequence[str], cwd: str, environment: Mapping[str, str], out: Connection, err: Connection) -> None:
    from checker.cli.main import main

    for target, stream in enumerate((out, err), start=1):
        os.dup2(stream.fileno(), target)
        stream.close()
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["checker", *words]
    main(prog_name="checker")


def begin(
    arguments: Sequence[str | Path], cwd: Path, out: int, err: int, env: Mapping[str, str] | None = None
) -> ForkServerProcess:
    """Starts `checker` with these arguments; `out` and `err` are the descriptors that it prints to."""
    words = [*map(str, arguments)]
    given = dict(os.environ if env is None else env)
    with Connection(os.dup(out), readable=False) as its_out, Connection(os.dup(err), readable=False) as its_err:
        process = _CONTEXT.Process(target=_become, args=(words, str(cwd), given, its_out, its_err))
        process.start()
    return process


def interrupt(process: ForkServerProcess) -> None:
    """Ctrl-C, and waits for the end."""
    if process.is_alive() and process.pid:
        os.kill(process.pid, signal.SIGINT)
    end(process)


def end(process: ForkServerProcess) -> int:
    """Waits for the end; the exit code."""
    process.join(PATIENCE)
    if process.exitcode is None:
        process.kill()
        process.join()
        raise TimeoutError(f"the command did not end in {PATIENCE} seconds")
    return process.exitcode


def run(
    arguments: Sequence[str | Path], cwd: Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """The command to its end, and what it printed."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        code = end(begin(arguments, cwd, out.fileno(), err.fileno(), env))
        for stream in (out, err):
            stream.seek(0)
        return subprocess.CompletedProcess([*arguments], code, out.read().decode(), err.read().decode())
