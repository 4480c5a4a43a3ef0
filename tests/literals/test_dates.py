"""Dates in English, fiscal years, moments, spans and extents are the days that a reader takes them for."""

from __future__ import annotations

import pytest

from checker.literals.dates.dates import read_extent, read_moment, read_span
from checker.literals.literal import LiteralError
from checker.model.vocabulary import FiscalYear
from tests.literals.writing import days

APRIL = FiscalYear("jfy", "Japanese fiscal year", 4, 1, "start")
OCTOBER = FiscalYear("usfy", "US fiscal year", 10, 1, "end")
BRITISH = FiscalYear("uktax", "UK tax year", 4, 6, "start")
LEAP = FiscalYear("leap", "year from the leap day", 2, 29, "start")
CALENDAR = FiscalYear("cy", "calendar year", 1, 1, "end")
ONE = {"jfy": APRIL}
TWO = {"jfy": APRIL, "usfy": OCTOBER}
ALL = {year.name: year for year in (APRIL, OCTOBER, BRITISH, LEAP, CALENDAR)}


EXACT = [  # what, literal, precision, days
    ("month, day, year", "September 8, 1951", "day", "1951-09-08"),
    ("month shortened", "Sept. 8, 1951", "day", "1951-09-08"),
    ("month shortened to three letters", "Sep 8, 1951", "day", "1951-09-08"),
    ("no comma", "April 28 1952", "day", "1952-04-28"),
    ("day as an ordinal", "April 28th, 1952", "day", "1952-04-28"),
    ("small letters", "april 28, 1952", "day", "1952-04-28"),
    ("capital letters", "APRIL 28, 1952", "day", "1952-04-28"),
    ("May has no short form", "May 3, 1947", "day", "1947-05-03"),
    ("day, month, year", "8 September 1951", "day", "1951-09-08"),
    ("day, month, year with words", "the 8th of September, 1951", "day", "1951-09-08"),
    ("a leading word", "on 8 September 1951", "day", "1951-09-08"),
    ("a leap day", "29 February 2020", "day", "2020-02-29"),
    ("month and year", "September 1951", "month", "1951-09-01..1951-09-30"),
    ("month and year with words", "in September of 1951", "month", "1951-09-01..1951-09-30"),
    ("month, comma, year", "February, 2020", "month", "2020-02-01..2020-02-29"),
    ("a year in words", "in the year 1951", "year", "1951-01-01..1951-12-31"),
    ("spaces around", "  1951 ", "year", "1951-01-01..1951-12-31"),
    ("a decade", "1990s", "decade", "1990-01-01..1999-12-31"),
    ("a decade with the article", "the 1970s", "decade", "1970-01-01..1979-12-31"),
    ("a decade with an apostrophe", "the 1970's", "decade", "1970-01-01..1979-12-31"),
    ("a year BC", "43 BC", "year", "-0042-01-01..-0042-12-31"),
    ("1 BCE is year 0", "1 BCE", "year", "0000-01-01..0000-12-31"),
    ("a day BC", "15 March 44 BC", "day", "-0043-03-15"),
    ("a day BCE, month first", "March 15, 44 BCE", "day", "-0043-03-15"),
    ("a leap day BC", "29 February 1 BC", "day", "0000-02-29"),
    ("a month BC", "March 44 BC", "month", "-0043-03-01..-0043-03-31"),
    ("a day of an early year AD", "24 August 79 AD", "day", "0079-08-24"),
    ("a year of four digits with its era", "14 October 1066 CE", "day", "1066-10-14"),
    ("a year BC of many digits", "12,000 BCE", "year", "-11999-01-01..-11999-12-31"),
    ("the same without a comma", "12000 BC", "year", "-11999-01-01..-11999-12-31"),
    ("a year AD", "AD 79", "year", "0079-01-01..0079-12-31"),
    ("an era with points", "221 B.C.", "year", "-0220-01-01..-0220-12-31"),
    ("an era with points and spaces", "44 b. c. e.", "year", "-0043-01-01..-0043-12-31"),
    ("an era with points before its year", "A.D. 982", "year", "0982-01-01..0982-12-31"),
    ("a day with its era before the year", "3 September AD 301", "day", "0301-09-03"),
    ("a day of a year of three digits", "10 August 843", "day", "0843-08-10"),
    ("a month of a year of three digits", "August 843", "month", "0843-08-01..0843-08-31"),
    ("a year CE", "79 CE", "year", "0079-01-01..0079-12-31"),
    ("quarter, EDTF-like", "2023-Q2", "quarter", "2023-04-01..2023-06-30"),
    ("quarter before the year", "Q2 2023", "quarter", "2023-04-01..2023-06-30"),
    ("quarter joined to the year", "2023Q4", "quarter", "2023-10-01..2023-12-31"),
    ("quarter in words", "the second quarter of 2023", "quarter", "2023-04-01..2023-06-30"),
    ("the last quarter", "last quarter of 2023", "quarter", "2023-10-01..2023-12-31"),
    ("half-year", "H1 2019", "half", "2019-01-01..2019-06-30"),
    ("half-year after the year", "2019-H2", "half", "2019-07-01..2019-12-31"),
    ("half-year in words", "second half of 2019", "half", "2019-07-01..2019-12-31"),
    ("a third of a year", "the first third of 2019", "interval", "2019-01-01..2019-04-30"),
    ("half a decade", "the first half of the 1990s", "interval", "1990-01-01..1994-12-31"),
    ("half a month", "second half of June 2019", "interval", "2019-06-16..2019-06-30"),
    ("half a quarter", "first half of Q2 2023", "interval", "2023-04-01..2023-05-16"),
    ("the first day of a year", "first day of 1951", "day", "1951-01-01"),
    ("the last day of a month", "the last day of February 2020", "day", "2020-02-29"),
    ("before a year", "before 1960", "interval", "..1959-12-31"),
    ("prior to a day", "prior to April 28, 1952", "interval", "..1952-04-27"),
    ("after a year", "after 1960", "interval", "1961-01-01.."),
    ("after a day", "after 1951-09-08", "interval", "1951-09-09.."),
    ("by a year", "by 2023", "interval", "..2023-12-31"),
    ("no later than a month", "no later than June 2019", "interval", "..2019-06-30"),
    ("since a year", "since 2007", "interval", "2007-01-01.."),
    ("until a year", "until 1952", "interval", "..1952-12-31"),
    ("a stretch as a moment is some day within", "2019-04/2021-01", "interval", "2019-04-01..2021-01-31"),
    ("a stretch in words as a moment", "between 1945 and April 1952", "interval", "1945-01-01..1952-04-30"),
    ("an open stretch as a moment", "1945/..", "interval", "1945-01-01.."),
    ("an unknown start as a moment", "/1952", "interval", "..1952-12-31"),
    ("a stretch of a stretch's ends", "[1945,1946]/1952", "interval", "1945-01-01..1952-12-31"),
]


