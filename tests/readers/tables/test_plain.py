"""What is plain by its bytes is what the patterns and the model accept."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.readers.encoding import UNWANTED
from checker.readers.tables.plain import plain, printed
from checker.readers.tables.shape import fits

TEXTS = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.text("ab -_19.", max_size=8),
        st.sampled_from(("", " ", "a ", "é", "w" * 200, "w" * 201, "5", "-5.5", "5\n", "\x7f")),
    ),
    max_size=6,
)


@pytest.mark.parametrize("column", ["id", "subject", "value", "lo", "quote", "scope.place"])
def test_what_is_plain_fits(column: str) -> None:
    @given(TEXTS, st.integers(0, 3))
    def holds(texts: list[str], cut: int) -> None:
        found = plain(column, pa.array(texts, pa.string()).slice(cut)).tolist()
        assert len(found) == len(texts[cut:])
        assert all(fits("claims", column, text) for text, sure in zip(texts[cut:], found, strict=True) if sure)

    holds()


@pytest.mark.parametrize("column", ["id", "subject", "lo"])
def test_most_that_fits_is_plain(column: str) -> None:
    assert plain(column, pa.array(["5", "12"])).tolist() == [True, True]
    assert plain(column, pa.array(["5", "é"])).tolist() == [True, False], "one strange text takes no other along"


@given(TEXTS)
def test_what_is_printed_holds_nothing_unwanted(texts: list[str]) -> None:
    found = printed(pa.array(texts, pa.string()))
    assert found == all(" " <= character <= "~" for text in texts for character in text)
    assert not found or not any(UNWANTED.search(text) for text in texts)
