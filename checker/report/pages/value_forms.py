"""How numbers and units are written: a part of the page on values."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from math import gcd
from textwrap import fill

from checker.literals.literal import LiteralError
from checker.literals.numbers.number import GROUPS, MAGNITUDES, PARTS
from checker.literals.quantity import read_quantity
from checker.literals.units.measures import AMBIGUOUS, MEASURES, NAMES, PAIRS, SYMBOLS, VARIANTS
from checker.literals.units.money import CURRENCIES, CURRENCY_SIGNS, HUNDREDTHS
from checker.literals.units.spellings import PHRASES, RATES, SHARES
from checker.literals.units.tidy import tidy_unit
from checker.model.groups import grouped
from checker.report.pages.markdown import code, codes, table
from checker.report.pages.reading import (
    READINGS,
    REFUSED_HEAD,
    declared_table,
    of_property,
    read_table,
    refusal,
    size,
    unit,
    vocabulary,
)

FIGURES = (
    *("85", "20", "54,800", "55,000", "40,000", "1.7 million", "2 billion USD", "18.2 km", "18.20 km", "85 km"),
    *("85 %", "12.5 %", "100 %", "0 %", "-5 °C", "two-thirds", "2½", "two dozen"),
)

NUMBERS = """\
## How numbers are written

