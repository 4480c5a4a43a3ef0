"""Time explains a conflict where two claims of it surely speak of different times; what nobody states stays unknown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from checker.literals.boxes import normalise
from checker.model.finding import Conflict
from checker.readers.load import load
from checker.reasons.reconciler import Context
from checker.reasons.reconcilers import time
from checker.request import Request
from checker.run import examine

NOW = "2026-11-22"
STATE = {"staff": {"label": "staff", "datatype": "quantity", "kind": "state"}}
STANDING = {"limit": {"label": "limit", "datatype": "quantity", "kind": "standing"}}


@pytest.mark.parametrize(
    ("times", "status"),
    [
        pytest.param(("2001", "2005", "2009"), "holds", id="three times"),
        pytest.param(("2001", "2009", "2009"), "holds", id="two of one time, one surely of another"),
        pytest.param(("2001", "2009", "2009-05"), "holds", id="two perhaps of one moment, one surely of another"),
        pytest.param(("2009", "2009", "2009-05"), "unknown", id="one perhaps of the moment of the others"),
        pytest.param(("2009", "2009", "2009"), "ruled-out", id="one time"),
    ],
)
def test_time_explains_what_two_claims_of_it_do_not_share(build, times: tuple[str, ...], status: str) -> None:
    claims = [{"value": f"{number}23", "as_of": stated} for number, stated in enumerate(times, start=1)]
    corpus = load(build({"document": claims}, STATE))
    boxes, _ = normalise(corpus.claims, corpus.vocabulary)
    conflict = Conflict("any-rule", boxes, "possible", "they part", "")
    assert time.explain(conflict, Context(corpus.vocabulary)).status == status


def settling(text: str) -> dict[str, Any]:
    return {"staff": {**STATE["staff"], "settles": text}}


MAY, JUNE = {"published": "2020-05-01"}, {"published": "2020-06-01"}


@pytest.mark.parametrize(
    ("properties", "first", "second", "verdict", "words"),
    [
        pytest.param(
            STATE, MAY, JUNE, "tension", "(2020-05-01, 2020-06-01) lie less than 1 year apart", id="a month apart"
        ),
        pytest.param(STATE, MAY, MAY, "tension", "(2020-05-01, 2020-05-01) lie less than 1 year apart", id="one date"),
        pytest.param(
            STATE,
            {"published": "2018"},
            {"published": "2018-11-30"},
            "tension",
            "(2018, 2018-11-30) may lie less than 1 year apart",
            id="a year and a day in it",
        ),
        pytest.param(
            STATE, MAY, {"published": "2021-05-01"}, "reconciled", "their times do not overlap", id="a year apart"
        ),
        pytest.param(
            STATE, MAY, {"published": "2021-04-30"}, "tension", "less than 1 year", id="a day less than a year"
        ),
        pytest.param(
            STATE,
            {"published": "2018"},
            {"published": "2020"},
            "reconciled",
            "their times do not overlap",
            id="years with one between them",
        ),
        pytest.param(settling("1 month"), MAY, JUNE, "reconciled", "do not overlap", id="a month settles it"),
        pytest.param(
            settling("32 days"), MAY, JUNE, "tension", "less than 32 days apart", id="a day more than a month"
        ),
        pytest.param(settling("0 days"), MAY, MAY, "tension", "apart", id="one date, where no time settles it"),
        pytest.param(
            settling("2 years"), MAY, {"published": "2022-04-30"}, "tension", "2 years", id="less than two years"
        ),
        pytest.param(
            STATE,
            {**MAY, "as_of": "2020-05-01"},
            {**JUNE, "as_of": "2020-05-01"},
            "contradiction",
            "both speak of 2020-05-01",
            id="one stated day",
        ),
        pytest.param(
            STATE,
            {**MAY, "as_of": "2020-04-30"},
            MAY,
            "reconciled",
            "their times do not overlap",
            id="a stated day, and the date of a document",
        ),
        pytest.param(
            STANDING,
            MAY,
            {"published": "2024"},
            "tension",
            "document-1 is the older document and likely out of date",
            id="a limit in two documents, years apart",
        ),
        pytest.param(
            STANDING,
            {"published": "2024"},
            MAY,
            "tension",
            "document-2 is the older document and likely out of date",
            id="a limit in two documents, the other way round",
        ),
        pytest.param(
            STANDING, MAY, MAY, "tension", "which of the two documents is out of date", id="a limit on one date"
        ),
        pytest.param(
            STANDING,
            {**MAY, "as_of": "2010"},
            {"published": "2024"},
            "reconciled",
            "their times do not overlap",
            id="a limit as of a year, and what holds now",
        ),
        pytest.param(
            STANDING,
            {"published": "2015", "during": "2010/.."},
            {"published": "2024", "during": "2020/.."},
            "reconciled",
            "it held until it was replaced",
            id="a limit from a year on, and from a later one",
        ),
        pytest.param(
            STANDING,
            {"published": "2022", "during": "2010/.."},
            {"published": "2024", "during": "2020/.."},
            "contradiction",
            "both speak of",
            id="a limit that still holds when another one does",
        ),
        pytest.param(
            STANDING,
            {"published": "2015", "during": "2010/.."},
            {"published": "2024", "during": "2010/.."},
            "contradiction",
            "both speak of",
            id="two limits from one year on",
        ),
        pytest.param(
            STATE,
            {**MAY, "during": "2019/2020"},
            {**JUNE, "during": "2020/2021"},
            "tension",
            "whether of one moment",
            id="handed over in a year",
        ),
        pytest.param(
            STATE,
            {**MAY, "during": "2019"},
            {**JUNE, "during": "2019/2020"},
            "tension",
            "whether of one moment",
            id="all of a year, and from some day of it on",
        ),
        pytest.param(
            STATE,
            {**MAY, "during": "2018/2020"},
            {**JUNE, "during": "2019"},
            "contradiction",
            "both speak of",
            id="a year within a stretch",
        ),
        pytest.param(
            STATE,
            {**MAY, "during": "2018/2020"},
            {**JUNE, "as_of": "2020"},
            "tension",
            "whether of one moment",
            id="a moment of the year in which a stretch ends",
        ),
        pytest.param(
            STATE,
            {**MAY, "during": "2019-12-31/2020-05-05"},
            {**JUNE, "during": "2020-05-05/2021"},
            "tension",
            "whether of one moment",
            id="handed over on a day",
        ),
        pytest.param(
            STATE,
            {**MAY, "during": "2019-12-31/2020-05-06"},
            {**JUNE, "during": "2020-05-05/2021"},
            "contradiction",
            "both speak of",
            id="a night in common",
        ),
        pytest.param(
            STATE,
            {**MAY, "during": "2019/"},
            {**JUNE, "during": "2020"},
            "tension",
            "whether of one",
            id="an unknown end",
        ),
        pytest.param(
            STATE,
            {**MAY, "during": "2019/.."},
            {**JUNE, "during": "2020"},
            "contradiction",
            "both speak",
            id="an open end",
        ),
    ],
)
def test_two_documents(
    build,
    properties: dict[str, Any],
    first: Mapping[str, str],
    second: Mapping[str, str],
    verdict: str,
    words: str,
) -> None:
    claims = {"document-1": [{"value": "123", **first}], "document-2": [{"value": "234", **second}]}
    (finding,) = examine(Request(build(claims, properties), NOW)).findings
    assert (finding.verdict, finding.reasons) == (verdict, ("time",) if verdict == "reconciled" else ())
    (said,) = [explanation.text for explanation in finding.explanations if explanation.reason == "time"]
    assert words in said


@pytest.mark.parametrize("properties", [STATE, STANDING], ids=["a state", "a standing"])
def test_one_document_without_a_time_speaks_of_one_moment(build, properties: dict[str, Any]) -> None:
    (finding,) = examine(Request(build({"document": [{"value": "123"}, {"value": "234"}]}, properties), NOW)).findings
    assert (finding.verdict, finding.reasons) == ("contradiction", ())


ADDING = {**STATE["staff"], "adds_over": "place"}
PLACES = {"north": {"label": "North", "part_of": "land"}, "land": {"label": "Land"}}
PART, WHOLE = ({"value": number, "scope": {"place": name}} for number, name in (("234", "north"), ("123", "land")))


@pytest.mark.parametrize(
    ("kind", "first", "second", "verdict"),
    [
        pytest.param("state", {"as_of": "2020"}, {"as_of": "2020"}, "contradiction", id="one stated year"),
        pytest.param("state", {"as_of": "2020"}, {"as_of": "2021"}, None, id="two stated years"),
        pytest.param("state", MAY, MAY, "tension", id="two documents of one date"),
        pytest.param("state", MAY, JUNE, "tension", id="two documents a month apart"),
        pytest.param("state", MAY, {"published": "2021-05-01"}, None, id="two documents a year apart"),
        pytest.param("standing", MAY, {"published": "2024"}, "tension", id="what stands, in two documents"),
        pytest.param(
            "state", {"during": "2019/2020"}, {"during": "2020/2021"}, "tension", id="handed over within a year"
        ),
        pytest.param(
            "constant",
            {"definition": "with trainees"},
            {},
            "tension",
            id="one of them states what it counts",
        ),
    ],
)
def test_sets_that_relations_tie_are_judged_alike(
    build, kind: str, first: Mapping[str, str], second: Mapping[str, str], verdict: str | None
) -> None:
    """A part is larger than its whole, in two documents."""
    claims = {"document-1": [{**PART, **first}], "document-2": [{**WHOLE, **second}]}
    properties = {"staff": {**ADDING, "kind": kind}}
    result = examine(Request(build(claims, properties, PLACES), NOW))
    verdicts = [finding.verdict for finding in result.findings if finding.rule == "joint-conflict"]
    assert verdicts == ([verdict] if verdict else [])
