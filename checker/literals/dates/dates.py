"""Times as documents write them: EDTF, English (`early 1990s`, `8 September 1951`, `Q2 2023`) and fiscal years.

Why: a claim keeps the words of its document, and the words must become days without becoming more exact.
Quiet: a date without a year, or with a year of two digits, is refused rather than guessed; so is `9/8/1951`.
Source: cataloguers cut centuries in three (`early`, `mid`, `late`); the cuts here do the same to every unit.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from types import MappingProxyType
from typing import TypeVar

from checker.literals.dates import edtf
from checker.literals.dates.edtf import Date, hull, shown
from checker.literals.dates.english import alternatives, first_day, last_day, read_english
from checker.literals.dates.fiscal import PERIOD, FiscalYears
from checker.literals.dates.mistakes import mistake
from checker.literals.dates.shortened import at_dashes, completed, goes_on
from checker.literals.literal import LiteralError
from checker.model.claim import is_english
from checker.model.interval import ALL, Interval
from checker.model.value import Bounds, End, Moment, Span, exactly
from checker.model.vocabulary import FiscalYear

_WORD = re.compile("[A-Za-z]{2}")
_Read = TypeVar("_Read")
_Value = TypeVar("_Value")

LONGEST = 500  # characters; as long as a literal in a file may be

MOST_KEPT = 2**14
"""Literals whose days are kept for the next claim that writes the same: some ten megabytes. Documents name few dates,
and of 10,000 claims most name the same ones.
"""

NO_FISCAL_YEARS: FiscalYears = MappingProxyType({})

_SLASH = re.compile(r"/(?![0-9]{2}(?![0-9X-]))")  # not the one of `winter 2019/20`
_SEASON_OR_PART = r"\b(?:spring|summer|autumn|fall|winter|[qh][1-4])(?:, *| +|-)(?:of +)?"
_FISCAL = r"\b(?:fy|fiscal(?: +year)?|financial +year)"
_IN_TWO_YEARS = re.compile(rf"(?:{_SEASON_OR_PART}|{_FISCAL} *)(?P<year>[0-9]{{4}})$", re.IGNORECASE | re.ASCII)
"""What may be named after the two years in which it lies: the slash of `winter 1951/1952` stands within its name."""
_WINTER = re.compile(rf"(?:\bwinter\b|{_FISCAL})", re.IGNORECASE | re.ASCII)
_YEAR = re.compile("(?P<year>[0-9]{4})(?![0-9X-])")
_NEXT_YEAR = re.compile("([0-9]{4}) *[-\u2012-\u2015\u2212] *([0-9]{4})")
_BACK = re.compile(r"\b(?:ago|bp|before +(?:the +)?present)$", re.IGNORECASE | re.ASCII)
_LEAD = re.compile(
    r"(since|from|between|before|prior +to|after|until|till|up +to|through|by|not? +later +than|not? +earlier +than"
    r"|not +(?:before|after)) +",
    re.IGNORECASE | re.ASCII,
)
_BY = re.compile(r"(?:by|not? +later +than|not +after) ", re.IGNORECASE | re.ASCII)
_NOT_BEFORE = re.compile(r"not? +(?:earlier|before)\b", re.IGNORECASE | re.ASCII)
_TO = re.compile(r" +(?:to|until|till|through) +", re.IGNORECASE | re.ASCII)
_AND = re.compile(r" +and +", re.IGNORECASE | re.ASCII)
_FROM = re.compile(r"(from|between) +", re.IGNORECASE | re.ASCII)
_ARTICLE = re.compile(r"(?:(?:in|for|during|over) +)?(?:the +)?", re.IGNORECASE | re.ASCII)
_ONWARDS = re.compile(r" +(?:on|onwards?)$", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A start and an end as read, each with the words that gave it."""

    start: Date | None
    end: Date | None
    start_kind: End = "stated"
    end_kind: End = "stated"
    start_text: str = ""
    end_text: str = ""

    @property
    def bounds(self) -> Bounds:
        start = self.start.bounds if self.start else exactly(ALL)
        return hull(start, self.end.bounds if self.end else exactly(ALL))


