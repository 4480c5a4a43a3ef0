"""What is added to the checker is added in few places: each change is made in a copy of the tree, its files counted.

Why: what must be written down twice is forgotten once, and then it is accepted and has no effect.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import ROOT

FOLDERS = ("checker", "claims", "docs", "schemas", "tests")
GENERATORS = """\
from runpy import run_module
for name in ("checker.readers.schemas", "checker.report.pages"):
    run_module(name, run_name="__main__")
"""
"""What `make schemas pages` runs, in one process."""


@dataclass
class Copy:
    """A copy of the tree; `by_hand` are the files that somebody had to edit or write in it."""

    root: Path
    by_hand: set[str] = field(default_factory=set)

    def edit(self, name: str, before: str, after: str) -> None:
        """Puts `after` where `before` stands, which is once."""
        text = (self.root / name).read_text("utf-8")
        assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times in {name}"
        self.write(name, text.replace(before, after))

    def write(self, name: str, text: str) -> None:
        (self.root / name).write_text(text, "utf-8")
        self.by_hand.add(name)

    def python(self, *arguments: str) -> str:
        """What Python prints in the copy, with the package of the copy."""
        environment = {**os.environ, "PYTHONPATH": str(self.root), "PYTHONDONTWRITEBYTECODE": "1", "CHECKER_CACHE": ""}
        command = [sys.executable, *arguments]
        done = subprocess.run(command, cwd=self.root, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def generate(self) -> set[str]:
        """Writes every generated file anew and tells which of them differ from those of the tree."""
        self.python("-c", GENERATORS)
        paths = (path for folder in FOLDERS for path in (self.root / folder).rglob("*") if path.is_file())
        names = {path.relative_to(self.root).as_posix() for path in paths}
        return {name for name in names - self.by_hand if not same(ROOT / name, self.root / name)}

    def test(self, *names: str) -> None:
        """These tests hold in the copy."""
        self.python("-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *names)


def same(one: Path, other: Path) -> bool:
    return one.is_file() and one.read_bytes() == other.read_bytes()


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    root = tmp_path / "copy"
    root.mkdir()
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy2(ROOT / "pyproject.toml", root)
    return Copy(root)


# --- a field of a claim

OF_FIELDS = (
    "tests/model/test_fields.py",
    "tests/readers/tables/test_every_field.py",
    "tests/readers/tables/test_docs.py",
    "tests/readers/test_schemas.py::test_the_schemas_folder_is_fresh",
    "tests/report/test_labels.py",
)
"""What holds for every field of the table."""

FOLIO = """\
import json, sys
from pathlib import Path
from checker.decisions.seen import claim_hash
from checker.history.changes import changes
from checker.history.news import changed
from checker.report.formats import format_of
from checker.report.options import Options
from checker.request import Request
from checker.run import examine
from tests.readers.tables.conftest import DOCUMENTS, FORMS, VOCABULARY

def read(form, folio):
    root = Path(sys.argv[1]) / f"{form}-{len(folio)}"
    root.mkdir()
    (root / "vocabulary.yaml").write_text(json.dumps(VOCABULARY))
    about = {"subject": "mill", "property": "length", "as_of": "2019"}
    one = {"id": "x", "quote": "40 km long", "value": "40 km", "folio": folio, **about}
    other = {"id": "y", "quote": "55 km long", "value": "55 km", **about}
    rows = [{"document": "a-paper", **one}, {"document": "b-paper", **other}]
    for document, claim in zip(DOCUMENTS, (one, other)):
        claims = [claim] if form == "yaml" else []
        (root / f"{document['id']}.yaml").write_text(json.dumps({"document": document, "claims": claims}, indent=1))
    if form != "yaml":
        (root / f"rows.{form}").write_bytes(FORMS[form](rows))
    found = examine(Request(root, "2026-11-22"))
    assert not found.faults and len(found.findings) == 1, found.faults
    return found

forms = {form: read(form, "f. 7") for form in ("yaml", "csv", "jsonl", "parquet")}
now, then = forms["yaml"], read("yaml", "f. 71")
print(json.dumps({
    "read": {form: [claim.folio for claim in found.corpus.claims] for form, found in forms.items()},
    "hashed": claim_hash(now.corpus.claims[0]) != claim_hash(then.corpus.claims[0]),
    "identifies": now.findings[0].id != then.findings[0].id,
    "new": sorted(changed(now, then)),
    "differs": [part.field for change in changes(now.corpus, then.corpus) for part in change.parts],
    "shown": [name for name in ("text", "markdown", "html", "json")
              if "f. 7" in format_of(name).write(now, Options()).replace("\\\\", "")],
    "schemas": [name for name in ("claims", "row", "findings")
                if '"folio": {' in Path(f"schemas/{name}.schema.json").read_text()],
}))
"""


@pytest.mark.parametrize(
    ("content", "label"), [(True, ""), (False, "leaf")], ids=["what it says", "what is only shown"]
)
def test_a_field_of_a_claim_takes_two_files(copy: Copy, tmp_path: Path, content: bool, label: str) -> None:
    flags = f"content={content}, label={label!r}"
    field = f'    Field("folio", "text", "the leaf of the manuscript", {flags}),\n'
    copy.edit("checker/model/fields.py", '    Field("note", ', f'{field}    Field("note", ')
    copy.edit("checker/model/claim.py", '    page: str = ""\n', '    page: str = ""\n    folio: str = ""\n')
    assert len(copy.by_hand) <= 2
    shown = {"schemas/findings.schema.json"} if label else set()
    assert copy.generate() == {"docs/tables.md", "schemas/claims.schema.json", "schemas/row.schema.json", *shown}

    (tmp_path / "corpora").mkdir()
    found = json.loads(copy.python("-c", FOLIO, str(tmp_path / "corpora")))
    assert found["read"] == {form: ["f. 7", ""] for form in ("yaml", "csv", "jsonl", "parquet")}
    assert (found["hashed"], found["identifies"]) == (content, content)
    assert found["new"] == (["a-paper#x"] if content else [])
    assert found["differs"] == ["folio"], "a difference tells of remarks too"
    assert found["shown"] == (["text", "markdown", "html", "json"] if label else [])
    assert found["schemas"] == ["claims", "row", *(["findings"] if label else [])]
    copy.test(*OF_FIELDS)


def test_a_field_that_a_claim_lacks_is_never_dropped_in_silence(copy: Copy) -> None:
    field = '    Field("folio", "text", "the leaf of the manuscript", content=False),\n'
    copy.edit("checker/model/fields.py", '    Field("note", ', f'{field}    Field("note", ')
    with pytest.raises(AssertionError, match="folio"):
        copy.test("tests/model/test_fields.py::test_the_table_has_all_that_a_claim_has_and_nothing_else")
