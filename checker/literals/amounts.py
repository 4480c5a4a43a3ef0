"""An amount at a place in a literal: a number, its currency before it, its unit after it.

Other ways to say an amount are read here too: by the article alone (`a decade`, `a mile and a half`), as a ratio of
two numbers (`3:1`), in several units (`5 ft 2 in`, see `compound`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from checker.literals.compound import compound_at, measure_at
from checker.literals.ends import Amount
from checker.literals.numbers.hedges import hedge_after, past_fillers
from checker.literals.numbers.number import FULL_WORDS, GROUPS, MAGNITUDES, WrittenNumber, from_digits, negative
from checker.literals.numbers.numerals import and_part, numbers_at, with_magnitudes
from checker.literals.ratios import ratio_at
from checker.literals.refused import refuse_compared, unread
from checker.literals.units.measures import AMBIGUOUS, MEASURES
from checker.literals.units.money import is_currency
from checker.literals.units.signs import currency_at, is_currency_sign, with_currency
from checker.literals.units.spellings import stem
from checker.literals.units.tidy import RATIO_WORDS, is_one_sign, is_sound, tidy_unit
from checker.literals.words import LOOKAHEAD, Token, adjoin

_UNIT_ENDS = frozenset(("to", "or", "but", "and", "through", "plus", "minus", "end", *"–—±+~(),;<>≤≥="))
_UNIT_MARKS = frozenset("%‰°/·*^&'")
_HUNDREDS = 3
"""Digits of a number that may be the second of two figures: `120 mmHg/80`, but `5 deaths/1000`."""
_BINDING = frozenset({"/", "per", "*", "·", "^", "&", "-"})
"""What binds two parts of a unit, and so ends none."""
_SEVERAL_UNITS = LOOKAHEAD + 3
"""Tokens of a literal, those after its end among them, than which one with two units has more."""
_SYMBOL = 2
"""Letters of a word that may be a symbol: `a m`."""
_TOTAL = frozenset({"in", "altogether", "all"})
_MAGNITUDE_WORDS = FULL_WORDS | {f"{word}s" for word in FULL_WORDS} | GROUPS.keys() | {"dozens"}
_NOT_ALONE = frozenset(
    ("second", "bit", "stone", "chain", "bar", "rod", "knot", "fathom", "minute of arc", "second of arc")
)
"""Units whose name after an article may be another word: `a second attempt`, `a bit`."""


def amounts_at(row: tuple[Token, ...], i: int, source: str) -> Iterator[tuple[Amount, int, str]]:
    """Every way to read an amount at token `i`, with the token after it and a hedge that stood inside."""
    start = row[i].start
    sign = row[i].word == "-" and row[i + 1].kind != "digits"
    currency, j = currency_at(row, i + sign)
    if sign and not currency:
        return
    money = bool(currency)
    if ":" in source:
        yield from _ratios(row, j, source, start)
    numbers = numbers_at(row, j, money or _money_follows(row, j)) or _articles(row, j, source)
    for number, end in numbers:
        if sign:
            number = negative(number)
        if len(row) > _SEVERAL_UNITS:
            yield from _in_several_units(row, number, end, source, currency)
        if row[end].word == "(" and (same := _repeated(row, end, number)):
            end = same
        inner, end = hedge_after(row, end)
        if inner and not number.scales:
            number, end = with_magnitudes(row, number, end, money)  # 5+ million
        begin = past_fillers(row, end)
        unit, after = unit_at(row, begin, source, number.share)
        if number.share:
            refuse_compared(row, end, after)
        whole = source[row[begin].start : row[after - 1].end] if number.share and after > begin else ""
        if after > begin and not unit and not whole:
            raise unread(row, begin)  # 40,000 a
        if after > begin and row[after - 1].word in _BINDING:
            raise unread(row, after - 1)  # 5 people /
        if currency:
            unit = with_currency(currency, unit)
        elif number.share and not unit:
            unit = "1"
        if row[after].word == "and" and unit and not inner and number.whole and not number.scales:
            mixed, past = and_part(row, number, after)
            if past > after:
                yield Amount(mixed, unit, start), past, ""  # a mile and a half
        yield Amount(number, unit, start, whole), after, inner


def _ratios(row: tuple[Token, ...], i: int, source: str, start: int) -> Iterator[tuple[Amount, int, str]]:
    """`3:1`, `a 3:1 ratio`, `a ratio of 3:1`."""
    i += row[i].word in {"a", "an"}
    i += 2 if (row[i].word, row[i + 1].word) == ("ratio", "of") else 0
    if ratio := ratio_at(row, i):
        number, end = ratio
        unit, after = unit_at(row, end, source)
        if unit not in ("", *RATIO_WORDS):
            raise unread(row, end)
        yield Amount(number, "1", start), after, ""


def _articles(row: tuple[Token, ...], i: int, source: str) -> list[tuple[WrittenNumber, int]]:
    """`a decade`, `an hour`: one of a unit whose name can be nothing else."""
    if row[i].word not in {"a", "an"} or row[i + 1].kind != "word" or len(row[i + 1].word) <= _SYMBOL:
        return []
    name, _ = measure_at(row, i + 1)
    unit = unit_at(row, i + 1, source)[0].partition("/")[0]
    sure = unit in AMBIGUOUS or (stem(unit)[0] in MEASURES and (unit == name or not name))
    return [(from_digits(1), i + 1)] if sure and unit not in _NOT_ALONE else []


def _in_several_units(
    row: tuple[Token, ...], number: WrittenNumber, i: int, source: str, currency: str
) -> Iterator[tuple[Amount, int, str]]:
    """`5 ft 2 in`, `£5 and 20 pence`, `2 h 40 min per day`."""
    if found := compound_at(row, number, i, currency):
        amount, after, last = found
        rest, end = unit_at(row, after, source) if row[after].word in {"/", "per", "a", "each"} else ("", after)
        if rest and not rest.startswith("/"):
            raise unread(row, after)
        yield replace(amount, unit=last + rest), end, ""


def _repeated(row: tuple[Token, ...], i: int, number: WrittenNumber) -> int:
    """`fifteen (15)`: the token after a number that is repeated in brackets; 0 where there is none."""
    for other, end in numbers_at(row, i + 1)[:1]:
        if row[end].word == ")" and other.value == number.value:
            return end + 1
    return 0


def _money_follows(row: tuple[Token, ...], i: int) -> bool:
    """`5m USD`, `5 m dollars`: the letter before money is a magnitude."""
    while row[i].kind in {"digits", "fraction"}:
        i += 1
    if row[i].word not in MAGNITUDES:
        return False
    after = row[i + 1]
    return is_currency_sign(after) or (after.kind == "word" and is_currency(after.text))


def unit_at(row: tuple[Token, ...], i: int, source: str, share: bool = False) -> tuple[str, int]:
    """The unit's words from token `i` on, tidied, and the token after them."""
    j = i + 1 if row[i].word == "-" and row[i + 1].kind == "word" else i  # a 10-foot wall
    start = j
    while row[j].kind != "end" and row[j].word not in _UNIT_ENDS:
        if not _in_unit(row, j, start) or hedge_after(row, j)[0]:
            break
        if row[j].word in _TOTAL and past_fillers(row, j) > j:
            break
        if row[j].word == "out" and row[j + 1].word == "of" and numbers_at(row, j + 2):
            break  # three people out of ten are no three people
        j += 1
    if share and row[start].word == "of":
        refuse_number(row, start)
        return "", j  # two-thirds of the cost: of what, the property tells
    unit = tidy_unit(source[row[start].start : row[j - 1].end]) if j > start else ""
    if not is_sound(unit):
        raise unread(row, i)
    return unit, j


