"""The page `docs/values.md`, made from the tables of words and the readers of values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from textwrap import fill

from checker.literals.numbers.hedges import AFTER, BEFORE, FILLERS
from checker.literals.numbers.vague import NUMBERLESS, TABLE
from checker.literals.quantity import read_quantity
from checker.model.groups import grouped
from checker.readers.files.vocabulary import ToleranceEntry
from checker.report.pages import value_dates, value_forms, value_languages
from checker.report.pages.markdown import anchor, code, codes, table
from checker.report.pages.reading import (
    READINGS,
    REFUSED_HEAD,
    RowCells,
    declared_table,
    number,
    of_property,
    rank,
    read_table,
    refusal,
    vocabulary,
)
from checker.rules.rule import parting

INTRODUCTION = """\
# Values

Made from the code by `make generate`; do not edit. Every example is read when the page is made, and again by a test.

The value of a claim is written in its document's words: `over 40,000`, `nearly 2 billion USD/year`, `early 1990s`. It
is read into three ranges, each inside the next:

- the **bare words**: the figure that stands there; of a hedge that names no figure exactly, what a reader expects;
- **what a reader expects**;
- **at the widest**: all that a competent reader could defend.

*How wide* says which rule made the ranges, and by how much; findings show it too. Whatever cannot be read with
certainty is refused with a fault that says what to write instead: nothing is guessed.
"""

TWO_VALUES = """\
## Two values

Two claims on one question are held against each other range by range. What parts them decides how grave it is, unless
an innocent reason (another time, scope, definition …) explains it. Ranges that share one number do not part; those
that only touch do.

A hedge or a wider tolerance never makes a difference graver, and neither does leaving out `as_of`. Writing `as_of` less
exactly may: what changes is one thing at one time, and two claims as of one year are held to speak of one moment, as if
of one day. As of a year and of a month in it they may (at most a tension), and as of two days of it time explains them.
"""

PAIRS = (
    ("54,800", "55,000"),
    ("over 40,000", "44,000"),
    ("about 41 %", "40 %"),
    ("about 41 %", "44 %"),
    ("85 %", "86 %"),
    ("18.2 km", "18.4 km"),
    ("over 40,000", "54,000"),
    ("over 40,000", "35,000"),
    ("up to 26 mph", "27 mph"),
    ("500 million USD", "1 billion USD"),
)
OUTCOMES = {
    None: ("nothing", "they agree"),
    "literal": ("the bare words", "they agree: precision reconciles the difference"),
    "plausible": ("what a reader expects", "tension"),
    "possible": ("even the widest readings", "contradiction"),
}

FIGURES = """\
## Bare figures

A figure says how finely it is known: the *last significant digit* of 55,000 is that of the thousands, of 18.20 that
of the hundredths. `g` is one unit of it. A *count* is a whole number of things: not money, a percentage, a measuring
unit or a rate. How a unit is spelt changes nothing.

| figure | what a reader expects | at the widest |
|---|---|---|
| a count without a trailing zero, or below 20 | that number | that number |
| a figure of an `exact` property; 0 % and 100 % | that number | that number |
| any other | half of g either side, at most 5 % | half of g below, one g above, each at most 10 % |

The last row is what was rounded, and at the widest what was cut off. The upper end of what was rounded is no part of
it, so that figures whose ranges only touch never agree. Of 0 a percentage is half of g. A negative figure is read as
the mirror image of its size. No reading of what is counted or measured goes below 0, unless it can: temperatures,
money, percentages, rates, differences. `-5` where people are counted is refused, unless the property's label says that
it can be (a change, a difference, a balance), or its own range does.
"""

PROPERTIES = """\
How a figure is read depends on its property too. With `exact: true` no bare figure, no bound and no end of a range is
rounded (limits, votes, registers); hedges keep their width. `tolerance` sets a property's own widths in place of those
of the tables here:
"""

DECLARED = """\
units:
  person: {label: person, kind: count, also: [people]}
properties:
  staff: {label: staff, datatype: quantity, kind: state, unit: person}
  length: {label: length, datatype: quantity, kind: constant, unit: km}
  seats: {label: seats, datatype: quantity, kind: state, exact: true}
  rough: {label: rough size, datatype: quantity, kind: state, tolerance: {rounded: 2}}
  guess: {label: guess, datatype: quantity, kind: state, tolerance: {approximately: 30 %, nearly: 25 %}}
  close: {label: close guess, datatype: quantity, kind: state, tolerance: {approximately_plausible: 1 %}}
"""

OF_PROPERTIES = (
    ("staff", "85 people"),
    ("staff", "55,000"),
    ("length", "85"),
    ("length", "85 km"),
    ("length", "53 miles"),
    ("seats", "55,000"),
    ("seats", "over 55,000"),
    ("rough", "54,000"),
    ("guess", "about 40,000"),
    ("guess", "nearly 40,000"),
    ("close", "about 40,000"),
)

HEDGES = """\
## Hedges

