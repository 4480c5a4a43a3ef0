"""Common ways to miswrite a date, each with what to write instead.

Quiet: nothing here reads a date; it is asked only where reading failed.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from checker.literals.dates.days import MONTH_NAMES, month_length
from checker.literals.dates.edtf import FARTHEST_YEAR, shown
from checker.literals.dates.shortened import DASH, completed

_I = re.IGNORECASE | re.ASCII


_Advice = tuple[str, tuple[str, ...]] | None
"""What is wrong, and what may be written instead."""

Reads = Callable[[str], bool]
"""Whether a text can be read: what is offered must be."""


def mistake(text: str, reads: Reads) -> str | None:
    """What is wrong with a literal that could not be read, where the mistake is a known one."""
    for pattern, message_of in _KNOWN:
        if (match := pattern.fullmatch(text)) and (advice := message_of(match)):
            return _offered(*advice, reads)
    if _DAY_OF_YEAR.fullmatch(text):
        return _no_year(text, reads)
    return _dash(text, reads) if _DASHED.fullmatch(text) else None


def _offered(why: str, ways: tuple[str, ...], reads: Reads) -> str:
    """The mistake with those ways to write it that are read."""
    readable = [shown(way) for way in ways if reads(way)]
    return f"{why}; write {' or '.join(readable)}" if readable else why


def _year_first(match: re.Match[str]) -> _Advice:
    year, month, day = match.groups()
    written = f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")
    right = 1 <= int(month) <= 12 and 1 <= int(day or 1) <= month_length(int(year), int(month))
    return (f"'{match[0]}' is not how a date is written", (written,)) if right and written != match[0] else None


def _year_last(match: re.Match[str]) -> _Advice:
    first, second, year = int(match[1]), int(match[2]), match[3]
    months = dict.fromkeys((month, day) for month, day in ((second, first), (first, second)) if 1 <= month <= 12)
    ways = [f"{year}-{month:02d}-{day:02d}" for month, day in months if 1 <= day <= month_length(int(year), month)]
    if not ways:
        return None
    why = "is not how a date is written" if len(ways) == 1 else "may be day/month or month/day"
    return f"'{match[0]}' {why}", tuple(ways)


def _two_years(match: re.Match[str]) -> _Advice:
    first, last = match[1], match[2]
    if re.fullmatch("[0-9]{4}-(2[1-9]|3[0-9]|4[01])", match[0]):
        return None  # a part of the year, or refused with both readings
    last = first[: 4 - len(last)] + last
    if len(match[2]) == 2 and (int(first) + 1) % 100 == int(match[2]):
        last = f"{int(first) + 1:04d}"  # 1999-00
    if last == first or (last < first and ("/" in match[0] or len(match[2]) < 4)):
        return None  # reading such an interval has told it already; 2019-13 is no stretch, but a month that is none
    why = "a stretch of years" if last > first else "a stretch of years that ends before it starts"
    why += ", or one year that begins in the first, as a season does" if match[2] == str(int(first) + 1) else ""
    return f"'{match[0]}' looks like {why}", (f"{min(first, last)}/{max(first, last)}",)


def _dash(text: str, reads: Reads) -> str:
    first, last = DASH.split(text, maxsplit=1)
    pairs = ((first, last), *completed(first, last))
    way = next(filter(reads, (f"{start}{joint}{end}" for start, end in pairs for joint in ("/", " to "))), "")
    write = f"write {'a slash: ' if '/' in way else ''}{shown(way)}" if way else "write both dates as 1951-09-08"
    return f"'{shown(text)}' has a dash; for a stretch {write}"


def _digits(match: re.Match[str]) -> _Advice:
    text = match[0]
    if len(text) == 8:
        year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
        if 1 <= month <= 12 and 1 <= day <= month_length(year, month):
            return f"'{text}' has no hyphens", (f"{text[:4]}-{text[4:6]}-{text[6:]}",)
    if len(text) == 2:
        return f"'{text}' does not tell its century; write the year with four digits", ()
    if len(text) < 4:
        return (
            f"'{text}' is a year of {len(text)} digit{'s' * (len(text) > 1)}; if that is meant write {text.zfill(4)}",
            (),
        )
    if len(text) > len(str(FARTHEST_YEAR)):
        return None
    return f"'{shown(text)}' is a year of {len(text)} digits; if that is meant write Y{shown(text)}", ()


def _masked(match: re.Match[str]) -> _Advice:
    return "an unspecified digit is a capital X", (re.sub("[xu]", "X", match[0]),)


def _end_in_words(match: re.Match[str]) -> _Advice:
    start, word = match[1].strip(), match[2].lower()
    mark = "" if word == "unknown" else ".."
    why = "an unknown end is left empty" if word == "unknown" else "an end that goes on is written as two dots"
    return why, (f"{start}/{mark}",)


def _fiscal(match: re.Match[str]) -> _Advice:
    why = "looks like a fiscal year that is not declared; declare it under fiscal_years in the vocabulary"
    return f"'{match[0]}' {why}", ()


def _no_year(text: str, reads: Reads) -> str:
    example = next((f"{text} {year}" for year in (2019, 2020) if reads(f"{text} {year}")), "")
    what = f"has no year; write {shown(example)}" if example else "is a day that its month never has; check the day"
    return f"'{shown(text)}' {what}"


_DASHED = re.compile(r"[^\u2012-\u2015\u2212]+[\u2012-\u2015\u2212][^\u2012-\u2015\u2212]+")
_DAY_OF_YEAR = re.compile(rf"(?:[0-9]{{1,2}} +)?(?:{MONTH_NAMES})\.?(?: +[0-9]{{1,2}})?", _I)
_KNOWN: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Advice]], ...] = (
    (re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})(?:[-/. ]([0-9]{1,2}))?", _I), _year_first),
    (re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})", _I), _year_last),
    (re.compile(r"([0-9]{4}) *[-/\u2012-\u2015\u2212] *([0-9]{4}|[0-9]{2})"), _two_years),
    (re.compile(r"[0-9]{1,3}|[0-9]{5,}"), _digits),
    (re.compile(r"[0-9]{1,3}[xu]{1,3}|[0-9]{4}-[0-9]{2}-(?:uu|xx)|[0-9]{4}-(?:uu|xx)(?:-(?:uu|xx))?"), _masked),
    (re.compile(r"([^/]+)/ *(open|now|present|ongoing|today|unknown)", _I), _end_in_words),
    (re.compile(r"(?:[a-z]{1,20}fy|fy[a-z]{1,20}) ?[0-9]{4}", _I), _fiscal),
    (
        re.compile(r"(?:(?:the|early|mid|late)[ -]+)*['’]?([0-9]0)['’]?s", _I),
        lambda match: (f"'{shown(match[0])}' does not tell its century", (f"19{match[1]}s", f"18{match[1]}s")),
    ),
    (
        re.compile(r"now|today|present|the present|currently", _I),
        lambda match: (f"'{match[0]}' is another day for each reader; write the date that the document means", ()),
    ),
)
