"""The command as users meet it: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli.main import main
from checker.reasons.registry import RECONCILERS
from checker.rules.registry import RULES
from checker.rules.rule import Pair

NOW = "2026-11-22"
STAFF = {"staff": {"label": "staff", "datatype": "quantity", "kind": "constant"}}
CLEAN = {"one": [{"value": "85"}], "two": [{"value": "eighty-five"}]}
DIFFER = {"one": [{"value": "85"}], "two": [{"value": "97"}]}
HARDLY = {"one": [{"value": "about 40,000"}], "two": [{"value": "46,500"}]}
BROKEN = "document: {id: broken\n"

Build = Callable[..., Path]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def check(*arguments: str | Path) -> Result:
    return run("check", "--as-of", NOW, *arguments)


def process(*arguments: str | Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "checker", *map(str, arguments)]
    path = os.pathsep.join(filter(None, (str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", ""))))
    known = {**os.environ, "PYTHONPATH": path, **environment}
    return subprocess.run(command, cwd=folder, env=known, capture_output=True, check=False)


def crash(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Lets one rule raise whatever it is given."""

    def fail(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    broken = tuple(replace(rule, pair=Pair(fail)) if rule.id == name else rule for rule in RULES)
    monkeypatch.setattr("checker.evaluate.RULES", broken)


# --- exit codes


@pytest.mark.parametrize(
    ("documents", "options", "code"),
    [
        pytest.param(CLEAN, (), 0, id="claims that agree"),
        pytest.param(DIFFER, (), 1, id="a contradiction"),
        pytest.param(DIFFER, ("--fail-on", "never"), 0, id="a contradiction that need not fail"),
        pytest.param(DIFFER, ("--exit-zero",), 0, id="a contradiction, exit code not wanted"),
        pytest.param(HARDLY, (), 0, id="a tension is no error"),
        pytest.param(HARDLY, ("--fail-on", "warning"), 1, id="a tension where warnings fail"),
        pytest.param(CLEAN, ("--fail-on", "info"), 0, id="an agreement is no disagreement"),
        pytest.param(DIFFER, ("--ignore", "value-conflict"), 0, id="a contradiction of a rule that is ignored"),
        pytest.param(DIFFER, ("--select", "date-conflict"), 0, id="a contradiction of a rule that is not selected"),
        pytest.param({}, (), 3, id="a vocabulary and no claims: nothing was checked"),
        pytest.param({}, ("--exit-zero",), 3, id="nothing was checked is never excused"),
    ],
)
def test_the_exit_code(build: Build, documents: dict, options: Sequence[str], code: int) -> None:
    assert check(build(documents, STAFF), *options).exit_code == code


def test_a_fault_wins_over_a_contradiction_and_the_rest_is_still_told(build: Build) -> None:
    claims = build(DIFFER, STAFF)
    (claims / "broken.yaml").write_text(BROKEN, "utf-8")
    result = check(claims)
    assert result.exit_code == 2
    assert "claims/broken.yaml:" in result.output
    assert "error: the thing · staff: one document says 85, one 97" in result.output
    assert check(claims, "--exit-zero").exit_code == 2


def test_a_rule_that_fails_leaves_its_claims_unchecked(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    crash(monkeypatch, "value-conflict")
    both = {
        "one": [{"value": "85"}, {"property": "owner", "value": "x"}],
        "two": [{"value": "97"}, {"property": "owner", "value": "y"}],
    }
    claims = build(both, {**STAFF, "owner": {"label": "owner", "datatype": "text", "kind": "constant"}})
    result = check(claims, "--format", "json")
    found = json.loads(result.stdout)["findings"]
    assert result.exit_code == 3, "not finished wins over the contradiction that the other rules found"
    assert {(f["rule"], f["verdict"]) for f in found} == {
        ("value-conflict", "unchecked"),
        ("category-conflict", "contradiction"),
    }
    assert "the rule value-conflict failed: ZeroDivisionError" in result.stdout


def test_a_fault_wins_over_a_rule_that_fails(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    crash(monkeypatch, "value-conflict")
    claims = build(DIFFER, STAFF)
    (claims / "broken.yaml").write_text(BROKEN, "utf-8")
    assert check(claims).exit_code == 2


def test_an_empty_folder_is_never_clean(tmp_path: Path) -> None:
    result = check(tmp_path)
    assert result.exit_code == 3
    assert "nothing was checked" in result.output


def test_without_a_folder_the_user_is_told_what_to_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = check()
    assert result.exit_code == 2
    assert "there is no folder claims here; name the folder of your claim files" in result.output


# --- what is asked for


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(("--select", "no-such-rule"), "'no-such-rule' is no rule; the rules are", id="an unknown rule"),
        pytest.param(
            ("--ignore", "no-such-rule"), "'no-such-rule' is no rule; the rules are", id="an unknown rule to ignore"
        ),
        pytest.param(("--as-of", "yesterday"), "expected a date such as 2026-11-22", id="a date in words"),
        pytest.param(("--as-of", "2026-02-30"), "expected a date such as 2026-11-22", id="a day that no month has"),
        pytest.param(("--output", "pdf=x"), "expected FORMAT=FILE with FORMAT one of text", id="an unknown format"),
        pytest.param(("--output", "json"), "expected FORMAT=FILE", id="a format without a file"),
        pytest.param(("--documents", "nowhere"), "does not exist", id="a folder of texts that is not there"),
        pytest.param(("no-such-file.yaml",), "does not exist", id="a path that is not there"),
    ],
)
def test_a_wrong_command_line_is_refused_in_words(build: Build, arguments: tuple[str, ...], words: str) -> None:
    result = run("check", build(CLEAN, STAFF), *arguments)
    assert result.exit_code == 2
    assert words in " ".join(result.output.split())


def test_a_path_selects_what_is_told_and_not_what_is_read(build: Build) -> None:
    documents = {**DIFFER, "three": [{"subject": "other", "value": "3"}], "four": [{"subject": "other", "value": "4"}]}
    claims = build(documents, STAFF, {"other": {"label": "the other"}})
    found = json.loads(check(claims / "three.yaml", "--format", "json").stdout)
    assert [finding["claims"] for finding in found["findings"]] == [["three#claim-1", "four#claim-1"]]
    assert found["coverage"]["claims"] == 4
    every = json.loads(check(claims, "--format", "json").stdout)
    assert len(every["findings"]) == 2


def test_paths_of_two_corpora_are_refused(build: Build) -> None:
    one, other = build(CLEAN, STAFF), build(CLEAN, STAFF, folder="other")
    result = check(one / "one.yaml", other / "one.yaml")
    assert result.exit_code == 2
    assert "belong to several corpora" in " ".join(result.output.split())


def test_reconciled_and_agreeing_claims_are_told_only_on_request(build: Build) -> None:
    claims = build(CLEAN, STAFF)
    assert "hold together" not in check(claims).output
    assert "hold together" in check(claims, "--show-reconciled").output
    assert check(claims, "--quiet").output == ""


def test_statistics_stay_out_of_a_report_for_programs(build: Build) -> None:
    result = check(build(DIFFER, STAFF), "--format", "json", "--statistics")
    assert json.loads(result.stdout)["schema"] == "findings-2"
    assert "value-conflict" in result.stderr


# --- reports


@pytest.mark.parametrize(
    "claims",
    ["claims", "tests/corpora/water/claims", "tests/corpora/harbour-ja/claims", "tests/errors/wrong-fields/claims"],
)
def test_the_report_for_programs_fits_its_schema(root: Path, claims: str) -> None:
    from jsonschema import Draft202012Validator

    schema = json.loads((root / "schemas/findings.schema.json").read_text("utf-8"))
    report = json.loads(check(root / claims, "--format", "json").stdout)
    assert not [error.message for error in Draft202012Validator(schema).iter_errors(report)]
    assert report["as_of"] == NOW


def test_files_are_written_beside_what_is_printed(build: Build, tmp_path: Path) -> None:
    claims, target = build(DIFFER, STAFF), tmp_path / "new" / "folder"
    outputs = [f"--output={form}={target / form}" for form in ("json", "markdown", "text")]
    printed = {form: check(claims, "--format", form, *outputs).stdout for form in ("json", "markdown")}
    assert {form: (target / form).read_text("utf-8") for form in printed} == printed
    assert sorted(path.name for path in target.iterdir()) == ["json", "markdown", "text"], "no temporary file is left"


@pytest.mark.parametrize("place", ["file/findings.json", "folder"])
def test_a_place_that_cannot_be_written_is_told_and_nothing_is_left_there(
    build: Build, tmp_path: Path, place: str
) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    (tmp_path / "folder").mkdir()
    claims = build(CLEAN, STAFF)
    before = sorted(tmp_path.iterdir())
    result = check(claims, "--output", f"json={tmp_path / place}")
    assert result.exit_code == 3
    assert "cannot be written (" in " ".join(result.output.split())
    assert sorted(tmp_path.iterdir()) == before


def test_hostile_text_is_spelled_out_in_every_report(build: Build) -> None:
    hostile = "85\x1b[31m of them \u202etcerroc\u202c"
    documents = {"one": [{"value": "85", "quote": "x"}], "two": [{"value": "97"}]}
    claims = build(documents, {"staff": {**STAFF["staff"], "label": "staff \u202eneddih"}})
    data = json.loads((claims / "one.yaml").read_text("utf-8"))
    data["claims"][0]["quote"] = "a \u202eneddih quote"
    data["document"]["title"] = "Title\u2066 with marks"
    (claims / "one.yaml").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    for form in ("text", "markdown"):
        result = check(claims, "--format", form)
        assert not {"\x1b", "\u202e", "\u2066"} & set(result.stdout)
        assert "u{202e}" in result.stdout
    data["claims"][0]["quote"] = hostile
    (claims / "one.yaml").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    result = check(claims)
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize(
    ("options", "environment", "coloured"),
    [
        pytest.param((), {}, False, id="no terminal, no colour"),
        pytest.param(("--color", "always"), {}, True, id="colour on request"),
        pytest.param(("--color", "never"), {}, False, id="no colour on request"),
        pytest.param((), {"NO_COLOR": "1"}, False, id="NO_COLOR"),
        pytest.param(("--color", "always"), {"NO_COLOR": "1"}, True, id="a request wins over NO_COLOR"),
    ],
)
def test_colour(
    build: Build, options: tuple[str, ...], environment: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in check(build(DIFFER, STAFF), *options).stdout) == coloured


# --- the other commands


@pytest.mark.parametrize("name", [*(rule.id for rule in RULES), *(item.reason for item in RECONCILERS), "agreement"])
def test_every_rule_and_reason_explains_itself(name: str) -> None:
    result = run("explain", name)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"## {name}\n")
    assert name == "agreement" or "| example |" in result.stdout


