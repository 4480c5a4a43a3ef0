"""Definitions that a property declares: wordings that are one, and which definition counts no less than another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from checker.model.result import Result
from checker.request import Request
from checker.run import examine
from tests.conftest import Build
from tests.rules.test_constraints import NOW

DEFINITIONS = {
    "all staff": {"at_least": "with trainees"},
    "with trainees": {"also": ["incl. trainees", "including trainees"], "at_least": ["without trainees"]},
    "without trainees": {"also": ["trainees left out"]},
    "by payroll": {},
}
STAFF = {"label": "staff", "datatype": "quantity", "kind": "state", "definitions": DEFINITIONS}
SENSE = {"label": "staff abroad", "datatype": "quantity", "kind": "state", "is_a": "staff"}
SEAT = {
    "label": "seat",
    "datatype": "text",
    "kind": "state",
    "values": "many",
    "definitions": {"of government": {"also": ["by government"]}, "of state": {}},
    "constraints": [{"rule": "single-value", "separators": ["definition"], "severity": "mandatory"}],
}
Said = tuple[str, str]
"""Value and definition."""


def run(build: Build, claims: list[Mapping[str, Any]]) -> Result:
    documents = {f"document-{number}": [{"as_of": "2020", **claim}] for number, claim in enumerate(claims, start=1)}
    result = examine(Request(build(documents, {"staff": STAFF, "abroad": SENSE, "seat": SEAT}), NOW))
    assert result.faults == ()
    return result


def told(result: Result) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for finding in result.findings:
        found.setdefault(finding.rule, []).append((finding.verdict, finding.reasons))
    return found


CONTRADICTION, BY_DEFINITION = [("contradiction", ())], [("reconciled", ("definition",))]
ORDER, VALUES, AGREED = "narrower-exceeds-wider", "value-conflict", "agreement"
PAIRS: list[tuple[str, Said, Said, dict[str, list]]] = [
    (
        "fewer by the wider definition",
        ("1,234", "with trainees"),
        ("1,345", "without trainees"),
        {VALUES: BY_DEFINITION, ORDER: CONTRADICTION},
    ),
    (
        "more by the wider definition",
        ("1,345", "with trainees"),
        ("1,234", "without trainees"),
        {VALUES: BY_DEFINITION},
    ),
    (
        "fewer by the widest, by way of the one between",
        ("1,234", "all staff"),
        ("1,345", "trainees left out"),
        {VALUES: BY_DEFINITION, ORDER: CONTRADICTION},
    ),
    (
        "the narrower one first, in another spelling",
        ("1,345", "Without Trainees."),
        ("1,234", "incl trainees"),
        {VALUES: BY_DEFINITION, ORDER: CONTRADICTION},
    ),
    (
        "two definitions of which nothing is known",
        ("1,234", "with trainees"),
        ("1,345", "by payroll"),
        {VALUES: BY_DEFINITION},
    ),
    (
        "hardly fewer by the wider definition",
        ("about 1,200", "with trainees"),
        ("about 1,400", "without trainees"),
        {VALUES: BY_DEFINITION, ORDER: [("tension", ())]},
    ),
    (
        "at most so many by the narrower",
        ("1,234", "with trainees"),
        ("at most 1,345", "without trainees"),
        {},
    ),
    (
        "two wordings of one definition part",
        ("1,234", "with trainees"),
        ("1,345", "Including trainees"),
        {VALUES: CONTRADICTION},
    ),
    (
        "two wordings of one definition agree",
        ("1,234", "with trainees"),
        ("1,234", "including trainees"),
        {AGREED: [("agreement", ())]},
    ),
    ("two definitions agree on nothing", ("1,234", "with trainees"), ("1,234", "by payroll"), {}),
]


@pytest.mark.parametrize(("one", "other", "expected"), [pytest.param(*pair[1:], id=pair[0]) for pair in PAIRS])
def test_what_two_definitions_explain(build: Build, one: Said, other: Said, expected: dict[str, list]) -> None:
    claims = [{"value": value, "definition": words} for value, words in (one, other)]
    assert told(run(build, claims)) == expected


def test_definitions_hold_for_the_senses_of_a_property(build: Build) -> None:
    claims = [
        {"property": "abroad", "value": "123", "definition": "incl. trainees"},
        {"property": "abroad", "value": "134", "definition": "without trainees"},
    ]
    assert told(run(build, claims))[ORDER] == CONTRADICTION


def test_a_separator_takes_two_wordings_for_one(build: Build) -> None:
    seats = [
        {"property": "seat", "value": "Bonn", "definition": "of government"},
        {"property": "seat", "value": "Berlin", "definition": "By government"},
        {"property": "seat", "value": "Rome", "definition": "of state"},
    ]
    assert told(run(build, seats))["single-value"] == CONTRADICTION


@pytest.mark.parametrize("others", ["with trainees", "without trainees", "by payroll"])
def test_among_very_many_claims_none_is_lost(build: Build, others: str) -> None:
    """Two claims that part only by what definitions say, among 300 that part from nothing."""
    claims = [{"value": "1 to 9000000", "definition": others} for _ in range(300)]
    claims += [{"value": "1,234", "definition": "all staff"}, {"value": "1,345", "definition": "trainees left out"}]
    claims += [{"value": "2,234", "definition": "incl. trainees"}]
    found = told(run(build, claims))
    assert found[ORDER] == CONTRADICTION * 2  # all staff are fewer than those without trainees, and than those with
    assert "capped-block" not in found
