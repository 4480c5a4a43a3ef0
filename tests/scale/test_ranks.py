"""Ranks of tables that go through the screen: what counts in another order has an opponent, whatever its place."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from checker.request import Request
from checker.run import examine
from checker.scale.engine import EngineName
from tests.conftest import quote_of
from tests.readers.tables.conftest import FORMS, Row
from tests.scale.conftest import NOW, open_findings, screened_result

PLACES = (
    "1st",
    "2",
    "3rd",
    "largest",
    "biggest",
    "2nd largest",
    "smallest",
    "oldest",
    "2nd oldest",
    "among the busiest",
)
TIMES = ("2001", "2001-05", "2003")
SUBJECTS = 60
KINDS = ("constant", "state")


def write(root: Path, rows: list[Row]) -> Path:
    root.mkdir(parents=True)
    properties = {kind: {"label": kind, "datatype": "rank", "kind": kind} for kind in KINDS}
    entities = {f"thing-{n}": {"label": f"thing {n}"} for n in range(SUBJECTS)}
    (root / "vocabulary.yaml").write_text(json.dumps({"entities": entities, "properties": properties}), "utf-8")
    heads = [{"id": f"paper-{n}", "title": "Paper", "publisher": f"Office {n}", "published": "2004"} for n in range(4)]
    (root / "documents.csv").write_bytes(FORMS["csv"](heads))
    (root / "rows.csv").write_bytes(FORMS["csv"](rows))
    return root


def claim(number: int, **said: Any) -> Row:
    return {"document": f"paper-{number % 4}", "id": f"c{number}", "quote": quote_of(said), **said}


@pytest.mark.parametrize("engine", ["plain", "duckdb"])
def test_every_engine_finds_the_ranks_that_differ(engine: EngineName, chance: random.Random, tmp_path: Path) -> None:
    rows = [
        claim(
            number,
            subject=f"thing-{chance.randrange(SUBJECTS)}",
            property=chance.choice(KINDS),
            value=chance.choice(PLACES),
            as_of=chance.choice(TIMES),
        )
        for number in range(4 * SUBJECTS)
    ]
    root = write(tmp_path / "claims", rows)
    judged = examine(Request(root, NOW))
    assert not judged.faults
    in_two_orders = [finding for finding in judged.findings if "are places in two orders" in finding.why]
    assert len(in_two_orders) > 20
    found = screened_result(root, engine)
    assert open_findings(found) == open_findings(judged)
    assert found.faults == ()


@pytest.mark.parametrize(
    "one, other, is_open",
    [
        pytest.param("largest", "oldest", True, id="first places in two orders"),
        pytest.param("2nd busiest", "3rd largest", True, id="other places, one order in no table"),
        pytest.param("largest", "1st", False, id="a number fits any order"),
        pytest.param("largest", "biggest", False, id="one order in two words"),
    ],
)
def test_two_ranks_are_screened_as_they_are_judged(one: str, other: str, is_open: bool, tmp_path: Path) -> None:
    values = (one, other)
    rows = [claim(n, subject="thing-0", property="constant", value=value) for n, value in enumerate(values)]
    found = screened_result(write(tmp_path / "claims", rows))
    assert [finding.verdict for finding in found.findings if finding.rule == "value-conflict"] == ["tension"] * is_open
    assert not found.faults
