"""Laws of times: they hold for every date, not for examples only."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checker.literals.dates.dates import read_extent, read_moment, read_span
from checker.literals.dates.days import MONTHS, civil, day_number, month_length, show_day
from checker.literals.literal import LiteralError
from checker.model.interval import Interval
from checker.model.value import Bounds
from checker.model.vocabulary import FiscalYear

FISCAL_YEARS = {"jfy": FiscalYear("jfy", "Japanese fiscal year", 4, 1, "start")}
CYCLE_YEARS, CYCLE_DAYS = 400, 146_097

YEAR = st.integers(1, 9999).map(lambda year: f"{year:04d}")
SIGNED = st.integers(-9999, 9999).map(lambda year: f"{'-' * (year < 0)}{abs(year):04d}")
LONG = st.integers(10_000, 999_999).flatmap(lambda year: st.sampled_from((f"Y{year}", f"Y-{year}")))
MONTH = st.integers(1, 12).map(lambda month: f"{month:02d}")
DAY = st.integers(1, 28).map(lambda day: f"{day:02d}")
SIGN = st.sampled_from("?~%")
PART = st.integers(21, 41).map(str)


def joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map("".join)


HYPHEN = st.just("-")
PLAIN = st.one_of(SIGNED, LONG, joined(SIGNED, HYPHEN, MONTH), joined(SIGNED, HYPHEN, MONTH, HYPHEN, DAY))
MASKED = st.one_of(
    SIGNED.filter(lambda year: year != "-0000").map(lambda year: year[:-1] + "X"),
    YEAR.map(lambda year: year[:-2] + "XX"),
    YEAR.map(lambda year: year + "-XX"),
    joined(YEAR, HYPHEN, MONTH, st.just("-XX")),
    joined(YEAR.map(lambda year: year[:-1] + "X-"), MONTH, HYPHEN, DAY),
)
DOUBTED = st.one_of(
    joined(PLAIN, SIGN),
    joined(YEAR, HYPHEN, MONTH, SIGN, HYPHEN, DAY),
    joined(SIGN, YEAR, HYPHEN, SIGN, MONTH, HYPHEN, DAY, SIGN),
    joined(YEAR, HYPHEN, PART),
    joined(YEAR, HYPHEN, PART, SIGN),
    joined(st.integers(1000, 9999).map(str), st.sampled_from(("S1", "S2", "S3"))),
)
ENGLISH_BASE = st.one_of(
    YEAR,
    st.integers(100, 202).map(lambda decade: f"{decade}0s"),
    st.tuples(st.sampled_from(MONTHS), YEAR).map(" ".join),
    st.integers(4, 20).map(lambda century: f"{century}th century"),
    st.tuples(st.sampled_from(("spring", "summer", "autumn", "winter")), YEAR).map(" ".join),
    st.tuples(st.sampled_from(("Q1", "Q4", "H1", "H2")), YEAR).map(" ".join),
    YEAR.map(lambda year: f"FY{year}"),
)
ENGLISH = st.one_of(
    ENGLISH_BASE,
    joined(
        st.sampled_from(("early ", "mid-", "late ", "the end of ", "beginning of ", "first half of ")), ENGLISH_BASE
    ),
    joined(st.sampled_from(("circa ", "about ", "probably ", "before ", "after ", "first day of ")), ENGLISH_BASE),
    joined(st.sampled_from(("about early ", "before late ", "last day of mid-", "circa the end of ")), ENGLISH_BASE),
)
ONE_DATE = st.one_of(PLAIN, MASKED, DOUBTED, ENGLISH)
PAIR = st.tuples(ONE_DATE, ONE_DATE).map("/".join)
OPEN = st.one_of(joined(ONE_DATE, st.sampled_from(("/", "/.."))), joined(st.sampled_from(("/", "../")), ONE_DATE))
SET = st.lists(st.one_of(PLAIN, MASKED, DOUBTED), min_size=1, max_size=4).map(lambda dates: f"[{','.join(dates)}]")
ANY = st.one_of(ONE_DATE, PAIR, OPEN, SET)
FRAGMENTS = st.sampled_from(
    (*"0123456789XYES?~%-/.,:[]{}TZ'’ –", "..", "1951", "FY", "Q1", "jfy ", "early ", "mid-", "about ", "century")
    + (
        "before ",
        "since ",
        " to ",
        " and ",
        "from ",
        "between ",
        "first day of ",
        "half of ",
        "winter ",
        "BC",
        "April ",
    )
)


def levels(bounds: Bounds) -> tuple[Interval, Interval, Interval]:
    return bounds.literal, bounds.plausible, bounds.possible


def refusal(read: Callable[..., object], text: str) -> LiteralError | None:
    """The error that a reader raises, if it does; any other exception is a failure."""
    try:
        read(text, FISCAL_YEARS)
    except LiteralError as error:
        return error
    return None


@given(ONE_DATE)
def test_every_date_that_the_grammar_makes_is_read(text: str) -> None:
    known = ("does not exist", "needs a month, year", "is a part of one year", "a stretch without an end", "may be")
    error = refusal(read_moment, text)
    assert error is None or any(words in error.message for words in known), error


@given(ANY)
def test_the_extent_of_a_literal_is_that_of_its_span(text: str) -> None:
    try:
        span = read_span(text, FISCAL_YEARS)
    except LiteralError:
        return
    assert read_extent(text, FISCAL_YEARS) == span.extent


@given(ONE_DATE)
def test_the_ends_of_one_date_lie_within_it(text: str) -> None:
    try:
        moment, span = read_moment(text, FISCAL_YEARS), read_span(text, FISCAL_YEARS)
    except LiteralError:
        return
    for end in (span.start, span.end):
        if end:
            assert moment.bounds.literal.covers(end.bounds.literal)


@given(st.text(max_size=40))
def test_arbitrary_text_raises_nothing_but_a_literal_error(text: str) -> None:
    for read in (read_moment, read_span, read_extent):
        error = refusal(read, text)
        assert error is None or (error.message and 0 <= error.offset <= len(text)), error


@given(st.lists(FRAGMENTS, max_size=14).map("".join))
def test_shuffled_pieces_of_dates_raise_nothing_but_a_literal_error(text: str) -> None:
    for read in (read_moment, read_span, read_extent):
        error = refusal(read, text)
        assert error is None or (error.message and 0 <= error.offset <= len(text)), error


@given(FRAGMENTS, st.integers(1, 500))
def test_long_repetitions_end(piece: str, times: int) -> None:
    text = (piece * times)[:500]
    error = refusal(read_moment, text)
    assert error is None or error.message


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 31), st.sampled_from(("", "~", "?", "%")))
def test_a_coarser_date_covers_a_finer_one(year: int, month: int, day: int, sign: str) -> None:
    day = min(day, month_length(year, month))
    finest = f"{year:04d}-{month:02d}-{day:02d}"
    literals = [finest, finest[:7], finest[:4], f"{finest[:3]}X", f"{finest[:2]}XX", f"{finest[:1]}XXX"]
    found = [levels(read_moment(literal + sign).bounds) for literal in literals]
    for finer, coarser in pairwise(found):
        assert all(wide.covers(narrow) for narrow, wide in zip(finer, coarser, strict=True))


@given(st.one_of(PLAIN, MASKED), SIGN)
def test_doubt_only_widens(text: str, sign: str) -> None:
    sure, doubted = read_moment(text).bounds, read_moment(text + sign).bounds
    assert doubted.literal == sure.literal
    assert doubted.plausible.covers(sure.plausible)
    assert doubted.possible.covers(sure.possible)
    assert doubted.possible != sure.possible
    assert (doubted.plausible == sure.plausible) == (sign == "?")


SHIFTING = st.one_of(
    st.just("{y}"),
    MONTH.map("{{y}}-{}".format),
    joined(st.just("{y}-"), MONTH, HYPHEN, DAY),
    joined(st.just("{y}-"), PART),
    joined(st.just("{y}"), SIGN),
    joined(st.just("{y}-"), MONTH, SIGN, HYPHEN, DAY),
    st.sampled_from(
        ("early {y}", "circa {y}", "Q3 {y}", "spring {y}", "FY{y}", "end of {y}", "mid-October {y}", "{y}-XX")
    ),
    st.sampled_from(("before {y}", "since {y}", "by {y}", "[{y}..]", "last day of about {y}", "about early {y}")),
)


@given(st.integers(1000, 9999 - CYCLE_YEARS), SHIFTING)
def test_400_years_later_is_as_many_days_later(year: int, form: str) -> None:
    assume(refusal(read_moment, form.format(y=f"{year:04d}")) is None)  # 1910-30 may be two years
    early = read_moment(form.format(y=f"{year:04d}"), FISCAL_YEARS).bounds
    late = read_moment(form.format(y=f"{year + CYCLE_YEARS:04d}"), FISCAL_YEARS).bounds
    assert levels(late) == levels(early.map(1, CYCLE_DAYS))


@given(st.integers(1, 9998), st.integers(1, 12), st.integers(1, 28))
def test_a_year_later_is_the_same_date_a_year_later(year: int, month: int, day: int) -> None:
    lo = read_moment(f"{year + 1:04d}-{month:02d}-{day:02d}").bounds.literal.lo
    assert lo == day_number(year + 1, month, day)
    assert civil(int(lo or 0)) == (year + 1, month, day)


@given(st.integers(-365_000_000, 365_000_000))
def test_every_day_can_be_written_and_read(day: int) -> None:
    assert read_moment(show_day(day)).bounds.literal == Interval(day, day)


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 28))
def test_english_and_edtf_name_the_same_day(year: int, month: int, day: int) -> None:
    edtf = read_moment(f"{year:04d}-{month:02d}-{day:02d}").bounds
    name = MONTHS[month - 1]
    for text in (f"{day} {name} {year:04d}", f"{name} {day}, {year:04d}", f"{name[:3]}. {day}, {year:04d}"):
        assert read_moment(text).bounds == edtf


@given(st.integers(1, 9999))
def test_parts_of_a_year_fill_it_without_overlap(year: int) -> None:
    whole = read_moment(f"{year:04d}").bounds.literal
    for parts in (("H1", "H2"), ("Q1", "Q2", "Q3", "Q4"), ("early", "mid", "late"), ("first half of", "last half of")):
        found = [read_moment(f"{part} {year:04d}").bounds.literal for part in parts]
        assert (found[0].lo, found[-1].hi) == (whole.lo, whole.hi)
        assert all(int(a.hi or 0) + 1 == b.lo for a, b in pairwise(found))


@given(st.integers(100, 999))
def test_parts_of_a_decade_fill_it_without_overlap(decade: int) -> None:
    if decade % 10 == 0:  # the 1900s may be ten years or a hundred; by the words they are ten
        assert read_moment(f"{decade}0s").bounds.literal == read_moment(f"{decade}X").bounds.literal
    found = [read_moment(f"{part} {decade}0s").bounds.literal for part in ("early", "mid", "late")]
    whole = read_moment(f"{decade}X").bounds.literal
    assert (found[0].lo, found[-1].hi) == (whole.lo, whole.hi)
    assert all(int(a.hi or 0) + 1 == b.lo for a, b in pairwise(found))


@given(PLAIN, PLAIN)
def test_an_interval_that_runs_back_is_refused(one: str, other: str) -> None:
    first, second = read_extent(one), read_extent(other)
    if first.below(second):
        assert read_extent(f"{one}/{other}") == Interval(first.lo, second.hi)
        with pytest.raises(LiteralError, match="ends before it starts"):
            read_extent(f"{other}/{one}")


@given(st.lists(PLAIN, min_size=1, max_size=5))
def test_a_set_covers_its_members_in_any_order(dates: list[str]) -> None:
    found = read_extent(f"[{','.join(dates)}]")
    assert found == read_extent(f"[{','.join(reversed(dates))}]")
    assert found == read_extent(f"{{{','.join(dates)}}}")
    assert all(found.covers(read_extent(date)) for date in dates)
    assert found.lo == min(read_extent(date).lo or 0 for date in dates)


@given(st.integers(1, 9998), st.integers(1, 12), st.integers(1, 31), st.sampled_from(("start", "end")))
def test_fiscal_years_follow_one_another_without_a_gap(year: int, month: int, day: int, named_by: str) -> None:
    kind = {"fy": FiscalYear("fy", "a fiscal year", month, day, "start" if named_by == "start" else "end")}
    this, following = (read_extent(f"fy {number:04d}", kind) for number in (year, year + 1))
    assert int(this.hi or 0) + 1 == following.lo
    named_day = this.lo if named_by == "start" else this.hi
    assert civil(int(named_day or 0))[0] == year
