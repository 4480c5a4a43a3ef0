"""An EDTF date, level 0 to 2, is a range of days: `1951`, `1951-09-08`, `199X`, `2004-06~-11`, `[1667,1668]`.

Why: documents date things as exactly as they know them, and a date must not become more exact than it was written.
Quiet: midnight is the day that it begins, in the zone in which it is written; any other time of day is refused, since
dates are compared by days. Seasons 21 to 24 are those of the northern hemisphere. What people write for two years
(`2022-23`) is no part of a year. Beyond EDTF, a year of more than four digits may have a month and a day
(`Y12000-03-15`), so that every day can be written. Intervals are read in `dates`, where ends may also be English.
Source: Library of Congress, Extended Date/Time Format (2019); ISO 8601-2:2019.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

from checker.literals.dates.days import day_number, month_length, no_such_day, shift_months
from checker.literals.literal import LiteralError
from checker.model.interval import Interval
from checker.model.value import Bounds, Precision, exactly

FARTHEST_YEAR = 1_000_000  # far beyond anything that documents date in years; keeps day numbers small

LONGEST_SHOWN = 60  # characters of a literal in a message: half a line
FORMS = "write 1951, 1951-09, 1951-09-08, 1951/1952, 199X, 'early 1990s' or '8 September 1951'"

SEASON_LAG_DAYS = 23
"""Days by which a season of the sky ends after the season of the months. 31 August to 23 September is the longest."""


@dataclass(frozen=True, slots=True)
class Date:
    """What one date literal names.

    `whole`: all of the days of the bounds, as a year is all of its days. `some`: a shorter stretch somewhere
    within, such as one unknown year of a decade. `all`: several dates at once.
    """

    bounds: Bounds
    precision: Precision
    sort: Literal["whole", "some", "all"] = "whole"


@dataclass(frozen=True, slots=True)
class Allowance:
    """How far a date may lie from its words, either side. Units: `unit`."""

    plausible: int
    possible: int
    unit: Literal["day", "month", "year"]

    @property
    def words(self) -> str:
        plural = self.unit if self.possible == 1 else f"{self.unit}s"
        return f"± {self.plausible} plausible, ± {self.possible} {plural} possible"


ALLOWANCES: Mapping[Precision, Allowance] = {
    "day": Allowance(3, 15, "day"),  # within the week; within the month
    "month": Allowance(1, 3, "month"),  # a neighbouring month; a quarter off
    "season": Allowance(1, 3, "month"),  # as a month: what is doubted is where in the year it fell
    "quarter": Allowance(1, 3, "month"),
    "half": Allowance(3, 6, "month"),  # half of itself; itself
    "year": Allowance(1, 5, "year"),  # `ca. 1610` is indexed as 1605 to 1615: Cataloging Cultural Objects, 4.2.3
    "decade": Allowance(5, 10, "year"),  # half of itself; itself
    "century": Allowance(25, 50, "year"),  # a quarter, half: `probably late 12th century` is 1150 to 1220 there
    "millennium": Allowance(250, 500, "year"),  # a quarter, half, as of a century
}
"""How far `~` and `about` reach, by precision. A stretch without a name of its own reaches half of its length,
and its length. The sizes are choices of this tool; where a source is known it stands beside."""

SIGNS = {"~": "approximate", "?": "uncertain", "%": "uncertain and approximate"}


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a year that EDTF numbers: its first month, its months, and what it is called."""

    month: int
    length: int
    precision: Precision
    called: str = ""


