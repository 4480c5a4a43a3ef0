"""The first number of a range may leave to the second what both share: 1.7 to 2.1 billion, 350–400,000."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from checker.literals.literal import LiteralError
from checker.literals.numbers.number import GROUPS, WrittenNumber, from_digits, in_digits, scaled, size_of
from checker.literals.words import THIN, Token

DASHES = frozenset("-–—")
_SHORT = re.compile("[1-9][0-9]{0,2}")
_GROUPED = re.compile(rf"[1-9][0-9]{{0,2}}(?:[,'_{THIN}][0-9]{{3}})+")
_POWER = re.compile("e(?!0$)-?[0-9]+$")
"""The power of ten of a number; not the `e0` of those that a table holds as numbers, which changes none."""
NEAR = 10
"""Ends of a short range are less than tenfold apart: whoever writes `1-20,000` may count from one.

Source: in `20–20,000 Hz` and in `1–10,000` nothing is left out.
"""


def shared(first: WrittenNumber, second: WrittenNumber) -> WrittenNumber:
    """The first number of a pair, with the magnitudes that it leaves to the second."""
    if second.share or not second.scales or (first.scales and first.scales != ("hundred",)):
        return first
    large = tuple(name for name in second.scales if name != "hundred")
    for names in (large,) if first.scales else (second.scales, large):
        if (number := scaled(first, names)).value <= second.value:
            return number
    return first


def _power(number: WrittenNumber) -> str:
    """The power of ten that a number is written with: `e6`."""
    power = _POWER.search(number.text)
    return power[0] if power else ""


def _refuse_power(first: WrittenNumber, second: WrittenNumber, joint: str) -> None:
    """Raises where the first number may leave the second one's power of ten out."""
    power = _power(second)
    if power and first.value and not first.scales and not first.share and not _power(first):
        plain, other = first.text.replace(",", ""), in_digits(second.value)
        alone = f"{plain} ± {other}" if joint == "±" else f"at least {plain} but at most {other}"
        also = f", or `{alone}`" if joint == "±" or first.value < second.value else ""
        raise LiteralError(
            f"`{first.text} {joint} {second.text}` may have the power of ten at both numbers or at one; write "
            f"`{plain}{power} {joint} {second.text}`{also}"
        )


def with_margin(number: WrittenNumber, margin: WrittenNumber, at: Token) -> WrittenNumber:
    """The number before `±`, with the magnitudes that it leaves to its margin: `1.5 ± 0.2 million`.

    Raises where the margin may share those of the number or not: `1.5 million ± 0.2`.
    """
    _refuse_power(number, margin, "±")
    size = abs(number.value)
    if not number.scales and size < margin.value and (margin.scales or not number.share):
        return scaled(number, margin.scales)
    large = scaled(margin, [name for name in number.scales if name != "hundred" and name not in GROUPS])
    if not number.scales and (power := _power(number)) and not _power(margin):
        large = replace(margin, value=margin.value * Fraction(10) ** int(power[1:]), text=f"{margin.text}{power}")
    if not margin.scales and margin.value < large.value <= size:
        raise LiteralError(
            f"the margin of `{number.text}` may be {large.text} or {margin.text}; write its magnitude too, or both in "
            "digits",
            at.start,
        )
    return number


