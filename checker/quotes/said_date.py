"""Does a quote say a date, or the ends of a stretch of time? The month, year or decade of a day says less than it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
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
from checker.quotes.dates import WITHIN_A_YEAR, dates, is_partial, partial_dates, relative_times
from checker.quotes.days import days_beside
from checker.quotes.phrase import Answered, Phrase, cut_out

_CALENDAR = frozenset({"month", "season", "quarter", "half", "year", "decade", "century", "millennium"})
_BESIDE = re.compile(r"^(?:before|prior to|after|since|from|until|till)\s+", re.IGNORECASE)
_SHORTER = re.compile(rf"\b{WITHIN_A_YEAR}s?\b", re.IGNORECASE)
"""What is told in these may end within the year."""
_COUNTED = re.compile(r"\b(?:year|decade|centur)", re.IGNORECASE)


def date_held(claim: Claim, prop: Property, fiscal_years: FiscalYears) -> Answered:
    """Whether the quote of a claim says its date or stretch. Raises `LiteralError` where that cannot be read."""
    entailed = _span_said if prop.datatype == "interval" else _moment_said
    said = tuple(dates(claim.quote, fiscal_years))
    if entailed(claim.value, [phrase.literal for phrase in said], fiscal_years):
        return Answered("entailed", said[0])
    if entailed(claim.value, [*days_beside(claim.quote)], fiscal_years):
        return Answered("entailed")
    if claim.because:
        reasons = tuple(dates(claim.because, fiscal_years))
        if _rests_on(claim, said, reasons, prop.datatype == "interval", fiscal_years):
            return Answered("entailed")
        return Answered("contradicted", found=(*said, *reasons))
    if not said and re.search(r"[0-9]{4}", claim.quote):
        return Answered("unread")
    return Answered("contradicted" if said else "silent", found=said)


def _rests_on(
    claim: Claim, said: Sequence[Phrase], reasons: Sequence[Phrase], stretch: bool, fiscal_years: FiscalYears
) -> bool:
    """A value follows from the dates of a quote together with what its claim says in `because`. A quote that has a
    date, and no words that tell another one from it, is not put aside.
    """
    entailed = _span_said if stretch else _moment_said
    value, of_quote = claim.value, [phrase.literal for phrase in said]
    together = [*of_quote, *(phrase.literal for phrase in reasons)]
    left, reason = cut_out(claim.quote, said), cut_out(claim.because, reasons)
    rest = f"{left} · {reason}"
    named = bool(together) and entailed(value, together, fiscal_years)
    if _completed(value, together, rest, entailed, fiscal_years):
        return True
    if said and not is_partial(left):
        if stretch:
            return (named or not reasons) and _keeps_ends(value, of_quote, fiscal_years)
        named = named or bool(not reasons and relative_times(reason))
        return (named and _within(value, of_quote, fiscal_years)) or _steps_away(value, of_quote, reason, fiscal_years)
    if named or _steps_away(value, together, rest, fiscal_years):
        return True
    if reasons or (said and _is_counted(rest)):
        return False
    days = partial_dates(rest)
    return len(days) != 1 or bool(relative_times(rest)) or _completed(value, [value], rest, entailed, fiscal_years)


def _completed(
    value: str, dates: Iterable[str], rest: str, entailed: Callable[..., bool], fiscal_years: FiscalYears
) -> bool:
    """The value is a day or month without a year, in the year that another phrase says."""
    years = {year for text in dates for year in re.findall(r"\b[0-9]{4}\b", text)}
    days = [f"{day} {year}" for day in partial_dates(rest) for year in years]
    return any(entailed(value, [day], fiscal_years) for day in days if _is_date(day, fiscal_years))


def _is_date(text: str, fiscal_years: FiscalYears) -> bool:
    with suppress(LiteralError):
        read_moment(text, fiscal_years)
        return True
    return False


def _within(value: str, said: Iterable[str], fiscal_years: FiscalYears) -> bool:
    """The value lies in a date of the quote: a day in its month, a year before another."""
    ours = read_extent(value, fiscal_years)
    return any(read_extent(text, fiscal_years).covers(ours) for text in said)


def _keeps_ends(value: str, said: Iterable[str], fiscal_years: FiscalYears) -> bool:
    """The ends that a quote says are those of a stretch, and a date of it is one of them or lies between them."""
    ours = read_span(value, fiscal_years)
    extent = read_extent(value, fiscal_years)
    for text in said:
        moment, span = read_moment(text, fiscal_years), _span(text, fiscal_years)
        if moment.precision != "interval" or span is None:
            if not extent.overlaps(moment.bounds.possible):
                return False
            continue
        ends = ((ours.start, span.start), (ours.end, span.end))
        if any(mine and theirs and not _no_more(mine, theirs) for mine, theirs in ends):
            return False
    return True


def _steps_away(value: str, literals: Iterable[str], rest: str, fiscal_years: FiscalYears) -> bool:
    """A date lies as many years from another as the words say: one, where they are `the following year`; or, where they
    tell of days or months, within a year of it.
    """
    told = " · ".join(relative_times(rest))
    ours = read_extent(value, fiscal_years)
    if not told or ours.lo is None or ours.hi is None:
        return False
    near = bool(_SHORTER.search(told))
    steps = {0} if "same" in told else {1, *_counts(rest)}
    for literal in literals:
        other = read_extent(_BESIDE.sub("", literal), fiscal_years)
        if other.lo is None or other.hi is None:
            continue
        for step in steps:
            for months in (12 * step, -12 * step):
                moved = Interval(shift_months(int(other.lo), months), shift_months(int(other.hi), months))
                if ours.covers(moved):
                    return True
        if near and max(other.lo - ours.hi, ours.lo - other.hi) <= DAYS_PER_YEAR:
            return True
    return False


def _is_counted(rest: str) -> bool:
    """Words say how far a date lies from another: `two years later`, and not `then`."""
    return any(_COUNTED.search(told) for told in relative_times(rest))


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
