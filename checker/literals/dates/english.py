"""A date in English or of a fiscal year is a range of days, wider where its words are: `early 1990s`, `FY2023 Q1`.

Why: claims keep the words of their documents.
Quiet: `a third` and its like are cut in whole months, years or days, the first parts being the longer ones.
Source: Cataloging Cultural Objects, 4.2.3, indexes a century's `early`, `mid` and `late` as about its thirds with
a margin; the same is done here to years, decades and months. `century` is counted from year 1; the popular count
from the year ending in 00 stays possible.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from checker.literals.dates import edtf
from checker.literals.dates.days import MONTHS, day_number, month_length, shift_months
from checker.literals.dates.edtf import Date, check_year, doubt, part_of_year, shown
from checker.literals.dates.fiscal import PERIOD, FiscalYears, check_next, fiscal_year, period_before
from checker.literals.dates.hours import at_hour, hour_after, hour_before, on_weekday, weekday_after, weekday_before
from checker.literals.dates.periods import ROMAN, century_number, long_ago, turn_of
from checker.literals.dates.shortened import completed, has_era
from checker.literals.literal import LiteralError
from checker.model.interval import Interval, Number, point
from checker.model.value import Bounds, Precision, exactly

MOST_STEPS = 6  # `about the first day of the end of early …`: nobody writes more

_I = re.IGNORECASE | re.ASCII
_MONTHS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTH = "(?P<month>" + "|".join(f"{n[:3]}(?:{n[3:]})?" if n[3:] else n for n in MONTHS) + r"|sept)\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{4})"
_ERA_WORD = r"(?:b\.? ?c\.?(?: ?e\.?)?|a\.? ?d\.?|c\.? ?e\.?)"
# after a month a year of three digits can be nothing else
_YEAR_OF_ERA = (
    rf"(?:(?:a\.? ?d\.?|c\.? ?e\.?) *(?P<ad>[0-9]{{1,4}})"
    rf"|(?P<year>[0-9]{{3,4}}|[0-9]{{1,4}}(?= *{_ERA_WORD}))(?: *(?P<era>{_ERA_WORD}))?)"
)
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
    *("twentieth", "twenty-first"),
)
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_WHICH = {"first": 0, "second": 1, "third": 2, "fourth": 3, "1st": 0, "2nd": 1, "3rd": 2, "4th": 3}
_SIZES = {"half": 2, "third": 3, "quarter": 4}

_DATES = (
    re.compile(rf"{_MONTH} *{_DAY}(?:, *| +){_YEAR_OF_ERA}", _I),
    re.compile(rf"{_DAY} +(?:of +)?{_MONTH}(?:, *| +){_YEAR_OF_ERA}", _I),
    re.compile(rf"{_MONTH}(?:, *| +)(?:of +)?{_YEAR_OF_ERA}", _I),
    re.compile(rf"(?:{_DAY}-)?{_MONTH}-(?P<ad>)(?P<era>){_YEAR}", _I),
    re.compile(rf"{_YEAR}(?P<ad>)(?P<era>)(?:-| +){_MONTH}(?:(?:-| +){_DAY})?", _I),
)
_SEASON = re.compile(rf"(?P<season>{'|'.join(_SEASONS)})(?:, *| +)(?:of +)?{_YEAR}(?:[-–/](?P<next>[0-9]{{2,4}}))?", _I)
_DECADE = re.compile(r"(?P<decade>[0-9]{3})0['’]?s", _I)
_CENTURY = re.compile(
    rf"(?P<ordinal>[0-9]{{1,4}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS)}|{ROMAN})[ -]+"
    rf"(?P<size>century|cent\.|c\.|millennium)(?: *(?P<era>{_ERA_WORD}))?",
    _I,
)
_ERA = re.compile(
    rf"(?:(?:a\.? ?d\.?|c\.? ?e\.?) *(?P<ad>[0-9]{{1,4}}))"
    rf"|(?:(?P<year>[0-9]{{1,7}}|[0-9]{{1,3}}(?:,[0-9]{{3}})+) *(?P<era>{_ERA_WORD}))",
    _I,
)
_YEAR_ALONE = re.compile("[0-9]{3}")
_PART_AFTER = re.compile(r"(?:, *| +|-)?(?P<part>[qh][1-4])$", _I)

_CUT_IN: Mapping[Precision, str] = {
    **{"decade": "year", "century": "year", "millennium": "year"},
    **{"year": "month", "half": "month"},
}  # the rest, being too short, in days

DateStep = Callable[[Date], Date]


class Cut(NamedTuple):
    """A part of a stretch: from one fraction of it to another, by the words and as widely as possible."""

    start: Fraction
    end: Fraction
    widest_start: Fraction
    widest_end: Fraction
    margin: bool = False


def _parts(index: int, of: int) -> Cut:
    start, end = Fraction(index, of), Fraction(index + 1, of)
    return Cut(start, end, start, end)


# Thirds, with a margin of a tenth; the beginning and the end are sixths at least, and thirds at most.
CUTS = {
    "early": _parts(0, 3)._replace(margin=True),
    "mid": _parts(1, 3)._replace(margin=True),
    "middle": _parts(1, 3)._replace(margin=True),
    "late": _parts(2, 3)._replace(margin=True),
    "beginning": Cut(Fraction(0), Fraction(1, 6), Fraction(0), Fraction(1, 3)),
    "start": Cut(Fraction(0), Fraction(1, 6), Fraction(0), Fraction(1, 3)),
    "end": Cut(Fraction(5, 6), Fraction(1), Fraction(2, 3), Fraction(1)),
    "close": Cut(Fraction(5, 6), Fraction(1), Fraction(2, 3), Fraction(1)),
}


def read_english(text: str, offset: int, fiscal_years: FiscalYears) -> Date:
    """One date: words that narrow or blur it, then a calendar date, a fiscal year or an EDTF date."""
    steps: list[DateStep] = []
    part = _PART_AFTER.search(text)
    if part and part.start():
        bare, step = text[: part.start()], _named_part(part["part"], offset + part.start("part"))
    else:
        bare, step = text, None
    while (date := fiscal_year(bare, offset, fiscal_years)) is None and (prefix := _step(bare, offset)):
        length, change = prefix
        steps.append(change)
        bare, offset = bare[length:], offset + length
        if len(steps) > MOST_STEPS:
            raise LiteralError(f"'{shown(text)}' has too many words before its date; {edtf.FORMS}", offset)
    if steps and _YEAR_ALONE.fullmatch(bare):  # `ca. 965`: the words before it say that it is a date
        date = _years(int(bare), 1, "year")
    date = date or _calendar(bare, offset) or _in_words(bare, offset, fiscal_years) or edtf.read_date(bare, offset)
    if step:
        date = step(date)
    for change in reversed(steps):
        date = change(date)
    return date


def _in_words(text: str, offset: int, fiscal_years: FiscalYears) -> Date | None:
    """What only words tell: one of two dates, a day with its hour or weekday behind it, times long ago."""
    if " or " in text:
        return alternatives(text, offset, fiscal_years)
    for found, step in ((hour_after(text), at_hour), (weekday_after(text), on_weekday)):
        if found:
            return step(found, offset)(read_english(text[: found.start()], offset, fiscal_years))
    return (long_ago(text, offset) or turn_of(text, offset)) if text[-1:].isalpha() else None


MOST_ALTERNATIVES = 3
"""Words `or` in a date: each is tried in several ways, and nobody writes more."""


def alternatives(text: str, offset: int, fiscal_years: FiscalYears) -> Date | None:
    """`14 or 15 April 1912`, `1960 or 1961`: one of the two, of which the first may leave out what the second has."""
    if text.count(" or ") > MOST_ALTERNATIVES:
        raise LiteralError(f"'{shown(text)}' has too many dates to choose from; write the first and the last", offset)
    first, _, last = text.partition(" or ")
    ways = completed(first, last) if has_era(last) and not has_era(first) else ((first, last), *completed(first, last))
    for one, other in ways:
        try:
            dates = [read_english(part.strip(), offset, fiscal_years) for part in (one, other)]
        except LiteralError:
            continue
        bounds = edtf.around(dates[0].bounds, dates[1].bounds)
        return Date(bounds, "interval", "some")
    return None


def first_day(date: Date) -> Bounds:
    """The day on which a date starts, as far after its words as it may lie before them."""
    if date.sort == "some":
        return date.bounds
    return _mirrored(date.bounds, [level.lo for level in _levels(date.bounds)])


def last_day(date: Date) -> Bounds:
    """The day on which a date ends, as far before its words as it may lie after them."""
    if date.sort == "some":
        return date.bounds
    return _mirrored(date.bounds, [level.hi for level in _levels(date.bounds)])


def before(date: Date) -> Date:
    """Any day before a date starts."""
    first = first_day(date)
    days = [Interval(None, None if level.hi is None else level.hi - 1) for level in _levels(first)]
    return Date(Bounds(*days, tolerance=first.tolerance), "interval", "some")


def after(date: Date) -> Date:
    """Any day after a date ends."""
    last = last_day(date)
    days = [Interval(None if level.lo is None else level.lo + 1, None) for level in _levels(last)]
    return Date(Bounds(*days, tolerance=last.tolerance), "interval", "some")


_ABOUT = re.compile(r"(?:(?:circa|about|around|approximately|roughly) +|(?:ca|c|approx)(?:\. *| +|(?=[0-9])))", _I)
_PERHAPS = re.compile(r"(?:probably|possibly|perhaps) +", _I)
_FILLER = re.compile(r"(?:in|on|during|the|year) +", _I)
_THIRD = re.compile(r"(?P<cut>early|mid|middle|late)(?: +(?:in|of) +|[ -] *)", _I)
_SIXTH = re.compile(r"(?P<cut>beginning|start|end|close) +of +", _I)
_EDGE = re.compile(r"(?P<edge>first|last) +day +of +", _I)
_BESIDE = re.compile(r"(?P<side>before|prior +to|after) +", _I)
_FRACTION = re.compile(rf"(?P<which>last|{'|'.join(_WHICH)})[ -](?P<size>half|third|quarter)[ -]+(?:of +|in +)?", _I)
_PART_BEFORE = re.compile(r"(?P<part>[qh][1-4])(?:, *| +|-)(?:of +)?", _I)


def _step(text: str, offset: int) -> tuple[int, DateStep] | None:
    """The words that a date starts with, their length and what they do to the date."""
    if match := PERIOD.match(text):
        return match.end(), period_before(match, offset)
    if match := _FILLER.match(text):
        return match.end(), lambda date: date
    if match := _ABOUT.match(text):
        return match.end(), lambda date: doubt(date, "~")
    if match := _PERHAPS.match(text):
        return match.end(), lambda date: doubt(date, "?")
    if match := _EDGE.match(text):
        edge = first_day if match["edge"].lower() == "first" else last_day
        return match.end(), lambda date: _one_day(edge(date))
    if match := _BESIDE.match(text):
        return match.end(), after if match["side"].lower() == "after" else before
    if match := _THIRD.match(text) or _SIXTH.match(text):
        words, cut = match["cut"].lower(), CUTS[match["cut"].lower()]
        return match.end(), lambda date: _slice(date, cut, words, offset)
    if match := _FRACTION.match(text):
        which, size = match["which"].lower(), match["size"].lower()
        index = _SIZES[size] - 1 if which == "last" else _WHICH[which]
        if index >= _SIZES[size]:
            raise LiteralError(f"'{which} {size}' does not exist; there are {_SIZES[size]}", offset)
        return match.end(), lambda date: _fraction(date, index, size, offset)
    if match := _PART_BEFORE.match(text):
        return match.end(), _named_part(match["part"], offset)
    if match := hour_before(text):
        return match.end(), at_hour(match, offset)
    if match := weekday_before(text):
        return match.end(), on_weekday(match, offset)
    return None


def _named_part(part: str, offset: int) -> DateStep:
    """`Q2`, `H1`: a quarter or half of a year."""
    size = "quarter" if part[0] in "qQ" else "half"
    index = int(part[1]) - 1
    if index >= _SIZES[size]:
        raise LiteralError(f"'{part}' does not exist; a year has H1 and H2", offset)

    def named(date: Date) -> Date:
        if date.precision != "year" or date.sort != "whole":
            raise LiteralError(f"'{part}' is a part of one year; write {part.upper()} 2023", offset)
        return _fraction(date, index, size, offset)

    return named


def _fraction(date: Date, index: int, size: str, offset: int) -> Date:
    part = _slice(date, _parts(index, _SIZES[size]), f"a {size}", offset)
    named: Mapping[str, Precision] = {"half": "half", "quarter": "quarter"}
    return replace(part, precision=named.get(size, "interval") if date.precision == "year" else "interval")


def _slice(date: Date, cut: Cut, words: str, offset: int) -> Date:
    """A part of a date, cut in days, months or years, whichever the next smaller unit is."""
    bounds = date.bounds
    if date.sort != "whole" or date.precision in ("day", "interval") or bounds.literal.width is None:
        raise LiteralError(f"'{words}' needs a month, year, decade or century after it; write {words} 2019", offset)
    unit = _CUT_IN.get(date.precision, "day")
    literal = _cut(bounds.literal, unit, cut.start, cut.end, margin=False)
    plausible = literal if bounds.plausible == bounds.literal else literal.hull(bounds.plausible)
    if date.precision != "season" and plausible != literal:
        plausible = literal.hull(_cut(bounds.plausible, unit, cut.start, cut.end, margin=False))
    widest = _cut(bounds.possible, unit, cut.widest_start, cut.widest_end, cut.margin)
    possible = plausible.hull(widest)
    note = bounds.tolerance if possible == literal else f"{words}: where a part starts and ends is a matter of usage"
    return Date(Bounds(literal, plausible, possible, note), "interval")


def _cut(days: Interval, unit: str, start: Fraction, end: Fraction, margin: bool) -> Interval:
    lo, past = int(days.lo or 0), int(days.hi or 0) + 1

    def at(count: int) -> int:
        if unit == "day":
            return min(lo + count, past)
        return min(shift_months(lo, count * (12 if unit == "year" else 1)), past)

    count = 1
    while at(count) < past:
        count += 1
    spare = max(1, count // 10) if margin else 0
    return Interval(at(max(_ceiling(count * start) - spare, 0)), at(_ceiling(count * end) + spare) - 1)


def _calendar(text: str, offset: int) -> Date | None:
    """A date, month, season, decade or century in English; `None` where it is none of these."""
    for pattern in _DATES:
        if match := pattern.fullmatch(text):
            year = "ad" if match["ad"] else "year"
            parts = {**match.groupdict(), "year": match[year], "era": match["era"] or ("ad" if match["ad"] else "")}
            return _month_or_day(parts, offset + match.start(year))
    if match := _SEASON.fullmatch(text):
        code, year = _SEASONS[match["season"].lower()], int(match["year"])
        if match["next"]:
            if code != _SEASONS["winter"]:
                raise LiteralError(f"only a winter lies in two years; write {match['season']} {year}", offset)
            check_next(text[: match.start("next") - 1], year, match["next"], offset + match.start("next"))
        return part_of_year(year, year, code, winter_is_known=bool(match["next"]))
    if match := _DECADE.fullmatch(text):
        return _decade(int(match["decade"]) * 10)
    if match := _CENTURY.fullmatch(text):
        return _century(match, offset)
    if match := _ERA.fullmatch(text):
        year = int(match["ad"] or match["year"].replace(",", ""))
        return _years(_in_era(year, match["era"] or "ad", offset), 1, "year")
    return None


def _in_era(year: int, era: str | None, offset: int) -> int:
    """The year as ISO 8601 counts it, in which 1 BC is the year 0."""
    if era and year == 0:
        raise LiteralError("there is no year 0 in this count; 1 BC is followed by AD 1", offset)
    return 1 - year if _is_bc(era) else year


def _month_or_day(parts: Mapping[str, str], offset: int) -> Date:
    year, month = _in_era(int(parts["year"]), parts["era"], offset), _MONTHS[parts["month"][:3].lower()]
    if not parts.get("day"):
        return Date(exactly(Interval(*_month(year, month))), "month")
    try:
        return Date(exactly(point(day_number(year, month, int(parts["day"])))), "day")
    except LiteralError as error:
        raise LiteralError(error.message, offset) from None


def _decade(year: int) -> Date:
    """`1990s`; `1900s` may also be the whole century."""
    date = _years(year, 10, "decade")
    if year % 100:
        return date
    century = _years(year, 100, "century").bounds.literal
    note = f"'{year}s' may be ten years or a hundred"
    return replace(date, bounds=Bounds(date.bounds.literal, century, century, note))


def _century(match: re.Match[str], offset: int) -> Date:
    """`19th century`: 1801 to 1900 by the count from year 1, popularly 1800 to 1899."""
    word, size = match["ordinal"].lower(), 1000 if match["size"].lower() == "millennium" else 100
    number = _ORDINALS.index(word) + 1 if word in _ORDINALS else century_number(word, offset)
    if number == 0:
        raise LiteralError(f"'{shown(match[0])}' does not exist; the first is the 1st", offset)
    precision: Precision = "century" if size == 100 else "millennium"
    if _is_bc(match["era"]):
        first = check_year(1 - number * size, offset)
        counted, popular = _years(first, size, precision), _years(first + 1, size, precision)
    else:
        first = check_year((number - 1) * size + 1, offset)
        counted, popular = _years(first, size, precision), _years(first - 1, size, precision)
    both = counted.bounds.literal.hull(popular.bounds.literal)
    note = "counted from year 1, or from the round year beside it"
    return replace(counted, bounds=Bounds(counted.bounds.literal, both, both, note))


def _years(first: int, count: int, precision: Precision) -> Date:
    return Date(exactly(Interval(day_number(first, 1, 1), day_number(first + count, 1, 1) - 1)), precision)


def _month(year: int, month: int) -> tuple[int, int]:
    return day_number(year, month, 1), day_number(year, month, month_length(year, month))


def _one_day(bounds: Bounds) -> Date:
    return Date(bounds, "day", "whole" if bounds.literal.is_point else "some")


def _mirrored(bounds: Bounds, edges: list[Number | None]) -> Bounds:
    if None in edges:
        raise LiteralError("a stretch without this end has no first or last day; name the end")
    middle, *outer = (int(edge) for edge in edges if edge is not None)
    levels = (Interval(middle - abs(edge - middle), middle + abs(edge - middle)) for edge in outer)
    return Bounds(point(middle), *levels, tolerance=bounds.tolerance)


def _levels(bounds: Bounds) -> tuple[Interval, Interval, Interval]:
    return bounds.literal, bounds.plausible, bounds.possible


def _is_bc(era: str | None) -> bool:
    return era is not None and era.lower().startswith("b")


def _ceiling(number: Fraction) -> int:
    return -(-number.numerator // number.denominator)