A hedge stands before a number (`over 40,000`), or after it or its unit (`40,000 or more`, `90+`). Words of one list
are read alike. Hedges that contradict or repeat each other are refused.

| hedge | what a reader expects | at the widest |
|---|---|---|
| approximately v | half of g either side, but 5 to 10 % of v | one g either side, but 10 to 20 % of v |
| nearly v, just under v | the lower half of that, without v | the lower half of that, and above what a bare v allows |
| just over v | the upper half of that, without v | the upper half of that, and below what a bare v allows |
| over v | above v by one g, but 10 to 50 % of v | any more; the limit itself as rounded |
| under v, at least v, at most v | the same, on their side | all on their side; the limit itself as a bare figure |

For counts each of these allowances is at least 1. What *approximately* allows always contains what the bare figure
allows.
"""
PROBES = ("40,000", "85", "18.2 km", "12 %", "2 billion USD")
COMBINED = ("over about 40,000", "up to about 105", "at least exactly 40", "no more than exactly 40")

RANGES = """\
## Ranges, margins and two limits

Ends are written smaller first. A magnitude or a unit that only the second end has is that of both, and a margin may
be a part of the value. A range goes from the lowest that its first end allows to the highest that its second does.
Between digits a dash leaves out the thousands of the first end; in words, where the ends lie tenfold apart and where
the second is not round or not grouped, nobody can tell, and the range is refused (`8-9,050`, `5-6000`, `2-300`). Of
two amounts with `or` between them all between is meant only where they are neighbours: `two or three`, `15 or 20`.

`information varies;`, `estimates differ:` and their like before a value are an *approximately*. A margin in brackets
behind decimals is one of their last digits.
"""
TWO_NUMBERS = (
    (
        *("40 to 50", "from 40 to 50", "between 40 and 50", "40–50", "40-50", "40 through 50", "in the range 40–50"),
        *("ranging from 40 to 50", "from a low of 40 to a high of 50", "from as few as 40 to as many as 50"),
    ),
    ("1.7 to 2.1 billion USD/year", "1.7 billion to 2.1 billion USD/year"),
    ("$5 to $6 billion per year",),
    ("350–400,000", "350,000 to 400,000"),
    ("about 40 to 50", "information varies; about 40 to 50"),
    ("exactly 40 to 50",),
    ("18.2 ± 0.3 km", "18.2 km ± 0.3 km", "18.2 +/- 0.3 km", "18.2 plus or minus 0.3 km", "18.2 (± 0.3) km"),
    ("5.0 ± 0.1 km", "(5.0 ± 0.1) km", "5.0(1) km"),
    ("(5.0 ± 0.1) × 10^6 km", "5.0(1) × 10^6 km"),
    ("200 km ± 5 %",),
    ("about 18.2 ± 0.3 km",),
    ("over 40 but under 50", "more than 40 and fewer than 50", "under 50 but over 40"),
    ("at least 40 but no more than 50",),
    ("over exactly 40 but under exactly 50",),
)

VAGUE = """\
## Words for amounts without a number

They have ranges of their own. Parts of a whole are percentages; of what, the property tells (`a majority of the
seats`). A magnitude behind the word multiplies it, and hedges that limit one side go with it: `fewer than several` is
less than a reader expects of several. `every other` and `every fifth` are other parts of the whole, and refused.
"""
WITH_VAGUE = (
    "in the hundreds",
    "unlimited GB",
    "several hundred",
    "a few thousand USD",
    "dozens of ships",
    "over dozens",
    "at least several",
)

RANKS = """\
## Ranks

The value of a property of datatype `rank` is a place in an order; whole numbers, 1 the first, and -1 the first from the
other end. A property has one order: `oldest` beside `largest` is a tension, whatever the places. `biggest` is
`largest`; `busiest`, which is not known, is an order of its own; `top`, `best` and a number alone fit any order. A
number before or after the superlative tells how many places are meant; a share of them (`top quartile`) is no place.
"""
RANKED = (
    ("first", "1st", "1", "the largest", "# 1", "no. 1", "largest of 12"),
    ("second", "2nd", "second-largest", "the second most populous"),
    ("twenty-first", "21st"),
    ("3rd of 12", "third oldest of 12"),
    ("top five", "the five largest", "largest five", "one of the five largest"),
    ("among the largest", "one of the largest"),
    ("smallest", "last", "youngest", "the worst", "least populous"),
    ("second-smallest", "second-youngest"),
)

OTHERS = """\
## Other values

An `entity` is one of the vocabulary's identifiers. A `boolean` is `true` or `false`. Of a `text` case, width, spacing
and punctuation never matter: `A-7` and `a 7` are one value.
"""

REFUSED = """\
## What is refused

A fault names the place, what stands there and what to write. It never becomes a guess.

