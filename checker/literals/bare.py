"""Bare figures: literals that are one number, without a hedge or a second one."""

from __future__ import annotations

from checker.literals.grammar import parse
from checker.literals.literal import LiteralError
from checker.literals.numbers.number import WrittenNumber


def bare_figure(text: str, language: str = "") -> WrittenNumber | None:
    """The number that a literal of a document in this language is; none where it says anything else of its amount."""
    try:
        reading = parse(text, language=language)
    except LiteralError:
        return None
    if not isinstance(reading.first, WrittenNumber) or reading.second or {*reading.hedges} - {"exactly"}:
        return None
    return reading.first


def significant_digits(number: WrittenNumber) -> int:
    """How many digits it is written with, from the first that is not 0 to the last significant one; 0 of zero."""
    return len(str(int(abs(number.value) / number.grain))) if number.value else 0
