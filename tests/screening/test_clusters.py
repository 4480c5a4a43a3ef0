"""Clusters are what opposition ties together, also where each box's worst opponent lies within a part."""

from __future__ import annotations

import numpy as np
import pytest

from checker.screening.columns import box_columns
from checker.screening.kernel import screen
from tests.boxes import clusters

INF = float("inf")


@pytest.mark.parametrize("seed", range(4))
def test_clusters_are_those_of_all_pairs(seed: int, corpora, slow) -> None:
    boxes = corpora(100 + seed, keys=400, largest=40)
    expected = slow(boxes)
    found = clusters(boxes)
    by_claim = dict(zip(boxes.claim.tolist(), found.tolist(), strict=True))
    conflicting = dict(zip(expected["claim"].to_pylist(), expected["cluster"].to_pylist(), strict=True))
    assert by_claim == {claim: conflicting.get(claim, -1) for claim in by_claim}


@pytest.mark.parametrize(
    ("values", "days", "expected"),
    [
        # 1 and 2 part on day 0, 3 and 4 on day 1; 5 holds on both days and lies less far from each
        pytest.param([0, 9, 0, 9, 4], [(0, 0), (0, 0), (1, 1), (1, 1), (0, 1)], [1, 1, 1, 1, 1], id="tied by a third"),
        pytest.param([0, 9, 0, 9], [(0, 0), (0, 0), (1, 1), (1, 1)], [1, 1, 3, 3], id="not tied"),
        pytest.param([0, 9, 0, 9, 0], [(0, 0), (0, 0), (1, 1), (1, 1), (5, 6)], [1, 1, 3, 3, -1], id="one without"),
        pytest.param([4, 4, 4], [(0, 9)] * 3, [-1, -1, -1], id="none"),
    ],
)
def test_the_smallest_claim_names_the_cluster(
    values: list[float], days: list[tuple[float, float]], expected: list[int]
) -> None:
    start, end = np.array(days, dtype=float).T
    boxes = box_columns(range(1, len(values) + 1), [0] * len(values), lo=values, hi=values, t0=start, t1=end, rate=INF)
    assert clusters(boxes).tolist() == expected


def test_worst_opponents_alone_would_give_too_many_clusters(corpora) -> None:
    """The rounds are needed: the links to the worst opponents fall into more parts than there are clusters."""
    boxes = corpora(3, keys=2000, largest=40)
    found = screen(boxes)
    label = np.arange(len(boxes))
    conflicting = np.flatnonzero(found.conflicting)
    while (label[conflicting] != label[found.worst[conflicting]]).any():
        least = np.minimum(label[conflicting], label[found.worst[conflicting]])
        np.minimum.at(label, conflicting, least)
        np.minimum.at(label, found.worst[conflicting], least)
    parts = len(np.unique(label[conflicting]))
    assert parts > len(np.unique(clusters(boxes)[conflicting]))
