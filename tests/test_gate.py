"""Disagreements, decisions and policy become an exit code: the higher cause wins, and only what is open fails."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.gate import CLEAN, FAULTY, FOUND, INCOMPLETE, exit_code, weighed
from checker.model.decision import SETTLED, Decided, State
from checker.model.disagreement import Disagreement, Question
from checker.model.finding import SEVERITIES, VERDICTS, Finding, Verdict
from checker.model.policy import THRESHOLDS, WEIGHTS, Policy

STATES: tuple[State | None, ...] = (
    None,
    "decided",
    "suppressed",
    "known",
    "proposed",
    "stale",
    "disputed",
    "deferred",
)


def finding(verdict: Verdict = "contradiction", rule: str = "value-conflict") -> Finding:
    return Finding(f"{rule}-00000000", rule, verdict, (), "a.b", "m", "w")


def about(verdict: Verdict = "contradiction", state: State | None = None) -> Disagreement:
    """A disagreement; nothing is asked of its findings."""
    ruled = Decided(state, "r") if state else None
    return Disagreement(Question("quantity", "a.b"), verdict, "t", (), (), (), decision=ruled)


@pytest.mark.parametrize(
    ("disagreements", "asked", "code"),
    [
        pytest.param([], {}, CLEAN, id="nothing found"),
        pytest.param([about()], {}, FOUND, id="an open contradiction"),
        pytest.param([about("tension")], {}, CLEAN, id="a tension is below error"),
        pytest.param([about("tension")], {"fail_on": "warning"}, FOUND, id="a tension, where warnings fail"),
        pytest.param([about("reconciled")], {"fail_on": "info"}, CLEAN, id="what reasons explain never fails"),
        pytest.param([about()], {"fail_on": "never"}, CLEAN, id="nothing fails for its severity"),
        pytest.param([about("tension")] * 2, {"max_tensions": 2}, CLEAN, id="as many tensions as allowed"),
        pytest.param([about("tension")] * 3, {"max_tensions": 2}, FOUND, id="one tension too many"),
        pytest.param([about("tension")], {"max_tensions": 0}, FOUND, id="no tension allowed"),
        pytest.param(
            [about("tension")],
            {"max_tensions": 0, "fail_on": "never"},
            FOUND,
            id="the number of tensions counts by itself",
        ),
        pytest.param([about("tension", "known")], {"max_tensions": 0}, CLEAN, id="a tension of the baseline"),
        pytest.param([about(state="decided")], {}, CLEAN, id="decided"),
        pytest.param([about(state="decided"), about()], {}, FOUND, id="one decided, one broken"),
        pytest.param([], {"forbidden": True}, FOUND, id="what the policy lets no change do"),
        pytest.param([about()], {"faults": True}, FAULTY, id="a fault goes before a finding"),
        pytest.param(
            [about()], {"faults": True, "complete": False}, FAULTY, id="a fault goes before an unfinished run"
        ),
        pytest.param([about()], {"complete": False}, INCOMPLETE, id="an unfinished run goes before a finding"),
        pytest.param([], {"complete": False, "fail_on": "never"}, INCOMPLETE, id="an unfinished run is never clean"),
    ],
)
def test_the_exit_code(disagreements: list[Disagreement], asked: dict, code: int) -> None:
    assert exit_code(disagreements, **{"faults": False, "complete": True, **asked}) == code


@pytest.mark.parametrize("state", STATES, ids=str)
def test_only_what_people_settled_passes(state: State | None) -> None:
    code = exit_code([about(state=state)], faults=False, complete=True)
    assert code == (CLEAN if state in SETTLED else FOUND)


@pytest.mark.parametrize(("verdict", "weight"), [*product(VERDICTS, WEIGHTS)])
def test_a_policy_weighs_contradictions_and_tensions_of_a_rule(verdict: Verdict, weight) -> None:
    given_, other = finding(verdict), finding(verdict, rule="date-conflict")
    told, left = weighed([given_, other], Policy(severity={"value-conflict": weight}))
    free = verdict not in ("contradiction", "tension") or weight == "off"
    assert told.severity == (given_.severity if free else weight)
    assert left == other


DISAGREEMENTS = st.lists(st.builds(about, st.sampled_from(VERDICTS), st.sampled_from(STATES)), max_size=6)


@given(DISAGREEMENTS, st.sampled_from(THRESHOLDS), st.none() | st.integers(0, 3))
def test_a_settled_disagreement_changes_nothing(disagreements: list[Disagreement], fail_on, most: int | None) -> None:
    def code(these: list[Disagreement]) -> int:
        return exit_code(these, faults=False, complete=True, fail_on=fail_on, max_tensions=most)

    assert code(disagreements) == code([one for one in disagreements if not one.settled])


@given(DISAGREEMENTS, DISAGREEMENTS, st.sampled_from(THRESHOLDS), st.none() | st.integers(0, 3))
def test_more_disagreements_never_open_the_gate(
    some: list[Disagreement], more: list[Disagreement], fail_on, most: int | None
) -> None:
    few, all_ = (
        exit_code(these, faults=False, complete=True, fail_on=fail_on, max_tensions=most)
        for these in (some, some + more)
    )
    assert few <= all_


@given(DISAGREEMENTS)
def test_a_lower_threshold_never_opens_the_gate(disagreements: list[Disagreement]) -> None:
    codes = [exit_code(disagreements, faults=False, complete=True, fail_on=level) for level in ("never", *SEVERITIES)]
    assert codes == sorted(codes)