@pytest.mark.parametrize("text, precision, covered", [case[1:] for case in EXACT], ids=[case[0] for case in EXACT])
def test_english_without_doubt(text: str, precision: str, covered: str) -> None:
    found = read_moment(text)
    assert (found.bounds.literal, found.precision, found.text) == (days(covered), precision, text.strip())
    assert found.bounds.plausible == found.bounds.possible == found.bounds.literal
    assert found.bounds.tolerance == "none"


DOUBTED = [  # what, literal, precision, days by the words, plausible, possible
    *(
        ("early in a decade", "early 1990s", "interval", "1990-01-01..1993-12-31", "", "1990-01-01..1994-12-31"),
        ("in the middle of a decade", "mid-1990s", "interval", "1994-01-01..1996-12-31", "", "1993-01-01..1997-12-31"),
        ("late in a decade", "the late 1990s", "interval", "1997-01-01..1999-12-31", "", "1996-01-01..1999-12-31"),
        ("early in a year", "early 2019", "interval", "2019-01-01..2019-04-30", "", "2019-01-01..2019-05-31"),
        (
            "early in a year, in words",
            "early in 2019",
            "interval",
            "2019-01-01..2019-04-30",
            "",
            "2019-01-01..2019-05-31",
        ),
        ("in the middle of a year", "mid-2019", "interval", "2019-05-01..2019-08-31", "", "2019-04-01..2019-09-30"),
        ("middle in words", "the middle of 2019", "interval", "2019-05-01..2019-08-31", "", "2019-04-01..2019-09-30"),
        ("late in a year", "late 2018", "interval", "2018-09-01..2018-12-31", "", "2018-08-01..2018-12-31"),
        (
            "in the middle of a month",
            "mid-October 2018",
            "interval",
            "2018-10-12..2018-10-21",
            "",
            "2018-10-09..2018-10-24",
        ),
        (
            "the beginning of a month",
            "beginning of October 2018",
            "interval",
            "2018-10-01..2018-10-06",
            "",
            "2018-10-01..2018-10-11",
        ),
        ("the end of a year", "the end of 2019", "interval", "2019-11-01..2019-12-31", "", "2019-09-01..2019-12-31"),
        (
            "the start of a decade",
            "start of the 1990s",
            "interval",
            "1990-01-01..1991-12-31",
            "",
            "1990-01-01..1993-12-31",
        ),
        ("the end of a quarter", "end of Q2 2023", "interval", "2023-06-16..2023-06-30", "", "2023-06-01..2023-06-30"),
        ("a season", "spring 2019", "season", "2019-03-01..2019-05-31", "", "2019-03-01..2019-06-23"),
        ("fall is autumn", "fall of 2019", "season", "2019-09-01..2019-11-30", "", "2019-09-01..2019-12-23"),
        ("a winter of two years", "winter 2019-20", "season", "2019-12-01..2020-02-29", "", "2019-12-01..2020-03-23"),
        ("a winter with a slash", "winter 2019/20", "season", "2019-12-01..2020-02-29", "", "2019-12-01..2020-03-23"),
        ("perhaps a year", "probably 1951", "year", "1951-01-01..1951-12-31", "", "1946-01-01..1956-12-31"),
    ),
    (
        "a winter of one year",
        "winter 2019",
        "season",
        "2019-12-01..2020-02-29",
        "2018-12-01..2020-02-29",
        "2018-12-01..2020-03-23",
    ),
    (
        "circa a year",
        "circa 1950",
        "year",
        "1950-01-01..1950-12-31",
        "1949-01-01..1951-12-31",
        "1945-01-01..1955-12-31",
    ),
    ("c. a year", "c. 1950", "year", "1950-01-01..1950-12-31", "1949-01-01..1951-12-31", "1945-01-01..1955-12-31"),
    ("ca a year", "ca 1950", "year", "1950-01-01..1950-12-31", "1949-01-01..1951-12-31", "1945-01-01..1955-12-31"),
    (
        "about a year",
        "about 1950",
        "year",
        "1950-01-01..1950-12-31",
        "1949-01-01..1951-12-31",
        "1945-01-01..1955-12-31",
    ),
    (
        "around a month",
        "around September 1951",
        "month",
        "1951-09-01..1951-09-30",
        "1951-08-01..1951-10-31",
        "1951-06-01..1951-12-31",
    ),
    ("about a day", "about September 8, 1951", "day", "1951-09-08", "1951-09-05..1951-09-11", "1951-08-24..1951-09-23"),
    (
        "a century, by both counts",
        "19th century",
        "century",
        "1801-01-01..1900-12-31",
        "1800-01-01..1900-12-31",
        "1800-01-01..1900-12-31",
    ),
    (
        "a century in words",
        "the nineteenth century",
        "century",
        "1801-01-01..1900-12-31",
        "1800-01-01..1900-12-31",
        "1800-01-01..1900-12-31",
    ),
    (
        "early in a century",
        "early 19th century",
        "interval",
        "1801-01-01..1834-12-31",
        "1800-01-01..1834-12-31",
        "1800-01-01..1843-12-31",
    ),
    (
        "a century BC",
        "5th century BC",
        "century",
        "-0499-01-01..-0400-12-31",
        "-0499-01-01..-0399-12-31",
        "-0499-01-01..-0399-12-31",
    ),
    (
        "a millennium",
        "2nd millennium",
        "millennium",
        "1001-01-01..2000-12-31",
        "1000-01-01..2000-12-31",
        "1000-01-01..2000-12-31",
    ),
    (
        "ten years or a hundred",
        "1900s",
        "decade",
        "1900-01-01..1909-12-31",
        "1900-01-01..1999-12-31",
        "1900-01-01..1999-12-31",
    ),
    (
        "early in ten years or a hundred",
        "early 1900s",
        "interval",
        "1900-01-01..1903-12-31",
        "1900-01-01..1933-12-31",
        "1900-01-01..1943-12-31",
    ),
    ("before about a year", "before about 1960", "interval", "..1959-12-31", "..1960-12-30", "..1964-12-30"),
    (
        "a stretch from about a year",
        "1945~/1952",
        "interval",
        "1945-01-01..1952-12-31",
        "1944-01-01..1952-12-31",
        "1940-01-01..1952-12-31",
    ),
    (
        "the last day of about a month",
        "last day of 1951-09~",
        "day",
        "1951-09-30",
        "1951-08-30..1951-10-31",
        "1951-06-30..1951-12-31",
    ),
]


