"""A reason is two files: its own, and the list. All else that names reasons follows from these."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.places_to_change.conftest import Change, Copy, Edit, Outcomes

LIST = "checker/model/finding.py"
FILE = "checker/reasons/reconcilers/basis.py"
BASIS = '''"""The claims rest on different grounds: both say what they draw on, and not on the same.

Why: a figure from a budget and one from an account are two answers to one question.
Quiet: where one of them does not say what it draws on.
"""

from __future__ import annotations

from checker.model.finding import Conflict, Explanation
from checker.reasons.reconciler import Context, Reconciler
from checker.rules.rule import Example


def explain(conflict: Conflict, _: Context) -> Explanation | None:
    grounds = [", ".join(claim.draws_on) for claim in conflict.claims]
    if not all(grounds):
        return None
    if len(set(grounds)) < len(grounds):
        return Explanation("basis", "ruled-out", "some rest on one ground")
    return Explanation("basis", "holds", f"they rest on {' and '.join(grounds)}", "they turned out to rest on one")


STAFF = {"staff": {"label": "staff", "datatype": "quantity", "kind": "constant"}}
GROUNDS = {"plan": {"label": "the plan"}, "census": {"label": "the census"}}
PLANNED = {"value": "12", "draws_on": "plan"}

RECONCILER = Reconciler(
    "basis",
    __doc__,
    explain,
    (
        Example("two grounds", (PLANNED, {"value": "23", "draws_on": "census"}), "holds", STAFF, GROUNDS),
        Example("one ground", (PLANNED, {"value": "23", "draws_on": "plan"}), "ruled-out", STAFF, GROUNDS),
    ),
)
'''
CHANGES = (REASON,) = (
    Change(
        ("basis",), (Edit(FILE, BASIS), Edit(LIST, '    "deduction",\n    "basis",\n', before='    "deduction",\n'))
    ),
)
TESTS = ("tests/rules/test_examples.py",)

VOCABULARY = {
    "entities": {name: {"label": f"the {name}"} for name in ("plant", "plan", "census")},
    "properties": {"staff": {"label": "staff", "datatype": "quantity", "kind": "constant"}},
}
CLAIMS = {"plan": ("a staff of 123", "123"), "census": ("a staff of 234", "234")}
"""Quote and value by what they draw on."""


def corpus(folder: Path) -> Path:
    root = folder / "claims"
    root.mkdir()
    (root / "vocabulary.yaml").write_text(json.dumps(VOCABULARY), "utf-8")
    for ground, (quote, value) in CLAIMS.items():
        about = {"id": "staff", "subject": "plant", "property": "staff", "draws_on": ground}
        document = {"id": f"by-{ground}", "title": ground, "publisher": ground, "published": "2020"}
        file = {"document": document, "claims": [{"quote": quote, "value": value, **about}]}
        (root / f"by-{ground}.yaml").write_text(json.dumps(file), "utf-8")
    return root


def only_finding(copy: Copy, claims: Path) -> dict[str, Any]:
    _, report = copy.report(claims)
    assert report["faults"] == []
    (finding,) = report["findings"]
    return finding


def test_a_reason_takes_two_files(copy: Copy) -> None:
    assert copy.edited_for(REASON) == {FILE, LIST}
    assert copy.generated_for(REASON) == {"checker/rules/README.md", "schemas/findings.schema.json"}


def test_it_is_listed_and_on_the_page(copy: Copy) -> None:
    assert "## basis\n\nThe claims rest on different grounds" in copy.read("checker/rules/README.md")
    assert "\n  basis  " in copy.run("checker", "rules").out


def test_it_reconciles_and_people_may_rule_on_it(copy: Copy, tmp_path: Path) -> None:
    claims = corpus(tmp_path)
    finding = only_finding(copy, claims)
    assert (finding["verdict"], finding["reasons"]) == ("reconciled", ["basis"])
    ruling = ("--verdict", "rule-wrong", "--reason", "a plan is no count", "--reviewer", "ann")
    done = copy.run("checker", "decide", finding["id"], *ruling, "--claims", str(claims), "--as-of", "2026-11-22")
    assert done.code == 0, done.err
    (entry,) = copy.report(claims)[1]["disagreements"]
    assert (entry["verdict"], entry["decision"]["state"]) == ("reconciled", "decided")


def test_its_examples_are_tests(outcomes: Outcomes) -> None:
    assert len(outcomes.passed(TESTS, "[basis: ")) == 2