def completed(
    first: WrittenNumber, second: WrittenNumber, row: tuple[Token, ...], joint: int, at: int
) -> WrittenNumber:
    """The first number, with the thousands that it leaves to the second, at token `at`; the joint is at `joint`.

    `350-400,000` is 350,000 to 400,000. Raises where that is one of two readings: `from 8 to 10,000`, `1-20,000`,
    `8-9,050`, `5-6000`, `2-300`. After a word nothing is left out before digits that are not round: `8 to 9,050`.
    """
    before, after = row[joint - 1], row[at]
    if after.kind != "digits" or first.scales or not 0 < first.value < 1000:
        return first
    high = int(re.sub(r"\D", "", after.text))
    dashed = row[joint].word in DASHES and at == joint + 1
    if not second.scales and _GROUPED.fullmatch(after.text):
        most = len(re.findall(f"[,'_{THIN}]", after.text))
        sizes = [1000**k for k in range(most, 0, -1) if dashed or high % (1000**k // 10) == 0]
    elif dashed and first.value > 1 and re.fullmatch("[1-9][0-9]{2,}", after.text) and row[at + 1].word != "e":
        most = 0
        sizes = [] if second.scales else [1000**k for k in range((len(after.text) - 1) // 3, 0, -1)]
        sizes += [100] if high < 1000 and high % 100 == 0 else []
    else:
        return first
    factor = next((size for size in sizes if first.value * size < high), 1)
    if factor == 1:
        return first
    low = first.value * factor
    if dashed and high % factor == 0 and factor == 1000**most and _SHORT.fullmatch(before.text) and low * NEAR > high:
        return from_digits(int(low))
    spelt = before.text if before.kind == "digits" else first.text
    names = f" {' '.join(second.scales)}" if second.scales else ""
    raise LiteralError(
        f"`{spelt} {row[joint].text} {after.text}{names}` may start at {in_digits(low)}{names} or at {spelt}{names}; "
        f"write `{in_digits(low)}{names} to {high:,}{names}`, or `at least {spelt}{names} but at most {high:,}{names}`",
        before.start,
    )


_STEPS = (Fraction(1), Fraction(5))
_IDIOMS = ((8, 10), (10, 12), (12, 15))
"""Pairs of numbers that are no neighbours in a scale, and are said for all between them: `eight or ten`."""


def refuse_alternatives(first: WrittenNumber, second: WrittenNumber, at: Token) -> None:
    """Raises where two amounts with `or` between them are no neighbours: `2 or 50` is the one or the other."""
    if not _neighbours(first, second):
        raise LiteralError(
            f"`{first.text} or {second.text}` may be one of the two, or all between them; write the one that is "
            f"meant, or `{first.text} to {second.text}`",
            at.start,
        )


def _neighbours(first: WrittenNumber, second: WrittenNumber) -> bool:
    """Nothing rounder lies between two numbers: `two or three`, `20 or 30`, `15 or 20`, `one or two dozen`."""
    low, high = first.value, second.value
    if first.scales == second.scales:
        for name in first.scales:
            low, high = low / size_of(name), high / size_of(name)
    if low <= 0 or low == high:
        return low == high
    if first.share and second.share:
        return 1 / low - 1 / high == 1 or (low.denominator == high.denominator and (high - low).numerator == 1)
    step = high - low
    while step >= 10:
        step, low, high = step / 10, low / 10, high / 10
    while step < 1:
        step, low, high = step * 10, low * 10, high * 10
    return (step in _STEPS and (low / step).denominator == 1) or any(
        (low, high) in ((a, b), (Fraction(a, 10), Fraction(b, 10))) for a, b in _IDIOMS
    )


def refuse_left_out(first: WrittenNumber, second: WrittenNumber, at: Token, times_ten: bool) -> None:
    """Raises where the first number may leave out a magnitude that the second does not have (`800 to 1.2 million`), or
    its power of ten (`1.5 to 2 × 10^6`; not `1 to 2e6`, as machines write numbers).
    """
    if times_ten:
        _refuse_power(first, second, "to")
    if first.share and second.scales:
        raise LiteralError(
            f"`{first.text} to {second.text}` may have the magnitude at both numbers or at one; write both out",
            at.start,
        )
    if first.share or {*first.scales} - {"hundred"} or not second.scales or not 1 <= first.value < 1000:
        return
    low = first.value
    while low * 1000 < second.value:
        low *= 1000
    if low > first.value:
        raise LiteralError(
            f"`{first.text} to {second.text}` may start at {in_digits(low)} or at {first.text}; write "
            f"`{in_digits(low)} to {second.text}`, or `at least {first.text} but at most {second.text}`",
            at.start,
        )
