"""A place in an order (`second-largest`, `3rd of 12`, `one of the five largest`) is read into whole numbers."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from checker.literals.literal import LiteralError
from checker.literals.numbers.number import CARDINALS, ORDINALS
from checker.literals.numbers.numerals import numbers_at
from checker.literals.numbers.orders import OPPOSITES, ORDERS, PLACES, order_of
from checker.literals.words import Token, spelt, tokens
from checker.model.claim import Claim, is_english
from checker.model.interval import Interval, point
from checker.model.value import Bounds, Quantity, exactly

_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_IRREGULAR = frozenset(
    {"most", "least", "best", "worst", "top", "leading", "foremost", "main", "chief", "bottom", "last", "latest"}
)
_NO_SUPERLATIVES = frozenset(
    ("rest", "forest", "interest", "west", "east", "guest", "test", "harvest", "protest", "request")
)
_JOINTS = frozenset({"and", "or", "but", "not", "nor", "except", "after", "behind", "besides", "until"})
_AMONG = frozenset({"among", "amongst"})
_NO_PLACES = frozenset((
    "percent", "per", "pct", "percentile", "decile", "quintile", "quartile", "tercile", "tertile", "half", "third",
    "tier", "bracket", "echelon", "few", "several", "some", "many", "couple", "handful", "dozens", "hundreds",
    "scores", "ones", "quarter", "fifth", "tenth", "percentiles", "deciles", "quintiles", "quartiles", "tiers",
    "ranks", "group", "end",
))  # fmt: skip
"""Words after a superlative for so many places that no number tells: `top quartile`, `best few`."""
_SIZES = frozenset((
    "m", "km", "cm", "mm", "kg", "g", "t", "ft", "mi", "ha", "mw", "kw", "gw", "metre", "meter", "foot", "inch",
    "mile", "ton", "tonne", "litre", "liter",
))  # fmt: skip
"""Units of what is ranked: `largest 12 m telescope`."""
_GROUPS = {"dozen": 12, "score": 20}

MOST_REMEMBERED = 2**12
"""Ranks that are read once: each is held against all others of its subject."""

EXPECTED_AMONG = 5
LARGEST_AMONG = 10
"""`among the largest` without a number: the first five are expected, the first ten can be defended (top five and
top ten are the lists that people make)."""


@lru_cache(maxsize=MOST_REMEMBERED)
def read_rank(text: str, language: str = "") -> Quantity:
    """The place that a literal names: from 1, or, counted from the other end of the order, from -1 (`smallest`). The
    superlative's word is the unit. `language` is that of the document. Raises `LiteralError`.
    """
    if not is_english(language):
        from checker.literals.foreign.reading import read_in

        return replace(read_in(_rank, text, language, "rank"), text=text)
    try:
        return _rank(text)
    except LiteralError as error:
        if language:
            raise
        from checker.literals.foreign.reading import named

        raise named(error, text, "rank", _rank) from None


def _rank(text: str) -> Quantity:
    row = tokens(text)
    i = _past(row, 0, "the")
    among = row[i].word in _AMONG or (row[i].word == "one" and row[i + 1].word == "of")
    said = "among" if row[i].word in _AMONG else "one of" if among else ""
    if among:
        i = _past(row, i + (1 if said == "among" else 2), "the")
    rank, i = _ordinal(row, i)
    size = 0
    if not rank:
        size, i = _count(row, i)
    unit, i = _superlative(row, i)
    if unit and (many := _so_many(row, i)):
        if rank or size:
            raise LiteralError(
                f"`{text.strip()}` has two numbers; write the one place, or how many places", row[i].start
            )
        size, i = many
    if row[i].word in {"of", "out"} or (unit and row[i].word in {"in", "among"}):
        limit = _whole_number(row, i)
        i = len(row) - 1
        if limit and max(rank, size) > limit:
            raise LiteralError(f"a rank of {max(rank, size)} of {limit} cannot be; check the two numbers")
    if not (rank or size or unit):
        raise LiteralError(
            f"`{text.strip()}` names no rank; expected `first`, `2nd`, `third-largest`, `largest` or `3`", row[0].start
        )
    if row[i].kind == "word" and unit and row[i + 1].kind in {"word", "end"} and not _goes_on(row[i:]):
        i = len(row) - 1  # largest base in the region: what is ranked, the subject tells
    if row[i].kind != "end":
        raise LiteralError(
            f"`{row[i].text}` is not understood in a rank; expected `second-largest` or `3rd of 12`", row[i].start
        )
    group = among or bool(size and unit)  # the five largest, the largest five: places 1 to 5
    bounds = _bounds(group, rank, size)
    return Quantity(bounds.mirrored() if order_of(unit).from_end else bounds, unit, said, text)


def _so_many(row: tuple[Token, ...], i: int) -> tuple[int, int] | None:
    """The number after a superlative, and the token after it: `top 10`, `best two`, `largest dozen`, `top-five`.

    Raises where what follows is so much of the order, and no number of places. `tallest three-storey house` is one
    house.
    """
    j = i + 1 if row[i].word == "-" else i
    word = row[j].word
    if word in _NO_PLACES or row[j].word in {"%", "‰"}:
        raise _no_places(row, j)
    if word in _GROUPS:
        return _GROUPS[word], j + 1
    if row[j].kind not in {"digits", "word"} or (row[j].kind == "digits" and row[j + 1].word in _SUFFIXES):
        return None
    size, end = _count(row, j)
    if not size or word in {"no", "number", "rank", "ranked"}:
        return None
    if row[end].word in {*_NO_PLACES, "%", "‰"}:
        raise _no_places(row, end)
    if row[end].word == "-" or row[end].word in _SIZES:
        raise LiteralError(
            f"`{row[i - 1].text} {spelt(row, j)}` may be one place, or so many; write `{row[i - 1].text}`, or "
            f"`the {size} {row[i - 1].text}`",
            row[j].start,
        )
    return size, end


def _no_places(row: tuple[Token, ...], i: int) -> LiteralError:
    return LiteralError(
        f"`{spelt(row[: i + 1], 0)}` tells no number of places; write the place, as `third-largest`, or how many, as "
        "`the 5 largest`",
        row[i].start,
    )


def _goes_on(row: tuple[Token, ...]) -> bool:
    """What follows a superlative names another place, or changes this one: `largest or oldest`, `last but one`."""
    return any(token.word in _JOINTS or token.word in ORDINALS or token.word in ORDERS for token in row)


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
        rank = _positive(row[i])
        suffix = "th" if 10 <= rank % 100 < 20 else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
        if row[i + 1].word != suffix:
            raise LiteralError(
                f"`{row[i].text}{row[i + 1].text}` is written {rank}{suffix}; check the number", row[i].start
            )
        return rank, i + 2
    ordinal, end = _in_words(row, i)
    return (ordinal, end) if ordinal else (0, i)


def _in_words(row: tuple[Token, ...], i: int) -> tuple[int, int]:
    """`second`, `twenty-first`, `one hundred and twenty-fifth`: the rank, or 0. It is read as its number is."""
    for j in range(i, len(row)):
        if row[j].word in ORDINALS:
            cardinal = replace(row[j], word=CARDINALS[row[j].word])
            for number, end in numbers_at((*row[:j], cardinal, *row[j + 1 :]), i)[:1]:
                if end == j + 1:
                    return int(number.value), end
            return 0, i
        if row[j].kind != "word" and row[j].word != "-":
            break
    return 0, i


def _positive(token: Token) -> int:
    if not token.text.isdigit() or len(token.text) > 9 or not int(token.text):
        raise LiteralError(f"`{token.text}` is no rank; expected a whole number from 1", token.start)
    return int(token.text)


def _count(row: tuple[Token, ...], i: int) -> tuple[int, int]:
    if row[i].word in {"#", "no", "number", "rank", "ranked"}:
        i += 1
    for number, end in numbers_at(row, i)[:1]:
        if number.value.denominator != 1 or number.value < 1 or "." in row[i].text:  # 40.000 may be 40,000
            raise LiteralError(f"{number.text} is no rank; expected a whole number from 1", row[i].start)
        return int(number.value), end
    return 0, i


def _superlative(row: tuple[Token, ...], i: int) -> tuple[str, int]:
    i = _past(row, i, "-")
    word = row[i].word
    superlative = word in _IRREGULAR or (
        len(word) > 4 and word.endswith(("est", "ernmost")) and word not in _NO_SUPERLATIVES
    )
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


Strength = Literal["possible", "plausible"]


def ranks_differ(one: Claim, other: Claim) -> tuple[Strength, str] | None:
    """How surely two ranks differ by what their places are counted in, and why: in two orders, or from opposite ends of
    one.

    The kth place from one end is the jth from the other where there are k + j - 1 places; so only first places surely
    differ. A number alone is counted from the end that its property means.
    """
    if why := in_two_orders(one, other):
        return "plausible", why
    a, b = _place(one), _place(other)
    if order_of(a.unit).from_end == order_of(b.unit).from_end:
        return None
    ends = [side.bounds.possible for side in (a, b)]
    first = all(end.is_point and abs(end.lo or 0) == 1 for end in ends)
    named = all(side.unit for side in (a, b)) or not PLACES.isdisjoint((a.unit, b.unit))
    return "possible" if first and named else "plausible", "they count from opposite ends of an order"


def in_two_orders(one: Claim, other: Claim) -> str:
    """Why two ranks cannot be held against each other; `""` where they may be places of one order."""
    first, second = order_named(one), order_named(other)
    units = [_place(claim).unit for claim in (one, other)]
    if not first or not second or first == second or {*units} in OPPOSITES:
        return ""
    words = " and ".join(f"`{unit}`" for unit in units)
    return f"{words} are places in two orders; use two properties"


def order_named(claim: Claim) -> str:
    """The order in which a rank is a place; `""` where it names none."""
    return order_of(_place(claim).unit).name


def _place(claim: Claim) -> Quantity:
    return read_rank(claim.value, claim.document.language)
