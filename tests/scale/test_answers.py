"""What a bucket of whole keys answers is what all pairs answer, however the rows come."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.scale.answers import ANSWER, answer, answers, slices
from checker.screening.columns import BoxColumns, box_columns
from tests.boxes import gathered, to_arrow


@pytest.mark.parametrize("seed", range(8))
def test_answers_what_all_pairs_answer(seed: int, corpora, slow) -> None:
    boxes = corpora(seed)
    found, expected = answer(boxes), slow(boxes)
    assert found.num_rows > 500
    assert found.equals(expected)


def test_answers_alike_whatever_the_order_of_rows(corpora) -> None:
    boxes = corpora(11, keys=300)
    order = np.random.default_rng(0).permutation(len(boxes))
    assert answer(boxes.take(order)).equals(answer(boxes))


def test_answers_each_key_by_itself(corpora) -> None:
    boxes = corpora(12, keys=60)
    order = np.unique(boxes.key)
    assert gathered(answer(boxes.take(boxes.key == key)) for key in order).equals(answer(boxes))


@pytest.mark.parametrize("rows", [1, 7, 500, 10**6])
@pytest.mark.parametrize("batch", [1, 13, 10**6])
def test_slices_answer_as_the_whole(rows: int, batch: int, corpora) -> None:
    boxes = corpora(13, keys=80)
    table = to_arrow(boxes).sort_by("key")
    assert gathered(answers(table.to_batches(max_chunksize=batch), rows)).equals(answer(boxes))


@given(st.lists(st.integers(1, 9), max_size=12), st.integers(1, 12), st.integers(1, 20))
def test_slices_hold_whole_keys_and_every_row(sizes: list[int], batch: int, rows: int) -> None:
    key = np.repeat(np.arange(len(sizes)), sizes)
    table = pa.table({"key": key, "claim": np.arange(len(key))})
    parts = list(slices(table.to_batches(max_chunksize=batch), rows))
    assert [claim for part in parts for claim in part["claim"].to_pylist()] == list(range(len(key)))
    keys = [set(part["key"].to_pylist()) for part in parts]
    assert sum(map(len, keys)) == len(sizes)
    # larger than asked only by the batch that filled it, or where a single key is
    assert all(part.num_rows < max(rows, *sizes, 0) + batch for part in parts)


def test_nothing_answers_nothing() -> None:
    nothing = box_columns([], [])
    assert isinstance(nothing, BoxColumns)
    assert answer(nothing).num_rows == gathered([]).num_rows == 0
    assert tuple(answer(nothing).column_names) == tuple(gathered([]).column_names) == ANSWER
    assert answer(nothing).schema == gathered([]).schema


def test_tells_each_opponent() -> None:
    boxes = box_columns([5, 3, 9, 4], [1, 1, 1, 2], lo=[0, 10, 4, 0], hi=[1, 11, 6, 99])
    assert answer(boxes).to_pylist() == [
        {"key": 1, "claim": 3, "worst": 5, "excess": 9.0},
        {"key": 1, "claim": 5, "worst": 3, "excess": 9.0},
        {"key": 1, "claim": 9, "worst": 3, "excess": 4.0},
    ]
