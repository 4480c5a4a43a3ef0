"""Dates that share a part, one of two dates, hours, weekdays, periods with a name, times long ago."""

from __future__ import annotations

import pytest

from checker.literals.dates.dates import read_moment, read_span
from checker.literals.dates.days import civil, day_number
from checker.literals.literal import LiteralError
from tests.literals.writing import days

EXACT = [  # label, literal, precision, days
    ("one of two days", "14 or 15 April 1912", "interval", "1912-04-14..1912-04-15"),
    ("one of two days, month first", "April 14 or 15, 1912", "interval", "1912-04-14..1912-04-15"),
    ("one of two months", "May or June 2020", "interval", "2020-05-01..2020-06-30"),
    ("one of two years", "1960 or 1961", "interval", "1960-01-01..1961-12-31"),
    ("one of two years, the later first", "1961 or 1960", "interval", "1960-01-01..1961-12-31"),
    ("one of two years of one era", "1200 or 1199 BC", "interval", "-1199-01-01..-1198-12-31"),
    ("two days with a hyphen", "April 14-15, 1912", "interval", "1912-04-14..1912-04-15"),
    ("two days with a dash", "14–15 April 1912", "interval", "1912-04-14..1912-04-15"),
    ("two days with a word", "from 14 to 15 April 1912", "interval", "1912-04-14..1912-04-15"),
    ("days of two months", "April 28–May 3, 1945", "interval", "1945-04-28..1945-05-03"),
    ("days of two months, day first", "28 April–3 May 1945", "interval", "1945-04-28..1945-05-03"),
    ("two months", "May–June 2020", "interval", "2020-05-01..2020-06-30"),
    ("two months with a word", "January to March 2020", "interval", "2020-01-01..2020-03-31"),
    ("two quarters", "Q1–Q2 2020", "interval", "2020-01-01..2020-06-30"),
    ("two years", "1998–2001", "interval", "1998-01-01..2001-12-31"),
    ("two years with a hyphen", "1998-2001", "interval", "1998-01-01..2001-12-31"),
    ("two full dates", "May 1951 – June 1952", "interval", "1951-05-01..1952-06-30"),
    ("two decades", "1960s–1970s", "interval", "1960-01-01..1979-12-31"),
    ("two decades, the second short", "1960s–70s", "interval", "1960-01-01..1979-12-31"),
    ("two years of one era", "between 300 and 250 BC", "interval", "-0299-01-01..-0249-12-31"),
    ("two years of one era with a dash", "300–250 BC", "interval", "-0299-01-01..-0249-12-31"),
    ("two years of four digits of one era", "from 1200 to 1000 BC", "interval", "-1199-01-01..-0999-12-31"),
    ("until the present", "2015–present", "interval", "2015-01-01.."),
    ("until the present in words", "from 2007 to the present", "interval", "2007-01-01.."),
    ("a weekday", "Monday, April 15, 1912", "day", "1912-04-15"),
    ("a weekday in short", "Mon. 15 April 1912", "day", "1912-04-15"),
    ("a weekday behind", "15 April 1912 (Monday)", "day", "1912-04-15"),
    ("a weekday of the Julian calendar", "Saturday, 14 October 1066", "day", "1066-10-14"),
    ("a month in letters between hyphens", "12-Jan-2016", "day", "2016-01-12"),
    ("the year first", "2016 January 12", "day", "2016-01-12"),
    ("a month and its year with a hyphen", "Jan-2016", "month", "2016-01-01..2016-01-31"),
    ("a year to a day", "year ended 31 March 2020", "year", "2019-04-01..2020-03-31"),
    ("the year to a day", "the year to 31 March 2020", "year", "2019-04-01..2020-03-31"),
    ("a fiscal year to a day", "fiscal year ended 31 March 2020", "year", "2019-04-01..2020-03-31"),
    ("a year to a month", "year ending June 2020", "year", "2019-07-01..2020-06-30"),
    ("twelve months to a day", "twelve months to 30 June 2020", "year", "2019-07-01..2020-06-30"),
    ("a year to a leap day", "year ended 29 February 2020", "year", "2019-03-01..2020-02-29"),
    ("a quarter to a day", "quarter ended 30 June 2020", "quarter", "2020-04-01..2020-06-30"),
    ("half a year to a month", "six months ended June 2020", "half", "2020-01-01..2020-06-30"),
]


