"""Dates that a text tells from another one: by the date that it names last (`the following year`), or by the day on
which it was published (`last year`, `on Tuesday`). Each says what it rests on.

Quiet: where the other date is not known as finely as the step (`the following day` after a year), where a sentence
names several dates before it, and where a day without its year may lie ahead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from checker.literals.dates.dates import read_moment
from checker.literals.dates.days import MONTHS, civil, shift_months
from checker.literals.grammar import parse
from checker.literals.literal import LiteralError
from checker.literals.numbers.number import WrittenNumber
from checker.model.value import Moment
from checker.quotes.phrase import Phrase

MOST_STEPS = 200
"""Years, months or days: farther nobody counts in words."""
_UNITS = "day|week|month|year|decade"
_COUNT = r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[0-9]{1,3})"
_AFTER = re.compile(rf"\b(?:the (?P<way>following|next|previous|preceding) (?P<unit>{_UNITS})|the (?P<unit2>{_UNITS}) "
                    r"(?P<way2>after|before)(?=[,.;]|$))(?!['’])", re.IGNORECASE)  # fmt: skip
_STEPS = re.compile(rf"\b(?P<count>{_COUNT}) (?P<unit>{_UNITS})s? (?P<way>later|earlier)\b", re.IGNORECASE)
_NOW = re.compile(
    r"\b(?P<way>last|this|next) (?P<unit>week|month|year)\b(?!['’])"
    r"|\b(?P<day>yesterday|tomorrow)\b(?!['’])",
    re.IGNORECASE,
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ON = re.compile(rf"\bon (?P<weekday>{'|'.join(_WEEKDAYS)})\b(?! (?:and|or|to|morning)s?\b)(?!['’])")
_IN = re.compile(rf"\b(?:in|since) (?P<month>{'|'.join(MONTHS)})\b(?!,? (?:of |[0-9]))", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|next|expect\w*|plan(?:s|ned)?|due|schedul\w+|to be|coming|upcoming"
    r"|later this|every|each|usually)\b",
    re.IGNORECASE,
)
"""Words beside which a day without its year may lie ahead, or come again."""
_MONTHS: list[str] = [name.casefold() for name in MONTHS]
_MONDAY = 1
"""Day 1 is a Monday."""
_FINE = {"day": ("day",), "week": ("day",), "month": ("day", "month"), "year": ("day", "month", "year")}
_FINE["decade"] = _FINE["year"]


class Anchor(NamedTuple):
    """A date that others are told from: its literal, and what it is."""

    literal: str
    what: str


def relative_dates(text: str, last: str, named: list[Phrase], published: str) -> Iterator[tuple[Phrase, str]]:
    """The dates of a sentence that are told from another, each with the words for what it rests on. `last` is the one
    date of the sentence before, `named` are those in it.
    """
    for pattern in (_AFTER, _STEPS):
        for found in pattern.finditer(text):
            before = [phrase.literal for phrase in named if phrase.end <= found.start()]
            base = before[0] if len(before) == 1 else last if not before else ""
            unit = (found.groupdict().get("unit") or found.groupdict().get("unit2") or "").lower()
            way = (found.groupdict().get("way") or found.groupdict().get("way2") or "").lower()
            count = _count(found.groupdict().get("count") or "one")
            sign = 1 if way in ("following", "next", "later", "after") else -1
            yield from _moved(found, Anchor(base, "which the text names last"), unit, sign * count)
    ahead = bool(_AHEAD.search(text))
    here = Anchor(published, "when the document was published")
    for found in _NOW.finditer(text):
        step = {"yesterday": -1, "last": -1, "tomorrow": 1, "next": 1}.get((found["day"] or found["way"]).lower(), 0)
        yield from _moved(found, here, (found["unit"] or "day").lower(), step)
    if not ahead and (day := _day_of(published)):
        for found in _ON.finditer(text):
            back = (day - _WEEKDAYS.index(found["weekday"]) - _MONDAY) % 7
            yield (
                _phrase(found, _iso(day - back)),
                f"{_iso(day - back)}, the last {found['weekday']} up to {_iso(day)}, {here.what}",
            )
        for found in _IN.finditer(text):
            month = _MONTHS.index(str(found["month"]).casefold()) + 1
            year, now = civil(day)[:2]
            value = f"{year - (month > now):04}-{month:02}"
            yield _phrase(found, value), f"{value}, the last {found['month']} up to {_iso(day)}, {here.what}"


def _moved(found: re.Match[str], base: Anchor, unit: str, step: int) -> Iterator[tuple[Phrase, str]]:
    if not base.literal or abs(step) > MOST_STEPS or unit in ("week", "decade"):
        return
    with suppress(LiteralError):
        moment = read_moment(base.literal, language="en")
        if moment.precision in _FINE[unit] and (value := _step(moment, unit, step)):
            yield _phrase(found, value), f"{value}, {_words(unit, step)} {_plain(moment)}, {base.what}"


def _step(moment: Moment, unit: str, step: int) -> str:
    if moment.bounds.possible.lo is None:
        return ""
    start = int(moment.bounds.possible.lo)
    if moment.precision == "year" and civil(start)[1:] != (1, 1):
        return ""  # a year that lies in two, as does the one beside it
    if unit == "day":
        return _iso(start + step)
    year, month = civil(shift_months(start, step * (12 if unit == "year" else 1)))[:2]
    return f"{year:04}" if unit == "year" else f"{year:04}-{month:02}"


def _words(unit: str, step: int) -> str:
    if not step:
        return f"the {unit} of"
    side = "after" if step > 0 else "before"
    return f"the {unit} {side}" if abs(step) == 1 else f"{abs(step)} {unit}s {side}"


def _plain(moment: Moment) -> str:
    """The date in figures, as finely as it is known."""
    year, month, day = civil(int(moment.bounds.possible.lo or 0))
    return {"year": f"{year:04}", "month": f"{year:04}-{month:02}"}.get(
        moment.precision, f"{year:04}-{month:02}-{day:02}"
    )


def _phrase(found: re.Match[str], value: str) -> Phrase:
    return Phrase("date", value, found.start(), found.end())


def _count(words: str) -> int:
    number = parse(f"{'one' if words.lower() in ('a', 'an') else words} years", language="en").first
    return int(number.value) if isinstance(number, WrittenNumber) else 1


def _day_of(published: str) -> int:
    with suppress(LiteralError):
        moment = read_moment(published, language="en")
        if moment.precision == "day" and moment.bounds.possible.lo is not None:
            return int(moment.bounds.possible.lo)
    return 0


def _iso(day: int) -> str:
    year, month, of_month = civil(day)
    return f"{year:04}-{month:02}-{of_month:02}"
