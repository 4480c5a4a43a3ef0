"""`checker review` as people start and end it."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli.main import main

PATIENCE = 60
"""Seconds for a process to start or to end on a busy machine."""

Started = tuple[subprocess.Popen[str], str]


@pytest.fixture
def start() -> Iterator[Callable[..., Started]]:
    """Starts the command; the process and the address that it told."""
    running: list[subprocess.Popen[str]] = []

    def run(claims: Path, *flags: str) -> Started:
        command = [
            sys.executable,
            "-m",
            "checker",
            "review",
            "--claims",
            str(claims),
            "--no-open",
            "--isolated",
            *flags,
        ]
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, cwd=claims.parent, text=True, stdout=pipe, stderr=pipe)
        running.append(process)
        line = process.stdout.readline() if process.stdout else ""
        found = re.search(r"http://127\.0\.0\.1:\d+/[\w-]+/", line)
        assert found, line + (process.stderr.read() if process.stderr else "")
        assert process.stdout
        assert process.stdout.readline() == "Ctrl-C ends the review\n"
        return process, found[0]

    yield run
    for process in running:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("end", [pytest.param(signal.SIGINT, id="Ctrl-C"), pytest.param(signal.SIGTERM, id="asked to")])
def test_it_ends_cleanly_and_tells_what_was_done(sizes, start, end: signal.Signals) -> None:
    process, address = start(sizes(2), "--reviewer", "ann", "--as-of", "2026-11-22")
    with urllib.request.urlopen(f"{address}state.json", timeout=PATIENCE) as answer:
        assert b'"total": 2' in answer.read()
    process.send_signal(end)
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (0, "")
    assert out == "\n0 saved; 2 disagreements wait for you\n"


def test_a_port_that_is_taken_is_told(sizes) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = CliRunner().invoke(
            main, ["review", "--claims", str(sizes(1)), "--reviewer", "ann", "--no-open", "--isolated", "--port", port]
        )
    assert done.exit_code == 2
    assert f"port {port} is not free" in done.output
    assert "Traceback" not in done.output


def test_whoever_rules_must_have_a_name(sizes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    done = CliRunner().invoke(main, ["review", "--claims", str(sizes(1)), "--no-open", "--isolated"])
    assert done.exit_code == 2
    assert "who rules? give --reviewer NAME, or set user.name in git" in " ".join(done.output.split())


def test_new_is_what_a_revision_did_not_have(sizes, start, tmp_path: Path) -> None:
    claims = sizes(1)
    git = ["git", "-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "init.defaultBranch=main"]
    for arguments in (["init", "-q"], ["add", "claims"], ["commit", "-qm", "first"]):
        subprocess.run([*git, *arguments], cwd=tmp_path, check=True)
    sizes(3)
    _, address = start(claims, "--reviewer", "ann", "--new-since", "main")
    with urllib.request.urlopen(f"{address}state.json", timeout=PATIENCE) as answer:
        state = answer.read()
    assert b'"new": 2' in state
    assert b'"open": 1' in state