_PARTS: Mapping[int, _Part] = {
    21: _Part(3, 3, "season", "northern spring"),
    22: _Part(6, 3, "season", "northern summer"),
    23: _Part(9, 3, "season", "northern autumn"),
    24: _Part(12, 3, "season", "northern winter"),
    25: _Part(3, 3, "season", "northern spring"),
    26: _Part(6, 3, "season", "northern summer"),
    27: _Part(9, 3, "season", "northern autumn"),
    28: _Part(12, 3, "season", "northern winter"),
    29: _Part(9, 3, "season", "southern spring"),
    30: _Part(12, 3, "season", "southern summer"),
    31: _Part(3, 3, "season", "southern autumn"),
    32: _Part(6, 3, "season", "southern winter"),
    33: _Part(1, 3, "quarter"),
    34: _Part(4, 3, "quarter"),
    35: _Part(7, 3, "quarter"),
    36: _Part(10, 3, "quarter"),
    37: _Part(1, 4, "interval"),
    38: _Part(5, 4, "interval"),
    39: _Part(9, 4, "interval"),
    40: _Part(1, 6, "half"),
    41: _Part(7, 6, "half"),
}
"""Source: the codes are EDTF's; seasons of whole months are the meteorological ones (World Meteorological
Organization, Guide to Climatological Practices, WMO-No. 100)."""

_FIRST_QUARTER = 33  # the codes below it are seasons, whose days are a matter of convention
_FIRST_SEASONS = range(21, 25)
_LENGTHS = {3: "quarter", 4: "third", 6: "half"}  # by months
_MASKED: tuple[Precision, ...] = ("interval", "millennium", "century", "decade")  # by place of the first X

_DATE = re.compile(
    r"([?~%]?)(Y-?[0-9]+(?:E[0-9]+)?|-?[0-9X]{4})(S[0-9]+)?([?~%]?)"
    r"(?:-([?~%]?)([0-9X]{2})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?)(T.*)?)?)?",
    re.DOTALL,
)
_HOURS = r"(?:0[0-9]|1[01])(?::?[0-5][0-9])?"
_MIDNIGHT = re.compile(rf"T00:00(:00(\.0+)?)?(Z|[+-]{_HOURS}|-12(:?00)?|\+1[23](:?[0-5][0-9])?|\+14(:?00)?)?")
"""How programs write a day where they have a field for a moment. No clock is 15 hours ahead of UTC, or 13 behind."""


def read_date(text: str, offset: int = 0) -> Date:
    """An EDTF date or set of dates. `offset` is where `text` starts in the literal that an error speaks about."""
    if text[:1] in ("[", "{"):
        return _read_set(text, offset)
    match = _DATE.match(text)
    if match is None:
        raise LiteralError(f"'{shown(text)}' is not a date that can be read; {FORMS}", offset)
    if match.end() < len(text):
        rest = text[match.end() :]
        raise LiteralError(f"'{shown(rest)}' after '{match[0]}' is not part of a date; {FORMS}", offset + match.end())
    before_year, year, significant, after_year, before_month, month, after_month = match.groups()[:7]
    before_day, day, after_day, time = match.groups()[7:]
    if time and (not _MIDNIGHT.fullmatch(time) or "X" in text):
        day_alone = shown(text[: match.start(11)])
        raise LiteralError(
            f"'{shown(time)}' is a time of day, and dates are compared by days; write {day_alone}",
            offset + match.start(11),
        )
    digits, negative = _year(year, offset + match.start(2))
    earliest, latest = (next(_years(digits, negative, latest_first=last)) for last in (False, True))
    if significant:
        if month:
            raise LiteralError("a year with significant digits has no month", offset + match.start(6))
        if earliest != latest:
            raise LiteralError("a year has unspecified or significant digits, not both", offset + match.start(3))
        date = _significant(earliest, int(significant[1:5]), offset + match.start(3))
    elif month and month.isdigit() and int(month) in _PARTS:
        if day:
            raise LiteralError(f"{month} is a part of the year and has no days", offset + match.start(9))
        if earliest == latest and _two_years(year, int(month)):
            raise LiteralError(_two_readings(match[0], year, int(month)), offset)
        date = part_of_year(earliest, latest, int(month))
    else:
        date = _calendar(digits, negative, month, day, offset + match.start(6), offset + match.start(9))
    fine: Precision = date.precision if date.precision != "day" else "month"
    coarse: Precision = "year" if month else date.precision
    signs: tuple[tuple[Precision, str | None], ...] = (
        *((coarse, before_year), (coarse, after_year)),
        *((fine, before_month), (fine, after_month)),
        *(("day", before_day), ("day", after_day)),
    )
    for precision, sign in signs:
        if sign:
            date = doubt(date, sign, precision)
    return date