@pytest.mark.parametrize("text, precision, covered", [case[1:] for case in EXACT], ids=[case[0] for case in EXACT])
def test_days_without_doubt(text: str, precision: str, covered: str) -> None:
    found = read_moment(text)
    assert (found.bounds.literal, found.precision, found.text) == (days(covered), precision, text)
    assert found.bounds.plausible == found.bounds.possible == found.bounds.literal


DOUBTED = [  # label, literal, days by the words, plausible ("" as by the words), possible ("" as plausible)
    ("end of a year", "end of 2023", "2023-11-01..2023-12-31", "", "2023-09-01..2023-12-31"),
    ("a Roman century", "XIX century", "1801-01-01..1900-12-31", "1800-01-01..1900-12-31", ""),
    ("a Roman century with its ending", "the XXth century", "1901-01-01..2000-12-31", "1900-01-01..2000-12-31", ""),
    ("a Roman century BC", "IV century BC", "-0399-01-01..-0300-12-31", "-0399-01-01..-0299-12-31", ""),
    ("two centuries", "III–II centuries BC", "-0299-01-01..-0100-12-31", "-0299-01-01..-0099-12-31", ""),
    ("the turn of a century", "turn of the 20th century",
     "1895-01-01..1905-12-31", "1890-01-01..1910-12-31", "1880-01-01..1920-12-31"),
    ("the turn in words", "at the turn of the twenty-first century",
     "1995-01-01..2005-12-31", "1990-01-01..2010-12-31", "1980-01-01..2020-12-31"),
    ("about one of two years", "about 1960 or 1961", "1960-01-01..1961-12-31", "1958-12-31..1963-01-01",
     "1957-12-31..1964-01-01"),
    ("parts of two years", "late 1960 or early 1961", "1960-09-01..1961-04-30", "", "1960-08-01..1961-05-31"),
    ("parts of one decade", "early–mid 1990s", "1990-01-01..1996-12-31", "", "1990-01-01..1997-12-31"),
    ("deep time", "66 million years ago", "-66498000-01-01..-65498000-12-31", "", "-66998050-01-01..-65497950-12-31"),
    ("in short", "66 Ma", "-66498000-01-01..-65498000-12-31", "", "-66998050-01-01..-65497950-12-31"),
    ("two of deep time", "66–56 million years ago",
     "-66498000-01-01..-55498000-12-31", "", "-66998050-01-01..-55497950-12-31"),
    ("before present", "11,700 years BP", "-9800-01-01..-9700-12-31", "", "-9850-01-01..-9700-12-31"),
    ("more than so long ago", "more than 66 million years ago", "..-65998000-12-31", "", "..-65497950-12-31"),
]  # fmt: skip


@pytest.mark.parametrize("text, literal, plausible, possible", [c[1:] for c in DOUBTED], ids=[c[0] for c in DOUBTED])
def test_days_with_doubt(text: str, literal: str, plausible: str, possible: str) -> None:
    bounds = read_moment(text).bounds
    expected = plausible or literal
    assert (bounds.literal, bounds.plausible) == (days(literal), days(expected))
    assert bounds.possible == days(possible or expected)
    assert bounds.tolerance != "none"


@pytest.mark.parametrize(
    "text",
    ["11.40pm on 14 April 1912", "14 April 1912, 11:40 pm", "at 23:40 on 14 April 1912", "2340 hours, 14 April 1912",
     "noon on 14 April 1912", "Sunday 14 April 1912 at 11.40 p.m."],
)  # fmt: skip
def test_an_hour_is_of_its_day_and_says_so(text: str) -> None:
    found = read_moment(text)
    assert (found.bounds.literal, found.precision) == (days("1912-04-14"), "day")
    assert "is left out: dates are compared by days" in found.bounds.tolerance