@pytest.mark.parametrize(
    "text, precision, literal, plausible, possible", [case[1:] for case in DOUBTED], ids=[case[0] for case in DOUBTED]
)
def test_english_in_doubt(text: str, precision: str, literal: str, plausible: str, possible: str) -> None:
    found = read_moment(text)
    assert found.bounds.literal == days(literal)
    assert found.bounds.plausible == days(plausible or literal)
    assert found.bounds.possible == days(possible)
    assert found.precision == precision
    assert found.bounds.tolerance != "none"


FISCAL = [  # what, literal, fiscal years, precision, days
    ("by name", "jfy 2023", ALL, "year", "2023-04-01..2024-03-31"),
    ("by name in capitals", "JFY 2023", ALL, "year", "2023-04-01..2024-03-31"),
    ("by name without a space", "JFY2023", ALL, "year", "2023-04-01..2024-03-31"),
    ("by label", "Japanese fiscal year 2023", ALL, "year", "2023-04-01..2024-03-31"),
    ("named by its end", "usfy 2023", ALL, "year", "2022-10-01..2023-09-30"),
    ("named by its end, by label", "us fiscal year 2023", ALL, "year", "2022-10-01..2023-09-30"),
    ("with both years", "usfy 2022-23", ALL, "year", "2022-10-01..2023-09-30"),
    ("with both years in full", "jfy 2023-2024", ALL, "year", "2023-04-01..2024-03-31"),
    ("with both years and a slash", "jfy 2023/24", ALL, "year", "2023-04-01..2024-03-31"),
    ("starting on another day than the first", "uktax 2023", ALL, "year", "2023-04-06..2024-04-05"),
    ("starting on a leap day", "leap 2023", ALL, "year", "2023-02-28..2024-02-28"),
    ("starting on 1 January", "cy 2023", ALL, "year", "2023-01-01..2023-12-31"),
    ("the only one", "FY2023", ONE, "year", "2023-04-01..2024-03-31"),
    ("the only one in words", "fiscal year 2023", ONE, "year", "2023-04-01..2024-03-31"),
    ("the only one with an article", "in the fiscal year 2023", ONE, "year", "2023-04-01..2024-03-31"),
    ("a quarter of it", "FY2023 Q1", ONE, "quarter", "2023-04-01..2023-06-30"),
    ("a quarter before it", "Q4 FY2023", ONE, "quarter", "2024-01-01..2024-03-31"),
    ("a half of it", "first half of jfy 2023", TWO, "half", "2023-04-01..2023-09-30"),
    ("a quarter that starts on the sixth", "uktax 2023 Q2", ALL, "quarter", "2023-07-06..2023-10-05"),
    ("before one", "before jfy 2023", TWO, "interval", "..2023-03-31"),
    ("a stretch of several", "jfy 2021/jfy 2023", TWO, "interval", "2021-04-01..2024-03-31"),
]