def doubt(date: Date, sign: str, precision: Precision | None = None) -> Date:
    """The date with the allowance of a qualifier, by the precision of the component that carries it.

    `~` (approximate) and `%` widen what is plausible and what is possible; `?` (uncertain) is a doubt about the
    source and widens what is possible only.
    """
    bounds, precision = date.bounds, precision or date.precision
    if precision in ALLOWANCES:
        allowed = ALLOWANCES[precision]
    else:
        width = bounds.literal.width
        if width is None:
            raise LiteralError("a stretch without an end cannot be approximate or uncertain; qualify its other end")
        days = int(width) + 1
        allowed = Allowance((days + 1) // 2, days, "day")
    plausible = bounds.plausible if sign == "?" else _widen(bounds.plausible, allowed.plausible, allowed.unit)
    possible = _widen(bounds.possible, allowed.possible, allowed.unit)
    words = allowed.words if sign != "?" else allowed.words.split(", ")[1]
    note = f"{SIGNS[sign]}: {words}"
    return replace(date, bounds=Bounds(bounds.literal, plausible, possible, _joined(bounds.tolerance, note)))


def _two_years(year: str, code: int) -> bool:
    """People write the year after (`2022-23`) and longer stretches (`1939-41`) in the form of a part of the year.

    Of 21 to 24, which EDTF has had from its start, only the year after is such a stretch.
    """
    if len(year) != 4 or not year.isdecimal():
        return False
    last = int(year[2:])
    return code == (last + 1) % 100 or (code > _FIRST_SEASONS[-1] and code > last)


def _two_readings(text: str, year: str, code: int) -> str:
    later, part = f"{year[:2]}{code}", _in_words(int(year), code)
    return f"'{text}' may be {year} to {later}, or {part}; write {year}/{later} or {part}"


def _in_words(year: int, code: int) -> str:
    """A part of a year as it can be written without its number."""
    part = _PARTS[code]
    if code >= _FIRST_QUARTER:
        index = (part.month - 1) // part.length
        return f"{('first', 'second', 'third', 'fourth')[index]} {_LENGTHS[part.length]} of {year:04d}"
    if part.called.startswith("northern"):
        return f"{part.called.partition(' ')[2]} {year:04d}"
    later, month = divmod(part.month + part.length - 2, 12)
    return f"{year:04d}-{part.month:02d}/{year + later:04d}-{month + 1:02d}"


def hull(first: Bounds, last: Bounds) -> Bounds:
    """From the start of one to the end of another, reading by reading."""
    pairs = zip(_levels(first), _levels(last), strict=True)
    spans = [Interval(start.lo, end.hi) for start, end in pairs]
    return Bounds(*spans, tolerance=_joined(first.tolerance, last.tolerance))


def part_of_year(earliest: int, latest: int, code: int, winter_is_known: bool = False) -> Date:
    """A season, quarter, third or half by its EDTF code, in one of the years."""
    part, masked = _PARTS[code], earliest != latest
    lo = day_number(earliest, part.month, 1)
    hi = shift_months(day_number(latest, part.month, 1), part.length) - 1
    literal = Interval(lo, hi)
    sort: Literal["whole", "some"] = "some" if masked else "whole"
    precision: Precision = "interval" if masked else part.precision
    if code >= _FIRST_QUARTER:
        return Date(exactly(literal), precision, sort)
    note = f"{part.called}: by months, or up to {SEASON_LAG_DAYS} days later by the sky"
    early = lo
    if part.month == 12 and not winter_is_known:
        early = shift_months(lo, -12)
        note += "; the year may be that of its December or of its January"
    return Date(Bounds(literal, Interval(early, hi), Interval(early, hi + SEASON_LAG_DAYS), note), precision, sort)


def shown(text: str) -> str:
    """The text, shortened for a message."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def check_year(year: int, offset: int = 0) -> int:
    """The year itself; `LiteralError` where it is too far away."""
    if abs(year) > FARTHEST_YEAR:
        raise LiteralError(f"the year is too far away; it can be from -{FARTHEST_YEAR} to {FARTHEST_YEAR}", offset)
    return year


def _year(text: str, offset: int) -> tuple[str, bool]:
    """The digits of a year, `X` for an unspecified one, and whether it lies before year 0."""
    digits, negative = text.lstrip("Y-"), "-" in text
    if text[0] == "Y":
        digits, _, exponent = digits.partition("E")
        if not exponent and len(digits.lstrip("0")) < 5:
            plain = f"{'-' * negative}{digits.lstrip('0'):0>4}"
            raise LiteralError(f"Y is for years of more than four digits; write {plain}", offset)
        digits = digits.lstrip("0") or "0"
        shift = int(exponent[:4] or "0")
        if len(digits) + shift > len(str(FARTHEST_YEAR)):
            check_year(FARTHEST_YEAR + 1, offset)
        digits += "0" * shift
        check_year(int(digits), offset)
    if negative and not digits.strip("0"):
        raise LiteralError("-0000 does not exist; year 0 is 0000 and stands for 1 BCE", offset)
    return digits, negative


def _years(digits: str, negative: bool, latest_first: bool) -> Iterator[int]:
    """All years that have these digits, in order of time or against it."""
    choices = "0123456789" if latest_first == negative else "9876543210"
    for chosen in product(*(choices if digit == "X" else digit for digit in digits)):
        number = int("".join(chosen))
        if number or not negative:
            yield -number if negative else number


def _calendar(digits: str, negative: bool, month: str | None, day: str | None, month_at: int, day_at: int) -> Date:
    """A year, month or day, any digit of which may be unspecified."""
    months = _matching(month, range(1, 13))
    days = _matching(day, range(1, 32))
    if not months:
        known = "months run from 01 to 12, parts of the year from 21 to 41"
        raise LiteralError(f"month {month} does not exist; {known}", month_at)
    first = _edge(_years(digits, negative, latest_first=False), months, days)
    last = _edge(_years(digits, negative, latest_first=True), months[::-1], days[::-1])
    written = f"{'-' * negative}{digits}-{month}-{day}"
    if first is None or last is None:
        if "X" in written:
            raise LiteralError(f"there is no such day as {written} in any year, month or day that fits", day_at)
        year = int(f"{'-' * negative}{digits}")
        raise LiteralError(no_such_day(year, months[0], int(day or 0)), day_at)
    fine: Precision = "day" if day else "month" if month else "year"
    if "X" in digits:
        fine = _MASKED[digits.index("X")]
    elif month and "X" in month:
        fine = "year"
    elif day and "X" in day:
        fine = "month"
    return Date(exactly(Interval(first, last)), fine, "some" if "X" in written else "whole")


def _significant(year: int, digits: int, offset: int) -> Date:
    """A year of which only the first digits are meant: `1950S2` is estimated at 1950, and lies in 1900 to 1999."""
    size = len(str(abs(year)))
    if not 1 <= digits <= size:
        raise LiteralError(f"the year has {size} digits, so S can be followed by 1 to {size}, not {digits}", offset)
    step = 10 ** (size - digits)
    low = abs(year) // step * step
    low, high = (low, low + step - 1) if year >= 0 else (-low - step + 1, -low)
    outer = Interval(day_number(low, 1, 1), day_number(high, 12, 31))
    literal = Interval(day_number(year, 1, 1), day_number(year, 12, 31))
    dropped = size - digits
    coarse: tuple[Precision, ...] = ("year", "decade", "century", "millennium")
    precision = coarse[dropped] if dropped < len(coarse) else "interval"
    note = f"{digits} significant digit{'s' * (digits > 1)} of the year" if dropped else "none"
    return Date(Bounds(literal, outer, outer, note), precision, "some" if dropped else "whole")


def _read_set(text: str, offset: int) -> Date:
    """`[…]`: one of the dates; `{…}`: all of them. The days are those from the first to the last."""
    closing = {"[": "]", "{": "}"}[text[0]]
    if not text.endswith(closing) or len(text) < 2:
        raise LiteralError(f"a set that opens with {text[0]} must close with {closing}", offset + len(text) - 1)
    bounds: Bounds | None = None
    at = offset + 1
    for part in text[1:-1].split(","):
        inner = part.strip()
        member = _read_member(inner, at + part.find(inner))
        at += len(part) + 1
        bounds = around(bounds, member) if bounds else member
    assert bounds is not None  # split never gives an empty list
    return Date(bounds, "interval", "some" if text[0] == "[" else "all")


def _read_member(text: str, offset: int) -> Bounds:
    if not text:
        raise LiteralError("a date is missing in the set; write [1667,1668] or [1670..1672]", offset)
    if text[0] in "[{":
        raise LiteralError("a set cannot stand inside a set", offset)
    first, dots, last = text.partition("..")
    if not dots:
        return read_date(text, offset).bounds
    if not first and not last:
        raise LiteralError("'..' alone says nothing; write [..1952], [1945..] or [1945..1952]", offset)
    start = read_date(first, offset).bounds if first else exactly(Interval())
    end = read_date(last, offset + len(first) + 2).bounds if last else exactly(Interval())
    if start.literal.lo is not None and end.literal.hi is not None and start.literal.lo > end.literal.hi:
        raise LiteralError(f"'{shown(text)}' ends before it starts; write {shown(last)}..{shown(first)}", offset)
    return hull(start, end)


def around(first: Bounds, second: Bounds) -> Bounds:
    parts = [a.hull(b) for a, b in zip(_levels(first), _levels(second), strict=True)]
    return Bounds(*parts, tolerance=_joined(first.tolerance, second.tolerance))


def _matching(pattern: str | None, numbers: range) -> list[int]:
    asked = (int(pattern),) if pattern and pattern.isdecimal() else numbers
    return [n for n in asked if n in numbers and (pattern is None or _fits(pattern, n))]


def _fits(pattern: str, number: int) -> bool:
    digits = str(number).zfill(len(pattern))
    return len(digits) == len(pattern) and all(p in ("X", d) for p, d in zip(pattern, digits, strict=True))


def _edge(years: Iterable[int], months: list[int], days: list[int]) -> int | None:
    """The first of these days that exists, in the order given."""
    dates = ((y, m, d) for y in years for m in months for d in days if d <= month_length(y, m))
    return next((day_number(*date) for date in dates), None)


def _widen(days: Interval, by: int, unit: str) -> Interval:
    """Moved apart by so many days, months or years; the end of a month or year stays one."""
    months = by * {"day": 0, "month": 1, "year": 12}[unit]
    lo = None if days.lo is None else shift_months(int(days.lo), -months) - (by if unit == "day" else 0)
    hi = None if days.hi is None else shift_months(int(days.hi) + 1, months) - 1 + (by if unit == "day" else 0)
    return Interval(lo, hi)


def _levels(bounds: Bounds) -> tuple[Interval, Interval, Interval]:
    return bounds.literal, bounds.plausible, bounds.possible


def _joined(*notes: str) -> str:
    """The notes without repetition; `none` where there is nothing to tell."""
    return "; ".join(dict.fromkeys(note for note in notes if note not in ("", "none"))) or "none"
