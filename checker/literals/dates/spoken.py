"""Dates as people say them: `1945/1952` is `1945 to 1952`, `2016-03-11` is `11 March 2016`, `195X` is `1950s`.

Quiet: what is no date of EDTF stays as it is written, and so does what a document says in words.
"""

from __future__ import annotations

import re

from checker.literals.dates.days import MONTHS, year_in_words

_YEAR = r"(?P<year>-?[0-9]{4}|Y-?[0-9]{5,})"
_DATE = re.compile(rf"{_YEAR}(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12][0-9]|3[01]))?)?(?P<sign>[?~%]?)")
_PART = re.compile(rf"{_YEAR}-(?P<part>2[1-4]|3[3-6])")
_DECADE = re.compile(r"(?P<year>[0-9]{3})X(?P<sign>[?~%]?)")
_LED = re.compile(r"(?P<lead>(?:from|until|since|by|before|after) )?(?P<date>\S+)(?P<rest> \(.*\))?", re.DOTALL)
PARTS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
QUARTERS = ("first", "second", "third", "fourth")
SIGNS = {"": "{}", "~": "about {}", "?": "{} (uncertain)", "%": "about {} (uncertain)"}


FOUR_DIGITS = range(1000, 10_000)


def said_year(year: int) -> str:
    """`1952`, `44 BCE`, `14 CE`, `12,000`: with the era where a bare number would not look like a year."""
    if year in FOUR_DIGITS:
        return str(year)
    return year_in_words(year) if year <= 0 else f"{year} CE" if year < FOUR_DIGITS.start else f"{year:,}"


def in_words(text: str) -> str:
    """The date, set of days or span in words; anything else as it is."""
    match = _LED.fullmatch(text)
    said = _span(match["date"]) if match else ""
    return f"{match['lead'] or ''}{said}{match['rest'] or ''}" if match and said else text


def _span(text: str) -> str:
    """Nothing where it is not such a date."""
    start, slash, end = text.partition("/")
    if not slash:
        return _date(text)
    first, last = (_date(part) if part not in ("", "..") else part for part in (start, end))
    if "" in (first if start else "-", last if end else "-") or not (start.strip(".") or end.strip(".")):
        return ""
    if not start.strip("."):
        return f"until {last}" if start else f"until {last}, start unknown"
    if not end.strip("."):
        return f"from {first}" if end else f"from {first}, end unknown"
    return f"{first} to {last}"


def _date(text: str) -> str:
    if match := _DATE.fullmatch(text):
        year = said_year(int(match["year"].lstrip("Y")))
        month = MONTHS[int(match["month"]) - 1] if match["month"] else ""
        day = str(int(match["day"])) if match["day"] else ""
        return SIGNS[match["sign"]].format(" ".join(filter(None, (day, month, year))))
    if match := _DECADE.fullmatch(text):
        return SIGNS[match["sign"]].format(f"{match['year'].lstrip('0')}0s")
    if match := _PART.fullmatch(text):
        year, part = said_year(int(match["year"].lstrip("Y"))), int(match["part"])
        return f"{PARTS[part]} {year}" if part in PARTS else f"{QUARTERS[part - 33]} quarter of {year}"
    return ""
