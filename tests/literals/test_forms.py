"""Forms of figures that could be read as something else: read where one reading is certain, else refused with both."""

from __future__ import annotations

import random
import re
from fractions import Fraction

import pytest

from checker.literals.grammar import parse
from checker.literals.literal import LiteralError
from checker.literals.numbers.number import WrittenNumber
from checker.literals.quantity import read_quantity, read_rank

YEARS = [
    ("in", "40,000 in 2015", "`in 2015` says of when the figure is; write `as_of: 2015` beside the value"),
    ("in, in words", "forty thousand in 2015", "write `as_of: 2015` beside the value"),
    ("in, after a noun", "40,000 people in 2015", "write `as_of: 2015` beside the value"),
    ("in, of a small number", "3 in 2015", "write `as_of: 2015` beside the value; a share is written `3 in 2,015`"),
    ("in, of one", "one in 2000 people", "a share is written `one in 2,000 people`"),
    ("as of", "40,000 as of 2015", "`as of 2015` says of when the figure is; write `as_of: 2015`"),
    ("as of a month", "40,000 as of March 2015", "write `as_of: March 2015`"),
    ("as of a day", "40,000 as of 30 June 2015", "write `as_of: 30 June 2015`"),
    ("by", "40,000 by 2030", "write `as_of: 2030`"),
    ("since", "about 5 % since 1990", "write `as_of: 1990`"),
    ("the end of", "40,000 at the end of 2015", "write `as_of: end of 2015`"),
    ("a decade", "40,000 in the 1990s", "write `as_of: 1990s` beside"),
    ("a part of a decade", "40,000 in the early 1990s", "write `as_of: early 1990s` beside"),
    ("a time that no date says so", "40,000 at year-end 2015", "write `as_of` beside the value"),
    ("a fiscal year", "$5 million in FY2015", "write `as_of: FY2015`"),
    ("a quarter", "5 % in Q2 2015", "write `as_of: Q2 2015`"),
    ("two years", "40,000 in 2015-16", "write `as_of: 2015/2016`"),
    ("brackets", "1,200 (2015)", "`(2015)` says of when the figure is; write `as_of: 2015`"),
    ("an estimate in brackets", "1,200 (2015 est.)", "`(2015 est.)` says of when the figure is; write `as_of: 2015`"),
    ("an estimate in brackets, turned round", "1,200 (est. 2015)", "write `as_of: 2015`"),
    ("square brackets", "1,200 [2015]", "write `as_of: 2015`"),
    ("dollars of a year", "$5 million in 2015 dollars",
     "`in 2015 dollars` is money of one year's worth; write the amount alone, and `definition: in 2015 dollars`"),
    ("prices of a fiscal year", "£5m in 2009/10 prices", "`definition: in 2009/10 prices`"),
    ("dollars of a year in brackets", "$5 million (2015 US$)", "`definition: in 2015 US$`"),
    ("prices of a year", "5 billion euros at constant 2015 prices", "`definition: in 2015 prices`"),
]  # fmt: skip
RANGES = [
    ("to", "8 to 10,000", "may start at 8,000 or at 8; write `8,000 to 10,000`, or `at least 8 but at most 10,000`"),
    ("from", "from 8 to 10,000", "`8 to 10,000` may start at 8,000 or at 8"),
    ("between", "between 350 and 400,000 troops", "`350 and 400,000` may start at 350,000 or at 350"),
    ("or", "8 or 10,000", "may start at 8,000 or at 8"),
    ("decimals", "1.5-2,000", "may start at 1,500 or at 1.5"),
    ("a mixed number", "1½-2,000", "may start at 1,500 or at 1 1/2"),
    ("ends far apart", "1-20,000", "may start at 1,000 or at 1"),
    ("thousands and a half", "10-12,500", "write `10,000 to 12,500`, or `at least 10 but at most 12,500`"),
    ("thousands and a half, in words", "from 10 to 12,500", "`10 to 12,500` may start at 10,000 or at 10"),
    ("a magnitude between", "800 to 1.2 million", "write `800,000 to 1.2 million`, or `at least 800 but at most"),
    ("two magnitudes between", "20 to 1.5 billion", "may start at 20,000,000 or at 20"),
    ("a magnitude between, in words", "eight hundred to two million", "may start at 800,000 or at 8 hundred"),
    ("thousands or millions", "500-1,000,000", "may start at 500,000 or at 500"),
    ("a minus sign and a hyphen", "-5-6 °C", "`-5-6` may end at 6 or at -6; write `-5 to 6` or `-6 to -5`"),
    ("a minus sign and a hyphen, the larger end first", "-5 - 3 °C", "write `-5 to 3` or `-5 to -3`"),
    ("a margin without the magnitude", "1.5 million ± 0.2", "may be 0.2 million or 0.2; write its magnitude too"),
    ("a margin without the power of ten", "1.5e6 ± 0.2", "may be 0.2e6 or 0.2; write its magnitude too"),
    ("a minus sign and an en dash", "-10–5 °C", "`-10–5` may end at 5 or at -5; write `-10 to 5` or `-10 to -5`"),
    ("not round", "350-400,123", "may start at 350,000 or at 350; write `350,000 to 400,123`, or `at least 350 but"),
    ("not round, of one digit", "8–9,050", "may start at 8,000 or at 8"),
    ("not round, money", "$40-54,321", "may start at 40,000 or at 40"),
    ("without groups", "350-400000", "may start at 350,000 or at 350; write `350,000 to 400,000`"),
    ("without groups, of one digit", "5-6000", "may start at 5,000 or at 5"),
    ("millions without groups", "2–3000000", "may start at 2,000,000 or at 2"),
    ("hundreds", "2-300", "may start at 200 or at 2; write `200 to 300`, or `at least 2 but at most 300`"),
    ("hundreds of money", "$5-600", "may start at 500 or at 5"),
    ("hundreds of millions", "2-300 million", "may start at 200 million or at 2 million"),
    ("a number in words", "eight to 10,000", "`8 to 10,000` may start at 8,000 or at 8"),
    ("a half before thousands", "half to 1,000", "may start at 500 or at 1/2"),
    ("a half before a smaller magnitude", "half to 0.2 million", "may have the magnitude at both numbers or at one"),
    ("a part of something and an amount", "half of them to 2 million", "write both ends of the range as shares"),
    ("two numbers far apart", "2 or 50", "`2 or 50` may be one of the two, or all between them; write the one that is"),
    ("tens and hundreds", "40 or 400", "or `40 to 400`"),
    ("one and ten", "1 or 10", "or `1 to 10`"),
    ("alternatives near each other", "85 or 87", "or `85 to 87`"),
    ("alternatives with a unit", "6 or 10 km", "may be one of the two"),
    ("alternatives in words", "two or fifty", "or `2 to 50`"),
    ("a power of ten at the margin alone", "1.5 ± 0.2 × 10^6", "write `1.5e6 ± 0.2e6`, or `1.5 ± 200,000`"),
    ("a power of ten at the second end alone",
     "1 to 2 × 10^6", "write `1e6 to 2e6`, or `at least 1 but at most 2,000,000`"),
    ("a small power of ten at the second end alone", "1 to 2 × 10^-3", "may have the power of ten at both numbers"),
    ("two currencies", "$5 to 10 EUR", "`$` and `EUR` are different units; write both ends in one unit"),
    ("two currencies after numbers", "5 EUR to 10 USD", "`EUR` and `USD` are different units"),
    ("a share and an amount", "1 in 5-10", "write both ends of the range as shares"),
    ("a magnitude at one of two units", "5 km to 7 thousand km", "`5 km` may have the magnitude of the other end"),
]  # fmt: skip
FRACTIONS = [
    ("two pressures", "120/80 mmHg", "`120/80` is two figures, or a fraction; write the one that is meant: `120`"),
    ("two pressures as one", "120/80", "`120`, `80`, or `1 1/2`"),
    ("all day", "24/7", "`24`, `7`, or `3 3/7`"),
    ("a day of the year", "9/11", "`9`, `11`, or `9 in 11`"),
    ("ten-thousandth", "ten-thousandth", "may be one part, so many parts as `10 in 1,000`, or a place in an order"),
    ("twenty-thousandth", "twenty-thousandth", "write one part as `1 in 20,000`"),
    ("a hundred-thousandth", "one hundred thousandth", "write one part as `1 in 100,000`"),
    ("a hundred-millionth", "one hundred millionth", "write one part as `1 in 100,000,000`"),
    ("ten-thousandths", "ten-thousandths", "so many parts, or parts of another size; write `10 in 1,000`"),
    ("five hundred thousandths", "five hundred thousandths", "write `500 in 1,000`, or the number that is meant"),
    ("a number and fifths", "one hundred three fifths", "may be a number and a part, or so many parts; write `100"),
    ("a number and quarters", "twenty-one quarters", "write `20 1/4` or `5 1/4`"),
    ("shares that make a whole", "60/40", "`60`, `40`, `60 %`, or `1 1/2`"),
    ("two halves", "50/50", "write the one that is meant: `50`, `50 %`, or `1`"),
    ("not in lowest terms", "5/10", "`5`, `10`, or `5 in 10`"),
    ("more than one", "5/3 km", "`5`, `3`, or `1 2/3`"),
    ("years", "2019/20", "is two years, or a fraction; write years in `as_of` or `during`, a fraction as `100 19/20`"),
    ("years in full", "1990/1991", "is two years, or a fraction"),
    ("a rare denominator", "3/365", "`3`, `365`, or `3 in 365`"),
    ("a share larger than its whole", "10 out of 3", "no share is larger than its whole"),
    ("a large number in a small one", "40,000 in 300", "no share is larger than its whole"),
    ("a fraction after a large magnitude", "five billion and three quarters",
     "may be 5 billion and 3/4, or 5,750,000,000; write it in digits"),
    ("a half after a thousand", "one thousand and a half", "may be 1 thousand and 1/2, or 1,500"),
    ("a half after two magnitudes", "a hundred million and a half",
     "may be 100,500,000, or 150,000,000; write it in digits"),
    ("a half after a thousand million", "a thousand million and a half", "may be 1,000,500,000, or 1,500,000,000"),
    ("a magnitude before and after a half", "three million and a half million", "`million` is not understood here"),
    ("two magnitudes around a half", "one million and a half thousand", "`thousand` is not understood here"),
    ("a compound ordinal", "one hundred twenty-fifth", "is a place in an order, or a part of a whole"),
    ("a compound ordinal with and", "one hundred and twenty-fifth", "is a place in an order, or a part of a whole"),
    ("a compound ordinal alone", "twenty-fifth", "a part as `1 in 25`"),
    ("a compound of hundreds", "one hundred third", "a part as `1 in 103`"),
    ("tens and second", "thirty-second", "is a place in an order, or a part of a whole"),
    ("an ordinal in digits", "5th", "`5th` is a place in an order, and no amount; write `5` for the amount"),
]  # fmt: skip
SLIPS = [
    ("a hedge twice", "more than more than 5", "`more than … more than` hedges one number twice; keep one of them"),
    ("one hedge in two words", "more than over 5", "hedges one number twice"),
    ("about twice", "approximately about 50", "`approximately … about` hedges one number twice; keep one of them"),
    ("about in a sign and a word", "~ circa 50", "hedges one number twice"),
    ("about before and after", "about 50 approximately", "hedges one number twice"),
    ("the same side before and after", "at least 50 or more", "`at least … or more` hedges one number twice"),
    ("the same side after all", "up to 50 at most", "hedges one number twice"),
    ("exactly before and after", "exactly 50 exactly", "hedges one number twice"),
    ("estimated before and after", "estimated 50 estimated", "hedges one number twice"),
    ("nearly and about", "nearly about 5", "hedges one number twice"),
    ("a letter after a magnitude", "5 million a", "`a` is not understood here"),
    ("a letter after digits", "40,000 a", "`a` is not understood here"),
    ("per nothing", "40,000 per", "`per` is not understood here"),
    ("a slash and nothing", "40,000/", "`/` is not understood here"),
    ("each", "5 million each", "`each` is not understood here"),
    ("a mark for feet", "5'", "`'` is not understood here"),
    ("a decade", "1990s", "`1990s` is a decade, or a number of seconds; write `1990 seconds` for these"),
    ("magnitudes that go down", "5 million thousand", "`thousand` is not understood here"),
    ("a decimal comma", "1,2", "write 12 for the whole number, and a point for decimals (1.2)"),
]
LANGUAGES = [
    ("a point before three digits", "40.000", "`40.000` is 40,000 in some languages and 40 in English; write `40,000`"),
    ("with decimals", "12.345", "`12.345` is 12,345 in some languages and 12.345 in English; write `12,345`"),
    ("after a hedge and before a noun", "over 40.000 people", "`40.000` is 40,000 in some languages"),
    ("below zero", "-40.000 km", "`40.000` is 40,000 in some languages"),
    ("at both ends of a range", "40.000 to 50.000", "`40.000` is 40,000 in some languages"),
    ("money", "$40.000", "`40.000` is 40,000 in some languages"),
    (
        "before a magnitude",
        "1.500 million",
        "`1.500` is 1,500 in some languages and 1.5 in English; write `1,500 million`, or `1.5 million`",
    ),
    ("money before a magnitude", "$1.250 billion", "write `1,250 billion`, or `1.25 billion`"),
    ("thousands before a magnitude", "40.000 million", "write `40,000 million`, or `40 million`"),
    ("a letter for thousands", "$1.500k", "write `1,500 k`, or `1.5 k`"),
    ("a range before a magnitude", "1.500 to 2.000 million", "`1.500` is 1,500 in some languages"),
    ("two points", "1.234.567", "`1.234.567` is not a number in English writing"),
]
REFUSED = [*LANGUAGES, *YEARS, *RANGES, *FRACTIONS, *SLIPS]


