"""How far dates lie apart is told so far as they are known, and no further."""

from __future__ import annotations

import pytest

from checker.literals.dates.dates import read_extent
from checker.literals.phrase import show_dates_apart


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        pytest.param("1951", "1952", "1951 against 1952, no day in common", id="two years that follow one another"),
        pytest.param("1951-09", "1951-10", "1951-09 against 1951-10, no day in common", id="two months"),
        pytest.param("1951-12-31", "1952", "1951-12-31 against 1952, no day in common", id="a day and a year"),
        pytest.param("1951-09-08", "1951-09-09", "1951-09-08 against 1951-09-09, 1 day apart", id="two days"),
        pytest.param("1951-09-08", "1951-09-18", "1951-09-08 against 1951-09-18, 10 days apart", id="ten days"),
        pytest.param("1951", "1960", "1951 against 1960, about 8 years apart at the least", id="two years far apart"),
    ],
)
def test_dates_apart(one: str, other: str, words: str) -> None:
    assert show_dates_apart(read_extent(one), read_extent(other)) == words
