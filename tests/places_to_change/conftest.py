"""One copy of the tree in which everything is added that a module of this folder states, side by side.

Each `test_*.py` names its `CHANGES`, and in `TESTS` the tests of the tree that hold in the copy. The copy is made once,
what is generated is generated in it once, all `TESTS` are one run of pytest, and all else is asked of one Python.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import unified_diff
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import ROOT

FOLDERS = ("checker", "claims", "docs", "schemas", "tests")
GENERATORS = ("checker.schemas", "checker.report.pages")
"""What `make schemas pages` runs."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody does to a file: puts `after` where `before` stands, which is once; or writes a new file."""

    path: str
    after: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is added. What is generated from it holds its name, in one of these spellings."""

    names: tuple[str, ...]
    edits: tuple[Edit, ...]


class Done(NamedTuple):
    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Copy:
    """`by_hand` are the files that differ before anything is generated, with what differs; `generated` those after."""

    root: Path
    by_hand: Mapping[str, Sequence[str]]
    generated: Mapping[str, Sequence[str]]
    interpreter: subprocess.Popen[str]

    def edited_for(self, change: Change) -> set[str]:
        return {edit.path for edit in change.edits} & self.by_hand.keys()

    def generated_for(self, change: Change) -> set[str]:
        return {name for name, hunks in self.generated.items() if any(tells_of(change, hunk) for hunk in hunks)}

    def read(self, name: str) -> str:
        return (self.root / name).read_text("utf-8")

    def run(self, module: str, *arguments: str) -> Done:
        """`python -m module` in the copy, in the Python that all runs share."""
        return ask(self.interpreter, module, *arguments)

    def check(self, claims: Path, *options: str) -> Done:
        """`checker check` on a corpus, where neither a cache nor a configuration has a say."""
        fixed = ("--as-of", "2026-11-22", "--no-cache", "--isolated")
        return self.run("checker", "check", str(claims), *fixed, *options)

    def report(self, claims: Path, *options: str) -> tuple[int, dict[str, Any]]:
        """The exit code and the findings report."""
        done = self.check(claims, "--format", "json", *options)
        assert done.out, done.err
        return done.code, json.loads(done.out)

    def run_apart(self, module: str, *arguments: str) -> Done:
        """`python -m module` in a Python of its own: for a copy that is not as it was."""
        command = [sys.executable, "-m", module, *arguments]
        done = subprocess.run(
            command, cwd=self.root, env=environment(self.root), capture_output=True, text=True, check=False
        )
        return Done(done.returncode, done.stdout, done.stderr)

    @contextmanager
    def altered(self, edit: Edit) -> Iterator[None]:
        """The copy with one more edit, which is undone afterwards."""
        text = self.read(edit.path)
        make(edit, self.root)
        try:
            yield
        finally:
            (self.root / edit.path).write_text(text, "utf-8")


class Outcomes(NamedTuple):
    """What became of each test that was run in the copy: nothing to say where it passed."""

    said: Mapping[str, str]

    def passed(self, beginnings: Collection[str], naming: str = "") -> list[str]:
        """The tests whose names begin so and hold that word; none of them failed, and there is one at least of each."""
        chosen = sorted(name for name in self.said if name.startswith(tuple(beginnings)) and naming in name)
        failures = {name: text for name, text in self.said.items() if text}
        assert [one for one in beginnings if not any(name.startswith(one) for name in chosen)] == [], failures
        assert [failures[name] for name in chosen if name in failures] == []
        return chosen


def tells_of(change: Change, text: str) -> bool:
    return any(name in text.lower() for name in change.names)


def modules() -> list[ModuleType]:
    """Those of this folder, which state what is changed and what is run."""
    stems = sorted(path.stem for path in Path(__file__).parent.glob("test_*.py"))
    return [import_module(f"tests.places_to_change.{stem}") for stem in stems]


def all_changes() -> list[Change]:
    return [change for module in modules() for change in getattr(module, "CHANGES", ())]


def files(root: Path) -> dict[str, str]:
    paths = [path for folder in FOLDERS for path in (root / folder).rglob("*") if "__pycache__" not in path.parts]
    return {str(path.relative_to(root)): path.read_text("utf-8", "replace") for path in paths if path.is_file()}


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, list[str]]:
    """The files that are not the same, each with its hunks: lines that stand together and all differ."""
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    return {name: hunks(before.get(name, ""), after.get(name, "")) for name in sorted(changed)}


def hunks(before: str, after: str) -> list[str]:
    found: list[str] = []
    for line in [*unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")][2:]:
        if line.startswith("@@"):
            found.append("")
        else:
            found[-1] += f"{line}\n"
    return found


def make(edit: Edit, root: Path) -> None:
    path = root / edit.path
    if not edit.before:
        assert not path.exists(), f"{edit.path} is there already"
        path.write_text(edit.after, "utf-8")
        return
    text = path.read_text("utf-8")
    assert text.count(edit.before) == 1, f"{edit.before!r} stands {text.count(edit.before)} times in {edit.path}"
    path.write_text(text.replace(edit.before, edit.after), "utf-8")


def environment(root: Path) -> dict[str, str]:
    """Bytecode is written, as several processes read the copy."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**inherited, "PYTHONPATH": str(root), "PYTHONUTF8": "1", "CHECKER_CACHE": ""}


def ask(interpreter: subprocess.Popen[str], *request: str) -> Done:
    assert interpreter.stdin
    assert interpreter.stdout
    interpreter.stdin.write(f"{json.dumps(request)}\n")
    interpreter.stdin.flush()
    answer = interpreter.stdout.readline()
    assert answer, f"Python ended on {request}"
    return Done(*json.loads(answer))


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    root = tmp_path_factory.mktemp("places") / "copy"
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy2(ROOT / "pyproject.toml", root)
    before = files(root)
    for change in all_changes():
        for edit in change.edits:
            make(edit, root)
    edited = files(root)
    command = [sys.executable, "-m", "tests.places_to_change.interpreter"]
    with subprocess.Popen(
        command, cwd=root, env=environment(root), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as interpreter:
        for module in GENERATORS:
            done = ask(interpreter, module)
            assert done.code == 0, done.err
        yield Copy(root, differences(before, edited), differences(edited, files(root)), interpreter)


@pytest.fixture(scope="session")
def outcomes(copy: Copy) -> Outcomes:
    """Of all tests that the modules of this folder name."""
    chosen = dict.fromkeys(test for module in modules() for test in getattr(module, "TESTS", ()))
    report = copy.root.parent / "outcomes.xml"
    done = copy.run_apart("pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}", *chosen)
    assert report.exists(), done.out + done.err
    cases = ET.parse(report).iter("testcase")
    said = {f"{one.get('classname', '').replace('.', '/')}.py::{one.get('name')}": text_of(one) for one in cases}
    assert said, done.out + done.err
    return Outcomes(said)


def text_of(case: ET.Element) -> str:
    return "\n".join(f"{part.tag}: {part.get('message')}\n{part.text}" for part in case)
