"""Amounts by the article, as ratios, in brackets, beside words that announce a range, and of money by its names."""

from __future__ import annotations

import pytest

from checker.literals.literal import LiteralError
from checker.literals.phrase import show_interval
from checker.literals.quantity import read_denied, read_quantity
from checker.literals.units.units import convert
from checker.model.vocabulary import Vocabulary
from tests.literals.writing import is_read, is_refused, span

CASES = [
    # label, literal, possible, plausible, unit
    ("an age", "81 years old", "[80.5, 82)", "[80.5, 81.5)", "year"),
    ("an age with a hedge", "about 80 years old", "[70, 90]", "[75, 85]", "year"),
    ("an age with hyphens", "81-year-old", "[80.5, 82)", "[80.5, 81.5)", "year"),
    ("years of age", "81 years of age", "[80.5, 82)", "[80.5, 81.5)", "year"),
    ("metres tall", "12 metres tall", "[11.5, 13)", "[11.5, 12.5)", "m"),
    ("kilometres in length", "12 km in length", "[11.5, 13)", "[11.5, 12.5)", "km"),
    ("hours long", "12 hours long", "[11.5, 13)", "[11.5, 12.5)", "hour"),
    ("a decade", "a decade", "[0.9, 1.1)", "[0.95, 1.05)", "decade"),
    ("more than a decade", "more than a decade", "(0.95, )", "(1, 1.5]", "decade"),
    ("a decade or more", "a decade or more", "[0.9, )", "[1, 1.5]", "decade"),
    ("about an hour", "about an hour", "[0.8, 1.2]", "[0.9, 1.1]", "hour"),
    ("a square mile", "a square mile", "[0.9, 1.1)", "[0.95, 1.05)", "mi²"),
    ("one and a half after the unit", "a year and a half", "[1.45, 1.55)", "[1.45, 1.55)", "year"),
    ("two and a half after the unit", "two miles and a half", "[2.45, 2.55)", "[2.45, 2.55)", "mi"),
    ("two weeks at most", "a week or two", "[0.9, 2.2)", "[0.95, 2.1)", "week"),
    ("two and a half with hyphens", "two-and-a-half miles", "[2.45, 2.55)", "[2.45, 2.55)", "mi"),
    ("the same before a magnitude", "two-and-a-half million", "[2450000, 2550000)", "[2450000, 2550000)", ""),
    ("a number in words with hyphens", "one-hundred-and-five", "105", "105", ""),
    ("60-plus", "60-plus years", "[55, )", "[60, 70]", "year"),
    ("60-plus of what is counted", "65-plus people", "[65, )", "[65, 71.5]", "people"),
    ("5 per 1,000", "5 per 1,000", "[4.5, 5.5)", "[4.75, 5.25)", "/1000"),
    ("in the hundreds", "in the hundreds", "[100, 10000)", "[200, 1000)", ""),
    ("in the tens of thousands", "in the tens of thousands", "[10000, 1000000)", "[20000, 100000)", ""),
    ("as few as", "as few as 45", "[45, )", "[45, 49.5]", ""),
    ("as little as", "as little as 5 km", "[4.5, )", "[5, 6]", "km"),
    ("as low as", "as low as 5 km", "[4.5, )", "[5, 6]", "km"),
    ("as high as", "as high as 45", "[0, 45]", "[40.5, 45]", ""),
    ("less than or equal to", "less than or equal to 45", "[0, 45]", "[40.5, 45]", ""),
    ("greater than or equal to", "greater than or equal to 45", "[45, )", "[45, 49.5]", ""),
    ("equal to or less than", "equal to or less than 45", "[0, 45]", "[40.5, 45]", ""),
    ("the negative of a limit is its mirror image", "less than or equal to −45 °C", "( , -44.5]", "[-49.5, -45]", "°C"),
    ("in the range, with a dash", "in the range 105–215", "[105, 215]", "[105, 215]", ""),
    ("in the range of", "in the range of 105 to 215", "[105, 215]", "[105, 215]", ""),
    ("ranging from", "ranging from 18.2 to 19.4 km", "[18.15, 19.5)", "[18.15, 19.45)", "km"),
    ("ranging between", "ranging between 18.2 and 19.4 km", "[18.15, 19.5)", "[18.15, 19.45)", "km"),
    ("a low and a high", "from a low of 105 to a high of 215", "[105, 215]", "[105, 215]", ""),
    ("a minimum and a maximum", "from a minimum of 105 to a maximum of 215", "[105, 215]", "[105, 215]", ""),
    ("as few and as many", "from as few as 105 to as many as 215", "[105, 215]", "[105, 215]", ""),
    ("between a low and a high", "between a low of 105 and a high of 215 km", "[104.5, 216)", "[104.5, 215.5)", "km"),
    ("a hedge before a range", "ranging from about 40 to 50", "[32, 60]", "[36, 55]", ""),
    (
        "sources that differ",
        "information varies; approximately 15,001",
        "[13500.9, 16501.1]",
        "[14250.95, 15751.05]",
        "",
    ),
    ("sources that differ, and no hedge", "estimates vary: 15,001", "[13500.9, 16501.1]", "[14250.95, 15751.05]", ""),
    (
        "sources that differ about a range",
        "information varies; estimated 20-25,000",
        "[16000, 27500]",
        "[18000, 26250]",
        "",
    ),
    ("a hedge in brackets", "(estimated) 1,201", "[1080.9, 1321.1]", "[1140.95, 1261.05]", ""),
    ("a hedge in brackets behind", "1,201 (estimated)", "[1080.9, 1321.1]", "[1140.95, 1261.05]", ""),
    ("a hedge in brackets before a noun", "1,201 (approx.) people", "[1080.9, 1321.1]", "[1140.95, 1261.05]", "people"),
    ("a margin in brackets", "(5.0 ± 0.1) km", "[4.9, 5.1]", "[4.9, 5.1]", "km"),
    ("about a margin in brackets", "about (5.0 ± 0.1) km", "[4.5, 5.5]", "[4.9, 5.1]", "km"),
    ("a margin before a power of ten", "(5.0 ± 0.1) × 10^6 km", "[4900000, 5100000]", "[4900000, 5100000]", "km"),
    ("a margin before a magnitude", "(5.0 ± 0.1) million km", "[4900000, 5100000]", "[4900000, 5100000]", "km"),
    ("a range in brackets", "(5.1 to 5.3) km", "[5.05, 5.4)", "[5.05, 5.35)", "km"),
    ("the last digits' margin", "5.0(1)", "[4.9, 5.1]", "[4.9, 5.1]", ""),
    ("the last two digits' margin", "5.123(15) km", "[5.108, 5.138]", "[5.108, 5.138]", "km"),
    ("the last digits' margin and a power", "5.0(1) × 10^-3", "[0.0049, 0.0051]", "[0.0049, 0.0051]", ""),
    ("a negative number and its margin", "-5.0(1) °C", "[-5.1, -4.9]", "[-5.1, -4.9]", "°C"),
    ("a ratio", "3:1", "[2.7, 3.3)", "[2.85, 3.15)", "1"),
    ("a ratio in words", "a 3:1 ratio", "[2.7, 3.3)", "[2.85, 3.15)", "1"),
    ("a ratio of", "a ratio of 3:1", "[2.7, 3.3)", "[2.85, 3.15)", "1"),
    ("a ratio below one", "1:4", "[0.225, 0.275)", "[0.2375, 0.2625)", "1"),
    ("a scale", "1:50,000", "[0.000018, 0.000022)", "[0.000019, 0.000021)", "1"),
    ("equal parts are exact", "1:1", "1", "1", "1"),
    ("over a ratio", "over 3:1", "(2.85, )", "(3, 4]", "1"),
    ("a range of ratios", "2:1 to 3:1", "[1.8, 3.3)", "[1.9, 3.15)", "1"),
    ("US $", "US $5.1m", "[5050000, 5200000)", "[5050000, 5150000)", "US$"),
    ("Rs", "Rs 5.1 crore", "[50500000, 52000000)", "[50500000, 51500000)", "Rs"),
    ("Rs with a point and a hedge", "over Rs. 512", "(511.5, )", "(512, 563.2]", "Rs"),
    ("R$", "R$512", "[511.5, 513)", "[511.5, 512.5)", "R$"),
    ("kr before", "kr 512", "[511.5, 513)", "[511.5, 512.5)", "kr"),
    ("kr behind", "512 kr", "[511.5, 513)", "[511.5, 512.5)", "kr"),
    ("cents", "51 cents", "[50.5, 52)", "[50.5, 51.5)", "cents"),
    ("the sign of cents", "51¢/kWh", "[50.5, 52)", "[50.5, 51.5)", "¢/kWh"),
    ("KB", "512 KB", "[511.5, 513)", "[511.5, 512.5)", "kB"),
    ("kgs", "512 kgs", "[511.5, 513)", "[511.5, 512.5)", "kg"),
    ("sqm", "512 sqm", "[511.5, 513)", "[511.5, 512.5)", "m²"),
    ("sq. m.", "512 sq. m.", "[511.5, 513)", "[511.5, 512.5)", "m²"),
    ("sqkm", "512 sqkm", "[511.5, 513)", "[511.5, 512.5)", "km²"),
    ("the micro sign", "512 µm", "[511.5, 513)", "[511.5, 512.5)", "μm"),
    ("the micro sign alone is the micron", "512 µ", "[511.5, 513)", "[511.5, 512.5)", "μm"),
]


