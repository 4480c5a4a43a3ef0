"""What is looked for quickly is what a slow search finds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from checker.literals.literal import LiteralError
from checker.literals.numbers.hedges import AFTER, BEFORE, FILLERS, hedged_from, hedges_before
from checker.literals.words import Token, phrase_at, phrases_of, tokens
from checker.quotes.dates import dates, is_year_word, may_be_years

PHRASES = (*BEFORE, *AFTER, *FILLERS)
WORDS = sorted({word for phrase in PHRASES for word in phrase.split()} | {"(", ")", "50", "boats"})
ROWS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12)
PIECES = (
    "1990", "1990s", "990s", "12", "476", "19901", "1,990", "1990-91", "-", "–", "/", ",", ".", "'", "_", "(", ")", " ",
    " in ", "the ", "May", "Sept. 2, ", "19th",
    "century", "centuries", "millennium", "BC", "b.c.", "B.C.E", "AD ", "a.d.",
    "ago", "bp", "years ", "PC", "$", "mid", "é", "³", "٣٤٥",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=10).map("".join)


def row_of(words: list[str]) -> tuple[Token, ...]:
    try:
        return tokens(" ".join(words))
    except LiteralError:
        return tokens("50")


@given(ROWS, st.sampled_from((BEFORE, AFTER, FILLERS, PHRASES)))
def test_the_longest_phrase_is_found_word_by_word(words: list[str], phrases: tuple[str, ...]) -> None:
    row, tree = row_of(words), phrases_of(phrases)
    for i in range(len(row)):
        ahead = tuple(token.word for token in row[i:])
        spelt = [parts for phrase in phrases if ahead[: len(parts := tuple(phrase.split()))] == parts]
        assert phrase_at(row, i, tree) == max(spelt, key=len, default=None)


@given(ROWS, st.integers(0, 8))
def test_hedges_before_a_figure_begin_where_each_start_tried_says(words: list[str], most: int) -> None:
    row = row_of(words)
    for i in range(len(row)):
        tried = (k for k in range(max(0, i - most), i) if hedges_before(row, k)[1] == i)
        assert hedged_from(row, i, most) == next(tried, i)


@given(TEXTS)
def test_every_word_that_a_date_stands_about_is_looked_at(text: str) -> None:
    starts = may_be_years(text)
    for word in re.finditer(r"[^\W_]+(?:['’.][^\W_]+)*\.?", text):
        assert word.start() in starts or not is_year_word(text, *word.span())
    assert starts or not list(dates(text))
