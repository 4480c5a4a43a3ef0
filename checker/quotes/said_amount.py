"""Does a quote say an amount? Words change nothing (`eighty-five`, `85`), nor do units that convert exactly.

Quiet: a figure that the grammar cannot read decides nothing (`unread`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import permutations

from checker.literals.boxes import read_value
from checker.literals.grammar import parse
from checker.literals.literal import LiteralError
from checker.literals.numbers.number import WrittenNumber
from checker.literals.units.measures import AMBIGUOUS
from checker.literals.units.tidy import is_measure, is_share, tidy_unit
from checker.literals.units.units import convert, letters_of_units
from checker.model.claim import Claim
from checker.model.interval import point
from checker.model.value import Bounds, exactly
from checker.model.vocabulary import Property, Vocabulary
from checker.quotes.amounts import amounts
from checker.quotes.dates import dates
from checker.quotes.phrase import Answered, Phrase
from checker.readers.folder import is_table

_WORD = re.compile(r"[^\W\d_]+")
_ROUGH = frozenset({"about", "nearly", "just_over", "just_under"})
_SHARED = re.compile(
    r"\b(?:others?|another|additional|besides|plus|along with|as well as|together|each|every|times|twice|double[ds]?"
    r"|halves|half|halved|triple[ds]?|remaining|rest|remainder|combined|apiece|respectively)\b",
    re.IGNORECASE,
)
"""Words that say that the figures beside them are to be added, multiplied or shared out with what has no figure."""
_MOST_SUMMED = 6
"""Figures of one quote of which sums are tried."""
_PERCENT = 100
_HEADINGS = {"hundred": 2, "thousand": 3, "000": 3, "million": 6, "billion": 9}
"""What may say by which power of ten the figures of a column are to be multiplied."""


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


def amount_held(claim: Claim, prop: Property, vocabulary: Vocabulary) -> Answered:
    """Whether the quote of a claim says its amount. Raises `LiteralError` where the value cannot be read."""
    language = claim.document.language
    said = tuple(amounts(claim.quote, language))
    same = (phrase for phrase in said if phrase.sort == "amount" and phrase.literal == claim.value.strip())
    if phrase := next(same, None):
        return Answered("entailed", phrase)  # in the very words
    value = _figures(claim.value, prop, vocabulary, language)
    if is_table(claim.mark.file):  # a heading or a column of its own says the unit; ends of a range are exact there
        join, hedges, relative = value.manner
        value = replace(value, manner=(join, hedges - {"exactly"}, relative), in_table=True)

    def says(phrase: Phrase, text: str) -> bool:
        ways = _ways(claim, text, phrase) if phrase.sort == "amount" else ()
        return any(_says(way, value, prop, vocabulary, language) for way in ways)

    if phrase := next((phrase for phrase in said if says(phrase, claim.quote)), None):
        return Answered("entailed", phrase)
    found = _of_no_date(claim.quote, said, vocabulary)
    if any(phrase.sort == "unread" for phrase in found):
        return Answered("unread")
    numbered = tuple(phrase for phrase in found if not phrase.vague)
    if claim.because:
        reasons = tuple(phrase for phrase in amounts(claim.because) if phrase.sort == "amount")
        reasons = tuple(phrase for phrase in _of_no_date(claim.because, reasons, vocabulary) if not phrase.vague)
        shared = not reasons and _SHARED.search(claim.quote)
        together = (*numbered, *reasons)
        worked_out = shared or _follows(value, together, claim, prop, vocabulary)
        if not together or worked_out or any(says(phrase, claim.because) for phrase in reasons):
            return Answered("entailed")
        return Answered("contradicted", found=together)
    bare = replace(value, rough=False, manner=(value.manner[0], value.manner[1] - _ROUGH, value.manner[2]))
    near = any(_same_figures(bare, phrase, prop, vocabulary, language) for phrase in numbered)
    return Answered("contradicted" if numbered else "silent", found=numbered, near=near)


def _same_figures(value: _Figures, phrase: Phrase, prop: Property, vocabulary: Vocabulary, language: str) -> bool:
    """A phrase has the value's figures and no other hedge than the value has."""
    with suppress(LiteralError, ValueError):
        said = _figures(phrase.literal, prop, vocabulary, language)
        return (value.numbers, value.manner) == (said.numbers, said.manner) and not (value.unit and not said.unit)
    return False


def _of_no_date(text: str, phrases: Iterable[Phrase], vocabulary: Vocabulary) -> tuple[Phrase, ...]:
    """The phrases that are no part of a date: a year may be only the time of a figure."""
    times = [phrase for phrase in dates(text, vocabulary.fiscal_years) if not phrase.vague]
    return tuple(one for one in phrases if not any(time.start <= one.start and one.end <= time.end for time in times))


def _ways(claim: Claim, text: str, phrase: Phrase) -> Iterator[str]:
    """The literals that a phrase may be read as: itself; of a claim that denies `more than 40`, without the `no`; with
    those that are listed by name before `11 others`; each end of a range over which something rose or fell; with each
    of the units for which its own may stand, since a value has to name one of them.
    """
    yield phrase.literal
    if _AGED.search(text, 0, phrase.start):
        yield f"{phrase.literal} years"
    with suppress(LiteralError):
        name = parse(phrase.literal, language=claim.document.language).unit.partition("/")[0]
        written = re.compile(rf"\b{re.escape(name)}s?\b", re.IGNORECASE)
        yield from (written.sub(unit, phrase.literal, count=1) for unit in AMBIGUOUS.get(name, ()))
    if claim.denies and (hedge := _NOT.match(phrase.literal)):
        yield phrase.literal[hedge.end() :]
    if (listed := _OTHERS.search(text[: phrase.start])) and re.match(r"\s+(?:\w+\s+)?others?\b", text[phrase.end :]):
        items = [item for item in re.split(r",|\band\b", listed[0]) if item.strip()]
        if phrase.literal.isdecimal():
            yield str(len(items) + int(phrase.literal))
    changes = CHANGING.search(text, 0, phrase.start) or _UP.search(text, 0, phrase.start)
    if changes and (ends := _FROM_TO.fullmatch(phrase.literal)):
        unit = next((unit for unit in _LAST_WORDS.findall(ends[2]) if not ends[1].endswith(unit)), "")
        yield from (f"{ends[1]}{unit}", ends[1], ends[2])
    if changes and _BY.search(text, 0, phrase.start) and (ends := _BY_TO.fullmatch(phrase.literal)):
        yield from (ends[1], ends[2])


