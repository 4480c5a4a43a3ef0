"""A value is held against the figures and dates that its quote says: may it be encoded so?

A claim may say less than its quote, never more: the same figure under a wider hedge, the year of a day, one end of a
range. Words change nothing (`eighty-five`, `85`), nor do units that convert exactly.

Quiet: what the grammar cannot read decides nothing (`unread`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import permutations
from typing import Literal

from checker.literals.boxes import read_value
from checker.literals.dates.dates import read_moment, read_span
from checker.literals.dates.fiscal import FiscalYears
from checker.literals.grammar import parse
from checker.literals.literal import LiteralError
from checker.literals.numbers.number import WrittenNumber
from checker.literals.units.tidy import is_measure
from checker.literals.units.units import convert, letters_of_units
from checker.model.claim import Claim
from checker.model.interval import point
from checker.model.value import Bounds, Moment, Span, exactly
from checker.model.vocabulary import Property, Vocabulary
from checker.quotes.amounts import amounts
from checker.quotes.dates import dates, is_partial
from checker.quotes.phrase import Phrase
from checker.readers.folder import is_table

Answer = Literal["entailed", "contradicted", "silent", "unread"]
"""What a quote says of a value: it says it; it has figures, none of which is it; it has none; it cannot be read."""

_WORD = re.compile(r"[^\W\d_]+")
_ROUGH = frozenset({"about", "nearly", "just_over", "just_under"})
_CALENDAR = frozenset({"month", "season", "quarter", "half", "year", "decade", "century", "millennium"})
_SHARED = re.compile(
    r"\b(?:others?|another|additional|besides|plus|along with|as well as|together|each|every|times|twice|double[ds]?"
    r"|halves|half|halved|triple[ds]?|remaining|rest|remainder|combined|apiece|respectively)\b",
    re.IGNORECASE,
)
"""Words that say that the figures beside them are to be added, multiplied or shared out with what has no figure."""
_MOST_SUMMED = 6
"""Figures of one quote of which sums are tried."""
_PERCENT = 100
_MAGNITUDES = (2, 3, 6, 9, -2)
"""Powers of ten that a heading may say: `in thousands`, `per cent`."""


@dataclass(frozen=True, slots=True)
class Answered:
    """`phrase` is the one that says the value; `found` those that were held against it and are not it."""

    answer: Answer
    phrase: Phrase | None = None
    found: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class _Figures:
    """What a literal says in the property's unit: its numbers in order, how finely each is written, hedges, bounds.

    `in_table`: it is the value of a row, whose unit and digits may be those of a column.
    """

    numbers: tuple[Fraction, ...]
    grains: tuple[Fraction, ...]
    manner: tuple[str, frozenset[str], bool]
    rough: bool
    bounds: Bounds
    unit: str
    in_table: bool = False


def held(claim: Claim, prop: Property, vocabulary: Vocabulary) -> Answered:
    """Whether the quote of a claim says its value. Raises `LiteralError` where the value cannot be read."""
    if prop.datatype == "quantity":
        return _amount_held(claim, prop, vocabulary)
    return _date_held(claim, prop, vocabulary.fiscal_years)


# --- amounts


def _amount_held(claim: Claim, prop: Property, vocabulary: Vocabulary) -> Answered:
    language = claim.document.language
    value = _figures(claim.value, prop, vocabulary, language)
    if is_table(claim.mark.file):  # a heading or a column of its own says the unit; ends of a range are exact there
        join, hedges, relative = value.manner
        value = replace(value, manner=(join, hedges - {"exactly"}, relative), in_table=True)
    said = tuple(amounts(claim.quote, language))
    for phrase in said:
        if phrase.sort == "amount" and any(
            _says(way, value, prop, vocabulary, language) for way in _ways(claim, phrase)
        ):
            return Answered("entailed", phrase)
    times = tuple(dates(claim.quote, vocabulary.fiscal_years))
    found = [phrase for phrase in said if not any(_within(phrase, time) for time in times)]
    if any(phrase.sort == "unread" for phrase in found):
        return Answered("unread")
    numbered = tuple(phrase for phrase in found if not phrase.vague)
    if claim.because and (not numbered or _follows(value, numbered, claim.quote, prop, vocabulary, language)):
        return Answered("entailed")
    return Answered("contradicted" if numbered else "silent", found=numbered)


def _ways(claim: Claim, phrase: Phrase) -> Iterator[str]:
    """The literals that a phrase may be read as: itself; of a claim that denies `more than 40`, without the `no`; with
    those that are listed by name before `11 others`; each end of a range over which something rose or fell.
    """
    text = claim.quote
    yield phrase.literal
    if claim.denies and (hedge := _NOT.match(phrase.literal)):
        yield phrase.literal[hedge.end() :]
    if (listed := _OTHERS.search(text[: phrase.start])) and re.match(r"\s+(?:\w+\s+)?others?\b", text[phrase.end :]):
        items = [item for item in re.split(r",|\band\b", listed[0]) if item.strip()]
        if phrase.literal.isdecimal():
            yield str(len(items) + int(phrase.literal))
    if CHANGING.search(text, 0, phrase.start) and (ends := _FROM_TO.fullmatch(phrase.literal)):
        unit = next((unit for unit in _LAST_WORDS.findall(ends[2]) if not ends[1].endswith(unit)), "")
        yield from (f"{ends[1]}{unit}", ends[1], ends[2])


CHANGING = re.compile(
    r"\b(?:r[oi]s(?:e|es|en|ing)|increas\w+|gr[eo]w\w*|climb\w*|jump\w*|surg\w+|soar\w*|f[ae]ll\w*|declin\w+|dropp?\w*"
    r"|decreas\w+|shr[aiu]nk\w*|reduc\w+|cuts?|gain\w*|lost|widen\w*|expand\w*|slash\w*|rais\w+|lower\w*|went|moved)\b",
    re.IGNORECASE,
)
"""Verbs of a change: the figure after them may be how much, or to what."""
_NOT = re.compile(r"not?\s+", re.IGNORECASE)
_OTHERS = re.compile(r"(?:[^,;:.]+, +)*[^,;:.]+,? +and +$")
"""What is listed by name before `11 other countries`."""
_FROM_TO = re.compile(r"from (.+?) to (.+)", re.IGNORECASE)
_LAST_WORDS = re.compile(r"[0-9] ?(\D+)$")


def _figures(text: str, prop: Property, vocabulary: Vocabulary, language: str) -> _Figures:
    bounds = read_value(text, prop, vocabulary, language)
    assert isinstance(bounds, Bounds)
    reading = parse(text, letters_of_units(_WORD.findall(text), prop.unit, vocabulary), language)
    written = [number for number in (reading.first, reading.second) if isinstance(number, WrittenNumber)]
    unit = "" if reading.whole and not is_measure(prop.unit) else reading.unit

    hedges = {*reading.hedges, reading.second_hedge} - {""}
    numbers = tuple(_size(number.value, unit, prop, vocabulary) for number in written)
    next_ones = (_size(number.value + number.grain, unit, prop, vocabulary) for number in written)
    grains = tuple(abs(after - number) for number, after in zip(numbers, next_ones, strict=True))
    manner = (reading.join, frozenset[str](hedges), reading.relative)
    return _Figures(numbers, grains, manner, not hedges.isdisjoint(_ROUGH), bounds, reading.unit)


def _size(number: Fraction, unit: str, prop: Property, vocabulary: Vocabulary) -> Fraction:
    """A number of a unit in the unit of a property."""
    return Fraction(convert(exactly(point(number)), unit, prop.unit, vocabulary).literal.lo or 0)


def _says(text: str, value: _Figures, prop: Property, vocabulary: Vocabulary, language: str) -> bool:
    """A phrase says at least what the value does: its figures are those of the phrase, and no hedge of it is lost."""
    try:
        said = _figures(text, prop, vocabulary, language)
    except (LiteralError, ValueError):
        return False
    if not said.numbers and said.bounds.possible.is_point and value.numbers == (said.bounds.possible.lo,):
        return True  # no troops: 0
    if is_measure(value.unit) and not said.unit and not value.in_table:  # nothing in the quote says so
        return False
    for number, grain in zip(value.numbers, value.grains, strict=True):
        near = value.rough and any(abs(number - other) <= grain / 2 for other in said.numbers)
        if number not in said.numbers and not near:
            return False
    if value.numbers and value.numbers == said.numbers and value.manner == said.manner:
        finer = any(ours < theirs for ours, theirs in zip(value.grains, said.grains, strict=True))
        if not finer or value.unit != said.unit or value.in_table:
            return True
    ours, theirs = value.bounds, said.bounds
    return ours.plausible.covers(theirs.plausible) and ours.possible.covers(theirs.possible)


def _follows(
    value: _Figures, phrases: Iterable[Phrase], quote: str, prop: Property, vocabulary: Vocabulary, language: str
) -> bool:
    """The value can be worked out of the figures of the quote: a sum, a difference, a product, a quotient; or it has
    their digits, and a heading its unit or magnitude.
    """
    if _SHARED.search(quote):
        return True
    plain: list[Fraction] = []
    in_unit: list[Fraction] = []
    for phrase in phrases:
        reading = parse(phrase.literal, language=language)
        plain += (number.value for number in (reading.first, reading.second) if isinstance(number, WrittenNumber))
        with suppress(LiteralError, ValueError):
            in_unit += _figures(phrase.literal, prop, vocabulary, language).numbers
    headed = [_size(number, value.unit, prop, vocabulary) for number in plain]
    series = (some[:_MOST_SUMMED] for some in (plain, in_unit, headed))
    return any(value.bounds.possible.covers(point(number)) for some in series for number in _worked_out(some))


def _worked_out(numbers: Sequence[Fraction]) -> Iterator[Fraction]:
    """What can be worked out of some numbers."""
    yield from numbers
    yield sum(numbers, Fraction(0))
    yield from (number * Fraction(10) ** power for number in numbers for power in _MAGNITUDES)
    for a, b in permutations(numbers, 2):
        yield from (a + b, a - b, a * b)
        if b:
            yield from (a / b, _PERCENT * a / b, _PERCENT * (a - b) / b)


# --- dates


def _date_held(claim: Claim, prop: Property, fiscal_years: FiscalYears) -> Answered:
    said = tuple(dates(claim.quote, fiscal_years))
    entailed = _span_said if prop.datatype == "interval" else _moment_said
    if entailed(claim.value, [phrase.literal for phrase in said], fiscal_years):
        return Answered("entailed", said[0])
    rest = claim.quote
    for phrase in reversed(said):
        rest = f"{rest[: phrase.start]} {rest[phrase.end :]}"
    partial = is_partial(rest)
    if claim.because and (partial or not said):
        return Answered("entailed")
    if not said and re.search(r"[0-9]{4}", claim.quote):
        return Answered("unread")
    return Answered("contradicted" if said else "silent", found=said)


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


def _within(phrase: Phrase, other: Phrase) -> bool:
    return other.start <= phrase.start and phrase.end <= other.end
