"""A field of a claim is shown beside the quote exactly where the table says so."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.model.fields import IN_CLAIM_FILES, REPORTED
from checker.readers.files.findings import FindingsReport
from checker.report.formats import format_of
from checker.report.options import Options
from checker.request import Request
from checker.run import examine

PROPERTIES = {"size": {"label": "size", "datatype": "quantity", "kind": "constant", "unit": "m"}}
TEXTS = [one for one in IN_CLAIM_FILES if (one.kind == "text" and one.name != "quote") or one.label]
"""Fields that hold any text."""


def corpus(build: Callable[..., Path]) -> Path:
    """Two claims that part and one that stands alone, each with everything that is plain text."""
    marks = {one.name: f"its-{one.name}" for one in TEXTS}
    return build(
        {
            "one": [
                {"quote": "it has 40 m", "value": "40 m", **marks},
                {"quote": "it has 7 m", "subject": "other", "value": "7 m", **marks},
            ],
            "two": [{"quote": "55 m long", "value": "55 m"}],
        },
        PROPERTIES,
        {"other": {"label": "the other"}},
    )


@pytest.mark.parametrize("name", ["text", "markdown", "html", "json", "jsonl", "github", "junit", "sarif"])
def test_what_has_a_label_stands_beside_the_quote_and_what_has_none_does_not(build, name: str) -> None:
    result = examine(Request(corpus(build), "2026-11-22"))
    assert result.findings
    told = format_of(name).write(result, Options(show_reconciled=True)).replace("\\", "").replace("its_", "its-")
    for one in TEXTS:
        shown = one in REPORTED or (one.name == "definition" and name == "html")  # in a form of its own
        assert (f"its-{one.name}" in told) == shown, one.name


@pytest.mark.parametrize("name", ["markdown", "html", "json", "jsonl"])
def test_of_a_claim_that_stands_alone_too(build, name: str) -> None:
    result = examine(Request(corpus(build), "2026-11-22"))
    told = format_of(name).write(result, Options()).replace("\\", "")
    for one in REPORTED:
        assert told.count(f"its-{one.name}") >= 2, one.name


def test_the_report_carries_it_only_where_it_is_given(build) -> None:
    report = json.loads(format_of("json").write(examine(Request(corpus(build), "2026-11-22")), Options()))
    FindingsReport.model_validate(report)
    names = {one.name for one in REPORTED}
    assert [claim.keys() & names for claim in report["claims"]] == [names, names, set()]
    assert {claim.get("page") for claim in report["claims"]} == {"its-page", None}
