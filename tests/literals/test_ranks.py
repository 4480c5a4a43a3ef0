"""Ranks of one subject: held apart by the end of their order, and by the order in which they are places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checker.request import Request
from checker.run import examine

RANK = {"place": {"label": "place", "datatype": "rank", "kind": "constant"}}
ENDS = "they count from opposite ends of an order"
ORDERS = "are places in two orders; use two properties"
CASES = [
    ("the largest and the smallest", "largest", "smallest", "contradiction", ENDS),
    ("the first and the last", "first", "last", "contradiction", ENDS),
    ("the oldest and the youngest", "oldest", "youngest", "contradiction", ENDS),
    ("the best and the worst", "best", "worst", "contradiction", ENDS),
    ("the most and the least of something", "most populous", "least populous", "contradiction", ENDS),
    ("the tallest and the shortest", "tallest", "shortest", "contradiction", ENDS),
    ("the longest and the shortest", "longest", "shortest", "contradiction", ENDS),
    ("the busiest and the quietest", "busiest", "quietest", "contradiction", ENDS),
    ("the hardest and the easiest", "hardest", "easiest", "contradiction", ENDS),
    ("the northernmost and the southernmost", "northernmost", "southernmost", "contradiction", ENDS),
    ("the tallest and the longest", "tallest", "longest", "tension", f"`tallest` and `longest` {ORDERS}"),
    ("the tallest and the second-shortest", "tallest", "second-shortest", "tension", ENDS),
    ("one of the best two, and the third", "best two", "3rd", "contradiction", "1 apart"),
    ("one of the largest three, and the fifth", "largest three", "5th", "contradiction", "2 apart"),
    ("one of the worst five, and the last", "worst five", "last", None, ""),
    ("one of the top dozen, and the twelfth", "top dozen", "12th", None, ""),
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
    ("the oldest and the earliest", "oldest", "earliest", None, ""),
    ("one order that no table has", "busiest", "1st busiest", None, ""),
    ("a word that fits any order", "busiest", "top", None, ""),
    ("first places in two orders", "largest", "oldest", "tension", f"`largest` and `oldest` {ORDERS}"),
    ("opposite ends of two orders", "largest", "youngest", "tension", f"`largest` and `youngest` {ORDERS}"),
    ("different places in two orders", "largest", "second-oldest", "tension", f"`largest` and `oldest` {ORDERS}"),
    ("groups of places in two orders", "among the largest", "one of the longest", "tension", ORDERS),
    ("an order that no table has", "busiest", "largest", "tension", f"`busiest` and `largest` {ORDERS}"),
    ("two orders that no table has", "most visited", "most fortified", "tension", ORDERS),
    ("the ends of an order that no table has", "most visited", "least visited", "contradiction", ENDS),
]


@pytest.mark.parametrize("one, other, verdict, why", [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_two_ranks(one: str, other: str, verdict: str | None, why: str, build: Callable[..., Path]) -> None:
    root = build({"a": [{"value": one}], "b": [{"value": other}]}, RANK)
    result = examine(Request(root, "2026-11-22"))
    assert not result.faults
    found = [(finding.verdict, finding.why) for finding in result.findings if finding.rule == "value-conflict"]
    assert [one for one, _ in found] == ([verdict] if verdict else [])
    assert all(why in words for _, words in found)


ONE_TIME = {"place": {"label": "place", "datatype": "rank", "kind": "state"}}


@pytest.mark.parametrize(
    "said, pairs, agreeing",
    [
        pytest.param(("largest", "oldest"), ["a b"], [], id="two orders"),
        pytest.param(("largest", "1st", "oldest"), ["a c"], ["a b", "b c"], id="a number fits either order"),
        pytest.param(("largest", "biggest", "oldest"), ["a c", "b c"], ["a b"], id="one order agrees with itself"),
        pytest.param(("largest", "oldest", "longest"), ["a b", "a c", "b c"], [], id="three orders"),
    ],
)
@pytest.mark.parametrize("kind", [RANK, ONE_TIME], ids=["constant", "state"])
def test_places_in_two_orders_are_a_tension_and_never_agree(
    said: tuple[str, ...], pairs: list[str], agreeing: list[str], kind: dict[str, Any], build: Callable[..., Path]
) -> None:
    claims = {name: [{"value": value, "as_of": "2020"}] for name, value in zip("abc", said, strict=False)}
    result = examine(Request(build(claims, kind), "2026-11-22"))
    assert not result.faults
    found: dict[str, list[str]] = {"tension": [], "agreement": []}
    for finding in result.findings:
        found[finding.verdict].append(" ".join(claim.document.id for claim in finding.claims))
    assert {verdict: sorted(names) for verdict, names in found.items()} == {"tension": pairs, "agreement": agreeing}


def test_a_denied_place_in_one_order_tells_nothing_of_another(build: Callable[..., Path]) -> None:
    claims = {"a": [{"value": "largest"}], "b": [{"value": "oldest", "denies": True}]}
    result = examine(Request(build(claims, RANK), "2026-11-22"))
    assert not result.faults
    assert not result.findings


OUTPUT = {
    "output": {"label": "output", "datatype": "quantity", "kind": "constant", "unit": "MW"},
    "place": {"label": "place by output", "datatype": "rank", "kind": "constant", "ranks": "output"},
}
MILLS = {name: {"label": name.title(), "type": "mill"} for name in ("alpha", "beta", "gamma")}


@pytest.mark.parametrize(
    "place, others, open_findings",
    [
        pytest.param("largest", ("55.5",), 1, id="the largest is surpassed"),
        pytest.param("largest", ("30.5",), 0, id="the largest surpasses"),
        pytest.param("smallest", ("55.5",), 0, id="the smallest is surpassed"),
        pytest.param("smallest", ("30.5",), 1, id="the smallest surpasses"),
        pytest.param("last", ("30.5",), 1, id="the last surpasses"),
        pytest.param("lowest", ("30.5", "55.5"), 1, id="the lowest surpasses one of two"),
        pytest.param("second-smallest", ("30.5", "55.5"), 0, id="the second-smallest surpasses one"),
        pytest.param("second-smallest", ("30.5", "20.5"), 1, id="the second-smallest surpasses two"),
        pytest.param("second-largest", ("30.5", "20.5"), 0, id="the second-largest surpasses two"),
        pytest.param("among the smallest", ("30.5", "20.5"), 0, id="among the smallest, of which there may be ten"),
        pytest.param("the two smallest", ("30.5", "20.5"), 1, id="one of the two smallest surpasses two"),
    ],
)
def test_the_smallest_may_be_surpassed_and_surpasses_none(
    place: str, others: tuple[str, ...], open_findings: int, build: Callable[..., Path]
) -> None:
    claims = [
        {"subject": "alpha", "property": "place", "value": place},
        {"subject": "alpha", "property": "output", "value": "41.5 MW"},
        *(
            {"subject": name, "property": "output", "value": f"{figure} MW"}
            for name, figure in zip(("beta", "gamma"), others, strict=False)
        ),
    ]
    result = examine(Request(build({"a": claims}, OUTPUT, MILLS), "2026-11-22"))
    assert not result.faults
    found = [finding for finding in result.findings if finding.verdict in ("contradiction", "tension")]
    assert len(found) == open_findings
    holding = [finding.message for finding in result.findings if finding.rule == "relation-holds"]
    assert {" from the end" in message for message in holding} <= {not place.endswith("largest")}


def test_a_rank_that_no_claim_reaches_is_not_told_to_hold(build: Callable[..., Path]) -> None:
    claims = [
        {"subject": "alpha", "property": "place", "value": "5th"},
        {"subject": "alpha", "property": "output", "value": "41.5 MW"},
        {"subject": "beta", "property": "output", "value": "30.5 MW"},
    ]
    assert not examine(Request(build({"a": claims}, OUTPUT, MILLS), "2026-11-22")).findings
