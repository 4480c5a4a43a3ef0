"""A newer edition takes the place of the older one for all keys of which it speaks, in pairs and in joint sets."""

from __future__ import annotations

from typing import Any

import pytest

from checker.request import Request
from checker.run import examine
from tests.reasons.everywhere import corpus, judged, verdicts

QUANTITY = {"datatype": "quantity", "kind": "constant"}
PARTS = {
    "properties": {name: {"label": name, **QUANTITY} for name in ("total", "day", "night")},
    "relations": [{"relation": "thing.total = thing.day + thing.night", "because": "everybody has one shift"}],
}
STAFF = {"properties": {"staff": {"label": "staff", "datatype": "quantity", "kind": "state"}}}
JOINT = "joint-conflict"


def sums(**values: str) -> list[dict[str, Any]]:
    return [{"property": name, "value": value} for name, value in values.items()]


EDITION = {"revises": "first"}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(
            sums(total="23", day="11", night="12"),
            sums(total="26", day="14", night="12"),
            [],
            id="a consistent edition",
        ),
        pytest.param(
            sums(total="99", day="11", night="12"), sums(total="23", day="11", night="12"), [], id="a sum set right"
        ),
        pytest.param(
            sums(total="23", day="11", night="12"),
            sums(total="99", day="14", night="12"),
            [(JOINT, "contradiction", ())],
            id="an edition that does not add up",
        ),
        pytest.param(
            sums(total="23", day="11", night="12"),
            sums(total="26", day="19"),
            [(JOINT, "tension", ())],
            id="an edition that leaves open whether the rest still holds",
        ),
    ],
)
def test_what_an_edition_replaces_has_no_part_in_a_joint_set(first, second, expected) -> None:
    found = verdicts(judged(corpus(PARTS, {"first": first, "second": second}, second=EDITION)), JOINT)
    assert found == expected


def test_a_relation_that_an_edition_states_anew_replaces_the_older_one() -> None:
    vocabulary = {"properties": PARTS["properties"]}
    first = [{"relation": "thing.total = thing.day + thing.night + 5"}]
    second = [{"relation": "thing.total = thing.day + thing.night"}]
    documents = {"figures": sums(total="23", day="11", night="12"), "first": first, "second": second}
    alone = judged(corpus(vocabulary, {name: documents[name] for name in ("figures", "first")}))
    assert set(verdicts(alone, JOINT)) == {(JOINT, "contradiction", ())}
    assert len([one for one in alone.disagreements if one.open]) == 1
    assert verdicts(judged(corpus(vocabulary, documents, second=EDITION)), JOINT) == []


@pytest.mark.parametrize(
    ("edition", "expected"),
    [
        pytest.param(
            {"value": "200"},
            [("reconciled", ("revision",))] * 2,
            id="the newer edition speaks of it, so no document is contradicted by the older one",
        ),
        pytest.param(
            {"value": "200", "as_of": "2012"},
            [("contradiction", ()), ("reconciled", ("time", "revision"))],
            id="the newer edition speaks of another year",
        ),
        pytest.param(
            {"value": "200", "rank": "deprecated"},
            [("contradiction", ()), ("reconciled", ("revision",))],
            id="what the newer edition says is withdrawn",
        ),
    ],
)
def test_what_an_edition_replaces_has_no_part_in_a_pair(edition, expected) -> None:
    first, other = {"value": "123", "as_of": "2010"}, {"value": "200", "as_of": "2010"}
    documents = {"first": [first], "second": [{"as_of": "2010", **edition}], "other": [other]}
    found = verdicts(judged(corpus(STAFF, documents, second=EDITION)), "value-conflict")
    assert [(verdict, reasons) for _, verdict, reasons in found] == sorted(expected)


def test_an_edition_of_an_edition_replaces_the_first() -> None:
    documents = {"first": [{"value": "123"}], "second": [], "third": [{"value": "200"}], "other": [{"value": "200"}]}
    properties = {"properties": {"staff": {"label": "staff", **QUANTITY}}}
    files = corpus(properties, documents, second=EDITION, third={"revises": "second"})
    assert [reasons for *_, reasons in verdicts(judged(files), "value-conflict")] == [("revision",)] * 2


def test_who_revises_a_later_document_replaces_nothing(build) -> None:
    documents = {"first": [{"value": "41", "revises": "second"}], "second": [{"value": "99"}]}
    result = examine(Request(build(documents, {"q": {"label": "q", **QUANTITY}}), "2026-01-01"))
    assert [fault.code for fault in result.faults] == ["wrong-edition"]
    assert [finding.verdict for finding in result.findings] == ["contradiction"]


@pytest.mark.parametrize(
    ("edition", "expected"),
    [
        pytest.param({"value": "12 %"}, ("reconciled", "info", ("revision",)), id="the newer edition corrects it"),
        pytest.param(
            {"value": "12 %", "as_of": "2012"}, ("contradiction", "error", ()), id="it speaks of another year"
        ),
        pytest.param(
            {"value": "12 %", "scope": {"place": "north"}}, ("contradiction", "error", ()), id="and of a part"
        ),
        pytest.param({"value": "12 %", "rank": "deprecated"}, ("contradiction", "error", ()), id="it is withdrawn"),
    ],
)
def test_what_one_claim_breaks_is_explained_where_a_later_edition_speaks_in_its_place(edition, expected) -> None:
    limit = {"rule": "value-range", "max": "100 %", "severity": "mandatory"}
    share = {"label": "share", "datatype": "quantity", "kind": "state", "unit": "%", "constraints": [limit]}
    vocabulary = {
        "entities": {"north": {"label": "North"}},
        "scopes": {"place": "place"},
        "properties": {"share": share},
    }
    said = {"property": "share", "as_of": "2010"}
    documents = {"first": [{**said, "value": "120 %"}], "second": [{**said, **edition}]}
    result = judged(corpus(vocabulary, documents, second=EDITION))
    (found,) = [finding for finding in result.findings if finding.rule == "value-range"]
    assert (found.verdict, found.severity, found.reasons) == expected
    assert any(one.open for one in result.disagreements) == (expected[0] == "contradiction")