### Refused numbers
"""
NO_NUMBERS = (
    *("not 40", "inf", "50 to 40", "between 40", "over under 40", "about exactly 40", "over 40 ± 2", "40 ± -2"),
    *("over 50 but under 40", "over 40 but over 50", "40 km to 50 miles", "exactly dozens", "over none"),
    *("12,5", "1.234.567", "40 50", "1/0", "1.5/2", "7^3", "10e9999", "twenty twenty", "$5 EUR", "40 to"),
    *("40,000 in 2015", "1,200 (2015 est.)", "$5 million in 2015 dollars", "from 8 to 10,000", "1-20,000", "40.000"),
    *("120/80 mmHg", "24/7", "2019/20", "9/11", "40,000 in 300", "five billion and three quarters", "twenty-fifth"),
    *("5th", "1990s", "more than over 5", "at least 5 or more", "about around 5", "5 million a", "-5-6", "-10–5"),
    *("2:40", "60:40", "15(2)", "5'2\"", "5 ft 14 in", "1 month 3 days", "5 to 6 ft 2 in"),
    *("8-9,050", "5-6000", "2-300", "2 or 50", "1.500 million", "every other person", "a third more", "ten-thousandth"),
)
NO_RANKS = ("13th of 12", "largest or oldest", "1nd", "0th", "large", "2.5", "the west", "top quartile", "40.000")


def page() -> str:
    return "\n".join(_lines()).rstrip("\n") + "\n"


def _lines() -> Iterator[str]:
    body = "\n".join(_body())
    yield INTRODUCTION
    yield from (f"- [{title}](#{anchor(title)})" for title in re.findall(r"^## (.*)$", body, re.MULTILINE))
    yield from ("", body)


def _body() -> Iterator[str]:
    yield TWO_VALUES
    yield from table(("one claim", "the other", "what parts", "so"), map(_pair, *zip(*PAIRS, strict=True)))
    yield FIGURES
    yield from read_table(READINGS, value_forms.FIGURES, number)
    yield from _properties()
    yield HEDGES
    yield from _hedges()
    yield RANGES
    yield from read_table(READINGS, TWO_NUMBERS, number)
    yield VAGUE
    yield from _vague()
    yield from value_forms.lines()
    yield RANKS
    yield from read_table(READINGS, RANKED, rank)
    yield from value_dates.lines()
    yield from value_languages.lines()
    yield OTHERS
    yield REFUSED
    yield from read_table(REFUSED_HEAD, (*NO_NUMBERS, tuple(NUMBERLESS)), partial(refusal, number))
    yield from ("### Refused units", "")
    yield from value_forms.refused_units()
    yield from ("### Refused ranks", "")
    yield from read_table(REFUSED_HEAD, NO_RANKS, partial(refusal, rank))
    yield from ("### Refused dates", "")
    yield from value_dates.refused_dates()


def _pair(first: str, second: str) -> RowCells:
    parts, so = OUTCOMES[parting(read_quantity(first).bounds, read_quantity(second).bounds)]
    return code(first), code(second), parts, so


def _properties() -> Iterator[str]:
    yield PROPERTIES
    yield from table(
        ("`tolerance`", "means"),
        ((code(name), field.description or "") for name, field in ToleranceEntry.model_fields.items()),
    )
    yield f"```yaml\n{DECLARED}```\n"
    yield from declared_table(READINGS, OF_PROPERTIES, partial(of_property, words=vocabulary(DECLARED)))


def _hedges() -> Iterator[str]:
    """A section for the hedges that are read alike, whatever they stand beside."""
    alike: dict[tuple[RowCells, ...], list[tuple[bool, str]]] = {}
    for after, phrases in ((False, BEFORE), (True, AFTER)):
        for phrase in map(_spelt, phrases):
            cells = tuple(number(_hedged(probe, phrase, after)) for probe in PROBES)
            alike.setdefault(cells, []).append((after, phrase))
    for members in alike.values():
        after, first = members[0]
        yield from (f"### {first}", "")
        sides = ((side, [phrase for at, phrase in members if at is behind]) for side, behind in SIDES)
        yield from table(("stands", "words"), ((side, codes(phrases)) for side, phrases in sides if phrases))
        yield from read_table(READINGS, (_hedged(probe, first, after) for probe in PROBES), number)
    yield from ("### Two hedges, and words that change nothing", "")
    yield from read_table(READINGS, COMBINED, number)
    yield fill(f"These change no value, before or after it: {codes(FILLERS)}.", 120) + "\n"


SIDES = (("before the number", False), ("after it or its unit", True))


def _hedged(literal: str, phrase: str, after: bool) -> str:
    gap = " " if phrase[0].isalnum() else ""
    return f"{literal}{gap}{phrase}" if after else f"{phrase} {literal}"


def _spelt(phrase: str) -> str:
    """The phrase without the spaces between marks: the tables hold it token by token."""
    return phrase.replace("- ", "-").replace("> =", ">=").replace("< =", "<=")


def _vague() -> Iterator[str]:
    yield from read_table(READINGS, grouped(TABLE, number).values(), number)
    yield from read_table(READINGS, WITH_VAGUE, number)
