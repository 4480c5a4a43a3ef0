"""Shares and rates of the vocabulary: `10 %`, `0.5`, `20 %/year`, `5,000 per month`, read exactly."""

from __future__ import annotations

import re
from fractions import Fraction

DIGIT_LIMIT = 64
"""Characters of a number; what is longer is an attack on exact arithmetic, not a measurement."""

NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
CUT = re.compile(r"[0-9]|[.,][0-9]")
"""What goes on after a number shows that it was not read as written: `5,00` is not 5."""

PERCENT = re.compile(r"\s*(?:%|per ?cent\b)", re.IGNORECASE)
EACH = re.compile(r"\s*(?:/|\b(?:per|an?|each|every)\s)\s*(?P<time>[a-z]+)\s*", re.IGNORECASE)

JULIAN_YEAR_DAYS = Fraction(1461, 4)
"""Days. Source: IAU style manual (1989), the Julian year of 365.25 days."""

PER_YEAR = {
    "day": JULIAN_YEAR_DAYS,
    "week": JULIAN_YEAR_DAYS / 7,
    "month": Fraction(12),
    "quarter": Fraction(4),
    "year": Fraction(1),
    "decade": Fraction(1, 10),
}


def number(text: str) -> tuple[Fraction, int] | None:
    """The number at the start of a text and where it ends; commas group by three."""
    match = NUMBER.match(text)
    if not match or len(match[0]) > DIGIT_LIMIT or CUT.match(text, match.end()):
        return None
    return Fraction(match[0].replace(",", "")), match.end()


def share(text: str) -> Fraction | None:
    """A part between 0 and 1: `10 %`, `0.1`; nothing where the text is none."""
    parsed = number(text.strip())
    if parsed is None:
        return None
    value, end = parsed
    rest = text.strip()[end:]
    if PERCENT.fullmatch(rest):
        value /= 100
    elif rest:
        return None
    return value if value <= 1 else None


def plain_number(text: str) -> Fraction | None:
    """A number that is not negative, and nothing else; nothing where the text is none."""
    parsed = number(text.strip())
    return parsed[0] if parsed and parsed[1] == len(text.strip()) else None


DAYS = {
    "day": Fraction(1),
    "week": Fraction(7),
    "month": Fraction(146_097, 4_800),
    "year": Fraction(146_097, 400),
    "decade": Fraction(146_097, 40),
    "century": Fraction(146_097, 4),
}
"""Days of a unit of time, months and years at their mean over the 400 years of the calendar's cycle."""

LENGTH = re.compile(r"(?P<number>[0-9]{1,5}) ?(?P<time>[a-z]+?)s?", re.IGNORECASE)
DAYS_OF = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365, "decade": 3652}
"""Days of a length of time, rounded down, so that what is said to lie a year apart does in each calendar."""


def length_of_time(text: str) -> int | None:
    """The days of `6 months`, `1 year`, `1 day`; nothing where the text is none."""
    match = LENGTH.fullmatch(text.strip())
    days = DAYS_OF.get(match["time"].casefold()) if match else None
    return None if match is None or days is None else int(match["number"]) * days


def rate(text: str, unit: str) -> tuple[Fraction, bool] | None:
    """How much in a year, and whether that is a part of the earlier value; `unit` may stand after the number."""
    words = text.strip()
    parsed = number(words)
    if parsed is None:
        return None
    value, end = parsed
    percent = PERCENT.match(words, end)
    rest = words[percent.end() :] if percent else words[end:]
    if not percent and unit and rest.strip().casefold().startswith(unit.casefold()):
        rest = rest.strip()[len(unit) :]
    each = EACH.fullmatch(rest)
    factor = PER_YEAR.get(each["time"].casefold()) if each else None
    if factor is None:
        return None
    return value * factor / (100 if percent else 1), bool(percent)
