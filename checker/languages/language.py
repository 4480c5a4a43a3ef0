"""The table of one language: its words by the English that the grammar reads them as."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Words = Mapping[str, str]
"""English words, each with the words of the language that say the same, parted by ` | `. Case and accents do not
count. What is `""` in English says nothing.
"""

English = str | Callable[[re.Match[str]], str]

Forms = tuple[tuple[str, English], ...]
"""Regular expressions with what each is in English: `\\\\1` is its first group as it stands, `{1}` is that in English,
`{-1}` what it is behind a figure; or with what works it out.
"""


class Unreadable(ValueError):
    """A form that cannot be put into English: the message, and where in the literal it stands."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


def no_place(match: re.Match[str]) -> str:
    """A place in an order is no amount."""
    raise Unreadable(
        f"`{match[0].strip()}` is a place in an order, and no amount; write the figure for the amount, or claim it for "
        "a property with the datatype rank",
        match.start(),
    )


def no_interval(match: re.Match[str]) -> str:
    """Every so many years is how often something is, and no amount of it."""
    raise Unreadable(
        f"`{match[0].strip()}` tells how often, or a part of a whole; write the rate, as `1 in 5`, or the number",
        match.start(),
    )


def no_multiple(match: re.Match[str]) -> str:
    """So many times as much is no amount either."""
    raise Unreadable(f"`{match[0].strip()}` compares with another amount; write the amount itself", match.start())


def no_pound(match: re.Match[str]) -> str:
    """The word that is half a kilogram in everyday use, the pound of English measures, and money."""
    raise Unreadable(
        f"`{match[0].strip()}` may be half a kilogram, the English pound or money; write the mass in kg, or the money "
        "by its code, as `GBP`",
        match.start(),
    )


def in_order(match: re.Match[str]) -> str:
    """`2.`, `2e`, `2.º`: the place as English writes it."""
    return ordinal(int(match[1]))


def ordinal(number: int) -> str:
    """`2nd`."""
    suffix = "th" if 10 <= number % 100 < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def years_ago(match: re.Match[str]) -> str:
    """The year counted back, whatever groups its digits."""
    return f"{int(re.sub('[^0-9]', '', match[1])):,} years ago"


@dataclass(frozen=True, slots=True)
class Numerals:
    """The words of numbers, without spaces and hyphens.

    `below_hundred` may hold any number below 100, `hundreds` what is more than a number and `hundred`. `scales` are
    the words of each power from a million on. `joint` may stand before what a hundred or a larger one leaves over.
    `long`: a power may have thousands before it (`mil millones`).
    """

    below_hundred: Mapping[str, int]
    hundred: tuple[str, ...]
    thousand: tuple[str, ...]
    scales: Mapping[int, tuple[str, ...]]
    hundreds: Mapping[str, int] = field(default_factory=dict)
    joint: str = ""
    long: bool = False


@dataclass(frozen=True, slots=True)
class Language:
    """The words of values by what they do, and those of dates.

    `hedges` and `vague` count where a figure may begin, `after` and `units` behind one, `magnitudes` right behind one
    or a vague word, `of` between a part and what it is one of. `whole` and `whole_dates` are forms of a whole value or
    date, `forms`, `date_forms` and `rank_forms` of a part. `elided` are words that end a phrase, and what they may
    become there. `spaced`: words stand apart. `telltale` are words, or phrases with `_` for a space, that an English
    literal cannot have, though it may be read with them as the name of what is counted; `amounts` are further ones that
    tell an amount: what is left of either unread in the language itself is refused. Users see the examples.
    """

    code: str
    name: str
    hedges: Words
    joints: Words
    after: Words
    magnitudes: Words
    vague: Words
    parts: Words
    units: Words
    dates: Words
    telltale: str
    examples: tuple[str, ...]
    date_examples: tuple[str, ...]
    numerals: Numerals | None = None
    of: str = ""
    amounts: str = ""
    fillers: str = ""
    whole: Forms = ()
    whole_dates: Forms = ()
    forms: Forms = ()
    date_forms: Forms = ()
    ranks: Words = field(default_factory=dict)
    rank_forms: Forms = ()
    elided: Mapping[str, str] = field(default_factory=dict)
    spaced: bool = True
