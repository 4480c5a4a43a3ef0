"""Every format tells of disagreements: once each, with who says what, and what single withdrawal would settle it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from checker.model.result import Result
from checker.report.formats import format_of
from checker.report.options import Options
from checker.request import Request
from checker.run import check
from tests.conftest import Build

AS_OF = "2026-11-22"
STAFF = {
    "staff": {"label": "staff", "datatype": "quantity", "kind": "constant"},
    "rate": {"label": "rate", "datatype": "quantity", "kind": "state"},
}
ONE_WRONG = {
    "a": [{"value": "50", "quote": "fifty in all"}, {"property": "rate", "value": "3", "as_of": "2020"}],
    "b": [{"value": "50"}, {"property": "rate", "value": "4", "as_of": "2021"}],
    "c": [{"value": "750", "quote": "750 in all"}, {"property": "rate", "value": "5", "as_of": "2022"}],
}
"""Two documents against one on the staff, which is two conflicts; three rates that time explains, which is three."""

TITLE = "the thing · staff: two documents say 50, one 750"


@pytest.fixture
def result(build: Build) -> Result:
    return check(Request(build(ONE_WRONG, STAFF), AS_OF))


def written(name: str, result: Result, **options: Any) -> str:
    return format_of(name).write(result, Options(**options))


def test_the_report_for_programs_names_positions_repairs_and_evidence(result: Result) -> None:
    report = json.loads(written("json", result))
    one, explained = report["disagreements"]
    assert (one["verdict"], one["severity"], one["title"]) == ("contradiction", "error", TITLE)
    assert re.fullmatch(r"thing\.staff-[0-9a-f]{16}", one["id"])
    assert one["question"] == "thing.staff"
    says = {"independent": 2, "time": "", "derived": False}
    assert one["positions"] == [
        {"value": "50", "claims": ["a#claim-1", "b#claim-1"], **says},
        {"value": "750", "claims": ["c#claim-1"], **says, "independent": 1},
    ]
    assert one["repairs"] == [["c#claim-1"], ["a#claim-1", "b#claim-1"]]
    assert (one["complete"], one["reasons"], one["fitting"]) == (True, {}, [])
    assert (one["state"], one["decision"]) == ("new", None)
    evidence = {found["id"]: found for found in report["findings"] if found["disagreement"] == one["id"]}
    assert list(evidence) == one["findings"]
    assert one["witness"] in evidence
    assert {found["rule"] for found in evidence.values()} == {"value-conflict"}
    assert (explained["verdict"], explained["reasons"], explained["positions"]) == ("reconciled", {"time": 3}, [])
    assert explained["title"] == "the thing · rate: what differs is explained by time"
    assert [f["verdict"] for f in report["findings"] if f["disagreement"] is None] == ["agreement"]
    assert not any("decision" in found for found in report["findings"])


def test_a_stream_has_a_line_for_each_disagreement(result: Result) -> None:
    records = [json.loads(line) for line in written("jsonl", result).splitlines()]
    told = [(one["verdict"], one["title"]) for one in records if one["type"] == "disagreement"]
    assert told == [
        ("contradiction", TITLE),
        ("reconciled", "the thing · rate: what differs is explained by time"),
    ]
