"""What relations tie is judged by the reasons, in words of its own; what was not finished is no conflict."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from checker.model.finding import Finding
from checker.relations import solve
from checker.relations.findings import CONFLICT
from checker.relations.problem import Unfinished
from checker.report import text
from checker.request import Request
from checker.run import examine

NOW = "2026-11-22"
STAFF = {"label": "staff", "datatype": "quantity", "kind": "state"}
PROPERTIES = {name: {**STAFF, "label": name} for name in ("total", "day", "night")}
RELATIONS = [{"relation": "thing.total = thing.day + thing.night", "because": "everybody has one shift"}]
VOICES = {"minister": {"label": "the minister"}}
SPEAKS = ("attribution", "each document speaks for itself")
GAP = ("precision", "no rounding or hedge closes the gap")
AT_ONCE = ("time", "all hold at one time")

BINDS = "night#claim-1 only reports the minister: what follows from the others binds the minister, not the document"


def found(build, changes: Mapping[str, Mapping[str, str]]) -> tuple[Finding, str]:
    """The finding on a total and two parts that do not add up to it, and how the terminal shows it."""
    values = {"total": "1,234", "day": "613", "night": "412"}
    documents = {
        name: [{"property": name, "value": value, "as_of": "2020", **changes.get(name, {})}]
        for name, value in values.items()
    }
    result = examine(Request(build(documents, PROPERTIES, VOICES, relations=RELATIONS), NOW))
    assert not result.faults
    (finding,) = (finding for finding in result.findings if finding.rule == CONFLICT)
    return finding, "\n".join(text.finding_lines(finding, result, text.painter(False)))


@pytest.mark.parametrize(
    ("changes", "verdict", "holds", "unknown", "ruled_out"),
    [
        pytest.param({}, "contradiction", [], [], [AT_ONCE, GAP, SPEAKS], id="nothing explains it"),
        pytest.param(
            {"night": {"said_by": "minister"}},
            "tension",
            [("attribution", BINDS)],
            [],
            [AT_ONCE, GAP],
            id="somebody is reported",
        ),
        pytest.param(
            {"day": {"definition": "heads"}, "night": {"definition": "posts"}},
            "tension",
            [("definition", "day#claim-1 counts “heads”, night#claim-1 “posts”")],
            [],
            [AT_ONCE, GAP, SPEAKS],
            id="two definitions",
        ),
        pytest.param(
            {"day": {"definition": "heads"}},
            "tension",
            [],
            [("definition", "day#claim-1 states what exactly is counted, night#claim-1 does not")],
            [AT_ONCE, GAP, SPEAKS],
            id="one definition",
        ),
        pytest.param(
            {"day": {"as_of": "2020-05"}},
            "tension",
            [],
            [("time", "day#claim-1 speaks of 2020-05 and night#claim-1 of 2020: whether of one moment is not stated")],
            [GAP, SPEAKS],
            id="moments that may differ",
        ),
        pytest.param(
            {"total": {"value": "about 1,121"}},
            "tension",
            [],
            [("precision", "only a generous reading of rounding and hedges lets all hold")],
            [AT_ONCE, SPEAKS],
            id="only a generous reading",
        ),
    ],
)
def test_reasons_judge_a_joint_set(build, changes, verdict, holds, unknown, ruled_out) -> None:
    finding, _ = found(build, changes)
    said = {
        status: [(one.reason, one.text) for one in finding.explanations if one.status == status]
        for status in ("holds", "unknown", "ruled-out")
    }
    assert (finding.verdict, said) == (verdict, {"holds": holds, "unknown": unknown, "ruled-out": ruled_out})
    assert finding.reasons == tuple(reason for reason, _ in holds)


def _tired(*_) -> None:
    raise Unfinished("the limit of reasoning steps was reached")


def test_what_was_not_finished_is_named_by_all_its_quantities(build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solve.Effort, "charge", _tired)
    finding, shown = found(build, {})
    assert (finding.verdict, finding.explanations, finding.boxes) == ("unchecked", (), ())
    assert "\n  thing.day, thing.night, thing.total   joint-conflict-" in shown
