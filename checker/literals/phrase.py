"""Numbers, dates, keys and claims in words: the same everywhere that people read them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import lru_cache

from checker.literals.dates.days import MONTHS, civil, show_year, year_in_words
from checker.literals.units.plurals import plural
from checker.model.box import Box, Key, Time
from checker.model.claim import Claim
from checker.model.fields import labelled
from checker.model.interval import Interval, Number
from checker.model.value import Term
from checker.model.vocabulary import Vocabulary
from checker.readers.numerals import as_people_write

SIGNIFICANT_DIGITS = 4
"""Digits shown of a number whose decimals do not end, or not soon."""

MOST_DIGITS = 12
"""Digits of a number that is shown as it is: more than documents write."""

MAGNITUDES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
"""Numbers that are told in words of size where three decimals say them whole: 23.11 billion, but 1,234,567."""


@lru_cache(2**12)
def show_number(number: Number, digits: int = SIGNIFICANT_DIGITS) -> str:
    """The number with thousands separators, or in millions and more; exact where its decimals end within twelve digits,
    else with `≈` and as many significant digits as are asked for.
    """
    exact = Fraction(number)
    for size, word in MAGNITUDES:
        if abs(exact) >= size and (exact / size * 1000).denominator == 1:
            return f"{show_number(exact / size)} {word}"
    if exact.denominator == 1:
        return f"{exact.numerator:,}"
    for places in range(1, MOST_DIGITS + 1):
        scaled = exact * 10**places
        if scaled.denominator == 1 and abs(scaled) < 10**MOST_DIGITS:
            return f"{_decimal(scaled.numerator, places)}"
    places = 0
    while abs(exact) * 10**places < 10 ** (digits - 1) and places < MOST_PLACES:
        places += 1
    text = _decimal(round(exact * 10**places), places)
    return "≈" + (text.rstrip("0").rstrip(".") if "." in text else text)


MOST_PLACES = 40


def _decimal(scaled: int, places: int) -> str:
    sign = "-" if scaled < 0 else ""
    units, part = divmod(abs(scaled), 10**places)
    return f"{sign}{units:,}.{part:0{places}d}" if places else f"{sign}{units:,}"


def show_amount(number: Number, unit: str) -> str:
    """`350 seconds`, `1 second`, `85 %`."""
    return f"{show_number(number)} {unit if abs(number) == 1 else plural(unit)}".rstrip()


def show_difference(number: Number, unit: str) -> str:
    """How far two amounts lie apart: two percentages differ by points."""
    return show_amount(number, "percentage point" if unit == "%" else unit)


def show_intervals(intervals: Sequence[Interval], unit: str = "") -> list[str]:
    """Each interval in words, with digits enough to tell those apart that differ."""
    for digits in range(SIGNIFICANT_DIGITS, MOST_PLACES, 4):
        words = [show_interval(interval, unit, digits) for interval in intervals]
        if len(set(words)) == len(set(intervals)):
            break
    return words


_ENDLESS = 10**50
"""A value that starts above it was said to be unlimited, in whatever unit."""


def show_interval(interval: Interval, unit: str = "", digits: int = SIGNIFICANT_DIGITS) -> str:
    """`85`, `more than 40,000`, `44.5 to 45.5 %`; an open end is told by `more than` or `less than`."""
    lo, hi = interval.lo, interval.hi
    tail = f" {unit if {lo, hi} <= {1, None} else plural(unit)}" if unit else ""
    low, high = ("" if end is None else show_number(end, digits) for end in (lo, hi))
    if lo is None and hi is None:
        return "any number"
    if hi is None and lo is not None and lo >= _ENDLESS:
        return "unlimited"
    if lo is None:
        return f"{'less than' if interval.hi_open else 'at most'} {high}{tail}"
    if hi is None:
        return f"{'more than' if interval.lo_open else 'at least'} {low}{tail}"
    if low == high:  # or as close as the digits show
        return low + tail
    if interval.lo_open and interval.hi_open:
        return f"more than {low} and less than {high}{tail}"
    if interval.lo_open:
        return f"more than {low} up to {high}{tail}"
    if interval.hi_open:
        return f"{low} to less than {high}{tail}"
    return f"{low} to {high}{tail}"


def show_days(interval: Interval) -> str:
    """A range of days as short as it goes: `1951`, `2020-07`, `1951-09-08`, `2019-04/2021-01`, `from 1960`; before our
    era as people write it: `44 BCE`, `58 BCE to 15 March 44 BCE`.
    """
    return _days(interval, show_edge)


def edtf_days(interval: Interval) -> str:
    """The same, with every year as EDTF writes it: `-0043`. A range that has both ends can be read again."""
    return _days(interval, _written)


NamedDay = tuple[int, int, int]
"""A year, a month of it or a day of that; what is not named is 0."""


def _days(interval: Interval, show: Callable[[NamedDay], str]) -> str:
    lo, hi = interval.lo, interval.hi
    if lo is None and hi is None:
        return "any time"
    if lo is None:
        return f"until {show(_edge(int(hi), last=True))}"  # type: ignore[arg-type]  # one end is there
    if hi is None:
        return f"from {show(_edge(int(lo), last=False))}"
    first, last = int(lo), int(hi)
    if first == last:
        return show(civil(first))
    start, end = _edge(first, last=False), _edge(last, last=True)
    if start == end:
        return show(start)
    joint = " to " if show is show_edge and start[0] <= 0 else "/"
    return f"{show(start)}{joint}{show(end)}"


def _edge(day: int, *, last: bool) -> NamedDay:
    """The year or month that starts (or, for `last`, ends) on this day; else the day itself."""
    year, month, number = civil(day)
    if civil(day + 1)[2] != 1 if last else number != 1:
        return year, month, number
    return (year, 0, 0) if month == (12 if last else 1) else (year, month, 0)


def _written(edge: NamedDay) -> str:
    year, *rest = edge
    return "-".join([show_year(year), *(f"{part:02d}" for part in rest if part)])


def show_edge(edge: NamedDay) -> str:
    """`1951-09-08`, `1951`; before our era as people write it: `15 March 44 BCE`."""
    year, month, number = edge
    if year > 0:
        return _written(edge)
    return " ".join([*([str(number)] if number else []), *([MONTHS[month - 1]] if month else []), year_in_words(year)])


FEW_DAYS = 60
"""Below it a length of time is told in days."""


def show_later(days: Number, *times: Interval) -> str:
    """`about 11 years`; nothing where it would be told in days, and the times are not known to the day."""
    known = abs(days) >= FEW_DAYS or all(time.is_point for time in times)
    return show_duration(days) if known else ""


def show_duration(days: Number) -> str:
    """A number of days in the unit that a person would choose."""
    if abs(days) < FEW_DAYS:
        return f"{show_number(days)} day{'' if days == 1 else 's'}"
    if abs(days) < 730:
        return f"about {round(Fraction(days) / Fraction(146097, 4800))} months"
    return f"about {round(Fraction(days) / Fraction(146097, 400))} years"


def show_dates_apart(a: Interval, b: Interval) -> str:
    """`1951 against 1952, no day in common`; how far they lie apart only so far as both are known."""
    return f"{show_days(a)} against {show_days(b)}, {show_gap(a, b)}"


def show_gap(a: Interval, b: Interval) -> str:
    """`1 day apart` of two days, `no day in common` of two years that follow one another."""
    length = show_later(a.gap(b) or 0, a, b)
    if not length:
        return "no day in common"
    return f"{length} apart" if a.is_point and b.is_point else f"{length} apart at the least"


def show_scope(scope: Iterable[tuple[str, str]], vocabulary: Vocabulary) -> str:
    return ", ".join(vocabulary.label(member) for _, member in scope)


def show_key(key: Key) -> str:
    """`us-forces.personnel[place=japan]`: the form that relations use; without a subject where it is that of each."""
    scope = ", ".join(f"{dimension}={member}" for dimension, member in key.scope)
    name = f"{key.subject}.{key.property}" if key.subject else key.property
    return name + (f"[{scope}]" if scope else "")


def show_subject(key: Key, vocabulary: Vocabulary) -> str:
    """`U.S. forces · military personnel · Japan`."""
    parts = [vocabulary.label(key.subject), vocabulary.label(key.property)]
    return " · ".join([*parts, show_scope(key.scope, vocabulary)] if key.scope else parts)


def show_value(box: Box) -> str:
    """The value in the claim's own words (an entity by its label), with `not` before it where the claim denies it."""
    words = box.value.text if isinstance(box.value, Term) else show_written(box.claim)
    return f"not {words}" if box.claim.denies else words