@pytest.mark.parametrize("literal, message", [case[1:] for case in REFUSED], ids=[c[0] for c in REFUSED])
def test_what_may_be_two_things_is_refused(literal: str, message: str) -> None:
    with pytest.raises(LiteralError) as caught:
        read_quantity(literal)
    assert message in caught.value.message
    assert 0 <= caught.value.offset <= len(literal)


@pytest.mark.parametrize("literal", [case[1] for case in REFUSED if case not in SLIPS], ids=str)
def test_a_repair_that_is_offered_can_be_read(literal: str) -> None:
    with pytest.raises(LiteralError) as caught:
        read_quantity(literal)
    for offered in re.findall("`([^`]+)`", caught.value.message.partition("write ")[2]):
        if ":" not in offered and offered not in {"as_of", "during"}:
            assert read_quantity(offered)


CERTAIN = [
    ("thousands are left to the second end", "350-400,000", "350000", "400000", ""),
    ("with a dash", "350–400,000 troops", "350000", "400000", "troops"),
    ("of one digit", "8-10,000", "8000", "10000", ""),
    ("after a hedge", "about 8-10,000", "8000", "10000", ""),
    ("money", "$8-10,000", "8000", "10000", "$"),
    ("money said twice", "$8 to 10 USD", "8", "10", "USD"),
    ("millions", "1-2,000,000", "1000000", "2000000", ""),
    ("nothing can be left where the range would run down", "900-1,100", "900", "1100", ""),
    ("nor where the ends would be one", "20-20,000 Hz", "20", "20000", "Hz"),
    ("nor from zero", "0-10,000", "0", "10000", ""),
    ("nor after a word before thousands that are not round", "40 to 54,321", "40", "54321", ""),
    ("nor after a word without groups", "8 to 10000", "8", "10000", ""),
    ("nor from one", "1-300", "1", "300", ""),
    ("nor from a part of one", "0.5-2000 Hz", "0.5", "2000", "Hz"),
    ("nor to hundreds that are not round", "2-350", "2", "350", ""),
    ("nor where hundreds would run down", "5-500", "5", "500", ""),
    ("nor with a unit of its own", "10 km - 20,000 km", "10", "20000", "km"),
    ("a repair of the short range", "at least 8 but at most 10,000", "8", "10000", ""),
    ("numbers as machines write them", "1 to 2e6", "1", "2000000", ""),
    ("numbers of a table", "40.5 to 55.125e0", "40.5", "55.125", ""),
    ("a number of a table with a margin", "40.125e0 ± 0.5", "40.125", "0.5", ""),
    ("a magnitude without its one", "ten to hundred million", "10000000", "100000000", ""),
    ("a magnitude with its one", "ten to a hundred million", "10000000", "100000000", ""),
    ("thousands before millions", "5,000 to 20 million", "5000", "20000000", ""),
    ("nearly thousands before thousands", "900 to 1.1 thousand", "900", "1100", ""),
    ("a magnitude is shared", "5-10 million", "5000000", "10000000", ""),
    ("with decimals", "1.5-2 million", "1500000", "2000000", ""),
    ("a margin shares its magnitude", "18 ± 3 million", "18000000", "3000000", ""),
    ("a margin smaller than its number", "1.5 ± 0.2 million USD", "1500000", "200000", "USD"),
    ("a margin with a magnitude beside digits", "1,500,000 ± 0.2 million", "1500000", "200000", ""),
    ("a margin in digits beside a magnitude", "5 million ± 50,000", "5000000", "50000", ""),
    ("a margin in digits beside dozens", "two dozen ± 2", "24", "2", ""),
    ("hedges within a range", "between about 600 and 700", "600", "700", ""),
    ("a common fraction", "3/4", "3/4", "3/4", "1"),
    ("sixteenths", "5/16 in", "5/16", "5/16", "in"),
    ("a share", "3 in 10", "3/10", "3/10", "1"),
    ("a share of very many", "1 in 5,000", "1/5000", "1/5000", "1"),
    ("a share of as many as a year has digits", "1 in 2,000", "1/2000", "1/2000", "1"),
    ("a mixed number", "two and three quarters", "11/4", "11/4", ""),
    ("a mixed number past twenty", "twenty and two thirds", "62/3", "62/3", ""),
    ("a mixed number past a hundred", "one hundred and three quarters", "403/4", "403/4", ""),
    ("a quarter without its article", "quarter of a million", "250000", "250000", ""),
    ("a quarter of what is shared", "quarter of the seats", "1/4", "1/4", "1"),
    ("a million and a half", "a million and a half", "1500000", "1500000", ""),
    ("a mixed number of millions", "three and a half million", "3500000", "3500000", ""),
    ("parts in words", "twelve hundredths", "12/100", "12/100", "1"),
    ("a number as large as a year", "about 2015", "2015", "2015", ""),
    ("dollars as many as a year", "over 2,015 dollars", None, None, "dollars"),
    ("a range between two years", "from 1990 to 2015", "1990", "2015", ""),
    ("about twice, in other words", "an estimated total of about 40", "40", "40", ""),
    ("a rough estimate", "estimated at around 40", "40", "40", ""),
    ("about, as people talk", "about 40 or so", "40", "40", ""),
    ("minus and a dash", "−5–6 °C", "-5", "6", "°C"),
    ("up to nothing, where the end has no other reading", "-5-0 °C", "-5", "0", "°C"),
    ("a half shares a magnitude", "$½–1 million", "500000", "1000000", "$"),
    ("a half in words shares it", "half to one million", "500000", "1000000", ""),
    ("a quarter and a half share it", "a quarter to half a million", "250000", "500000", ""),
    ("a fraction in digits shares it", "1/2 to 2 million", "500000", "2000000", ""),
    ("a third shares it", "a third to two million people", "1000000/3", "2000000", "people"),
    ("a half shares a dozen", "half to a dozen", "6", "12", ""),
    ("a mixed number shares it", "1½–2 million", "1500000", "2000000", ""),
    ("a half shares it as one of two limits", "over half but under one million", "500000", "1000000", ""),
    ("a half in a unit", "½-1 km", "1/2", "1", "km"),
    ("a half of a century", "½ to 1 century", "1/2", "1", "century"),
    ("two shares", "half to two-thirds", "1/2", "2/3", "1"),
    ("two or three", "two or three people", "2", "3", "people"),
    ("tens", "20 or 30", "20", "30", ""),
    ("fives", "15 or 20 %", "15", "20", "%"),
    ("five or ten", "five or ten", "5", "10", ""),
    ("eight or ten", "eight or ten thousand", "8000", "10000", ""),
    ("ten or twelve", "ten or twelve", "10", "12", ""),
    ("halves", "2½ or 3 hours", "5/2", "3", "hour"),
    ("hundreds and a half", "100 or 150", "100", "150", ""),
    ("dozens", "one or two dozen", "12", "24", ""),
    ("parts that follow each other", "one in five or one in four", "1/5", "1/4", "1"),
    ("parts of a thousand", "ten thousandths", "1/100", "1/100", "1"),
    ("parts of a hundred, with a hyphen", "two-hundredths", "1/50", "1/50", "1"),
    ("part of the larger ones", "two-thirds of the more populous states", "2/3", "2/3", "1"),
]


