"""The SARIF report says what code scanning needs, within its limits, and meets the official schema and tool."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checker.evaluate import RULE_IDS
from checker.model.result import Result
from checker.readers.codes import CODES
from checker.report import sarif
from checker.report.options import Options
from checker.report.rule_help import help_of, rule_helps
from tests.conftest import install_by_npm
from tests.report.conftest import about, having
from tests.report.test_builds import many_claims

Spoil = Callable[[str], Result]
ALL = Options(show_reconciled=True)


def run(result: Result, options: Options = ALL) -> dict[str, Any]:
    return json.loads(sarif.write(result, options))["runs"][0]


def by_id(result: Result, options: Options = ALL) -> dict[str, dict[str, Any]]:
    return {one["properties"]["id"]: one for one in run(result, options)["results"]}


def test_every_rule_is_told_with_its_help(plain: Result) -> None:
    rules = run(plain)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules][: len(rule_helps())] == [help.id for help in rule_helps()]
    assert set(RULE_IDS) <= {help.id for help in rule_helps()}
    for rule in rules:
        assert rule["shortDescription"]["text"].endswith("."), rule["id"]
        assert len(rule["fullDescription"]["text"]) <= sarif.LONGEST_DESCRIPTION
        assert rule.get("name", "").lower() != rule["id"], "a name says more than the identifier, or is left out"
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]


@pytest.mark.parametrize("code", CODES)
def test_every_fault_has_a_sentence(code: str) -> None:
    assert help_of(code).title.lower() == f"{CODES[code].lower()}."


def test_results_point_at_their_rules(plain: Result) -> None:
    told = run(plain)
    rules = told["tool"]["driver"]["rules"]
    assert [rules[one["ruleIndex"]]["id"] for one in told["results"]] == [one["ruleId"] for one in told["results"]]


def test_both_sides_are_shown(plain: Result) -> None:
    finding = plain.of("contradiction")[0]
    told = by_id(plain)[about(plain, finding).id]
    places = [told["locations"][0], *told["relatedLocations"]]
    lines = [place["physicalLocation"]["region"]["startLine"] for place in places]
    files = [place["physicalLocation"]["artifactLocation"]["uri"] for place in places]
    assert files == ["claims/second.yaml", "claims/first.yaml"]
    sources = [plain.corpus.sources[file][line - 1] for file, line in zip(files, lines, strict=True)]
    assert ['"value"' in source for source in sources] == [True, True]
    assert told["relatedLocations"][0]["message"]["text"].startswith("“words of")
    assert f"[{finding.refs[0]}](1)" in told["message"]["text"]


def test_the_region_is_the_text_from_the_value_on(plain: Result) -> None:
    for one in (one for one in run(plain)["results"] if one["ruleId"] != "unused-decision"):
        place = one["locations"][0]["physicalLocation"]
        source = plain.corpus.sources[place["artifactLocation"]["uri"]][place["region"]["startLine"] - 1]
        assert place["region"]["endLine"] == place["region"]["startLine"]
        assert 1 <= place["region"]["startColumn"] < place["region"]["endColumn"] == len(source.rstrip()) + 1


def test_the_fingerprint_is_the_full_hash_of_question_and_positions(plain: Result) -> None:
    hashes = {one.id: one.fingerprint for one in plain.disagreements}
    for name, one in by_id(plain).items():
        assert set(one["partialFingerprints"].values()) == {hashes.get(name, name)}


def test_another_position_is_another_alert_and_more_support_is_none(plain: Result) -> None:
    one = about(plain, plain.of("contradiction")[0])
    first, second = one.positions
    more = replace(one, positions=(replace(first, claims=first.claims * 2), second))
    other = replace(one, positions=(first, second, replace(second, contents=frozenset(("something else",)))))
    assert (more.id, more.fingerprint) == (one.id, one.fingerprint)
    assert (other.id, other.fingerprint != one.fingerprint) == (one.id, True)


@pytest.mark.parametrize(
    ("verdict", "level", "kind"),
    [
        ("contradiction", "error", None),
        ("tension", "warning", None),
        ("unchecked", "warning", None),
        ("reconciled", "none", "informational"),
        ("agreement", "none", "pass"),
        ("fault", "error", None),
    ],
)
def test_levels(verdict: str, level: str, kind: str | None, plain: Result) -> None:
    told = [one for one in run(plain)["results"] if one["properties"]["verdict"] == verdict]
    assert {(one["level"], one.get("kind")) for one in told} == {(level, kind)}


def test_what_is_reconciled_is_told_on_request_only(plain: Result) -> None:
    verdicts = {one["properties"]["verdict"] for one in run(plain, Options())["results"]}
    assert verdicts == {"fault", "contradiction", "tension", "unchecked"}


def test_decisions_are_suppressions(plain: Result) -> None:
    told = by_id(plain)
    decided = {"kind": "external", "status": "accepted", "justification": "decided by ann: somebody looked"}
    names = [about(plain, f"value-conflict-0000000{number}").id for number in (1, 2)]
    assert told[names[0]]["suppressions"] == [decided]
    proposed = {**decided, "status": "underReview", "justification": "proposed by ann: somebody looked"}
    assert told[names[1]]["suppressions"] == [proposed]
    assert sorted(name for name, one in told.items() if "suppressions" in one) == sorted(names)


def test_the_state_against_what_was_before(plain: Result) -> None:
    assert not any("baselineState" in one for one in run(plain)["results"])
    before = plain.of("contradiction")[0]
    known = about(plain, before).id
    told = by_id(plain, replace(ALL, before=frozenset([known])))
    findings = {one: told[one] for one in told if told[one]["properties"]["verdict"] != "fault"}
    assert {name for name, one in findings.items() if one["baselineState"] == "unchanged"} == {known}
    assert {one["baselineState"] for name, one in findings.items() if name != known} == {"new"}


def test_a_run_with_a_fault_did_not_succeed(plain: Result) -> None:
    invocation = run(plain)["invocations"][0]
    assert invocation["executionSuccessful"] is False
    told = [note["message"]["text"] for note in invocation["toolExecutionNotifications"]]
    assert told == ["1 fault in the input: findings may be missing.", "9 quotes not checked against a text."]


def test_too_many_results_are_cut_and_told(plain: Result) -> None:
    contradiction, tension = plain.of("contradiction")[0], plain.of("tension")[0]
    many = [replace(tension, id=f"value-conflict-{number:08}") for number in range(sarif.MOST_RESULTS + 10)]
    told = run(having(plain, *many, contradiction))
    assert len(told["results"]) == sarif.MOST_RESULTS
    assert about(plain, contradiction).id in [one["properties"]["id"] for one in told["results"][:2]], (
        "the gravest are kept"
    )
    note = told["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert note == "12 results left out, the least grave: more cannot be uploaded; the format json holds all of them."


def test_a_file_too_large_is_cut_and_told(plain: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "LARGEST_FILE", 2_000)
    told = run(plain)
    assert 0 < len(told["results"]) < len(plain.findings)
    assert "left out" in told["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_too_many_sides_are_cut_and_told(plain: Result) -> None:
    finding = plain.of("contradiction")[0]
    large = replace(finding, claims=many_claims(finding, 80))
    told = by_id(having(plain, large))[about(plain, finding).id]
    assert len(told["locations"]) + len(told["relatedLocations"]) == sarif.MOST_LOCATIONS
    assert " and 60 more claims." in told["message"]["text"]


LINK = re.compile(r"(?:\\.|[^\\\[\]]|\[(?P<text>(?:\\.|[^\\\[\]])*)\]\((?P<to>\d+)\))")
"""A character of a message, escaped or not, or a link. Source: SARIF 2.1.0, section 3.11.6."""


def test_words_are_no_links_and_no_placeholders(canary: str, spoiled: Spoil) -> None:
    for one in run(spoiled(canary))["results"]:
        text = one["message"]["text"]
        found = list(LINK.finditer(text))
        assert "".join(match[0] for match in found) == text, "every bracket is escaped or part of a link"
        links = [int(match["to"]) for match in found if match["to"]]
        assert links == [place["id"] for place in one.get("relatedLocations", [])]
        assert not re.search(r"(?<!\{)(\{\{)*\{\d", text)


@pytest.fixture(scope="session")
def tool(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the tool that SARIF's makers validate with; the official schema lies beside it."""
    if sys.platform not in ("linux", "darwin"):
        pytest.skip("the tool that validates SARIF is not made for this system")
    package = f"@microsoft/sarif-multitool-{sys.platform}@5.7.0"
    found = install_by_npm(package, tmp_path_factory.mktemp("npm"))
    (found / "Sarif.Multitool").chmod(0o755)
    return found


