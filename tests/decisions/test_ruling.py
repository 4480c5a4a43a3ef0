"""One way to rule, whoever asks: what is written is read back first, and nothing is written over an unseen change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.decisions import store
from checker.decisions.files import path_of
from checker.decisions.folder import read_decisions
from checker.decisions.form import parse_decision
from checker.decisions.ruling import Invalid, not_ruled, refs, rule_on, take_back
from checker.decisions.seen import seen_of
from checker.literals.phrase import letter
from checker.model.decision import Decision
from checker.model.fault import Mark
from checker.model.finding import Finding
from checker.request import Request
from checker.run import examine

GIVEN = Decision("", "a-right", "the meter was read twice", "Ann B.", "2026-11-22", (), Mark(""))


@pytest.fixture
def finding(team) -> Finding:
    return next(one for one in examine(Request(team.claims, "2026-11-22")).findings if one.rule == "value-conflict")


def test_a_ruling_is_filled_in_written_and_read_as_it_was_given(team, finding: Finding) -> None:
    path, digest = rule_on(team.claims, finding, GIVEN, store.ABSENT)
    assert path == path_of(team.claims, finding.id, "ann-b")
    assert digest == store.seen(path)
    (read,) = read_decisions(team.claims).decisions
    expected = replace(GIVEN, finding=finding.id, seen=seen_of(finding), sha256=digest, mark=read.mark)
    assert read == expected
    assert team.state() == "decided"


def test_a_ruling_replaces_the_one_that_was_seen_and_no_other(team, finding: Finding) -> None:
    path, first = rule_on(team.claims, finding, GIVEN, store.ABSENT)
    for expected in (store.ABSENT, "0" * 64):
        with pytest.raises(store.Changed):
            rule_on(team.claims, finding, replace(GIVEN, verdict="b-right"), expected)
    assert store.seen(path) == first
    _, second = rule_on(team.claims, finding, replace(GIVEN, verdict="b-right"), first)
    assert store.seen(path) == second != first


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        pytest.param({"reason": ""}, "", "the field reason is missing", id="no reason"),
        pytest.param({"reviewer": "?!"}, "reviewer", "holds no letter and no digit", id="nobody"),
        pytest.param({"reviewer": "\ud800"}, "reviewer", "holds no letter and no digit", id="half a character"),
        pytest.param({"verdict": "both-right"}, "", "the field why is missing", id="not why"),
        pytest.param({"why": "time"}, "", "both-right says why both hold", id="why, with another verdict"),
        pytest.param({"verdict": "defer"}, "", "the field until is missing", id="for ever"),
        pytest.param({"date": "today"}, "date", "date: ", id="no day"),
        pytest.param(
            {"verdict": "claim-file-wrong", "wrong": ("one#other",)}, "wrong[0]", "was not seen", id="another claim"
        ),
        pytest.param({"reason": "a\u2028verdict: b"}, "", "U+2028", id="a hidden line"),
    ],
)
def test_a_ruling_that_does_not_fit_tells_the_field_and_writes_nothing(
    team, finding: Finding, change: dict, field: str, message: str
) -> None:
    with pytest.raises(Invalid) as told:
        rule_on(team.claims, finding, replace(GIVEN, **change), store.ABSENT)
    assert [fault.field for fault in told.value.faults] == [field]
    assert message in str(told.value)
    assert team.files() == {}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"verdict": "unchecked"}, "was not checked to the end, so there is nothing to rule on; mend that first"),
        ({"rule": "stale-decision"}, "is about a ruling itself; change or take back that ruling instead"),
    ],
    ids=["not checked", "about a ruling"],
)
def test_nobody_rules_on_what_cannot_be_ruled_on(team, finding: Finding, change: dict, words: str) -> None:
    barred = replace(finding, **change)
    assert not_ruled(finding) == ""
    assert not_ruled(barred) == f"{finding.id} {words}"
    with pytest.raises(Invalid, match=words):
        rule_on(team.claims, barred, GIVEN, store.ABSENT)
    assert team.files() == {}


def test_a_ruling_is_taken_back_once(team, finding: Finding) -> None:
    path, digest = rule_on(team.claims, finding, GIVEN, store.ABSENT)
    with pytest.raises(store.Changed):
        take_back(team.claims, finding.id, "ann-b", "0" * 64)
    assert take_back(team.claims, finding.id, "Ann B.", digest) == path
    assert team.files() == {}
    with pytest.raises(store.Changed):
        take_back(team.claims, finding.id, "Ann B.", digest)


@pytest.mark.parametrize("name", ["decisions", "decisions/{}"], ids=["the folder", "a folder in it"])
def test_nothing_is_written_through_a_link(team, finding: Finding, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    link = team.claims / name.format(finding.id)
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(outside)
    with pytest.raises(store.Outside):
        rule_on(team.claims, finding, GIVEN, store.ABSENT)
    assert list(outside.iterdir()) == []


def test_what_the_system_says_is_passed_on(team, finding: Finding) -> None:
    (team.claims / "decisions").write_text("a file in its place")
    with pytest.raises(OSError, match="File exists"):
        rule_on(team.claims, finding, GIVEN, store.ABSENT)
    (team.claims / "decisions").unlink()
    with pytest.raises(OSError, match="File name too long"):
        rule_on(team.claims, finding, replace(GIVEN, reviewer="n" * 300), store.ABSENT)


def test_letters_count_on_past_z(finding: Finding) -> None:
    assert [letter(place) for place in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
    many = replace(finding, claims=tuple(replace(finding.claims[0], id=f"c{number}") for number in range(30)))
    assert refs(("a", "AD", "B", "one#c1", "zz"), many) == ("one#c0", "one#c29", "one#c1", "zz")


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_no_two_claims_share_a_letter(a: int, b: int) -> None:
    assert (letter(a) == letter(b)) == (a == b)


def test_what_is_written_is_what_its_reader_accepts(team, finding: Finding) -> None:
    path, _ = rule_on(team.claims, finding, GIVEN, store.ABSENT)
    name = path.relative_to(team.home).as_posix()
    decision, faults = parse_decision(path.read_bytes(), name)
    assert faults == ()
    assert decision
    assert decision.mark.file == name
