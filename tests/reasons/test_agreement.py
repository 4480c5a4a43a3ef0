"""Agreements: who holds together, and how a crowd is told."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.interval import Interval
from checker.model.policy import Policy
from checker.reasons import agreement
from checker.request import Request
from checker.run import examine

NOW = "2026-11-22"
SITES = {"sites": {"label": "sites", "datatype": "quantity", "kind": "constant"}}


def test_a_crowd_that_says_the_same_is_one_agreement_told_in_short(build):
    documents = {f"document-{number:04d}": [{"value": "85"}] for number in range(400)}
    result = examine(Request(build(documents, SITES), NOW, policy=Policy(select=("agreement",))))
    (finding,) = result.of("agreement")
    assert len(finding.claims) == 400
    assert "and 388 more hold together" in finding.message


def test_overlapping_ranges_make_each_largest_group(build):
    documents = {"one": [{"value": "40 to 47"}], "two": [{"value": "45 to 52"}], "three": [{"value": "51 to 58"}]}
    result = examine(Request(build(documents, SITES), NOW, policy=Policy(select=("agreement",))))
    assert {frozenset(f.refs) for f in result.of("agreement")} == {
        frozenset({"one#claim-1", "two#claim-1"}),
        frozenset({"two#claim-1", "three#claim-1"}),
    }


def test_different_times_are_no_agreement(build):
    staff = {"staff": {"label": "staff", "datatype": "quantity", "kind": "state"}}
    documents = {"one": [{"value": "85", "as_of": "2001"}], "two": [{"value": "85", "as_of": "2009"}]}
    assert not examine(Request(build(documents, staff), NOW)).of("agreement")


def test_a_claim_without_a_definition_brings_no_two_definitions_together(build):
    documents = {
        "one": [{"value": "85"}],
        "two": [{"value": "85", "definition": "leased sites left out"}],
        "three": [{"value": "85", "definition": "with leased sites"}],
    }
    result = examine(Request(build(documents, SITES), NOW, policy=Policy(select=("agreement",))))
    assert {frozenset(f.refs) for f in result.of("agreement")} == {
        frozenset({"one#claim-1", "two#claim-1"}),
        frozenset({"one#claim-1", "three#claim-1"}),
    }


@pytest.mark.parametrize(
    ("publishers", "backing"),
    [
        pytest.param(("Ministry", "Ministry"), "one source, told more than once", id="one publisher"),
        pytest.param(("Ministry", "Institute"), "2 independent sources", id="two publishers"),
    ],
)
def test_papers_that_draw_on_documents_count_once_for_each_publisher_of_these(
    build, publishers: tuple[str, str], backing: str
) -> None:
    reports = {
        f"report-{number}": [{"value": "12", "subject": "other", "publisher": publisher}]
        for number, publisher in enumerate(publishers)
    }
    papers = {f"paper-{number}": [{"value": "85", "draws_on": name}] for number, name in enumerate(reports)}
    root = build({**reports, **papers}, SITES, {"other": {"label": "the other"}})
    (why,) = (
        f.why for f in examine(Request(root, NOW)).of("agreement") if f.refs == ("paper-0#claim-1", "paper-1#claim-1")
    )
    assert why.startswith(f"{backing}: ")


ends = st.none() | st.integers(0, 6)


@st.composite
def intervals(draw) -> Interval:
    lo, hi = draw(ends), draw(ends)
    if lo is not None and hi is not None:
        lo, hi = sorted((lo, hi))
    open_ends = (False, False) if lo == hi and lo is not None else (draw(st.booleans()), draw(st.booleans()))
    return Interval(lo, hi, lo is not None and open_ends[0], hi is not None and open_ends[1])


@given(st.lists(st.tuples(intervals(), intervals()), max_size=7))
def test_the_sets_found_are_the_largest_whose_members_pairwise_share_a_value_and_a_time(boxes):
    def together(chosen) -> bool:
        pairs = combinations(chosen, 2)
        return all(a.overlaps(b) for one, other in pairs for a, b in zip(boxes[one], boxes[other], strict=True))

    places = range(len(boxes))
    fit = [frozenset(c) for size in range(1, len(boxes) + 1) for c in combinations(places, size) if together(c)]
    expected = {one for one in fit if not any(one < other for other in fit)}
    found = [
        frozenset(members)
        for at_once in agreement._overlapping(places, lambda place: boxes[place][1])
        for members in agreement._overlapping(at_once, lambda place: boxes[place][0])
    ]
    assert set(agreement._largest(dict.fromkeys(found))) == expected
