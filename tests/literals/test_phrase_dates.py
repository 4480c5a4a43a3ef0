"""Days in words: as EDTF within our era, as people count before it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.literals.boxes import read_extent
from checker.literals.dates.days import day_number, year_in_words
from checker.literals.literal import LiteralError
from checker.literals.phrase import edtf_days, show_days
from checker.model.interval import Interval
from checker.request import Request
from checker.run import examine


def days(lo: tuple[int, int, int] | None, hi: tuple[int, int, int] | None) -> Interval:
    first, last = (None if end is None else day_number(*end) for end in (lo, hi))
    return Interval(first, last)


@pytest.mark.parametrize(
    ("lo", "hi", "words"),
    [
        pytest.param((1951, 9, 8), (1951, 9, 8), "1951-09-08", id="a day"),
        pytest.param((1951, 9, 1), (1951, 9, 30), "1951-09", id="a month"),
        pytest.param((1951, 1, 1), (1951, 12, 31), "1951", id="a year"),
        pytest.param((1951, 1, 1), (1952, 4, 28), "1951/1952-04-28", id="a stretch"),
        pytest.param((1960, 1, 1), None, "from 1960", id="from a year on"),
        pytest.param(None, (1960, 12, 31), "until 1960", id="until a year"),
        pytest.param(None, None, "any time", id="any time"),
        pytest.param((-43, 3, 15), (-43, 3, 15), "15 March 44 BCE", id="a day before our era"),
        pytest.param((-43, 3, 1), (-43, 3, 31), "March 44 BCE", id="a month before our era"),
        pytest.param((-43, 1, 1), (-43, 12, 31), "44 BCE", id="a year before our era"),
        pytest.param((0, 1, 1), (0, 12, 31), "1 BCE", id="the year before year 1"),
        pytest.param((1, 1, 1), (1, 12, 31), "0001", id="year 1"),
        pytest.param((-57, 1, 1), (-43, 3, 15), "58 BCE to 15 March 44 BCE", id="a stretch before our era"),
        pytest.param((-26, 1, 1), (14, 8, 19), "27 BCE to 0014-08-19", id="a stretch into our era"),
        pytest.param((-43, 3, 15), None, "from 15 March 44 BCE", id="from a day before our era on"),
        pytest.param(None, (-43, 12, 31), "until 44 BCE", id="until a year before our era"),
        pytest.param((-11_999, 1, 1), (-11_999, 12, 31), "12,000 BCE", id="long before our era"),
        pytest.param((12_000, 1, 31), (12_000, 1, 31), "Y12000-01-31", id="far ahead"),
    ],
)
def test_days_in_words(lo, hi, words: str) -> None:
    assert show_days(days(lo, hi)) == words


DAY = st.integers(day_number(-30_000, 1, 1), day_number(30_000, 12, 31))


@given(DAY, DAY)
def test_what_edtf_days_write_is_read_as_the_same_days(one: int, other: int) -> None:
    stretch = Interval(min(one, other), max(one, other))
    assert read_extent(edtf_days(stretch)) == stretch


@given(DAY, DAY)
def test_no_two_stretches_have_the_same_words(one: int, other: int) -> None:
    a, b = Interval(min(one, other), max(one, other)), Interval(one, one)
    assert (show_days(a) == show_days(b)) == (a == b)


@given(st.integers(-(10**6), 10**6))
def test_no_year_in_words_has_a_minus(year: int) -> None:
    assert ("-" not in year_in_words(year), year_in_words(year).endswith(" BCE")) == (True, year <= 0)


@pytest.mark.parametrize(
    ("literal", "message"),
    [
        ("-0043-02-30", "February 44 BCE has no day 30; its last day is 28"),
        ("30 February 45 BC", "February 45 BCE has no day 30; its last day is 29"),
        ("2023-02-30", "February 2023 has no day 30; its last day is 28"),
    ],
    ids=["EDTF", "words", "our era"],
)
def test_a_day_that_is_none_is_told_in_words(literal: str, message: str) -> None:
    with pytest.raises(LiteralError) as told:
        read_extent(literal)
    assert message in told.value.message


def test_findings_tell_years_as_people_count_them(build) -> None:
    root = build(
        {"one": [{"value": "15 March 44 BC"}], "two": [{"value": "-0048"}], "three": [{"value": "March 44 BCE"}]},
        {"death": {"label": "death", "datatype": "date", "kind": "event"}},
    )
    findings = examine(Request(root, "2026-11-22")).findings
    told = " ".join(part for one in findings for part in (one.why, *(e.text + e.reopen for e in one.explanations)))
    assert "15 March 44 BCE against 49 BCE" in told or "49 BCE against 15 March 44 BCE" in told
    assert "-00" not in told
