"""Numbers in words and dates that other libraries write are read back exactly; what CLDR says is taken over as it is.

Source: num2words 0.5 for numbers, the patterns of CLDR by babel for dates.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from decimal import Decimal
from fractions import Fraction

import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from num2words import num2words

from checker.languages import CODES
from checker.literals.dates.dates import read_moment
from checker.literals.quantity import read_quantity
from checker.model.claim import ENGLISH
from tests.languages.from_cldr import written

NUMBERS = 400
DAYS = 60
"""A tenth and less of what was read once without a fault, so that the tests stay quick: 10,000 numbers in each
language and 2,000 days in each pattern.
"""
DECIMALS = 100
PATTERNS = ("full", "long", "medium", "short", "yMMMM", "yMMM", "yMMMd")


def numbers() -> list[int]:
    dice = random.Random(7)
    small = [dice.randrange(2000) for _ in range(NUMBERS // 2)]
    large = [dice.randrange(10 ** dice.randrange(4, 13)) for _ in range(NUMBERS // 4)]
    return [*small, *large, *(dice.randrange(1, 1000) * 1000 ** dice.randrange(1, 4) for _ in range(NUMBERS // 4))]


@pytest.mark.parametrize("language", [*CODES, "fr_BE", "fr_CH"])
def test_numbers_in_words(language: str) -> None:
    for number in numbers():
        words = num2words(number, lang=language)
        literal = read_quantity(words, language=language.replace("_", "-")).bounds.literal
        assert (literal.lo, literal.hi) == (number, number), words


@pytest.mark.parametrize("locale", ["de", "fr", "es_ES", "es_MX", "ja", "de_CH", "de_AT", "fr_CA"])
def test_numbers_in_the_marks_of_cldr(locale: str) -> None:
    dice = random.Random(3)
    for _ in range(DECIMALS):
        number = Decimal(dice.randrange(-(10 ** dice.randrange(1, 10)), 10**6)) / 10 ** dice.randrange(4)
        text = format_decimal(number, "#,##0.###", locale)
        if abs(number) < 10**6 or locale != "de_CH":  # babel groups only the last three digits there
            literal = read_quantity(text, language=locale.replace("_", "-")).bounds.literal
            assert literal.lo == literal.hi == Fraction(number), text


def pattern_of(day: dt.date, pattern: str, locale: str) -> str:
    if pattern == "short":  # with all digits of the year: two are refused
        return format_date(day, re.sub("y+", "y", Locale.parse(locale).date_formats["short"].pattern), locale)
    if pattern.startswith("y"):
        return format_skeleton(pattern, day, locale=locale)
    return format_date(day, pattern, locale)


LOCALES = (*CODES, "de_CH", "es_MX", "es_PR", "fr_CA")
CASES = [(locale, pattern) for locale in LOCALES for pattern in PATTERNS if (locale, pattern) != (ENGLISH, "short")]
"""In English a date in digits may begin with its day or with its month, and is refused."""


@pytest.mark.parametrize("locale, pattern", CASES)
def test_dates_in_the_patterns_of_cldr(locale: str, pattern: str) -> None:
    dice = random.Random(11)
    for _ in range(DAYS):
        day = dt.date(1850, 1, 1) + dt.timedelta(days=dice.randrange(64_000))
        text = pattern_of(day, pattern, locale)
        literal = read_moment(text, language=locale.replace("_", "-")).bounds.literal
        assert literal.lo is not None
        assert literal.hi is not None
        if pattern in ("yMMMM", "yMMM"):
            assert literal.lo == day.replace(day=1).toordinal(), text
            assert literal.hi - literal.lo in (27, 28, 29, 30)
        else:
            assert literal.lo == literal.hi == day.toordinal(), text


def test_what_is_taken_over_is_fresh() -> None:
    stale = [path.name for path, text in written().items() if path.read_text(encoding="utf-8") != text]
    assert not stale, "run python -m tests.languages.from_cldr"
