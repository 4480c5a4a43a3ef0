"""What a session changed is told as a change that git reads, and takes back."""

from __future__ import annotations

import os
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.review.journal import JournalStep
from checker.review.summary import line_kind, patch

texts = st.none() | st.lists(st.sampled_from(("a", "b", "ä\r", "--- x", "@@", "")), max_size=6).map("\n".join)


def contents(text: str | None) -> bytes | None:
    return None if text is None else text.encode()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=texts, after=texts)
def test_the_change_is_read_and_taken_back_by_git(
    tmp_path_factory: pytest.TempPathFactory, before: str | None, after: str | None
) -> None:
    home = tmp_path_factory.mktemp("tree")
    path = home / "claims" / "decisions" / "f-1" / "ann.yaml"
    path.parent.mkdir(parents=True)
    if after is not None:
        path.write_bytes(after.encode())
    step = JournalStep("decisions/f-1/ann.yaml", contents(before), "", "f-1", "right")
    change = patch(home / "claims", [step])
    assert bool(change) == (before != after)
    if not change:
        return
    apply(home, change)
    assert (path.read_bytes() if path.exists() else None) == contents(before)


def apply(home: Path, change: str) -> None:
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(home.parent), "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        ["git", "apply", "--reverse", "--whitespace=nowarn", "-"],
        cwd=home,
        env=environment,
        input=change.encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode() + change


def test_several_steps_on_one_file_are_one_change(tmp_path: Path) -> None:
    root = tmp_path / "claims"
    (root / "decisions" / "f").mkdir(parents=True)
    (root / "decisions/f/ann.yaml").write_text("last\n")
    (root / "a.yaml").write_text("corrected\n")
    made = [("decisions/f/ann.yaml", None), ("a.yaml", b"wrong\n"), ("decisions/f/ann.yaml", b"first\n")]
    steps = [JournalStep(path, before, sha256(b"").hexdigest(), "f", "x") for path, before in made]
    change = patch(root, steps)
    assert "first" not in change
    assert [line for line in change.split("\n") if line_kind(line) in ("added", "removed")] == [
        "-wrong",
        "+corrected",
        "+last",
    ]
    apply(tmp_path, change)
    assert (root / "a.yaml").read_text() == "wrong\n"
    assert not (root / "decisions/f/ann.yaml").exists()
