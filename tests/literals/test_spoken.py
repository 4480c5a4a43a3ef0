"""Dates of EDTF in words; whatever is none stays as it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.literals.dates.spoken import in_words

CASES = {
    "a year": ("1952", "1952"),
    "a day": ("2016-03-11", "11 March 2016"),
    "a month": ("2019-04", "April 2019"),
    "two years": ("1945/1952", "1945 to 1952"),
    "two months": ("2019-04/2020-09", "April 2019 to September 2020"),
    "what goes on": ("1960/..", "from 1960"),
    "what began at some time": ("../1960", "until 1960"),
    "an end that nobody knows": ("1960/", "from 1960, end unknown"),
    "a start that nobody knows": ("/1960", "until 1960, start unknown"),
    "about a year": ("1610~", "about 1610"),
    "a doubted year": ("1610?", "1610 (uncertain)"),
    "a doubted month": ("1610-05%", "about May 1610 (uncertain)"),
    "a decade": ("195X", "1950s"),
    "a season": ("2001-21", "spring 2001"),
    "a quarter": ("2001-34", "second quarter of 2001"),
    "before our era": ("-0043-03-15", "15 March 44 BCE"),
    "across eras": ("-0043/0014", "44 BCE to 14 CE"),
    "a far year": ("Y12000-03", "March 12,000"),
    "with words before it": ("until 1951-01-01", "until 1 January 1951"),
    "with a remark behind it": ("2020-08-17 (its document's date)", "17 August 2020 (its document's date)"),
    "words of a document": ("early 1990s", "early 1990s"),
    "a fiscal year": ("JFY 2023", "JFY 2023"),
    "a fraction": ("1/2", "1/2"),
    "a number": ("55,000", "55,000"),
    "nothing": ("", ""),
    "no end at all": ("../..", "../.."),
    "a set": ("[1667,1668]", "[1667,1668]"),
    "a thirteenth month": ("2010-13", "2010-13"),
}


@pytest.mark.parametrize(("written", "said"), list(CASES.values()), ids=list(CASES))
def test_dates_are_said(written: str, said: str) -> None:
    assert in_words(written) == said


@given(st.text("0123456789-/.XY~?% fromuntil()"))
def test_whatever_is_no_date_stays_and_words_stay_words(text: str) -> None:
    said = in_words(text)
    assert in_words(said) == said
