"""Does a quote say a date, or the ends of a stretch of time? The month, year or decade of a day says less than it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from checker.literals.dates.dates import read_extent, read_moment, read_span
from checker.literals.dates.days import DAYS_PER_YEAR, shift_months
from checker.literals.dates.fiscal import FiscalYears
from checker.literals.grammar import parse
from checker.literals.literal import LiteralError
from checker.literals.numbers.number import WrittenNumber
from checker.model.claim import Claim
from checker.model.interval import Interval
from checker.model.value import Moment, Span
from checker.model.vocabulary import Property
from checker.quotes.amounts import amounts
from checker.quotes.dates import dates, is_partial
from checker.quotes.phrase import Answered, Phrase

_CALENDAR = frozenset({"month", "season", "quarter", "half", "year", "decade", "century", "millennium"})
_BESIDE = re.compile(r"^(?:before|prior to|after|since|from|until|till)\s+", re.IGNORECASE)
_FIGURES = re.compile(r"\b([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})\b")
_SHORTER = re.compile(r"\b(?:day|week|month|season|hour)s?\b", re.IGNORECASE)
"""What is told in these may end within the year."""


def date_held(claim: Claim, prop: Property, fiscal_years: FiscalYears) -> Answered:
    """Whether the quote of a claim says its date or stretch. Raises `LiteralError` where that cannot be read."""
    entailed = _span_said if prop.datatype == "interval" else _moment_said
    said = tuple(dates(claim.quote, fiscal_years))
    if entailed(claim.value, [phrase.literal for phrase in said], fiscal_years):
        return Answered("entailed", said[0])
    if entailed(claim.value, [*_in_figures(claim.quote)], fiscal_years):
        return Answered("entailed")
    if claim.because:
        reasons = tuple(dates(claim.because, fiscal_years))
        together = (*said, *reasons)
        literals = [phrase.literal for phrase in together]
        rest = f"{_without(claim.quote, said)} · {_without(claim.because, reasons)}"
        if (not reasons and (not said or is_partial(rest))) or entailed(claim.value, literals, fiscal_years):
            return Answered("entailed")
        if is_partial(rest) and _steps_away(claim.value, literals, rest, fiscal_years):
            return Answered("entailed")
        return Answered("contradicted", found=together)
    if not said and re.search(r"[0-9]{4}", claim.quote):
        return Answered("unread")
    return Answered("contradicted" if said else "silent", found=said)


def _in_figures(text: str) -> Iterator[str]:
    """The days that `01/05/2003` may be: whose order it is, one quote does not tell."""
    for found in _FIGURES.finditer(text):
        for month, day in ((found[1], found[2]), (found[2], found[1])):
            with suppress(LiteralError):
                literal = f"{found[3]}-{int(month):02}-{int(day):02}"
                read_moment(literal)
                yield literal


def _without(text: str, phrases: Sequence[Phrase]) -> str:
    for phrase in reversed(phrases):
        text = f"{text[: phrase.start]} {text[phrase.end :]}"
    return text


def _steps_away(value: str, literals: Iterable[str], rest: str, fiscal_years: FiscalYears) -> bool:
    """A date lies as many years from another as the words say: one, where they are `the following year`; or, where they
    tell of days or months, within a year of it.
    """
    ours = read_extent(value, fiscal_years)
    if ours.lo is None or ours.hi is None:
        return False
    near = bool(_SHORTER.search(rest))
    for literal in literals:
        other = read_extent(_BESIDE.sub("", literal), fiscal_years)
        if other.lo is None or other.hi is None:
            continue
        for step in (1, *_counts(rest)):
            for months in (12 * step, -12 * step):
                moved = Interval(shift_months(int(other.lo), months), shift_months(int(other.hi), months))
                if ours.covers(moved):
                    return True
        if near and max(other.lo - ours.hi, ours.lo - other.hi) <= DAYS_PER_YEAR:
            return True
    return False


def _counts(text: str) -> Iterator[int]:
    """The whole numbers that a text names: `two years later`."""
    for phrase in amounts(text):
        first = parse(phrase.literal).first if phrase.sort == "amount" else None
        if isinstance(first, WrittenNumber) and first.value.denominator == 1:
            yield int(first.value)


def _moment_said(value: str, said: Sequence[str], fiscal_years: FiscalYears) -> bool:
    ours = read_moment(value, fiscal_years)
    return any(_no_more(ours, other) for text in said for other in _days_of(text, fiscal_years))


def _span_said(value: str, said: Sequence[str], fiscal_years: FiscalYears) -> bool:
    """Each end that a stretch states is an end of what the quote says, or a date of it."""
    ours = read_span(value, fiscal_years)
    spans = [span for text in said if (span := _span(text, fiscal_years))]
    moments = [read_moment(text, fiscal_years) for text in said]
    if moments and not re.search("[/]", value):
        whole = read_moment(value, fiscal_years)
        if any(_no_more(whole, other) for other in moments):
            return True
    starts = [*moments, *(span.start for span in spans if span.start)]
    ends = [*moments, *(span.end for span in spans if span.end)]
    start = ours.start is None or any(_no_more(ours.start, other) for other in starts)
    return bool(said) and start and (ours.end is None or any(_no_more(ours.end, other) for other in ends))


def _days_of(text: str, fiscal_years: FiscalYears) -> Iterator[Moment]:
    """A date as a whole, and each end of a stretch that is told by its ends."""
    yield read_moment(text, fiscal_years)
    if _LED.match(text) or re.search(r"/|–|—|\bto\b|[0-9]-[0-9]", text):
        span = _span(text, fiscal_years)
        yield from (end for end in (span.start, span.end) if end) if span else ()


_LED = re.compile(r"(?:since|from|until|till|through|up to)\b", re.IGNORECASE)


def _span(text: str, fiscal_years: FiscalYears) -> Span | None:
    try:
        return read_span(text, fiscal_years)
    except LiteralError:
        return None


def _no_more(ours: Moment, said: Moment) -> bool:
    """A date says no more than another: the same days, or the month, year or decade in which they lie."""
    if ours.bounds.possible == said.bounds.possible and ours.bounds.literal == said.bounds.literal:
        return True
    pairs = [
        (getattr(ours.bounds, level), getattr(said.bounds, level)) for level in ("literal", "plausible", "possible")
    ]
    return ours.precision in _CALENDAR and all(mine.covers(theirs) for mine, theirs in pairs)