def read_moment(text: str, fiscal_years: FiscalYears = NO_FISCAL_YEARS, language: str = "") -> Moment:
    """One date; a literal of a stretch (`2019-04/2021-01`, `before 1960`) is some day within, precision `interval`.

    `language` is that of the document, here as below.
    """
    if not is_english(language):
        return replace(_in_english(read_moment, text, fiscal_years, language), text=text.strip())
    date = _stated(text, fiscal_years, language)
    if isinstance(date, _Stretch):
        return Moment(date.bounds, "interval", text.strip())
    if date.sort == "all":
        bare = text.strip()
        raise LiteralError(
            f"'{shown(bare)}' is several dates at once; for one of them write {shown(f'[{bare[1:-1]}]')}"
        )
    return Moment(date.bounds, date.precision, text.strip())


def read_span(text: str, fiscal_years: FiscalYears = NO_FISCAL_YEARS, language: str = "") -> Span:
    """A stretch of time. `1945/1952` starts some day in 1945 and ends some day in 1952.

    One date is all of its days: `1951` starts on the first day of 1951 exactly and ends on the last. Where the
    date is one of several (`199X`, `[1950,1952]`), start and end are each some day within.
    """
    if not is_english(language):
        return replace(_in_english(read_span, text, fiscal_years, language), text=text.strip())
    stretch = _stated(text, fiscal_years, language)
    bare = text.strip()
    if isinstance(stretch, Date):
        if _BY.match(bare) or _NOT_BEFORE.match(bare):
            way = "/2023 if it ended" if _BY.match(bare) else "2023/ if it began"
            raise LiteralError(f"'{shown(bare)}' is a moment, a stretch is expected; write {way} in 2023")
        stretch = _all_days(stretch, bare)
    start = Moment(stretch.start.bounds, stretch.start.precision, stretch.start_text) if stretch.start else None
    end = Moment(stretch.end.bounds, stretch.end.precision, stretch.end_text) if stretch.end else None
    return Span(start, end, stretch.start_kind, stretch.end_kind, bare)


def read_extent(text: str, fiscal_years: FiscalYears = NO_FISCAL_YEARS, language: str = "") -> Interval:
    """All days that a literal may cover: `2017` is that year; an open or unknown end has no bound.

    Why: the widest reading, as `Span.extent`: where times are screened, too many meet rather than too few.
    """
    if not is_english(language):
        return _in_english(read_extent, text, fiscal_years, language)
    return _stated(text, fiscal_years, language).bounds.possible


def _in_english(
    read: Callable[[str, FiscalYears], _Value], text: str, fiscal_years: FiscalYears, language: str
) -> _Value:
    """What is read of the literal in English; a date in digits is one in every language."""
    from checker.literals.foreign.reading import read_in

    return read_in(lambda english: read(english, fiscal_years), text, language, "date")


def _stated(text: str, fiscal_years: FiscalYears, language: str) -> Date | _Stretch:
    """What a literal in English says; words of another language are named where the document states none."""
    try:
        return _read(text, fiscal_years)
    except LiteralError as error:
        if language or (text.isascii() and not _WORD.search(text)):
            raise
        from checker.literals.foreign.reading import named

        raise named(error, text, "date", partial(_read, fiscal_years=fiscal_years)) from None


def _read(text: str, fiscal_years: FiscalYears) -> Date | _Stretch:
    """What a literal says; fiscal years are few, and the words of those that count have a part in it."""
    return _read_once(text, tuple(fiscal_years.items()))


@lru_cache(maxsize=MOST_KEPT)
def _read_once(text: str, years: tuple[tuple[str, FiscalYear], ...]) -> Date | _Stretch:
    fiscal_years = dict(years)
    if len(text) > LONGEST:
        raise LiteralError(f"the literal has {len(text)} characters; a date has at most {LONGEST}", LONGEST)
    plain = "".join(" " if letter.isspace() else letter for letter in text)
    bare = plain.strip()
    if not bare:
        raise LiteralError(f"the literal is empty; {edtf.FORMS}")
    offset = len(plain) - len(plain.lstrip())
    try:
        return _stretch(bare, offset, fiscal_years) or read_english(bare, offset, fiscal_years)
    except LiteralError as error:
        if (shortened := _shortened(bare, offset, fiscal_years)) is not None:
            return shortened
        better = mistake(bare, _reads)
        raise LiteralError(better, offset) if better else error from None


