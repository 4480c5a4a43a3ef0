"""A new reason is two files by hand: its own, and the list. All else that names reasons follows from these."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

NEW = '''"""The claims rest on different grounds: both note on which, and not on the same.

Why: a figure from a budget and one from an account are two answers to one question.
Quiet: where one of them does not note what its value rests on.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.literals.boxes import fold
from checker.model.box import Box
from checker.model.finding import Conflict, Explanation
from checker.model.vocabulary import Vocabulary
from checker.reasons.reconciler import Context, Reconciler
from checker.rules.rule import Example


def explain(conflict: Conflict, _: Context) -> Explanation | None:
    grounds = [fold(claim.note) for claim in conflict.claims]
    if not all(grounds):
        return None
    if len(set(grounds)) < len(grounds):
        return Explanation("basis", "ruled-out", "some rest on one ground")
    return Explanation("basis", "holds", f"they rest on {' and '.join(grounds)}", "they turned out to rest on one")


def differs(boxes: Sequence[Box], _: Vocabulary) -> bool:
    return len({box.claim.note for box in boxes} - {""}) > 1


STAFF = {"staff": {"label": "staff", "datatype": "quantity", "kind": "constant"}}

RECONCILER = Reconciler(
    "basis",
    __doc__,
    explain,
    differs,
    (
        Example("two grounds", ({"value": "12", "note": "plan"}, {"value": "23", "note": "count"}), "holds", STAFF),
        Example("one ground", ({"value": "12", "note": "plan"}, {"value": "23", "note": "plan"}), "ruled-out", STAFF),
    ),
)
'''
CORPUS = {
    "vocabulary": {
        "entities": {"plant": {"label": "the plant"}},
        "properties": {"staff": {"label": "staff", "datatype": "quantity", "kind": "constant"}},
    },
    "plan": ("a staff of 123", "123", "the plan"),
    "count": ("a staff of 234", "234", "the count"),
}
PARTS = ("checker", "schemas", "tests/rules", "tests/conftest.py")
GENERATED = {"schemas/decision.schema.json", "schemas/findings.schema.json", "checker/rules/README.md"}


def files(top: Path) -> dict[str, bytes]:
    """What the parts hold, by name."""
    listed = [path for part in PARTS for path in ((top / part).rglob("*") if (top / part).is_dir() else (top / part,))]
    return {
        str(path.relative_to(top)): path.read_bytes() for path in listed if path.is_file() and path.suffix != ".pyc"
    }


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


@pytest.fixture(scope="module")
def copy(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree, as far as it knows of reasons, in which somebody has added one."""
    top = tmp_path_factory.mktemp("copy")
    for name, content in files(root).items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_bytes(content)
    (top / "checker/reasons/reconcilers/basis.py").write_text(NEW, "utf-8")
    listing = top / "checker/model/finding.py"
    text = listing.read_text("utf-8")
    assert text.count('"revision"]\n') == 1
    listing.write_text(text.replace('"revision"]\n', '"revision", "basis"]\n'), "utf-8")
    return top


def run(top: Path, *arguments: str) -> str:
    """What a Python of this copy prints."""
    paths = {"PYTHONPATH": str(top), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1", "CHECKER_CACHE": ""}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=top, env={**os.environ, **paths}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def corpus(top: Path) -> None:
    (top / "claims").mkdir()
    for name, content in CORPUS.items():
        file: Any = content
        if isinstance(content, tuple):
            quote, value, note = content
            claim = {"id": "staff", "quote": quote, "subject": "plant", "property": "staff", "value": value}
            document = {"id": name, "title": name, "publisher": name, "published": "2020"}
            file = {"document": document, "claims": [{**claim, "note": note}]}
        (top / "claims" / f"{name}.yaml").write_text(json.dumps(file), "utf-8")


def findings(top: Path) -> list[dict[str, Any]]:
    report = json.loads(run(top, "-m", "checker", "check", "claims", "--as-of", "2026-11-22", "--format", "json"))
    assert report["faults"] == []
    return report["findings"]


def test_a_new_reason_is_two_files(root: Path, copy: Path) -> None:
    before, by_hand = files(root), files(copy)
    assert len(changed(before, by_hand)) <= 2

    run(copy, "-m", "checker.readers.schemas")
    page = run(copy, "-c", "from checker.report import catalogue; print(catalogue.page(), end='')")
    (copy / "checker/rules/README.md").write_text(page, "utf-8")
    assert changed(by_hand, files(copy)) == GENERATED
    assert "## basis\n\nThe claims rest on different grounds" in page
    assert "\n  basis  " in run(copy, "-m", "checker", "rules")


def test_a_new_reason_reconciles_and_decisions_may_name_it(copy: Path) -> None:
    corpus(copy)
    (finding,) = findings(copy)
    assert (finding["verdict"], finding["reasons"]) == ("reconciled", ["basis"])
    ruling = ("--verdict", "both-right", "--why", "basis", "--reason", "a plan is no count", "--reviewer", "ann")
    run(copy, "-m", "checker", "decide", finding["id"], *ruling, "--as-of", "2026-11-22")
    (finding,) = findings(copy)
    assert finding["decision"]["state"] == "decided"


def test_the_examples_of_a_new_reason_are_tests(copy: Path) -> None:
    assert "2 passed" in run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/rules", "-k", "basis")