A point stands before decimals; a comma, a thin space, an apostrophe or `_` groups thousands. Digits of any script are
read. What most languages of Europe read otherwise (`40.000`, `1.500 million`) is refused, unless the document states
`language: en`, or one of these languages (see [Other languages](#other-languages)).
"""
FORMS = (
    ("1,234,567", "1 234 567", "1'234'567", "1_234_567", "12,34,567", "1234567"),
    ("40,000", "４０,０００", "٤٠,٠٠٠", "forty thousand", "4e4", "4 × 10^4", "40 thousand", "40k"),
    ("1,000,000", "10^6", "10⁶", "1e6", "a million"),
    ("0.5", ".5", "½", "1/2", "half", "a half", "one half"),
    ("2.5", "2½", "2 1/2", "two and a half", "two-and-a-half"),
    ("100.75", "one hundred and three quarters"),
    ("1,500,000", "1.5 million", "one and a half million", "a million and a half"),
    ("120", "one hundred and twenty", "one hundred twenty"),
    ("15", "fifteen", "fifteen (15)"),
    ("1,200", "twelve hundred"),
    ("2/3", "two-thirds", "two thirds of the cost"),
    ("1/5", "one in five", "one out of five", "2 out of 10"),
    ("500,000", "half a million"),
    ("-5", "minus 5", "−5", "negative five"),
    ("0", "nil", "nought", "zero"),
    ("1", "a single"),
    ("3", "3:1", "a ratio of 3:1"),
    ("2", "a pair of"),
)
MAGNITUDE_WORDS = """\
Magnitudes multiply (`hundred thousand million`). Single letters that could be units (`5 m` is a length) are
magnitudes only beside money: there they are written with it here. Where a unit of measure is wanted and none is
written, a letter alone (`5k`) is refused.
"""

UNITS = """\
## Units

A value is compared in its property's unit. A reading rests on the figure, its hedge and the *kind* of the unit, never
on how the unit is spelt. Names may have any case, symbols keep theirs: `MW` is no `mW`. Sizes are those of the SI, of
NIST Special Publication 811 and of the International Yard and Pound Agreement; a year has 365.2425 days. Spellings of
one unit:
"""
PREFIXES = """\
Names take every prefix (`megametre`). Symbols take only those with which people write them; any other, as in `mha` or
`Mm3`, [is refused](#refused-units). `KB` is the kilobyte, of 1,000 bytes; 1,024 are a `KiB`.
"""
SEVERAL_UNITS = """\
An amount in several units is their sum, in the last of them. A unit that can be nothing else may have an article for
its number; what is measured may stand behind it:
"""
SUMS = (
    ("62 in", "5 ft 2 in", "five feet two inches", "5 feet, 2 inches", "5 feet and 2 inches"),
    ("83 oz", "5 lb 3 oz"),
    ("160 min", "2 h 40 min", "2h 40m", "2h40min"),
    ("15 months", "1 year 3 months", "a year and 3 months"),
    ("1 decade", "a decade"),
    ("1.5 years", "a year and a half"),
    ("5 years", "5 years old", "5 years of age", "5-year-old"),
    ("5 m", "5 metres tall", "5 m in length"),
)
RATES_AND_MONEY = """\
Rates, powers and money; a sign may stand before the hedges (`C$ about 5`):
"""
RATE_FORMS = (
    ("5 USD/year", "5 USD per year", "5 USD a year", "5 USD each year"),
    ("5 km²", "5 km2", "5 km^2", "5 square kilometres", "5 sq km", "5 kilometres squared"),
    ("5 m³", "5 m3", "5 cubic metres", "5 cu m"),
    ("5 km/hour", "5 km per hour", "5 km/h"),
    ("5 deaths/1000 people", "5 deaths per 1,000 people", "5 deaths per thousand people"),
    ("5 deaths/100000 people", "5 deaths per 100 000 people", "5 deaths per hundred thousand people"),
)
CONVERSIONS = """\
Measures convert, exactly. Counts and currencies never do. A unit of one's own is declared under `units`: a `count`, a
`currency`, or a `measure` that `equals` an amount of another unit.

A *count* is a whole number of things: the property has no unit, a noun, or a unit that is declared as a `count`.
Money, shares, measures and whatever has a `per` in it are measured. Counts, lengths, areas, volumes, masses, durations
and kelvins are never below 0; balances, temperatures, differences, changing shares, levels and rates may be.

A change of temperature has a unit of its own: `°C difference` (also `Δ°C`, `delta °C`, `°C change`; likewise °F and K).
A property that has it takes `°C`, `°F` and `K` as differences, so that nothing is added to get from one to the other.
"""
DECLARED = """\
units:
  person: {label: person, kind: count, also: [people, soldiers]}
  barrel: {label: barrel of oil, kind: measure, equals: 42 US gallons}
  USD: {label: U.S. dollar, kind: currency, also: [$, dollars]}
properties:
  length: {label: length, datatype: quantity, kind: constant, unit: km}
  heat: {label: temperature, datatype: quantity, kind: state, unit: °C}
  warming: {label: warming, datatype: quantity, kind: state, unit: °C difference}
  share: {label: share, datatype: quantity, kind: state, unit: "%"}
  oil: {label: oil, datatype: quantity, kind: rate, unit: barrel/day}
  staff: {label: staff, datatype: quantity, kind: state, unit: person}
  cost: {label: cost, datatype: quantity, kind: rate, unit: USD/year}
"""
CONVERTED = (
    ("length", "exactly 12 miles"),
    ("length", "exactly 1,200 m"),
    ("heat", "exactly 212 °F"),
    ("warming", ("exactly 9 °F difference", "exactly 9 °F")),
    ("share", "exactly 1/4"),
    ("share", "exactly 25 ‰"),
    ("oil", "exactly 4,200 US gallons a day"),
    ("staff", "exactly 40 soldiers"),
    ("cost", "exactly $5 per year"),
    ("cost", "exactly 5 a year"),
    ("cost", "exactly 5"),
)
MISFITS = """\
units:
  person: {label: person, kind: count, also: [people]}
properties:
  mass: {label: mass, datatype: quantity, kind: constant, unit: kg}
  heat: {label: temperature, datatype: quantity, kind: state, unit: °C}
  deaths: {label: deaths, datatype: quantity, kind: state, unit: deaths per 1000}
  share: {label: share, datatype: quantity, kind: state, unit: "%"}
  staff: {label: staff, datatype: quantity, kind: state, unit: person}
  cost: {label: cost, datatype: quantity, kind: rate, unit: USD/year}
"""
UNCONVERTED = (
    ("mass", "5 km"),
    ("staff", "40 ships"),
    ("cost", "5 EUR/year"),
    ("cost", "5 USD"),
    ("cost", "C$5 a year"),
    ("cost", "c$5 a year"),
    ("share", "2 percentage points"),
    ("heat", "5 °C difference"),
    ("deaths", "5 deaths per 1,000 people"),
    ("staff", "5 people per 100"),
    ("staff", "-5 people"),
    ("mass", "5k"),
    ("mass", "5 MG"),
    ("mass", "5 mha"),
    ("mass", "5 Mm3"),
)
SHARED = """\
What several states share is the currency of the property where it is one of them; elsewhere it fits none.
"""
SEVERAL = {2: "two", 3: "three", 5: "five"}
"""How many parts are written in the examples of parts."""


def lines() -> Iterator[str]:
    yield NUMBERS
    yield from read_table(("is",), FORMS, size)
    yield MAGNITUDE_WORDS
    yield from read_table(("is",), _magnitudes(), size)
    yield from read_table(("is",), _parts(), size)
    yield UNITS
    yield from read_table(("unit",), _spellings(), unit)
    yield PREFIXES
    yield from table(("unit", "with a prefix"), _prefixes())
    yield SEVERAL_UNITS
    yield from read_table(("is",), SUMS, size)
    yield RATES_AND_MONEY
    yield from read_table(("unit",), RATE_FORMS, unit)
    yield from _currencies()
    yield CONVERSIONS
    yield f"```yaml\n{DECLARED}```\n"
    yield from declared_table(READINGS, CONVERTED, partial(of_property, words=vocabulary(DECLARED)))


def refused_units() -> Iterator[str]:
    """Units that do not fit their property, and those that could be several."""
    yield f"```yaml\n{MISFITS}```\n"
    claims = (*UNCONVERTED, *(("mass", f"5 {name}") for name in AMBIGUOUS))
    read = partial(of_property, words=vocabulary(MISFITS))
    yield from declared_table(REFUSED_HEAD, claims, lambda name, text: refusal(partial(read, name), text))


def _magnitudes() -> Iterator[list[str]]:
    """The English words of each magnitude, beside money where they are none alone."""
    sizes = {name: size for name, size in {**MAGNITUDES, **GROUPS}.items() if name.isascii()}
    for number, names in sorted(grouped(sizes, sizes.__getitem__).items()):
        yield [next(text for text in (f"2 {name}", f"$2{name}") if _is(text, 2 * number)) for name in names]


def _is(text: str, number: int) -> bool:
    return read_quantity(text).bounds.literal.lo == number


def _parts() -> Iterator[list[str]]:
    """The words of each part of a whole, for one of them and for several."""
    for number, names in grouped(PARTS, PARTS.__getitem__).items():
        yield [f"1/{number}", *(f"one {name}" for name in names if not name.endswith("s"))]
        count, word = next(((k, word) for k, word in SEVERAL.items() if k < number and gcd(k, number) == 1), (0, ""))
        if count:
            yield [f"{count}/{number}", *(f"{word} {name}" for name in names if name.endswith("s"))]


def _spellings() -> Iterator[list[str]]:
    """All ways to write a unit, each behind a number; what has a prefix only where it has spellings of its own."""
    pairs = {name for names in PAIRS.values() for name in names} - VARIANTS.keys()
    alike: dict[str, list[str]] = {}
    for spelling, name in {**SHARES, **SYMBOLS, **NAMES, **PHRASES}.items():
        shown = name in SYMBOLS or name not in MEASURES
        if shown and name not in pairs:
            alike.setdefault(tidy_unit(name), [f"5 {name}"]).append(f"5 {spelling}")
    for spelling, name in RATES.items():
        alike.setdefault(f"USD/{name}", [f"5 USD/{name}"]).append(f"5 USD {spelling}")
    yield from ([text for text in texts if _is_in(text, name)] for name, texts in alike.items())


def _is_in(text: str, name: str) -> bool:
    """A few signs are units in the vocabulary only: in a literal they are magnitudes (`5 B`), or no letters."""
    try:
        return read_quantity(text).unit == name
    except LiteralError:
        return False


def _prefixes() -> Iterator[tuple[str, str]]:
    for name, pairs in PAIRS.items():
        yield code(name), codes(pairs)


def _currencies() -> Iterator[str]:
    alike: dict[tuple[str, ...], list[str]] = {}
    for sign, names in CURRENCY_SIGNS.items():
        alike.setdefault(names, []).append(f"5 {sign}")
    yield from table(("written", "currency"), ((codes(signs), codes(names)) for names, signs in alike.items()))
    parts: dict[tuple[str, ...], list[str]] = {}
    for sign, names in HUNDREDTHS.items():
        parts.setdefault(names, []).append(f"5 {sign}")
    yield f"{SHARED}\n"
    yield from table(("written", "a hundredth of"), ((codes(signs), codes(names)) for names, signs in parts.items()))
    codes_alone = fill(f"Currencies by their codes: {' '.join(sorted(CURRENCIES))}.", 120)
    yield f"{codes_alone}\n"
