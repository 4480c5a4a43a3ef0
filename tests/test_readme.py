"""What the README says is so: its commands run, its output is real, its claim file is valid, its files exist."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
DOCUMENTS = (ROOT / os.environ.get("CHECKER_DOCUMENTS", "../shared/documents")).resolve()

ELSEWHERE = {
    "make test": "this very run",
    "make check": "test_a_fresh_clone_checks_its_claims, which starts from nothing",
    "make setup": "test_a_fresh_clone_checks_its_claims, by way of make check",
    ".venv/bin/checker review claims --reviewer ann": "tests/review and tests/browser/review, which also end it",
    "make bench": "it would measure nothing beside other tests; test_make_knows_the_target sees that it is there",
}
"""Commands that are not run as they stand, and what runs them instead."""


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of the page, and the block of another kind that follows it at once."""

    language: str
    text: str


def blocks() -> list[Block]:
    return [Block(*found) for found in re.findall(r"^```(\w*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)]


@dataclass(frozen=True, slots=True)
class Command:
    """A command line; `# exit 1` behind it tells the exit code. `output` is the `text` block that follows, if any."""

    line: str
    code: int
    output: str


def commands() -> list[Command]:
    """The commands of all `sh` blocks; only a block of one command can have its output shown."""
    result = []
    after = [*blocks()[1:], Block("", "")]
    for block, following in zip(blocks(), after, strict=True):
        if block.language != "sh":
            continue
        lines = [line for line in block.text.replace("\\\n", " ").splitlines() if line.strip()]
        output = following.text if following.language == "text" and len(lines) == 1 else ""
        for line in lines:
            command, _, code = line.partition("# exit ")
            result.append(Command(command.strip(), int(code or 0), output))
    return result


def environment(folder: Path) -> dict[str, str]:
    """One in which `checker` is the code of the clone that the command runs in."""
    folder.mkdir(exist_ok=True)
    script = folder / "checker"
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m checker "$@"\n', "utf-8")
    script.chmod(0o755)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    quiet = {name: text for name, text in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")}
    return quiet | {"PATH": path, "CHECKER_DOCUMENTS": str(DOCUMENTS), "NO_COLOR": "1", "COLUMNS": "120"}


HERE = [command for command in commands() if command.line not in ELSEWHERE]
TARGETS = sorted({command.line for command in commands() if command.line.startswith("make ")})


@pytest.mark.parametrize("command", HERE, ids=[command.line for command in HERE])
def test_the_command_runs_and_prints_what_the_page_shows(command: Command, clone: Path, tmp_path: Path) -> None:
    line = command.line.removeprefix(".venv/bin/")
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=clone,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == command.code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr, "a crash exits with 1 too"
    printed = done.stdout.splitlines()
    for passage in filter(None, re.split(r"^…\n", command.output, flags=re.MULTILINE)):
        wanted = passage.splitlines()
        places = [n for n in range(len(printed)) if printed[n : n + len(wanted)] == wanted]
        assert places, f"not printed:\n{passage}\nbut:\n{done.stdout}"
        printed = printed[places[0] + len(wanted) :]


@pytest.mark.parametrize("line", TARGETS)
def test_make_knows_the_target(line: str) -> None:
    subprocess.run([*shlex.split(line), "--dry-run"], cwd=ROOT, check=True, capture_output=True)


def test_two_commands_are_the_whole_set_up() -> None:
    assert [command.line for command in commands()][:2] == ["make check", "make test"]


@pytest.mark.clone
def test_a_fresh_clone_checks_its_claims(clone: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        ["make", "check"],
        cwd=clone,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=1800,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for name in ("findings.json", "report.md"):
        written = (clone / "reports" / name).read_bytes()
        assert written
        if DOCUMENTS.is_dir():  # the reports in the repository have their quotes checked
            assert written == (ROOT / "reports" / name).read_bytes()
    again = subprocess.run(["make", "--question", "setup"], cwd=clone, check=False, timeout=60)
    assert again.returncode == 0, "a second make setup would build again"


def test_the_claim_file_has_the_right_form() -> None:
    from checker.readers.files.claims import ClaimFile

    files = [yaml.load(block.text, yaml.BaseLoader) for block in blocks() if block.language == "yaml"]  # noqa: S506
    assert files
    for file in files:
        ClaimFile.model_validate(file)


def test_the_files_that_the_page_names_exist() -> None:
    named = re.findall(r"^\| `([^`]+)` \|", README, re.MULTILINE)
    paths = [name for name in named if "/" in name or name.endswith(".md")]
    assert paths
    assert [name for name in paths if not (ROOT / name).exists()] == []