def _shortened(text: str, offset: int, fiscal_years: FiscalYears) -> Date | _Stretch | None:
    """What can be read in one way only if each end may lack what the other has: `between 300 and 250 BC`, `May–June
    2020`; an end that goes on (`2015–present`); a period that is named by its end. Nothing where that is no help.
    """
    period = _ARTICLE.sub("", text, count=1)
    if PERIOD.match(period):
        return _or_nothing(partial(read_english, period, offset, fiscal_years))
    if " or " in text:
        return alternatives(text, offset, fiscal_years)
    if (years := _NEXT_YEAR.fullmatch(text)) and int(years[2]) == int(years[1]) + 1:
        return None  # 2019-2020: both, or the one that begins in 2019, as a season does
    lead = _FROM.match(text)
    rest = text[lead.end() :] if lead else text
    joint = (_AND if lead and lead[1].lower() == "between" else _TO).search(rest)
    halves = [(rest[: joint.start()].strip(), rest[joint.end() :].strip())] if joint else [*at_dashes(rest)]
    found: list[_Stretch] = []
    for first, last in halves:
        if goes_on(last) and (start := _or_nothing(partial(read_english, first, offset, fiscal_years))):
            return _Stretch(start, None, end_kind="open", start_text=first)
        in_two_years = _YEAR.fullmatch(last) and _IN_TWO_YEARS.search(first)  # Q1 2019–2020
        whole = () if joint or in_two_years else ((first, last),)  # what a word joins was tried before
        for one, other in (*whole, *completed(first, last)):
            if stretch := _or_nothing(partial(_ends, text, one, other, False, offset, offset, fiscal_years)):
                found.append(stretch)
                break
    return found[0] if len(found) == 1 else None


def _or_nothing(read: Callable[[], _Read]) -> _Read | None:
    try:
        return read()
    except LiteralError:
        return None


def _reads(text: str) -> bool:
    """A text can be read, whatever fiscal years are declared."""
    try:
        _read(text, NO_FISCAL_YEARS)
    except LiteralError:
        return False
    return True


def _stretch(text: str, offset: int, fiscal_years: FiscalYears) -> Date | _Stretch | None:
    """A literal of two ends, or of one end and a direction; `None` where it is a plain date."""
    slashes = [slash for slash in _SLASH.finditer(text) if not _of_two_years(text, slash, fiscal_years)]
    if len(slashes) > 1:
        raise LiteralError("an interval has one slash; write 1945/1952", offset + slashes[1].start())
    if slashes:
        return _pair(text, slashes[0], offset, fiscal_years)
    if lead := _LEAD.match(text):
        return _led(text, lead, offset, fiscal_years)
    if to := _TO.search(text):
        return _pair(text, to, offset, fiscal_years)
    return None


def _of_two_years(text: str, joint: re.Match[str], fiscal_years: FiscalYears) -> bool:
    """The year after a winter, a fiscal year or the like follows its year."""
    named, later = text[: joint.start()], _YEAR.match(text, joint.end())
    years = [_IN_TWO_YEARS.search(named)]
    for year in fiscal_years.values():
        names = "|".join(re.escape(name) for name in (year.name, year.label) if name)
        years.append(re.search(rf"\b(?:{names}) ?(?P<year>[0-9]{{4}})$", named, re.IGNORECASE))
    return later is not None and any(year and int(year["year"]) + 1 == int(later["year"]) for year in years)


