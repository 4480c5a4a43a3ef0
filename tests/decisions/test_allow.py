"""A claim file can let findings of a rule pass, with a reason and for a time; what lets nothing pass is told."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.decisions.standing import expired, lets_pass, new_suppressions, suppressions
from checker.model.claim import Allow, Claim, Document
from checker.model.fault import Mark
from checker.model.finding import Finding
from checker.model.policy import Base

BECAUSE = "the meter was exchanged"


def allow(rule: str = "value-conflict", **fields) -> dict:
    return {"allow": [{"rule": rule, "because": BECAUSE, **fields}]}


@pytest.mark.parametrize(
    ("fields", "code", "state", "told"),
    [
        pytest.param({}, 1, None, None, id="nothing allowed"),
        pytest.param(allow(), 0, "suppressed", None, id="the rule"),
        pytest.param(allow(**{"with": "one#claim-1"}), 0, "suppressed", None, id="the rule with that claim"),
        pytest.param(allow(**{"with": "one#claim-2"}), 1, None, "unused-allow", id="the rule with another claim"),
        pytest.param(allow(**{"with": "two#claim-1"}), 1, None, "unused-allow", id="the rule with itself"),
        pytest.param(allow("date-conflict"), 1, None, "unused-allow", id="another rule"),
        pytest.param(allow(until="2026-11-23"), 0, "suppressed", None, id="until tomorrow"),
        pytest.param(allow(until="2026-11-22"), 1, None, "expired-allow", id="until today"),
    ],
)
def test_what_a_claim_allows_passes_the_gate(
    team, fields: dict, code: int, state: str | None, told: str | None
) -> None:
    team.write(**fields)
    found, findings = team.check()
    assert (found, team.state()) == (code, state)
    assert {rule for rule in findings if rule.endswith("allow")} == ({told} if told else set())


@pytest.mark.parametrize(
    ("name", "code", "state", "told"),
    [
        pytest.param("{one}", 0, "suppressed", None, id="its identifier"),
        pytest.param("{eight}", 0, "suppressed", None, id="its beginning with eight digits"),
        pytest.param("{hash:.8}", 0, "suppressed", None, id="eight digits of its hash"),
        pytest.param("{hash}", 0, "suppressed", None, id="its hash"),
        pytest.param("{finding}", 0, "suppressed", None, id="one of its findings"),
        pytest.param("{seven}", 1, None, "unused-allow", id="too few digits"),
        pytest.param("thing.size", 1, None, "unused-allow", id="no digits"),
        pytest.param("thing.size-0000000000000000", 1, None, "unused-allow", id="another one"),
    ],
)
def test_a_claim_allows_a_disagreement_by_its_name(
    team, name: str, code: int, state: str | None, told: str | None
) -> None:
    one, finding = team.id(), team.check()[1]["value-conflict"]["id"]
    given_ = name.format(one=one, eight=one[:-8], seven=one[:-9], finding=finding, hash=team.hash())
    team.write(allow=[{"disagreement": given_, "because": BECAUSE}])
    found, findings = team.check()
    assert (found, team.state()) == (code, state)
    assert {rule for rule in findings if rule.endswith("allow")} == ({told} if told else set())


def test_only_a_claim_that_takes_part_allows_a_disagreement(team) -> None:
    named = {"allow": [{"disagreement": team.id(), "because": BECAUSE}]}
    other = {"property": "depth", "value": "3", **named}
    sizes = {name: {"label": name, "datatype": "quantity", "kind": "constant"} for name in ("size", "depth")}
    team.build({"one": [{"value": "40"}, other], "two": [{"value": "55"}]}, sizes)
    code, findings = team.check()
    assert (code, team.state(), "unused-allow" in findings) == (1, None, True)


@pytest.mark.parametrize(
    ("allowed", "code", "state"),
    [
        pytest.param({"one": {}}, 1, None, id="one of the claims, of which two others differ"),
        pytest.param({"one": {}, "two": {}}, 0, "suppressed", id="two of the claims, so that every finding is allowed"),
        pytest.param({"one": {}, "two": {"with": "one#claim-1"}}, 1, None, id="the same finding twice"),
    ],
)
def test_a_disagreement_passes_where_every_finding_of_it_does(
    team, allowed: dict, code: int, state: str | None
) -> None:
    values = {"one": "40", "two": "55", "three": "70"}
    size = {"size": {"label": "size", "datatype": "quantity", "kind": "constant"}}
    team.build(
        {
            name: [{"value": value, **(allow(**allowed[name]) if name in allowed else {})}]
            for name, value in values.items()
        },
        size,
    )
    assert (team.check()[0], team.state()) == (code, state)


def test_a_suppression_that_is_not_needed_says_where_it_stands(team) -> None:
    team.write(b="40", **allow(**{"with": "one#claim-1"}))
    code, findings = team.check()
    assert code == 0
    told = findings["unused-allow"]
    assert (told["verdict"], told["severity"], told["claims"]) == ("tension", "warning", ["two#claim-1"])
    assert told["message"] == (
        "two#claim-1 allows value-conflict with one#claim-1, and there is nothing to allow "
        f"(the reason was: {BECAUSE}; take it away (claims/two.yaml:16:5))"
    )
    assert "unused-allow" not in team.check("--ignore", "value-conflict")[1], "the rule did not run"


def test_a_suppression_that_has_run_out_says_when(team) -> None:
    team.write(**allow(until="2026-11-22"))
    told = team.check()[1]["expired-allow"]
    assert told["message"] == (
        "two#claim-1 allowed value-conflict until 2026-11-22 "
        f"(the reason was: {BECAUSE}; take it away, or give a later day (claims/two.yaml:16:5))"
    )


def test_the_reports_show_why_a_finding_is_suppressed(team) -> None:
    team.write(**allow(until="2027-01-01"))
    words = f"suppressed until 2027-01-01: {BECAUSE}"
    assert words in team.run("check", "--show-reconciled").output
    assert words in team.run("check", "--format", "markdown").output
    assert "1 suppressed" in team.run("check").output
    found = team.check()[1]["value-conflict"]["decision"]
    assert found == {"verdict": None, "reviewer": None, "reason": BECAUSE, "date": None, "state": "suppressed"}


def test_a_decision_goes_before_a_suppression(team) -> None:
    team.decide()
    team.write(**allow())
    assert team.state() == "decided"


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        ({"rule": "value-conflict"}, "because"),
        ({"because": "x"}, "rule"),
        ({"rule": "value-conflict", "disagreement": "a-00000000", "because": "x"}, "disagreement"),
        ({"disagreement": "a-00000000", "because": "x", "with": "one#claim-1"}, "with"),
        ({"rule": "value-conflict", "because": "x", "untill": "2027-01-01"}, "untill"),
        ({"rule": "value-conflict", "because": "x", "until": "soon"}, "until"),
        ({"rule": "value-conflict", "because": "x", "with": "one"}, "with"),
        ({"rule": "value-conflict", "because": " "}, "because"),
        ({"rule": "value-conflict", "because": "x", "other": "one#claim-1"}, "other"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_suppression_without_its_fields_is_a_fault(team, entry: dict, field: str) -> None:
    team.write(allow=[entry])
    done = team.run("check", "--format", "json")
    (fault,) = json.loads(done.stdout)["faults"]
    assert done.exit_code == 2
    assert field in fault["message"] or fault["field"].endswith(field)
    assert fault["file"] == "claims/two.yaml"


ALLOWS = st.builds(
    Allow,
    st.sampled_from(("value-conflict", "date-conflict")),
    st.sampled_from(("x", "y")),
    st.sampled_from(("", "d#b", "d#c")),
    st.sampled_from(("", "2026-11-22")),
    st.builds(Mark, st.just("f"), st.integers(1, 9)),
)
DOCUMENT = Document("d", "t", "p", "2020", Mark("f"))


def claim(name: str, allows: list[Allow]) -> Claim:
    return Claim(name, DOCUMENT, "q", Mark("f"), allow=tuple(allows))


CLAIMS = st.dictionaries(st.sampled_from("abc"), st.lists(ALLOWS, max_size=3)).map(
    lambda given: [claim(name, allows) for name, allows in given.items()]
)


@given(CLAIMS, CLAIMS)
def test_new_is_what_the_base_does_not_have_wherever_it_stands(claims: list[Claim], before: list[Claim]) -> None:
    found = suppressions(claims)
    new = new_suppressions(found, Base({}, tuple(before)))
    assert new == {one for one in suppressions(claims) if one not in suppressions(before)}
    assert new_suppressions(found, Base({}, tuple(claims))) == new_suppressions(found, None) == frozenset()
    assert new_suppressions(found, Base({})) == frozenset(found)


@given(ALLOWS, st.sampled_from(("contradiction", "tension", "reconciled", "agreement", "unchecked")))
def test_a_suppression_lets_pass_only_open_findings_of_its_rule_and_claims(one: Allow, verdict) -> None:
    cited = (claim("a", [one]), claim("b", []))
    finding = Finding("value-conflict-00000000", "value-conflict", verdict, cited, "k", "m", "w")
    passes = lets_pass(("d#a", one), finding)
    assert passes == (
        one.rule == "value-conflict" and one.other in ("", "d#b") and verdict in ("contradiction", "tension")
    )
    assert not lets_pass(("d#c", one), finding)
    assert expired(one, "2026-11-22") == (one.until == "2026-11-22")
    assert not expired(one, "2026-11-21")