@pytest.mark.parametrize(
    "text, fiscal_years, precision, covered", [case[1:] for case in FISCAL], ids=[case[0] for case in FISCAL]
)
def test_fiscal_years(text: str, fiscal_years: dict[str, FiscalYear], precision: str, covered: str) -> None:
    found = read_moment(text, fiscal_years)
    assert (found.bounds.possible, found.precision) == (days(covered), precision)
    assert found.bounds.literal == found.bounds.possible


SPANS = [  # what, literal, start by the words, start possible, end by the words, end possible, kinds
    ("years", "1945/1952", "1945-01-01..1945-12-31", "", "1952-01-01..1952-12-31", "", "stated stated"),
    ("in words", "from 1945 to 1952", "1945-01-01..1945-12-31", "", "1952-01-01..1952-12-31", "", "stated stated"),
    (
        "between",
        "between May 1945 and 1952",
        "1945-05-01..1945-05-31",
        "",
        "1952-01-01..1952-12-31",
        "",
        "stated stated",
    ),
    ("an open end", "1945/..", "1945-01-01..1945-12-31", "", None, "", "stated open"),
    ("an open start", "../1952", None, "", "1952-01-01..1952-12-31", "", "open stated"),
    ("an unknown end", "1945/", "1945-01-01..1945-12-31", "", None, "", "stated unknown"),
    ("an unknown start", "/1952", None, "", "1952-01-01..1952-12-31", "", "unknown stated"),
    ("open on both sides", "../..", None, "", None, "", "open open"),
    ("since", "since 2007", "2007-01-01..2007-12-31", "", None, "", "stated open"),
    ("from, alone", "from 2007", "2007-01-01..2007-12-31", "", None, "", "stated unknown"),
    ("from … onwards", "from 2007 onwards", "2007-01-01..2007-12-31", "", None, "", "stated open"),
    ("until", "until April 28, 1952", None, "", "1952-04-28", "", "unknown stated"),
    ("before", "before 1960", None, "", "..1959-12-31", "", "unknown stated"),
    ("after", "after 1960", "1961-01-01..", "", None, "", "stated unknown"),
    ("a single year is all of its days", "1951", "1951-01-01", "", "1951-12-31", "", "stated stated"),
    ("a single day", "1951-09-08", "1951-09-08", "", "1951-09-08", "", "stated stated"),
    ("a decade is all of its days", "1990s", "1990-01-01", "", "1999-12-31", "", "stated stated"),
    (
        "a year of a decade is one of them",
        "199X",
        "1990-01-01..1999-12-31",
        "",
        "1990-01-01..1999-12-31",
        "",
        "stated stated",
    ),
    (
        "one of several years",
        "[1950,1952]",
        "1950-01-01..1952-12-31",
        "",
        "1950-01-01..1952-12-31",
        "",
        "stated stated",
    ),
    ("all of several years", "{1950,1952}", "1950-01-01", "", "1952-12-31", "", "stated stated"),
    ("all years from one on", "{1950..}", "1950-01-01", "", None, "", "stated unknown"),
    (
        "an approximate year",
        "1951~",
        "1951-01-01",
        "1946-01-01..1956-01-01",
        "1951-12-31",
        "1946-12-30..1956-12-31",
        "stated stated",
    ),
    (
        "doubt at one end",
        "1945~/1952-04-28",
        "1945-01-01..1945-12-31",
        "1940-01-01..1950-12-31",
        "1952-04-28",
        "",
        "stated stated",
    ),
    (
        "English ends",
        "early 1990s/1995",
        "1990-01-01..1993-12-31",
        "1990-01-01..1994-12-31",
        "1995-01-01..1995-12-31",
        "",
        "stated stated",
    ),
    ("within bounds on either side", "after 1945/before 1960", "1946-01-01..", "", "..1959-12-31", "", "stated stated"),
    ("spaces at the slash", "1945 / 1952", "1945-01-01..1945-12-31", "", "1952-01-01..1952-12-31", "", "stated stated"),
    ("ends that touch", "1945/1945", "1945-01-01..1945-12-31", "", "1945-01-01..1945-12-31", "", "stated stated"),
]