@pytest.mark.parametrize("literal, low, high, unit", [case[1:] for case in CERTAIN], ids=[c[0] for c in CERTAIN])
def test_what_is_certain_is_read(literal: str, low: str | None, high: str | None, unit: str) -> None:
    form = parse(literal)
    assert form.unit == unit
    if low and high and isinstance(form.first, WrittenNumber):
        assert (form.first.value, (form.second or form.first).value) == (Fraction(low), Fraction(high))


SMALL_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
TENS_WORDS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety"
SMALL, TENS = SMALL_WORDS.split(), TENS_WORDS.split()
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))


def cardinal(number: int, joint: str, hyphen: str) -> str:
    """A number in words, made here so that the reader is held to something other than itself."""
    for size, name in SCALES:
        if number >= size:
            head, rest = f"{cardinal(number // size, joint, hyphen)} {name}", number % size
            return f"{head}{joint if rest < 100 else ' '}{cardinal(rest, joint, hyphen)}" if rest else head
    tens, ones = divmod(number, 10)
    return SMALL[number] if number < 20 else TENS[tens] + (f"{hyphen}{SMALL[ones]}" if ones else "")


def test_ten_thousand_numbers_in_words_are_read_back_exactly() -> None:
    chance = random.Random(12)
    for _ in range(10_000):
        number = chance.randrange(10 ** chance.randint(1, 15))
        words = cardinal(number, chance.choice((" and ", " ")), chance.choice(("-", " ")))
        assert read_quantity(words).bounds.literal.lo == number, words


