"""Agreements: who holds together, and how a crowd is told."""

from __future__ import annotations

from checker import pipeline

NOW = "2026-11-22"
SITES = {"sites": {"label": "sites", "datatype": "quantity", "kind": "constant"}}


def test_a_crowd_that_says_the_same_is_one_agreement_told_in_short(build):
    documents = {f"document-{number:04d}": [{"value": "85"}] for number in range(400)}
    result = pipeline.check(build(documents, SITES), NOW, select=["agreement"])
    (finding,) = result.of("agreement")
    assert len(finding.claims) == 400
    assert "and 388 more hold together" in finding.message


def test_overlapping_ranges_make_each_largest_group(build):
    documents = {"one": [{"value": "40 to 47"}], "two": [{"value": "45 to 52"}], "three": [{"value": "51 to 58"}]}
    result = pipeline.check(build(documents, SITES), NOW, select=["agreement"])
    assert {frozenset(f.refs) for f in result.of("agreement")} == {
        frozenset({"one#claim-1", "two#claim-1"}),
        frozenset({"two#claim-1", "three#claim-1"}),
    }


def test_different_times_are_no_agreement(build):
    staff = {"staff": {"label": "staff", "datatype": "quantity", "kind": "state"}}
    documents = {"one": [{"value": "85", "as_of": "2001"}], "two": [{"value": "85", "as_of": "2009"}]}
    assert not pipeline.check(build(documents, staff), NOW).of("agreement")