@pytest.mark.parametrize(
    "text, start, start_possible, end, end_possible, kinds",
    [case[1:] for case in SPANS],
    ids=[case[0] for case in SPANS],
)
def test_spans(
    text: str, start: str | None, start_possible: str, end: str | None, end_possible: str, kinds: str
) -> None:
    found = read_span(text)
    assert f"{found.start_kind} {found.end_kind}" == kinds
    for moment, literal, possible in ((found.start, start, start_possible), (found.end, end, end_possible)):
        assert (moment is None) == (literal is None)
        if moment is not None and literal is not None:
            assert moment.bounds.literal == days(literal)
            assert moment.bounds.possible == days(possible or literal)


EXTENTS = [
    ("a year", "2017", "2017-01-01..2017-12-31"),
    ("a day", "2017-06-01", "2017-06-01"),
    ("a stretch", "1945/1952", "1945-01-01..1952-12-31"),
    ("an open end", "1945/..", "1945-01-01.."),
    ("an unknown end is no end ten years on", "1945/", "1945-01-01.."),
    ("an unknown start", "/1952", "..1952-12-31"),
    ("no ends", "../..", ".."),
    ("all of several dates", "{1960,1961-12}", "1960-01-01..1961-12-31"),
    ("an approximate year is as wide as possible", "2017~", "2012-01-01..2022-12-31"),
    ("by a year", "by 2023", "..2023-12-31"),
]


