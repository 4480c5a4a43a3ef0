"""Every kind of constraint that a Wikibase and checker share is broken once in a dump, and found; nothing else is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from checker.cli.main import main
from checker.wikibase.constraints import RULES
from tests.wikibase.dumps import written
from tests.wikibase.planted import BREAKS, dump

AS_OF = ("--as-of", "2026-11-22")
KINDS = len(RULES)
OPEN = ("contradiction", "tension", "unchecked")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def report(claims: Path, *arguments: str) -> dict[str, Any]:
    done = run("check", claims, "--format", "json", "--no-cache", "--isolated", *AS_OF, *arguments)
    return json.loads(done.stdout)


def found(told: dict[str, Any]) -> set[tuple[str, str]]:
    """The rules of what is open, each with the items that its claims are about."""
    return {
        (one["rule"], ref.rpartition("#")[2].partition("$")[0])
        for one in told["findings"]
        if one["verdict"] in OPEN
        for ref in one["claims"]
    }


def planted() -> set[tuple[str, str]]:
    """What is to be found, and the other claims that have a part in it."""
    others = {("contemporary", "Q904"), ("distinct-values", "Q1000")}
    return {(rule, item["id"]) for rule, item in BREAKS} | others


def test_every_kind_of_constraint_is_planted() -> None:
    assert len({rule for rule, _ in BREAKS}) == KINDS + 1  # and two figures of one thing


@pytest.mark.parametrize("engine", ["auto", "plain", "duckdb"])
def test_every_break_is_found_and_nothing_else(tmp_path: Path, engine: str) -> None:
    source, claims = written(tmp_path / "entities.json", dump(40)), tmp_path / "claims"
    done = run("import", source, "--output", claims)
    assert done.exit_code == 0, done.output
    told = report(claims, "--engine", engine)
    assert told["faults"] == []
    assert found(told) == planted()


def test_nothing_of_it_has_no_counterpart(tmp_path: Path) -> None:
    done = run("import", written(tmp_path / "entities.json", dump(2)), "--output", tmp_path / "claims")
    assert done.stderr == "102 claims of 3 documents, from 66 entities in 1 dump\n"