def test_a_finding_is_explained_in_full(build: Build) -> None:
    claims = build(DIFFER, STAFF)
    (finding,) = json.loads(check(claims, "--format", "json").stdout)["findings"]
    result = run("explain", finding["id"], "--claims", claims)
    assert result.exit_code == 0
    assert "85" in result.stdout
    assert "97" in result.stdout
    for reconciler in RECONCILERS:
        speaks = reconciler.reason not in ("staggered-update", "deduction")  # no other edition is there, and no part
        assert (f"{reconciler.reason}: " in result.stdout) == speaks, "each reason says whether it holds"


def test_an_unknown_name_is_not_explained_but_the_nearest_are_named(build: Build) -> None:
    claims = build(DIFFER, STAFF)
    (finding,) = json.loads(check(claims, "--format", "json").stdout)["findings"]
    unknown = run("explain", "no-such-thing", "--claims", claims)
    assert unknown.exit_code == 2
    assert "is no rule, no reason, no disagreement and no finding of this corpus" in " ".join(unknown.output.split())
    near = run("explain", finding["id"][:-3], "--claims", claims)
    assert near.exit_code == 2
    assert finding["id"] in near.output


def test_all_rules_and_reasons_are_listed() -> None:
    lines = [line.split()[0] for line in run("rules").stdout.splitlines() if line.startswith("  ")]
    assert set(lines) >= {*(rule.id for rule in RULES), *(item.reason for item in RECONCILERS)}


