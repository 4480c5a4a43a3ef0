"""An hour or a weekday beside a day: `11.40pm on 14 April 1912`, `Monday, April 15, 1912`.

Why: dates are compared by days. An hour says no more of its day; a weekday that the day is not shows a slip.
Quiet: `midnight` is the start of its day or the end, and is refused. Before the Gregorian reform of 1582 a weekday may
be that of the Julian calendar.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from checker.literals.dates.days import MONTHS, civil, day_number, show_day, year_in_words
from checker.literals.dates.edtf import Date
from checker.literals.literal import LiteralError

_I = re.IGNORECASE | re.ASCII
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = "mon|tues|tue|weds|wed|thurs|thur|thu|fri|sat|sun"
_WEEKDAY = rf"(?P<weekday>{'|'.join(_WEEKDAYS)}|{_SHORT})\b\.?"
_CLOCK = (
    r"(?P<hour>(?:at +|about +|around +|approximately +)*"
    r"(?:(?:0?[1-9]|1[0-2])(?:[.:][0-5][0-9]){0,2} *(?:a\.? ?m\b\.?|p\.? ?m\b\.?)"
    r"|(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?: *(?:hours|hrs|h)\b\.?)?"
    r"|(?:[01][0-9]|2[0-3])[0-5][0-9] *(?:hours|hrs|h)\b\.?|noon\b|midday\b|midnight\b)"
    r"(?: +(?:GMT|UTC|local time|ship's time))?)"
)
_HOUR_BEFORE = re.compile(rf"{_CLOCK}(?:,? +(?:on|of) +|, *| +)", _I)
_HOUR_AFTER = re.compile(rf"(?:, *| +){_CLOCK}$", _I)
_WEEKDAY_BEFORE = re.compile(rf"{_WEEKDAY}(?:, *| +)(?:the +)?", _I)
_WEEKDAY_AFTER = re.compile(rf"(?:,? *\( *{_WEEKDAY} *\)|, *(?:a +)?{_WEEKDAY.replace('<weekday>', '<other>')})$", _I)
_REFORM = day_number(1582, 10, 15)

DateStep = Callable[[Date], Date]


def hour_before(text: str) -> re.Match[str] | None:
    return _HOUR_BEFORE.match(text)


def hour_after(text: str) -> re.Match[str] | None:
    return _HOUR_AFTER.search(text)


def weekday_before(text: str) -> re.Match[str] | None:
    return _WEEKDAY_BEFORE.match(text)


def weekday_after(text: str) -> re.Match[str] | None:
    return _WEEKDAY_AFTER.search(text)


def at_hour(match: re.Match[str], offset: int) -> DateStep:
    """The day of an hour; its note says that the hour is not compared."""
    hour = match["hour"].strip()

    def of_day(date: Date) -> Date:
        if date.precision != "day":
            raise LiteralError(f"'{hour}' is an hour, and needs a day beside it; write 14 April 1912", offset)
        if hour.lower().endswith("midnight"):
            day = int(date.bounds.literal.lo or 0)
            ways = f"{_in_words(day - 1)}, {_in_words(day)} or {_in_words(day + 1)}"
            raise LiteralError(f"'midnight' may be the start of its day or the end; write the day: {ways}", offset)
        notes = [note for note in (date.bounds.tolerance,) if note != "none"]
        note = "; ".join((*notes, f"'{hour}' is left out: dates are compared by days"))
        return replace(date, bounds=replace(date.bounds, tolerance=note))

    return of_day


def on_weekday(match: re.Match[str], offset: int) -> DateStep:
    """The day itself. Raises where it is another day of the week."""
    said = match["weekday"] or match["other"]
    wanted = next(name for name in _WEEKDAYS if name.lower().startswith(said.lower()[:3]))

    def of_day(date: Date) -> Date:
        if date.precision != "day" or not date.bounds.literal.is_point:
            raise LiteralError(f"'{said}' is a day of the week, and needs a day beside it; write 15 April 1912", offset)
        day = int(date.bounds.literal.lo or 0)
        was = _WEEKDAYS[(day - 1) % 7]
        if wanted != was and not (day < _REFORM and wanted == _WEEKDAYS[(day - 1 - _julian_lag(day)) % 7]):
            near = min((day + k for k in range(-3, 4)), key=lambda d: (_WEEKDAYS[(d - 1) % 7] != wanted, abs(d - day)))
            raise LiteralError(
                f"{_in_words(day)} was a {was}, no {wanted}; write {_in_words(day)}, or the {wanted} that is meant, "
                f"as {_in_words(near)}",
                offset,
            )
        return date

    return of_day


def _julian_lag(day: int) -> int:
    """Days by which the name of a day in the Julian calendar differs: its date is called so that much later."""
    year, month, _ = civil(day)
    past = year - (month < 3)
    return -(past // 100 - past // 400 - 2)


def _in_words(day: int) -> str:
    year, month, number = civil(day)
    return f"{number} {MONTHS[month - 1]} {year_in_words(year)}" if year > 999 or year < 1 else show_day(day)
