"""A corpus with a vocabulary, and the command that imports into it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from checker.cli.main import main

VOCABULARY = """\
entities:
  lighthouse: {label: the lighthouse, also: [light]}
  north: {label: north coast}
  ann: {label: Ann}
properties:
  height: {label: height, datatype: quantity, kind: constant, unit: m}
  keepers: {label: keepers, datatype: quantity, kind: state}
  built: {label: built, datatype: date, kind: event}
  lit: {label: lit, datatype: interval, kind: event}
  builder: {label: builder, datatype: entity, kind: constant}
scopes:
  place: place
"""

Import = Callable[..., Result]


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of claims of a corpus that has a vocabulary only; the commands run beside it."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "claims"
    folder.mkdir()
    (folder / "vocabulary.yaml").write_text(VOCABULARY, "utf-8")
    return folder


@pytest.fixture
def imported(corpus: Path) -> Import:
    """Imports a file with some text, or with some data as JSON."""

    def run(content: Any, *arguments: str, name: str = "given.json") -> Result:
        text = content if isinstance(content, (str, bytes)) else json.dumps(content)
        (corpus.parent / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return CliRunner().invoke(main, ["import", name, *arguments])

    return run


def checked(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--as-of", "2026-11-22", *arguments])