def refuse_number(row: tuple[Token, ...], of: int) -> None:
    """Raises where a number stands after `of`: a majority of five is a lead, a half of two thirds is a third."""
    if row[of + 1].kind == "word" and numbers_at(row, of + 1):
        raise unread(row, of)


def _in_unit(row: tuple[Token, ...], j: int, start: int) -> bool:
    """The token may be part of a unit's words.

    Digits may as a power (`km2`, `km^2`) or after a division (`per 1,000 people`; after a stroke only where what they
    count follows, or where they are many: `mmHg/80` is no unit), a hyphen between two words.
    """
    token, before, after = row[j], row[j - 1], row[j + 1]
    if token.kind == "digits" and before.word == "/":
        return j > start and (after.kind == "word" or len(token.text) > _HUNDREDS)
    if token.kind == "digits":
        return j > start and (adjoin(before, token) or before.word == "per")
    if token.word == "-":
        return j > start and after.kind == "word"
    if token.word in _MAGNITUDE_WORDS:
        return j > start and (before.word in {"per", "/", "one", "ten", *_MAGNITUDE_WORDS} or before.kind == "digits")
    if token.kind == "power" or token.word in {"^", "*"}:
        return j > start
    if token.kind == "mark":
        return token.word in _UNIT_MARKS or unicodedata.category(token.word)[0] == "M" or is_one_sign(token.word)
    return token.kind in {"word", "currency"}
