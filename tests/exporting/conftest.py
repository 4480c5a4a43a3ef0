"""A corpus with something of everything that can leave it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli.main import main

VOCABULARY = """\
entities:
  lighthouse: {label: the lighthouse, type: building}
  north: {label: north coast}
  ann: {label: Ann, type: person}
properties:
  height: {label: height, datatype: quantity, kind: constant, unit: m}
  keepers: {label: keepers, datatype: quantity, kind: state}
  built: {label: built, datatype: date, kind: event}
  builder: {label: builder, datatype: entity, kind: constant}
scopes:
  place: place
"""
FIRST = """\
document:
  id: harbour
  title: Harbour <report> & "more"
  publisher: Example Office
  published: 2021-06-03
  note: the second edition
claims:
  - {id: height, quote: a tower of 42 metres, quote_prefix: the old, quote_suffix: stands, subject: lighthouse,
     property: height, value: 42 metres, page: 12, note: "one remark\\nand another"}
  - {id: keepers, quote: had five keepers, subject: lighthouse, property: keepers, value: five, as_of: 1950,
     scope: {place: north}, said_by: ann, definition: without the cook, draws_on: [guide, ann]}
  - {id: builder, quote: Ann did not build it, subject: lighthouse, property: builder, value: ann, denies: true}
  - {id: related, quote: at most 50 metres, relation: lighthouse.height <= 50 m}
  - {id: draft, quote: some seven, value: seven, draft: true}
"""
SECOND = """\
document: {id: guide, title: Führer, publisher: Example Press, published: 2022, language: de}
claims:
  - {id: height, quote: ein Turm von 39 Metern, subject: lighthouse, property: height, value: 39 Meter}
"""

Run = Callable[..., Result]


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two documents that part on one height; tests start beside the folder."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "claims"
    folder.mkdir()
    for name, text in (("vocabulary", VOCABULARY), ("harbour", FIRST), ("guide", SECOND)):
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


@pytest.fixture
def run(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command beside the folder."""

    def command(*arguments: str) -> Result:
        monkeypatch.chdir(corpus.parent)
        return CliRunner().invoke(main, list(arguments))

    return command