@pytest.mark.parametrize("text, covered", [case[1:] for case in EXTENTS], ids=[case[0] for case in EXTENTS])
def test_extents(text: str, covered: str) -> None:
    assert read_extent(text) == days(covered)


FORMS = "write 1951, 1951-09, 1951-09-08, 1951/1952, 199X, 'early 1990s' or '8 September 1951'"
DECLARE = "declare it under fiscal_years in the vocabulary"
ERRORS = [  # what, literal, offset, message
    ("nothing", "", 0, f"the literal is empty; {FORMS}"),
    ("blanks", " \t ", 0, f"the literal is empty; {FORMS}"),
    ("too long", "1" * 501, 500, "the literal has 501 characters; a date has at most 500"),
    ("month and day of one digit", "1951-9-8", 0, "'1951-9-8' is not how a date is written; write 1951-09-08"),
    ("month of one digit", "1951-9", 0, "'1951-9' is not how a date is written; write 1951-09"),
    ("slashes, year first", "1951/9/8", 0, "'1951/9/8' is not how a date is written; write 1951-09-08"),
    ("dots, year first", "1951.09.08", 0, "'1951.09.08' is not how a date is written; write 1951-09-08"),
    ("two ways to read it", "9/8/1951", 0, "'9/8/1951' may be day/month or month/day; write 1951-08-09 or 1951-09-08"),
    ("one way to read it", "9/28/1951", 0, "'9/28/1951' is not how a date is written; write 1951-09-28"),
    ("the same day either way", "08/08/1951", 0, "'08/08/1951' is not how a date is written; write 1951-08-08"),
    ("dots, year last", "28.9.1951", 0, "'28.9.1951' is not how a date is written; write 1951-09-28"),
    ("no hyphens", "19510908", 0, "'19510908' has no hyphens; write 1951-09-08"),
    ("a range with a short year", "1951-52", 0, "'1951-52' looks like a stretch of years; write 1951/1952"),
    ("a range over the turn of a century", "1999-00", 0, "'1999-00' looks like a stretch of years; write 1999/2000"),
    (
        "a month that does not exist, and no stretch",
        "2019-13",
        5,
        "month 13 does not exist; months run from 01 to 12, parts of the year from 21 to 41",
    ),
    ("a range with a short year and a slash", "1951/52", 0, "'1951/52' looks like a stretch of years; write 1951/1952"),
    (
        "a range that runs back",
        "1952-1945",
        0,
        "'1952-1945' looks like a stretch of years that ends before it starts; write 1945/1952",
    ),
    (
        "an interval that runs back",
        "1952/1945",
        0,
        "'1952/1945' ends before it starts; write 1945/1952 if that is meant",
    ),
    (
        "words that run back",
        "from 1952 to 1945",
        5,
        "'1952 to 1945' ends before it starts; write 1945/1952 if that is meant",
    ),
    ("three ends", "1945/1950/1952", 9, "an interval has one slash; write 1945/1952"),
    ("no ends", "/", 0, "an interval without a start and an end says nothing; write 1945/ or /1952"),
    (
        "a set of all as an end",
        "1945/{1950,1952}",
        5,
        "'{1950,1952}' is several dates at once; an end of an interval is one date",
    ),
    ("between without and", "between 1945", 0, "'between' needs two dates; write between 1945 and 1952"),
    (
        "several dates for one",
        "{1960,1961-12}",
        0,
        "'{1960,1961-12}' is several dates at once; for one of them write [1960,1961-12]",
    ),
    ("a year of two digits", "51", 0, "'51' does not tell its century; write the year with four digits"),
    ("a year of three digits", "951", 0, "'951' is a year of 3 digits; if that is meant write 0951"),
    ("a year of five digits", "20231", 0, "'20231' is a year of 5 digits; if that is meant write Y20231"),
    ("a decade without its century", "the '90s", 0, "'the '90s' does not tell its century; write 1990s or 1890s"),
    ("a small x", "199x", 0, "an unspecified digit is a capital X; write 199X"),
    ("the u of older EDTF", "1999-uu", 0, "an unspecified digit is a capital X; write 1999-XX"),
    ("the open of older EDTF", "1945/open", 0, "an end that goes on is written as two dots; write 1945/.."),
    ("the unknown of older EDTF", "1945/unknown", 0, "an unknown end is left empty; write 1945/"),
    ("the present", "2007/present", 0, "an end that goes on is written as two dots; write 2007/.."),
    ("now", "now", 0, "'now' is another day for each reader; write the date that the document means"),
    ("a month without a year", "April", 0, "'April' has no year; write April 2019"),
    ("a day without a year", "8 September", 0, "'8 September' has no year; write 8 September 2019"),
    ("a day that does not exist", "2021-02-30", 8, "February 2021 has no day 30; its last day is 28"),
    ("a day that does not exist, after blanks", "  2021-02-30", 10, "February 2021 has no day 30; its last day is 28"),
    (
        "a day that does not exist, in English",
        "September 31, 1951",
        14,
        "September 1951 has no day 31; its last day is 30",
    ),
    ("a day that does not exist, at an end", "1951/2021-02-30", 13, "February 2021 has no day 30; its last day is 28"),
    ("a third half", "H3 2019", 0, "'H3' does not exist; a year has H1 and H2"),
    ("a fourth third", "fourth third of 2019", 0, "'fourth third' does not exist; there are 3"),
    ("a quarter of a decade", "Q2 1990s", 0, "'Q2' is a part of one year; write Q2 2023"),
    (
        "early on a day",
        "early 1951-09-08",
        0,
        "'early' needs a month, year, decade or century after it; write early 2019",
    ),
    ("a summer of two years", "summer 2019-20", 0, "only a winter lies in two years; write summer 2019"),
    ("a summer of two years in full", "summer 2019/2020", 0, "only a winter lies in two years; write summer 2019"),
    (
        "a winter to the next year",
        "winter of 1951 to 1952",
        0,
        (
            "'winter of 1951 to 1952' may be one of its kind, or last to the end of 1952; write winter of 1951/52 or "
            "winter of 1951 to December 1952"
        ),
    ),
    ("words with a dash", "then–now", 0, "'then–now' has a dash; for a stretch write both dates as 1951-09-08"),
    ("a leap day without a year", "29 Feb", 0, "'29 Feb' has no year; write 29 Feb 2020"),
    ("a day that never is", "30 Feb", 0, "'30 Feb' is a day that its month never has; check the day"),
    ("a winter of years apart", "winter 2019-21", 12, "'21' is not the year after 2019; write winter 2019/20"),
    ("year 0 BC", "0 BC", 0, "there is no year 0 in this count; 1 BC is followed by AD 1"),
    ("a day of year 0 AD", "15 March AD 0", 12, "there is no year 0 in this count; 1 BC is followed by AD 1"),
    ("a day of year 0 BC", "15 March 0 BC", 9, "there is no year 0 in this count; 1 BC is followed by AD 1"),
    ("century 0", "0th century", 0, "'0th century' does not exist; the first is the 1st"),
    ("a century too far", "9999th millennium", 0, "the year is too far away; it can be from -1000000 to 1000000"),
    (
        "many words",
        "about " * 7 + "1951",
        42,
        f"'about about about about about about about 1951' has too many words before its date; {FORMS}",
    ),
    (
        "no fiscal year declared",
        "FY2023",
        0,
        "'FY2023': no fiscal year is declared; declare one under fiscal_years in the vocabulary",
    ),
    ("a fiscal year not declared", "JFY2023", 0, f"'JFY2023' looks like a fiscal year that is not declared; {DECLARE}"),
    ("a fiscal year of two digits", "FY23", 0, "'FY23' needs a year of four digits; write FY2023 or FY2019-20"),
    ("not a date", "foo", 0, f"'foo' is not a date that can be read; {FORMS}"),
    ("words without a date", "about the", 6, f"'the' is not a date that can be read; {FORMS}"),
]


