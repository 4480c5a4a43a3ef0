"""The same input and date give the same bytes, on any machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

NOW = "2026-11-22"
PLACES = {
    "another hash seed": {"PYTHONHASHSEED": "1"},
    "any hash seed": {"PYTHONHASHSEED": "random"},
    "a plain locale": {"LC_ALL": "C"},
    "a locale that is not installed": {"LC_ALL": "tr_TR.UTF-8", "LANG": "de_DE"},
    "a zone far east": {"TZ": "Pacific/Kiritimati"},
    "a zone far west": {"TZ": "Etc/GMT+12"},
}


CORPORA = ("claims", "tests/corpora/harbour-ja/claims")


def written(root: Path, folder: Path, corpus: str, environment: dict[str, str]) -> dict[str, bytes]:
    """What one run prints, and every format that it writes."""
    outputs = [f"--output={form}={folder / form}" for form in ("json", "markdown", "text")]
    command = [sys.executable, "-m", "checker", "check", corpus, "--as-of", NOW, "--show-reconciled", *outputs]
    known = {"PATH": os.environ["PATH"], "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC", **environment}
    done = subprocess.run(command, cwd=root, env=known, capture_output=True, check=False)
    assert not done.stderr
    assert done.returncode == 1
    return {"printed": done.stdout, **{path.name: path.read_bytes() for path in sorted(folder.iterdir())}}


@pytest.fixture(scope="module")
def usual(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    return {corpus: written(root, tmp_path_factory.mktemp("usual"), corpus, {}) for corpus in CORPORA}


@pytest.mark.parametrize("corpus", CORPORA)
@pytest.mark.parametrize("environment", PLACES.values(), ids=list(PLACES))
def test_a_report_is_the_same_everywhere(
    root: Path, tmp_path: Path, usual: dict[str, dict[str, bytes]], corpus: str, environment: dict[str, str]
) -> None:
    found = written(root, tmp_path, corpus, environment)
    assert len(found) == 4
    assert all(found.values())
    assert found == usual[corpus]