PLACES = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"}
PLACES |= {"twelve": "twelfth"} | {ten: f"{ten[:-1]}ieth" for ten in TENS[2:]}


def test_places_in_words_are_read_back_exactly() -> None:
    chance = random.Random(13)
    for _ in range(1000):
        number = chance.randrange(1, 10 ** chance.randint(1, 6))
        words = re.split(r"\b(?=\w+$)", cardinal(number, chance.choice((" and ", " ")), chance.choice(("-", " "))))
        words[-1] = PLACES.get(words[-1], f"{words[-1]}th")
        assert read_rank("".join(words)).bounds.literal.lo == number, words


ENGLISH = [
    ("where the document says so", "40.000", "en", "40"),
    ("with a hedge, where the document says so", "about 12.345 km", "en-GB", "12.345"),
    ("after a zero", "0.500", "", "0.5"),
    ("after four digits", "1234.567", "", "1234.567"),
    ("before two digits", "40.00", "", "40"),
    ("before four", "40.1250", "", "40.125"),
    ("beside a number that groups with commas", "1.250 to 1,250.5", "", None),
    ("beside decimals of another length", "18.200 to 18.25", "", None),
    ("beside a margin below one", "18.200 ± 0.005", "", "18.195"),
    ("before a magnitude in English", "1.234 million", "", "1234000"),
    ("before a magnitude, where the document says so", "1.500 million", "en", "1500000"),
    ("with an exponent", "1.234e5", "", "123400"),
]


@pytest.mark.parametrize("literal, language, value", [c[1:] for c in ENGLISH], ids=[c[0] for c in ENGLISH])
def test_a_point_stands_before_decimals(literal: str, language: str, value: str | None) -> None:
    quantity = read_quantity(literal, language=language)
    assert value is None or quantity.bounds.literal.lo == Fraction(value)
