"""Times of a Wikibase become dates of claims, and dates go back. Julian days become days of the Gregorian calendar.

Why: dates are compared by days of one calendar, and a Julian day that is taken for a Gregorian one is ten days off.
Quiet: months and years of the Julian calendar become a stretch of days; decades and longer are left as they are.
Units: years of JSON count back from 1 BCE as -1; here year 0 is 1 BCE (ISO 8601).
Source: Wikibase JSON format, time values (precision 11 is a day, 9 a year, 6 a millennium; a century and a millennium
are numbered as people number them); Richards, Mapping Time (1998), for the Julian leap rule.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checker.literals.dates.days import (
    BEFORE_MONTH,
    LENGTHS,
    civil,
    day_number,
    month_length,
    show_day,
    show_year,
)
from checker.literals.dates.edtf import FARTHEST_YEAR
from checker.literals.literal import LiteralError
from checker.wikibase.ids import GREGORIAN, JULIAN
from checker.wikibase.snaks import Misshapen, NoCounterpart, last_part, text, whole

DAY, MONTH, YEAR, DECADE, CENTURY, MILLENNIUM = 11, 10, 9, 8, 7, 6
TIME = re.compile(r"([+-])([0-9]{1,16})-([0-9]{2})-([0-9]{2})T00:00:00Z")
IN_JULIAN = "in the Julian calendar"
"""What a claim says in `because` of a date that was converted, behind the date as it stood."""
ORDINAL = re.compile(r"([1-9][0-9]*)(?:st|nd|rd|th) (century|millennium)")
DATE = re.compile(r"(Y?-?[0-9]{4,7})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
SPAN = re.compile(rf"\[({DATE.pattern})\.\.({DATE.pattern})\]")


@dataclass(frozen=True, slots=True)
class Time:
    """A time as a Wikibase holds it: `year` 0 is 1 BCE, month and day are 0 where the precision is coarser."""

    year: int
    month: int
    day: int
    precision: int
    calendar: str = GREGORIAN


def time_of(value: Mapping[str, Any]) -> Time:
    """The time of a value; raises `Misshapen`, or `NoCounterpart` for what no date of a claim says."""
    written = text(value, "time")
    match = TIME.fullmatch(written)
    if match is None:
        if re.fullmatch(r"[+-][0-9]{1,16}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z", written):
            raise NoCounterpart("a time of day")
        raise Misshapen(f"time is {written[:40]!r}, expected such as +1952-04-28T00:00:00Z")
    calendar = last_part(text(value, "calendarmodel"))
    if calendar not in (GREGORIAN, JULIAN):
        raise NoCounterpart("a calendar other than the Gregorian and the Julian")
    if whole(value, "before", 0) or whole(value, "after", 0):
        raise NoCounterpart("a time with an uncertainty before or after")
    sign, digits, month, day = match.groups()
    precision = whole(value, "precision")
    if not 0 <= precision <= 14:
        raise Misshapen(f"precision is {precision}, expected 0 to 14")
    if not MILLENNIUM <= precision <= DAY:
        what = "a time of day" if precision > DAY else "a time known to ten thousand years or less"
        raise NoCounterpart(what)
    year = int(digits) if sign == "+" else 1 - int(digits)
    if int(digits) == 0:
        raise NoCounterpart("a year 0, which neither calendar has")
    if abs(year) >= FARTHEST_YEAR:
        raise NoCounterpart("a time more than a million years away")
    found = Time(year, int(month), int(day), precision, calendar)
    return _cut(found)


def _cut(time: Time) -> Time:
    """Only what the precision covers; a month or day that its year does not have has no counterpart."""
    month = time.month if time.precision >= MONTH else 0
    day = time.day if time.precision == DAY else 0
    lasts = LENGTHS[month - 1] + (month == 2 and _is_leap(time.year, time.calendar)) if 1 <= month <= 12 else 0
    if (time.precision >= MONTH and not lasts) or (time.precision == DAY and not 1 <= day <= lasts):
        raise NoCounterpart("a day or month that the calendar does not have")
    return Time(time.year, month, day, time.precision, time.calendar)


def date_words(time: Time) -> tuple[str, str]:
    """The date as a claim gives it, and what it says in `because` where it was converted."""
    if time.calendar == GREGORIAN:
        return plain_words(time), ""
    as_it_stood = f"{plain_words(time)} {IN_JULIAN}"
    if time.precision < YEAR:
        return plain_words(time), as_it_stood
    first, last = (show_day(day) for day in julian_days(time))
    return first if time.precision == DAY else f"[{first}..{last}]", as_it_stood


def days_of(time: Time) -> tuple[int, int]:
    """The first and the last day, in the Gregorian calendar."""
    if time.calendar == JULIAN and time.precision >= YEAR:
        return julian_days(time)
    first, last = _years(time)
    month, day = time.month or 1, time.day or 1
    end = time.month or 12
    return day_number(first, month, day), day_number(last, end, time.day or month_length(last, end))


def julian_days(time: Time) -> tuple[int, int]:
    """The first and the last day of a Julian day, month or year."""
    month, last_month = time.month or 1, time.month or 12
    end = LENGTHS[last_month - 1] + (last_month == 2 and _is_leap(time.year, JULIAN))
    return julian_day(time.year, month, time.day or 1), julian_day(time.year, last_month, time.day or end)


def julian_day(year: int, month: int, day: int) -> int:
    """The number of a day that the Julian calendar names: 1 January of its year 1 is day -1."""
    past = year - 1
    leap_day = month > 2 and _is_leap(year, JULIAN)
    return past * 365 + past // 4 + BEFORE_MONTH[month - 1] + leap_day + day - 2


def _is_leap(year: int, calendar: str) -> bool:
    return year % 4 == 0 and (calendar == JULIAN or year % 100 != 0 or year % 400 == 0)


def _years(time: Time) -> tuple[int, int]:
    """The first and the last year of what the precision covers."""
    year = time.year
    if time.precision >= YEAR:
        return year, year
    if time.precision == DECADE:
        start = year // 10 * 10
        return start, start + 9
    size = 100 if time.precision == CENTURY else 1000
    if year > 0:
        number = -(-year // size)
        return (number - 1) * size + 1, number * size
    number = -(-(1 - year) // size)
    return 1 - number * size, -(number - 1) * size


def plain_words(time: Time) -> str:
    """The date in the words of its own calendar."""
    if time.precision == DAY:
        return f"{show_year(time.year)}-{time.month:02d}-{time.day:02d}"
    if time.precision == MONTH:
        return f"{show_year(time.year)}-{time.month:02d}"
    if time.precision == YEAR:
        return show_year(time.year)
    first, last = _years(time)
    if time.precision == DECADE and 0 <= first <= 9990:
        return f"{first // 10:03d}X"
    if time.precision < DECADE and first > 0:
        number = last // (100 if time.precision == CENTURY else 1000)
        return f"{_ordinal(number)} {'century' if time.precision == CENTURY else 'millennium'}"
    return f"[{show_year(first)}..{show_year(last)}]"


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def time_said(words: str, because: str = "") -> Time | None:
    """The time that a date of a claim says, if a Wikibase can hold it; with `because` as `date_words` gives it the
    Julian date as it stood.
    """
    julian = because.removesuffix(IN_JULIAN).rstrip() if because.endswith(IN_JULIAN) else ""
    found = _read(julian or words)
    if found is None:
        return None
    read = Time(found.year, found.month, found.day, found.precision, JULIAN if julian else GREGORIAN)
    try:
        return read if not julian or date_words(read)[0] == words else None
    except LiteralError:
        return None


def _read(words: str) -> Time | None:
    if match := DATE.fullmatch(words):
        year, month, day = int(match[1].removeprefix("Y")), int(match[2] or 0), int(match[3] or 0)
        try:
            return _cut(Time(year, month, day, DAY if day else MONTH if month else YEAR))
        except NoCounterpart:
            return None
    if match := re.fullmatch("([0-9]{3})X", words):
        return Time(int(match[1]) * 10, 0, 0, DECADE)
    if match := ORDINAL.fullmatch(words):
        precision, size = (CENTURY, 100) if match[2] == "century" else (MILLENNIUM, 1000)
        return Time(int(match[1]) * size, 0, 0, precision)
    if match := SPAN.fullmatch(words):
        year = int(match[2].removeprefix("Y"))
        for precision in (DECADE, CENTURY, MILLENNIUM):
            if not match[3] and plain_words(Time(year, 0, 0, precision)) == words:
                return Time(year, 0, 0, precision)
    return None


def gregorian(day: int) -> Time:
    return Time(*civil(day), DAY)


def stamp(time: Time) -> str:
    """The time as JSON and QuickStatements write it, with the year that its precision numbers."""
    before = 1 - time.year
    sign, year = ("+", time.year) if time.year > 0 else ("-", before)
    return f"{sign}{year:04d}-{time.month:02d}-{time.day:02d}T00:00:00Z"