def _led(text: str, lead: re.Match[str], offset: int, fiscal_years: FiscalYears) -> Date | _Stretch:
    """A stretch that opens with `since`, `from`, `between`, `before`, `after`, `until` or `by`."""
    word, rest, at = lead[1].lower().split()[0], text[lead.end() :], offset + lead.end()
    if word == "up" and _BACK.search(rest):
        raise LiteralError(f"'{text}' may be until then, or since then; write until {rest} or since {rest}", offset)
    if word == "between":
        if not (joint := _AND.search(rest)):
            raise LiteralError("'between' needs two dates; write between 1945 and 1952", offset)
        return _pair(rest, joint, at, fiscal_years)
    if word == "from" and (joint := _TO.search(rest)):
        return _pair(rest, joint, at, fiscal_years)
    if word in ("from", "since"):
        onwards = _ONWARDS.search(rest)
        rest = rest[: onwards.start()] if onwards else rest
        goes_on: End = "open" if onwards or word == "since" else "unknown"
        return _Stretch(read_english(rest, at, fiscal_years), None, end_kind=goes_on, start_text=rest)
    if word == "after":
        return _Stretch(read_english(text, offset, fiscal_years), None, end_kind="unknown", start_text=text)
    if word in ("before", "prior"):
        return _Stretch(None, read_english(text, offset, fiscal_years), "unknown", end_text=text)
    date = read_english(rest, at, fiscal_years)
    if _NOT_BEFORE.match(lead[1]):
        return Date(hull(date.bounds, exactly(ALL)), "interval", "some")
    if word in ("by", "no", "not"):
        return Date(hull(exactly(ALL), date.bounds), "interval", "some")
    return _Stretch(None, date, "unknown", end_text=rest)


def _pair(text: str, joint: re.Match[str], offset: int, fiscal_years: FiscalYears) -> _Stretch:
    """Two ends with something between them; only a slash may have `..` or nothing beside it."""
    slash = joint[0] == "/"
    first, last = text[: joint.start()].rstrip(), text[joint.end() :].lstrip()
    if not slash and _YEAR.fullmatch(last) and _of_two_years(text, joint, fiscal_years) and _lies_in_two(first):
        one, stretch = f"{first}/{last[2:]}", f"{first} to December {last}"
        raise LiteralError(
            f"'{shown(text)}' may be one of its kind, or last to the end of {last}; write {one} or {stretch}", offset
        )
    return _ends(text, first, last, slash, offset, offset + len(text) - len(last), fiscal_years)


def _ends(
    text: str, first: str, last: str, slash: bool, offset: int, last_offset: int, fiscal_years: FiscalYears
) -> _Stretch:
    """The stretch from one date to another."""
    start, start_kind = _end(first, slash, offset, fiscal_years)
    end, end_kind = _end(last, slash, last_offset, fiscal_years)
    if start_kind == end_kind == "unknown":
        raise LiteralError("an interval without a start and an end says nothing; write 1945/ or /1952", offset)
    stretch = _Stretch(start, end, start_kind, end_kind, first, last)
    if start and end:
        earliest, latest = start.bounds.literal.lo, end.bounds.literal.hi
        if earliest is not None and latest is not None and latest < earliest:
            turned = f"{shown(last)}/{shown(first)}"
            raise LiteralError(f"'{shown(text)}' ends before it starts; write {turned} if that is meant", offset)
    return stretch


def _lies_in_two(name: str) -> bool:
    """What has this name begins in one year and ends in the next; a spring or a quarter does not."""
    return bool(_WINTER.search(name)) or not _IN_TWO_YEARS.search(name)


def _end(text: str, slash: bool, offset: int, fiscal_years: FiscalYears) -> tuple[Date | None, End]:
    if slash and text == "":
        return None, "unknown"
    if slash and text == "..":
        return None, "open"
    date = read_english(text, offset, fiscal_years)
    if date.sort == "all":
        raise LiteralError(f"'{shown(text)}' is several dates at once; an end of an interval is one date", offset)
    return date, "stated"


def _all_days(date: Date, text: str) -> _Stretch:
    """The stretch that a single date covers."""
    if date.sort == "some":
        return _Stretch(date, date, start_text=text, end_text=text)
    days = date.bounds.literal
    start = Date(first_day(date), "day") if days.lo is not None else None
    end = Date(last_day(date), "day") if days.hi is not None else None
    kinds: tuple[End, End] = ("stated" if start else "unknown", "stated" if end else "unknown")
    return _Stretch(start, end, *kinds, f"first day of {text}", f"last day of {text}")
