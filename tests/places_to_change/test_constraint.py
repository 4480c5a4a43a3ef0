"""A constraint is two files: its rule, and what a vocabulary says of it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import ROOT
from tests.places_to_change.conftest import Change, Copy, Edit, Outcomes

FILE = "checker/rules/constraint/barred.py"
MODELS = "checker/readers/files/constraint.py"
BARRED = (ROOT / "checker/rules/constraint/none_of.py").read_text("utf-8").replace("none-of", "barred")
ENTRY = '''class BarredEntry(ConstraintEntry):
    """Values that nobody may give."""

    rule: OneOf["barred"] = RULE
    values: list[Literal] = Field(description="values that are barred", min_length=1)


AnyConstraint = Annotated[
    BarredEntry
    | '''
CHANGES = (CONSTRAINT,) = (
    Change(("barred",), (Edit(FILE, BARRED), Edit(MODELS, ENTRY, before="AnyConstraint = Annotated[\n    "))),
)
TESTS = ("tests/rules/test_examples.py", "tests/report/pages/test_constraints.py")

VOCABULARY = {
    "entities": {"thing": {"label": "the thing"}},
    "properties": {
        "born": {
            "label": "born",
            "datatype": "date",
            "kind": "event",
            "constraints": [{"rule": "barred", "values": ["1900-01-01"]}],
        },
    },
}
REPORT = {
    "document": {"id": "report", "title": "Report", "publisher": "Office", "published": "2020-01-01"},
    "claims": [
        {"id": "born", "quote": "1 January 1900", "subject": "thing", "property": "born", "value": "1900-01-01"},
    ],
}


def test_a_constraint_takes_two_files(copy: Copy) -> None:
    assert copy.edited_for(CONSTRAINT) == {FILE, MODELS}
    assert copy.generated_for(CONSTRAINT) == {
        "checker/rules/README.md",
        "docs/constraints.md",
        "schemas/config.schema.json",
        "schemas/vocabulary.schema.json",
    }


def test_its_page_and_its_schema_tell_of_it(copy: Copy) -> None:
    page = copy.read("docs/constraints.md")
    assert "### barred\n" in page
    assert "| `values` | values that are barred |" in page
    assert '"barred"' in copy.read("schemas/vocabulary.schema.json")


def test_a_breach_is_found(copy: Copy, tmp_path: Path) -> None:
    (tmp_path / "vocabulary.yaml").write_text(json.dumps(VOCABULARY), "utf-8")
    (tmp_path / "report.yaml").write_text(json.dumps(REPORT), "utf-8")
    done = copy.check(tmp_path, "--format", "concise")
    assert "warning[barred] the thing · born: Report says 1900-01-01" in done.out
    assert done.code == 0, done.err


def test_its_examples_are_tests(outcomes: Outcomes) -> None:
    """Each of the six by itself and among 201 others of its key; those over all rules and pages hold as well."""
    assert len(outcomes.passed(TESTS[:1], "[barred: ")) == 12
    assert outcomes.passed(TESTS)
    assert len(outcomes.passed(TESTS[1:], "[barred]")) == 3
