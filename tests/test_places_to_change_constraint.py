"""A new constraint is two files, a new output format two, a new hedge one line: each is made in a scratch copy.

Everything else is generated there, and what holds the house together passes.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COPIED = ("checker", "docs", "schemas", "tests/rules", "tests/report", "tests/conftest.py", "pyproject.toml")

TESTS = (
    *("tests/rules/test_examples.py", "-k", "barred or not (test_a_rule or test_a_reason)"),
    "tests/report/pages/test_constraints.py",
    *(f"tests/report/test_formats.py::test_{name}" for name in ("every_writer_is_registered", "it_is_documented")),
    *(f"tests/report/test_formats.py::test_it_{name}" for name in ("has_a_word_for_every_level", "ends_its_last_line")),
)
"""What would tell of a place that was forgotten."""

GENERATE = "; ".join(
    f"runpy.run_module({module!r}, run_name='__main__')"
    for module in ("checker.readers.schemas", "checker.report.pages")
)


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person does to a file: `old` becomes `new`, in a copy of the file `like` where the file is a new one."""

    path: str
    old: str
    new: str
    like: str = ""


CONSTRAINT = (
    Edit("checker/rules/constraint/barred.py", "none-of", "barred", like="checker/rules/constraint/none_of.py"),
    Edit(
        "checker/readers/files/constraint.py",
        "AnyConstraint = Annotated[\n    ",
        '''class BarredEntry(ConstraintEntry):
    """Values that nobody may give."""

    rule: OneOf["barred"] = RULE
    values: list[Literal] = Field(description="values that are barred", min_length=1)


AnyConstraint = Annotated[
    BarredEntry
    | ''',
    ),
)
FORMAT = (
    Edit("checker/report/brief.py", "", "", like="checker/report/concise.py"),
    Edit(
        "checker/report/formats.py",
        '    Format("agent",',
        '    Format("brief", "txt", "one line for each finding, in the scratch copy"),\n    Format("agent",',
    ),
)
HEDGE = (Edit("checker/literals/numbers/hedges.py", '"or so", ', '"or so", "give or take", '),)
CHANGES = (*CONSTRAINT, *FORMAT, *HEDGE)

VOCABULARY = {
    "entities": {"thing": {"label": "the thing"}},
    "properties": {
        "born": {
            "label": "born",
            "datatype": "date",
            "kind": "event",
            "constraints": [{"rule": "barred", "values": ["1900-01-01"]}],
        },
        "staff": {"label": "staff", "datatype": "quantity", "kind": "constant"},
    },
}
CLAIMS = {
    "document": {"id": "report", "title": "Report", "publisher": "Office", "published": "2020-01-01"},
    "claims": [
        {"id": "born", "quote": "1 January 1900", "subject": "thing", "property": "born", "value": "1900-01-01"},
        {
            "id": "hedged",
            "quote": "85 give or take",
            "subject": "thing",
            "property": "staff",
            "value": "85 give or take",
        },
        {"id": "bare", "quote": "84", "subject": "thing", "property": "staff", "value": "84"},
    ],
}


def contents(folder: Path) -> dict[str, str]:
    names = [path for part in COPIED for path in ((folder / part).rglob("*") if (folder / part).is_dir() else ())]
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8", "replace") for path in names if path.is_file()}


def run(folder: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return f"{done.returncode}\n{done.stdout}"


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A scratch copy in which all changes are made and everything is generated anew, and what it held before."""
    folder = tmp_path_factory.mktemp("scratch")
    for part in COPIED:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            (folder / part).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / part, folder / part)
    before = contents(folder)
    for edit in CHANGES:
        text = (folder / (edit.like or edit.path)).read_text("utf-8")
        assert edit.old in text
        (folder / edit.path).write_text(text.replace(edit.old, edit.new) if edit.old else text, "utf-8")
    assert run(folder, "-c", f"import runpy; {GENERATE}").startswith("0")
    return folder, before


@pytest.mark.parametrize(("edits", "most"), [(CONSTRAINT, 2), (FORMAT, 2), (HEDGE, 1)])
def test_few_files_are_edited_by_hand(edits: tuple[Edit, ...], most: int) -> None:
    assert len({edit.path for edit in edits}) <= most


def test_a_hedge_is_one_line(changed: tuple[Path, dict[str, str]]) -> None:
    folder, before = changed
    (edit,) = HEDGE
    lines = unified_diff(before[edit.path].splitlines(), (folder / edit.path).read_text("utf-8").splitlines(), n=0)
    assert len([line for line in lines if line[0] == "+" and not line.startswith("+++")]) == 1


def test_all_else_is_generated(changed: tuple[Path, dict[str, str]]) -> None:
    folder, before = changed
    after = contents(folder)
    moved = {name for name in after if after[name] != before.get(name)} - {edit.path for edit in CHANGES}
    pages = {"checker/rules/README.md", "docs/constraints.md", "docs/formats.md", "docs/values.md"}
    assert moved == pages | {"schemas/vocabulary.schema.json"}


def test_pages_and_schemas_tell_of_the_changes(changed: tuple[Path, dict[str, str]]) -> None:
    folder, _ = changed
    constraints = (folder / "docs/constraints.md").read_text("utf-8")
    assert "### barred\n" in constraints
    assert "| `values` | values that are barred |" in constraints
    assert "| `brief` | `.txt` |" in (folder / "docs/formats.md").read_text("utf-8")
    assert "`give or take`" in (folder / "docs/values.md").read_text("utf-8")
    assert '"barred"' in (folder / "schemas/vocabulary.schema.json").read_text("utf-8")


def test_the_command_knows_the_changes(changed: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    (tmp_path / "vocabulary.yaml").write_text(json.dumps(VOCABULARY), "utf-8")
    (tmp_path / "report.yaml").write_text(json.dumps(CLAIMS), "utf-8")
    command = ("-m", "checker", "check", str(tmp_path), "--as-of", "2026-11-22", "--format", "brief", "--isolated")
    said = run(changed[0], *command)
    assert "warning[barred] the thing · born: report says 1900-01-01" in said
    assert "report says 85 give or take" in said


def test_what_holds_the_house_together_passes(changed: tuple[Path, dict[str, str]]) -> None:
    assert run(changed[0], "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *TESTS).startswith("0"), "see above"
