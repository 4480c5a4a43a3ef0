"""The first number of a range may leave to the second what both share: 1.7 to 2.1 billion, 350–400,000."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from checker.literals.literal import LiteralError
from checker.literals.numbers.number import GROUPS, WrittenNumber, from_digits, in_digits, scaled
from checker.literals.words import THIN, Token

_DASHES = frozenset("-–—")
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
    if first.share or second.share or not second.scales or (first.scales and first.scales != ("hundred",)):
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
    if not number.scales and not number.share and size < margin.value:
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


def completed(first: WrittenNumber, row: tuple[Token, ...], joint: int, second: int) -> WrittenNumber:
    """The first number, with the thousands that it leaves to the one at token `second`; the joint is at `joint`.

    `350-400,000` is 350,000 to 400,000. Raises where that is one of two readings: `from 8 to 10,000`, `1-20,000`,
    `10-12,500`.
    """
    before, after = row[joint - 1], row[second]
    if before.kind not in {"digits", "fraction"} or first.scales or first.share or not _GROUPED.fullmatch(after.text):
        return first
    spelt = before.text if before.kind == "digits" else first.text
    high = int(re.sub(r"\D", "", after.text))
    most = len(re.findall(f"[,'_{THIN}]", after.text))
    thousands = next(
        k for k in range(most, -1, -1) if not k or (high % (1000**k // 10) == 0 and first.value * 1000**k < high)
    )
    factor = 1000**thousands
    if factor == 1 or first.value <= 0 or first.value >= 1000:
        return first
    low = first.value * factor
    dashed = row[joint].word in _DASHES and second == joint + 1
    if dashed and high % factor == 0 and thousands == most and _SHORT.fullmatch(before.text) and low * NEAR > high:
        return from_digits(int(low))
    raise LiteralError(
        f"`{spelt} {row[joint].text} {after.text}` may start at {in_digits(low)} or at {spelt}; write "
        f"`{in_digits(low)} to {high:,}`, or `at least {spelt} but at most {high:,}`",
        before.start,
    )


def refuse_left_out(first: WrittenNumber, second: WrittenNumber, at: Token, times_ten: bool) -> None:
    """Raises where the first number may leave out a magnitude that the second does not have (`800 to 1.2 million`), or
    its power of ten (`1.5 to 2 × 10^6`; not `1 to 2e6`, as machines write numbers).
    """
    if times_ten:
        _refuse_power(first, second, "to")
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
