"""What was there when a team began passes the gate; what comes new does not; what is gone is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.decisions.baseline import FINGERPRINT, read_baseline, render

FILE = "checker-baseline.txt"


def test_what_is_there_is_known_and_passes(team) -> None:
    done = team.run("baseline", "create")
    path = team.home / FILE
    assert (done.exit_code, done.output) == (0, f"1 in {path}\n")
    assert path.read_text("utf-8") == f"{team.hash()}\n"
    assert (team.check()[0], team.state()) == (0, "known")
    assert "1 known" in team.run("check").output
    assert "known: in the baseline" in team.run("check", "--show-reconciled").output


def test_one_fixed_and_another_broken_still_fails(team) -> None:
    team.run("baseline", "create")
    depth = {"property": "depth", "quote": "its depth"}
    sizes = {"size": {"label": "size", "datatype": "quantity", "kind": "constant"}}
    team.build(
        {"one": [{"value": "40"}, {**depth, "value": "2"}], "two": [{"value": "40"}, {**depth, "value": "9"}]},
        {**sizes, "depth": {**sizes["size"], "label": "depth"}},
    )
    code, findings = team.check()
    assert (code, team.state()) == (1, None)
    assert findings["unused-baseline"]["severity"] == "warning"


def test_another_value_is_the_same_question(team) -> None:
    team.run("baseline", "create")
    team.write(b="56")
    assert (team.check()[0], team.state()) == (0, "known")


def test_a_baseline_that_names_what_is_gone_is_told_and_pruned(team) -> None:
    team.run("baseline", "create")
    gone = team.hash()
    team.write(b="40")
    code, findings = team.check()
    assert code == 0
    assert findings["unused-baseline"]["message"] == (
        f"1 entry of {FILE} is gone (nothing open has the hash {gone}: checker baseline prune)"
    )
    done = team.run("baseline", "prune")
    assert (done.exit_code, done.output) == (0, f"0 in {team.home / FILE}\n1 taken out\n")
    assert (team.home / FILE).read_bytes() == b""
    assert "unused-baseline" not in team.check()[1]


def test_prune_adds_nothing_and_keeps_what_is_there(team) -> None:
    known = team.hash()
    (team.home / FILE).write_text(f"# ours\n{'0' * 64}\n\n{known}\n", "utf-8")
    assert team.run("baseline", "prune").exit_code == 0
    assert (team.home / FILE).read_text("utf-8") == f"{known}\n"
    (team.home / FILE).write_text("", "utf-8")
    assert team.run("baseline", "prune").exit_code == 0
    assert (team.home / FILE).read_text("utf-8") == ""


def test_nothing_is_pruned_while_not_all_rules_run(team) -> None:
    team.run("baseline", "create")
    before = (team.home / FILE).read_bytes()
    (team.home / "checker.toml").write_text('severity.value-conflict = "off"', "utf-8")
    assert "unused-baseline" not in team.check("--select", "agreement")[1]
    done = team.run("baseline", "prune")
    assert (done.exit_code, "not all rules run, so nothing can be called gone" in " ".join(done.output.split())) == (
        2,
        True,
    )
    assert (team.home / FILE).read_bytes() == before


def test_what_is_decided_or_allowed_needs_no_baseline(team) -> None:
    team.decide()
    assert team.run("baseline", "create").exit_code == 0
    assert (team.home / FILE).read_bytes() == b""


def test_a_ruling_that_went_stale_opens_a_known_finding(team) -> None:
    team.run("baseline", "create")
    team.decide("right", "--review-by", "2027-01-01")
    assert (team.check()[0], team.state()) == (0, "decided")
    assert (team.check(as_of="2027-01-01")[0], team.state(as_of="2027-01-01")) == (1, "stale")


@pytest.mark.parametrize("verdict", ["cannot-tell", "defer"])
def test_a_ruling_that_settles_nothing_leaves_a_known_finding_known(team, verdict: str) -> None:
    team.run("baseline", "create")
    team.decide(verdict, *(("--until", "2027-01-01") if verdict == "defer" else ()))
    assert (team.check()[0], team.state()) == (0, "known")


def test_another_file_can_be_named(team) -> None:
    assert team.run("baseline", "create", "--file", "old.txt").exit_code == 0
    assert team.check()[0] == 1
    assert team.check("--baseline", "old.txt")[0] == 0
    (team.home / "checker.toml").write_text('baseline = "old.txt"', "utf-8")
    assert team.check()[0] == 0


@pytest.mark.parametrize("command", ["create", "prune"])
def test_no_baseline_is_made_of_a_corpus_that_hides_findings(team, command: str) -> None:
    team.run("baseline", "create")
    before = (team.home / FILE).read_bytes()
    (team.claims / "two.yaml").write_text("document: [", "utf-8")
    done = team.run("baseline", command)
    assert done.exit_code == 2
    assert "the corpus has 1 fault; correct that first" in " ".join(done.output.split())
    assert (team.home / FILE).read_bytes() == before


def test_there_is_nothing_to_prune_without_a_baseline(team) -> None:
    done = team.run("baseline", "prune")
    assert (done.exit_code, "checker baseline create makes one" in " ".join(done.output.split())) == (2, True)


@pytest.mark.parametrize("line", ["<<<<<<< ours", "value-conflict-7f3a9c21", "7f3a9c21", "A" * 64])
def test_a_line_that_is_no_hash_is_a_fault_and_the_others_count(team, line: str) -> None:
    team.run("baseline", "create")
    (team.home / FILE).write_text(f"{line}\n{team.hash()}\n", "utf-8")
    assert (team.check()[0], team.state()) == (2, "known")


def test_reformatting_the_corpus_leaves_the_baseline_as_it_is(team) -> None:
    team.run("baseline", "create")
    before = (team.home / FILE).read_bytes()
    for path in team.claims.glob("*.yaml"):
        path.rename(path.with_name(f"renamed-{path.name}") if path.name != "vocabulary.yaml" else path)
    assert team.check()[0] == 0
    team.run("baseline", "create")
    assert (team.home / FILE).read_bytes() == before


IDENTIFIERS = st.from_regex(r"[0-9a-f]{64}", fullmatch=True)


@given(st.lists(IDENTIFIERS))
def test_what_is_written_is_sorted_unique_and_read(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    text = render(names)
    lines = text.splitlines()
    assert lines == sorted(set(names))
    assert all(re.fullmatch(FINGERPRINT, line) for line in lines), "no dates, no lines, no counts"
    path = tmp_path_factory.getbasetemp() / "baseline.txt"
    path.write_text("\n# a remark\n" + "\n".join(reversed(lines)), "utf-8")
    assert read_baseline(path, "b") == (frozenset(names), ())


def test_a_name_that_the_system_refuses_is_no_baseline(tmp_path: Path) -> None:
    assert read_baseline(tmp_path / ("a" * 5000), "a") == (frozenset(), ())
