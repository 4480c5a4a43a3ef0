"""Common ways to miswrite a date, each with what to write instead.

Quiet: nothing here reads a date; it is asked only where reading failed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from checker.literals.dates.days import MONTHS, month_length
from checker.literals.dates.edtf import FARTHEST_YEAR, shown

_I = re.IGNORECASE | re.ASCII
_MONTH_NAMES = "|".join(f"{name}|{name[:3]}" for name in MONTHS) + "|sept"


Reads = Callable[[str], bool]
"""Whether a text can be read: what is offered must be."""


def mistake(text: str, reads: Reads) -> str | None:
    """What is wrong with a literal that could not be read, where the mistake is a known one."""
    for pattern, message_of in _KNOWN:
        if (match := pattern.fullmatch(text)) and (message := message_of(match)):
            return message
    if _DAY_OF_YEAR.fullmatch(text):
        return _no_year(text, reads)
    return _dash(text, reads) if _DASHED.fullmatch(text) else None


def _year_first(match: re.Match[str]) -> str | None:
    year, month, day = match.groups()
    written = f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")
    right = 1 <= int(month) <= 12 and 1 <= int(day or 1) <= month_length(int(year), int(month))
    return f"'{match[0]}' is not how a date is written; write {written}" if right and written != match[0] else None


def _year_last(match: re.Match[str]) -> str | None:
    first, second, year = int(match[1]), int(match[2]), match[3]
    months = dict.fromkeys((month, day) for month, day in ((second, first), (first, second)) if 1 <= month <= 12)
    ways = [f"{year}-{month:02d}-{day:02d}" for month, day in months if 1 <= day <= month_length(int(year), month)]
    if not ways:
        return None
    if len(ways) == 1:
        return f"'{match[0]}' is not how a date is written; write {ways[0]}"
    return f"'{match[0]}' may be day/month or month/day; write {' or '.join(ways)}"


def _two_years(match: re.Match[str]) -> str | None:
    first, last = match[1], match[2]
    if re.fullmatch("[0-9]{4}-(2[1-9]|3[0-9]|4[01])", match[0]):
        return None  # a part of the year, or refused with both readings
    last = first[: 4 - len(last)] + last
    if len(match[2]) == 2 and (int(first) + 1) % 100 == int(match[2]):
        last = f"{int(first) + 1:04d}"  # 1999-00
    if last == first or (last < first and ("/" in match[0] or len(match[2]) < 4)):
        return None  # reading such an interval has told it already; 2019-13 is no stretch, but a month that is none
    why = "a stretch of years" if last > first else "a stretch of years that ends before it starts"
    return f"'{match[0]}' looks like {why}; write {min(first, last)}/{max(first, last)}"


def _dash(text: str, reads: Reads) -> str:
    first, last = _DASHES.split(text, maxsplit=1)
    pairs = ((first, last), *_completed(first, last))
    way = next(filter(reads, (f"{start}{joint}{end}" for start, end in pairs for joint in ("/", " to "))), "")
    write = f"write {'a slash: ' if '/' in way else ''}{shown(way)}" if way else "write both dates as 1951-09-08"
    return f"'{shown(text)}' has a dash; for a stretch {write}"


def _completed(first: str, last: str) -> Iterator[tuple[str, str]]:
    """Two dates, each with what it leaves to the other: `14–15 April 1912`, `April 14–15, 1912`."""
    words = last.split()
    for i in range(1, len(words)):
        yield f"{first} {' '.join(words[i:])}", last
    month, _, day = first.rpartition(" ")
    year = words[-1]
    yield f"{month} {day}, {year}", f"{month} {last}"


def _digits(match: re.Match[str]) -> str | None:
    text = match[0]
    if len(text) == 8:
        year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
        if 1 <= month <= 12 and 1 <= day <= month_length(year, month):
            return f"'{text}' has no hyphens; write {text[:4]}-{text[4:6]}-{text[6:]}"
    if len(text) == 2:
        return f"'{text}' does not tell its century; write the year with four digits"
    if len(text) < 4:
        return f"'{text}' is a year of {len(text)} digit{'s' * (len(text) > 1)}; if that is meant write {text.zfill(4)}"
    if len(text) > len(str(FARTHEST_YEAR)):
        return None
    return f"'{shown(text)}' is a year of {len(text)} digits; if that is meant write Y{shown(text)}"


def _masked(match: re.Match[str]) -> str:
    return f"an unspecified digit is a capital X; write {re.sub('[xu]', 'X', match[0])}"


def _end_in_words(match: re.Match[str]) -> str:
    start, word = match[1].strip(), match[2].lower()
    mark = "" if word == "unknown" else ".."
    why = "an unknown end is left empty" if word == "unknown" else "an end that goes on is written as two dots"
    return f"{why}; write {shown(start)}/{mark}"


def _fiscal(match: re.Match[str]) -> str:
    return (
        f"'{match[0]}' looks like a fiscal year that is not declared; declare it under fiscal_years in the vocabulary"
    )


def _no_year(text: str, reads: Reads) -> str:
    example = next((f"{text} {year}" for year in (2019, 2020) if reads(f"{text} {year}")), "")
    what = f"has no year; write {shown(example)}" if example else "is a day that its month never has; check the day"
    return f"'{shown(text)}' {what}"


_DASHES = re.compile(" *[\u2012-\u2015\u2212] *")  # figure, en and em dash, horizontal bar, minus
_DASHED = re.compile(r"[^\u2012-\u2015\u2212]+[\u2012-\u2015\u2212][^\u2012-\u2015\u2212]+")
_DAY_OF_YEAR = re.compile(rf"(?:[0-9]{{1,2}} +)?(?:{_MONTH_NAMES})\.?(?: +[0-9]{{1,2}})?", _I)
_KNOWN: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})(?:[-/. ]([0-9]{1,2}))?", _I), _year_first),
    (re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})", _I), _year_last),
    (re.compile(r"([0-9]{4}) *[-/\u2012-\u2015\u2212] *([0-9]{4}|[0-9]{2})"), _two_years),
    (re.compile(r"[0-9]{1,3}|[0-9]{5,}"), _digits),
    (re.compile(r"[0-9]{1,3}[xu]{1,3}|[0-9]{4}-[0-9]{2}-(?:uu|xx)|[0-9]{4}-(?:uu|xx)(?:-(?:uu|xx))?"), _masked),
    (re.compile(r"([^/]+)/ *(open|now|present|ongoing|today|unknown)", _I), _end_in_words),
    (re.compile(r"(?:since +|from +)?([^/]+?) +(?:to|until|till) +(?:the +)?(now|present|today)", _I), _end_in_words),
    (re.compile(r"(?:[a-z]{1,20}fy|fy[a-z]{1,20}) ?[0-9]{4}", _I), _fiscal),
    (
        re.compile(r"(?:(?:the|early|mid|late)[ -]+)*['’]?([0-9]0)['’]?s", _I),
        lambda match: f"'{shown(match[0])}' does not tell its century; write 19{match[1]}s or 18{match[1]}s",
    ),
    (
        re.compile(r"now|today|present|the present|currently", _I),
        lambda match: f"'{match[0]}' is another day for each reader; write the date that the document means",
    ),
)
