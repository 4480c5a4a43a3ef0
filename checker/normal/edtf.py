"""An EDTF date, level 0 to 2, is a range of days: `1951`, `1951-09-08`, `199X`, `2004-06~-11`, `[1667,1668]`.

Why: documents date things as exactly as they know them, and a date must not become more exact than it was written.
Quiet: a date with a time of day is the day that it names, in the zone in which it is written. Seasons 21 to 24 are
those of the northern hemisphere. Beyond EDTF, a year of more than four digits may have a month and a day
(`Y12000-03-15`), so that every day can be written. Intervals are read in `dates`, where ends may also be English.
Source: Library of Congress, Extended Date/Time Format (2019); ISO 8601-2:2019.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from checker.model.interval import Interval
from checker.model.value import Bounds, Precision, exactly
from checker.normal.days import day_number, month_length, shift_months, show_day
from checker.normal.literal import LiteralError

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
_MASKED: tuple[Precision, ...] = ("interval", "millennium", "century", "decade")  # by place of the first X

_DATE = re.compile(
    r"([?~%]?)(Y-?[0-9]+(?:E[0-9]+)?|-?[0-9X]{4})(S[0-9]+)?([?~%]?)"
    r"(?:-([?~%]?)([0-9X]{2})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?)(T.*)?)?)?",
    re.DOTALL,
)
_TIME = re.compile(
    r"T([01][0-9]|2[0-4]):[0-5][0-9](:([0-5][0-9]|60)(\.[0-9]+)?)?(Z|[+-]([01][0-9]|2[0-3])(:?[0-5][0-9])?)?"
)


def read_date(text: str, offset: int = 0) -> Date:
    """An EDTF date or set of dates. `offset` is where `text` starts in the literal that an error speaks about."""
    if text[:1] in ("[", "{"):
        return _read_set(text, offset)
    found = _DATE.match(text)
    if found is None:
        raise LiteralError(f"'{shown(text)}' is not a date that can be read; {FORMS}", offset)
    if found.end() < len(text):
        rest = text[found.end() :]
        raise LiteralError(f"'{shown(rest)}' after '{found[0]}' is not part of a date; {FORMS}", offset + found.end())
    before_year, year, significant, after_year, before_month, month, after_month = found.groups()[:7]
    before_day, day, after_day, time = found.groups()[7:]
    if time and (not _TIME.fullmatch(time) or "X" in text):
        known = "write 2020-07-01T10:00:00Z, or the day alone"
        raise LiteralError(f"'{shown(time)}' is not a time of day; {known}", offset + found.start(11))
    years = _years(year, offset + found.start(2))
    if significant:
        if month:
            raise LiteralError("a year with significant digits has no month", offset + found.start(6))
        date = _significant(years[0], int(significant[1:5]), offset + found.start(3))
    elif month and month.isdigit() and int(month) in _PARTS:
        if day:
            raise LiteralError(f"{month} is a part of the year and has no days", offset + found.start(9))
        date = part_of_year(years, int(month), "X" in year)
    else:
        date = _calendar(year, years, month, day, offset + found.start(6), offset + found.start(9))
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


def hull(first: Bounds, last: Bounds) -> Bounds:
    """From the start of one to the end of another, reading by reading."""
    pairs = zip(_levels(first), _levels(last), strict=True)
    spans = [Interval(start.lo, end.hi) for start, end in pairs]
    return Bounds(*spans, tolerance=_joined(first.tolerance, last.tolerance))


def names(days: Interval) -> Iterable[str]:
    """EDTF dates whose bare words are exactly these days, plainest first; always at least a set of days."""
    if days.lo is not None and days.hi is not None:
        first, last = show_day(int(days.lo)), show_day(int(days.hi))
        year = first[:-6]
        if days.is_point:
            yield first
        if first[:-3] == last[:-3]:
            yield first[:-3]
        yield year
        yield from (year[:-kept] + "X" * kept for kept in (1, 2, 3) if not year.startswith("Y"))
        yield from (f"{year}-{code}" for code in _PARTS)
    first_name = "" if days.lo is None else _plainest_edge(int(days.lo), first=True)
    last_name = "" if days.hi is None else _plainest_edge(int(days.hi), first=False)
    yield f"[{first_name}..{last_name}]"


def part_of_year(years: Sequence[int], code: int, masked: bool = False, which_winter_told: bool = False) -> Date:
    """A season, quarter, third or half by its EDTF code, in one of the years."""
    part = _PARTS[code]
    lo = day_number(years[0], part.month, 1)
    hi = shift_months(day_number(years[-1], part.month, 1), part.length) - 1
    literal = Interval(lo, hi)
    sort: Literal["whole", "some"] = "some" if masked else "whole"
    precision: Precision = "interval" if masked else part.precision
    if code >= _FIRST_QUARTER:
        return Date(exactly(literal), precision, sort)
    note = f"{part.called}: by months, or up to {SEASON_LAG_DAYS} days later by the sky"
    early = lo
    if part.month == 12 and not which_winter_told:
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


def _years(text: str, offset: int) -> Sequence[int]:
    """All years that a year with or without unspecified digits may be, in order of time."""
    if text[0] == "Y":
        digits, _, exponent = text[1:].lstrip("-").partition("E")
        if not exponent and len(digits) < 5:
            year = text[1:].lstrip("-").zfill(4)
            raise LiteralError(f"Y is for years of more than four digits; write {'-' * (text[1] == '-')}{year}", offset)
        shift = int(exponent[:4] or "0")
        if len(digits.lstrip("0")) + shift > 7:
            check_year(FARTHEST_YEAR + 1, offset)
        year = int(digits) * 10**shift * (-1 if text[1] == "-" else 1)
        return range(check_year(year, offset), year + 1)
    negative, digits = text[0] == "-", text.lstrip("-")
    low, high = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    if negative and high == 0:
        raise LiteralError("-0000 does not exist; year 0 is 0000 and stands for 1 BCE", offset)
    found = range(low, high + 1) if low == high else [year for year in range(low, high + 1) if _fits(digits, year)]
    return [-year for year in reversed(found) if year] if negative else found


def _calendar(year: str, years: Sequence[int], month: str | None, day: str | None, month_at: int, day_at: int) -> Date:
    """A year, month or day, any digit of which may be unspecified."""
    months = _matching(month, range(1, 13))
    days = _matching(day, range(1, 32))
    if not months:
        known = "months run from 01 to 12, parts of the year from 21 to 41"
        raise LiteralError(f"month {month} does not exist; {known}", month_at)
    first = _edge(years, months, days)
    last = _edge(reversed(years), months[::-1], days[::-1])
    if first is None or last is None:
        if "X" not in f"{year}{month}{day}":
            try:
                day_number(years[0], months[0], int(day or 1))
            except LiteralError as error:
                raise LiteralError(error.message, day_at) from None
        raise LiteralError(f"there is no such day as {year}-{month}-{day} in any year, month or day that fits", day_at)
    fine: Precision = "day" if day else "month" if month else "year"
    if "X" in year:
        fine = _MASKED[year.lstrip("-").index("X")]
    elif month and "X" in month:
        fine = "year"
    elif day and "X" in day:
        fine = "month"
    masked = "X" in f"{year}{month or ''}{day or ''}"
    return Date(exactly(Interval(first, last)), fine, "some" if masked else "whole")


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
    place = offset + 1
    for part in text[1:-1].split(","):
        inner = part.strip()
        member = _read_member(inner, place + part.find(inner))
        place += len(part) + 1
        bounds = _around(bounds, member) if bounds else member
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


def _around(one: Bounds, other: Bounds) -> Bounds:
    parts = [a.hull(b) for a, b in zip(_levels(one), _levels(other), strict=True)]
    return Bounds(*parts, tolerance=_joined(one.tolerance, other.tolerance))


def _matching(pattern: str | None, numbers: range) -> list[int]:
    return [number for number in numbers if pattern is None or _fits(pattern, number)]


def _fits(pattern: str, number: int) -> bool:
    digits = str(number).zfill(len(pattern))
    return len(digits) == len(pattern) and all(p in ("X", d) for p, d in zip(pattern, digits, strict=True))


def _edge(years: Iterable[int], months: list[int], days: list[int]) -> int | None:
    """The first of these days that exists, in the order given."""
    dates = ((y, m, d) for y in years for m in months for d in days if d <= month_length(y, m))
    found = next(dates, None)
    return None if found is None else day_number(*found)


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
    told = dict.fromkeys(note for note in notes if note not in ("", "none"))
    return "; ".join(told) or "none"


def _plainest_edge(day: int, first: bool) -> str:
    """The shortest date that starts (or ends) on this day."""
    text = show_day(day)
    turn = show_day(day - 1 if first else day + 1)
    return text[:-6] if text[:-6] != turn[:-6] else text[:-3] if text[:-3] != turn[:-3] else text
