"""A change under test cannot point the folder of texts out of its repository: that is not for its author to read."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.history.conftest import Git, new_since

HIDDEN = "the word has 12 letters"


def told(claims: Path, git: Git, path: str) -> str:
    """What is told where a document of the change takes a file outside for its text."""
    about = {"id": "three", "title": "T", "publisher": "P", "published": "2024-01-01"}
    about["text"] = {"sha256": hashlib.sha256(HIDDEN.encode()).hexdigest(), "path": path}
    claim = {"id": "c", "quote": "the word has 13 letters", "subject": "thing", "property": "staff", "value": "85"}
    (claims / "three.yaml").write_text(json.dumps({"document": about, "claims": [claim]}), "utf-8")
    git("commit")
    return new_since("main", claims).output


@pytest.mark.parametrize("way", ["a setting of the change", "a link in place of the folder"])
def test_a_folder_outside_is_not_read(way: str, based: Path, git: Git, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(HIDDEN, "utf-8")
    settings = based.parent / "checker.toml"
    if way.startswith("a setting"):
        settings.write_text(f'documents = "../{outside.name}"\n', "utf-8")
    else:
        git("checkout", "--quiet", "main")
        settings.write_text('documents = "texts"\n', "utf-8")
        (based.parent / "texts").mkdir()
        (based.parent / "texts" / "a.txt").write_text("words", "utf-8")
        git("commit")
        git("checkout", "--quiet", "-B", "change")
        (based.parent / "texts" / "a.txt").unlink()
        (based.parent / "texts").rmdir()
        (based.parent / "texts").symlink_to(outside)
    output = told(based, git, "secret.txt")
    assert "path-outside" in output
    assert "a folder outside of the repository" in output
    assert "12 letters" not in output
    assert "12 there" not in output


def test_a_folder_inside_is_read(based: Path, git: Git) -> None:
    (based.parent / "checker.toml").write_text('documents = "texts"\n', "utf-8")
    (based.parent / "texts").mkdir()
    (based.parent / "texts" / "secret.txt").write_text(HIDDEN, "utf-8")
    assert "the numbers differ: 13 here, 12 there" in told(based, git, "secret.txt")
