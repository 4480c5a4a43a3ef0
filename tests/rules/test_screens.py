"""A rule on pairs is found at any size: by the screens that it names, or, where it names none, by looking at all pairs.

The rule is written into a copy of the package, as its author would write it: one new file, and nothing else.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

NOW = "2026-11-22"

OFF_BY_TEN = '''"""Two claims give figures of one quantity of which one is ten times the other.

Why: a digit that is lost is the commonest slip in copying figures.
Quiet: when the figures are not exactly ten times apart, or the property may have many values.
Units: both sides are in the property's unit.
"""

from __future__ import annotations

from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.value import Bounds
from checker.model.vocabulary import Vocabulary
from checker.rules.rule import Example, Pair, Rule, asserted_alike, differ

ID = "off-by-ten"


def check(a: Box, b: Box, vocabulary: Vocabulary) -> Conflict | None:
    if a.datatype != "quantity" or not asserted_alike(a, b, vocabulary):
        return None
    if not (isinstance(a.value, Bounds) and isinstance(b.value, Bounds)):
        return None
    low, high = sorted((a.value.literal.lo or 0, b.value.literal.lo or 0))
    if not low or low * 10 != high:
        return None
    return Conflict(ID, (a, b), "plausible", differ((a, b), vocabulary), "one is ten times the other", ("revision",))


RULE = Rule(ID, __doc__, (), pair=Pair(check))
'''

VOCABULARY = "entities: {plant: {label: Plant}}\nproperties: {staff: {label: staff, datatype: quantity, kind: state}}\n"
HEAD = "document: {id: d, title: D, publisher: P, published: 2020-01-02}\n"


@pytest.fixture(scope="module")
def package(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the package that has one more rule."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(root / "checker", folder / "checker", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "checker/rules/pair/off_by_ten.py").write_text(OFF_BY_TEN, "utf-8")
    return folder


def run(package: Path, root: Path, *options: str) -> tuple[int, dict[str, Any], str]:
    command = [sys.executable, "-P", "-m", "checker", "check", str(root), "--as-of", NOW, "--no-cache", "--isolated"]
    done = subprocess.run(
        [*command, "--select", "off-by-ten", "--format", "json", *options],
        cwd=root.parent,
        env={"PYTHONPATH": str(package), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, json.loads(done.stdout) if done.stdout else {}, done.stderr


def years(number: int) -> list[dict[str, str]]:
    """Claims of one key, one a year, of which two are ten times apart and differ by time."""
    values = [432 if place == 6 else 4320 if place == 7 else 500 + place for place in range(number)]
    return [
        {"id": f"c{place}", "quote": f"{value} staff", "subject": "plant", "property": "staff", "value": str(value)}
        | {"as_of": str(1000 + place)}
        for place, value in enumerate(values)
    ]


def files(folder: Path, number: int) -> Path:
    root = folder / "claims"
    root.mkdir()
    (root / "vocabulary.yaml").write_text(VOCABULARY, "utf-8")
    (root / "d.yaml").write_text(f"{HEAD}claims: {json.dumps(years(number))}\n", "utf-8")
    return root


def table(folder: Path, number: int) -> Path:
    root = folder / "claims"
    root.mkdir()
    (root / "vocabulary.yaml").write_text(VOCABULARY, "utf-8")
    (root / "d.yaml").write_text(f"{HEAD}claims: []\n", "utf-8")
    rows = "".join(json.dumps({"document": "d", **claim}) + "\n" for claim in years(number))
    (root / "t.jsonl").write_text(rows, "utf-8")
    return root


def told(report: dict[str, Any]) -> list[tuple[str, str, list[str]]]:
    return [(finding["rule"], finding["verdict"], finding["claims"]) for finding in report["findings"]]


SLIP = ("off-by-ten", "tension", ["d#c6", "d#c7"])


@pytest.mark.parametrize("number", [10, 200, 201, 350])
def test_a_rule_without_screens_is_found_in_a_block_of_any_size(package: Path, tmp_path: Path, number: int) -> None:
    code, report, error = run(package, files(tmp_path, number))
    assert (code, told(report)) == (0, [SLIP]), error


@pytest.mark.parametrize("engine", ["plain", "duckdb"])
@pytest.mark.parametrize("number", [10, 350])
def test_a_rule_without_screens_is_found_in_a_table(package: Path, tmp_path: Path, number: int, engine: str) -> None:
    code, report, error = run(package, table(tmp_path, number), "--engine", engine)
    assert (code, told(report)) == (0, [SLIP]), error


def test_a_block_of_too_many_pairs_is_unchecked_for_a_rule_without_screens(package: Path, tmp_path: Path) -> None:
    code, report, _ = run(package, files(tmp_path, 1001))
    (finding,) = report["findings"]
    assert (code, finding["rule"], finding["verdict"]) == (3, "capped-block", "unchecked")
    assert finding["message"].startswith("1,001 claims make too many pairs for off-by-ten, which names no screen")


def test_a_file_of_a_folder_of_rules_that_is_no_rule_is_no_clean_run(package: Path, tmp_path: Path) -> None:
    shutil.copytree(package / "checker", tmp_path / "checker")
    (tmp_path / "checker/rules/pair/off_by_ten.py").write_text(
        '"""A rule that its author did not finish."""\n', "utf-8"
    )
    code, _, error = run(tmp_path, files(tmp_path, 2))
    assert code == 3
    assert "checker.rules.pair.off_by_ten defines no RULE = Rule('off-by-ten', …, pair=…)" in error
