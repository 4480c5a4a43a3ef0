"""The figures and dates of a text that become drafts.

Quiet: what stands in a name (`Boeing 747`, `Article 50`), an address, a telephone number or a time of day is no figure,
nor is a place in an order; a quote may still say a value in such words, so `checker.quotes` reads them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from checker.literals.dates.days import MONTHS
from checker.literals.grammar import LiteralReading, parse
from checker.literals.literal import LiteralError
from checker.literals.numbers.number import WrittenNumber
from checker.model.vocabulary import Vocabulary
from checker.quotes.amounts import amounts
from checker.quotes.counted import counted_end
from checker.quotes.dates import dates
from checker.quotes.phrase import Phrase

_LEADING = re.compile(r"(?:in|on|the)\s+", re.IGNORECASE)
"""Words that a phrase may begin with and that say nothing of its value."""
_MANY = re.compile(r"(?:dozen|score|hundred|thousand|million|billion)s$", re.IGNORECASE)
_BARE = re.compile(r"[0-9]{1,3}(?:\.[0-9])?|[1-9][0-9]{3}|[A-Z][a-z]{2,}", re.ASCII)
"""What may number a thing: `Article Nine`, `Alaska 24.3`."""
_MONTH = "|".join(f"{name}|{name[:3]}" for name in MONTHS) + "|sept"
_DAY_BEFORE = re.compile(rf"\b(?:{_MONTH})\.? $", re.IGNORECASE)
_DAY_AFTER = re.compile(rf"(?:st|nd|rd|th)? (?:of )?(?:{_MONTH.title()})\b")
_NAMING = re.compile(
    r"\b(?:Act|Annex|Apartment|Apollo|Appendix|Area|Article|Boeing|Airbus|Bus|Camp|Category|Channel|Chapter|Class|Clause"
    r"|Division|Exhibit|Figure|Flight|Floor|Formula|Gate|Grade|Group|Highway|Interstate|Item|Judges|Lane|Level|Line|Lot"
    r"|Model|Motorway|No|Nos|Nr|Number|Page|Paragraph|Part|Phase|Platform|Pope|Proposition|Psalm|Resolution|Road|Room"
    r"|Route|Rule|Schedule|Section|Serie|Series|Session|Size|Stage|Step|Studio|Suite|Super Bowl|Table|Terminal|Tier"
    r"|Title|Track|Type|Unit|Version|Volume|Ward|Week|Windows|World War|Zone|number|flight|page|room|chapter|section"
    r"|article|version|category|route|channel|volume|grade|gate)\.?[\s-]+(?:[A-Z]\w*\s+)?$"
)
"""Words before the number of a thing that is one of many."""
_NAME_BEFORE = re.compile(r"(?<=[\w,;:)’'\"”] )(?:[A-Z]&[A-Z]|[A-Z][\w’'-]*[\w]) $")
_CLOCK = re.compile(r"(?::[0-5][0-9])?\s*(?:[ap]\.?m\b|o['’]clock\b|GMT\b|hours GMT)", re.IGNORECASE)
_TIME = re.compile(r"(?<![\w.,])[0-2]?[0-9](?::[0-5][0-9]){1,2}(?!:?[0-9])")
_ADDRESS = re.compile(
    r"(?: [A-Z][\w’'.-]*){1,3} (?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Boulevard|Blvd|Square|Place|Terrace)\b"
)
_TELEPHONE = re.compile(r"(?<![\w$€£,.])\(?[0-9]{3}\)?[-.\s][0-9]{3}[-.\s][0-9]{4}\b|(?<![\w$€£,.])[0-9]{3}-[0-9]{4}\b")
_VERSION = re.compile(r"(?<![\w$€£])v?[0-9]+(?:\.[0-9]+){2,}\b|\bv[0-9]+(?:\.[0-9]+)*\b|\b[0-9]{1,2}/11\b")
_CODE = re.compile(r"\b[A-Z][\w-]* [0-9]{2}-[0-9]\b|\b[A-Z]{2} [0-9]{5}\b|(?<![\w.,:/-])0[0-9]+\b(?![.,:/-][0-9])")
"""The number of an exercise, `Red Flag 24-1`, that of a post town, `DC 20500`, and what begins with nought: `+0000`."""
_PART_OF_TIME = re.compile(
    r"\b(?:first|second|latter|last|other|third|better|top|bottom|northern|southern|eastern|western|each|either|opening"
    r"|final|this|same|previous|next)[\s-]$",
    re.IGNORECASE,
)
"""Words before a half that is no share: `in the first half`."""
_OF_A_WHOLE = re.compile(r"(?: of\b| the\b| its\b| their\b| his\b| her\b| our\b| all\b)")
_ONE_OF = re.compile(
    r" (?:person|man|woman|boy|girl|child|soldier|officer|policeman|civilian|passenger|student|worker|goal|vote|death"
    r"|case|ship|plane|aircraft|house|seat|gold medal)\b(?!['’])",
)
"""Nouns of which one is a count, and no way to speak of somebody."""


def figures(text: str, vocabulary: Vocabulary, language: str) -> list[Phrase]:
    """The amounts and dates of a text in order. A year with a unit is an amount, else an amount in a date is none."""
    times = [phrase for phrase in dates(text, vocabulary.fiscal_years) if not phrase.vague]
    times = [time for time in times if not (_BARE.fullmatch(time.literal) and _ADDRESS.match(text, time.end))]
    hidden = [found.span() for pattern in (_TELEPHONE, _VERSION, _TIME, _CODE) for found in pattern.finditer(text)]
    sizes = [
        phrase
        for phrase in amounts(text, language)
        if phrase.sort == "amount" and _is_told(text, phrase) and not _is_name(text, phrase, hidden)
    ]
    times = [time for time in times if not any(one.start <= time.start and time.end < one.end for one in sizes)]
    sizes = [size for size in sizes if not any(size.start < time.end and time.start < size.end for time in times)]
    return [_bare(phrase) for phrase in sorted((*times, *sizes), key=lambda phrase: phrase.start)]


def _is_told(text: str, phrase: Phrase) -> bool:
    """It says a number of its own; a half does where it is one of a whole, one where it counts somebody."""
    if not phrase.vague or _MANY.search(phrase.literal):
        return True
    word = phrase.literal.casefold()
    if word.endswith("half"):
        return not _PART_OF_TIME.search(text, 0, phrase.start) and bool(_OF_A_WHOLE.match(text, phrase.end))
    return word == "one" and bool(_ONE_OF.match(text, phrase.end))


def _is_name(text: str, phrase: Phrase, hidden: list[tuple[int, int]]) -> bool:
    """The digits name a thing, a day or a time of day, and say no amount."""
    if any(start < phrase.end and phrase.start < end for start, end in hidden):
        return True
    if not _BARE.fullmatch(phrase.literal):
        return False
    before = text[max(0, phrase.start - 30) : phrase.start]
    if _DAY_BEFORE.search(before) or _DAY_AFTER.match(text, phrase.end):
        return True
    if _NAMING.search(before) or _CLOCK.match(text, phrase.end) or _ADDRESS.match(text, phrase.end):
        return True
    if re.match(r"[A-Z]\b", text[phrase.end : phrase.end + 2]):
        return True  # Pad 39A
    return bool(_NAME_BEFORE.search(before)) and not counted_end(text, phrase.end, phrase.literal == "1")


def _bare(phrase: Phrase) -> Phrase:
    """Without the words that lead up to it."""
    while leading := _LEADING.match(phrase.literal):
        phrase = replace(phrase, literal=phrase.literal[leading.end() :])
    return phrase


def with_noun(text: str, phrase: Phrase, language: str = "") -> str:
    """The literal with the noun that it counts, where it has no unit of its own and a noun follows."""
    reading = _read(phrase.literal, language)
    number = reading.first if reading else None
    if reading is None or reading.unit or not isinstance(number, WrittenNumber) or number.share:
        return phrase.literal
    end = counted_end(text, phrase.end, number.value == 1 and reading.second is None)
    literal = f"{phrase.literal}{text[phrase.end : end]}" if end else phrase.literal
    counted = _read(literal, language)
    return literal if counted and counted.unit and counted.first == number else phrase.literal


@lru_cache(1024)
def _read(literal: str, language: str) -> LiteralReading | None:
    try:
        return parse(literal, language=language)
    except LiteralError:
        return None