@pytest.mark.parametrize("text, offset, message", [case[1:] for case in ERRORS], ids=[case[0] for case in ERRORS])
def test_what_cannot_be_read(text: str, offset: int, message: str) -> None:
    with pytest.raises(LiteralError) as caught:
        read_moment(text)
    assert (caught.value.message, caught.value.offset) == (message, offset)


def test_one_of_several_fiscal_years_must_be_named() -> None:
    with pytest.raises(LiteralError) as caught:
        read_moment("in FY2023", TWO)
    message = "'FY2023' may be a year of any of jfy, usfy; name one, as in jfy 2023"
    assert (caught.value.message, caught.value.offset) == (message, 3)


def test_a_fiscal_year_of_years_apart_is_refused() -> None:
    with pytest.raises(LiteralError) as caught:
        read_moment("jfy 2023-25", TWO)
    assert (caught.value.message, caught.value.offset) == ("'25' is not the year after 2023; write jfy 2023/24", 9)


def test_by_a_year_is_no_stretch() -> None:
    with pytest.raises(LiteralError) as caught:
        read_span("by 2023")
    assert caught.value.message == "'by 2023' is a moment, a stretch is expected; write /2023 if it ended in 2023"


REPAIRED = [
    ("a leap day without a year", "29 Feb", "2020-02-29", "2020-02-29"),
    ("a winter of years apart", "winter 1941/43", "1941-12-01", "1942-03-23"),
    ("a winter to the next year", "winter 1951 to 1952", "1951-12-01", "1952-03-23"),
    ("from a winter to the next year", "from winter 1951 to 1952", "1951-12-01", "1952-03-23"),
]


