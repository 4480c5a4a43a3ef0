"""The page of threats names, for each, a test that is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PAGE = (TESTS.parent / "docs" / "threats.md").read_text("utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and "::" in line]


def test_there_is_a_row_for_each_threat() -> None:
    tables = [line for line in PAGE.splitlines() if line.startswith("|")]
    headings = sum(line.startswith("|---") for line in tables)
    assert len(tables) == len(ROWS) + 2 * headings, "a row without a test"
    assert len(ROWS) > 40


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip()[:60])
def test_its_test_is_there(row: str) -> None:
    (name,) = re.findall(r"`([^`]+\.py)::(\w+)`", row)
    path, function = name
    assert f"\ndef {function}(" in (TESTS / path).read_text("utf-8")
