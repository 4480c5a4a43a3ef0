"""EDTF dates of level 0 to 2 are the days that the specification says; the `edtf` package agrees on thousands."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from edtf import parse_edtf

from checker.literals.dates.dates import read_moment
from checker.literals.dates.days import day_number
from checker.literals.dates.edtf import ALLOWANCES, read_date
from checker.literals.literal import LiteralError
from checker.model.interval import Interval
from tests.literals.writing import days

EXACT = [  # what, literal, precision, days
    ("a year", "1951", "year", "1951-01-01..1951-12-31"),
    ("a leap year", "1952", "year", "1952-01-01..1952-12-31"),
    ("year 0", "0000", "year", "0000-01-01..0000-12-31"),
    ("a year of one digit, padded", "0009", "year", "0009-01-01..0009-12-31"),
    ("a year before year 0", "-0043", "year", "-0043-01-01..-0043-12-31"),
    ("a month", "1951-09", "month", "1951-09-01..1951-09-30"),
    ("February of a common year", "1900-02", "month", "1900-02-01..1900-02-28"),
    ("February of a leap year", "2000-02", "month", "2000-02-01..2000-02-29"),
    ("a day", "1951-09-08", "day", "1951-09-08"),
    ("a leap day", "2020-02-29", "day", "2020-02-29"),
    ("a leap day before year 0", "-0004-02-29", "day", "-0004-02-29"),
    ("midnight in UTC", "2020-07-01T00:00:00Z", "day", "2020-07-01"),
    ("midnight without zone", "2020-07-01T00:00", "day", "2020-07-01"),
    ("midnight far from Greenwich stays its day", "2020-07-01T00:00:00+14:00", "day", "2020-07-01"),
    ("midnight farthest west", "2020-07-01T00:00:00-12:00", "day", "2020-07-01"),
    ("midnight farthest east, in summer", "2020-07-01T00:00:00+13:45", "day", "2020-07-01"),
    ("midnight with a zone of minutes", "2020-07-01T00:00:00-11:30", "day", "2020-07-01"),
    ("midnight with parts of a second", "2020-07-01T00:00:00.000+05:30", "day", "2020-07-01"),
    ("a long year", "Y12000", "year", "12000-01-01..12000-12-31"),
    ("a long year before year 0", "Y-12000", "year", "-12000-01-01..-12000-12-31"),
    ("the farthest year", "Y1000000", "year", "1000000-01-01..1000000-12-31"),
    ("a year with an exponent", "Y17E3", "year", "17000-01-01..17000-12-31"),
    ("a day of a long year", "Y12000-03-15", "day", "12000-03-15"),
    ("an unknown year of a decade", "199X", "decade", "1990-01-01..1999-12-31"),
    ("an unknown year of a century", "19XX", "century", "1900-01-01..1999-12-31"),
    ("an unknown year of a millennium", "1XXX", "millennium", "1000-01-01..1999-12-31"),
    ("an unknown year of four digits", "XXXX", "interval", "0000-01-01..9999-12-31"),
    ("an unknown year before year 0", "-01XX", "century", "-0199-01-01..-0100-12-31"),
    ("year 0 is no year before year 0", "-000X", "decade", "-0009-01-01..-0001-12-31"),
    ("an unknown month", "1999-XX", "year", "1999-01-01..1999-12-31"),
    ("an unknown month and day", "1999-XX-XX", "year", "1999-01-01..1999-12-31"),
    ("an unknown month before year 0", "-0043-XX", "year", "-0043-01-01..-0043-12-31"),
    ("an unknown day", "1999-02-XX", "month", "1999-02-01..1999-02-28"),
    ("a half-known day of a short month", "1999-02-2X", "month", "1999-02-20..1999-02-28"),
    ("a half-known day at the end of a month", "1999-01-3X", "month", "1999-01-30..1999-01-31"),
    ("a half-known month", "1999-1X", "year", "1999-10-01..1999-12-31"),
    ("a month with an unknown first digit", "1999-X1", "year", "1999-01-01..1999-11-30"),
    ("a day of an unknown year", "156X-12-25", "decade", "1560-12-25..1569-12-25"),
    ("a month of an unknown year", "1XXX-12", "millennium", "1000-12-01..1999-12-31"),
    ("an unknown month of an unknown year", "1XXX-XX", "millennium", "1000-01-01..1999-12-31"),
    ("an unknown day of a month of an unknown year", "15XX-12-XX", "century", "1500-12-01..1599-12-31"),
    ("an unknown month with a known day", "1560-XX-25", "year", "1560-01-25..1560-12-25"),
    ("a 31st of an unknown month", "2021-XX-31", "year", "2021-01-31..2021-12-31"),
    ("a leap day of an unknown year", "1XXX-02-29", "millennium", "1004-02-29..1996-02-29"),
    ("a digit unknown in the middle", "1X99", "millennium", "1099-01-01..1999-12-31"),
    ("a day whose year and first digit are unknown", "199X-06-X5", "decade", "1990-06-05..1999-06-25"),
    ("the first quarter", "1993-33", "quarter", "1993-01-01..1993-03-31"),
    ("the second quarter", "1993-34", "quarter", "1993-04-01..1993-06-30"),
    ("the third quarter", "1993-35", "quarter", "1993-07-01..1993-09-30"),
    ("the fourth quarter", "1993-36", "quarter", "1993-10-01..1993-12-31"),
    ("the first third of a year", "1993-37", "interval", "1993-01-01..1993-04-30"),
    ("the second third of a year", "1993-38", "interval", "1993-05-01..1993-08-31"),
    ("the last third of a year", "1993-39", "interval", "1993-09-01..1993-12-31"),
    ("the first half-year", "1993-40", "half", "1993-01-01..1993-06-30"),
    ("the second half-year", "1993-41", "half", "1993-07-01..1993-12-31"),
    ("one of several years", "[1667,1668,1670..1672]", "interval", "1667-01-01..1672-12-31"),
    ("one of several dates out of order", "[1961-12, 1960]", "interval", "1960-01-01..1961-12-31"),
    ("a set of one", "[1984]", "interval", "1984-01-01..1984-12-31"),
    ("a day up to a month", "[..1760-12]", "interval", "..1760-12-31"),
    ("a day from a month on", "[1760-12..]", "interval", "1760-12-01.."),
    ("all of several dates", "{1960,1961-12}", "interval", "1960-01-01..1961-12-31"),
    ("all significant digits", "1950S4", "year", "1950-01-01..1950-12-31"),
]


@pytest.mark.parametrize("text, precision, covered", [case[1:] for case in EXACT], ids=[case[0] for case in EXACT])
def test_dates_without_doubt(text: str, precision: str, covered: str) -> None:
    found = read_date(text)
    assert (found.bounds.literal, found.precision) == (days(covered), precision)
    assert found.bounds.plausible == found.bounds.possible == found.bounds.literal
    assert found.bounds.tolerance == "none"


DOUBTED = [  # what, literal, precision, days by the words, plausible, possible
    (
        "an approximate year",
        "1951~",
        "year",
        "1951-01-01..1951-12-31",
        "1950-01-01..1952-12-31",
        "1946-01-01..1956-12-31",
    ),
    (
        "an uncertain year",
        "1951?",
        "year",
        "1951-01-01..1951-12-31",
        "1951-01-01..1951-12-31",
        "1946-01-01..1956-12-31",
    ),
    ("a year of both", "1951%", "year", "1951-01-01..1951-12-31", "1950-01-01..1952-12-31", "1946-01-01..1956-12-31"),
    (
        "a sign before the year",
        "~1951",
        "year",
        "1951-01-01..1951-12-31",
        "1950-01-01..1952-12-31",
        "1946-01-01..1956-12-31",
    ),
    (
        "an approximate month",
        "1952-02~",
        "month",
        "1952-02-01..1952-02-29",
        "1952-01-01..1952-03-31",
        "1951-11-01..1952-05-31",
    ),
    ("an approximate day", "1951-09-08~", "day", "1951-09-08", "1951-09-05..1951-09-11", "1951-08-24..1951-09-23"),
    ("an uncertain day", "1951-09-08?", "day", "1951-09-08", "1951-09-08", "1951-08-24..1951-09-23"),
    (
        "month and year approximate, the day known",
        "2004-06~-11",
        "day",
        "2004-06-11",
        "2004-05-11..2004-07-11",
        "2004-03-11..2004-09-11",
    ),
    (
        "only the month approximate",
        "2004-~06-11",
        "day",
        "2004-06-11",
        "2004-05-11..2004-07-11",
        "2004-03-11..2004-09-11",
    ),
    (
        "only the year approximate",
        "2004~-06-11",
        "day",
        "2004-06-11",
        "2003-06-11..2005-06-11",
        "1999-06-11..2009-06-11",
    ),
    (
        "only the day approximate",
        "2004-06-~11",
        "day",
        "2004-06-11",
        "2004-06-08..2004-06-14",
        "2004-05-27..2004-06-26",
    ),
    (
        "year and day doubted apart",
        "?2004-06-~11",
        "day",
        "2004-06-11",
        "2004-06-08..2004-06-14",
        "1999-05-27..2009-06-26",
    ),
    (
        "an approximate decade",
        "199X~",
        "decade",
        "1990-01-01..1999-12-31",
        "1985-01-01..2004-12-31",
        "1980-01-01..2009-12-31",
    ),
    (
        "an uncertain quarter",
        "1995-34?",
        "quarter",
        "1995-04-01..1995-06-30",
        "1995-04-01..1995-06-30",
        "1995-01-01..1995-09-30",
    ),
    (
        "an approximate half-year",
        "1995-40~",
        "half",
        "1995-01-01..1995-06-30",
        "1994-10-01..1995-09-30",
        "1994-07-01..1995-12-31",
    ),
    (
        "an approximate third of a year",
        "1993-37~",
        "interval",
        "1993-01-01..1993-04-30",
        "1992-11-02..1993-06-29",
        "1992-09-03..1993-08-28",
    ),
    (
        "spring, and spring by the sky",
        "2019-21",
        "season",
        "2019-03-01..2019-05-31",
        "2019-03-01..2019-05-31",
        "2019-03-01..2019-06-23",
    ),
    (
        "autumn of the north",
        "1991-27",
        "season",
        "1991-09-01..1991-11-30",
        "1991-09-01..1991-11-30",
        "1991-09-01..1991-12-23",
    ),
    (
        "spring of the south",
        "1991-29",
        "season",
        "1991-09-01..1991-11-30",
        "1991-09-01..1991-11-30",
        "1991-09-01..1991-12-23",
    ),
    (
        "winter of the south",
        "1991-32",
        "season",
        "1991-06-01..1991-08-31",
        "1991-06-01..1991-08-31",
        "1991-06-01..1991-09-23",
    ),
    (
        "winter is that of its December or of its January",
        "2019-24",
        "season",
        "2019-12-01..2020-02-29",
        "2018-12-01..2020-02-29",
        "2018-12-01..2020-03-23",
    ),
    (
        "summer of the south likewise",
        "1992-30",
        "season",
        "1992-12-01..1993-02-28",
        "1991-12-01..1993-02-28",
        "1991-12-01..1993-03-23",
    ),
    (
        "two significant digits",
        "1950S2",
        "century",
        "1950-01-01..1950-12-31",
        "1900-01-01..1999-12-31",
        "1900-01-01..1999-12-31",
    ),
    (
        "three significant digits with an exponent",
        "Y3388E2S3",
        "millennium",
        "338800-01-01..338800-12-31",
        "338000-01-01..338999-12-31",
        "338000-01-01..338999-12-31",
    ),
    (
        "significant digits before year 0",
        "-0043S1",
        "decade",
        "-0043-01-01..-0043-12-31",
        "-0049-01-01..-0040-12-31",
        "-0049-01-01..-0040-12-31",
    ),
    (
        "one of two doubtful years",
        "[1667~,1668]",
        "interval",
        "1667-01-01..1668-12-31",
        "1666-01-01..1668-12-31",
        "1662-01-01..1672-12-31",
    ),
]


@pytest.mark.parametrize(
    "text, precision, literal, plausible, possible", [case[1:] for case in DOUBTED], ids=[case[0] for case in DOUBTED]
)
def test_dates_in_doubt(text: str, precision: str, literal: str, plausible: str, possible: str) -> None:
    found = read_date(text)
    assert found.bounds.literal == days(literal)
    assert found.bounds.plausible == days(plausible)
    assert found.bounds.possible == days(possible)
    assert found.precision == precision
    assert found.bounds.tolerance != "none"


TOLERANCES = [
    ("1951", "none"),
    ("1951~", "approximate: ± 1 plausible, ± 5 years possible"),
    ("1951-09?", "uncertain: ± 3 months possible"),
    ("1951-09-08%", "uncertain and approximate: ± 3 plausible, ± 15 days possible"),
    ("?2004-06-~11", "uncertain: ± 5 years possible; approximate: ± 3 plausible, ± 15 days possible"),
    ("1950S2", "2 significant digits of the year"),
    ("2019-21", "northern spring: by months, or up to 23 days later by the sky"),
    ("1991-32", "southern winter: by months, or up to 23 days later by the sky"),
]


@pytest.mark.parametrize("text, tolerance", TOLERANCES, ids=[case[0] for case in TOLERANCES])
def test_the_allowance_is_told_in_words(text: str, tolerance: str) -> None:
    assert read_date(text).bounds.tolerance == tolerance


FORMS = "write 1951, 1951-09, 1951-09-08, 1951/1952, 199X, 'early 1990s' or '8 September 1951'"
ERRORS = [  # what, literal, offset, message
    ("a day that does not exist", "2021-02-30", 8, "February 2021 has no day 30; its last day is 28"),
    ("day 0", "2021-02-00", 8, "February 2021 has no day 0; its last day is 28"),
    ("after a sign, the place is right", "2021?-02-30", 9, "February 2021 has no day 30; its last day is 28"),
    ("month 13", "2021-13", 5, "month 13 does not exist; months run from 01 to 12, parts of the year from 21 to 41"),
    ("month 0", "2021-00", 5, "month 00 does not exist; months run from 01 to 12, parts of the year from 21 to 41"),
    (
        "part 42 of a year",
        "2021-42",
        5,
        "month 42 does not exist; months run from 01 to 12, parts of the year from 21 to 41",
    ),
    (
        "a half-known day beyond the month",
        "1999-02-3X",
        8,
        "there is no such day as 1999-02-3X in any year, month or day that fits",
    ),
    (
        "a leap day of no leap year",
        "XX99-02-29",
        8,
        "there is no such day as XX99-02-29 in any year, month or day that fits",
    ),
    ("a season with a day", "2001-21-05", 8, "21 is a part of the year and has no days"),
    ("minus zero", "-0000", 0, "-0000 does not exist; year 0 is 0000 and stands for 1 BCE"),
    ("a year too far ahead", "Y170000002", 0, "the year is too far away; it can be from -1000000 to 1000000"),
    ("a year just too far", "Y1000001", 0, "the year is too far away; it can be from -1000000 to 1000000"),
    ("an exponent too high", "Y17E7", 0, "the year is too far away; it can be from -1000000 to 1000000"),
    ("an absurd exponent", "Y1E999999999999", 0, "the year is too far away; it can be from -1000000 to 1000000"),
    ("zero with an absurd exponent", "Y0E99999", 0, "the year is too far away; it can be from -1000000 to 1000000"),
    ("Y before four digits", "Y2019", 0, "Y is for years of more than four digits; write 2019"),
    ("Y before four digits before year 0", "Y-43", 0, "Y is for years of more than four digits; write -0043"),
    ("too many significant digits", "1950S5", 4, "the year has 4 digits, so S can be followed by 1 to 4, not 5"),
    ("no significant digit", "1950S0", 4, "the year has 4 digits, so S can be followed by 1 to 4, not 0"),
    ("significant digits and a month", "1950S2-05", 7, "a year with significant digits has no month"),
    ("both sorts of vague digits", "19XXS2", 4, "a year has unspecified or significant digits, not both"),
    ("hour 25", "2020-07-01T25:00", 10, "'T25:00' is a time of day, and dates are compared by days; write 2020-07-01"),
    (
        "a time of day",
        "1912-04-15T02:20",
        10,
        "'T02:20' is a time of day, and dates are compared by days; write 1912-04-15",
    ),
    (
        "midnight in a zone that does not exist",
        "2020-07-01T00:00+25:00",
        10,
        "'T00:00+25:00' is a time of day, and dates are compared by days; write 2020-07-01",
    ),
    ("Y before zeros", "Y00001", 0, "Y is for years of more than four digits; write 0001"),
    ("the year after", "2022-23", 0, "'2022-23' may be 2022 to 2023, or autumn 2022; write 2022/2023 or autumn 2022"),
    (
        "the year after, in doubt",
        "2022-23?",
        0,
        "'2022-23?' may be 2022 to 2023, or autumn 2022; write 2022/2023 or autumn 2022",
    ),
    (
        "two years later",
        "1939-41",
        0,
        "'1939-41' may be 1939 to 1941, or second half of 1939; write 1939/1941 or second half of 1939",
    ),
    (
        "a southern summer",
        "1910-30",
        0,
        "'1910-30' may be 1910 to 1930, or 1910-12/1911-02; write 1910/1930 or 1910-12/1911-02",
    ),
    (
        "a third",
        "2001-38",
        0,
        "'2001-38' may be 2001 to 2038, or second third of 2001; write 2001/2038 or second third of 2001",
    ),
    ("in a set", "[2022-23,2024]", 1, "'2022-23' may be 2022 to 2023, or autumn 2022; write 2022/2023 or autumn 2022"),
    (
        "a time on an unknown day",
        "2020-07-XXT10:00",
        10,
        "'T10:00' is a time of day, and dates are compared by days; write 2020-07-XX",
    ),
    ("a set left open", "[1667,1668", 9, "a set that opens with [ must close with ]"),
    ("a set closed by the other bracket", "{1667]", 5, "a set that opens with { must close with }"),
    ("a set with a gap", "[1667,,1668]", 6, "a date is missing in the set; write [1667,1668] or [1670..1672]"),
    ("an empty set", "[]", 1, "a date is missing in the set; write [1667,1668] or [1670..1672]"),
    ("a set of dots", "[..]", 1, "'..' alone says nothing; write [..1952], [1945..] or [1945..1952]"),
    ("a set in a set", "[1667,[1668]]", 6, "a set cannot stand inside a set"),
    ("a range in a set that runs back", "[1672..1670]", 1, "'1672..1670' ends before it starts; write 1670..1672"),
    (
        "a bad date in a set",
        "[1667, 1668-13]",
        12,
        "month 13 does not exist; months run from 01 to 12, parts of the year from 21 to 41",
    ),
    ("something after a date", "1951-09-08foo", 10, f"'foo' after '1951-09-08' is not part of a date; {FORMS}"),
    ("a sign twice", "1951~~", 5, f"'~' after '1951~' is not part of a date; {FORMS}"),
    ("no date at all", "foo", 0, f"'foo' is not a date that can be read; {FORMS}"),
    ("a very long literal is shortened", "f" * 300, 0, f"'{'f' * 59}…' is not a date that can be read; {FORMS}"),
]


@pytest.mark.parametrize("text, offset, message", [case[1:] for case in ERRORS], ids=[case[0] for case in ERRORS])
def test_what_cannot_be_read(text: str, offset: int, message: str) -> None:
    with pytest.raises(LiteralError) as caught:
        read_date(text)
    assert (caught.value.message, caught.value.offset) == (message, offset)


def test_an_approximate_set_without_an_end_is_refused_by_every_sort_of_doubt() -> None:
    with pytest.raises(LiteralError) as caught:
        read_moment("about [1945..]")
    assert caught.value.message == "a stretch without an end cannot be approximate or uncertain; qualify its other end"


def test_what_is_plausible_never_reaches_beyond_what_is_possible() -> None:
    assert all(0 < allowed.plausible < allowed.possible for allowed in ALLOWANCES.values())


# The oracle: `edtf` 5.0.2. Known differences, each left out of the forms below or listed in DIFFERENT:
# - unspecified months and days before year 0: it takes the ends for each other (`-0043-XX` from December to January);
# - years before year 0 with unspecified digits and a month: it refuses them;
# - `-00XX`: it ends in year 0, which is not written with a minus sign;
# - the winter of 21 to 32: it ends on 31 December of the same year; winters here end in February;
# - dates that do not exist (`1998-02-29`), an interval that ends before it starts, minus zero: it reads them;
# - an unspecified year with a leap day: it ends on a day that does not exist (`1999-02-29`);
# - open ends raise TypeError in its bounds, and unknown ends lie ten years off (`1945/` ends in 1955).
def _year(chance: random.Random) -> str:
    return chance.choice((f"{chance.randint(0, 9999):04d}", f"{chance.randint(1000, 2100)}"))


def _signed(chance: random.Random) -> str:
    return chance.choice(("", "", "-")) + f"{chance.randint(1, 9999):04d}"


def _month(chance: random.Random) -> str:
    return f"{chance.randint(1, 12):02d}"


def _of_month(chance: random.Random) -> str:
    return f"{chance.randint(1, 28):02d}"


def _sign(chance: random.Random) -> str:
    return chance.choice("?~%")


def _century(chance: random.Random) -> str:
    return f"{chance.randint(10, 20)}"


PARTS = (21, 22, 23, 25, 26, 27, 29, 31, 32, *range(33, 42))
"""Of those with winters the days differ."""

ORACLE_FORMS: list[tuple[str, Callable[[random.Random], str]]] = [
    ("years", _signed),
    ("months", lambda c: f"{_signed(c)}-{_month(c)}"),
    ("days", lambda c: f"{_signed(c)}-{_month(c)}-{_of_month(c)}"),
    ("times of day", lambda c: f"{_year(c)}-{_month(c)}-{_of_month(c)}T00:00:00Z"),
    ("unknown last digit", lambda c: f"{_signed(c)[:-1]}X"),
    ("unknown last two digits", lambda c: f"{_year(c)[:2]}XX"),
    ("unknown month", lambda c: f"{_year(c)}-XX"),
    ("unknown day", lambda c: f"{_year(c)}-{_month(c)}-XX"),
    ("unknown month and day", lambda c: f"{_year(c)}-XX-XX"),
    ("unknown month, known day", lambda c: f"{_year(c)}-XX-{_of_month(c)}"),
    ("unknown year, known day", lambda c: f"{_year(c)[:-1]}X-{_month(c)}-{_of_month(c)}"),
    ("unknown century, known month", lambda c: f"{_year(c)[:-2]}XX-{_month(c)}"),
    ("signs at the end", lambda c: f"{_signed(c)}-{_month(c)}{_sign(c)}"),
    ("signs after a part", lambda c: f"{_year(c)}-{_month(c)}{_sign(c)}-{_of_month(c)}"),
    ("signs before parts", lambda c: f"{_sign(c)}{_year(c)}-{_month(c)}-{_sign(c)}{_of_month(c)}"),
    ("parts of the year", lambda c: f"{_century(c)}{c.randint(42, 99)}-{c.choice(PARTS)}"),
    ("significant digits", lambda c: f"{c.randint(1000, 9999)}S{c.randint(1, 4)}"),
    ("long years", lambda c: f"Y{c.choice(('', '-'))}{c.randint(10_000, 999_999)}"),
    ("exponents", lambda c: f"Y{c.choice(('', '-'))}{c.randint(1, 99)}E{c.randint(1, 4)}"),
    (
        "sets",
        # that package counts the years of a set one by one
        lambda c: f"[{c.randint(1000, 1100)}-0{c.randint(1, 9)},{c.randint(1190, 1200)}..{c.randint(1201, 1210)}]",
    ),
    ("intervals", lambda c: f"{c.randint(1000, 1500)}/{c.randint(1501, 2000)}{c.choice(('', '~', '-04', '-04-03'))}"),
]


@pytest.mark.parametrize("form", [form for _, form in ORACLE_FORMS], ids=[name for name, _ in ORACLE_FORMS])
def test_the_words_cover_the_days_that_the_edtf_package_gives(form: Callable[[random.Random], str]) -> None:
    chance = random.Random(1951)
    for text in dict.fromkeys(form(chance) for _ in range(110)):
        theirs = parse_edtf(text)
        expected = Interval(day_number(*theirs.lower_strict()[:3]), day_number(*theirs.upper_strict()[:3]))
        assert read_moment(text).bounds.literal == expected, text


DIFFERENT = [
    ("an unknown month before year 0", "-0043-XX"),
    ("a winter", "2019-24"),
    ("an unknown end", "1945/"),
    ("year 0 among the years before it", "-00XX"),
]


@pytest.mark.parametrize("text", [text for _, text in DIFFERENT], ids=[name for name, _ in DIFFERENT])
def test_the_known_differences_are_still_there(text: str) -> None:
    theirs = parse_edtf(text)
    ours = read_moment(text).bounds.literal
    assert (ours.lo, ours.hi) != (day_number(*theirs.lower_strict()[:3]), day_number(*theirs.upper_strict()[:3]))


@pytest.mark.parametrize("zone", ["-13:00", "-13", "-12:01", "-1230", "+14:01", "+1430", "+15:00", "+99:00"])
def test_midnight_in_a_zone_that_does_not_exist_is_refused(zone: str) -> None:
    with pytest.raises(LiteralError, match="is a time of day, and dates are compared by days; write 2020-01-01"):
        read_date(f"2020-01-01T00:00:00{zone}")
