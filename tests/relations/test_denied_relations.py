"""A relation that is denied, or withdrawn, ties nothing; what denies it is counted as not held against anything."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from checker.cli.main import main

PROPERTIES = {
    "signed": {"label": "signing", "datatype": "date", "kind": "event"},
    "in-force": {"label": "entry into force", "datatype": "date", "kind": "event"},
}
SIGNED = {"value": "1951-09-08"}
IN_FORCE = {"property": "in-force", "value": "1952-04-28"}
SAME = "thing.in-force = thing.signed"
BEFORE = "thing.in-force < thing.signed"
DENIAL = {"quote": "It was not signed on that day"}


@pytest.mark.parametrize(
    ("relation", "found", "unknown"),
    [
        pytest.param({"relation": SAME}, 1, 0, id="asserted"),
        pytest.param({"relation": SAME, "denies": True, **DENIAL}, 0, 1, id="denied"),
        pytest.param({"readings": [SAME, BEFORE]}, 1, 0, id="readings"),
        pytest.param({"readings": [SAME, BEFORE], "denies": True, **DENIAL}, 0, 1, id="readings that are denied"),
        pytest.param({"relation": SAME, "rank": "deprecated"}, 0, 0, id="withdrawn"),
        pytest.param({"relation": SAME, "rank": "deprecated", "denies": True, **DENIAL}, 0, 0, id="a denial withdrawn"),
    ],
)
def test_only_what_is_asserted_ties(
    build: Callable[..., Path], relation: dict[str, Any], found: int, unknown: int
) -> None:
    root = build({"one": [SIGNED, IN_FORCE], "two": [relation]}, PROPERTIES)
    report = checked(root)
    assert len(report["disagreements"]) == found
    assert (report["coverage"]["unknown"], report["coverage"]["uncorroborated"]) == (unknown, 0 if found else 3)
    assert not report["faults"]


def test_a_denied_relation_that_cannot_be_read_is_a_fault(build: Callable[..., Path]) -> None:
    root = build(
        {"one": [SIGNED], "two": [{"relation": "thing.in-force = now + ", "denies": True, **DENIAL}]}, PROPERTIES
    )
    assert [fault["code"] for fault in checked(root)["faults"]] == ["bad-relation"]


def test_it_is_said_how_many_are_denied(build: Callable[..., Path]) -> None:
    root = build({"one": [SIGNED], "two": [{"relation": SAME, "denies": True, **DENIAL}]}, PROPERTIES)
    output = run("check", root, "--color", "never").output
    assert "1 claim not judged: a constraint lacks a lifetime or a type, or a relation is denied" in output


def checked(root: Path) -> Any:
    return json.loads(run("check", root, "--format", "json").output)


def run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(main, [*map(str, arguments), "--as-of", "2026-11-22", "--no-cache", "--isolated"])
