"""Does a quote say an amount? Words change nothing (`eighty-five`, `85`), nor do units that convert exactly.

Quiet: a figure that the grammar cannot read decides nothing (`unread`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction

from checker.literals.grammar import parse
from checker.literals.literal import LiteralError
from checker.literals.units.measures import AMBIGUOUS
from checker.literals.units.tidy import is_measure, tidy_unit
from checker.model.claim import Claim
from checker.model.vocabulary import Property, Vocabulary
from checker.quotes.amounts import amounts, is_unit
from checker.quotes.dates import dates
from checker.quotes.figures import ROUGH, Figures, figures_of
from checker.quotes.phrase import Answered, Phrase
from checker.quotes.worked_out import rests_on
from checker.readers.folder import is_table


def amount_held(claim: Claim, prop: Property, vocabulary: Vocabulary) -> Answered:
    """Whether the quote of a claim says its amount. Raises `LiteralError` where the value cannot be read."""
    language = claim.document.language
    said = tuple(amounts(claim.quote, language))
    same = (phrase for phrase in said if phrase.sort == "amount" and phrase.literal == claim.value.strip())
    if phrase := next(same, None):
        return Answered("entailed", phrase)  # in the very words
    value = figures_of(claim.value, prop, vocabulary, language)
    if is_table(claim.mark.file):  # a heading or a column of its own says the unit; ends of a range are exact there
        join, hedges, relative = value.manner
        value = replace(value, manner=(join, hedges - {"exactly"}, relative), in_table=True)

    def says(phrase: Phrase, text: str) -> str:
        """The way of reading a phrase in which it says the value."""
        ways = _ways(claim, prop, text, phrase) if phrase.sort == "amount" else ()
        return next((way for way in ways if _says(way, value, prop, vocabulary, language)), "")

    for phrase in said:
        if way := says(phrase, claim.quote):
            return Answered("entailed", _end_of(phrase, way, claim.quote))
    found = _of_no_date(claim.quote, said, vocabulary)
    if any(phrase.sort == "unread" for phrase in found):
        return Answered("unread")
    numbered = tuple(phrase for phrase in found if not phrase.vague)
    if claim.because:
        reasons = tuple(phrase for phrase in amounts(claim.because) if phrase.sort == "amount")
        reasons = tuple(phrase for phrase in _of_no_date(claim.because, reasons, vocabulary) if not phrase.vague)
        named = any(says(phrase, claim.because) != "" for phrase in reasons)
        if rests_on(value, numbered, reasons, named, claim, prop, vocabulary):
            return Answered("entailed")
        return Answered("contradicted", found=(*numbered, *reasons))
    bare = replace(value, rough=False, manner=(value.manner[0], value.manner[1] - ROUGH, value.manner[2]))
    near = any(_same_figures(bare, phrase, prop, vocabulary, language) for phrase in numbered)
    return Answered("contradicted" if numbered else "silent", found=numbered, near=near)


def _same_figures(value: Figures, phrase: Phrase, prop: Property, vocabulary: Vocabulary, language: str) -> bool:
    """A phrase has the value's figures and no other hedge than the value has."""
    with suppress(LiteralError, ValueError):
        said = figures_of(phrase.literal, prop, vocabulary, language)
        return (value.numbers, value.manner) == (said.numbers, said.manner) and not (value.unit and not said.unit)
    return False


def _of_no_date(text: str, phrases: Iterable[Phrase], vocabulary: Vocabulary) -> tuple[Phrase, ...]:
    """The phrases that are no part of a date: a year may be only the time of a figure."""
    times = [phrase for phrase in dates(text, vocabulary.fiscal_years) if not phrase.vague]
    return tuple(one for one in phrases if not any(time.start <= one.start and one.end <= time.end for time in times))