CHANGING = re.compile(
    r"\b(?:r[oi]s(?:e|es|en|ing)|increas\w+|gr[eo]w\w*|climb\w*|jump\w*|surg\w+|soar\w*|f[ae]ll\w*|declin\w+|dropp?\w*"
    r"|decreas\w+|shr[aiu]nk\w*|reduc\w+|cuts?|gain\w*|lost|widen\w*|expand\w*|slash\w*|rais\w+|lower\w*|went|moved)\b",
    re.IGNORECASE,
)
"""Verbs of a change: the figure after them may be how much, or to what."""
_NOT = re.compile(r"not?\s+", re.IGNORECASE)
_OTHERS = re.compile(r"(?:[^,;:.]+, +)*[^,;:.]+,? +and +$")
"""What is listed by name before `11 other countries`."""
_UP = re.compile(r"\b(?:up|down)\s*$", re.IGNORECASE)
_FROM_TO = re.compile(r"from (.+?) to (.+)", re.IGNORECASE)
_AGED = re.compile(r"\bage(?:d| of)?:?\s+$", re.IGNORECASE)
_BY, _BY_TO = re.compile(r"\bby\s+$", re.IGNORECASE), re.compile(r"(.+?) to (.+)", re.IGNORECASE)
"""`rose by 12 to 50`: by how much, and to what."""
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
    alone = said.bounds.possible.lo if said.bounds.possible.is_point and not said.numbers else None
    if value.numbers == (alone,) and not value.manner[1]:
        return True  # no troops: 0
    if is_measure(value.unit) and not said.unit and not value.in_table:  # nothing in the quote says so
        return False
    for number, grain in zip(value.numbers, value.grains, strict=True):
        rounded = (other for other in said.numbers if value.rough or not _is_decimal(other))
        if number not in said.numbers and not any(abs(number - other) <= grain / 2 for other in rounded):
            return False
    alike = value.numbers == said.numbers or not all(map(_is_decimal, said.numbers))
    if value.numbers and alike and len(value.numbers) == len(said.numbers) and value.manner == said.manner:
        finer = any(ours < theirs for ours, theirs in zip(value.grains, said.grains, strict=True))
        if not finer or value.unit != said.unit or value.in_table:
            return True
    ours, theirs = value.bounds, said.bounds
    return ours.plausible.covers(theirs.plausible) and ours.possible.covers(theirs.possible)


def _is_decimal(number: Fraction) -> bool:
    """The number ends after some decimals, unlike a third of 100."""
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def _follows(value: _Figures, phrases: Iterable[Phrase], claim: Claim, prop: Property, vocabulary: Vocabulary) -> bool:
    """The value can be worked out of figures that the quote and its claim name: a sum, a difference, a product, a
    quotient; or it has their digits, and its claim says its unit or magnitude.
    """
    words, language = f"{claim.quote} {claim.because}", claim.document.language
    unit_is_named = value.in_table or not is_measure(value.unit) or _names_unit(words, value.unit)
    plain: list[Fraction] = []
    in_unit: list[Fraction] = []
    hedges: set[str] = {"exactly"}
    for phrase in phrases:
        reading = parse(phrase.literal, language=language)
        plain += (number.value for number in (reading.first, reading.second) if isinstance(number, WrittenNumber))
        hedges |= {*reading.hedges, reading.second_hedge}
        with suppress(LiteralError, ValueError):
            said = _figures(phrase.literal, prop, vocabulary, language)
            in_unit += said.numbers if said.unit or unit_is_named else ()
    if not value.manner[1] <= hedges or not value.numbers:
        return False
    series = [in_unit, plain if is_share(value.unit) else ()]
    if unit_is_named:
        series.append([_size(number, value.unit, prop, vocabulary) for number in plain])
    powers = [10**power for word, power in _HEADINGS.items() if word in claim.because]
    results = {result for some in series for result in _worked_out(some[:_MOST_SUMMED], powers)}
    return all(
        any(abs(number - result) <= (grain / 2 if result.denominator != 1 else 0) for result in results)
        for number, grain in zip(value.numbers, value.grains, strict=True)
    )


def _names_unit(text: str, unit: str) -> bool:
    """Each part of a unit stands among some words: `m³` and `year` in `cubic metres in the year`."""
    words = re.findall(r"[^\s,;:()]+", text)
    named = {tidy_unit(" ".join(words[k : k + size]).strip(".")) for k in range(len(words)) for size in (1, 2)}
    named |= {part for name in named for part in name.split("/")}
    return all(part in named for part in tidy_unit(unit).split("/"))


def _worked_out(numbers: Sequence[Fraction], powers: Iterable[int]) -> Iterator[Fraction]:
    """What can be worked out of some numbers."""
    yield from numbers
    yield sum(numbers, Fraction(0))
    yield from (number * power for number in numbers for power in powers)
    for a, b in permutations(numbers, 2):
        yield from (a + b, a - b, a * b)
        if b:
            yield from (a / b, _PERCENT * a / b, _PERCENT * (a - b) / b)
