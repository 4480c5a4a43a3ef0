"""A change cannot approve itself: what it adds to decisions, suppressions and the baseline is a proposal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import gate
from checker.decisions import proposed
from checker.decisions.folder import read_decisions
from checker.model.decision import Decision
from checker.model.fault import Mark
from checker.model.policy import Base, Policy
from checker.report.formats import format_of
from checker.report.options import Options
from checker.request import Request
from checker.run import check, examine, settle

ACCEPTS = Policy(accept_proposed=True)
LISTS_ANN = Policy(reviewers=("ann",))


def outcome(team, base: Base | None, policy: Policy | None = None) -> tuple[int, str | None]:
    """The exit code and the state of the one contradiction."""
    result = examine(Request(team.claims, "2026-11-22"))
    result = settle(result, Request(team.claims, "2026-11-22", policy=policy or Policy()), base)
    code = gate.exit_code(result.disagreements, faults=bool(result.faults), complete=result.complete)
    (one,) = (one for one in result.disagreements if one.verdict == "contradiction")
    return code, one.decision and one.decision.state


def decide(team) -> None:
    team.decide()


def decide_again(team) -> None:
    team.decide("wrong")


def allow(team) -> None:
    team.write(allow=[{"rule": "value-conflict", "because": "the meter was exchanged"}])


def let_pass(team) -> None:
    assert team.run("baseline", "create").exit_code == 0


WAYS = [
    pytest.param(decide, "decided", id="a decision"),
    pytest.param(allow, "suppressed", id="a suppression"),
    pytest.param(let_pass, "known", id="a baseline"),
]


@pytest.mark.parametrize(("way", "state"), WAYS)
def test_what_stood_before_the_change_opens_the_gate(team, way, state: str) -> None:
    way(team)
    assert outcome(team, team.base()) == (0, state)
    assert outcome(team, None) == (0, state), "nor is anything proposed where no base is compared with"


@pytest.mark.parametrize("way", [decide, allow, let_pass])
def test_what_the_change_adds_does_not(team, way) -> None:
    base = team.base()
    way(team)
    assert outcome(team, base) == (1, None if way is let_pass else "proposed")


@pytest.mark.parametrize(("way", "state"), WAYS)
def test_unless_the_policy_of_the_base_says_so(team, way, state: str) -> None:
    base = team.base()
    way(team)
    assert outcome(team, base, ACCEPTS) == (1, None if way is let_pass else "proposed"), (
        "the change's own policy is no help"
    )
    assert outcome(team, replace(base, policy=ACCEPTS)) == (0, state)


def test_a_decision_that_the_change_alters_is_proposed_anew(team) -> None:
    decide(team)
    base = team.base()
    decide_again(team)
    assert outcome(team, base) == (1, "proposed")


def test_a_change_cannot_list_its_own_reviewer(team) -> None:
    team.decide(reviewer="mallory")
    base = replace(team.base(), policy=LISTS_ANN)
    assert outcome(team, base, Policy(reviewers=("mallory",))) == (1, "proposed")
    team.decide()
    assert outcome(team, replace(team.base(), policy=LISTS_ANN), Policy(reviewers=())) == (0, "decided")


def test_a_proposal_that_differs_disputes_what_was_decided(team) -> None:
    decide(team)
    base = team.base()
    team.decide("wrong", reviewer="ben")
    assert outcome(team, base) == (1, "disputed"), "it would after the merge, so it is told before"


def test_a_suppression_that_the_change_widens_is_proposed(team) -> None:
    team.write(allow=[{"rule": "value-conflict", "because": "x", "until": "2026-11-01"}])
    base = team.base()
    team.write(allow=[{"rule": "value-conflict", "because": "x"}])
    assert outcome(team, base) == (1, "proposed")


def test_the_report_says_proposed(team) -> None:
    base = team.base()
    decide(team)
    result = check(Request(team.claims, "2026-11-22"), base)
    words = "proposed by ann on 2026-11-22: right (40), the meter was read twice"
    assert all(words in format_of(name).write(result, Options()) for name in ("text", "markdown"))


NAMES = st.sampled_from([f"claims/decisions/value-conflict-{n:08d}/ann.yaml" for n in range(4)])
DIGESTS = {b"x": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"}


@given(st.lists(NAMES, unique=True), st.none() | st.dictionaries(NAMES, st.sampled_from((b"x", b"y"))))
def test_exactly_what_the_base_has_byte_for_byte_is_not_proposed(
    names: list[str], base: dict[str, bytes] | None
) -> None:
    made = [
        Decision("f-00000000", "right", "r", "ann", "2026-11-22", (), Mark(name), sha256=DIGESTS[b"x"])
        for name in names
    ]
    new = {decision.mark.file for decision in proposed(made, None if base is None else Base(base))}
    assert new == (set() if base is None else {name for name in names if base.get(name) != b"x"})


def test_decisions_carry_the_hash_of_their_file(team) -> None:
    decide(team)
    (decision,) = read_decisions(team.claims).decisions
    assert proposed([decision], Base(team.files())) == frozenset()
    assert proposed([decision], Base({name: raw + b"\n" for name, raw in team.files().items()})) == {decision}