@pytest.mark.parametrize("name", ["claims", "vocabulary", "decision", "findings"])
def test_a_schema_is_printed_as_it_is_committed(root: Path, name: str) -> None:
    result = run("schema", name)
    assert result.exit_code == 0
    assert json.loads(result.stdout) == json.loads((root / f"schemas/{name}.schema.json").read_text("utf-8"))


@pytest.mark.parametrize("command", [(), ("check",), ("explain",), ("rules",), ("schema",)])
def test_help_is_there_for_every_command(command: tuple[str, ...]) -> None:
    assert "Usage:" in run(*command, "--help").stdout


# --- as a process


def test_the_program_ends_with_the_code_and_without_noise(build: Build) -> None:
    claims = build(DIFFER, STAFF)
    done = process("check", "--as-of", NOW, folder=claims.parent)
    assert (done.returncode, done.stderr) == (1, b"")
    assert "error: the thing · staff: one document says 85, one 97" in done.stdout.decode()


def test_a_reader_that_leaves_early_meets_no_traceback(root: Path) -> None:
    command = [sys.executable, "-m", "checker", "check", "claims", "--as-of", NOW, "--format", "json"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        noise = running.stderr.read()
    assert b"Traceback" not in noise
    assert running.returncode not in (0, None), "a report that nobody read to the end is not called clean"


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_any_script_is_printed_under_any_locale(root: Path, locale: str) -> None:
    claims = root / "tests/corpora/harbour-ja/claims"
    done = process("check", claims, "--as-of", NOW, folder=root, LC_ALL=locale, PYTHONIOENCODING="", PYTHONUTF8="0")
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert "潮見港".encode() in done.stdout
