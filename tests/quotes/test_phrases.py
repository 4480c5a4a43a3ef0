"""A running text is scanned for the amounts and dates that it says, each as long as it can be read."""

from __future__ import annotations

import pytest

from checker.quotes.amounts import amounts
from checker.quotes.dates import dates

AMOUNTS = [
    ("a hedge in words", "more than eighty U.S. military facilities in Japan", ["more than eighty"]),
    (
        "a range with its hedge",
        "An estimated 40,000 to 150,000 were killed",
        ["An estimated 40,000 to 150,000"],
    ),
    ("a range that words announce", "between 40 and 50 % of the total", ["between 40 and 50 %"]),
    ("money a year", "spends approximately $2 billion per year on the bases", ["approximately $2 billion per year"]),
    ("money annually", "authorized $1.5 billion annually for programs", ["$1.5 billion annually"]),
    ("money behind an article", "approved a $47 billion defense budget", ["$47 billion"]),
    ("two amounts", "Thirty-one of the eighty-five facilities", ["Thirty-one", "the eighty-five"]),
    ("a unit with a hyphen", "gang rape of a twelve-year-old girl", ["twelve-year-old"]),
    ("a share of a whole", "one in five people", ["one in five"]),
    ("a rate of something", "5 deaths per 1,000 live births", ["5 deaths per 1,000 live births"]),
    ("a margin", "a bridge 18.2 ± 0.3 km long", ["18.2 ± 0.3 km long"]),
    ("several units", "a man 5 ft 2 in tall", ["5 ft 2 in"]),
    ("a verb for a hedge", "it exceeded 50 people", ["over 50"]),
    ("a verb that is denied", "it did not exceed 50 people", ["at most 50"]),
    ("a year behind a figure", "40,000 in 2015", ["40,000", "2015"]),
    ("names that have digits", "the F-35, the SM-3 and the MV-22", []),
    ("a place in an order", "the 2nd of its kind", []),
    ("a dash before a figure", "total - 55 sq km", ["55 sq km"]),
    ("a sign", "it was -5 °C", ["-5 °C"]),
    ("a vague amount", "donated dozens of boats", ["dozens"]),
    ("a word with a number in it", "a trilateral exercise", ["3"]),
    ("a bare one", "one of the largest", ["one"]),
]
DATES = [
    ("a year behind a verb", "Signed in 1951 alongside the treaty", ["in 1951"]),
    ("a day with its weekday's like", "surrender of Japan on Sept. 2, 1945", ["Sept. 2, 1945"]),
    ("a day and what follows", "a March 11, 2011, earthquake", ["March 11, 2011"]),
    ("a part of a month", "At the beginning of October 2018", ["beginning of October 2018"]),
    ("a decade's middle", "mid-1990s, when it fired a missile", ["mid-1990s"]),
    ("a part of a decade", "In the early 1990s, Japan took part", ["In the early 1990s"]),
    ("a stretch", "the occupation lasted from 1945 to 1951", ["from 1945 to 1951"]),
    ("a stretch cut short", "1990–91 Gulf War", ["1990/1991"]),
    ("a start", "Since 2007, it took part", ["Since 2007"]),
    ("a limit", "spend $240 billion by 2023", ["by 2023"]),
    ("a century", "walls of the 2nd century BC", ["2nd century BC"]),
    ("a year of three digits", "10 August 843 (founded)", ["10 August 843"]),
    ("the end of a sentence", "1960. Also, it came into effect", ["1960"]),
    ("two dates", "rose from March 2011 and again in May 2012", ["from March 2011", "in May 2012"]),
    ("a grouped number", "it carried 2,223 people", []),
    ("money", "it cost $1950 in all", []),
    ("a model", "the PC-1990 sold well", []),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*case, id=label) for label, *case in AMOUNTS])
def test_amounts_of_a_text(text: str, expected: list[str]) -> None:
    assert [phrase.literal for phrase in amounts(text)] == expected


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*case, id=label) for label, *case in DATES])
def test_dates_of_a_text(text: str, expected: list[str]) -> None:
    assert [phrase.literal for phrase in dates(text)] == expected


def test_a_phrase_stands_where_it_says() -> None:
    text = "did not exceed 50 people on Sept. 2, 1945"
    places = [text[phrase.start : phrase.end] for phrase in (*amounts(text), *dates(text))]
    assert places == ["not exceed 50", "2", "1945", "Sept. 2, 1945"]


def test_what_the_grammar_cannot_read_is_told_apart() -> None:
    assert [phrase.sort for phrase in amounts("it weighs 40.000 tonnes")] == ["unread"]
