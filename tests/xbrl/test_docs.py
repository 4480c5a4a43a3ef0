"""The page on XBRL is true: its example is run word for word, and its limits are those of the code."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli.main import main
from checker.xbrl import bindings, claims, facts, places, report

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILES = {"json": "annual.json", "csv": "sums.csv"}


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs/xbrl.md").read_text("utf-8")


def test_the_example_does_what_the_page_says(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = ""
    ran = 0
    for language, text in BLOCK.findall(page):
        match language:
            case "sh":
                told = CliRunner().invoke(main, shlex.split(text)[1:]).output
            case "text":
                assert told == text
                ran += 1
            case _:
                Path(FILES[language]).write_text(text, "utf-8")
    assert ran == 2


def test_the_limits_are_those_of_the_code(page: str) -> None:
    words = " ".join(page.split())
    assert f"at most {places.LIMIT // 2**20} MiB" in words
    assert f"a report {report.MOST_FACTS:,} facts" in words
    assert f"from −{facts.MOST_DECIMALS} to {facts.MOST_DECIMALS}" in words
    assert f"{bindings.MOST_RELATIONS:,} relations are made" in words
    assert f"more than {bindings.LONGEST:,} characters or {bindings.MOST_PARTS} parts" in words
    assert f"more than {claims.LONGEST_TEXT} characters" in words
    assert f"after {places.MOST_FAULTS:,} faults" in words