def _ways(claim: Claim, prop: Property, text: str, phrase: Phrase) -> Iterator[str]:
    """The literals that a phrase may be read as: itself; of a claim that denies `more than 40`, without the `no`; with
    those that are listed by name before `11 others`; each end of a range over which something rose or fell; with each
    of the units for which its own may stand, since a value has to name one of them.
    """
    yield phrase.literal
    if aged := _AGED.search(text, 0, phrase.start):
        yield " ".join(filter(None, (aged["hedge"], phrase.literal, "years")))
    if tidy_unit(prop.unit) in _SCALES:
        yield _LETTER_OF_SCALE.sub(r" °\1", phrase.literal)
        yield from (_DEGREES.sub(f" {scale}", phrase.literal) for scale in _SCALES)
    with suppress(LiteralError):
        name = parse(phrase.literal, language=claim.document.language).unit.partition("/")[0]
        written = re.compile(rf"\b{re.escape(name)}s?\b", re.IGNORECASE)
        yield from (written.sub(unit, phrase.literal, count=1) for unit in AMBIGUOUS.get(name, ()))
    if (rate := _OF_HEADS.fullmatch(phrase.literal)) and not (rate["what"] and is_unit(rate["what"].strip())):
        yield f"{rate['number']} per {rate['many']}"
    if _NOT_ONE.match(phrase.literal) and re.search(r"\bnot\s+$", text[: phrase.start], re.IGNORECASE):
        yield "0"
    if claim.denies and (hedge := _NOT.match(phrase.literal)):
        yield phrase.literal[hedge.end() :]
    if claim.denies and (hedged := _ONE_SIDED.search(text[phrase.start : phrase.end])):
        yield hedged[0]
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


def _end_of(phrase: Phrase, way: str, quote: str) -> Phrase:
    """The end of a change (`by 12 to 50`) that says the value; any other phrase as it is."""
    at = quote.find(way, phrase.start, phrase.end) if way != phrase.literal else -1
    joined = " to " in phrase.literal and " to " not in way and at >= 0
    return Phrase(phrase.sort, way, at, at + len(way)) if joined else phrase


CHANGING = re.compile(
    r"\b(?:r[oi]s(?:e|es|en|ing)|increas\w+|gr[eo]w\w*|climb\w*|jump\w*|surg\w+|soar\w*|f[ae]ll\w*|declin\w+|dropp?\w*"
    r"|decreas\w+|shr[aiu]nk\w*|reduc\w+|cuts?|gain\w*|lost|widen\w*|expand\w*|slash\w*|rais\w+|lower\w*|went|moved)\b",
    re.IGNORECASE,
)
"""Verbs of a change: the figure after them may be how much, or to what."""
_OF_HEADS = re.compile(
    r"(?P<number>.*[0-9])(?P<what>(?: [a-z]+)?) per (?P<many>[0-9][0-9,]*|million)(?: [a-z]+)?", re.IGNORECASE
)
"""`3.7 deaths per 100,000 people`, of which the property tells what is counted, and of what."""
_NOT = re.compile(r"not?\s+", re.IGNORECASE)
_NOT_ONE = re.compile(r"(?:one|a single)\b", re.IGNORECASE)
"""What leaves none where it is denied: `not a single bed`."""
_ONE_SIDED = re.compile(r"\b(?:more|over|above|less|fewer|under|below|at (?:least|most)|up to)\b.*", re.IGNORECASE)
"""What is denied in `never carried more than 50`."""
_OTHERS = re.compile(r"(?:[^,;:.]+, +)*[^,;:.]+,? +and +$")
"""What is listed by name before `11 other countries`."""
_UP = re.compile(r"\b(?:up|down)\s*$", re.IGNORECASE)
_FROM_TO = re.compile(r"from (.+?) to (.+)", re.IGNORECASE)
_AGED = re.compile(
    r"(?:\b(?P<hedge>over|under|above|below|up to|at least|about|around|nearly)\s+(?:an?\s+|the\s+)?)?"
    r"(?:\bage(?:s|d)?(?:\s+of)?:?|\b(?:died|retired|married)\s+at)\s+$",
    re.IGNORECASE,
)
"""Words before a figure of years that has no unit, and the hedge before them: `over the age of 35`."""
_SCALES = frozenset({"°C", "°F"})
_LETTER_OF_SCALE = re.compile(r"(?<=[0-9])\s*[°º]?\s*([CF])\b")
"""`35C`: of a temperature no coulombs."""
_DEGREES = re.compile(r"\s*(?:degrees|deg\.?|°)$")
"""Degrees of a scale that the quote leaves out, and a value has to name."""
_BY, _BY_TO = re.compile(r"\bby\s+$", re.IGNORECASE), re.compile(r"(.+?) to (.+)", re.IGNORECASE)
"""`rose by 12 to 50`: by how much, and to what."""
_LAST_WORDS = re.compile(r"[0-9] ?(\D+)$")


def _says(text: str, value: Figures, prop: Property, vocabulary: Vocabulary, language: str) -> bool:
    """A phrase says at least what the value does: its figures are those of the phrase, and no hedge of it is lost."""
    try:
        said = figures_of(text, prop, vocabulary, language)
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
