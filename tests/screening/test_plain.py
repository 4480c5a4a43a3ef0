"""Without numpy a look at every pair names the opponents that the kernel names."""

from __future__ import annotations

import math

import numpy as np
import pytest

from checker.model.groups import grouped
from checker.screening.columns import box_columns
from checker.screening.kernel import screen
from checker.screening.plain import MOST_LOOKS, FloatBox, TooVaried, worst_opponents
from tests.screening.conftest import corpora

__all__ = ["corpora"]


@pytest.mark.parametrize("labels", [pytest.param(0, id="no labels"), pytest.param(3, id="three labels")])
@pytest.mark.parametrize(
    "rate",
    [
        pytest.param(0.0, id="time plays no part"),
        pytest.param(0.25, id="values may change a little a day"),
        pytest.param(4.0, id="values may change much a day"),
        pytest.param(math.inf, id="only shared days count"),
    ],
)
@pytest.mark.parametrize("seed", range(3))
def test_the_same_opponents_as_the_kernel(corpora, seed, rate, labels):
    boxes = corpora(seed, keys=300)
    names = ("key", "lo", "hi", "t0", "t1")
    rows = [FloatBox(int(key), *ends) for key, *ends in zip(*(getattr(boxes, name) for name in names), strict=True)]
    label = np.random.default_rng(seed).integers(0, labels, len(rows)) if labels else None
    ends = {name: getattr(boxes, name) for name in names[1:]}
    columns = box_columns(range(len(rows)), boxes.key, **ends, rate=rate)

    worst = worst_opponents(rows, rate, None if label is None else label.tolist())

    assert worst == screen(columns, label).worst.tolist()
    assert sum(row >= 0 for row in worst) > len(rows) / 20


def test_differences_that_no_float_holds_are_told_apart():
    exact = [FloatBox(0, value, value, -math.inf, math.inf) for value in (1e16, 1.0, math.nextafter(1.0, 0))]
    assert worst_opponents(exact, math.inf) == [2, 0, 0]


def test_more_pairs_than_may_be_looked_at_are_refused_before_any_is():
    many = [FloatBox(0, 0.0, 0.0, 0.0, 0.0)] * (math.isqrt(MOST_LOOKS) + 1)
    with pytest.raises(TooVaried):
        worst_opponents(many, 0.0)
    assert grouped(worst_opponents(many[:-1], 0.0), bool) == {True: [-1] * math.isqrt(MOST_LOOKS)}
