"""What a denial of a one-sided value leaves: no more than its words, the figure rounded as in the opposite bound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.literals.boxes import negation, normalise
from checker.literals.quantity import read_denied, read_quantity
from checker.model.box import Box
from checker.model.value import Bounds
from checker.model.vocabulary import Vocabulary
from checker.readers.load import load

PROPERTIES = {
    "staff": {"label": "staff", "datatype": "quantity", "kind": "constant"},
    "length": {"label": "length", "datatype": "quantity", "kind": "constant", "unit": "km"},
    "paid": {"label": "paid", "datatype": "quantity", "kind": "constant", "unit": "USD"},
    "signed": {"label": "date of signature", "datatype": "date", "kind": "event"},
    "rank": {"label": "rank", "datatype": "rank", "kind": "constant"},
}


def boxes_of(build, claims: list[dict]) -> tuple[tuple[Box, ...], Vocabulary]:
    corpus = load(build({"document": claims}, PROPERTIES))
    boxes, faults = normalise(corpus.claims, corpus.vocabulary)
    assert (corpus.faults, faults) == ((), ())
    return boxes, corpus.vocabulary


@pytest.mark.parametrize(
    ("property", "denied", "opposite"),
    [
        pytest.param("staff", "over 40,000", "at most 40,000", id="not over is at most"),
        pytest.param("staff", "at least 40,000", "under 40,000", id="not at least is under"),
        pytest.param("staff", "up to 40,000", "over 40,000", id="not up to is over"),
        pytest.param("staff", "under 40,000", "at least 40,000", id="not under is at least"),
        pytest.param("staff", "more than 84", "at most 84", id="an exact count stays exact"),
        pytest.param("staff", "over about 40,000", "at most about 40,000", id="an approximate figure stays one"),
        pytest.param("length", "over 4,000 m", "at most 4,000 m", id="in another unit than the property's"),
        pytest.param("paid", "over -$5 million", "at most -$5 million", id="below zero"),
    ],
)
def test_a_denied_bound_leaves_what_the_opposite_bound_allows(build, property, denied, opposite) -> None:
    claims = [{"property": property, "value": denied, "denies": True}, {"property": property, "value": opposite}]
    (one, other), vocabulary = boxes_of(build, claims)
    left, read = negation(one, vocabulary), other.value
    assert left is not None
    assert isinstance(read, Bounds)
    upward = read.possible.hi is None
    for reading in ("plausible", "possible"):
        mine, theirs = getattr(left, reading), getattr(read, reading)
        near = (mine.lo, mine.lo_open) if upward else (mine.hi, mine.hi_open)
        assert near == ((theirs.lo, theirs.lo_open) if upward else (theirs.hi, theirs.hi_open))
        assert (mine.hi if upward else mine.lo) is None


@pytest.mark.parametrize(
    ("property", "value"),
    [
        pytest.param("staff", "40,000", id="a bare figure"),
        pytest.param("staff", "about 40,000", id="an approximate figure"),
        pytest.param("staff", "40 to 50", id="a range"),
        pytest.param("staff", "over 40 but under 50", id="between two bounds"),
        pytest.param("signed", "1951", id="a year"),
        pytest.param("rank", "largest", id="a place in an order"),
    ],
)
def test_a_denial_with_two_sides_leaves_both(build, property: str, value: str) -> None:
    (box,), vocabulary = boxes_of(build, [{"property": property, "value": value, "denies": True}])
    assert negation(box, vocabulary) is None


@pytest.mark.parametrize(
    ("value", "left"),
    [
        pytest.param("before 1950", "from 1950", id="not before is from then on"),
        pytest.param("since 1950", "before 1950", id="not since is before"),
    ],
)
def test_a_denied_stretch_without_an_end_leaves_the_other_side(build, value: str, left: str) -> None:
    claims = [{"property": "signed", "value": value, "denies": True}, {"property": "signed", "value": left}]
    (one, other), vocabulary = boxes_of(build, claims)
    rest = negation(one, vocabulary)
    assert rest is not None
    assert isinstance(other.value, Bounds)
    assert rest.possible.overlaps(other.value.possible)
    assert isinstance(one.value, Bounds)
    assert not rest.possible.overlaps(one.value.possible)


@given(st.sampled_from(("over", "at least", "up to", "under")), st.integers(1, 10**6), st.booleans())
def test_a_denied_bound_and_the_bound_leave_nothing_out(hedge: str, figure: int, rounded: bool) -> None:
    """Whatever a figure is, it is what the bound allows or what its denial leaves: nobody is contradicted by both."""
    number = figure * 100 if rounded else figure
    said, left = read_quantity(f"{hedge} {number}"), read_denied(f"{hedge} {number}")
    assert left is not None
    for other in (0, number // 2, number - 1, number, number + 1, number * 7):
        assert other in said.bounds.possible or other in left.bounds.possible
