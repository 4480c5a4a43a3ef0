"""A JSON report that would be too large lists the gravest, counts the rest, and says so."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from checker.model.finding import OPEN
from checker.model.result import Result
from checker.report import json as report
from checker.report import jsonl
from checker.report.options import PLAIN

ROOMS = (0, 9_000, 10_500, 12_000, 14_000)
"""Bytes, from less than what is open takes to nearly what everything does."""


def written(result: Result, room: int, monkeypatch: pytest.MonkeyPatch) -> tuple[int, dict[str, Any]]:
    monkeypatch.setattr(report, "LARGEST", room)
    text = report.write(result)
    return len(text.encode()), json.loads(text)


def test_what_fits_is_all_there(plain: Result) -> None:
    assert json.loads(report.write(plain)) == report.as_data(plain)
    assert "left_out" not in report.as_data(plain)


@pytest.mark.parametrize("room", ROOMS)
def test_what_is_left_out_is_counted(plain: Result, room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    _, told = written(plain, room, monkeypatch)
    verdicts = {name: Counter(entry["verdict"] for entry in told[name]) for name in ("disagreements", "findings")}
    assert Counter(told["left_out"]["findings"]) + verdicts["findings"] == Counter(f.verdict for f in plain.findings)
    assert Counter(told["left_out"]["disagreements"]) + verdicts["disagreements"] == Counter(
        one.verdict for one in plain.disagreements
    )
    assert told["left_out"]["claims"] + len(told["claims"]) == len(plain.corpus.claims)
    assert sum(told["left_out"]["findings"].values())


@pytest.mark.parametrize("room", ROOMS)
def test_the_gravest_stay_longest(plain: Result, room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    size, told = written(plain, room, monkeypatch)
    opened = [one.id for one in plain.disagreements if one.open]
    assert [one["id"] for one in told["disagreements"] if one["verdict"] in OPEN] == opened
    assert size <= room or not told["findings"], "more than there is room for, though not all of it is open"
    listed = {finding["id"]: finding["verdict"] for finding in told["findings"]}
    graver = {f.id for f in plain.findings if f.verdict not in ("reconciled", "agreement")}
    assert graver <= listed.keys() or not {"reconciled", "agreement"} & {*listed.values()}


def test_more_room_lists_more(plain: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = [len(written(plain, room, monkeypatch)[1]["findings"]) for room in ROOMS]
    assert numbers == sorted(set(numbers)), "each room shows a cut of its own"


@pytest.mark.parametrize("room", ROOMS)
def test_what_is_listed_holds_together(plain: Result, room: int, monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    _, told = written(plain, room, monkeypatch)
    schema = json.loads((root / "schemas/findings.schema.json").read_text("utf-8"))
    assert not [error.message for error in Draft202012Validator(schema).iter_errors(told)]
    claims, findings = {claim["ref"] for claim in told["claims"]}, {finding["id"] for finding in told["findings"]}
    assert all(claims.issuperset(finding["claims"]) for finding in told["findings"])
    whole = {one.id: one for one in plain.disagreements}
    for one in told["disagreements"]:
        assert findings.issuperset(one["findings"])
        assert one["complete"] == (len(one["findings"]) == len(whole[one["id"]].findings))
        assert one["conflicts"] == whole[one["id"]].conflicts


def test_json_lines_list_all(plain: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "LARGEST", 0)
    kinds = Counter(json.loads(line)["type"] for line in jsonl.write(plain, PLAIN).splitlines())
    assert kinds["finding"] == len(plain.findings)
    assert kinds["claim"] == len(plain.corpus.claims)
    assert kinds["disagreement"] == len(plain.disagreements)