@pytest.mark.parametrize(
    "literal, possible, plausible, unit", [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_an_amount(literal: str, possible: str, plausible: str, unit: str) -> None:
    is_read(literal, possible, plausible, unit)


REFUSED = [
    # label, literal, words of the message, a repair that is offered
    ("a margin or a note", "15(2)", "may be 15 with a margin, or with a note", "15 ± 2"),
    ("two shares", "60:40", "may be a ratio, or a length of time or two shares", "60 %"),
    ("two shares and no minutes", "30:70", "may be a ratio, or two shares", "30 %"),
    ("a ratio whose decimals do not end", "1:12", "may be a ratio, or a length of time", "about 0.08333"),
]


@pytest.mark.parametrize("literal, words, repair", [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_may_be_two_amounts_is_refused(literal: str, words: str, repair: str) -> None:
    is_refused(literal, words, repair)


@pytest.mark.parametrize(
    "literal",
    ["a second", "a second attack", "a bit", "a house", "3:2:1", "3:0", "in the range of 100", "ranging from 40",
     "a low of 40", "information varies", "(estimated", "(5.0 ± 0.1 km", "in the few", "nearly unlimited"],
)  # fmt: skip
def test_what_is_no_amount(literal: str) -> None:
    with pytest.raises(LiteralError):
        read_quantity(literal)


def test_what_is_unlimited_is_larger_than_any_figure() -> None:
    unlimited = read_quantity("unlimited").bounds.possible
    assert unlimited == read_quantity("unlimited GB").bounds.possible
    assert not unlimited.overlaps(read_quantity("999 quintillion").bounds.possible)
    assert unlimited.overlaps(read_quantity("at least 100").bounds.possible)
    assert show_interval(unlimited, "GB") == "unlimited"


NONE = Vocabulary()
MONEY = [
    # label, literal, unit of the property, literal value in it
    ("cents of a dollar", "250 cents", "USD", "2.5"),
    ("cents of a euro", "250 cents", "EUR", "2.5"),
    ("cents a unit", "25 cents per kWh", "EUR/kWh", "0.25"),
    ("US cents", "25 US cents", "USD", "0.25"),
    ("pence", "250 pence", "GBP", "2.5"),
    ("rupees of India", "Rs 512", "INR", "512"),
    ("rupees of Pakistan", "Rs 512", "PKR", "512"),
    ("kronor", "512 kronor", "SEK", "512"),
    ("kroner", "512 kroner", "NOK", "512"),
    ("kr", "512 kr", "DKK", "512"),
    ("a nation's money by name", "512 Swedish kronor", "SEK", "512"),
    ("another's", "512 Philippine pesos", "PHP", "512"),
    ("francs", "512 francs", "CHF", "512"),
    ("reais", "R$512", "BRL", "512"),
    ("won", "512 won", "KRW", "512"),
    ("rupiah", "Rp 512", "IDR", "512"),
]


@pytest.mark.parametrize("literal, unit, value", [case[1:] for case in MONEY], ids=[case[0] for case in MONEY])
def test_a_name_of_money_is_the_currency_that_is_meant(literal: str, unit: str, value: str) -> None:
    quantity = read_quantity(literal)
    assert convert(quantity.bounds, quantity.unit, unit, NONE).literal == span(value)


OTHER_MONEY = [
    ("shared by several states", "512 kr", "USD", "`kr` is DKK, ISK, NOK or SEK, and currencies never convert"),
    ("of another state", "512 Swedish kronor", "NOK", "`Swedish kronor` is SEK, and currencies never convert"),
    ("cents of no such currency", "512 cents", "SEK", "currencies never convert"),
]


@pytest.mark.parametrize(
    "literal, unit, words", [case[1:] for case in OTHER_MONEY], ids=[case[0] for case in OTHER_MONEY]
)
def test_other_money_is_refused(literal: str, unit: str, words: str) -> None:
    quantity = read_quantity(literal)
    with pytest.raises(LiteralError) as caught:
        convert(quantity.bounds, quantity.unit, unit, NONE)
    assert words in caught.value.message


def test_what_is_not_up_to_all_says_nothing_of_a_side() -> None:
    assert read_denied("up to all") is None
