"""Periods with names of their own: `XIX century`, `turn of the 20th century`, `66 million years ago`.

Why: what is so many years ago is known as finely as its number, rounded or cut off; years are counted back from 2000,
and `BP` (before present) from 1950, by convention.
Quiet: `50 years ago` depends on when its document spoke, and `turn of the century` on which century: both are refused.
Source: the year 1950 is that of radiocarbon dating (Flint and Deevey, Radiocarbon 4, 1962).
"""

from __future__ import annotations

import re
from fractions import Fraction

from checker.literals.dates.days import day_number
from checker.literals.dates.edtf import Date, shown
from checker.literals.literal import LiteralError
from checker.model.interval import Interval
from checker.model.value import Bounds

_I = re.IGNORECASE | re.ASCII
ROMAN = "[ivxl]{1,7}(?:st|nd|rd|th)?"
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_CANONICAL = re.compile("(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_SUFFIX = re.compile("(?:st|nd|rd|th)$")
_SIZES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "k": 10**3, "m": 10**6, "g": 10**9, "b": 10**9}
_AGO = re.compile(
    r"(?P<limit>(?:more +than|over) +)?(?P<number>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+(?:\.[0-9]+)?)(?P<unit>"
    r" *(?P<size>thousand|million|billion)? +(?:calendar +)?years? +(?P<since>ago|before +(?:the +)?present|bp)"
    r"| *(?P<symbol>ka|kya|ma|mya|ga|gya|bya)(?: +(?P<after>ago|bp))?)",
    _I,
)
_OLDEST = 20 * 10**9
"""Years: more than the age of all that is dated."""
_NOW, _PRESENT = 2000, 1950
_LIFETIME = 50
"""Years. What is known less finely does not depend on when its document spoke."""
_TURN = re.compile(
    r"(?:at +)?(?:the +)?turn +of +(?:the +)?(?P<which>[0-9]{1,2}(?:st|nd|rd|th)|[a-z]+(?:-[a-z]+)?)? *"
    r"(?P<of>century|millennium)",
    _I,
)
_TURN_YEARS = {"literal": 5, "plausible": 10, "possible": 20}
_ORDINALS = {"nineteenth": 19, "twentieth": 20, "twenty-first": 21, "eighteenth": 18, "seventeenth": 17}


def century_number(word: str, offset: int) -> int:
    """The number of `19th`, `XIX`, `XIXth`."""
    bare = _SUFFIX.sub("", word.lower())
    if bare.isdigit():
        return int(bare)
    if not _CANONICAL.fullmatch(bare):
        raise LiteralError(f"'{word}' is no number in Roman numerals; write the century as 19th", offset)
    sizes = [_ROMAN[letter] for letter in bare]
    return sum(-size if size < max(sizes[k:]) else size for k, size in enumerate(sizes))


def long_ago(text: str, offset: int) -> Date | None:
    """`66 million years ago`, `11,700 years BP`, `4.5 Ga`."""
    match = _AGO.fullmatch(text)
    if match is None:
        return None
    digits = match["number"].replace(",", "")
    size = _SIZES[match["size"].lower()] if match["size"] else 1
    if match["symbol"]:
        size = _SIZES[match["symbol"][0].lower()]
    value, grain = Fraction(digits) * size, _grain(digits) * size
    near, below, above = (min(grain / 2, value / 20), min(grain / 2, value / 10), min(grain, value / 10))
    since = (match["since"] or match["after"] or "ago").lower()
    now = _NOW if since == "ago" else _PRESENT
    if value > _OLDEST:
        raise LiteralError(f"'{shown(text)}' is longer ago than anything is", offset)
    if since == "ago" and near < _LIFETIME:
        raise LiteralError(
            f"'{shown(text)}' is counted back from the day of its document; write the year, as {int(_NOW - value)}"
            if value < 1000
            else f"'{shown(text)}' is counted back from the day of its document; write the year, as "
            f"{_year_words(int(_NOW - value))}",
            offset,
        )
    middle = now - value
    spare = _LIFETIME if since == "ago" else 0
    plausible = _years(middle - near, middle + near)
    possible = _years(middle - max(above, near) - spare, middle + max(below, near) + spare)
    note = f"rounded or cut off, counted back from {now}"
    if match["limit"]:
        plausible, possible = Interval(None, _years(middle, middle).hi), Interval(None, possible.hi)
        note = f"before it; {note}"
    return Date(Bounds(plausible, plausible, possible, note), "interval", "some")


def _grain(digits: str) -> Fraction:
    """The unit of the last digit that counts."""
    _, point, rest = digits.partition(".")
    if point:
        return Fraction(1, 10 ** len(rest))
    return Fraction(10 ** (len(digits) - len(digits.rstrip("0"))) if digits.strip("0") else 1)


def _year_words(year: int) -> str:
    return f"{1 - year} BC" if year < 1 else f"{year:04d}"


def _years(first: Fraction | int, last: Fraction | int) -> Interval:
    """From the start of one year to the end of another."""
    return Interval(day_number(int(first // 1), 1, 1), day_number(int(last // 1) + 1, 1, 1) - 1)


def turn_of(text: str, offset: int) -> Date | None:
    """`turn of the 20th century`: the years about its start."""
    match = _TURN.fullmatch(text)
    if match is None:
        return None
    which = (match["which"] or "").lower()
    if match["of"].lower() == "millennium":
        raise LiteralError(f"'{shown(text)}' may be that of any millennium; write about 2000 or about 1000", offset)
    if not which:
        raise LiteralError(
            f"'{shown(text)}' does not tell its century; write turn of the 20th century or turn of the 21st century",
            offset,
        )
    number = _ORDINALS.get(which) or (century_number(which, offset) if which[0].isdigit() else 0)
    if not number:
        return None
    start = (number - 1) * 100
    levels = [_years(start - spare, start + spare) for spare in _TURN_YEARS.values()]
    return Date(
        Bounds(*levels, tolerance=f"the years about {start}: how many is a matter of usage"), "interval", "some"
    )
