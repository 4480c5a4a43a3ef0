"""A git repository of its own for each test, which knows nothing of the user's settings."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli.main import main
from tests.history.corpus import DOCUMENTS, ENTITIES, PROPERTIES, TIE, UNITS, Corpus

NOW = "2026-11-22"
STAFF = {"staff": {"label": "staff", "datatype": "quantity", "kind": "constant"}}

Git = Callable[..., str]
Build = Callable[..., Path]


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The folder of the test is where commands run, and git there has no settings but these."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_EDITOR": "false",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_AUTHOR_NAME": "ann",
        "GIT_AUTHOR_EMAIL": "ann@example.org",
        "GIT_COMMITTER_NAME": "ann",
        "GIT_COMMITTER_EMAIL": "ann@example.org",
        "GIT_AUTHOR_DATE": "2026-11-01T12:00:00Z",
        "GIT_COMMITTER_DATE": "2026-11-01T12:00:00Z",
        "GIT_CEILING_DIRECTORIES": str(tmp_path.parent),
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """Runs git in a fresh repository with the branch main; `git("commit")` commits everything."""

    def run(*arguments: str, folder: Path = tmp_path) -> str:
        if arguments == ("commit",):
            run("add", "--all", folder=folder)
            arguments = ("commit", "--quiet", "--allow-empty", "--message", "a change")
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, f"git {' '.join(arguments)}: {done.stderr}"
        return done.stdout

    run("init", "--quiet", "--initial-branch", "main")
    return run


@pytest.fixture
def based(git: Git, build: Build) -> Path:
    """Two documents that agree, committed on main; the branch `change` begins there. The folder of the claims."""
    claims = build({"one": [{"value": "85"}], "two": [{"value": "85"}]}, STAFF)
    git("commit")
    git("checkout", "--quiet", "-b", "change")
    return claims


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


def new_since(ref: str, *arguments: str | Path) -> Result:
    return run("check", "--as-of", NOW, "--new-since", ref, *arguments)


def write(folder: Path, name: str, value: str, published: str = "2023-01-01", claim: str = "staff") -> Path:
    """One more document, with one claim on the staff."""
    path = folder / f"{name}.yaml"
    path.write_text(
        f"document: {{id: {name}, title: {name}, publisher: of {name}, published: {published}}}\n"
        f"claims:\n  - {{id: {claim}, quote: '{value} men', subject: thing, property: staff, value: {value!r}}}\n",
        "utf-8",
    )
    return path


@pytest.fixture
def corpus(git: Git, build: Build) -> Corpus:
    """Nothing in dispute on main; the branch `change` begins there."""
    folder = build(DOCUMENTS, PROPERTIES, ENTITIES, units=UNITS, relations=[TIE])
    assert new_since("HEAD").exit_code == 2, "no commit yet"
    git("commit")
    git("checkout", "--quiet", "-b", "change")
    assert new_since("main").stdout.count("since main") == 1
    return Corpus(folder)


Edit = Callable[[Path], None]
"""What a change does to the folder of the claims."""


def both(*edits: Edit) -> Edit:
    """One edit after another."""

    def edit(claims: Path) -> None:
        for one in edits:
            one(claims)

    return edit
