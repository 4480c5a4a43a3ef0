"""What a cell of a spreadsheet says: its number as it is shown, at no less precision than it is stored, or its day.

Source: ECMA-376, part 1, 18.8.30 (number formats) and 18.17.4.1 (days).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Literal

SHOWN_DIGITS = 15
"""Digits of a number that a spreadsheet shows; what a file holds beyond them comes from counting in twos."""
SERIAL = re.compile(r"[0-9]{1,7}(\.0*)?")
SHORT = re.compile(r"(?=.{1,16}$)-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?")
"""A number that stands as it is to be shown."""
WHOLE = re.compile(r"-?[0-9]{1,300}")
FIRST_DAY, FIRST_DAY_1904, LEAP_DAY = date(1899, 12, 30), date(1904, 1, 1), 60
"""Days are counted from 1900 as if that had a 29th of February, which is day 60."""
LAST_SERIAL = 2_958_465
"""The last day of the year 9999."""
BUILT_IN = {
    "1": "0", "2": "0.00", "3": "0", "4": "0.00", "9": "0%", "10": "0.00%", "14": "m/d/y", "15": "d-m-y", "16": "d-m",
    "17": "m-y", "18": "h:m", "19": "h:m:s", "20": "h:m", "21": "h:m:s", "22": "m/d/y h:m", "37": "0", "38": "0",
    "39": "0.00", "40": "0.00", "45": "m:s", "46": "[h]:m:s", "47": "m:s.0",
    **dict.fromkeys(("27", "28", "29", "30", "31", "36", "50", "51", "52", "53", "54", "57", "58"), "y/m/d"),
}  # fmt: skip
"""Formats that workbooks name by their number alone. Source: ECMA-376, part 1, 18.8.30."""
UNSEEN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
"""Parts of a format that show no digit: words, spaces, fillings, colours and conditions."""
ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
DECIMALS = re.compile(r"\.(0+)")
MOST_CHARACTERS = 500
"""Characters of a format that are looked at."""


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How the numbers of a cell are shown: with so many decimals, as a percentage, as a `day`, `month` or `year`, as
    some `moment`.
    """

    kind: Literal["number", "percent", "day", "month", "year", "moment"] = "number"
    decimals: int = 0


GENERAL = NumberFormat()


def number_format(identifier: str, codes: Mapping[str, str]) -> NumberFormat:
    """The format of that number in a workbook, whose own formats are `codes`."""
    code = codes.get(identifier, BUILT_IN.get(identifier, ""))[:MOST_CHARACTERS]
    shown = UNSEEN.sub("", code).partition(";")[0].lower()
    if not shown or "general" in shown or "e+" in shown or "/?" in shown or "@" in shown:
        return GENERAL
    found = set(ELAPSED.sub("h", shown))
    if found & set("hs"):
        return NumberFormat("moment")
    if found & set("ymd"):
        return NumberFormat("day" if "d" in found else "month" if "m" in found else "year")
    decimals = DECIMALS.search(shown)
    return NumberFormat("percent" if "%" in shown else "number", len(decimals[1]) if decimals else 0)


def day(serial: str, form: NumberFormat, dates_from_1904: bool) -> str:
    """The day with a number, as far as it is shown, in ISO; `""` where it is no day."""
    if form.kind == "moment" or not SERIAL.fullmatch(serial):
        return ""
    number = int(serial.partition(".")[0])
    if dates_from_1904:
        found = FIRST_DAY_1904 + timedelta(number)
    elif not 0 < number <= LAST_SERIAL or number == LEAP_DAY:
        return ""
    else:
        found = FIRST_DAY + timedelta(number + (number < LEAP_DAY))
    return found.isoformat()[: {"day": 10, "month": 7}.get(form.kind, 4)]


@lru_cache(2**16)
def figure(stored: str, form: NumberFormat) -> str:
    """A number with the digits that a spreadsheet shows of it, and the decimals of its format; `""` where it is none.
    It is never rounded to them.
    """
    if not form.decimals and form.kind == "number" and SHORT.fullmatch(stored):
        return stored
    if WHOLE.fullmatch(stored):
        number = Decimal(stored)
    else:
        try:
            number = Decimal(f"{float(stored):.{SHOWN_DIGITS}g}")
        except ValueError:
            return ""
        if not number.is_finite():
            return ""
    if form.kind == "percent":
        number = number.scaleb(2)
    text = format(number, "f")
    missing = form.decimals - len(text.partition(".")[2])
    return f"{text}{'' if '.' in text else '.'}{'0' * missing}" if missing > 0 else text
