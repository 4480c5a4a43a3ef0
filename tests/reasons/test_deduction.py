"""A total without the part that its document singles out is the other's figure: with the arithmetic, or not at all."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model.finding import Finding
from checker.screening.blocks import ALL_PAIRS
from tests.laws.conftest import check
from tests.reasons.everywhere import corpus, judged

REASON = "deduction"


def vocabulary(**more: Any) -> dict[str, Any]:
    length = {"label": "length", "datatype": "quantity", "kind": "state", "unit": "km", "adds_over": "stretch", **more}
    entities = {
        "sea": {"label": "the Dead Sea", "part_of": "south"},
        "south": {"label": "the south"},
        "coast": {"label": "the coast"},
        "club": {"label": "Club"},
    }
    scopes = {"stretch": "stretch", "side": "side"}
    return {"properties": {"length": length}, "entities": entities, "scopes": scopes}


def said(value: str, stretch: str = "", **more: Any) -> dict[str, Any]:
    return {"value": value, "as_of": "2020", **({"scope": {"stretch": stretch}} if stretch else {}), **more}


TOTAL, SEA = said("327 km", quote="327 km, 20 km of them in the Dead Sea"), said("20 km", "sea")


def conflict(*claims: dict[str, Any], other: dict[str, Any], run=judged, **more: Any) -> Finding:
    """What comes of the first claim of a document and that of another."""
    result = run(corpus(vocabulary(**more), {"one": list(claims), "two": [other]}))
    (found,) = [one for one in result.findings if set(one.refs) == {"one#claim-1", "two#claim-1"}]
    return found


def status(finding: Finding) -> str:
    return next((one.status for one in finding.explanations if one.reason == REASON), "")


@pytest.mark.parametrize(
    ("claims", "other", "more", "verdict", "expected"),
    [
        pytest.param((TOTAL, SEA), said("307 km"), {}, "reconciled", "holds", id="327, 20 of them at sea, and 307"),
        pytest.param(
            (said("1,200 km"), said("200 km", "sea")), said("1,000 km"), {}, "reconciled", "holds", id="round figures"
        ),
        pytest.param((TOTAL, SEA), said("311 km"), {}, "contradiction", "ruled-out", id="the numbers do not fit"),
        pytest.param((TOTAL, SEA), said("308 km"), {}, "contradiction", "ruled-out", id="not by one either"),
        pytest.param((TOTAL, SEA), said("347 km"), {}, "contradiction", "", id="a part is not added"),
        pytest.param((TOTAL,), said("307 km"), {}, "contradiction", "", id="no part is told"),
        pytest.param((TOTAL, said("about 20 km", "sea")), said("307 km"), {}, "contradiction", "", id="a hedged part"),
        pytest.param(
            (said("about 527 km"), SEA), said("307 km"), {}, "contradiction", "",
            id="a hedged total",
        ),
        pytest.param((TOTAL, SEA), said("about 250 km"), {}, "contradiction", "", id="a hedged figure of the other"),
        pytest.param(
            (TOTAL, SEA, said("15 km", "coast")), said("307 km"), {}, "contradiction", "unknown",
            id="one of several parts fits by chance",
        ),
        pytest.param(
            (TOTAL, said("20 km", scope={"side": "sea"})), said("307 km"), {}, "contradiction", "unknown",
            id="nobody says that sides add up",
        ),
        pytest.param(
            (said("327 km", "south"), SEA), said("307 km", "south"), {}, "reconciled", "holds", id="a part of a part"
        ),
        pytest.param(
            (said("327 km", "coast"), SEA), said("307 km", "coast"), {}, "contradiction", "", id="no part of that part"
        ),
        pytest.param(
            (TOTAL, {**SEA, "as_of": "2010"}), said("307 km"), {}, "contradiction", "", id="a part of another year"
        ),
        pytest.param(
            (TOTAL, {**SEA, "definition": "at low tide"}), said("307 km"), {}, "contradiction", "",
            id="counted by another definition",
        ),
        pytest.param((TOTAL, {**SEA, "said_by": "club"}), said("307 km"), {}, "contradiction", "", id="only reported"),
        pytest.param((TOTAL, {**SEA, "rank": "deprecated"}), said("307 km"), {}, "contradiction", "", id="withdrawn"),
    ],
)  # fmt: skip
def test_a_part_explains_what_it_is_less_by(claims, other, more, verdict, expected) -> None:
    found = conflict(*claims, other=other, **more)
    assert (found.verdict, status(found)) == (verdict, expected)
    assert (REASON in found.reasons) == (expected == "holds")


def test_the_part_of_another_document_explains_nothing() -> None:
    result = judged(corpus(vocabulary(), {"one": [TOTAL], "two": [said("307 km")], "three": [SEA]}))
    (found,) = [one for one in result.findings if set(one.refs) == {"one#claim-1", "two#claim-1"}]
    assert (found.verdict, status(found)) == ("contradiction", "")


def test_the_arithmetic_is_written_out() -> None:
    found = conflict(TOTAL, SEA, other=said("307 km"))
    (held,) = [one for one in found.explanations if one.reason == REASON]
    assert held.text == "one#claim-1 counts 20 km for the Dead Sea (one#claim-2): 327 km − 20 km = 307 km"
    assert held.reopen == "two#claim-1 counted the Dead Sea, too"
    unfit = conflict(TOTAL, SEA, other=said("300 km"))
    (ruled,) = [one for one in unfit.explanations if one.reason == REASON]
    assert ruled.text == (
        "one#claim-1 counts 20 km for the Dead Sea (one#claim-2): 327 km − 20 km = 307 km, not 300 km"
    )


def test_of_a_very_large_block_it_is_not_asked() -> None:
    others = [said(f"1 to {9_000 + number} km") for number in range(ALL_PAIRS)]
    documents = {"one": [TOTAL, SEA], "two": [said("307 km")], "others": others}
    found = [one for one in judged(corpus(vocabulary(), documents)).findings if one.verdict == "contradiction"]
    assert [one.refs for one in found] == [("one#claim-1", "two#claim-1")]


@pytest.mark.parametrize(
    ("quote", "total", "part", "rest"),
    [
        ("327 km, 20 km of them in the Dead Sea", "327 km", "20 km", "307 km"),
        ("1,200 km (of which 200 in the Dead Sea)", "1,200 km", "200", "1,000 km"),
        ("327 km including 20 km in the Dead Sea", "327 km", "20 km", "307 km"),
        ("327 km (20 km are within the Dead Sea)", "327 km", "20 km", "307 km"),
    ],
)
def test_one_quote_says_the_total_and_the_part(quote: str, total: str, part: str, rest: str) -> None:
    """So both claims may quote the sentence, in files and in tables."""
    own = [said(total, quote=quote), said(part, "sea", quote=quote)]
    result = judged(corpus(vocabulary(), {"one": own, "two": [said(rest)]}))
    found = [one for one in result.findings if one.verdict != "agreement"]
    assert sorted((one.rule, one.verdict, one.reasons) for one in found) == [
        ("value-conflict", "reconciled", ("deduction",)),
        ("value-conflict", "reconciled", ("scope",)),
        ("value-conflict", "reconciled", ("scope",)),
    ]


AMOUNTS = st.integers(1, 60)


@settings(max_examples=60, deadline=None)
@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_it_holds_just_where_the_numbers_fit_whichever_document_comes_first(rest: int, part: int, other: int) -> None:
    total, figure = said(f"{100 + rest + part} km"), said(f"{100 + other} km")
    documents = {"one": [total, said(f"{part} km", "sea")], "two": [figure]}
    for order in (documents, dict(reversed(documents.items()))):
        result = check(corpus(vocabulary(exact=True), order))
        found = [one for one in result.findings if set(one.refs) == {"one#claim-1", "two#claim-1"}]
        assert [status(one) == "holds" for one in found if one.rule == "value-conflict"] == (
            [] if rest + part == other else [rest == other]
        )
