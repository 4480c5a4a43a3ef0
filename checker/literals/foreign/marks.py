"""Numbers and dates in digits, with the marks and in the order of a language and its territories."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from checker.languages import table_of
from checker.languages.cldr import cldr, territory_of
from checker.literals.literal import EXAMPLES, LiteralError
from checker.literals.words import THIN

_SEVERAL = 3
"""Territories in which a mark is used otherwise, for a number to have two readings where none is stated."""


def decimal_mark(tag: str) -> str:
    """The mark before decimals in a language, as written in the territory that the tag names."""
    marks = cldr(code_of(tag)).marks
    return (marks.get(territory_of(tag)) or marks[""])[0]


def code_of(tag: str) -> str:
    return tag.partition("-")[0].lower()


def digits(run: re.Match[str], tag: str) -> str:
    """A number with the marks of English. Raises `LiteralError` where it is not written as its language does."""
    text, code, decimal = run[0], code_of(tag), decimal_mark(tag)
    group = "." if decimal == "," else ","
    whole, found, rest = text.partition(decimal)
    name = table_of(code).name
    grouped = re.fullmatch(
        rf"[0-9]{{1,3}}(?:(?P<mark>[{group}'{THIN}])[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*)?|[0-9]+", whole
    )
    if not grouped or (found and not rest.isdigit()):
        raise LiteralError(
            f"`{text.replace(THIN, ' ')}` is not a number in {name} writing; `{decimal}` is for decimals and `{group}` "
            f"or a space groups thousands: `1{group}234{group}567{decimal}5`",
            run.start(),
        )
    others = [at for at, marks in cldr(code).marks.items() if at and marks[0] != decimal]
    both = re.fullmatch("[1-9][0-9]{0,2}", whole) and re.fullmatch("[0-9]{3}", rest)
    if not territory_of(tag) and len(others) >= _SEVERAL and both:
        other = next((at for at in others if at.isdigit()), others[0])
        raise LiteralError(
            f"`{text}` is {int(whole)} and {rest} thousandths in some countries that speak {name}, {whole},{rest} in "
            f"others; write `{whole}{group}{rest}`, or state the country, as `language: {code}-{other}`",
            run.start(),
        )
    return re.sub(f"[{group}'{THIN}]", ",", whole) + (f".{rest}" if found else "")


@lru_cache
def numeric_date(tag: str) -> Callable[[str, int, int], tuple[int, str] | None]:
    """Reads `8.9.1951` by the order of day, month and year: where it ends, and the day in the form of ISO 8601;
    nothing where the year has not four digits.
    """
    orders = cldr(code_of(tag)).orders
    order = orders.get(territory_of(tag)) or orders[""]
    sizes = {"d": "(?P<d>[0-9]{1,2})", "m": "(?P<m>[0-9]{1,2})", "y": "(?P<y>[0-9]{4})"}
    first, second, third = (sizes[part] for part in order)
    pattern = re.compile(rf"{first}(?P<mark>[./-]) ?{second}(?P=mark) ?{third}(?![0-9])")

    def date(source: str, at: int, hi: int) -> tuple[int, str] | None:
        match = pattern.match(source, at, hi)
        return (match.end(), f"{match['y']}-{int(match['m']):02d}-{int(match['d']):02d}") if match else None

    return date


_ENGLISH_NUMBER = re.compile(
    r"(?<![\w.,])[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![\w,])|(?<![\w.,])[0-9]+\.[0-9]+(?![\w.])"
)
_TURNED = str.maketrans(",.", ".,")


_QUOTE = re.compile("`[^`]*`")


def localised(message: str, tag: str) -> str:
    """A message whose examples are those of a language, and whose numbers have its marks and powers, so that what it
    offers can be read in it: in German a `billion` is another number.
    """
    parts = [_QUOTE.sub(lambda quote: _in_powers_of(tag, quote[0]), part) for part in message.split(EXAMPLES)]
    if decimal_mark(tag) != ".":
        parts = [_ENGLISH_NUMBER.sub(lambda number: number[0].translate(_TURNED), part) for part in parts]
    return f"such as {quoted(table_of(code_of(tag)).examples)}".join(parts)


def _in_powers_of(tag: str, quote: str) -> str:
    for english, ours in _other_powers(code_of(tag)).items():
        quote = re.sub(rf"\b{english}\b", ours, quote)
    return quote


def quoted(examples: Sequence[str]) -> str:
    """The first examples of a language, for a message."""
    *others, last = (f"`{example}`" for example in examples[:3])
    return f"{', '.join(others)} or {last}"


@lru_cache
def _other_powers(code: str) -> dict[str, str]:
    """English words for powers that say another one in a language, each with what it is there."""
    words = {english: [one.strip() for one in ours.split("|")] for english, ours in table_of(code).magnitudes.items()}
    other = {one.lower() for english, ours in words.items() for one in ours if one.lower() != english}
    return {english: ours[min(1, len(ours) - 1)] for english, ours in reversed(words.items()) if english in other}
