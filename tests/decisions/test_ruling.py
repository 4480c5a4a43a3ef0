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
from checker.decisions.ruling import Invalid, letters_of, not_ruled, refs, rule_on, take_back
from checker.decisions.seen import seen_of
from checker.literals.phrase import letter
from checker.model.decision import Decision
from checker.model.disagreement import Disagreement, Position
from checker.model.fault import Mark
from checker.request import Request
from checker.run import examine

GIVEN = Decision("", "right", "the meter was read twice", "Ann B.", "2026-11-22", (), Mark(""), positions=("40",))


@pytest.fixture
def one(team) -> Disagreement:
    (one,) = examine(Request(team.claims, "2026-11-22")).disagreements
    return one


def test_a_ruling_is_filled_in_written_and_read_as_it_was_given(team, one: Disagreement) -> None:
    path, digest = rule_on(team.claims, one, GIVEN, store.ABSENT)
    assert path == path_of(team.claims, one.id, "ann-b")
    assert digest == store.seen(path)
    (read,) = read_decisions(team.claims).decisions
    expected = replace(
        GIVEN,
        disagreement=one.id,
        question=one.question.digest,
        seen=seen_of(one),
        positions=("A",),
        sha256=digest,
        mark=read.mark,
    )
    assert read == expected
    assert team.state() == "decided"


def test_a_ruling_replaces_the_one_that_was_seen_and_no_other(team, one: Disagreement) -> None:
    path, first = rule_on(team.claims, one, GIVEN, store.ABSENT)
    for expected in (store.ABSENT, "0" * 64):
        with pytest.raises(store.Changed):
            rule_on(team.claims, one, replace(GIVEN, verdict="wrong"), expected)
    assert store.seen(path) == first
    _, second = rule_on(team.claims, one, replace(GIVEN, verdict="wrong"), first)
    assert store.seen(path) == second != first


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        pytest.param({"reason": ""}, "", "the field reason is missing", id="no reason"),
        pytest.param({"reviewer": "?!"}, "reviewer", "holds no letter and no digit", id="nobody"),
        pytest.param({"reviewer": "\ud800"}, "reviewer", "holds no letter and no digit", id="half a character"),
        pytest.param({"positions": ()}, "", "the field positions is missing", id="not which position"),
        pytest.param({"claims": ("A",)}, "", "claim-file-wrong names claims", id="claims, with another verdict"),
        pytest.param({"positions": ("C",)}, "positions[0]", "was not seen", id="another position"),
        pytest.param({"verdict": "defer", "positions": ()}, "", "the field until is missing", id="for ever"),
        pytest.param({"date": "today"}, "date", "date: ", id="no day"),
        pytest.param(
            {"verdict": "claim-file-wrong", "positions": (), "claims": ("one#other",)},
            "claims[0]",
            "was not seen",
            id="another claim",
        ),
        pytest.param({"reason": "a\u2028verdict: b"}, "", "U+2028", id="a hidden line"),
    ],
)
def test_a_ruling_that_does_not_fit_tells_the_field_and_writes_nothing(
    team, one: Disagreement, change: dict, field: str, message: str
) -> None:
    with pytest.raises(Invalid) as told:
        rule_on(team.claims, one, replace(GIVEN, **change), store.ABSENT)
    assert [fault.field for fault in told.value.faults] == [field]
    assert message in str(told.value)
    assert team.files() == {}


def test_nobody_rules_on_what_is_about_a_ruling(team, one: Disagreement) -> None:
    barred = replace(one, findings=tuple(replace(finding, rule="stale-decision") for finding in one.findings))
    words = "is about a ruling itself; change or take back that ruling instead"
    assert not_ruled(one) == ""
    assert not_ruled(barred) == f"{one.id} {words}"
    with pytest.raises(Invalid, match=words):
        rule_on(team.claims, barred, GIVEN, store.ABSENT)
    assert team.files() == {}


def test_a_ruling_is_taken_back_once(team, one: Disagreement) -> None:
    path, digest = rule_on(team.claims, one, GIVEN, store.ABSENT)
    with pytest.raises(store.Changed):
        take_back(team.claims, one.id, "ann-b", "0" * 64)
    assert take_back(team.claims, one.id, "Ann B.", digest) == path
    assert team.files() == {}
    with pytest.raises(store.Changed):
        take_back(team.claims, one.id, "Ann B.", digest)


@pytest.mark.parametrize("name", ["decisions", "decisions/{}"], ids=["the folder", "a folder in it"])
def test_nothing_is_written_through_a_link(team, one: Disagreement, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    link = team.claims / name.format(one.id)
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(outside)
    with pytest.raises(store.Outside):
        rule_on(team.claims, one, GIVEN, store.ABSENT)
    assert list(outside.iterdir()) == []


def test_what_the_system_says_is_passed_on(team, one: Disagreement) -> None:
    (team.claims / "decisions").write_text("a file in its place")
    with pytest.raises(OSError, match="File exists"):
        rule_on(team.claims, one, GIVEN, store.ABSENT)
    (team.claims / "decisions").unlink()
    with pytest.raises(OSError, match="File name too long"):
        rule_on(team.claims, one, replace(GIVEN, reviewer="n" * 300), store.ABSENT)


def test_letters_count_on_past_z(one: Disagreement) -> None:
    assert [letter(place) for place in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
    claim = one.claims[0]
    held = tuple(Position(f"{n}", (replace(claim, id=f"c{n}"),), (("one",),)) for n in range(30))
    many = replace(one, positions=held)
    assert refs(("a", "AD", "B", "one#c1", "zz"), many) == ("one#c0", "one#c29", "one#c1", "zz")
    assert letters_of(("ad", "3", "B"), many) == ("B", "D", "AD")


def test_a_claim_of_several_of_one_position_has_a_number(one: Disagreement) -> None:
    first, second = one.claims
    held = (Position("40", (first, replace(first, id="more")), (("one",),)), Position("55", (second,), (("two",),)))
    assert refs(("a1", "A2", "b", "A"), replace(one, positions=held)) == (first.ref, "one#more", second.ref, "A")


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_no_two_claims_share_a_letter(a: int, b: int) -> None:
    assert (letter(a) == letter(b)) == (a == b)


def test_what_is_written_is_what_its_reader_accepts(team, one: Disagreement) -> None:
    path, _ = rule_on(team.claims, one, GIVEN, store.ABSENT)
    name = path.relative_to(team.home).as_posix()
    decision, faults = parse_decision(path.read_bytes(), name)
    assert faults == ()
    assert decision
    assert decision.mark.file == name
