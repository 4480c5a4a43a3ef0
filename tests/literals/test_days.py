"""Day numbers agree with Python's calendar where it reaches, and with themselves beyond it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.literals.dates.days import civil, day_number, days_in_months, month_length, shift_months, show_day
from checker.literals.literal import LiteralError

YEARS = st.integers(-1_000_000, 1_000_000)
DAYS = st.integers(-365_000_000, 365_000_000)

KNOWN = [
    ("the first day", (1, 1, 1), 1),
    ("the last day of year 0", (0, 12, 31), 0),
    ("1 BCE starts 366 days before year 1, as a leap year", (0, 1, 1), -365),
    ("2 BCE is no leap year", (-1, 1, 1), -365 - 365),
    ("the end of the calendar of datetime", (9999, 12, 31), date.max.toordinal()),
    ("the day after it", (10000, 1, 1), date.max.toordinal() + 1),
    ("the day that the Gregorian calendar came into use", (1582, 10, 15), date(1582, 10, 15).toordinal()),
    ("a day that it left out is a day all the same", (1582, 10, 10), date(1582, 10, 15).toordinal() - 5),
    ("a leap day of a year divisible by 400", (2000, 2, 29), date(2000, 2, 29).toordinal()),
    ("400 years before year 1", (-399, 1, 1), 1 - 146_097),
    ("2,500 cycles after year 1", (1_000_001, 1, 1), 1 + 2_500 * 146_097),
]


@pytest.mark.parametrize("civil_date, number", [case[1:] for case in KNOWN], ids=[case[0] for case in KNOWN])
def test_known_days(civil_date: tuple[int, int, int], number: int) -> None:
    assert day_number(*civil_date) == number
    assert civil(number) == civil_date


MISSING = [
    ("30 February", (2021, 2, 30), "February 2021 has no day 30; its last day is 28"),
    ("29 February of a common year", (1900, 2, 29), "February 1900 has no day 29; its last day is 28"),
    ("30 February of a leap year", (2000, 2, 30), "February 2000 has no day 30; its last day is 29"),
    ("31 September", (1951, 9, 31), "September 1951 has no day 31; its last day is 30"),
    ("day 0", (1951, 9, 0), "September 1951 has no day 0; its last day is 30"),
    ("month 13", (1951, 13, 1), "month 13 does not exist; months run from 01 to 12"),
    ("month 0", (1951, 0, 1), "month 0 does not exist; months run from 01 to 12"),
    ("a year of five digits", (12000, 4, 31), "April Y12000 has no day 31; its last day is 30"),
]


@pytest.mark.parametrize("civil_date, message", [case[1:] for case in MISSING], ids=[case[0] for case in MISSING])
def test_days_that_do_not_exist(civil_date: tuple[int, int, int], message: str) -> None:
    with pytest.raises(LiteralError) as caught:
        day_number(*civil_date)
    assert caught.value.message == message


SHOWN = [
    ("a day of our time", (1951, 9, 8), "1951-09-08"),
    ("a year of two digits", (79, 8, 24), "0079-08-24"),
    ("year 0", (0, 1, 1), "0000-01-01"),
    ("before year 0", (-43, 3, 15), "-0043-03-15"),
    ("more than four digits", (12000, 3, 15), "Y12000-03-15"),
    ("more than four digits before year 0", (-12000, 12, 31), "Y-12000-12-31"),
]


@pytest.mark.parametrize("civil_date, text", [case[1:] for case in SHOWN], ids=[case[0] for case in SHOWN])
def test_days_as_text(civil_date: tuple[int, int, int], text: str) -> None:
    assert show_day(day_number(*civil_date)) == text


SHIFTED = [
    ("a month on", "2019-01-15", 1, "2019-02-15"),
    ("to a shorter month", "2019-01-31", 1, "2019-02-28"),
    ("to a shorter month of a leap year", "2020-01-31", 1, "2020-02-29"),
    ("back over the new year", "2020-01-31", -2, "2019-11-30"),
    ("from a leap day by a year", "2020-02-29", 12, "2021-02-28"),
    ("by nothing", "2020-02-29", 0, "2020-02-29"),
]


@pytest.mark.parametrize("start, months, end", [case[1:] for case in SHIFTED], ids=[case[0] for case in SHIFTED])
def test_months_later(start: str, months: int, end: str) -> None:
    assert shift_months(date.fromisoformat(start).toordinal(), months) == date.fromisoformat(end).toordinal()


@given(st.dates())
def test_days_of_datetime_have_the_same_numbers(day: date) -> None:
    assert day_number(day.year, day.month, day.day) == day.toordinal()
    assert civil(day.toordinal()) == (day.year, day.month, day.day)
    assert show_day(day.toordinal()) == day.isoformat()


@given(DAYS)
def test_every_day_has_one_date(day: int) -> None:
    assert day_number(*civil(day)) == day


@given(DAYS)
def test_the_next_day_has_the_next_date(day: int) -> None:
    assert civil(day) < civil(day + 1)


@given(DAYS)
def test_the_calendar_repeats_after_400_years(day: int) -> None:
    year, month, of_month = civil(day)
    assert civil(day + 146_097) == (year + 400, month, of_month)


@given(YEARS, st.integers(1, 12))
def test_a_month_is_as_long_as_its_days(year: int, month: int) -> None:
    next_month = (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)
    assert day_number(*next_month) - day_number(year, month, 1) == month_length(year, month)


@pytest.mark.parametrize("months", [1, 2, 7, 12, 108 * 12, 4_800, 4_801])
def test_so_many_months_take_no_fewer_and_no_more_days(months: int) -> None:
    """From every day of four years, and of those about a year that is no leap year."""
    first = day_number(1896, 1, 1)
    taken = {shift_months(day, months) - day for day in range(first, first + 9 * 366)}
    least, most = days_in_months(months)
    assert least <= min(taken) <= max(taken) <= most
    assert months > 12 or (least, most) == (min(taken), max(taken))
