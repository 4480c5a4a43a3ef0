"""What is made at the first look is made once, and behaves as what it stands for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checker.model.lazy import LazyMapping, LazySequence


def test_nothing_is_made_before_somebody_looks_and_then_once() -> None:
    made: list[str] = []
    row = LazySequence(lambda: made.append("made") or (1, 2, 3))
    assert made == []
    assert (row[0], row[1:], len(row), list(row), 2 in row) == (1, (2, 3), 3, [1, 2, 3], True)
    assert made == ["made"]


@given(st.lists(st.integers()), st.lists(st.integers()))
def test_a_row_is_equal_to_whatever_tuple_holds_the_same(one: list[int], other: list[int]) -> None:
    first, second = LazySequence(lambda: one), LazySequence(lambda: other)
    assert (first == second) == (one == other)
    assert (first == tuple(other)) == (tuple(other) == first) == (one == other)
    assert hash(first) == hash(tuple(one))
    assert repr(first) == repr(tuple(one))


@given(st.dictionaries(st.text(), st.integers()))
def test_names_are_equal_to_whatever_mapping_holds_the_same(data: dict[str, int]) -> None:
    made: list[int] = []
    names = LazyMapping(data, lambda value: made.append(value) or value + 1)
    assert list(names) == list(data)
    assert all(name in names for name in data)
    assert len(names) == len(data)
    assert made == [], "to look for a name makes nothing"
    assert names == {name: value + 1 for name, value in data.items()}
    assert {**names} == dict(names)
    assert len(made) == len(data), "each is made once"
    assert repr(names) == repr(dict(names))