SPANS = [  # label, literal, days of the start, days of the end, how it ends
    ("two days", "April 14–15, 1912", "1912-04-14", "1912-04-15", "stated"),
    ("five days", "1-5 May 2020", "2020-05-01", "2020-05-05", "stated"),
    ("two decades", "1960s–1970s", "1960-01-01..1969-12-31", "1970-01-01..1979-12-31", "stated"),
    ("a period by its end", "year ended 31 March 2020", "2019-04-01", "2020-03-31", "stated"),
    ("until the present", "2015–present", "2015-01-01..2015-12-31", "", "open"),
    ("until now in words", "2015 to date", "2015-01-01..2015-12-31", "", "open"),
    ("years of one era", "between 300 and 250 BC", "-0299-01-01..-0299-12-31", "-0249-01-01..-0249-12-31", "stated"),
]


@pytest.mark.parametrize("text, start, end, kind", [case[1:] for case in SPANS], ids=[case[0] for case in SPANS])
def test_the_ends_of_a_stretch(text: str, start: str, end: str, kind: str) -> None:
    span = read_span(text)
    assert span.start is not None
    assert span.start.bounds.possible == days(start)
    assert (span.end.bounds.possible if span.end else None) == (days(end) if end else None)
    assert (span.start_kind, span.end_kind) == ("stated", kind)


REFUSED = [  # label, literal, words of the message, what is offered
    ("up to so long ago", "up to 10,000 years ago", "may be until then, or since then",
     ["until 10,000 years ago", "since 10,000 years ago"]),
    ("another day of the week", "Sunday, April 15, 1912", "was a Monday, no Sunday",
     ["15 April 1912", "14 April 1912"]),
    ("another day of the week behind", "15 April 1912 (Tuesday)", "was a Monday, no Tuesday",
     ["15 April 1912", "16 April 1912"]),
    ("midnight", "midnight on 14 April 1912", "may be the start of its day or the end",
     ["13 April 1912", "14 April 1912", "15 April 1912"]),
    ("a turn of some century", "turn of the century", "does not tell its century",
     ["turn of the 20th century", "turn of the 21st century"]),
    ("years back from the document", "50 years ago", "is counted back from the day of its document", ["1950"]),
    ("many years back from the document", "2,512 years ago", "is counted back", ["513 BC"]),
    ("no Roman numeral", "XIIX century", "is no number in Roman numerals", ["19th century"]),
    ("a short year", "1939–41", "looks like a stretch of years", ["1939/1941"]),
    ("a quarter and two years", "Q1 2019–2020", "has a dash", []),
]  # fmt: skip


@pytest.mark.parametrize("text, words, ways", [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_has_two_readings_is_refused(text: str, words: str, ways: list[str]) -> None:
    with pytest.raises(LiteralError) as caught:
        read_moment(text)
    assert words in caught.value.message
    for way in ways:
        assert way.removesuffix(" century") in caught.value.message
        assert read_moment(way)


@pytest.mark.parametrize(
    "text",
    ["Monday", "Monday, April 1912", "11.40pm", "11.40pm on April 1912", "13.40pm on 14 April 1912",
     "year ended 2020", "14 or 15", "May 1–2020", "between 250 and 300 BC", "1000–500", "44 BC–14",
     "14 or 15 Smarch 1912"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(LiteralError):
        read_moment(text)


def test_every_day_of_a_week_has_its_own_name() -> None:
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    first = day_number(2024, 1, 1)
    for k, name in enumerate(names):
        year, month, day = civil(first + k)
        readable = [other for other in names if _reads(f"{other}, {year:04d}-{month:02d}-{day:02d}")]
        assert readable == [name]


def _reads(text: str) -> bool:
    try:
        read_moment(text)
    except LiteralError:
        return False
    return True
