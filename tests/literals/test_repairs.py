"""What a message offers instead of a literal is read: as a number, or as a date."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from checker.literals.dates.dates import read_moment, read_span
from checker.literals.literal import LiteralError
from checker.literals.quantity import read_quantity
from checker.model.vocabulary import FiscalYear
from checker.report.pages.value_dates import NO_DATES, NO_STRETCHES
from checker.report.pages.values import NO_NUMBERS

NUMBERS = (
    *NO_NUMBERS,
    *("1952/1951", "16:09", "9:08", "4:30", "60:40", "15(2)", "1,512(20)", "about 5'2\"", "5 ft 14 in", "2 h 75 min"),
    *("1 month 3 days", "1 year 40 days", "2 years 3 weeks", "5 to 6 ft 2 in", "over 1.500 million", "1-20,000 km"),
    *("1.5 to 2 × 10^6", "1.5 million ± 0.2", "800 to 1.2 million", "two-hundredths of a third", "-10–5", "2 or 50 km"),
)
DATES = (
    *NO_DATES,
    *("Sunday, 15 April 1912", "Friday 1 January 2021 (Saturday)", "midnight on 1 January 2000", "1,512 years ago"),
    *("12 years ago", "turn of the century", "between 5 and 10 BC", "winter 1951 to 1952", "winter of 1951–1953"),
    *("'80s", "early 90s", "2020/now", "13.04.1912", "4.13.1912", "1912-4-5", "29 Feb", "1990-1985", "2019–18"),
)
FISCAL = {"jfy": FiscalYear("jfy", "Japanese fiscal year", 4, 1, "start")}
_OFFERED = re.compile(r"`([^`]*[0-9][^`]*)`")
_FIELD = re.compile(r"(?:as_of|definition|denies|language|during|unit|equals)\b")


def offered_numbers(message: str) -> list[str]:
    """The literals between backticks after `write`, without fields of a claim."""
    return [text for text in _OFFERED.findall(message.partition("write ")[2]) if not _FIELD.match(text)]


def offered_dates(message: str) -> list[str]:
    """The dates after `write`, up to the next words that are none."""
    rest = message.partition("; write ")[2].removeprefix("a slash: ").removeprefix("the day: ")
    ways = re.split(r"(?<!,) or | if |, (?=[0-9]{1,2} [A-Z]|[0-9]{4})|, (?=19)|, '|, as |, or ", rest)
    return [way.strip("'") for way in ways if re.search("[0-9]", way) and not re.match("the |both |it ", way)]


def message(read: Callable[[str], object], literal: str) -> str:
    with pytest.raises(LiteralError) as caught:
        read(literal)
    return caught.value.message


@pytest.mark.parametrize("literal", NUMBERS)
def test_a_number_that_is_offered_is_read(literal: str) -> None:
    told = message(read_quantity, literal)
    if "powers of ten" in told:
        return  # the number is left to the reader
    for text in offered_numbers(told):
        assert read_quantity(text)


@pytest.mark.parametrize("literal", DATES)
def test_a_date_that_is_offered_is_read(literal: str) -> None:
    for text in offered_dates(message(read_moment, literal)):
        assert read_moment(text, FISCAL)


@pytest.mark.parametrize("literal", NO_STRETCHES)
def test_a_stretch_that_is_offered_is_read(literal: str) -> None:
    for text in offered_dates(message(read_span, literal)):
        assert read_span(text)


def test_most_messages_offer_something() -> None:
    numbers = sum(bool(offered_numbers(message(read_quantity, literal))) for literal in NUMBERS)
    dates = sum(bool(offered_dates(message(read_moment, literal))) for literal in DATES)
    assert numbers > len(NUMBERS) / 2
    assert dates > len(DATES) / 2
