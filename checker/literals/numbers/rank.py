"""A place in an order (`second-largest`, `3rd of 12`, `one of the five largest`) is read into whole numbers."""

from __future__ import annotations

from fractions import Fraction

from checker.literals.literal import LiteralError
from checker.literals.numbers.numerals import numbers_at
from checker.literals.words import Token, tokens
from checker.model.interval import Interval, point
from checker.model.value import Bounds, Quantity, exactly

_FIRST_TWENTY = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ORDINALS = {word: rank for rank, word in enumerate(_FIRST_TWENTY.split(), 1)} | {"hundredth": 100, "thousandth": 1000}
_TENS = {"thirt": 30, "fort": 40, "fift": 50, "sixt": 60, "sevent": 70, "eight": 80, "ninet": 90, "twent": 20}
_ORDINALS |= {f"{stem}ieth": rank for stem, rank in _TENS.items()}
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_IRREGULAR = frozenset(
    {"most", "least", "best", "worst", "top", "leading", "foremost", "main", "chief", "bottom", "last"}
)
_NO_SUPERLATIVES = frozenset(
    ("rest", "forest", "interest", "west", "east", "guest", "test", "harvest", "protest", "request")
)
_AMONG = frozenset({"among", "amongst"})

EXPECTED_AMONG = 5
LARGEST_AMONG = 10
"""`among the largest` without a number: the first five are expected, the first ten can be defended (top five and
top ten are the lists that people make)."""


def read_rank(text: str) -> Quantity:
    """The place that a literal names, from 1; the superlative's word is the unit. Raises `LiteralError`."""
    row = tokens(text)
    i = _past(row, 0, "the")
    among = row[i].word in _AMONG or (row[i].word == "one" and row[i + 1].word == "of")
    said = "among" if row[i].word in _AMONG else "one of" if among else ""
    if among:
        i = _past(row, i + (1 if said == "among" else 2), "the")
    top = row[i].word == "top" and row[i + 1].kind in {"digits", "word"} and bool(_count(row, i + 1)[0])
    rank, i = (0, i + 1) if top else _ordinal(row, i)
    size = 0
    if not rank:
        size, i = _count(row, i)
    unit, i = ("top", i) if top else _superlative(row, i)
    if row[i].word in {"of", "out"} or (unit and row[i].word in {"in", "among"}):
        limit = _whole_number(row, i)
        i = len(row) - 1
        if limit and max(rank, size) > limit:
            raise LiteralError(f"a rank of {max(rank, size)} of {limit} cannot be; check the two numbers")
    if not (rank or size or unit):
        raise LiteralError(
            f"`{text.strip()}` names no rank; expected `first`, `2nd`, `third-largest`, `largest` or `3`", row[0].start
        )
    if row[i].kind == "word" and unit and row[i + 1].kind in {"word", "end"}:
        i = len(row) - 1  # largest base in the region: what is ranked, the subject tells
    if row[i].kind != "end":
        raise LiteralError(
            f"`{row[i].text}` is not understood in a rank; expected `second-largest` or `3rd of 12`", row[i].start
        )
    group = among or top or bool(size and unit)  # the five largest: places 1 to 5
    return Quantity(_bounds(group, rank, size), unit, said, text)


def _bounds(among: bool, rank: int, size: int) -> Bounds:
    if among and not rank:
        many = Interval(Fraction(1), Fraction(size or LARGEST_AMONG))
        few = Interval(Fraction(1), Fraction(size or EXPECTED_AMONG))
        why = (
            "none: any of those places" if size else f"first {EXPECTED_AMONG} expected, first {LARGEST_AMONG} possible"
        )
        return Bounds(few, few, many, why)
    return exactly(point(Fraction(rank or size or 1)), "none: an exact place")


def _past(row: tuple[Token, ...], i: int, word: str) -> int:
    return i + 1 if row[i].word == word else i


def _ordinal(row: tuple[Token, ...], i: int) -> tuple[int, int]:
    """`second`, `twenty-first`, `2nd`: the rank, or 0."""
    if row[i].kind == "digits" and row[i + 1].word in _SUFFIXES:
        return _positive(row[i]), i + 2
    if row[i].word in _ORDINALS:
        return _ORDINALS[row[i].word], i + 1
    tens = {f"{stem}y": rank for stem, rank in _TENS.items()}
    j = _past(row, i + 1, "-")
    if row[i].word in tens and _ORDINALS.get(row[j].word, 10) < 10:
        return tens[row[i].word] + _ORDINALS[row[j].word], j + 1
    return 0, i


def _positive(token: Token) -> int:
    if not token.text.isdigit() or len(token.text) > 9 or not int(token.text):
        raise LiteralError(f"`{token.text}` is no rank; expected a whole number from 1", token.start)
    return int(token.text)


def _count(row: tuple[Token, ...], i: int) -> tuple[int, int]:
    if row[i].word in {"#", "no", "number", "rank", "ranked"}:
        i += 1
    for number, end in numbers_at(row, i)[:1]:
        if number.value.denominator != 1 or number.value < 1:
            raise LiteralError(f"{number.text} is no rank; expected a whole number from 1", row[i].start)
        return int(number.value), end
    return 0, i


def _superlative(row: tuple[Token, ...], i: int) -> tuple[str, int]:
    i = _past(row, i, "-")
    word = row[i].word
    superlative = word in _IRREGULAR or (len(word) > 4 and word.endswith("est") and word not in _NO_SUPERLATIVES)
    if not superlative:
        return "", i
    following = row[i + 1]
    if word in {"most", "least"} and following.kind == "word" and following.word != "of":
        return f"{word} {following.word}", i + 2
    return word, i + 1


def _whole_number(row: tuple[Token, ...], i: int) -> int:
    """How many are ranked, where the literal tells: `third oldest of 12`."""
    i += 1
    while row[i].word in {"of", "the", "all"}:
        i += 1
    return next((int(number.value) for number, _ in numbers_at(row, i)[:1]), 0)
