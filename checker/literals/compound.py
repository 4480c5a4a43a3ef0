"""An amount in several units is their sum, in the last of them: `5 ft 2 in` is 62 in, `2 h 40 min` is 160 min.

Why: how finely it is known, the last number tells.
Quiet: the units go down, and each number is less than one of the unit before it. A zero that ends the last number is
one of rounding only where tens part the unit before it: the 40 of `2 h 40 min`, not the 10 of `5 ft 10 in`. How many
days a month or a year has is not told by `1 month 3 days`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from checker.literals.ends import Amount
from checker.literals.literal import LiteralError
from checker.literals.numbers.number import WrittenNumber, in_digits
from checker.literals.numbers.numerals import numbers_at
from checker.literals.units.measures import MEASURES, OFFSETS
from checker.literals.units.money import is_currency, is_part_of
from checker.literals.units.spellings import spelling
from checker.literals.words import Token

_MOST_WORDS = 3
"""Words of a unit of which several stand in a row: `short hundredweight`, `US fluid ounces`."""

_CENTS = 100
_PRIMES = {("°", "′"): "arcminute", ("°", "'"): "arcminute"}
_PRIMES |= {("arcminute", mark): "arcsecond" for mark in ("″", '"')}
"""Signs of units that mean so much of an angle where a larger one stands before them."""
_MINUTES = frozenset({"hour", "day", "week"})


@dataclass(frozen=True, slots=True)
class _Part:
    """A number with its unit: what was read, and where it ends."""

    number: WrittenNumber
    unit: str
    end: int


def measure_at(row: tuple[Token, ...], i: int) -> tuple[str, int]:
    """The measure that the longest row of words from token `i` on names, with the token after it."""
    start = i + 1 if row[i].word == "-" and row[i + 1].kind == "word" else i
    for count in range(_MOST_WORDS, 0, -1):
        words = row[start : start + count]
        if len(words) == count and all(token.kind in {"word", "mark", "currency"} for token in words):
            name = " ".join(token.text.rstrip(".") for token in words)
            known = spelling(name)
            if known in MEASURES and known not in OFFSETS:
                return known, start + count
            if count == 1 and is_currency(name):
                return name, start + count
    return "", i


def compound_at(
    row: tuple[Token, ...], number: WrittenNumber, i: int, currency: str = ""
) -> tuple[Amount, int, str] | None:
    """The sum of a number whose unit stands at token `i` and of what follows in smaller units: the amount, the token
    after its last unit, and that unit. Nothing where no smaller unit follows.
    """
    if not _goes_on(number):
        return None
    unit, end = (currency, i) if currency else measure_at(row, i)
    if not unit or end >= len(row) - 1:
        return None
    total, parts = abs(number.value), 1
    last = number
    while part := _next(row, end, unit, last):
        ratio = _ratio(unit, part.unit)
        if not ratio:
            break
        _check(row, end, part, unit, ratio, total)
        money = is_currency(unit)
        total = total + part.number.value / ratio if money else total * ratio + part.number.value
        last, end, parts = _less_finely(part.number, ratio), part.end, parts + 1
        if money:
            last = replace(last, grain=last.grain / ratio)
            break
        unit = part.unit
    if parts == 1:
        return None
    sign = -1 if number.value < 0 else 1
    text = in_digits(sign * total)
    whole = replace(last, value=sign * total, text=text, whole=False, share=False, step=last.grain * 10, scales=())
    return Amount(whole, unit, row[i].start, compound=True), end, unit


def _goes_on(number: WrittenNumber) -> bool:
    """A smaller unit may follow: the number is whole, and is no round one of magnitudes."""
    return number.value.denominator == 1 and number.rounded_by_digits and not number.scales and number.whole


def _next(row: tuple[Token, ...], i: int, above: str, last: WrittenNumber) -> _Part | None:
    """The number and unit that follow the unit `above`, with `and`, a comma or nothing before them."""
    if not _goes_on(last):
        return None
    start = i
    if row[start].word in {",", "-"}:
        start += 1
    if row[start].word == "and":
        start += 1
    if row[start].kind not in {"digits", "word", "fraction"} or row[start].word in {"a", "an"}:
        return None
    try:
        numbers = numbers_at(row, start)
    except LiteralError:
        return None
    for number, end in numbers[:1]:
        unit, after = _unit_below(row, end, above)
        if unit and not number.scales and number.value >= 0:
            return _Part(number, unit, after)
    return None


def _unit_below(row: tuple[Token, ...], i: int, above: str) -> tuple[str, int]:
    if known := _PRIMES.get((above, row[i].word)):
        return known, i + 1
    if above in _MINUTES and row[i].text == "m":
        return "minute", i + 1  # 2h 40m
    return measure_at(row, i)


def _ratio(above: str, below: str) -> Fraction:
    """How many of the one make the other; 0 where they are not of one sort, or the second is not the smaller."""
    if is_currency(above):
        return Fraction(_CENTS if is_part_of(below, above) else 0)
    if above not in MEASURES or below not in MEASURES or MEASURES[above].dimension != MEASURES[below].dimension:
        return Fraction(0)
    ratio = MEASURES[above].size / MEASURES[below].size
    if ratio <= 1 or (ratio.denominator > 1 and MEASURES[above].dimension != "s"):
        return Fraction(0)
    return ratio


def _check(row: tuple[Token, ...], i: int, part: _Part, above: str, ratio: Fraction, total: Fraction) -> None:
    """Raises where the smaller amount makes one of the larger unit, or where the larger has no fixed number of it."""
    in_all = total * ratio + part.number.value
    if ratio.denominator > 1:
        raise LiteralError(
            f"{above}s differ in how many {part.unit}s they have; write it in one unit, as "
            f"`about {round(in_all):,} {part.unit}s`",
            row[i].start,
        )
    if part.number.value >= ratio:
        raise LiteralError(
            f"{in_digits(part.number.value)} {part.unit} make one {above} or more; write it in one unit, as "
            f"`{in_digits(in_all)} {part.unit}`",
            row[i].start,
        )


def _less_finely(number: WrittenNumber, ratio: Fraction) -> WrittenNumber:
    """The last number, its zeros taken for digits where the unit above is not parted by tens."""
    return replace(number, grain=Fraction(1)) if number.grain > 1 and ratio % number.grain else number


def in_one_unit(first: Amount, second: Amount) -> tuple[Amount, Amount]:
    """The ends of a range of which one is in several units, both in the smaller unit: `5 ft to 5 ft 6 in`."""
    if first.unit == second.unit or not (first.compound or second.compound):
        return first, second
    if not first.unit or not second.unit:
        bare, other = (first, second) if not first.unit else (second, first)
        raise LiteralError(
            f"`{bare.number.text}` beside an amount in several units may be in any of them; write its unit too, as "
            f"`{bare.number.text} {other.unit}`",
            bare.start,
        )
    if ratio := _ratio(first.unit, second.unit):
        return _smaller(first, ratio, second.unit), second
    if ratio := _ratio(second.unit, first.unit):
        return first, _smaller(second, ratio, first.unit)
    return first, second


def _smaller(amount: Amount, ratio: Fraction, unit: str) -> Amount:
    number = amount.number
    value = number.value * ratio
    scaled = replace(
        number, value=value, grain=number.grain * ratio, step=number.step * ratio, text=in_digits(value), scales=()
    )
    return replace(amount, number=scaled, unit=unit)
