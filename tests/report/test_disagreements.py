"""Every format tells of disagreements: once each, with who says what, and what single withdrawal would settle it."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import click.testing
import pytest
from click.testing import CliRunner

from checker.cli.main import main
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
        {"value": "50", "claims": ["a#claim-1", "b#claim-1"], "number": 2, **says},
        {"value": "750", "claims": ["c#claim-1"], "number": 1, **says, "independent": 1},
    ]
    assert one["repairs"] == [["c#claim-1"], ["a#claim-1", "b#claim-1"]]
    assert (one["complete"], one["conflicts"], one["reasons"], one["fitting"]) == (True, 2, {}, [])
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


def test_the_terminal_tells_each_once_and_counts(result: Result) -> None:
    told = written("text", result).splitlines()
    name = result.disagreements[0].id
    assert told[:3] == [
        f"error: {TITLE}",
        "  50    A, 2021-01-01 · B, 2022-01-01   2 independent sources",
        "  750   C, 2023-01-01",
    ]
    places = [line.split()[:2] for line in told if line.startswith(("  -->", "  :::"))]
    assert [arrow for arrow, _ in places] == ["-->", ":::", ":::"]
    assert [mark.partition(":")[0] for _, mark in places] == ["claims/c.yaml", "claims/a.yaml", "claims/b.yaml"]
    assert any(line.endswith("^ “750 in all”  C, 2023-01-01") for line in told), "no letter: nobody rules on a finding"
    rows = {line[2:13].strip(): line[14:] for line in told if line.startswith("  ") and line[2:13].strip()}
    assert rows["why"].startswith("read at the widest they are 45 to ")
    assert rows["settled by"] == "withdrawing 750 (C)"
    assert "              or 50 (A and B)" in told
    assert rows["ruled out"].startswith("time · scope · ")
    assert rows["next"] == f"checker explain {name}"
    assert told[-2] == "1 contradiction, 0 tensions, 3 reconciled on 1 question, 1 agreement, 0 uncorroborated"
    assert not any("the thing · rate" in line for line in told), "what reasons explain is told on request"


def test_what_is_explained_is_told_once_a_question_with_an_example(result: Result) -> None:
    told = written("text", result, show_reconciled=True, quiet=True).splitlines()
    begin = told.index("ok: the thing · rate: what differs is explained by time")
    block = told[begin : told.index("", begin)]
    rows = {line[2:13].strip(): line[14:] for line in block if line.startswith("  ") and line[2:13].strip()}
    assert rows["example"].startswith("Two documents differ on the thing · rate: ")
    assert rows["reconciled"].startswith("time: their times do not overlap (20")
    assert rows["explained"] == "3 by time"
    assert sum(line.startswith(("  -->", "  :::")) for line in block) == 2
    assert sum(line.startswith("ok: ") for line in told) == 1


TWICE = {"relation": "thing.staff = 2 * part.staff"}


def test_what_other_figures_imply_is_a_position_of_its_own(build: Build) -> None:
    documents = {"a": [{"value": "75"}], "b": [{"subject": "part", "value": "30"}, TWICE], "c": [{"value": "60"}]}
    claims = build(documents, STAFF, {"part": {"label": "the part"}})
    result = check(Request(claims, AS_OF))
    told = written("text", result, quiet=True).splitlines()
    assert told[0].startswith("error: the thing · staff: one document says 60, one 75, by other figures it is ")
    assert [line.split("   ")[0].strip() for line in told[1:3]] == ["60", "75"]
    assert told[3].startswith("  by other figures 5")
    assert told[3].endswith("   B, 2022-01-01")
    (one,) = json.loads(written("json", result))["disagreements"]
    assert [(position["derived"], position["claims"]) for position in one["positions"]] == [
        (False, ["c#claim-1"]),
        (False, ["a#claim-1"]),
        (True, ["b#claim-1"]),
    ]
    assert one["repairs"] == [["a#claim-1"]]


def test_a_relation_in_dispute_names_what_would_do_as_well(build: Build) -> None:
    documents = {"a": [{"value": "75"}], "b": [{"subject": "part", "value": "30"}, TWICE]}
    told = written("text", check(Request(build(documents, STAFF, {"part": {"label": "the part"}}), AS_OF)), quiet=True)
    assert told.startswith("error: the thing · staff = 2 * the part · staff: 30 and 75 do not fit together\n")
    assert [line.split("   ")[0].strip() for line in told.splitlines()[1:4]] == [
        "the part · staff: 30", "the thing · staff: 75", "thing.staff = 2 * part.staff",
    ]  # fmt: skip
    rows = [line for line in told.splitlines() if line[2:13].strip() in ("why", "steps", "settled by")]
    assert [line[2:13].strip() for line in rows] == ["why", "steps", "settled by"]
    assert "3 claims of a and b cannot all hold together" in rows[0]


@pytest.mark.parametrize("form", ["concise", "github", "gitlab", "junit", "sarif", "agent", "csv", "markdown"])
def test_a_format_lists_the_disagreement_once_and_no_finding_of_it(form: str, result: Result) -> None:
    told = written(form, result)
    one = result.disagreements[0]
    assert told.count(one.id if form != "gitlab" else one.fingerprint) == 1
    assert not any(finding.id in told for finding in one.findings)
    assert TITLE in told.encode().decode("unicode_escape" if form in ("gitlab", "sarif", "agent") else "utf-8")


def test_a_table_has_a_row_a_disagreement(result: Result) -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", result))))
    assert [row["verdict"] for row in rows] == ["contradiction", "reconciled", "agreement"]
    first = rows[0]
    assert first["positions"] == "50: A, 2021-01-01 · B, 2022-01-01 (2 independent sources) / 750: C, 2023-01-01"
    assert first["claims"] == "c#claim-1 a#claim-1 b#claim-1"
    assert (first["documents"], first["key"], first["rule"]) == ("c a b", "thing.staff", "value-conflict")
    assert "settled by withdrawing 750 (C), or 50 (A and B)" in first["details"].split(" / ")
    assert (first["file"], first["quotes"].partition(" / ")[0]) == ("claims/c.yaml", "“750 in all”")
    assert (rows[1]["reasons"], rows[1]["message"]) == ("time", "the thing · rate: what differs is explained by time")


def explained(claims: Path, name: str) -> click.testing.Result:
    return CliRunner().invoke(main, ["explain", name, "--claims", str(claims), "--as-of", AS_OF])


def test_explain_shows_all_evidence_below_a_disagreement(build: Build) -> None:
    claims = build(ONE_WRONG, STAFF)
    one = check(Request(claims, AS_OF)).disagreements[0]
    for name in (one.id, "thing.staff"):
        done = explained(claims, name)
        assert done.exit_code == 0, done.output
        assert done.output.startswith(f"error: {TITLE}\n")
        assert all(finding.id in done.output for finding in one.findings)
        assert "1 of 2 findings, contradiction" in done.output
        assert done.output.count("reasons     time: ruled-out, ") == 2


def test_explain_shows_a_finding_and_what_it_belongs_to(build: Build) -> None:
    claims = build(ONE_WRONG, STAFF)
    one = check(Request(claims, AS_OF)).disagreements[0]
    done = explained(claims, one.witness.id)
    assert done.output.startswith("error[value-conflict]: Two documents differ on the thing · staff: ")
    assert "^ A  “" in done.output
    assert f"  belongs to  {TITLE}\n  next        checker explain {one.id}\n" in done.output


@pytest.mark.parametrize("name", ["thing", "value-conflict-", "nothing-of-that-name"])
def test_explain_names_what_begins_so_where_it_is_not_one(build: Build, name: str) -> None:
    done = explained(build(ONE_WRONG, STAFF), name)
    assert done.exit_code == 2
    words = " ".join(done.output.split())
    assert "is no rule, no reason, no disagreement and no finding of this corpus" in words
    assert ("did you mean" in words) == (name != "nothing-of-that-name")


def test_what_one_claim_breaks_is_told_by_what_it_breaks(build: Build) -> None:
    asked = {
        "staff": {
            **STAFF["staff"],
            "constraints": [{"rule": "value-range", "max": 100, "because": "the hall is small"}],
        }
    }
    (one,) = check(Request(build({"a": [{"value": "750"}]}, asked), AS_OF)).disagreements
    assert one.title == one.witness.message.replace(": a says ", ": A says "), "by the title of its document"
    assert "out of range" in one.title
    assert [position.value for position in one.positions] == ["the thing · staff: 750"]
