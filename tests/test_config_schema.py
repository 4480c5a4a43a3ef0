"""The schema of `checker.toml` and what reads it give one verdict; the catalog names the schema of every file."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from checker import config, schemas
from checker.cli.main import main
from checker.evaluate import RULE_IDS
from checker.readers.yaml import parse, plain

SCHEMA = schemas.schema("config")
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker(["date"]))


def as_json(value: Any) -> Any:
    """TOML as an editor holds it against a schema: its days and times are text there."""
    if isinstance(value, dict):
        return {key: as_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_json(one) for one in value]
    return value.isoformat() if isinstance(value, date | time) else value


def mistakes(text: str) -> list[ValidationError]:
    return list(VALIDATOR.iter_errors(as_json(tomllib.loads(text))))


RIGHT = {
    "nothing": "",
    "a comment": "# nothing yet",
    "everything": """
        claims = "claims"
        documents = "../texts"
        as-of = 2026-11-22
        fail-on = "warning"
        max-tensions = 0
        fail-on-outvoted = true
        fail-on-removed = true
        exit-zero = false
        select = ["value-conflict", "agreement"]
        ignore = ["joint-conflict"]
        reviewers = ["ann", "Ben Lee"]
        accept-proposed = false
        baseline = "known.txt"
        [severity]
        value-conflict = "info"
        date-conflict = "off"
        """,
    "a day in quotes": 'as-of = "2026-11-22"',
    "the 29th of February of a leap year": "as-of = 2024-02-29",
    "empty lists": "select = []\nignore = []\nreviewers = []",
    "a rule named twice": 'ignore = ["agreement", "agreement"]',
    "a weight with a dot": 'severity.agreement = "error"',
    "no weights": "severity = {}",
    "nothing fails": 'fail-on = "never"',
    "a large number of tensions": f"max-tensions = {10**18}",
    "text of another script": 'reviewers = ["製粉所"]',
    "text with spaces around it": 'claims = " claims "',
}
WRONG = {
    "a setting that is none": "zzz = 1",
    "an underscore": 'fail_on = "error"',
    "a table that is none": "[checker]\nexit-zero = true",
    "a setting of a shared file": "[tool.checker]\nexit-zero = true",
    "a number for a folder": "claims = 3",
    "no text": 'claims = ""',
    "nothing but spaces": 'documents = "  "',
    "a line end for text": 'baseline = "\\n"',
    "a list for text": 'claims = ["claims"]',
    "a day of another form": 'as-of = "22.11.2026"',
    "a day without hyphens": 'as-of = "20261122"',
    "a day as a number": "as-of = 20261122",
    "a day of a week": 'as-of = "2026-W47-7"',
    "a day that does not exist": 'as-of = "2026-02-30"',
    "a month that does not exist": 'as-of = "2026-13-01"',
    "a line end after a day": 'as-of = "2026-11-22\\n"',
    "a month": 'as-of = "2026-11"',
    "a day and a time": "as-of = 2026-11-22T10:00:00",
    "a time": "as-of = 10:00:00",
    "a threshold that is none": 'fail-on = "warnings"',
    "a threshold in capitals": 'fail-on = "Error"',
    "a weight for a threshold": 'fail-on = "off"',
    "a truth value for a threshold": "fail-on = true",
    "fewer than none": "max-tensions = -1",
    "a part of a tension": "max-tensions = 1.5",
    "infinitely many": "max-tensions = inf",
    "a number in quotes": 'max-tensions = "3"',
    "a truth value for a number": "max-tensions = true",
    "a word for a truth value": 'exit-zero = "yes"',
    "a number for a truth value": "fail-on-removed = 1",
    "a list for a truth value": "accept-proposed = []",
    "one name for a list": 'reviewers = "ann"',
    "a number in a list of names": 'reviewers = ["ann", 3]',
    "an empty name": 'reviewers = [""]',
    "a rule that is none": 'select = ["value-conflikt"]',
    "one rule for a list": 'ignore = "agreement"',
    "a number for a rule": "ignore = [1]",
    "a weight of a rule that is none": 'severity = {value_conflict = "off"}',
    "a weight that is none": 'severity = {agreement = "of"}',
    "a threshold for a weight": 'severity = {agreement = "never"}',
    "a truth value for a weight": "severity = {agreement = false}",
    "one weight for all": 'severity = "error"',
    "a list of weights": 'severity = ["error"]',
    "one mistake among right ones": 'claims = "claims"\nfail-on = "error"\nexit-zero = 0',
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=list(RIGHT))
def test_what_is_right_is_right_for_both(text: str) -> None:
    assert mistakes(text) == []
    assert config.parse(text.encode(), "checker.toml", False, RULE_IDS).faults == ()


@pytest.mark.parametrize("text", WRONG.values(), ids=list(WRONG))
def test_what_is_wrong_is_wrong_for_both(text: str) -> None:
    assert mistakes(text)
    assert config.parse(text.encode(), "checker.toml", False, RULE_IDS).faults


def test_what_only_the_reader_can_tell() -> None:
    """JSON has one number where TOML has two: `3.0` is whole to a schema."""
    assert mistakes("max-tensions = 3.0") == []
    assert config.parse(b"max-tensions = 3.0", "checker.toml", False, RULE_IDS).faults


def test_the_schema_has_every_setting_with_its_default() -> None:
    made = SCHEMA["properties"]
    assert list(made) == list(config.KEYS)
    defaults = {key: one["default"] for key, one in made.items() if "default" in one}
    assert defaults == {
        "claims": "claims",
        "fail-on": "error",
        "fail-on-outvoted": False,
        "fail-on-removed": False,
        "exit-zero": False,
        "select": [],
        "ignore": [],
        "severity": {},
        "accept-proposed": False,
    }
    text = "\n".join(f"{key} = {json.dumps(value)}" for key, value in defaults.items())
    found = config.parse(text.encode(), "checker.toml", False, RULE_IDS)
    assert found.faults == ()
    assert {key: one.value for key, one in found.given.items()} == {key: config.DEFAULTS[key] for key in defaults}


def test_what_the_configuration_of_a_run_prints_fits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "claims").mkdir()
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["config", "--max-tensions", "3", "--ignore", "agreement", "--as-of", "2026-11-22"])
    assert done.exit_code == 0
    assert mistakes(done.output) == []


@pytest.mark.parametrize("name", schemas.NAMES)
def test_the_command_prints_every_schema(name: str) -> None:
    done = CliRunner().invoke(main, ["schema", name])
    assert json.loads(done.output) == schemas.schema(name)


# --- the catalog


def matches(pattern: str, path: str) -> bool:
    """`*` is within one folder, `**/` any number of them; a bare name is that of a file anywhere."""
    whole = pattern if "/" in pattern else f"**/{pattern}"
    parts = re.split(r"(\*\*/|\*)", whole)
    expression = "".join({"**/": "(?:.*/)?", "*": "[^/]*"}.get(part, re.escape(part)) for part in parts)
    return re.fullmatch(expression, path) is not None


def named(path: str) -> list[str]:
    """The schemas that the catalog names for a file: the last pattern that fits counts."""
    found = []
    for entry in schemas.catalog()["schemas"]:
        fitting = [pattern for pattern in entry["fileMatch"] if matches(pattern.removeprefix("!"), path)]
        if fitting and not fitting[-1].startswith("!"):
            found.append(entry["url"].rpartition(":")[2])
    return found


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("claims/report-2024.yaml", ["claims"]),
        ("claims/report-2024.yml", ["claims"]),
        ("desk/claims/report-2024.yaml", ["claims"]),
        ("claims/vocabulary.yaml", ["vocabulary"]),
        ("desk/claims/vocabulary.yaml", ["vocabulary"]),
        ("claims/decisions/works.cost-3f9c0a41d2b7e610/ann.yaml", ["decision"]),
        ("claims/imports/population.yaml", ["map"]),
        ("checker.toml", ["config"]),
        ("desk/checker.toml", ["config"]),
        ("claims/report.csv", []),
        ("report-2024.yaml", []),
        ("pyproject.toml", []),
        ("vocabulary.yaml", []),
        ("myclaims/report.yaml", []),
    ],
)
def test_a_file_has_the_schema_that_reads_it(path: str, schema: list[str]) -> None:
    assert named(path) == schema


def test_every_file_of_this_tree_fits_the_schema_that_the_catalog_names(root: Path) -> None:
    checked = []
    for path in sorted((root / "claims").rglob("*.yaml")):
        (name,) = named(path.relative_to(root).as_posix())
        tree = parse(path.read_text("utf-8"), path.name).root
        assert tree is not None
        assert list(Draft202012Validator(schemas.schema(name)).iter_errors(plain(tree))) == [], path
        checked.append(name)
    assert {"claims", "vocabulary"} <= set(checked)


def test_the_catalog_is_one_that_a_schema_store_takes() -> None:
    """Source: the format of the schema store: a name, a description, an absolute identifier, patterns of files."""
    made = schemas.catalog()
    assert made["version"] == 1
    for entry in made["schemas"]:
        assert set(entry) == {"name", "description", "fileMatch", "url"}
        assert entry["url"] in {schemas.schema(name)["$id"] for name in schemas.NAMES}
        assert all(entry["fileMatch"])
    assert len({entry["name"] for entry in made["schemas"]}) == len(made["schemas"])
