"""Reported speech binds its speaker: who contradicts himself is contradicted, in pairs and by way of relations."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reasons.everywhere import corpus, judged, verdicts

QUANTITY = {"datatype": "quantity", "kind": "constant"}
VOCABULARY = {
    "entities": {
        "minister": {"label": "the minister", "also": ["Ministry of Works"]},
        "press": {"label": "the press"},
    },
    "properties": {name: {"label": name, **QUANTITY} for name in ("total", "day", "night")},
    "relations": [{"relation": "thing.total = thing.day + thing.night", "because": "everybody has one shift"}],
}
MINISTER, PRESS = {"said_by": "minister"}, {"said_by": "press"}
JOINT = "joint-conflict"


def joint(*sides: dict[str, str], **more: Any) -> list[tuple[str, tuple[str, ...]]]:
    values = {"total": "99", "day": "11", "night": "12"}
    documents = {
        f"paper-{name}": [{"property": name, "value": value, **side}]
        for (name, value), side in zip(values.items(), sides, strict=True)
    }
    for name, claims in more.pop("beside", {}).items():
        documents[name] = [*documents[name], *claims]
    found = verdicts(judged(corpus(VOCABULARY, documents, **more)), JOINT)
    return [(verdict, reasons) for _, verdict, reasons in found]


ATTRIBUTED = [("tension", ("attribution",))]
CONTRADICTED = [("contradiction", ())]


@pytest.mark.parametrize(
    ("sides", "more", "expected"),
    [
        pytest.param((MINISTER, MINISTER, MINISTER), {}, CONTRADICTED, id="one speaker in three documents"),
        pytest.param((MINISTER, MINISTER, PRESS), {}, ATTRIBUTED, id="two speakers"),
        pytest.param((MINISTER, {}, {}), {}, ATTRIBUTED, id="a speaker and two documents' own words"),
        pytest.param(
            (MINISTER, MINISTER, {}),
            {"paper_night": {"publisher": "Ministry of Works"}},
            CONTRADICTED,
            id="a speaker and his own document",
        ),
        pytest.param(
            (MINISTER, {}, {}),
            {"beside": {"paper-total": [{"property": "total", "value": "99"}]}},
            CONTRADICTED,
            id="a document that says itself what it reports",
        ),
        pytest.param(
            (MINISTER, {}, {}),
            {"beside": {"paper-total": [{"property": "total", "value": "about 23"}]}},
            ATTRIBUTED,
            id="a document that says something else itself",
        ),
    ],
)
def test_attribution_judges_a_joint_set(sides, more, expected) -> None:
    assert joint(*sides, **more) == expected


def test_a_relation_that_a_document_states_does_not_bind_a_speaker() -> None:
    vocabulary = {key: VOCABULARY[key] for key in ("entities", "properties")}
    figures = [{"property": n, "value": v, **MINISTER} for n, v in (("total", "99"), ("day", "11"), ("night", "12"))]
    relation = {"relation": "thing.total = thing.day + thing.night"}
    for said, expected in (({}, ATTRIBUTED), (MINISTER, CONTRADICTED)):
        found = verdicts(judged(corpus(vocabulary, {"speech": figures, "law": [{**relation, **said}]})), JOINT)
        assert [(verdict, reasons) for _, verdict, reasons in found] == expected


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        pytest.param([], [("reconciled", ("attribution",))], id="it only reports"),
        pytest.param([{"value": "86"}], CONTRADICTED * 2, id="it says so itself"),
    ],
)
def test_a_document_stands_behind_what_it_says_itself(own, expected) -> None:
    documents = {"report": [{"value": "86", **MINISTER}, *own], "other": [{"value": "45"}]}
    found = verdicts(judged(corpus(VOCABULARY, documents)), "value-conflict")
    assert [(verdict, reasons) for _, verdict, reasons in found] == expected
