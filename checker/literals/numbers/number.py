"""A number knows how finely it is written.

Beside its value it keeps its *grain*, the unit of its last significant digit: 55,000 is known to the
thousand, 18.20 to the hundredth, 2 billion to the billion. How far a number may lie from its words rests on that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from checker.languages.numerals import SMALL
from checker.literals.literal import LiteralError

MOST_MAGNITUDES = 3
"""`hundred thousand million` is the longest chain that people write."""

MAGNITUDES = {
    "hundred": 100,
    "thousand": 10**3,
    "k": 10**3,
    "lakh": 10**5,
    "lac": 10**5,
    "million": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "mio": 10**6,
    "m": 10**6,
    "mm": 10**6,
    "crore": 10**7,
    "cr": 10**7,
    "billion": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "b": 10**9,
    "trillion": 10**12,
    "tn": 10**12,
    "trn": 10**12,
    "t": 10**12,
    "quadrillion": 10**15,
    "quintillion": 10**18,
    "万": 10**4,
    "億": 10**8,
}
"""Short scale: a billion is 10^9, as in all current English. Lakh and crore are the Indian 10^5 and 10^7; 万 and 億
have no word in English.
"""

FULL_WORDS = frozenset(
    {"hundred", "thousand", "lakh", "lac", "million", "crore", "billion", "trillion", "quadrillion", "quintillion"}
)
GROUPS = {"dozen": 12, "score": 20}
PARTS = {
    name: size
    for size, names in {
        2: "half halves",
        3: "third thirds",
        4: "quarter quarters fourth fourths",
        5: "fifth fifths",
        6: "sixth sixths",
        7: "seventh sevenths",
        8: "eighth eighths",
        9: "ninth ninths",
        10: "tenth tenths",
        12: "twelfth twelfths",
        20: "twentieth twentieths",
        100: "hundredth hundredths",
        1000: "thousandth thousandths",
    }.items()
    for name in names.split()
}

_FIRST = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
)
_TENS = "twent thirt fort fift sixt sevent eight ninet"
CARDINALS = {
    **dict(zip(_FIRST.split(), SMALL.split()[1:], strict=True)),
    **{f"{stem}ieth": f"{stem}y" for stem in _TENS.split()},
    **{f"{name}th": name for name in ("hundred", "thousand", "million", "billion")},
}
"""The number of each place in an order."""
ORDINALS = {
    **{word: rank for rank, word in enumerate(_FIRST.split(), 1)},
    **{f"{stem}ieth": rank * 10 for rank, stem in enumerate(_TENS.split(), 2)},
    **{"hundredth": 100, "thousandth": 1000, "millionth": 10**6, "billionth": 10**9},
}


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A number and how finely it is written.

    `grain`: unit of the last significant digit. `step`: distance between the rounder numbers around it, from which
    `over v` takes its next round number. `whole`: a whole number, as counts are. `share`: a part of a whole
    (`two-thirds`, `one in five`). `scales`: the magnitude words that it was multiplied by. `text`: canonical wording.
    """

    value: Fraction
    grain: Fraction
    step: Fraction
    text: str
    whole: bool = False
    share: bool = False
    scales: tuple[str, ...] = ()
    rounded_by_digits: bool = True


@lru_cache(4096)
def from_digits(digits: int, decimals: int = 0) -> WrittenNumber:
    """The number that is written with these digits, the last `decimals` of them after the point."""
    if decimals:
        grain, significant = Fraction(1, 10**decimals), len(str(digits))
    else:
        stem = str(digits).rstrip("0")
        grain, significant = Fraction(10 ** (len(str(digits)) - len(stem)) if digits else 1), len(stem)
    step = grain if significant <= 1 else grain * 10
    return WrittenNumber(Fraction(digits, 10**decimals), grain, step, _decimal(digits, decimals), whole=not decimals)


def _decimal(digits: int, decimals: int) -> str:
    whole, rest = divmod(digits, 10**decimals)
    return f"{whole:,}" + (f".{rest:0{decimals}d}" if decimals else "")


def in_digits(value: Fraction) -> str:
    """The value in digits where its decimals end, else as a fraction."""
    above, below = value.numerator, value.denominator
    if below == 1:
        return f"{above:,}"
    rest, decimals = below, 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest //= prime
            power += 1
        decimals = max(decimals, power)
    if rest != 1 or below > 10**30:
        return f"{above:,}/{below:,}"
    return ("-" if above < 0 else "") + _decimal(abs(above) * 10**decimals // below, decimals)


_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
"""Decimals that are a whole number where points group thousands: no reader can tell them apart."""


def to_be_read(value: Fraction) -> str:
    """The value as a message can offer it: exact where its decimals end, else with `about`."""
    exact = in_digits(value)
    text = f"{float(value):.4g}" if "/" in exact else exact
    text += "0" if _THOUSANDS.fullmatch(text) else ""
    return f"about {text}" if "/" in exact else text


def part(count: int, of: int, text: str) -> WrittenNumber:
    """A fraction such as two-thirds.

    Its grain is a fifth of its unit fraction: a half is 45 to 55 %, a third 30 to 37 %, three quarters 72.5 to 77.5 %.
    Nearer values would be called by the same fraction, farther ones by another of the common fractions.
    """
    if not of:
        raise LiteralError(f"`{text}` divides by zero; expected a fraction such as `1/2`")
    grain = Fraction(1, 5 * of)
    return WrittenNumber(Fraction(count, of), grain, grain, text, share=True, rounded_by_digits=False)


def add_part(number: WrittenNumber, fraction: WrittenNumber) -> WrittenNumber:
    """A mixed number such as two and a half."""
    step = fraction.grain * 5
    text = f"{number.text} {fraction.text}"
    return WrittenNumber(
        number.value + fraction.value, fraction.grain, step, text, scales=number.scales, rounded_by_digits=False
    )


def scaled(number: WrittenNumber, names: Sequence[str]) -> WrittenNumber:
    """The number times these magnitude words; dozens and scores are rounder than their digits."""
    for name in names:
        if size := GROUPS.get(name):
            # Whoever counts in dozens steps from 12 to 24; 10 to 14 is nearer to 12 than to half a step.
            number = replace(
                number,
                value=number.value * size,
                grain=Fraction(size, 3),
                step=Fraction(size),
                whole=False,
                share=False,
                rounded_by_digits=False,
            )
        else:
            factor = MAGNITUDES[name]
            number = replace(
                number, value=number.value * factor, grain=number.grain * factor, step=number.step * factor, share=False
            )
        number = replace(number, text=f"{number.text} {_long_name(name)}", scales=(*number.scales, name))
    return number


def size_of(name: str) -> int:
    """What a magnitude word, or a word for a group, multiplies by."""
    return MAGNITUDES.get(name) or GROUPS[name]


def _long_name(name: str) -> str:
    size = MAGNITUDES.get(name)
    return next((word for word in MAGNITUDES if MAGNITUDES[word] == size), name)


def negative(number: WrittenNumber) -> WrittenNumber:
    return replace(number, value=-number.value, text=f"-{number.text}")