@pytest.mark.parametrize("text, first, last", [case[1:] for case in REPAIRED], ids=[case[0] for case in REPAIRED])
def test_a_date_that_is_offered_can_be_read(text: str, first: str, last: str) -> None:
    with pytest.raises(LiteralError) as caught:
        read_extent(text)
    offered = caught.value.message.rpartition("write ")[2].removeprefix("a slash: ").partition(" or ")[0]
    assert read_extent(offered) == days(f"{first}..{last}")


IN_TWO_YEARS = [
    ("with a slash", "winter 1951/1952", "1951-12-01..1952-03-23"),
    ("with `of`", "winter of 1951/1952", "1951-12-01..1952-03-23"),
    ("with a word before it", "in the winter of 1951/1952", "1951-12-01..1952-03-23"),
    ("a part of it", "late winter 1951/1952", "1952-01-31..1952-03-23"),
    ("as an end", "winter 1951/1952 to spring 1953", "1951-12-01..1953-06-23"),
    ("two winters", "winter 1951/winter 1953", "1950-12-01..1954-03-23"),
    ("to a later year", "winter 1951/1955", "1950-12-01..1955-12-31"),
    ("to the end of the next year, if that is said", "winter 1951 to December 1952", "1950-12-01..1952-12-31"),
    ("a fiscal year", "jfy 2019/2020", "2019-04-01..2020-03-31"),
    ("a fiscal year by its label", "Japanese fiscal year 2019/2020", "2019-04-01..2020-03-31"),
    ("two fiscal years", "jfy 2019/jfy 2020", "2019-04-01..2021-03-31"),
]


@pytest.mark.parametrize("text, covered", [case[1:] for case in IN_TWO_YEARS], ids=[case[0] for case in IN_TWO_YEARS])
def test_what_lies_in_two_years_may_be_named_after_both(text: str, covered: str) -> None:
    assert read_extent(text, TWO) == days(covered)


@pytest.mark.parametrize("text", ["jfy 2019 to 2020", "Q1 2019/2020", "H2 2019/2020", "spring 1951/1952"])
def test_a_part_of_a_year_and_the_next_year_are_no_stretch(text: str) -> None:
    with pytest.raises(LiteralError):
        read_extent(text, TWO)
