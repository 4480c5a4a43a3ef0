"""Days have whole numbers: day 1 is 0001-01-01 in the proleptic Gregorian calendar, day 0 the last day of year 0.

Why: the days of `datetime` end at the years 1 and 9999; documents speak of 660 BCE, and of 12,000 BCE.
Quiet: one calendar throughout. Dates that a source gives in the Julian calendar are taken as they are written.
Units: days; year 0 is 1 BCE, year -1 is 2 BCE (ISO 8601).
Source: the leap rule of Gregory XIII, Inter gravissimas (1582), reckoned backwards as ISO 8601 does.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache, lru_cache
from itertools import accumulate

from checker.literals.literal import LiteralError

DAYS_PER_YEAR = Fraction(3652425, 10000)
"""The mean year of the Gregorian calendar: 97 leap days in 400 years."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONTH_NAMES = "|".join(f"{name}|{name[:3]}" for name in MONTHS) + "|sept"
"""The months in a regular expression, in full and cut short."""
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
BEFORE_MONTH = tuple(accumulate(LENGTHS, initial=0))
YEARS_IN_CYCLE = 400  # the leap rule repeats
DAYS_IN_CYCLE = 146_097  # 400 * 365 + 97 leap days


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    return LENGTHS[month - 1] + (month == 2 and is_leap(year))


def day_number(year: int, month: int, day: int) -> int:
    """The number of a date; `LiteralError` where there is no such date."""
    if not 1 <= month <= 12:
        raise LiteralError(f"month {month} does not exist; months run from 01 to 12")
    if not 1 <= day <= month_length(year, month):
        raise LiteralError(no_such_day(year, month, day))
    leap_day = month > 2 and is_leap(year)
    return _days_before_year(year) + BEFORE_MONTH[month - 1] + leap_day + day


def no_such_day(year: int, month: int, day: int) -> str:
    """What to tell of a day that its month does not have."""
    last = month_length(year, month)
    return f"{MONTHS[month - 1]} {year_in_words(year)} has no day {day}; its last day is {last}"


@lru_cache(2**12)
def civil(day: int) -> tuple[int, int, int]:
    """Year, month and day of the month of a day number."""
    year = 1 + (day - 1) * YEARS_IN_CYCLE // DAYS_IN_CYCLE  # right, or one off beside a new year
    while _days_before_year(year) >= day:
        year -= 1
    while _days_before_year(year + 1) < day:
        year += 1
    rest = day - _days_before_year(year)
    month = 1
    while rest > month_length(year, month):
        rest -= month_length(year, month)
        month += 1
    return year, month, rest


def shift_months(day: int, months: int) -> int:
    """The same day of the month so many months later; the month's last day where that month is too short."""
    year, month, of_month = civil(day)
    year, month = year + (month - 1 + months) // 12, (month - 1 + months) % 12 + 1
    return day_number(year, month, min(of_month, month_length(year, month)))


@cache
def days_in_months(months: int) -> tuple[int, int]:
    """The fewest and the most days that so many calendar months take: one takes 28 to 31, twelve take 365 or 366."""
    cycles, rest = divmod(months, 12 * YEARS_IN_CYCLE)
    starts = _month_starts()
    first = range(12 * YEARS_IN_CYCLE)
    taken = [starts[month + rest] - starts[month] for month in first]
    # from a day that the last month lacks they reach to its end
    cut = [min(days, starts[month + rest + 1] - starts[month + 1]) for month, days in zip(first, taken, strict=True)]
    return cycles * DAYS_IN_CYCLE + min(cut), cycles * DAYS_IN_CYCLE + max(taken)


@cache
def _month_starts() -> tuple[int, ...]:
    """The first days of all months of two cycles, and of the next."""
    lengths = (month_length(1 + month // 12, 1 + month % 12) for month in range(2 * 12 * YEARS_IN_CYCLE))
    return tuple(accumulate(lengths, initial=1))


def show_year(year: int) -> str:
    """A year as EDTF writes it: four digits, `Y` before more than four."""
    sign = "-" if year < 0 else ""
    return f"{sign}{abs(year):04d}" if abs(year) <= 9999 else f"Y{year}"


def year_in_words(year: int) -> str:
    """A year as people write it: before year 1 it is counted back from our era, `44 BCE`."""
    before = 1 - year
    return show_year(year) if year > 0 else f"{before:,} BCE" if before > 9999 else f"{before} BCE"


def show_day(day: int) -> str:
    """A day as EDTF writes it, `1951-09-08`; beyond four digits of the year `Y12000-01-31`."""
    year, month, of_month = civil(day)
    return f"{show_year(year)}-{month:02d}-{of_month:02d}"


def _days_before_year(year: int) -> int:
    past = year - 1
    return past * 365 + past // 4 - past // 100 + past // 400
