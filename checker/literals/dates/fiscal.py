"""Fiscal years: `FY2023`, `Japanese fiscal year 2023`; and periods that are named by their end.

`year ended 31 March 2020`, `quarter ending June 2020`, `twelve months to 30 June 2020`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from checker.literals.dates.days import day_number, month_length, shift_months
from checker.literals.dates.edtf import Date, shown
from checker.literals.literal import LiteralError
from checker.model.interval import Interval
from checker.model.value import Precision, exactly
from checker.model.vocabulary import FiscalYear

FiscalYears = Mapping[str, FiscalYear]

_I = re.IGNORECASE | re.ASCII
_FISCAL_NUMBER = re.compile(r" ?(?P<year>[0-9]{4})(?:[-–/](?P<next>[0-9]{2,4}))?")
_FISCAL_WORDS = ("fiscal year", "financial year", "fiscal", "fy")
_PERIODS: tuple[tuple[int, Precision, str], ...] = (
    (12, "year", "year|12 months|twelve months|twelve-month period|12-month period"),
    (6, "half", "half-year|half year|six months|6 months"),
    (9, "interval", "nine months|9 months"),
    (3, "quarter", "quarter|three months|3 months"),
    (1, "month", "month"),
)
_MONTHS_OF = {name: (months, precision) for months, precision, names in _PERIODS for name in names.split("|")}
PERIOD = re.compile(
    rf"(?:(?:fiscal|financial|tax|accounting|reporting) +)?(?P<period>{'|'.join(_MONTHS_OF)}) +(?:ended|ending|to)"
    r"(?: +on| +at| +in)? +",
    _I,
)
"""A period with the words before the day or the month that ends it."""


def fiscal_year(text: str, offset: int, fiscal_years: FiscalYears) -> Date | None:
    """`jfy 2023`, `Japanese fiscal year 2023`, `FY2023`; `FY2019-20` is the one that starts in 2019."""
    for year in fiscal_years.values():
        for name in (year.name, year.label):
            if name and text[: len(name)].casefold() == name.casefold():
                if match := _FISCAL_NUMBER.fullmatch(text, len(name)):
                    return _of_fiscal_year(year, match, offset)
    word = next((word for word in _FISCAL_WORDS if text[: len(word)].lower() == word), None)
    if word is None or PERIOD.match(text):
        return None
    match = _FISCAL_NUMBER.fullmatch(text, len(word))
    if match is None:
        raise LiteralError(f"'{shown(text)}' needs a year of four digits; write FY2023 or FY2019-20", offset)
    if not fiscal_years:
        raise LiteralError(
            f"'{shown(text)}': no fiscal year is declared; declare one under fiscal_years in the vocabulary", offset
        )
    if len(fiscal_years) > 1:
        names = ", ".join(sorted(year.name for year in fiscal_years.values()))
        first = min(year.name for year in fiscal_years.values())
        raise LiteralError(
            f"'{shown(text)}' may be a year of any of {names}; name one, as in {first} {match['year']}", offset
        )
    return _of_fiscal_year(next(iter(fiscal_years.values())), match, offset)


def _of_fiscal_year(kind: FiscalYear, match: re.Match[str], offset: int) -> Date:
    number = int(match["year"])
    begins_named = kind.named_by == "start" or (kind.month, kind.day) == (1, 1)
    if match["next"]:
        before = match.string[: match.start("next") - 1]
        check_next(before, number, match["next"], offset + match.start("next"))
        begins_named = True
    starts = number if begins_named else number - 1
    lo, past = (_day_or_last(year, kind.month, kind.day) for year in (starts, starts + 1))
    return Date(exactly(Interval(lo, past - 1)), "year")


def _day_or_last(year: int, month: int, day: int) -> int:
    """The day, or the month's last where it has no such day: a fiscal year may start on 29 February."""
    return day_number(year, month, 1) + min(day, month_length(year, month)) - 1


def check_next(before: str, year: int, text: str, offset: int) -> None:
    expected = str(year + 1)
    if text not in (expected, expected[-2:]):
        raise LiteralError(f"'{text}' is not the year after {year}; write {before}/{expected[-2:]}", offset)


def period_before(match: re.Match[str], offset: int) -> Callable[[Date], Date]:
    """The period of so many months that the day, or the last day of the month, ends."""
    name = match["period"].lower()
    months, precision = _MONTHS_OF[name]

    def ended(date: Date) -> Date:
        last = date.bounds.literal.hi
        if date.precision not in ("day", "month") or date.sort != "whole" or last is None:
            raise LiteralError(f"'{match[0].strip()}' needs a day or a month; write {name} ended 31 March 2020", offset)
        days = Interval(shift_months(int(last) + 1, -months), last)
        return Date(exactly(days), precision)

    return ended
