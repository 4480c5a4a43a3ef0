"""Ranks of one subject: held apart by the end of their order, and refused where they are of another order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from checker.request import Request
from checker.run import examine

RANK = {"place": {"label": "place", "datatype": "rank", "kind": "constant"}}
ENDS = "they count from opposite ends of an order"
CASES = [
    ("the largest and the smallest", "largest", "smallest", "contradiction", ENDS),
    ("the first and the last", "first", "last", "contradiction", ENDS),
    ("the oldest and the youngest", "oldest", "youngest", "contradiction", ENDS),
    ("the best and the worst", "best", "worst", "contradiction", ENDS),
    ("the most and the least of something", "most populous", "least populous", "contradiction", ENDS),
    ("the top and the bottom", "top", "bottom", "contradiction", ENDS),
    ("the highest and the lowest", "highest", "lowest", "contradiction", ENDS),
    ("the second-largest, which of two is the smallest", "second-largest", "smallest", "tension", ENDS),
    ("the twelfth, which of twelve is the last", "12th", "last", "tension", ENDS),
    ("a number, which may count from the poorest", "1st", "poorest", "tension", ENDS),
    ("two places from one end", "smallest", "second-smallest", "contradiction", "1 apart"),
    ("two places of one order", "largest", "second-largest", "contradiction", "1 apart"),
    ("one place", "second-largest", "second-largest", None, ""),
    ("one place from the end", "second-smallest", "2nd smallest", None, ""),
    ("one place in other words", "largest", "first", None, ""),
    ("the largest and the most populous", "largest", "most populous", None, ""),
]


@pytest.mark.parametrize("one, other, verdict, why", [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_two_ranks(one: str, other: str, verdict: str | None, why: str, build: Callable[..., Path]) -> None:
    root = build({"a": [{"value": one}], "b": [{"value": other}]}, RANK)
    result = examine(Request(root, "2026-11-22"))
    assert not result.faults
    found = [(finding.verdict, finding.why) for finding in result.findings if finding.rule == "value-conflict"]
    assert [one for one, _ in found] == ([verdict] if verdict else [])
    assert all(why in words for _, words in found)


@pytest.mark.parametrize("other", ["oldest", "youngest", "second-oldest", "longest"])
def test_places_in_two_orders_are_a_fault(other: str, build: Callable[..., Path]) -> None:
    root = build({"a": [{"value": "largest"}], "b": [{"value": "first"}], "c": [{"value": other}]}, RANK)
    (fault,) = examine(Request(root, "2026-11-22")).faults
    order = other.removeprefix("second-")
    assert (fault.mark.file, fault.field) == ("claims/c.yaml", "claim-1.value")
    assert fault.message == (
        f"`{order}` is a place in another order than `largest` in a#claim-1, and a property has one; "
        "claim it for a property of its own"
    )


OUTPUT = {
    "output": {"label": "output", "datatype": "quantity", "kind": "constant", "unit": "MW"},
    "place": {"label": "place by output", "datatype": "rank", "kind": "constant", "ranks": "output"},
}
MILLS = {name: {"label": name.title(), "type": "mill"} for name in ("alpha", "beta")}


@pytest.mark.parametrize("place, open_findings", [("largest", 1), ("smallest", 0)])
def test_the_smallest_may_be_surpassed(place: str, open_findings: int, build: Callable[..., Path]) -> None:
    claims = [
        {"subject": "alpha", "property": "place", "value": place},
        {"subject": "alpha", "property": "output", "value": "41.5 MW"},
        {"subject": "beta", "property": "output", "value": "55.5 MW"},
    ]
    result = examine(Request(build({"a": claims}, OUTPUT, MILLS), "2026-11-22"))
    assert not result.faults
    found = [finding for finding in result.findings if finding.verdict in ("contradiction", "tension")]
    assert len(found) == open_findings
