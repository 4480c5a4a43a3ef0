"""A unit has one spelling: the words and symbols that everybody shares, without any vocabulary."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from checker.literals.numbers.number import FULL_WORDS, MAGNITUDES, MOST_MAGNITUDES
from checker.literals.units.measures import (
    CURRENCIES,
    CURRENCY_SIGNS,
    MEASURES,
    PHRASES,
    RATES,
    SHARES,
    SPELLINGS,
    singular,
)
from checker.literals.words import LONGEST_LITERAL, THIN, even

SHARE_SIZES = {
    "1": Fraction(1),
    "%": Fraction(1, 100),
    "‰": Fraction(1, 1000),
    "basis point": Fraction(1, 10_000),
    "ppm": Fraction(1, 10**6),
    "ppb": Fraction(1, 10**9),
}
POINT = "percentage point"
_TEMPERATURES = frozenset({"°C", "°F", "K"})
_POWER_BEFORE = {"square": "²", "sq": "²", "cubic": "³", "cu": "³"}
_POWER_AFTER = {"squared": "²", "cubed": "³"}
_POWER = re.compile(r"^(?P<stem>.*[^\W\d_])(?:\^|\*\*)?(?P<power>[23²³])$")
_RAISED = {"2": "²", "3": "³", "²": "²", "³": "³"}
_MOST_PASSES = 20
"""One pass tidies a sound unit; more only where leading words uncover others, as in `of the of`."""

_ARTICLES = frozenset({"of", "the", "a", "an"})
_MOST_COEFFICIENT_DIGITS = 20
_EACH = frozenset({"a", "an", "each", "every"})
_SHARE_TAILS = frozenset({"cent", "mille", "mil"})
COEFFICIENT = re.compile(r"^(?P<number>[0-9][0-9,_\u2009]*)(?P<unit>.*)$")


@lru_cache(4096)
def tidy_unit(text: str) -> str:
    """The canonical spelling of a unit's words, as far as it needs no vocabulary.

    `per cent` is `%`, `per year`, `a year` and `annually` are `/year`, `square kilometres` is `km²`. Nouns stay as
    they are. Tidying twice changes nothing.
    """
    if len(text) > LONGEST_LITERAL:
        return text
    for _ in range(_MOST_PASSES):
        before, text = text, _tidy_once(text)
        if text == before:
            break
    return text


def _tidy_once(text: str) -> str:
    words = even(text).replace(THIN, " ").replace("/", " / ").split()
    words = [word for word in words if word.strip(".,;:")]
    if spelling := _spelling(" ".join(words).strip(" .,;:")):
        return spelling
    parts: list[list[str]] = [[]]
    rates: list[str] = []
    skip = False
    for k, word in enumerate(words):
        here = parts[-1] or len(parts) == 1  # `a year` alone is a rate, `per a year` is `per year`
        bare, following = word.replace(".", ""), words[k + 1].replace(".", "") if k + 1 < len(words) else ""
        if skip:
            skip = False
        elif bare in RATES or f"{bare} {following}" in RATES:
            skip = bare not in RATES
            rates.append(RATES.get(bare) or RATES[f"{bare} {following}"])
        elif (
            word == "/" or (bare == "per" and not _is_share(here, following)) or (bare in _EACH and following and here)
        ):
            parts.append([])
        elif bare == "a" and not here and not following:
            parts[-1].append("year")  # kWh/a
        elif bare and not (bare in _EACH and not parts[-1]):
            parts[-1].append(bare)
    first, *rest = (_tidy_part(" ".join(part)) for part in parts)
    return "/".join((first, *filter(None, rest), *rates))


def _is_share(before: object, following: str) -> bool:
    """`per cent` and `parts per million` divide by nothing that has a name."""
    return following in _SHARE_TAILS or (following in {"million", "billion"} and before in (["parts"], ["part"]))


def _spelling(part: str) -> str:
    return SHARES.get(part) or SHARES.get(part.lower()) or PHRASES.get(part.lower()) or SPELLINGS.get(part, "")


def _tidy_part(part: str) -> str:
    """One numerator or denominator in its canonical spelling."""
    part = part.strip(" .,;:")
    words = part.split()
    while words and words[0] in _ARTICLES:
        words.pop(0)
    part = " ".join(words)
    if scaled := _tidy_coefficient(part):
        return scaled
    head, of, _ = part.partition(" of ")
    if of and (share := SHARES.get(head.lower())):
        return share  # of what, the property tells
    if known := _spelling(part):
        return known
    head, _, last = part.partition(" ")
    if (power := _POWER_BEFORE.get(head.lower())) and last:
        return _tidy_part(last) + power
    stem, _, tail = part.rpartition(" ")
    if (power := _POWER_AFTER.get(tail.lower())) and stem:
        return _tidy_part(stem) + power
    if match := _POWER.match(part):
        return (_spelling(match["stem"]) or match["stem"]) + _RAISED[match["power"]]
    return part


def _tidy_coefficient(part: str) -> str:
    """`1,000 people`, `million people`, `100 million miles`: the number in digits, then the unit."""
    match = COEFFICIENT.match(part)
    digits, words = (re.sub(r"[^0-9]", "", match["number"]), match["unit"].split()) if match else ("1", part.split())
    size = int(digits[:_MOST_COEFFICIENT_DIGITS])
    large = 0
    while len(words) > large + 1 and words[large] in FULL_WORDS and large < MOST_MAGNITUDES:
        size *= MAGNITUDES[words[large]]
        large += 1
    if not match and not large:
        return ""
    unit = _tidy_part(" ".join(words[large:]))
    return f"{size} {unit}" if unit and unit[0] not in "²³" and len(digits) < _MOST_COEFFICIENT_DIGITS else ""


def is_measure(unit: str) -> bool:
    """The tidied unit is money, a share or a measure known to everybody, so that its numbers are rounded."""
    head = unit.partition("/")[0].rstrip("²³")
    return head in SHARE_SIZES or head == POINT or head in MEASURES or is_currency(head)


def is_currency(part: str) -> bool:
    return part in CURRENCIES or currency_codes(part) != ()


def may_be_negative(unit: str) -> bool:
    """Below 0 the unit still means something: temperatures, and shares that grow or shrink."""
    head = unit.partition("/")[0]
    return head in _TEMPERATURES or head in SHARE_SIZES or head == POINT


def currency_codes(part: str) -> tuple[str, ...]:
    return CURRENCY_SIGNS.get(part) or CURRENCY_SIGNS.get(singular(part)) or ()
