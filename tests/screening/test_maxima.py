"""The best of ranges is what looking at each range finds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.screening.maxima import NONE, best_covering, best_within


@st.composite
def ranges(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Ranks in some order, as many ranges (some empty), and a label for each rank with one more for nothing."""
    size = draw(st.integers(1, 40))
    ranks = np.array(draw(st.permutations(range(size))))
    ends = draw(st.lists(st.tuples(st.integers(0, size), st.integers(0, size)), min_size=size, max_size=size))
    start, stop = np.array(ends).T
    labels = np.array([*draw(st.lists(st.integers(0, 3), min_size=size, max_size=size)), NONE])
    return ranks, start, stop, labels


def two_best(ranks: list[int], labels: np.ndarray) -> list[int]:
    first = max(ranks, default=NONE)
    return [first, max((rank for rank in ranks if labels[rank] != labels[first]), default=NONE)]


@given(ranges())
def test_the_best_within(case: tuple[np.ndarray, ...]) -> None:
    ranks, start, stop, labels = case
    inside = [ranks[a:b].tolist() for a, b in zip(start, stop, strict=True)]
    assert best_within(ranks, start, stop)[0].tolist() == [max(found, default=NONE) for found in inside]
    assert best_within(ranks, start, stop, labels).T.tolist() == [two_best(found, labels) for found in inside]
    values = ranks * 0.5 - 3
    expected = [max((rank * 0.5 - 3 for rank in found), default=-np.inf) for found in inside]
    assert best_within(values, start, stop)[0].tolist() == expected


@given(ranges())
def test_the_best_that_covers(case: tuple[np.ndarray, ...]) -> None:
    ranks, start, stop, labels = case
    places = range(len(ranks))
    over = [[int(ranks[i]) for i in places if start[i] <= place < stop[i]] for place in places]
    assert best_covering(ranks, start, stop)[0].tolist() == [max(found, default=NONE) for found in over]
    assert best_covering(ranks, start, stop, labels).T.tolist() == [two_best(found, labels) for found in over]


@pytest.mark.parametrize("search", [best_within, best_covering])
def test_nothing_in_nothing(search) -> None:
    nothing = np.zeros(0, dtype=np.int64)
    assert search(nothing, nothing, nothing).shape == (1, 0)
