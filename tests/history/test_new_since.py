"""`check --new-since`: what a change breaks fails, also in files that it does not touch; what was there does not."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from checker.rules.registry import RULES
from checker.rules.rule import Pair
from tests.history.conftest import NOW, STAFF, Build, Git, new_since, run, write


def findings(output: str) -> list[dict]:
    return json.loads(output)["findings"]


def test_a_change_that_breaks_an_untouched_file_fails_and_shows_its_own_side_first(git: Git, based: Path) -> None:
    write(based, "three", "97", published="2024-01-01")
    git("commit")
    result = new_since("main")
    assert result.exit_code == 1
    told = result.stdout.splitlines()
    assert told[0] == "error: the thing · staff: two documents say 85, one 97   NEW since main"
    places = [line.strip() for line in told if line.startswith(("  -->", "  :::"))]
    assert places[0].startswith("--> claims/three.yaml:")
    assert {place.partition(":1")[0] for place in places[1:]} == {"::: claims/one.yaml", "::: claims/two.yaml"}
    assert "“85”  One, 2021-01-01" in result.stdout, "the other side is shown in full"


def test_a_draft_changes_nothing_until_it_is_confirmed(git: Git, based: Path) -> None:
    path = write(based, "three", "97", published="2024-01-01")
    confirmed = path.read_text("utf-8")
    path.write_text(confirmed.replace("value: '97'", "value: '97', draft: true"), "utf-8")
    git("commit")
    result = new_since("main", "--fail-on-removed")
    assert (result.exit_code, "NEW" in result.stdout) == (0, False), result.output
    assert "1 draft is not compared" in result.stdout
    path.write_text(confirmed, "utf-8")
    assert new_since("main").exit_code == 1


def test_a_claim_that_becomes_a_draft_is_taken_away(based: Path) -> None:
    path = based / "one.yaml"
    data = json.loads(path.read_text("utf-8"))
    data["claims"][0]["draft"] = True
    path.write_text(json.dumps(data), "utf-8")
    result = new_since("main", "--fail-on-removed")
    assert (result.exit_code, "one#claim-1" in result.stdout) == (1, True), result.output


def test_the_json_report_lists_new_disagreements_with_all_their_evidence_and_keeps_its_form(
    git: Git, build: Build
) -> None:
    from checker.readers.files.findings import FindingsReport

    claims = build({"one": [{"value": "85"}], "two": [{"value": "97"}]}, STAFF)
    git("commit")
    write(claims, "three", "111")
    result = new_since("main", "--format", "json")
    FindingsReport.model_validate_json(result.stdout)
    assert {frozenset(f["claims"]) for f in findings(result.stdout)} == {
        frozenset(("one#claim-1", "three#staff")),
        frozenset(("two#claim-1", "three#staff")),
        frozenset(("one#claim-1", "two#claim-1")),
    }
    assert json.loads(result.stdout)["since"] == {"gone": [], "redefined": [], "support": [], "exceptions": []}
    assert len(json.loads(result.stdout)["claims"]) == 3


def test_sarif_tells_whether_what_it_shows_is_new(git: Git, build: Build) -> None:
    both = {"one": [{"value": "85"}, {"property": "floors", "value": "3"}], "two": [{"value": "97"}]}
    properties = {**STAFF, "floors": {**STAFF["staff"], "label": "floors"}}
    claims = build({**both, "four": [{"property": "floors", "value": "4"}]}, properties)
    git("commit")
    write(claims, "three", "111")
    result = new_since("main", "--format", "sarif")
    states = [one["baselineState"] for one in json.loads(result.stdout)["runs"][0]["results"]]
    assert set(states) == {"new", "unchanged"}
    assert states.count("unchanged") == 1, "of what was in dispute before, on another quantity"


def test_what_was_there_before_does_not_fail_and_is_counted(git: Git, build: Build) -> None:
    claims = build({"one": [{"value": "85"}], "two": [{"value": "97"}]}, STAFF)
    git("commit")
    write(claims, "three", "85.0")
    assert run("check", "--as-of", NOW).exit_code == 1
    (claims / "three.yaml").unlink()
    result = new_since("main")
    assert result.exit_code == 0
    assert (
        "0 contradictions, 0 tensions, 0 reconciled, 0 agreements new since main; 1 disagreement was there"
        in result.stdout
    )


def test_one_finding_fixed_and_another_broken_still_fails(git: Git, build: Build) -> None:
    claims = build({"one": [{"value": "85"}], "two": [{"value": "97"}]}, STAFF)
    git("commit")
    write(claims, "two", "98")
    result = new_since("main")
    assert result.exit_code == 1
    assert result.stdout.count("NEW since main") == 1


def test_a_reformatted_and_renamed_corpus_has_no_new_finding(git: Git, build: Build, tmp_path: Path) -> None:
    claims = build({"one": [{"value": "85"}, {"value": "86"}], "two": [{"value": "97"}]}, STAFF)
    git("commit")
    git("checkout", "--quiet", "-b", "change")
    for name in ("one", "two"):
        told = json.loads((claims / f"{name}.yaml").read_text("utf-8"))
        told["claims"] = [{**claim, "id": f"other-{claim['id']}"} for claim in reversed(told["claims"])]
        (claims / f"{name}.yaml").unlink()
        (claims / f"file-of-{name}.yml").write_text(json.dumps(told), "utf-8")
    (tmp_path / "deep").mkdir()
    claims.rename(tmp_path / "deep" / "assertions")
    for committed in (False, True):
        if committed:
            git("commit")
        result = new_since("main", "deep/assertions")
        assert result.exit_code == 0, result.output
        assert "the claims lay in claims" in result.stderr
        assert "0 contradictions" in result.stdout


def test_a_corpus_that_lay_at_the_top(git: Git, build: Build, tmp_path: Path) -> None:
    claims = build({"one": [{"value": "85"}], "two": [{"value": "97"}]}, STAFF)
    for path in claims.iterdir():
        path.rename(tmp_path / path.name)
    git("commit")
    for path in tmp_path.glob("*.yaml"):
        path.rename(claims / path.name)
    result = new_since("main")
    assert result.exit_code == 0, result.output
    assert "the claims lay in the top folder" in result.stderr


def test_claims_that_did_not_exist_before_are_all_new(git: Git, build: Build, tmp_path: Path) -> None:
    (tmp_path / "README").write_text("here", "utf-8")
    git("commit")
    build({"one": [{"value": "85"}], "two": [{"value": "97"}]}, STAFF)
    result = new_since("main")
    assert result.exit_code == 1
    assert "there were no claims at main" in result.stderr


def test_a_deleted_document_takes_its_findings_along(git: Git, build: Build) -> None:
    claims = build({"one": [{"value": "85"}], "two": [{"value": "97"}]}, STAFF)
    git("commit")
    (claims / "two.yaml").unlink()
    assert new_since("main").exit_code == 0


def test_what_main_broke_since_is_not_the_fault_of_the_branch(git: Git, based: Path) -> None:
    git("checkout", "--quiet", "main")
    write(based, "three", "97")
    git("commit")
    git("checkout", "--quiet", "change")
    write(based, "four", "85")
    git("commit")
    assert new_since("main").exit_code == 0


@pytest.mark.parametrize(
    "stage",
    [
        pytest.param((), id="a file that git does not know"),
        pytest.param(("add", "--all"), id="a file that is staged"),
        pytest.param(("commit",), id="a file that is committed"),
    ],
)
def test_the_work_tree_is_what_is_judged(git: Git, based: Path, stage: tuple[str, ...]) -> None:
    write(based, "three", "97")
    if stage:
        git(*stage)
    assert new_since("main").exit_code == 1
    status = git("status", "--porcelain")
    assert new_since("main").exit_code == 1
    assert git("status", "--porcelain") == status


def test_the_same_finding_with_a_graver_verdict_is_new(git: Git, build: Build) -> None:
    both = {"one": [{"value": "85", "definition": "posts"}], "two": [{"value": "97", "definition": "people"}]}
    build(both, STAFF)
    git("commit")
    assert run("check", "--as-of", NOW).exit_code == 0, "reconciled by definition"
    build({"one": [{"value": "85"}], "two": [{"value": "97"}]}, STAFF)
    result = new_since("main")
    assert result.exit_code == 1
    assert "NEW since main" in result.stdout


def test_the_vocabulary_can_break_claims_too(git: Git, build: Build) -> None:
    both = {"one": [{"value": "about 101"}], "two": [{"value": "105"}]}
    build(both, STAFF)
    git("commit")
    strict = {"staff": {**STAFF["staff"], "tolerance": {"approximately": "1 %", "approximately_plausible": "1 %"}}}
    build(both, strict)
    result = new_since("main", "--fail-on", "warning")
    assert result.exit_code == 1, result.output


@pytest.mark.parametrize("fail_on", ["warning", "never"])
def test_the_threshold_is_for_what_is_new(git: Git, build: Build, fail_on: str) -> None:
    claims = build({"one": [{"value": "85"}], "two": [{"value": "97"}]}, STAFF)
    git("commit")
    assert new_since("main", "--fail-on", fail_on).exit_code == 0
    write(claims, "three", "about 91")
    assert new_since("main", "--fail-on", fail_on).exit_code == (1 if fail_on == "warning" else 0)


@pytest.mark.usefixtures("git")
def test_files_select_what_is_reported(based: Path) -> None:
    write(based, "three", "97")
    write(based, "four", "85")
    assert new_since("main", based / "three.yaml").exit_code == 1
    assert new_since("main", based / "vocabulary.yaml").exit_code == 0


def test_a_broken_file_is_a_fault_and_the_rest_is_still_told(git: Git, based: Path) -> None:
    write(based, "three", "97")
    (based / "broken.yaml").write_text("document: {id: broken\n", "utf-8")
    git("commit")
    result = new_since("main")
    assert result.exit_code == 2
    assert "NEW since main" in result.stdout


def test_faults_of_before_are_no_fault_of_now_and_what_they_hid_counts_as_new(git: Git, based: Path) -> None:
    path = write(based, "three", "97")
    whole = path.read_text("utf-8")
    path.write_text(whole.replace("value:", "worth:"), "utf-8")
    git("commit")
    git("branch", "--force", "main")
    path.write_text(whole, "utf-8")
    result = new_since("main")
    assert result.exit_code == 1
    assert "have 2 faults" in result.stderr or "faults" in result.stderr


@pytest.mark.usefixtures("git")
def test_no_claims_is_incomplete(based: Path) -> None:
    for path in based.iterdir():
        path.unlink()
    build_empty = based / "vocabulary.yaml"
    build_empty.write_text(json.dumps({"entities": {}, "properties": {}}), "utf-8")
    assert new_since("main").exit_code == 3


@pytest.mark.usefixtures("git", "based")
def test_a_rule_that_raises_is_incomplete_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    broken = tuple(replace(rule, pair=Pair(fail)) if rule.id == "value-conflict" else rule for rule in RULES)
    monkeypatch.setattr("checker.evaluate.RULES", broken)
    result = new_since("main")
    assert result.exit_code == 3, "it failed before, too, but what nobody checked is never clean"
    assert "the rule value-conflict failed" in result.stdout


# --- a change does not approve itself


def decide(identifier: str) -> None:
    done = run("decide", identifier, "--right", "A", "--reason", "counted", "--reviewer", "ann", "--as-of", NOW)
    assert done.exit_code == 0, done.output


def only_finding(*arguments: str) -> str:
    told = json.loads(run("check", "--as-of", NOW, "--format", "json", *arguments).stdout)["findings"]
    (found,) = [one["id"] for one in told if one["verdict"] == "contradiction"]
    return found


def broken(git: Git, claims: Path) -> str:
    """Two documents that differ, on the branch; the identifier of what does not fit."""
    (claims / "two.yaml").unlink()
    write(claims, "three", "97")
    git("commit")
    return only_finding()


def test_a_decision_on_the_base_lets_the_change_pass(git: Git, based: Path, tmp_path: Path) -> None:
    decide(broken(git, based))
    kept = tmp_path / "kept"
    shutil.move(based / "decisions", kept)
    git("checkout", "--quiet", "main")
    shutil.move(kept, based / "decisions")
    git("commit")
    git("checkout", "--quiet", "change")
    git("rebase", "--quiet", "main")
    result = new_since("main", "--show-reconciled")
    assert result.exit_code == 0, result.output
    assert "counted" in result.stdout


def test_a_decision_that_the_change_brings_is_proposed_and_fails(git: Git, based: Path) -> None:
    decide(broken(git, based))
    git("commit")
    result = new_since("main")
    assert result.exit_code == 1
    (ruling,) = [line for line in result.stdout.splitlines() if "proposed" in line]
    assert "ann" in ruling
    assert "counted" in ruling


def test_a_decision_that_the_change_takes_away_opens_its_finding(git: Git, build: Build) -> None:
    claims = build({"one": [{"value": "85"}], "two": [{"value": "97"}]}, STAFF)
    decide(only_finding())
    git("commit")
    assert new_since("main").exit_code == 0
    shutil.rmtree(claims / "decisions")
    result = new_since("main")
    assert result.exit_code == 1
    assert "NEW since main" in result.stdout


@pytest.mark.parametrize(
    "loosened",
    [
        pytest.param('fail-on = "never"', id="a threshold"),
        pytest.param('ignore = ["value-conflict"]', id="a rule that is ignored"),
        pytest.param("exit-zero = true", id="no exit code"),
        pytest.param('severity = {value-conflict = "info"}', id="a severity"),
    ],
)
@pytest.mark.parametrize("before", ["", 'fail-on = "warning"\n'], ids=["no policy before", "a policy before"])
def test_a_policy_that_the_change_brings_does_not_count(
    git: Git, based: Path, tmp_path: Path, loosened: str, before: str
) -> None:
    if before:
        (tmp_path / "checker.toml").write_text(before, "utf-8")
        git("commit")
        git("branch", "--force", "main")
    write(based, "three", "97")
    (tmp_path / "checker.toml").write_text(loosened + "\n", "utf-8")
    git("commit")
    assert run("check", "--as-of", NOW).exit_code == 0
    result = new_since("main")
    assert result.exit_code == 1
    assert "judged by the policy of main" in result.stderr


def test_the_policy_of_before_counts_though_the_change_removes_it(git: Git, based: Path, tmp_path: Path) -> None:
    (tmp_path / "checker.toml").write_text('fail-on = "warning"\n', "utf-8")
    git("commit")
    git("branch", "--force", "main")
    (tmp_path / "checker.toml").unlink()
    write(based, "three", "about 93")
    assert run("check", "--as-of", NOW).exit_code == 0
    assert new_since("main").exit_code == 1
    assert new_since("main", "--isolated").exit_code == 0, "a flag is no part of the change"


def test_a_change_that_turns_the_check_elsewhere_is_refused(
    git: Git, based: Path, build: Build, tmp_path: Path
) -> None:
    (tmp_path / "checker.toml").write_text('claims = "claims"\n', "utf-8")
    git("commit")
    git("branch", "--force", "main")
    build({"one": [{"value": "85"}]}, STAFF, folder="quiet")
    write(based, "three", "97")
    (tmp_path / "checker.toml").write_text('claims = "quiet"\n', "utf-8")
    result = new_since("main")
    assert result.exit_code == 2
    assert "the change turns the check from claims (checker.toml at main:1), which is still there, to quiet" in (
        result.stderr
    )
