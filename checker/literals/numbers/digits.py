"""Digits are read exactly: grouped by thousands, with decimals, with powers of ten, as a fraction."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from math import gcd

from checker.literals.literal import LiteralError
from checker.literals.numbers.number import PARTS, WrittenNumber, from_digits, part
from checker.literals.words import THIN, Token, adjoin

MOST_DIGITS = 64
LARGEST_EXPONENT = 999
"""Bounds that keep arithmetic quick on any input: a Fraction of 1e200000000 runs for seconds."""

_DENOMINATORS = frozenset({*PARTS.values(), 16, 32, 64})
"""What documents divide by where they write a fraction: the parts that have names, and those of rulers and tools."""


def digits_at(row: tuple[Token, ...], i: int) -> tuple[WrittenNumber, int]:
    token = row[i]
    digits, decimals = plain_digits(token)
    end = i + 1
    if exponent := _exponent(row, end):
        power, end = exponent
        return _powered(digits, decimals, power), end
    if row[end].word == "^" or row[end].kind == "power":
        power, end = _power(row, end)
        if digits != 10 or decimals:
            raise LiteralError(
                f"only powers of ten are read; write the number that `{token.text}^{power}` is", token.start
            )
        return _powered(1, 0, power), end
    number = from_digits(digits, decimals)
    if row[end].word == "/" and row[end + 1].kind == "digits":
        of, of_decimals = plain_digits(row[end + 1])
        if decimals or of_decimals:
            raise LiteralError("a fraction has whole numbers above and below its line, such as `3/4`", token.start)
        return part(digits, of, f"{digits}/{of}"), past_article(row, end + 2)
    return number, end


def is_common(above: int, below: int) -> bool:
    """Two numbers with a line between them are surely a fraction: a common one, smaller than 1 and in lowest terms."""
    return below in _DENOMINATORS and 0 < above < below and gcd(above, below) == 1


def plain_digits(token: Token) -> tuple[int, int]:
    """The digits and how many of them stand after the point."""
    return _plain_digits(token.text, token.start)


@lru_cache(4096)
def _plain_digits(text: str, start: int) -> tuple[int, int]:
    whole, point, rest = text.partition(".")
    if not rest.isdigit() and point:
        dots = "." in rest
        hint = (
            "a point is for decimals and a comma groups thousands: 1,234,567.5"
            if dots
            else "no separators after the point"
        )
        raise LiteralError(f"`{text}` is not a number in English writing; {hint}", start)
    if len(whole) + len(rest) > MOST_DIGITS:
        raise LiteralError(
            f"the number has more than {MOST_DIGITS} digits; write it as 1.2e30 or with a magnitude", start
        )
    separators = set(whole) - set("0123456789")
    if separators and not _grouped(whole, separators):
        bare = re.sub(r"\D", "", whole)
        decimal = re.fullmatch("([0-9]+),([0-9]{1,2}|[0-9]{4,})", whole)
        with_point = f" ({decimal[1]}.{decimal[2]})" if decimal and not point else ""
        raise LiteralError(
            f"`{text.replace(THIN, ' ')}` does not group its digits by thousands; write {int(bare):,} "
            f"for the whole number, and a point for decimals{with_point}",
            start,
        )
    return int(re.sub(r"\D", "", whole) + rest), len(rest)


def _grouped(whole: str, separators: set[str]) -> bool:
    if len(separators) != 1:
        return False
    first, *groups = whole.split(next(iter(separators)))
    if not first or first[0] == "0" or len(groups[-1]) != 3:
        return False
    thousands = len(first) <= 3 and all(len(group) == 3 for group in groups)
    indian = separators == {","} and len(first) <= 2 and all(len(group) == 2 for group in groups[:-1])
    return thousands or indian  # 1,23,45,678 groups by hundreds past the first thousand


def _exponent(row: tuple[Token, ...], i: int) -> tuple[int, int] | None:
    """`e6` and `× 10^6` after digits: the power and the token after it."""
    if row[i].word == "e" and adjoin(row[i - 1], row[i]):
        j = i + 1
        sign = -1 if row[j].word == "-" else 1
        if row[j].word in {"-", "+"} and adjoin(row[i], row[j]):
            j += 1
        if row[j].kind == "digits" and adjoin(row[j - 1], row[j]):
            return sign * _small(row[j]), j + 1
    if (
        row[i].word in {"×", "x", "*", "·"}
        and row[i + 1].text == "10"
        and (row[i + 2].word == "^" or row[i + 2].kind == "power")
    ):
        return _power(row, i + 2)
    return None


def _power(row: tuple[Token, ...], i: int) -> tuple[int, int]:
    if row[i].kind == "power":
        text = row[i].text.replace("⁻", "-", 1)
        digits = "".join(str(unicodedata.digit(char, "")) for char in text.lstrip("-"))
        if not digits:
            raise LiteralError("a power without a number; write it as 10^6", row[i].start)
        return (-1 if text[0] == "-" else 1) * _bounded(int(digits), row[i]), i + 1
    sign = -1 if row[i + 1].word == "-" else 1
    j = i + 2 if row[i + 1].word in {"-", "+"} else i + 1
    if row[j].kind != "digits":
        raise LiteralError("a power without a number; write it as 10^6", row[i].start)
    return sign * _small(row[j]), j + 1


def _small(token: Token) -> int:
    if not token.text.isdigit():
        raise LiteralError(f"`{token.text}` is not a whole exponent; write it as 1e6", token.start)
    if len(token.text) > MOST_DIGITS:
        raise LiteralError(f"the exponent is larger than {LARGEST_EXPONENT}; no document counts that far", token.start)
    return _bounded(int(token.text), token)


def _bounded(exponent: int, token: Token) -> int:
    if exponent > LARGEST_EXPONENT:
        raise LiteralError(f"the exponent is larger than {LARGEST_EXPONENT}; no document counts that far", token.start)
    return exponent


def _powered(digits: int, decimals: int, power: int) -> WrittenNumber:
    number = from_digits(digits, decimals)
    if not power:
        return number
    factor = Fraction(10) ** power
    value, grain, step = number.value * factor, number.grain * factor, number.step * factor
    text = f"{number.text.replace(',', '')}e{power}"
    return replace(number, value=value, grain=grain, step=step, text=text, whole=value.denominator == 1 and grain >= 1)


def past_article(row: tuple[Token, ...], i: int) -> int:
    """After a fraction: `half a million`, `a third of a mile`, `half of an acre`."""
    if row[i].word == "of" and row[i + 1].word in {"a", "an", "one"}:
        return i + 2
    return i + 1 if row[i].word in {"a", "an"} else i