@pytest.mark.clone
def test_it_meets_the_official_schema(canary: str, tool: Path, plain: Result, spoiled: Spoil) -> None:
    from jsonschema import Draft202012Validator

    schema = json.loads((tool / "sarif-2.1.0.json").read_text("utf-8-sig"))
    for result in (plain, spoiled(canary)):
        log = json.loads(sarif.write(result, replace(ALL, before=frozenset())))
        errors = [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(log)]
        assert errors == []


@pytest.mark.clone
def test_the_schema_refuses_what_is_wrong(tool: Path, plain: Result) -> None:
    from jsonschema import Draft202012Validator

    schema = json.loads((tool / "sarif-2.1.0.json").read_text("utf-8-sig"))
    log = json.loads(sarif.write(plain, ALL))
    log["runs"][0]["results"][0]["level"] = "grave"
    assert list(Draft202012Validator(schema).iter_errors(log))


def grave(tool: Path, folder: Path, log: str) -> list[str]:
    """The errors that the official tool finds in a report, by the rules of SARIF and of GitHub."""
    (folder / "report.sarif").write_text(log, encoding="utf-8")
    command = [tool / "Sarif.Multitool", "validate", "report.sarif", "--output", "found.sarif"]
    subprocess.run([*command, "--rule-kind", "Sarif;Ghas"], cwd=folder, capture_output=True, check=False)
    found = json.loads((folder / "found.sarif").read_text("utf-8-sig"))["runs"][0]
    assert found["invocations"][0]["executionSuccessful"]
    return [one["ruleId"] for one in found["results"] if one.get("level", "warning") == "error"]


@pytest.mark.clone
def test_the_official_tool_finds_no_fault(canary: str, tool: Path, spoiled: Spoil, tmp_path: Path) -> None:
    assert grave(tool, tmp_path, sarif.write(spoiled(canary), ALL)) == []


@pytest.mark.clone
def test_the_official_tool_finds_faults(tool: Path, plain: Result, tmp_path: Path) -> None:
    log = json.loads(sarif.write(plain, ALL))
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    place["artifactLocation"]["uri"] = "not an|address"
    place["region"]["endLine"] = 0
    assert len(grave(tool, tmp_path, json.dumps(log))) >= 2