def show_written(claim: Claim) -> str:
    """The value in the claim's own words, a number as its table has it."""
    return as_people_write(claim.value)


def show_beside(claim: Claim) -> str:
    """` (page: 12)`: what is shown beside the quote of a claim."""
    parts = [f"{label}: {words}" for label, words in labelled(claim)]
    return f" ({'; '.join(parts)})" if parts else ""


def show_side(box: Box) -> str:
    """`example-1997 says over 40,000`, or who is reported to say so."""
    claim = box.claim
    speaker = f"{claim.document.id}, reporting {claim.said_by}," if claim.said_by else claim.document.id
    return f"{speaker} says {show_value(box)}"


def show_time(box: Box) -> str:
    """When the claim holds, and whether that is only its document's date."""
    return show_when(box.time)


def show_when(time: Time) -> str:
    if time.sort == "always":
        return "always"
    words = show_days(time.extent)
    return words if time.stated else f"{words} (its document's date)"


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""How reports mark the claims of a finding; rulings name them so too."""


def letter(index: int) -> str:
    """The letter of a finding's claim at a place that counts from 0: A, B, …, Z, AA, AB, …"""
    before, last = divmod(index, len(LETTERS))
    return (letter(before - 1) if before else "") + LETTERS[last]


def listed(parts: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    words = list(parts)
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1] if words else ""
